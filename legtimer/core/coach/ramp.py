"""The warm-up sets that lead up to a load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from legtimer.core.exercise import Load, LoadUnit

if TYPE_CHECKING:
    from legtimer.core.coach.equipment import OwnedLoads

SHARES: Final = (40, 60, 80)
"""Percent of the work load."""
RAMP_REPS: Final = 5
"""The most reps of a warm-up set."""
RAMP_WORD: Final = "warm-up"
"""What one of the sets is called, in place of ``set``."""


def ramp_loads(work: Load | None, owned: OwnedLoads | None = None) -> tuple[Load, ...]:
    """The loads of the warm-up sets, the lightest first; each is there once, and below the work's.

    Args:
        work: what the exercise is done with.
        owned: what the athlete can lift in it; None for anything, to half a unit.
    """
    if work is None or work.unit is LoadUnit.BODYWEIGHT:
        return ()
    found: list[Load] = []
    for share in SHARES:
        wanted = work.value * share / 100
        value = int(wanted * 2 + 1e-6) / 2 if owned is None else owned.at_most(wanted)
        if value and value < work.value and (not found or value > found[-1].value):
            found.append(work._replace(value=value))
    return tuple(found)
