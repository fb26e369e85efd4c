"""What is prescribed next of a workout.

Theory of operation. Targets are reckoned from the history each time. A workout with targets is read
anew from its text with them in the snapshot of the settings, as low impact is, so that the session
that is recorded reads the same for ever.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from legtimer.core.coach.equipment import Equipment, OwnedLoads
from legtimer.core.coach.workout_targets import WorkoutTargets, growing_exercises, workout_targets
from legtimer.core.exercise import Exercise, Load
from legtimer.core.workout import Workout
from legtimer.files.workouts.settings_snapshot import split_snapshot
from legtimer.history.errors import StoreError

if TYPE_CHECKING:
    from legtimer.files.exercises.library import ExerciseLibrary
    from legtimer.history.store import Store


class CoachedWorkout(NamedTuple):
    """A workout with what is prescribed next."""

    workout: Workout
    text: str
    """As ``WorkoutReading.text``, with the targets in it."""
    targets: WorkoutTargets
    reasons: tuple[str, ...] = ()
    """A line for each exercise that grows: what is prescribed of it, and why."""


class TargetService:
    """Reckons targets from the history and the weights that are owned."""

    def __init__(self, store: Store, library: ExerciseLibrary, equipment: Equipment) -> None:
        """Touch nothing yet.

        Args:
            store: the history; it is not opened where there is none yet.
            library: knows what exercises need, and under which names they are the same.
            equipment: the weights that the athlete owns.
        """
        self._store, self._library, self._equipment = store, library, equipment

    def coached(self, workout: Workout, text: str) -> CoachedWorkout:
        """A workout with its targets, or as it is where nothing in it grows.

        Args:
            workout: as its file gives it.
            text: as ``WorkoutReading.text``.
        """
        growing = list(growing_exercises(workout))
        kept = split_snapshot(text)
        if not growing or kept is None:
            return CoachedWorkout(workout, text, WorkoutTargets())
        from legtimer.files.workouts.reader import read_workout
        from legtimer.history.past_exercises import Pasts, past_exercises

        past: Pasts = {}
        if self._store.path.is_file():
            with suppress(StoreError):
                past = past_exercises(self._store, growing, [workout.name])
        personal, bare = kept
        ids = self._library.exercise_id

        def one_rep_max(name: str) -> Load | None:
            wanted = ids(name)
            return next((m for n, m in personal.maxima.items() if ids(n) == wanted), None)

        targets = workout_targets(workout, past, owned_of=self._owned, one_rep_max=one_rep_max)
        personal = personal._replace(targets=targets.exercises)
        reading = read_workout(bare, workout.name, personal)
        if reading.workout is None:
            return CoachedWorkout(workout, text, WorkoutTargets())
        reasons = (
            f"{one.exercise.name} {target.reason}"
            for one in growing
            if (target := targets.exercises.get(one.key)) is not None and target.reason
        )
        lines = tuple(dict.fromkeys(reasons))
        return CoachedWorkout(reading.workout, reading.text, targets, lines)

    def _owned(self, exercise: Exercise) -> OwnedLoads | None:
        """What can be lifted in an exercise; it is asked by its first load, or by kg."""
        growth = exercise.growth
        load = exercise.load(0)
        if growth is not None and isinstance(growth.start, Load):
            load = growth.start
        words = [exercise.name, *exercise.equipment]
        with suppress(OSError):
            known = self._library.find(exercise.name)
            words += known.equipment if known is not None else ()
        if not isinstance(load, Load):
            load = self._equipment.usual
        return self._equipment.for_exercise(words, load)
