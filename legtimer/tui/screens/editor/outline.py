"""The steps of a workout as rows to read; what comes again is written once, ``3 x``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from legtimer.app.step_text import (
    AND_SO_ON,
    items_of,
    phase_text,
    shown_amount,
    shown_steps,
    time_text,
)
from legtimer.core.estimate import Forecast, Pace, rounded_minutes
from legtimer.core.notation import clock
from legtimer.core.steps import Phase, Place, Step
from legtimer.core.workout import Workout, expand
from legtimer.files.printable import printable
from legtimer.tui.screens.editor.language import Outline
from legtimer.tui.text.exercise import NAME_LIMIT, exercise_texts, index_of, side_of

T = TypeVar("T")
MOST_ROWS: Final = 2000
"""Rows that are shown; nobody reads more of them."""
_LONGEST_PERIOD: Final = 8
"""Rounds after which a list may come again: exercises of an EMOM in turn."""


class _Round(NamedTuple):
    """The rows of one round, set or interval."""

    place: Place
    rows: tuple[str, ...]
    rest: int
    """How many rows at the end are rest."""
    ms: int
    timed: bool
    """Whether a clock ends all of it."""

    @property
    def work(self) -> tuple[str, ...]:
        return self.rows[: len(self.rows) - self.rest]

    def comes_again(self, other: _Round, *, last: bool) -> bool:
        """Whether another round is the same; the last one may lack its rest."""
        count = len(other.rows)
        lacks_rest = last and len(self.work) <= count and self.rows[:count] == other.rows
        return self.rows == other.rows or lacks_rest


def outline(
    workout: Workout, swaps: frozenset[str] = frozenset(), pace: Pace | None = None
) -> Outline:
    """The steps of a workout in its shortest version, as the session takes them.

    Args:
        workout: as it was read.
        swaps: the sources of the exercises that are swapped for easier ones.
        pace: what is assumed of work that no clock ends.
    """
    plan = expand(workout, {}, swaps)
    forecast = Forecast(plan, pace)
    count = len(plan.steps)
    headline = f"about {rounded_minutes(forecast.total)} min · {count:,} step"
    headline += "s" if count != 1 else ""
    if workout.asks():
        headline += " · shortest version"
    steps = list(shown_steps(plan))
    blocks: list[list[_Round]] = []
    for steps_of_block in _runs(steps, lambda place: place.block_pass):
        rounds = [_round(one, forecast) for one in _rounds(steps_of_block)]
        if blocks and rounds[0].place.kind == "repeat":
            # The rest between two laps belongs to the first of them.
            last = blocks[-1][-1]
            rest = rounds[0].rows
            blocks[-1][-1] = last._replace(rows=last.rows + rest, rest=last.rest + len(rest))
        else:
            blocks.append(rounds)
    rows: list[str] = []
    for times, laps in _folded(blocks, _same_block):
        if times > 1:
            rows.append(f"{times} laps")
        for block in laps:
            rows += _block_rows(block, lap=times == 1)
    if len(rows) > MOST_ROWS:
        rows[MOST_ROWS:] = [f"… and {len(rows) - MOST_ROWS:,} more rows"]
    return Outline(headline, tuple(rows))


_Shown = tuple[int, Step | None]


def _runs(steps: Sequence[_Shown], key: Callable[[Place], object]) -> Iterator[list[_Shown]]:
    """Neighbours of which a key of the place is the same; what stands for steps goes with them."""
    known: list[object] = [None]

    def kept(item: _Shown) -> object:
        if item[1] is not None:
            known[0] = key(item[1].place)
        return known[0]

    return (list(run) for _, run in groupby(steps, kept))


def _rounds(steps: Sequence[_Shown]) -> Iterator[list[_Shown]]:
    return _runs(steps, lambda place: place.round)


def _round(steps: Sequence[_Shown], forecast: Forecast) -> _Round:
    rows: list[str] = []
    rest = 0
    place = next(step.place for _, step in steps if step is not None)
    for _, step in steps:
        if step is None:
            rows.append(f"        {AND_SO_ON}")
            continue
        first, *others = _texts(step)
        rows.append(f"{time_text(step):>7} {first}")
        rows += [f"{'':7} {text}" for text in others]
        rest = rest + 1 if step.phase is Phase.REST else 0
    ms = sum(forecast.steps[number] for number, step in steps if step is not None)
    timed = all(step is not None and step.limit is not None for _, step in steps)
    return _Round(place, tuple(rows), rest, ms, timed)


def _folded(
    items: Sequence[T], same: Callable[[T, T, bool], bool]
) -> Iterator[tuple[int, Sequence[T]]]:
    """A sequence with what comes again in it written once: how often, and what.

    Args:
        items: the whole sequence.
        same: whether the second item is the first one again; and whether it ends the sequence.
    """
    at = 0
    while at < len(items):
        times, period = 1, 1
        for size in range(1, min(_LONGEST_PERIOD, (len(items) - at) // 2) + 1):
            end = at + size
            while end < len(items) and same(items[end - size], items[end], end + 1 == len(items)):
                end += 1
            found = (end - at) // size
            if found > 1 and found * size > times * period:
                times, period = found, size
        yield times, items[at : at + period]
        at += times * period


def _same_block(one: list[_Round], other: list[_Round], last: bool) -> bool:
    """Whether a block comes again in the next lap."""
    return (
        one[0].place.path == other[0].place.path
        and len(one) == len(other)
        and all(a.comes_again(b, last=True) for a, b in zip(one, other, strict=True))
    )


def _block_rows(block: Sequence[_Round], *, lap: bool) -> Iterator[str]:
    """The heading of a block, and its rounds.

    Args:
        block: its rounds.
        lap: whether to say which lap it belongs to.
    """
    groups = list(_folded(block, lambda one, other, last: one.comes_again(other, last=last)))
    place = block[0].place
    parts = [printable(place.title, limit=NAME_LIMIT)] if place.title else []
    if lap:
        parts += [index_of("lap", turn, turns)[1] for turn, turns in place.passes]
    whole = len(groups) == 1
    if parts and whole and groups[0][0] > 1:
        times, rounds = groups[0]
        parts.append(f"{times} x {_length(rounds)}")
    elif parts and not whole:
        parts.append(_length(block))
    if parts:
        yield " · ".join(parts)
    for times, rounds in groups:
        first = rounds[0]
        if not whole and times > 1 and len(rounds) == 1 and len(first.work) == 1:
            yield f"{'':7} {times} x {first.work[0].strip()}"
            yield from first.rows[1:]
            continue
        if not whole and (times > 1 or len(first.work) > 1):
            word = index_of(first.place.word, first.place.round, first.place.rounds)[0]
            yield f"  {f'{times} x' if times > 1 else word}"
        for one in rounds:
            yield from one.rows


def _length(rounds: Sequence[_Round]) -> str:
    ms = sum(one.ms for one in rounds)
    exact = all(one.timed for one in rounds) and ms < 3_600_000
    return clock(ms) if exact else f"about {rounded_minutes(ms)} min"


def _texts(step: Step) -> tuple[str, ...]:
    """What is to be done, a row for each exercise; at least one row."""
    if step.phase is not Phase.WORK:
        return (phase_text(step),)
    if items := items_of(step):
        return tuple(exercise_texts(i.exercise, i.amount, i.load, 0)[0] for i in items)
    if step.exercise is None:
        return ("",)
    side = step.place.side
    text = exercise_texts(step.exercise, shown_amount(step), step.load, side)[0]
    return (f"{text}, {side_of(step.exercise, side)[0]}" if side else text,)
