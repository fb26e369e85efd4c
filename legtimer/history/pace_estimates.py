"""Estimates from the athlete's own sets: how long a rep takes.

A pace is the median of the last sets of an exercise, so that the set during which the telephone
rang does not matter; and of recent ones only, because people change. A set that nobody can have
done in its time teaches nothing: somebody tapped through the workout, or went away.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from legtimer.core.estimate import Pace
from legtimer.core.exercise import Unit

if TYPE_CHECKING:
    from legtimer.history.store import Store

_RECENT: Final = 180 * 24 * 3600 * 1000
"""Ms before now within which sets count."""
_MOST: Final = 10
"""How many sets of an exercise count, the last ones."""
_LEAST: Final = 3
"""How many there must be before they say more than an assumption does."""
_FASTEST: Final = 6
"""How many times as fast as assumed a set may be to be believed: half a second a rep."""
_SLOWEST: Final = 20
"""How many times as slow: a minute a rep."""

_SETS: Final = """
    SELECT r.exercise, r.unit, r.ms, r.done
    FROM session s JOIN set_result r ON r.session = s.id
    WHERE s.began_at BETWEEN ? AND ? AND s.status = 'done'
        AND r.measured AND r.outcome = 'done' AND r.ms > 0
        AND (r.unit = 'open' OR (r.unit = 'max' AND r.planned_high = 0)
            OR (r.unit IN ('reps', 'distance', 'energy') AND r.done > 0))
    ORDER BY s.began_at DESC, r.number DESC"""


def estimate_pace(store: Store, now: int, assumed: Pace = Pace()) -> Pace:  # noqa: B008
    """The athlete's own times, for every exercise of which there are enough sets.

    Args:
        store: the history.
        now: ms since 1970 in UTC.
        assumed: what holds for all other exercises.

    Raises:
        StoreError: if the history cannot be read.
    """
    times: dict[tuple[str, Unit], list[float]] = {}
    names: dict[str, str] = {}
    for exercise, unit, ms, done in store.read(_SETS, (now - _RECENT, now)):
        name = names.get(exercise)
        if name is None:
            name = names[exercise] = store.exercise_id(exercise)
        found = times.setdefault((name, Unit(unit)), [])
        each, usual = ms if unit in (Unit.MAX, Unit.OPEN) else ms / done, assumed.one(unit, name)
        if len(found) < _MOST and usual / _FASTEST <= each <= usual * _SLOWEST:
            found.append(each)
    own = {key: max(_median(found), 1) for key, found in times.items() if len(found) >= _LEAST}
    if not own:
        return assumed
    return assumed._replace(own=MappingProxyType(own), exercise_id=store.exercise_id)


def _median(times: Sequence[float]) -> int:
    """The middle one; ``statistics`` would be imported for longer than all the rest takes."""
    ordered = sorted(times)
    middle = len(ordered) // 2
    low = ordered[middle] if len(ordered) % 2 else ordered[middle - 1]
    return round((low + ordered[middle]) / 2)
