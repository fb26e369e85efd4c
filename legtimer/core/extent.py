"""How many steps a workout has and how long it takes, without expanding the whole of it.

Theory of operation. A few lines of a file can mean more steps than there are stars: repeats within
repeats multiply. Their number must be told without counting them one by one, so rounds are not
expanded but extrapolated: every round of a block adds the same steps, so two short expansions
give the step from one round to the next. What the time to get set adds is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from legtimer.core.block import Block
from legtimer.core.estimate import Pace, step_ms
from legtimer.core.exercise import NO_REST, Span
from legtimer.core.step_builder import StepBuilder
from legtimer.core.workout import Workout


class Extent(NamedTuple):
    """How much there is to do."""

    steps: int
    ms: int

    def plus(self, other: Extent, times: int = 1) -> Extent:
        """This and another one that comes several times."""
        return Extent(self.steps + times * other.steps, self.ms + times * other.ms)


_NOTHING = Extent(0, 0)


def extents(workout: Workout, choices: Mapping[str, int]) -> tuple[Extent, ...]:
    """The extent of each top-level block.

    Args:
        workout: the workout.
        choices: what the athlete chose, by ``Ask.key``; what is missing is the low end.
    """
    pace = Pace()
    return tuple(
        _extent(StepBuilder(workout, block, f"block[{i}]", i, choices, frozenset()), pace)
        for i, block in enumerate(workout.blocks)
    )


def _extent(builder: StepBuilder, pace: Pace) -> Extent:
    inner: tuple[Block, ...] = getattr(builder.block, "blocks", ())
    name = next(
        (n for n in ("rounds", "sets") if isinstance(getattr(builder.block, n, None), Span)), ""
    )
    if not inner and not name:
        return _counted(builder, pace)
    rounds = builder.chosen(name, getattr(builder.block, name))
    if inner:
        once = _NOTHING
        for number, block in enumerate(inner):
            once = once.plus(_extent(builder.within(block, number, ((1, rounds),)), pace))
        rests = list(
            builder.rest(getattr(builder.block, "rest", None) or NO_REST, builder.place(1, rounds))
        )
        rest = Extent(len(rests), sum(step_ms(step, pace) for step in rests))
        return _NOTHING.plus(once, rounds).plus(rest, rounds - 1)
    # Where exercises take turns round by round, the pattern repeats after all of them.
    period = (
        len(builder.block.exercise_list())
        if getattr(builder.block, "order", "") == "alternate"
        else 1
    )
    if rounds <= 3 * period:
        return _counted(builder, pace)
    first = period + rounds % period
    short = _counted(_with(builder, name, first), pace)
    longer = _counted(_with(builder, name, first + period), pace)
    if short.steps == longer.steps:
        # The rounds lie within one step, or lists give them: there is nothing to extrapolate.
        return _counted(builder, pace)
    added = Extent(longer.steps - short.steps, longer.ms - short.ms)
    return short.plus(added, (rounds - first) // period)


def _with(builder: StepBuilder, name: str, rounds: int) -> StepBuilder:
    choices = {**builder.choices, f"{builder.path}.{name}": rounds}
    return StepBuilder(
        builder.workout,
        builder.block,
        builder.path,
        builder.index,
        choices,
        builder.swaps,
        builder.passes,
    )


def _counted(builder: StepBuilder, pace: Pace) -> Extent:
    steps = ms = 0
    for step in builder.block.steps(builder):
        steps += 1
        ms += step_ms(step, pace)
    return Extent(steps, ms)
