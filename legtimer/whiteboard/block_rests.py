"""The rests of a block: between exercises, after each round, behind the block."""

from __future__ import annotations

from dataclasses import replace

from legtimer.whiteboard.draft import DraftBlock, DraftRest
from legtimer.whiteboard.movement import Movement

SCORED = ("amrap", "for-time", "emom", "death-by")
_BY_CLOCK = ("intervals", "emom", "death-by", "timed")


def place_rests(block: DraftBlock) -> None:
    """Put rests between exercises where they belong."""
    if not any(isinstance(item, DraftRest) for item in block.items):
        return
    in_turn = block.kind == "emom" and block.keys.get("order") == "alternate"
    if block.kind in ("amrap", "for-time") or in_turn:
        block.items = [
            Movement(name="Rest", amount=item.time, lines=(item.line,))
            if isinstance(item, DraftRest)
            else item
            for item in block.items
        ]
        return
    after: dict[int, str] = {}
    number = -1
    for item in block.items:
        if isinstance(item, DraftRest):
            after[max(number, 0)] = item.time
        else:
            number += 1
    block.items = list(block.movements)
    last = after.pop(number, "")
    once = len(block.items) == 1 and not (block.keys.get("rounds") or block.movements[0].sets)
    if last and (once or block.keys.get("rest", last) != last or block.kind in _BY_CLOCK):
        if block.keys.setdefault("rest-after", last) != last:
            block.comments.append((block.line, f"rest {last}"))
    elif last:
        block.keys.setdefault("rest", last)
        # It stands behind the last round too, if something follows.
        block.keys.setdefault("rest-after", last)
    if block.kind in SCORED or block.kind == "intervals":
        block.comments += [(block.line, f"rest {rest}") for rest in after.values()]
        return
    if after and block.kind in ("superset", "complex"):
        for n, movement in enumerate(block.movements):
            if block.kind == "complex" and block.keys.get("load") and not movement.load:
                block.items[n] = replace(movement, load=block.keys["load"])
        block.kind = "circuit"
    if after and len(after) == number and len(set(after.values())) == 1:
        block.keys.setdefault("between", next(iter(after.values())))
    else:
        block.rests = after
