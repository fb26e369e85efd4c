"""Low-impact substitution: easier exercises from the library where the workout names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legtimer.core.steps import Phase
from legtimer.core.workout import Workout, expand, walk
from legtimer.files.workouts.reader import WorkoutReading, read_workout
from legtimer.files.workouts.settings_snapshot import split_snapshot

if TYPE_CHECKING:
    from legtimer.files.exercises.library import ExerciseLibrary


def with_low_impact(reading: WorkoutReading, library: ExerciseLibrary) -> WorkoutReading:
    """The same workout, with an easier alternative for each exercise of high impact.

    What the file says itself stays. Which alternatives there are is written into the text of the
    reading, so that a session that is kept reads the same whatever becomes of the library.

    Args:
        reading: of a workout's file.
        library: knows impacts and alternatives.
    """
    if reading.workout is None:
        return reading
    easier = alternatives(reading.workout, library)
    kept = split_snapshot(reading.text)
    if not easier or kept is None:
        return reading
    personal, text = kept
    return read_workout(text, reading.workout.name, personal._replace(easier=easier))


def low_impact_swaps(workout: Workout) -> frozenset[str] | None:
    """The sources of all exercises that have an easier alternative; None if nothing would be left.

    Args:
        workout: the workout, as ``with_low_impact`` gives it.
    """
    found = workout.easier_sources()
    left = any(step.phase in (Phase.WORK, Phase.REST) for step in expand(workout, {}, found).steps)
    return found if left else None


def alternatives(workout: Workout, library: ExerciseLibrary) -> dict[str, str]:
    """What the library has in place of a workout's exercises of high impact.

    Args:
        workout: the workout.
        library: knows impacts and alternatives.

    Returns:
        By the exercise's name in the workout another name, or ``omit`` to leave it out.
    """
    found = {}
    for _, block in walk(workout.blocks):
        for exercise in (o for e in block.exercise_list() for o in (e, *e.options)):
            known = None if exercise.easier is not None else library.find(exercise.name)
            if known is not None and known.impact == "high" and known.easier:
                found[exercise.name] = known.easier
    return found
