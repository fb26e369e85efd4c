"""The expanded steps of a workout as rows to read, beside the text that they come from."""

from __future__ import annotations

from typing import Final, NamedTuple

from legtimer.core.estimate import Forecast, rounded_minutes
from legtimer.core.notation import clock
from legtimer.core.steps import Phase, Place, PressEffect, Scored, Step
from legtimer.core.workout import Workout, expand, walk
from legtimer.files.printable import printable
from legtimer.tui.naming import NAME_LIMIT, exercise_texts, index_of, side_of

MOST_ROWS: Final = 2000
"""Steps that are shown; nobody reads more of them."""
_GROWING: Final = 3
"""Intervals of a death-by that are shown: the rest of them only grow."""
_WORDS: Final = {
    Phase.PREPARE: "get ready",
    Phase.GET_SET: "get set",
    Phase.SWITCH: "switch sides",
    Phase.SCORE: "how many reps?",
}


class Outline(NamedTuple):
    """A workout at a glance."""

    headline: str
    """How long it takes, and of how many steps it is."""
    rows: tuple[str, ...]
    """Headings begin at the left, steps are indented."""
    names: tuple[str, ...] = ()
    """The exercises, each once, as the file calls them."""


def outline(workout: Workout, swaps: frozenset[str] = frozenset()) -> Outline:
    """The steps of a workout with the lowest choices, as the session takes them.

    Args:
        workout: as it was read.
        swaps: the sources of the exercises that are swapped for easier ones.
    """
    plan = expand(workout, {}, swaps)
    minutes = rounded_minutes(Forecast(plan).total)
    count = len(plan.steps)
    headline = f"about {minutes} min · {count:,} step" + ("s" if count != 1 else "")
    if workout.asks():
        headline += " · lowest choices"
    rows: list[str] = []
    heading = ""
    for number, step in enumerate(plan.steps):
        place = step.place
        if step.scored is Scored.DEATH_BY and place.round > _GROWING:
            if place.round == _GROWING + 1 and place.exercise <= 1:
                rows.append("        and so on, until an interval is not made")
            continue
        here = _heading(place)
        if here and here != heading:
            rows.append(here)
        heading = here
        first, *others = _texts(step)
        rows.append(f"{_time(step):>7} {first}")
        rows += [f"{'':7} {text}" for text in others]
        if len(rows) >= MOST_ROWS:
            rows.append(f"… and {count - number - 1:,} more steps")
            break
    exercises = (e.name for _, block in walk(workout.blocks) for e in block.exercise_list())
    return Outline(headline, tuple(rows), tuple(dict.fromkeys(exercises)))


def _heading(place: Place) -> str:
    parts = [printable(place.title, limit=NAME_LIMIT)] if place.title else []
    parts += [index_of("pass", turn, turns)[1] for turn, turns in place.passes]
    if place.round:
        parts.append(index_of(place.word, place.round, place.rounds)[0])
    return " · ".join(parts)


def _time(step: Step) -> str:
    return "" if step.limit is None else clock(step.limit)


def _texts(step: Step) -> tuple[str, ...]:
    """What is to be done, a row for each exercise; at least one row."""
    if step.phase is Phase.REST:
        if step.limit is None:
            return ("rest until ready",)
        return (f"rest, called at {clock(step.call)}" if step.call else "rest",)
    if step.phase in _WORDS:
        return (_WORDS[step.phase],)
    items = step.tally.items(0) if step.tally is not None else ()
    if items and (step.press is PressEffect.COUNT or len(items) > 1):
        return tuple(exercise_texts(i.exercise, i.amount, i.load, 0)[0] for i in items)
    if step.exercise is None:
        return ("",)
    timed = step.amount is not None and step.amount.unit == "time" and step.limit is not None
    side = step.place.side
    text = exercise_texts(step.exercise, None if timed else step.amount, step.load, side)[0]
    return (f"{text}, {side_of(step.exercise, side)[0]}" if side else text,)
