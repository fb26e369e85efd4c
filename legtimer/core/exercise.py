"""Exercises as a workout prescribes them: how much, per side or not, with what load.

These are values only. How they are typed is ``notation``'s business, how they become steps is
that of the blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal, NamedTuple, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value_class(cls: type[Any]) -> type[Any]:
    """Make a class of values a dataclass whose fields only the type checker keeps from changing.

    Frozen dataclasses take twice as long to make, and a workout may have 100,000 steps.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)


class Unit(StrEnum):
    """What an amount counts."""

    REPS = "reps"
    MAX = "max"
    """As many reps as possible; the athlete says when it is done."""
    TIME = "time"
    DISTANCE = "distance"
    LENGTH = "length"
    """A distance that is the score, in mm: the farthest jump."""
    ENERGY = "energy"
    OPEN = "open"
    """No amount: the athlete says when it is done."""


COUNTABLE: Final = frozenset({Unit.REPS, Unit.DISTANCE, Unit.ENERGY})
"""Units of which there is a figure that somebody counts."""


class Amount(NamedTuple):
    """How much of an exercise: one figure or a range."""

    unit: Unit
    low: int
    """Reps, ms, metres or kilocalories; 0 for ``MAX``, ``LENGTH`` and ``OPEN``."""
    high: int
    """The same as ``low`` where there is no range."""
    text: str
    """As an athlete writes it: ``8-12``, ``1:00``, ``400 m``, ``max``; empty for ``OPEN``."""
    step: int = 0
    """How many reps more each further round has, without an end: 3 for ``3..+3``."""
    most: bool = False
    """Of a time: whether as many reps as possible are done in it."""

    @property
    def asks_reps(self) -> bool:
        """Whether only the athlete can say how much of it was done."""
        asked = self.most or self.unit in (Unit.MAX, Unit.LENGTH)
        return asked or (self.ranged and self.unit in COUNTABLE)

    @property
    def ranged(self) -> bool:
        """Whether the amount is a range."""
        return self.low != self.high

    @property
    def without_time(self) -> Amount | None:
        """What is left to say of it beside a clock that shows its time."""
        if self.most:
            return Amount(Unit.MAX, 0, 0, "max")
        return None if self.unit is Unit.TIME else self


OPEN = Amount(Unit.OPEN, 0, 0, "")
"""No amount."""


class LoadUnit(StrEnum):
    """What a load is measured in."""

    KG = "kg"
    LB = "lb"
    PERCENT = "%"
    """Of the one-rep maximum."""
    BODYWEIGHT = "bodyweight"
    TIMES_BODYWEIGHT = "xbodyweight"
    """1.5 for one and a half times the body weight."""
    BODYWEIGHT_KG = "bodyweight+kg"
    """What is added to the body weight in kg; negative for help such as that of a band."""
    BODYWEIGHT_LB = "bodyweight+lb"


GRAMS: Final = {
    LoadUnit.KG: 1000.0,
    LoadUnit.LB: 453.59237,
    # What is added to the body weight is a weight; the body itself counts nothing, nor does help.
    LoadUnit.BODYWEIGHT_KG: 1000.0,
    LoadUnit.BODYWEIGHT_LB: 453.59237,
}
"""Of one unit, where a load is a weight."""


class Load(NamedTuple):
    """What is lifted."""

    unit: LoadUnit
    value: float
    """In ``unit``; for ``BODYWEIGHT`` 0."""
    pieces: int = 1
    """2 for two dumbbells of ``value`` each."""

    @property
    def text(self) -> str:
        """As an athlete writes it: ``16 kg``, ``2x24 kg``, ``70%``, ``bodyweight + 10 kg``."""
        return _load_text(self.unit, f"{abs(self.value):g}", self.pieces, minus=self.value < 0)

    @property
    def grams(self) -> float:
        """Its weight; 0 for shares of a maximum, and for the body and what helps it."""
        return GRAMS.get(self.unit, 0.0) * max(self.value, 0) * self.pieces


class OpenLoad(NamedTuple):
    """A load that the athlete chooses or finds: ``10-20 lb``, ``? kg``."""

    unit: LoadUnit
    low: float
    high: float
    """The largest that is meant; 0, as ``low``, where the load is the score."""
    pieces: int = 1

    @property
    def is_score(self) -> bool:
        """Whether the heaviest one counts: ``? kg``."""
        return self.low == self.high == 0

    @property
    def text(self) -> str:
        """As an athlete writes it."""
        ends = sorted((abs(self.low), abs(self.high)))
        figure = "?" if self.is_score else f"{ends[0]:g}-{ends[1]:g}"
        return _load_text(self.unit, figure, self.pieces, minus=self.low < 0)


PlannedLoad = Load | OpenLoad
"""What a workout can say of a load."""


def _load_text(unit: LoadUnit, figure: str, pieces: int, *, minus: bool) -> str:
    if pieces != 1:
        figure = f"{pieces}x{figure}"
    match unit:
        case LoadUnit.BODYWEIGHT:
            return "bodyweight"
        case LoadUnit.TIMES_BODYWEIGHT:
            return f"{figure}x bodyweight"
        case LoadUnit.BODYWEIGHT_KG | LoadUnit.BODYWEIGHT_LB:
            return f"bodyweight {'-' if minus else '+'} {figure} {unit.value[-2:]}"
        case LoadUnit.PERCENT:
            return f"{figure}%"
    return f"{figure} {unit}"


