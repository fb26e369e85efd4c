"""Past sessions of one exercise, as growth looks at them, and what each of them says.

A set says something only by its figures. Reps that nobody told, and sets that were skipped, neither
let an exercise grow nor count as a miss; one set with less than was prescribed is a miss.
"""

from __future__ import annotations

import datetime
from collections import Counter
from enum import Enum
from typing import Final, NamedTuple

from legtimer.core.athlete_defaults import STEPS
from legtimer.core.exercise import GRAMS, Load, LoadUnit

_KG_AND_LB: Final = ({LoadUnit.KG, LoadUnit.LB}, {LoadUnit.BODYWEIGHT_KG, LoadUnit.BODYWEIGHT_LB})


class PastSet(NamedTuple):
    """One set that was done, or begun; amounts are of one side where the sides alternate."""

    done: int | None
    """Reps, ms, metres or kilocalories; None where nobody has said."""
    planned: int
    """The least that was prescribed, in the same."""
    load: Load | None = None
    whole: bool = True
    """Whether it ended as planned, and was not skipped or cut short."""
    ranged: bool = False
    """Whether the prescription was a range."""
    place: str = ""
    """The block, with passes of repeats, and the side: sets are numbered within it."""


class PastSession(NamedTuple):
    """All sets of one exercise in one session, warm-ups left out."""

    sets: tuple[PastSet, ...]
    """In their order; at least one."""
    planned_sets: int = 0
    """How many each place should have had; 0 where that is not known."""
    effort: int | None = None
    """How hard the session was, 1 to 10, if the athlete said."""
    variant: int = 0
    """Which exercise it was: 0 for the workout's own, 1 for the first of ``harder``."""
    one_rep_max: Load | None = None
    """What the settings gave as the maximum then."""
    paused: bool = False
    """Whether it was done while growth paused."""
    day: datetime.date | None = None

    @property
    def load(self) -> Load | None:
        """The load that it began with."""
        return self.sets[0].load

    @property
    def least(self) -> int | None:
        """The smallest amount of its sets; None where none was told."""
        return min((one.done for one in self.sets if one.done is not None), default=None)

    @property
    def set_count(self) -> int:
        """How many sets were done at each place."""
        return min(Counter(one.place for one in self.sets if one.whole).values(), default=0)


class SessionOutcome(Enum):
    """What a session says of growth."""

    FULL = "full"
    MISS = "miss"
    """A set was less than prescribed."""
    UNTOLD = "untold"
    SKIPPED = "skipped"
    """A set was skipped, or did not come to be."""
    HARD = "hard"
    """All was done, with more effort than growth allows."""


def session_outcome(
    session: PastSession, effort_at_most: int | None, least: int | None = None
) -> SessionOutcome:
    """What a session says.

    Args:
        session: the session.
        effort_at_most: a harder session is ``HARD``.
        least: what is enough where the athlete took another load than the prescribed one.
    """
    lighter = any(_is_lighter(one.load, session.load) for one in session.sets)
    if lighter or any(is_less(one, least) for one in session.sets):
        return SessionOutcome.MISS
    if not all(one.whole for one in session.sets) or session.set_count < session.planned_sets:
        return SessionOutcome.SKIPPED
    if any(one.done is None for one in session.sets):
        return SessionOutcome.UNTOLD
    if effort_at_most is not None and (session.effort or 0) > effort_at_most:
        return SessionOutcome.HARD
    return SessionOutcome.FULL


def is_less(one: PastSet, least: int | None) -> bool:
    """Whether a set was less than prescribed; see ``session_outcome``."""
    enough = one.planned if least is None else min(one.planned, least)
    return one.done is not None and one.done < enough


def weight_of(load: Load | None) -> float:
    """What a load weighs in all, in its unit."""
    return load.value * load.pieces if load is not None else 0.0


def in_unit(load: Load, unit: LoadUnit) -> Load:
    """A load in kg or in lb in the other one, to half a kg or a whole lb; any other as it is."""
    if load.unit is unit or {load.unit, unit} not in _KG_AND_LB:
        return load
    step = STEPS[LoadUnit.KG] if GRAMS[unit] == GRAMS[LoadUnit.KG] else STEPS[LoadUnit.LB]
    value = round(load.value * GRAMS[load.unit] / GRAMS[unit] / step) * step
    return Load(unit, value, load.pieces)


def _is_lighter(load: Load | None, other: Load | None) -> bool:
    if load is not None and other is not None:
        load = in_unit(load, other.unit)
    return weight_of(load) < weight_of(other)
