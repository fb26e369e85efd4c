"""The figures that sessions of a programme have: by the history, or as if all was done in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from legtimer.app.coach import CoachDay
from legtimer.app.programme_schedule import ProgrammeSchedule
from legtimer.app.targets import PrescribedFigure, TargetService, prescribed_figures
from legtimer.core.coach.growing_exercises import GrowingExercise, growing_exercises
from legtimer.core.coach.past import PastSession
from legtimer.core.coach.placement import PlannedSession, ProgrammeWeek
from legtimer.core.coach.workout_targets import full_sessions
from legtimer.core.exercise import Load


def next_figures(
    found: CoachDay, service: TargetService, maxima: Mapping[str, Load]
) -> list[PrescribedFigure]:
    """The figures of the first session that the coach plans, by the history.

    Args:
        found: what the coach says; none where it plans nothing.
        service: reckons targets.
        maxima: one-rep maxima by exercise.
    """
    session, schedule = next(found.planned, None), found.schedule
    if session is None or schedule is None:
        return []
    workout = schedule.workouts[session.workout].workout
    assert workout is not None
    by = schedule.growth(workout.name, session.day, service.exercise_id)
    targets = service.current(workout, by, maxima)
    return list(prescribed_figures(workout, targets, by.any_rule))


def rehearsed_figures(
    schedule: ProgrammeSchedule,
    weeks: Iterable[ProgrammeWeek],
    service: TargetService,
    maxima: Mapping[str, Load],
) -> Iterator[tuple[PlannedSession, list[PrescribedFigure]]]:
    """The figures of all planned sessions, each reckoned from those before it.

    Args:
        schedule: the programme.
        weeks: its weeks from the first one on.
        service: reckons targets.
        maxima: one-rep maxima by exercise.
    """
    exercise_id = cache(service.exercise_id)
    # The same work in two workouts has one past, as in a history.
    past: dict[tuple[object, ...], list[PastSession]] = {}

    def work(one: GrowingExercise) -> tuple[object, ...]:
        exercise = one.exercise
        return exercise_id(exercise.name), exercise.amounts, one.block.role

    for session in (one for week in weeks for one in week.planned):
        workout = schedule.workouts[session.workout].workout
        assert workout is not None
        by = schedule.growth(workout.name, session.day, exercise_id)
        growing = {one.key: one for one in growing_exercises(workout, by.any_rule)}
        known = {key: past.get(work(one), []) for key, one in growing.items()}
        targets = service.targets(workout, known, by, maxima)
        yield session, list(prescribed_figures(workout, targets, by.any_rule))
        for key, done in full_sessions(workout, targets, by.any_rule).items():
            trained = done._replace(day=session.day, paused=by.paused(session.day))
            past.setdefault(work(growing[key]), []).append(trained)
