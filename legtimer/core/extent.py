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
from legtimer.core.expansion import Expansion
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
        _extent(Expansion(workout, block, f"block[{i}]", i, choices, frozenset()), pace)
        for i, block in enumerate(workout.blocks)
    )


def _extent(ex: Expansion, pace: Pace) -> Extent:
    inner: tuple[Block, ...] = getattr(ex.block, "blocks", ())
    name = next((n for n in ("rounds", "sets") if isinstance(getattr(ex.block, n, None), Span)), "")
    if not inner and not name:
        return _counted(ex, pace)
    rounds = ex.chosen(name, getattr(ex.block, name))
    if inner:
        once = _NOTHING
        for number, block in enumerate(inner):
            once = once.plus(_extent(ex.within(block, number, ((1, rounds),)), pace))
        rests = list(ex.rest(getattr(ex.block, "rest", None) or NO_REST, ex.place(1, rounds)))
        rest = Extent(len(rests), sum(step_ms(step, pace) for step in rests))
        return _NOTHING.plus(once, rounds).plus(rest, rounds - 1)
    # Where exercises take turns round by round, the pattern repeats after all of them.
    period = len(ex.block.exercise_list()) if getattr(ex.block, "order", "") == "alternate" else 1
    if rounds <= 3 * period:
        return _counted(ex, pace)
    first = period + rounds % period
    short = _counted(_with(ex, name, first), pace)
    longer = _counted(_with(ex, name, first + period), pace)
    if short.steps == longer.steps:
        # The rounds lie within one step, or lists give them: there is nothing to extrapolate.
        return _counted(ex, pace)
    added = Extent(longer.steps - short.steps, longer.ms - short.ms)
    return short.plus(added, (rounds - first) // period)


def _with(ex: Expansion, name: str, rounds: int) -> Expansion:
    choices = {**ex.choices, f"{ex.path}.{name}": rounds}
    return Expansion(ex.workout, ex.block, ex.path, ex.index, choices, ex.swaps, ex.passes)


def _counted(ex: Expansion, pace: Pace) -> Extent:
    steps = ms = 0
    for step in ex.block.steps(ex):
        steps += 1
        ms += step_ms(step, pace)
    return Extent(steps, ms)