class Rest(NamedTuple):
    """How long a rest is."""

    low: int
    """ms until the first call; for a fixed rest its whole length."""
    high: int
    """ms until the rest is over."""
    ready: bool = False
    """Whether the rest lasts until the main key."""

    @property
    def none(self) -> bool:
        """Whether there is no rest at all."""
        return not self.ready and self.high == 0


NO_REST = Rest(0, 0)
UNTIL_READY = Rest(0, 0, ready=True)

SideWord = Literal["side", "leg", "arm"]


class Sides(NamedTuple):
    """Work that both sides do."""

    word: SideWord
    alternating: bool
    """Whether the sides take turns within one set, so that there is no switch."""


class Span(NamedTuple):
    """A count of sets or rounds that may be a range."""

    low: int
    high: int

    @property
    def ranged(self) -> bool:
        """Whether the athlete is asked."""
        return self.low != self.high


class Grows(StrEnum):
    """What a step of growth makes larger."""

    AMOUNT = "amount"
    LOAD = "load"
    SETS = "sets"
    """Sets or rounds."""
    HARDER = "harder"
    """The next harder exercise takes its place."""


class GrowthStep(NamedTuple):
    """One way in which an exercise grows."""

    grows: Grows
    by: float = 1
    """Reps, ms, metres, kilocalories or sets; of a load, in ``unit``."""
    unit: Unit | LoadUnit | None = None
    """What an amount counts, or what a load is measured in."""


class StepBack(NamedTuple):
    """What becomes of a figure that is missed again and again."""

    after: int
    """Misses in a row."""
    percent: float
    """By how much the figure is made smaller."""


class Growth(NamedTuple):
    """How the figures of an exercise grow from session to session."""

    steps: tuple[GrowthStep, ...] = ()
    """The next one counts where those before it have no room left."""
    start: Amount | Load | None = None
    """What the first session has; the workout's own figure is then the goal."""
    wave: tuple[float, ...] = ()
    """Percentages of the one-rep maximum, one per session in turn."""
    step_back: StepBack | None = None
    after: int = 1
    """How many sessions in full are needed for a step."""
    effort_at_most: int | None = None
    """A harder session is followed by no step; 1 to 10."""


LEVEL = "level"
"""The key under which the level is chosen, for the whole workout."""


@value_class
class Exercise:
    """One exercise with everything that the file says about it."""

    name: str
    amounts: tuple[Amount, ...] = (OPEN,)
    """One for all rounds, or one per round."""
    sides: Sides | None = None
    loads: tuple[PlannedLoad, ...] = ()
    """None at all, one for all rounds, or one per round."""
    note: str = ""
    equipment: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    easier: Exercise | Literal["omit"] | None = None
    """What to do instead when it has to be easy on the joints."""
    options: tuple[Exercise, ...] = ()
    """What it can be, one for each level or each choice of the athlete; all else that is said of it
    is that of the first."""
    by_level: bool = False
    """Whether the level decides which of its options it is."""
    cadence: int = 0
    """ms per rep of the metronome, 0 for none."""
    tempo: tuple[int, ...] = ()
    """Seconds of the parts of a rep (down, hold, up, hold)."""
    rest: Rest | None = None
    """The rest that follows it, where it is not the block's."""
    switch: int | None = None
    """ms to change sides, where it is not the block's."""
    get_set: int | None = None
    """ms to get into position, where it is not the block's."""
    growth: Growth | None = None
    harder: tuple[Exercise, ...] = ()
    """What takes its place when it is done with ease, one after the other."""
    ramp: tuple[Load, ...] = ()
    """The loads of the warm-up sets before its first set, the lightest first."""

    @property
    def is_rest(self) -> bool:
        """Whether it is a rest that stands among exercises: ``1:00 Rest``."""
        return self.amounts[0].unit is Unit.TIME and self.name.casefold() == "rest"

    @property
    def all_sides(self) -> int:
        """On how many sides it is done: 2, or 1 where it has none."""
        return 2 if self.sides else 1

    @property
    def sides_per_set(self) -> int:
        """How many sides one set holds: 2 where they take turns within it."""
        return 2 if self.sides and self.sides.alternating else 1

    def chosen(self, choices: Mapping[str, int], source: str) -> Exercise:
        """What it is by the athlete's choices, at a source such as ``block[0].exercises[2]``."""
        if not self.options:
            return self
        number = choices.get(LEVEL if self.by_level else f"{source}.any", 1)
        return self.options[min(number, len(self.options)) - 1].chosen(choices, source)

    def levels(self) -> frozenset[int]:
        """For how many levels its figures are, and those of its options and alternatives."""
        inside = [*self.options, *([self.easier] if isinstance(self.easier, Exercise) else [])]
        own = {len(self.options)} if self.by_level else set()
        return frozenset(own.union(*(exercise.levels() for exercise in inside)))

    def amount(self, round: int) -> Amount:
        """The amount in a round (from 0); beyond a list's end its last figure repeats."""
        found = self.amounts[min(round, len(self.amounts) - 1)]
        if found.step:
            reps = found.low + found.step * round
            return Amount(found.unit, reps, reps, str(reps))
        return found

    def load(self, round: int) -> PlannedLoad | None:
        """The load in a round (from 0); beyond a list's end its last figure repeats."""
        return self.loads[min(round, len(self.loads) - 1)] if self.loads else None

    @property
    def rises(self) -> bool:
        """Whether it has more reps in every round, without an end."""
        return bool(self.amounts[0].step)

    @property
    def listed(self) -> int:
        """How many rounds its lists give; 1 without a list."""
        own = max(len(self.amounts), len(self.loads))
        return max([own, *(option.listed for option in self.options)])
