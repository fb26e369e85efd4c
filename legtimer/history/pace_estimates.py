"""Estimates from the athlete's own sets: how long a rep takes, and how many reps there will be.

A pace is the median of the last sets of an exercise, so that the set during which the telephone
rang does not matter; and of recent ones only, because people change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from legtimer.core.estimate import Pace
from legtimer.core.exercise import Unit, normalize_name
from legtimer.core.steps import Phase, Step
from legtimer.core.workout import Plan

if TYPE_CHECKING:
    from legtimer.history.store import Store

_RECENT: Final = 180 * 24 * 3600 * 1000
"""Ms before now within which sets count."""
_MOST: Final = 10
"""How many sets of an exercise count, the last ones."""
_LEAST: Final = 3
"""How many there must be before they say more than an assumption does."""

_SETS: Final = """
    SELECT r.exercise, r.unit, r.ms, r.done
    FROM session s JOIN set_result r ON r.session = s.id
    WHERE s.began_at BETWEEN ? AND ? AND s.status = 'done'
        AND r.measured AND r.outcome = 'done' AND r.ms > 0
        AND (r.unit IN ('max', 'open')
            OR (r.unit IN ('reps', 'distance', 'energy') AND r.done > 0))
    ORDER BY s.began_at DESC, r.number DESC"""
_LAST: Final = """
    SELECT r.source, r.exercise, r.planned_low, r.planned_high, r.side, r.round, r.done,
        r.session, r.place
    FROM session s JOIN set_result r ON r.session = s.id
    WHERE s.workout = ? AND s.status = 'done' AND r.unit = 'reps'
        AND r.planned_low < r.planned_high AND r.done IS NOT NULL AND r.outcome = 'done'
        AND s.id IN (SELECT id FROM session WHERE workout = ? AND status = 'done'
            ORDER BY began_at DESC LIMIT ?)
    ORDER BY s.began_at DESC, r.number"""
_SESSIONS_BACK: Final = 8
"""How many sessions of a workout are looked through for the reps of the last time."""


def estimate_pace(store: Store, now: int) -> Pace:
    """The athlete's own times, for every exercise of which there are enough sets.

    Args:
        store: the history.
        now: ms since 1970 in UTC.

    Raises:
        StoreError: if the history cannot be read.
    """
    times: dict[tuple[str, Unit], list[float]] = {}
    names: dict[str, str] = {}
    for exercise, unit, ms, done in store.read(_SETS, (now - _RECENT, now)):
        name = names.get(exercise)
        if name is None:
            name = names[exercise] = normalize_name(exercise)
        found = times.setdefault((name, Unit(unit)), [])
        if len(found) < _MOST:
            found.append(ms if unit in (Unit.MAX, Unit.OPEN) else ms / done)
    own = {key: max(_median(found), 1) for key, found in times.items() if len(found) >= _LEAST}
    return Pace(own=MappingProxyType(own))


def _median(times: Sequence[float]) -> int:
    """The middle one; ``statistics`` would be imported for longer than all the rest takes."""
    ordered = sorted(times)
    middle = len(ordered) // 2
    low = ordered[middle] if len(ordered) % 2 else ordered[middle - 1]
    return round((low + ordered[middle]) / 2)


def assumed_reps(store: Store, plan: Plan) -> Mapping[str, tuple[int, ...]]:
    """What counts as done of the ranges of reps unless the athlete says otherwise.

    That is what was done the last time in the same workout, of the same exercise with the same
    range: at the same place in the file if it was done there, else wherever it was.

    Args:
        store: the history.
        plan: the plan for today.

    Returns:
        Figures by ``assumed_key``, one for each round.

    Raises:
        StoreError: if the history cannot be read.
    """
    from legtimer.core.session.flow import assumed_key

    wanted: dict[str, Step] = {}
    for step in plan.steps:
        key = assumed_key(step) if step.phase is Phase.WORK else None
        if key is not None:
            wanted.setdefault(key, step)
    if not wanted:
        return {}
    name = plan.workout.name
    rows = store.read(_LAST, (name, name, _SESSIONS_BACK))
    found = {key: _figures(step, rows) for key, step in wanted.items()}
    return {key: figures for key, figures in found.items() if figures}


def _figures(step: Step, rows: Sequence[tuple[object, ...]]) -> tuple[int, ...]:
    """The reps of one exercise round by round, as they were in the last session that had it."""
    assert step.exercise is not None
    assert step.amount is not None
    sides = 2 if step.exercise.sides and step.exercise.sides.alternating else 1
    span = (step.amount.low * sides, step.amount.high * sides)
    name = normalize_name(step.exercise.name)
    same = [
        row
        for row in rows
        if (row[2], row[3]) == span
        and row[4] == step.place.side
        and normalize_name(str(row[1])) == name
    ]
    if not same:
        return ()
    last = [row for row in same if row[7] == same[0][7]]
    last = [row for row in last if row[0] == step.place.source] or last
    reps: dict[int, int] = {}
    for row in last:
        # Of several passes through a repeat, or several places in the file, the first counts.
        turn, done = row[5], row[6]
        assert isinstance(turn, int)
        assert isinstance(done, int)
        reps.setdefault(turn, done)
    figures: list[int] = []
    for turn in range(1, max(reps) + 1):
        figures.append(reps.get(turn, figures[-1] if figures else reps[min(reps)]))
    return tuple(figures) or tuple(reps.values())
