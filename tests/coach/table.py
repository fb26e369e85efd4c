"""Histories in short notation, for the table of targets.

A session is a text: the reps of its sets, with what is special about it.

    10,9,8 @16          three sets of a range that were told, with 16 kg
    10! 10,10,9 @16     prescribed was the one figure 10
    5! 5,5,5 @60 e9     an effort of 9
    8,?,8 @16           one set was not told
    8,8,- @16           one set was skipped
    5! 5,5 @60 of 3     only two of three sets came to be
    30s! 30,30,25       times, in seconds
    #1 15,15            the first harder exercise
    5! 5,5,5 @60,60,55  another load in the last set
"""

from __future__ import annotations

import re

from legtimer.core.coach.past import PastSession, PastSet
from legtimer.core.coach.workout_targets import exercise_target
from legtimer.core.exercise import Load, LoadUnit
from legtimer.files.workouts.reader import read_workout

_SESSION = re.compile(
    r"(?:#(?P<variant>\d) )?(?:(?P<asked>\d+)(?P<time>s)?! )?(?P<sets>[\d,?\-]+)"
    r"(?: @(?P<loads>[\d.,]+)(?P<lb>lb)?)?(?: of (?P<of>\d+))?(?: e(?P<effort>\d+))?(?P<p> paused)?"
)


def session(text: str, low: int, one_rep_max: Load | None = None) -> PastSession:
    """A session; ``low`` is the low end of the range, in reps or seconds."""
    match = _SESSION.fullmatch(text)
    assert match is not None, text
    factor = 1000 if match["time"] else 1
    asked = int(match["asked"] or low) * factor
    figures = match["sets"].split(",")
    unit = LoadUnit.LB if match["lb"] else LoadUnit.KG
    loads = [Load(unit, float(load)) for load in (match["loads"] or "").split(",") if load]
    sets = tuple(
        PastSet(
            None if figure in "?-" else int(figure) * factor,
            asked,
            loads[min(n, len(loads) - 1)] if loads else None,
            whole=figure != "-",
            ranged=match["asked"] is None,
            place="block[0]",
        )
        for n, figure in enumerate(figures)
    )
    return PastSession(
        sets,
        int(match["of"] or 0),
        int(match["effort"]) if match["effort"] else None,
        int(match["variant"] or 0),
        one_rep_max,
        paused=match["p"] is not None,
    )


def exercise_of(line: str, sets: str = "3"):
    """The exercise that a table in a workout is, and the range of its sets."""
    reading = read_workout(f'[[block]]\nkind = "sets"\nsets = "{sets}"\nexercises = [{line}]\n')
    assert reading.workout is not None, reading.mistakes
    block = reading.workout.blocks[0]
    exercise = block.exercises[0]
    return exercise, block.sets if block.sets.ranged else None


def target_of(line: str, *texts: str, sets: str = "3", **given):
    """The target of an exercise after some sessions."""
    exercise, span = exercise_of(line, sets)
    growth = exercise.growth
    start = growth.start
    low = start.low if start is not None and not isinstance(start, Load) else None
    low = exercise.amounts[0].low if low is None else low
    maximum = given.get("one_rep_max")
    past = [session(text, low, maximum) for text in texts]
    return exercise_target(exercise, growth, past, sets=span, **given)
