"""How long steps will probably take.

What a clock ends takes what the clock says. For the rest a pace is assumed; the defaults are
plain assumptions of ours, which an athlete's own times replace exercise by exercise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Final, NamedTuple

from legtimer.core.exercise import Amount, Exercise, Unit
from legtimer.core.steps import Ends, Phase, Step, Tally, TallyItem
from legtimer.core.workout import Plan

METRE: Final = 330
"""Ms of one metre of an easy run: 5:30 per kilometre."""


def easy_run(name: str) -> int:
    """What a metre of any exercise takes where nothing is known of it."""
    return METRE


class Pace(NamedTuple):
    """Assumed times in ms."""

    rep: int = 3_000
    """Of one rep."""
    max_set: int = 40_000
    """Of a set of as many reps as possible."""
    open_set: int = 40_000
    """Of a set without an amount."""
    calorie: int = 4_000
    """Of one calorie on a machine."""
    ready: int = 60_000
    """Of a rest until ready."""
    metre_of: Callable[[str], int] = easy_run
    """Of one metre of the exercise of a name."""
    own: Mapping[tuple[str, Unit], int] = MappingProxyType({})
    """The athlete's own times by ``exercise_id`` and what is counted: of one rep, metre or calorie,
    or of a whole set of as many as possible or without an amount."""
    exercise_id: Callable[[str], str] = str.casefold
    """The same for all names of an exercise."""

    def knows(self, unit: Unit, name: str) -> bool:
        """Whether the athlete's own time of an exercise is known."""
        return bool(self.own) and (self.exercise_id(name), unit) in self.own

    def one(self, unit: Unit, name: str = "") -> int:
        """The time of one rep, metre or calorie, or of a set that counts nothing.

        Args:
            unit: what is counted; not a time.
            name: the exercise.
        """
        own = self.own.get((self.exercise_id(name), unit)) if self.own else None
        if own is not None:
            return own
        match unit:
            case Unit.REPS:
                return self.rep
            case Unit.DISTANCE:
                return self.metre_of(name)
            case Unit.ENERGY:
                return self.calorie
            case Unit.MAX:
                return self.max_set
        return self.open_set


def rounded_minutes(ms: int) -> int:
    """Whole minutes, a half rounded up; at least one while there is anything left."""
    return max((ms + 30_000) // 60_000, 1 if ms > 0 else 0)


def amount_ms(amount: Amount, pace: Pace, sides: int = 1, name: str = "") -> int:
    """How long an amount takes, in ms; a range counts with its middle.

    Args:
        amount: the amount.
        pace: what is assumed.
        sides: 2 where one set holds both sides.
        name: the exercise, for the athlete's own pace.
    """
    middle = (amount.low + amount.high) // 2
    if amount.unit is Unit.TIME:
        return middle * sides
    count = 1 if amount.unit in (Unit.MAX, Unit.LENGTH, Unit.OPEN) else middle
    return count * pace.one(amount.unit, name) * sides


def tally_ms(tally: Tally, pace: Pace) -> int:
    """How long the rounds of a tally take, each of them once."""
    return sum(
        amount_ms(item.amount, pace, item.exercise.all_sides, item.exercise.name)
        for items in tally.rounds
        for item in items
    )


def shared_times(items: Sequence[TallyItem], ms: int) -> list[int]:
    """A time shared by exercises according to what each would take; the sum is exact."""
    pace = Pace()
    weights = [max(amount_ms(item.amount, pace, item.exercise.all_sides), 1) for item in items]
    total, until, over, found = sum(weights), 0, 0, []
    for weight in weights:
        over += weight
        found.append(ms * over // total - until)
        until += found[-1]
    return found


def step_ms(step: Step, pace: Pace) -> int:
    """How long one step takes, in ms."""
    if step.phase is Phase.SCORE:
        return 0  # the clocks stand while the athlete is asked
    if step.ends_by_tally and step.tally is not None:
        work = tally_ms(step.tally, pace)
        return work if step.limit is None else min(work, step.limit)
    if step.limit is not None:
        if step.amount is not None and step.ends is Ends.FIRST and step.phase is Phase.WORK:
            return min(
                step.limit,
                step.limit * (step.amount.low + step.amount.high) // (2 * max(step.amount.high, 1)),
            )
        return step.limit
    if step.phase is Phase.REST:
        return pace.ready
    if step.tally is not None:
        return tally_ms(step.tally, pace)
    name = step.exercise.name if step.exercise else ""
    if step.amount is None:
        return pace.one(Unit.OPEN, name)
    sides = step.exercise.sides_per_set if step.exercise else 1
    return amount_ms(step.amount, pace, sides, name)


def paced_exercises(plan: Plan, pace: Pace) -> tuple[tuple[Exercise, Unit], ...]:
    """The exercises whose times are estimated by a pace, each once, with what they count."""
    found: dict[tuple[str, Unit], tuple[Exercise, Unit]] = {}
    for step in plan.steps:
        by_clock = step.limit is not None and not step.ends_by_tally
        if step.phase is not Phase.WORK or by_clock:
            continue
        items = (
            [(step.exercise, step.amount)]
            if step.tally is None
            else [(item.exercise, item.amount) for row in step.tally.rounds for item in row]
        )
        for exercise, amount in items:
            unit = Unit.OPEN if amount is None else amount.unit
            if exercise is not None and unit is not Unit.TIME:
                found.setdefault((pace.exercise_id(exercise.name), unit), (exercise, unit))
    return tuple(found.values())


def within_reach(step: Step, pace: Pace) -> bool:
    """Whether the work of a death-by interval can be done in it at the assumed pace."""
    if not step.open_ended or step.tally is None or step.limit is None:
        return True
    return tally_ms(step.tally, pace) <= step.limit


class Forecast:
    """The estimated times of a whole plan."""

    def __init__(self, plan: Plan, pace: Pace | None = None) -> None:
        """Estimate every step once.

        Args:
            plan: the plan.
            pace: what is assumed; None for the defaults.
        """
        pace = pace or Pace()
        self.steps = [step_ms(s, pace) if within_reach(s, pace) else 0 for s in plan.steps]
        self._until = [0, *accumulate(self.steps)]
        self.total = self._until[-1]
        """Ms of the whole workout."""
        self._blocks: dict[int, list[int]] = {}
        for i, step in enumerate(plan.steps):
            ends = self._blocks.setdefault(step.place.block, [i, i])
            ends[1] = i + 1

    def left(self, index: int, spent: int) -> int:
        """Ms left at a step of which ``spent`` ms are over."""
        if index >= len(self.steps):
            return 0
        return self.total - self._until[index + 1] + max(self.steps[index] - spent, 0)

    def block(self, number: int) -> int:
        """Ms of one top-level block."""
        first, last = self._blocks.get(number, (0, 0))
        return self._until[last] - self._until[first]

    def block_done(self, number: int, index: int, spent: int) -> float:
        """How much of a top-level block is over, 0 to 1, at a step of which ``spent`` ms are."""
        first, last = self._blocks.get(number, (0, 0))
        if index >= last:
            return 1.0
        if index < first:
            return 0.0
        whole = self._until[last] - self._until[first]
        over = self._until[index] - self._until[first] + min(spent, self.steps[index])
        return over / whole if whole else 0.0
