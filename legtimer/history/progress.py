"""What has come of training: each exercise and each workout by session, and each day.

Theory of operation. Figures are sums and maxima of the sets that were done, worked out by the
database for each session, so that ten years cost no more than their sessions. An exercise counts
under all its names. Warm-ups and cool-downs count as training time, not as sets; reps that nobody
told count in no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from legtimer.history.rows import LOAD_GRAMS
from legtimer.history.session_record import local_time

if TYPE_CHECKING:
    from legtimer.history.store import Store

MOST_REPS: Final = 12
"""Reps of a set from which a one-rep max is estimated at most; beyond them it says little."""
_REPS: Final = "CASE WHEN r.unit IN ('reps', 'max') THEN COALESCE(r.done, 0) ELSE 0 END"
# B. Epley, Poundage chart (1985): load x (1 + reps / 30); of one rep it is the load itself. What is
# added to the body weight is not all that is lifted, so it says nothing of a maximum.
_EPLEY: Final = (
    f"CASE WHEN {_REPS} BETWEEN 1 AND {MOST_REPS} AND r.load_unit IN ('kg', 'lb')"
    f" THEN {LOAD_GRAMS} * (1 + ({_REPS} > 1) * {_REPS} / 30.0) ELSE 0 END"
)
_LIFTED: Final = f"CASE WHEN r.unit IN ('reps', 'max') AND {_REPS} = 0 THEN 0 ELSE {LOAD_GRAMS} END"
_FARTHEST: Final = (
    "CASE r.unit WHEN 'length' THEN COALESCE(r.done, 0)"
    " WHEN 'distance' THEN 1000 * COALESCE(r.done, 0) ELSE 0 END"
)
_PACKED: Final = 1_000_000
"""More than any reps: a load and its reps are compared as one number."""
_EXERCISES: Final = f"""
    SELECT s.began_at, s.utc_offset, r.exercise, COUNT(*), SUM({_REPS}),
        SUM(CASE WHEN r.unit = 'time' THEN r.ms ELSE 0 END), SUM({LOAD_GRAMS} * {_REPS}),
        MAX(CAST({_LIFTED} AS INTEGER) * {_PACKED} + {_REPS}), MAX({_REPS}),
        MAX(CASE WHEN r.unit = 'time' THEN r.ms ELSE 0 END), MAX({_FARTHEST}), MAX({_EPLEY})
    FROM session s JOIN set_result r ON r.session = s.id
    WHERE s.status = 'done' AND r.role = 'main' AND r.outcome <> 'skipped'
    GROUP BY s.id, r.exercise ORDER BY s.began_at, s.uid"""
_WORKOUTS: Final = """
    SELECT s.workout, s.began_at, s.utc_offset, s.elapsed, s.complete,
        COALESCE((SELECT text FROM score WHERE session = s.id ORDER BY number LIMIT 1), '')
    FROM session s WHERE s.status = 'done' ORDER BY s.began_at, s.uid"""


class ExerciseDay(NamedTuple):
    """One exercise in one session."""

    day: date
    sets: int
    reps: int
    ms: int
    """The time of sets by the clock, in ms."""
    volume: float
    """Load times reps of all sets, in grams."""
    load: float
    """The heaviest load, in grams; 0 without one."""
    load_reps: int
    """The most reps with it."""
    most_reps: int
    longest: int
    """The longest set by the clock, in ms."""
    farthest: int
    """The farthest set of a distance, in mm."""
    one_rep_max: float
    """As Epley estimates it, in grams; 0 where nothing tells it."""


class WorkoutDay(NamedTuple):
    """One session of a workout."""

    day: date
    elapsed: int
    """Ms trained, pauses left out."""
    complete: bool
    score: str
    """The text of its first score; empty without one."""


_Day = TypeVar("_Day", ExerciseDay, WorkoutDay)


class TrainingTotals(NamedTuple):
    """What was trained on a day, or in a week."""

    sessions: int = 0
    ms: int = 0


class TrainingProgress(NamedTuple):
    """All of it, the oldest first."""

    exercises: dict[str, tuple[ExerciseDay, ...]]
    """By the name that it was done under last; the one that was trained last at the end."""
    workouts: dict[str, tuple[WorkoutDay, ...]]
    """By name, the one that was trained last at the end."""
    days: dict[date, TrainingTotals]


def training_progress(store: Store) -> TrainingProgress:
    """What has come of all sessions that are over.

    Raises:
        StoreError: if the history cannot be read.
    """
    by_id: dict[str, list[ExerciseDay]] = {}
    names: dict[str, str] = {}
    for at, offset, name, sets, reps, ms, volume, packed, *most in store.read(_EXERCISES):
        key = store.exercise_id(name)
        names[key] = name
        day = local_time(at, offset).date()
        load, load_reps = divmod(packed, _PACKED)
        if not (reps or ms or most[2]):
            continue
        by_id.setdefault(key, []).append(
            ExerciseDay(day, sets, reps, ms, volume, load, load_reps if load else 0, *most)
        )
    exercises = {names[key]: tuple(found) for key, found in _last_at_the_end(by_id)}
    workouts: dict[str, list[WorkoutDay]] = {}
    days: dict[date, TrainingTotals] = {}
    for workout, at, offset, elapsed, complete, score in store.read(_WORKOUTS):
        day = local_time(at, offset).date()
        workouts.setdefault(workout, []).append(WorkoutDay(day, elapsed, bool(complete), score))
        days[day] = _sum([days.get(day, TrainingTotals()), TrainingTotals(1, elapsed)])
    done = {name: tuple(found) for name, found in _last_at_the_end(workouts)}
    return TrainingProgress(exercises, done, days)


def _last_at_the_end(found: Mapping[str, list[_Day]]) -> list[tuple[str, list[_Day]]]:
    return sorted(found.items(), key=lambda item: item[1][-1].day)


def _sum(totals: Iterable[TrainingTotals]) -> TrainingTotals:
    found = list(totals)
    return TrainingTotals(sum(one.sessions for one in found), sum(one.ms for one in found))


def recent_weeks(
    days: Mapping[date, TrainingTotals], today: date, weeks: int
) -> list[tuple[date, TrainingTotals]]:
    """The last weeks by their Mondays, the oldest first; weeks without a session too."""
    monday = today - timedelta(days=today.weekday())
    found = []
    for back in reversed(range(weeks)):
        first = monday - timedelta(weeks=back)
        week = (days.get(first + timedelta(days=n), TrainingTotals()) for n in range(7))
        found.append((first, _sum(week)))
    return found
