"""Sets in words: one set, the sets of an exercise, the sets of a session block by block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from legtimer.core.exercise import Load, Unit
from legtimer.core.notation import clock, length_text
from legtimer.core.scoring import plural
from legtimer.core.session.records import Outcome
from legtimer.history.session_record import SetResult

NOT_DONE: Final = {
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.CUT: "cut by the clock",
    Outcome.ENDED: "ended here",
}
_COUNTED: Final = {Unit.DISTANCE.value: " m", Unit.ENERGY.value: " cal"}
"""What stands behind a figure that is no number of reps."""
_MOST_FIGURES: Final = 6
"""Different figures that are listed; of more only their number and sum is told."""


class BlockSets(NamedTuple):
    """The sets of one block, or of all its laps."""

    title: str
    kind: str
    role: str
    path: str
    """Where it stands, without the lap."""
    exercises: dict[str, list[SetResult]]
    """By the name of the exercise, in the order of the session."""

    @property
    def sets(self) -> list[SetResult]:
        return [one for sets in self.exercises.values() for one in sets]


def set_figure(one: SetResult) -> str:
    """How much a set was: ``20``, ``400 m``, ``0:45``; of what nobody has told, ``15?`` or ``?``.

    Empty for one that was not done and of which nobody has told how much it was.
    """
    unit = _COUNTED.get(one.unit, "")
    if one.needs_reps:
        return "?" if one.unit in (Unit.MAX, Unit.LENGTH) else f"{one.planned_low}{unit}?"
    if one.done is not None:
        figure = length_text(one.done) if one.unit == Unit.LENGTH else f"{one.done}{unit}"
        return f"{clock(one.ms)} ({plural(one.done, 'rep')})" if one.unit == Unit.TIME else figure
    if one.unit == Unit.TIME:
        skipped = one.outcome in (Outcome.SKIPPED, Outcome.MISSED)
        return "" if skipped else clock(one.ms)
    if one.outcome != Outcome.DONE:
        return ""
    return "done" if one.unit == Unit.OPEN else clock(one.ms)


def set_text(one: SetResult) -> str:
    """One set by itself: ``20 @ 16 kg``, ``4, cut by the clock``, ``skipped``."""
    figure = set_figure(one)
    load = f" @ {one.load.text}" if one.load is not None and figure else ""
    return ", ".join(filter(None, (f"{figure}{load}", NOT_DONE.get(Outcome(one.outcome), ""))))


def sets_text(sets: Sequence[SetResult]) -> str:
    """All sets of one exercise: ``3 x 20 @ 16 kg``, ``12, 10, 8``, ``2 x 8/8``, ``3 skipped``."""
    parts = _with_both_sides(sets)
    loads = {load if figure else None for figure, load, _ in parts}
    shared = loads.pop() if len(loads) == 1 else None
    texts = []
    for figure, load, word in parts:
        # Without a word about it, a set would be read with the load of the one behind it.
        lifted = load.text if load is not None else "?" if loads - {None} else ""
        own = f" @ {lifted}" if lifted and shared is None and figure else ""
        # What the clock cut off is counted all the same.
        odd = word if word != NOT_DONE[Outcome.CUT] or not figure else ""
        texts.append((f"{figure}{own}" + (f" ({odd})" if odd else "") if figure else odd, figure))
    runs = [(len([*run]), text, figure) for (text, figure), run in groupby(texts)]
    if len(runs) > _MOST_FIGURES:
        done = sum(one.done or 0 for one in sets)
        unit = _COUNTED.get(sets[0].unit, " reps")
        text = f"{len(texts)} sets" + (f", {done}{unit}" if done else "")
    else:
        text = ", ".join(_run_text(*run) for run in runs)
    return f"{text} @ {shared.text}" if shared is not None else text


def _run_text(count: int, text: str, figure: str) -> str:
    if count == 1:
        return text
    return f"{count} x {text}" if figure else f"{count} {text}"


def _with_both_sides(sets: Sequence[SetResult]) -> list[tuple[str, Load | None, str]]:
    """Figure, load and what went wrong of each set; the two sides of one are ``8/8``."""
    found: list[tuple[str, Load | None, str]] = []
    before: SetResult | None = None
    for one in sets:
        if one.outcome == Outcome.CUT and not one.done and one.unit != Unit.TIME and len(sets) > 1:
            continue
        figure, word = set_figure(one), NOT_DONE.get(Outcome(one.outcome), "")
        if before is not None and _other_side(before, one) and found[-1][1:] == (one.load, word):
            first = found.pop()[0]
            found.append((f"{first}/{figure}" if figure else "", one.load, word))
            before = None
        else:
            found.append((figure, one.load, word))
            before = one
    return found


def _other_side(one: SetResult, other: SetResult) -> bool:
    place = (one.place, one.source, one.round)
    return (one.side, other.side) == (1, 2) and place == (other.place, other.source, other.round)


def block_sets(sets: Iterable[SetResult]) -> list[BlockSets]:
    """The sets block by block, and in a block exercise by exercise."""
    found: dict[tuple[str, str], BlockSets] = {}
    for one in sets:
        path = one.place.partition("#")[0]
        block = found.setdefault(
            (path, one.block), BlockSets(one.block, one.kind, one.role, path, {})
        )
        block.exercises.setdefault(one.exercise, []).append(one)
    return [*found.values()]
