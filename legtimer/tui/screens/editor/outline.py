"""The expanded steps of a workout as rows to read, beside the text that they come from."""

from __future__ import annotations

from typing import Final, NamedTuple

from legtimer.app.step_text import (
    AND_SO_ON,
    items_of,
    phase_text,
    shown_amount,
    shown_steps,
    time_text,
)
from legtimer.core.estimate import Forecast, rounded_minutes
from legtimer.core.steps import Phase, Place, Step
from legtimer.core.workout import Workout, expand, walk
from legtimer.files.printable import printable
from legtimer.tui.text.exercise import NAME_LIMIT, exercise_texts, index_of, side_of

MOST_ROWS: Final = 2000
"""Steps that are shown; nobody reads more of them."""


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
    for number, step in shown_steps(plan):
        if step is None:
            rows.append(f"        {AND_SO_ON}")
            continue
        place = step.place
        here = _heading(place)
        if here and here != heading:
            rows.append(here)
        heading = here
        first, *others = _texts(step)
        rows.append(f"{time_text(step):>7} {first}")
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
