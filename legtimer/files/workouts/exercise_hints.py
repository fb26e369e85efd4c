"""Names of exercises in a workout that are probably misspelled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legtimer.core.exercise import Exercise
from legtimer.core.workout import Workout, walk
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.printable import printable
from legtimer.files.workouts.readable_part import MARK
from legtimer.files.workouts.reader import path_in_data

if TYPE_CHECKING:
    from legtimer.files.exercises.library import ExerciseLibrary


def exercise_hints(text: str, workout: Workout, library: ExerciseLibrary) -> list[Mistake]:
    """A hint at each name that the library does not have and that is near to one that it has.

    Args:
        text: of the workout's file.
        workout: what was read of it.
        library: knows exercises.
    """
    meant = {name: near for name in exercise_names(workout) if (near := library.misspelled(name))}
    if not meant:
        return []
    from legtimer.files.toml.syntax import read_toml

    locator = read_toml(text).locator
    lines = text.removeprefix("\ufeff").split("\n")
    hints = []
    for place, block in walk(workout.blocks):
        for i, exercise in enumerate(block.exercise_list()):
            line, column = locator.value((*path_in_data(place), "exercises", i))
            for name in dict.fromkeys(_names(exercise)):
                if name in meant:
                    before, found, _ = "\n".join(lines[line - 1 :])[column - 1 :].partition(name)
                    rows = before.split("\n") if found else [""]
                    at = len(rows[-1]) + (column if len(rows) == 1 else 1)
                    said = f"{printable(name)} is not in the library; did you mean {meant[name]}?"
                    hints.append(Mistake(Severity.HINT, line + len(rows) - 1, at, said))
    return hints


def exercise_names(workout: Workout) -> list[str]:
    """The names of its exercises as typed, alternatives too, each once."""
    exercises = (e for _, block in walk(workout.blocks) for e in block.exercise_list())
    return list(dict.fromkeys(name for exercise in exercises for name in _names(exercise)))


def _names(exercise: Exercise) -> Iterator[str]:
    for one in exercise.options or (exercise,):
        if MARK not in one.name:
            yield one.name
        if isinstance(one.easier, Exercise):
            yield from _names(one.easier)
