"""What is prescribed next of a workout.

Theory of operation. Targets are reckoned from the history each time. A workout with targets is read
anew from its text with them in the snapshot of the settings, as low impact is, so that the session
that is recorded reads the same for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from legtimer.core.coach.equipment import Equipment, OwnedLoads
from legtimer.core.coach.growing_exercises import GrowingExercise, RuleOf, growing_exercises
from legtimer.core.coach.target import Target, TrainingPhase, WorkoutTargets, amount_of
from legtimer.core.exercise import Exercise, Growth, Load
from legtimer.core.workout import Workout
from legtimer.files.workouts.settings_snapshot import split_snapshot
from legtimer.history.errors import StoreError

if TYPE_CHECKING:
    from legtimer.core.coach.past import PastSession
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


class ProgrammeGrowth(NamedTuple):
    """What a programme says of the growth in one of its workouts; nothing without a programme."""

    phase: TrainingPhase = TrainingPhase()
    rule_of: RuleOf = lambda _: None
    """The rule for an exercise that has none of its own."""
    rule: Growth | None = None
    """The rule for the sets or rounds of the whole workout."""
    workouts: tuple[str, ...] = ()
    """The names of the workouts in which an exercise counts; empty for the workout's own."""
    paused: Callable[[date], bool] = lambda _: False
    """Whether growth paused on a day."""

    def any_rule(self, name: str) -> Growth | None:
        """Any growth of an exercise, so that its past is looked for."""
        return self.rule_of(name) or self.rule


class PrescribedFigure(NamedTuple):
    """What is prescribed of one exercise, or of the sets or rounds of a block."""

    name: str
    """The exercise or the block."""
    text: str
    """``5 Deadlift @ 40 kg``, ``Leg strength: 3 sets``."""
    reason: str
    """It begins with the figure: ``40 kg: the first time``."""


def prescribed_figures(
    workout: Workout, targets: WorkoutTargets, rule_of: RuleOf
) -> Iterator[PrescribedFigure]:
    """The figures of a workout that grow, in words.

    Args:
        workout: as its file gives it.
        targets: what is prescribed.
        rule_of: as ``ProgrammeGrowth.any_rule``.
    """
    for ask in workout.asks():
        if ask.key in targets.reasons:
            title = ask.label.removesuffix(f": {ask.unit}")
            text = f"{title}: {targets.choices[ask.key]} {ask.unit}"
            yield PrescribedFigure(title, text, targets.reasons[ask.key])
    for one in growing_exercises(workout, rule_of):
        target = targets.exercises.get(one.key)
        if target is not None and target.reason:
            yield PrescribedFigure(one.exercise.name, _figure_text(one, target), target.reason)


def _figure_text(one: GrowingExercise, target: Target) -> str:
    exercise = (one.exercise, *one.exercise.harder)[target.variant]
    amount = exercise.amounts[0]
    if target.amount is not None:
        amount = amount_of(amount.unit, target.amount)
    load = target.load or exercise.load(0)
    sets = f"{target.sets} x " if target.sets is not None else ""
    return f"{sets}{amount.text} {exercise.name}".strip() + (f" @ {load.text}" if load else "")


class TargetService:
    """Reckons targets from the history and the weights that are owned."""

    def __init__(
        self,
        store: Store,
        library: ExerciseLibrary,
        equipment: Equipment,
        growth_of: Callable[[Workout], ProgrammeGrowth] = lambda _: ProgrammeGrowth(),
    ) -> None:
        """Touch nothing yet.

        Args:
            store: the history; it is not opened where there is none yet.
            library: knows what exercises need, and under which names they are the same.
            equipment: the weights that the athlete owns.
            growth_of: what the programme in use says of a workout.
        """
        self._store, self._library, self._equipment = store, library, equipment
        self.exercise_id = library.exercise_id
        """The same for all names of an exercise."""
        self._growth_of = growth_of

    def coached(self, workout: Workout, text: str) -> CoachedWorkout:
        """A workout with its targets, or as it is where nothing in it grows.

        Args:
            workout: as its file gives it.
            text: as ``WorkoutReading.text``.
        """
        by, kept = self._growth_of(workout), split_snapshot(text)
        if kept is None or not any(growing_exercises(workout, by.any_rule)):
            return CoachedWorkout(workout, text, WorkoutTargets())
        from legtimer.files.workouts.reader import read_workout

        personal, bare = kept
        targets = self.current(workout, by, personal.maxima)
        personal = personal._replace(targets=targets.exercises)
        reading = read_workout(bare, workout.name, personal)
        if reading.workout is None:
            return CoachedWorkout(workout, text, WorkoutTargets())
        figures = prescribed_figures(workout, targets, by.any_rule)
        lines = tuple(dict.fromkeys(f"{one.name} {one.reason}" for one in figures))
        return CoachedWorkout(reading.workout, reading.text, targets, lines)

    def current(
        self, workout: Workout, by: ProgrammeGrowth, maxima: Mapping[str, Load]
    ) -> WorkoutTargets:
        """What is prescribed next by the history; the arguments are those of ``targets``."""
        from legtimer.history.past_exercises import PastSessions, past_exercises

        past: PastSessions = {}
        if self._store.path.is_file():
            growing = growing_exercises(workout, by.any_rule)
            names = by.workouts or (workout.name,)
            with suppress(StoreError):
                past = past_exercises(self._store, growing, names, by.paused)
        return self.targets(workout, past, by, maxima)

    def targets(
        self,
        workout: Workout,
        past: Mapping[str, Sequence[PastSession]],
        by: ProgrammeGrowth,
        maxima: Mapping[str, Load],
    ) -> WorkoutTargets:
        """What is prescribed next of a workout.

        Args:
            workout: as its file gives it.
            past: the sessions of each exercise by ``exercise_key``, the oldest first.
            by: what a programme says of it.
            maxima: one-rep maxima by exercise.
        """
        # Most workouts have nothing that grows.
        from legtimer.core.coach.workout_targets import workout_targets

        ids = self.exercise_id

        def one_rep_max(name: str) -> Load | None:
            wanted = ids(name) if maxima else ""
            return next((m for n, m in maxima.items() if ids(n) == wanted), None)

        return workout_targets(
            workout,
            past,
            owned_of=self._owned,
            one_rep_max=one_rep_max,
            phase=by.phase,
            rule_of=by.rule_of,
            rule=by.rule,
        )

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
