"""What was done in each set of a workout the last time, for the same set of today.

Theory of operation. A set is known by its exercise, its side, whether it is a warm-up, and by its
number among such sets of the workout: never by its place in the file, where lines are swapped,
left out and added. Only sets that stand by themselves count, for how many there will be of counted
work (AMRAP, For Time) nobody knows. Each exercise is looked up by itself, in the last session in
which it was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.core.blocks import kind_named
from legtimer.core.exercise import Load, LoadUnit, Unit
from legtimer.core.ranking import Ranking
from legtimer.core.steps import Step
from legtimer.core.workout import Plan

if TYPE_CHECKING:
    from legtimer.history.session_record import SessionRecord
    from legtimer.history.store import Store

_SESSIONS_BACK: Final = 8
"""How many sessions of a workout are looked through."""
_SETS: Final = f"""
    SELECT s.id, r.kind, r.exercise, r.side, r.role, r.planned_low, r.planned_high, r.outcome,
        r.done, r.load_unit, r.load_value, r.load_pieces
    FROM session s JOIN set_result r ON r.session = s.id
    WHERE s.workout = ? AND s.status = 'done' AND r.unit IN ('reps', 'length', 'max')
        AND s.id IN (SELECT id FROM session WHERE workout = ? AND status = 'done'
            ORDER BY began_at DESC LIMIT {_SESSIONS_BACK})
    ORDER BY s.began_at DESC, s.id DESC, r.number"""

StepKey = tuple[object, ...]
"""As ``Step.key``."""


class _Exercise(NamedTuple):
    """What numbers its sets by itself."""

    exercise: str
    """As ``Store.exercise_id``."""
    side: int
    role: str
    planned: tuple[int, int] | None = None
    """The range of reps, where only sets of the same range are the same."""


class _Done(NamedTuple):
    """What was done in one set."""

    whole: bool
    """Whether it ended as planned."""
    done: int | None
    load: Load | None


def last_sets(store: Store, plan: Plan) -> dict[StepKey, tuple[int, Load | None]]:
    """The reps and loads of the last time.

    Raises:
        StoreError: if the history cannot be read.
    """
    past = _past(store, plan.workout.name, ranges=False)
    found = {}
    for exercise, steps in _planned(plan, store.exercise_id, ranges=False).items():
        for step, one in zip(steps, _latest(past.get(exercise, [])), strict=False):
            if one.done is not None:
                found[step.key] = one.done, one.load
    return found


def previous_session(store: Store, workout: str, names: Iterable[str]) -> SessionRecord | None:
    """The last session of a workout, with its exercises called as they are today.

    Args:
        store: the history.
        workout: the name of the workout.
        names: what the exercises are called today.

    Raises:
        StoreError: if the history cannot be read.
    """
    from legtimer.history.session_list import list_sessions

    last = list_sessions(store, workouts=[workout], limit=1)
    record = store.load(last[0].uid) if last else None
    if record is None:
        return None
    known = frozenset(names)
    today = {store.exercise_id(name): name for name in known}

    def called(name: str) -> str:
        return name if name in known else today.get(store.exercise_id(name), name)

    return replace(
        record, sets=tuple(one._replace(exercise=called(one.exercise)) for one in record.sets)
    )


def assumed_reps(store: Store, plan: Plan) -> Mapping[str, tuple[int, ...]]:
    """What is proposed when the reps of ranges are asked for.

    That is what was done the last time in the same workout, of the same exercise with the same
    range.

    Returns:
        Figures by ``assumed_key``, one for each round.

    Raises:
        StoreError: if the history cannot be read.
    """
    from legtimer.core.session.set_figures import assumed_key

    planned = _planned(plan, store.exercise_id, ranges=True)
    if not planned:
        return {}
    past = _past(store, plan.workout.name, ranges=True)
    found: dict[str, dict[int, int]] = {}
    for exercise, steps in planned.items():
        sessions = past.get(exercise, [])
        for step, one in zip(steps, _latest(sessions), strict=False):
            key = assumed_key(step)
            if key is not None and one.done is not None and one.whole:
                # Of several passes through a repeat the first counts.
                found.setdefault(key, {}).setdefault(step.place.round, one.done)
    return {key: _by_round(figures) for key, figures in found.items()}


def _by_round(figures: Mapping[int, int]) -> tuple[int, ...]:
    """Figures from round 1 on; a round without one has that of the round before it."""
    found: list[int] = []
    for turn in range(1, max(*figures, 1) + 1):
        found.append(figures.get(turn, found[-1] if found else figures[min(figures)]))
    return tuple(found)


def _planned(
    plan: Plan, exercise_id: Callable[[str], str], *, ranges: bool
) -> dict[_Exercise, list[Step]]:
    """The sets of a plan that stand by themselves, by exercise; of ranges, those of reps alone."""
    found: dict[_Exercise, list[Step]] = {}
    for step in (one for planned in plan.steps for one in planned.sets):
        exercise, amount, place = step.exercise, step.amount, step.place
        if exercise is None:
            continue
        if amount is None or (ranges and not amount.ranged):
            continue
        if amount.unit not in (Unit.REPS, Unit.LENGTH, Unit.MAX) and not amount.most:
            continue
        sides = exercise.sides_per_set
        span = (amount.low * sides, amount.high * sides) if ranges else None
        one = _Exercise(exercise_id(exercise.name), place.side, place.role, span)
        found.setdefault(one, []).append(step)
    return found


def _past(store: Store, workout: str, *, ranges: bool) -> dict[_Exercise, list[list[_Done]]]:
    """What was done of each exercise: the last sessions that had it, the newest first."""
    exercise_id = cache(store.exercise_id)
    found: dict[_Exercise, dict[int, list[_Done]]] = {}
    for session, kind, name, side, role, *planned, outcome, done, unit, value, pieces in store.read(
        _SETS, (workout, workout)
    ):
        low, high = planned
        if not _stands_by_itself(kind) or (ranges and low == high):
            continue
        one = _Exercise(exercise_id(name), side, role, (low, high) if ranges else None)
        load = Load(LoadUnit(unit), value, pieces) if unit else None
        sets = found.setdefault(one, {}).setdefault(session, [])
        sets.append(_Done(outcome == "done", done, load))
    return {one: list(sessions.values()) for one, sessions in found.items()}


def _stands_by_itself(kind: str) -> bool:
    cls = kind_named(kind)
    return cls is not None and cls.ranking is Ranking.WORK


def _latest(sessions: Sequence[list[_Done]]) -> Iterator[_Done]:
    """The sets of the last session in which anything was done of an exercise."""
    for sets in sessions:
        if any(one.done is not None for one in sets):
            return iter(sets)
    return iter(())
