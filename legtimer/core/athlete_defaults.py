"""Defaults of one athlete, for what the file of a workout leaves open.

Theory of operation. A file's own words always win. What it leaves out at its top counts from
``keys``; blocks that do not say what a press counts take ``count``; a load that is a share of the
one-rep maximum, or a multiple of the body weight, becomes a load where those are known (what is
added to the body weight stays so: that is what has to be loaded); and an exercise without an easier
alternative gets the one that ``easier`` names, with the amounts and loads that it has itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from legtimer.core.block import Block
from legtimer.core.coach.target import Target
from legtimer.core.exercise import Exercise, Load, LoadUnit, PlannedLoad

STEPS: Final = {LoadUnit.KG: 0.5, LoadUnit.LB: 1.0}
"""To what a load that was reckoned from a share is rounded: the smallest that people load."""


_Maximum = Callable[[Exercise], Load | None]
"""The one-rep maximum of an exercise, if it is known."""


def _nobody_knows(_: Exercise) -> None:
    """No maximum."""


class AthleteDefaults(NamedTuple):
    """One athlete's defaults."""

    keys: Mapping[str, Any] = MappingProxyType({})
    """Values of a workout by field name."""
    counted: str = ""
    """What a press counts in scored work: ``exercises`` or ``rounds``; empty for the program's."""
    maxima: Mapping[str, Load] = MappingProxyType({})
    """One-rep maxima in kg or lb, by exercise."""
    easier: Mapping[str, str] = MappingProxyType({})
    """What to do instead of an exercise for which the file names nothing: by the exercise's name
    in the file another name, or ``omit`` to leave it out."""
    weight: Load | None = None
    """The body weight in kg or lb, if it is known."""
    level: str = ""
    """The name of the level that counts where none is chosen; empty for the first one."""
    targets: Mapping[str, Target] = MappingProxyType({})
    """What is prescribed in place of printed figures, by ``exercise_key``."""

    def blocks(
        self,
        blocks: tuple[Block, ...],
        typed: Sequence[Mapping[str, Any]],
        exercise_id: Callable[[str], str] = str.casefold,
    ) -> tuple[Block, ...]:
        """Blocks with these defaults.

        Args:
            blocks: as the file gives them.
            typed: their tables, in the same order.
            exercise_id: the same for all names of an exercise.
        """
        if not self.counted and not self.maxima and not self.easier and self.weight is None:
            return blocks

        def maximum(exercise: Exercise) -> Load | None:
            wanted = exercise_id(exercise.name)
            return next(
                (load for name, load in self.maxima.items() if exercise_id(name) == wanted), None
            )

        return tuple(
            self._block(block, table, maximum) for block, table in zip(blocks, typed, strict=True)
        )

    def _block(self, block: Block, typed: Mapping[str, Any], maximum: _Maximum) -> Block:
        changes: dict[str, Any] = {}
        if self.counted and "count" not in typed and hasattr(block, "count"):
            changes["count"] = self.counted
        exercises = block.exercise_list()
        if block.one_load:
            # A share of the maximum of each exercise would be several loads.
            maximum = _nobody_knows
        if exercises and (self.maxima or self.easier or self.weight):
            changes["exercises"] = tuple(
                self._loaded(self._eased(exercise), maximum) for exercise in exercises
            )
        if inner := block.inner_blocks():
            tables = zip(inner, typed["block"], strict=True)
            inner = tuple(self._block(one, table, maximum) for one, table in tables)
            block = block.with_inner_blocks(inner)
        return replace(block, **changes) if changes else block

    def _eased(self, exercise: Exercise) -> Exercise:
        """An exercise with an easier alternative, if it has none and one is known."""
        if exercise.options:
            options = tuple(map(self._eased, exercise.options))
            return replace(options[0], options=options, by_level=exercise.by_level)
        name = self.easier.get(exercise.name)
        return (
            exercise if name is None or exercise.easier is not None else with_easier(exercise, name)
        )

    def _loaded(self, exercise: Exercise, maximum_of: _Maximum) -> Exercise:
        """An exercise whose shares are loads, its easier alternative and its options too."""
        changes: dict[str, Any] = {}
        shares = any(load.unit is LoadUnit.PERCENT for load in exercise.loads)
        maximum = maximum_of(exercise) if shares else None
        if exercise.loads:
            changes["loads"] = tuple(_share(load, maximum, self.weight) for load in exercise.loads)
        if isinstance(exercise.easier, Exercise):
            changes["easier"] = self._loaded(exercise.easier, maximum_of)
        if exercise.options:
            options = (self._loaded(option, maximum_of) for option in exercise.options)
            changes["options"] = tuple(options)
        return replace(exercise, **changes) if changes else exercise


def _share(load: PlannedLoad, maximum: Load | None, weight: Load | None) -> PlannedLoad:
    """A load as it is known: of the maximum, or of the body weight."""
    whole = {LoadUnit.PERCENT: maximum, LoadUnit.TIMES_BODYWEIGHT: weight}.get(load.unit)
    return load if whole is None else share(load, whole)


def share(load: PlannedLoad, whole: Load) -> PlannedLoad:
    """The load that a share of a maximum, or a multiple of the body weight, is.

    Args:
        load: in percent, or in body weights; of a range both ends are.
        whole: the maximum or the body weight, in kg or lb.

    Returns:
        The load in the unit of the whole, rounded to half a kg or a whole lb, and never nothing.
    """
    per = 100 if load.unit is LoadUnit.PERCENT else 1
    step = STEPS[whole.unit]

    def of_whole(value: float) -> float:
        return max(1, int(whole.value * value / per / step + 0.5)) * step

    if isinstance(load, Load):
        return Load(whole.unit, of_whole(load.value), load.pieces)
    low, high = of_whole(load.low), of_whole(load.high)
    # What is less than a step apart is one load.
    return (
        load._replace(unit=whole.unit, low=low, high=high)
        if low < high
        else Load(whole.unit, low, load.pieces)
    )


def with_easier(exercise: Exercise, name: str) -> Exercise:
    """An exercise with an easier alternative, which has its amounts and loads.

    Args:
        exercise: one that has none.
        name: of the alternative, or ``omit`` to leave it out.
    """
    if name == "omit":
        return replace(exercise, easier="omit")
    # What was written of the one movement is not true of the other.
    instead = replace(exercise, name=name, note="", equipment=(), cues=())
    return replace(exercise, easier=instead)
