"""Blocks that are several, or that stand in another one."""

from __future__ import annotations

from dataclasses import replace

from legtimer.whiteboard.draft import DraftBlock, DraftRest
from legtimer.whiteboard.movement import Movement


def by_sets(block: DraftBlock) -> list[DraftBlock]:
    """A block for each run of exercises that have as many sets, where they say it themselves."""
    if block.kind not in ("", "sets") or block.keys.get("rounds"):
        return [block]
    parts: list[DraftBlock] = []
    before: tuple[str, str] | None = None
    for item in block.items:
        own = (item.sets, item.every) if isinstance(item, Movement) else before
        if not parts or own != before:
            part = replace(block, items=[], keys=dict(block.keys), guesses=dict(block.guesses))
            part.kind = block.kind if not own or own[0] else ""
            part.comments = [] if parts else block.comments
            parts.append(part)
        parts[-1].items.append(item)
        before = own
    return parts


def in_rounds(block: DraftBlock) -> DraftBlock | None:
    """A block around one that is done several times, but whose kind has no rounds; else None."""
    rounds = block.keys.get("rounds", "")
    figures = next(
        (value for m in block.movements for value in (m.amount, m.load) if "," in value), ""
    )
    if not rounds or not (block.kind == "amrap" or (figures and "amounts" not in block.keys)):
        return None
    if block.kind != "amrap" and rounds == str(figures.count(",") + 1):
        return None
    del block.keys["rounds"]
    outer = DraftBlock(
        "", block.line, name=block.name, role=block.role, notes=block.notes, inner=[block]
    )
    outer.keys["rounds"] = rounds
    block.name, block.role, block.notes = "", "", []
    rest = block.keys.pop("rest", "")
    if isinstance(last := block.items[-1], DraftRest) and not rest:
        rest = last.time
        block.items.pop()
        outer.guesses["rest"] = "the rest after each time, not in each round of it"
    outer.keys["rest"] = rest
    return outer
