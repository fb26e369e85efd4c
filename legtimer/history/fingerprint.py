"""Which scores can be compared: a fingerprint of what a scored block asks for.

It is made of the clock and the exercises with their amounts and loads, and leaves out what changes
nothing about the work: titles, notes, what a press counts, beeps. So the same AMRAP in two workouts
is the same, and one with another load is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from legtimer.core.exercise import Load
from legtimer.core.steps import Place, Step, TallyItem
from legtimer.core.workout import Plan

_AS_TYPED: Final[Mapping[str, str]] = MappingProxyType({})

Pass = tuple[str, str]
"""One pass through a scored block: its kind and where it stands."""


def block_path(place: Place) -> str:
    """Where a block stands in a session: ``block[1]``, and in a repeat also in which pass."""
    passes = ".".join(str(turn) for turn, _ in place.passes)
    return f"{place.path}#{passes}" if passes else place.path


def fingerprint(steps: Sequence[Step], names: Mapping[str, str] = _AS_TYPED) -> str:
    """The fingerprint of one pass through a scored block; empty for no steps.

    It is kept in files, so it may never change for the same work: what goes into it is spelled out
    here, down to the last figure.

    Args:
        steps: the work steps of the pass.
        names: other names of its exercises, by those that they have there.
    """
    if not steps:
        return ""
    asked = [
        steps[0].place.kind if steps[0].scoring else "",
        [
            [
                step.limit,
                bool(step.tally and step.tally.endless),
                [[_item(item, names) for item in items] for items in step.tally.rounds]
                if step.tally
                else [],
            ]
            for step in steps
        ],
    ]
    text = json.dumps(asked, ensure_ascii=True, separators=(",", ":"))
    import hashlib  # 3 MB of OpenSSL, which a workout without scores can do without

    return hashlib.sha256(text.encode("ascii")).hexdigest()[:20]


def _item(item: TallyItem, names: Mapping[str, str]) -> list[str | int]:
    load = item.load
    weight = ""
    if load is not None:
        figure = f"{load.value:g}" if isinstance(load, Load) else f"{load.low:g}-{load.high:g}"
        weight = f"{load.pieces}x{figure}{load.unit.value}"
    amount = item.amount
    name = _folded(names.get(item.exercise.name, item.exercise.name))
    return [name, amount.unit.value, amount.low, amount.high, item.exercise.all_sides, weight]


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())


def scored_blocks(plan: Plan) -> Iterator[tuple[Place, str, str]]:
    """The scored blocks that a plan asks for, each pass by itself, with their fingerprints."""
    for (kind, _), steps in scored_steps(plan.steps).items():
        yield steps[0].place, kind, fingerprint(steps)


def scored_steps(steps: Iterable[Step]) -> dict[Pass, list[Step]]:
    """The work of each pass through a scored block, and the rests inside it, in order."""
    found: dict[Pass, list[Step]] = {}
    for step in steps:
        if step.scored:
            found.setdefault((step.place.kind, block_path(step.place)), []).append(step)
    return found
