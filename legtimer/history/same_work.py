"""Finds the scores of the same work whose exercises were called otherwise.

Theory of operation. A fingerprint is made with the names as they were typed, and is kept. So the
names under which the exercises of a fingerprint were done are looked up in its sets, and a plan
that uses them has that fingerprint if nothing else about the work is different.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from legtimer.core.steps import Step
from legtimer.core.workout import Plan
from legtimer.history.fingerprint import fingerprint, scored_steps

if TYPE_CHECKING:
    from legtimer.history.store import Store

# SQLite takes the other columns from the row of the maximum: the score with the most sets.
_NAMES: Final = """
    SELECT c.sameness, r.exercise FROM
        (SELECT sameness, session, place, MAX(rounds * 1000000 + reps) FROM score
            WHERE sameness <> '' GROUP BY sameness) c
        JOIN set_result r ON r.session = c.session AND r.place = c.place
    GROUP BY c.sameness, r.exercise"""

Names = Mapping[str, Mapping[str, str]]
"""By fingerprint what its exercises were called, by ``Store.exercise_id``."""


def names_of_work(store: Store) -> Names:
    """What the exercises of all scored work were called.

    Raises:
        StoreError: if the history cannot be read.
    """
    exercise_id = cache(store.exercise_id)
    found: dict[str, dict[str, str]] = {}
    for same, name in store.read(_NAMES):
        found.setdefault(same, {})[exercise_id(name)] = name
    return found


def same_work(store: Store, plan: Plan, names: Names | None = None) -> dict[str, tuple[str, ...]]:
    """The fingerprints of the scored work of a plan, each with all that mean the same work.

    Args:
        store: the history.
        plan: the plan.
        names: as ``names_of_work``, for who asks of many plans.

    Raises:
        StoreError: if the history cannot be read.
    """
    works = [(fingerprint(steps), steps) for steps in scored_steps(plan.steps).values()]
    if works and names is None:
        names = names_of_work(store)
    return {own: (own, *_others(store, own, steps, names or {})) for own, steps in works}


def _others(store: Store, own: str, steps: Sequence[Step], names: Names) -> list[str]:
    ids = {
        item.exercise.name: store.exercise_id(item.exercise.name)
        for step in steps
        if step.tally is not None
        for items in step.tally.rounds
        for item in items
    }
    return [
        same
        for same, called in names.items()
        if same != own
        and called.keys() <= set(ids.values())
        and same == fingerprint(steps, {name: called.get(one, name) for name, one in ids.items()})
    ]
