"""How often each workout was trained, when last, and its best score, for a list of workouts.

Sums over sets are left to ``comparisons``: for a whole list they would take too long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.core.workout import Plan
from legtimer.history.comparisons import PastResult, best_score
from legtimer.history.fingerprint import scored_blocks
from legtimer.history.same_work import Names, same_work

if TYPE_CHECKING:
    from legtimer.history.store import Store

# SQLite takes the offset from the row of the maximum.
_TRAINED: Final = """
    SELECT workout, COUNT(*), MAX(began_at), utc_offset FROM session
    WHERE status = 'done' GROUP BY workout"""


class TrainingCount(NamedTuple):
    """How often a workout was trained."""

    times: int
    last_at: int
    """When the last time began: ms since 1970 in UTC."""
    utc_offset: int
    """Minutes that the athlete's clock was ahead of UTC then."""


def training_counts(store: Store) -> dict[str, TrainingCount]:
    """All workouts that were ever trained, by their names.

    Raises:
        StoreError: if the history cannot be read.
    """
    return {name: TrainingCount(*rest) for name, *rest in store.read(_TRAINED)}


def best_of_plan(store: Store, plan: Plan, names: Names) -> PastResult | None:
    """The best score of the first scored block of a plan that has one.

    Args:
        store: the history.
        plan: the plan.
        names: as ``names_of_work``.

    Raises:
        StoreError: if the history cannot be read.
    """
    works = same_work(store, plan, names)
    for place, _, own in scored_blocks(plan):
        best = best_score(store, place.kind, works[own])
        if best is not None:
            return best
    return None
