"""What is prescribed next of an exercise, and of a whole workout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from legtimer.core.exercise import Amount, Load, Unit
from legtimer.core.notation import clock


class TrainingPhase(NamedTuple):
    """What a phase of a programme says of all targets."""

    paused: bool = False
    """Whether nothing grows, and nothing steps back."""
    drop_sets: int = 0
    """How many sets or rounds fewer, never below the low end of their range."""


class Target(NamedTuple):
    """What is prescribed next of one exercise; None for a figure that stays as the file has it."""

    reason: str
    """In one line: ``17.5 kg: all three sets at 12 last time``."""
    amount: int | None = None
    """Reps, ms, metres or kilocalories."""
    load: Load | None = None
    sets: int | None = None
    """Sets or rounds of its block."""
    variant: int = 0
    """0 for the workout's own exercise, 1 for the first of ``harder``, and so on."""
    ramp: tuple[Load, ...] = ()
    plates: str = ""
    """What the load is put together from: ``20 kg bar + 2 x 10``; empty where there is no bar."""


class WorkoutTargets(NamedTuple):
    """What is prescribed next of a workout."""

    exercises: Mapping[str, Target] = {}
    """By ``exercise_key``."""
    choices: Mapping[str, int] = {}
    """What is proposed for ranges, by ``RangeQuestion.key``."""
    reasons: Mapping[str, str] = {}
    """Why, for what the rule of a whole workout proposes; by the same keys."""


def amount_of(unit: Unit, figure: int) -> Amount:
    """One figure as an amount."""
    text = {
        Unit.TIME: clock(figure),
        Unit.DISTANCE: f"{figure} m",
        Unit.ENERGY: f"{figure} cal",
    }.get(unit, str(figure))
    return Amount(unit, figure, figure, text)
