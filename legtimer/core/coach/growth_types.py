"""How growth is typed: ``grow = "2 kg"``, ``from = 10``, ``wave = ["85%", "90%"]``.

An exercise of a workout and a rule of a programme have the same keys, which ``GROWTH_KEYS``
declares. ``growth_of`` puts their values together, and reports what contradicts itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from legtimer.core import notation
from legtimer.core.coach.target import amount_of
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import (
    Amount,
    Exercise,
    Grows,
    Growth,
    GrowthStep,
    Load,
    LoadUnit,
    OpenLoad,
    StepBack,
    Unit,
)
from legtimer.core.fields import Table, key
from legtimer.core.notation import NotUnderstood
from legtimer.core.notation.amounts import UNITS
from legtimer.core.notation.durations import TIME_UNITS
from legtimer.core.value_types import Schema, ValueType, WholeNumber, number_text

LONGEST_WAVE: Final = 20
"""The most percentages of a wave."""
_MOST_STEPS: Final = 5
_WEIGHTS: Final = {
    LoadUnit.KG: LoadUnit.KG,
    LoadUnit.LB: LoadUnit.LB,
    LoadUnit.BODYWEIGHT_KG: LoadUnit.KG,
    LoadUnit.BODYWEIGHT_LB: LoadUnit.LB,
}
"""In what the loads of each unit grow."""
_SETS: Final = frozenset(("set", "sets", "round", "rounds"))
_EXAMPLES: Final = {
    Unit.REPS: "1 rep",
    Unit.TIME: "5s",
    Unit.DISTANCE: "50 metres",
    Unit.ENERGY: "1 cal",
}
"""A step of growth for what an amount counts."""
_STEP_BACK: Final = '{ after = 3, back = "10%" }'
_PERCENT: Final = r"\s*(\d{1,3}(?:\.\d{1,2})?)\s*%\s*"


_STEPS: Final = {
    '"2 kg"': "The load; with a range of reps only when all sets are at its high end.",
    '"5 lb"': "The load in pounds.",
    '"1 rep"': "Reps, up to the high end of the range.",
    '"5s"': "The time, up to the high end of the range.",
    '"50 metres"': "The distance, up to the high end of the range.",
    '"1 cal"': "Calories, up to the high end of the range.",
    '"1 set"': "Sets, within the range of the block.",
    '"1 round"': "Rounds, within the range of the block.",
    '"harder"': "The next exercise of harder takes its place.",
}


class GrowthSteps(ValueType):
    """One step of growth, or several in turn."""

    expected = 'a step such as "2 kg", "1 rep", "5s", "1 set", or a list such as ["1 rep", "1 set"]'

    def proposals(self) -> Mapping[str, str]:
        return _STEPS

    def parse(self, value: object) -> tuple[GrowthStep, ...]:
        """Text, or a list of texts.

        Raises:
            NotUnderstood: if it is none.
        """
        if isinstance(value, int | float) and not isinstance(value, bool):
            typed = number_text(value)
            raise NotUnderstood(f'{typed} needs a unit, in quotes: "{typed} kg" or "{typed} reps"')
        parts = value if isinstance(value, list) else [value]
        if not 1 <= len(parts) <= _MOST_STEPS:
            raise NotUnderstood(f"a list has 1 to {_MOST_STEPS} steps")
        steps = tuple(self._step(part) for part in parts)
        if len({step.grows for step in steps}) < len(steps):
            raise NotUnderstood("each step of a list makes another figure larger")
        if any(step.grows is Grows.HARDER for step in steps[:-1]):
            raise NotUnderstood('"harder" is the last step: the figures begin anew with it')
        return steps

    def _step(self, value: object) -> GrowthStep:
        if not isinstance(value, str):
            raise self.type_error(value)
        return growth_step(value)

    def schema(self) -> Schema:
        return {
            "type": ["string", "array"],
            "minLength": 1,
            "minItems": 1,
            "maxItems": _MOST_STEPS,
            "items": {"type": "string"},
        }


def growth_step(text: str) -> GrowthStep:
    """Read a step of growth: ``2 kg``, ``1 rep``, ``5s``, ``1 set``, ``harder``.

    Raises:
        NotUnderstood: for anything else.
    """
    typed = text.strip().removeprefix("+")
    if typed.lower() == "harder":
        return GrowthStep(Grows.HARDER)
    match = re.fullmatch(r"(\d{1,5}(?:\.\d{1,3})?)\s*([A-Za-z%]*)", typed)
    if match is None:
        if (meant := notation.decimal_point(typed)) != typed:
            raise NotUnderstood(f"for a fraction write {meant}")
        raise NotUnderstood(f"expected {GrowthSteps.expected}")
    figure, word = match[1], match[2].lower()
    if not word:
        raise NotUnderstood(f"{figure} needs a unit: {figure} kg, {figure} reps or {figure}s")
    if word == "%":
        raise NotUnderstood(f"a load grows by kg or lb, not by {figure}%")
    if float(figure) == 0:
        raise NotUnderstood("a step must be more than 0")
    if word in _SETS:
        if why := notation.not_whole(figure):
            raise NotUnderstood(why)
        return GrowthStep(Grows.SETS, int(figure))
    if word in ("kg", "kgs", "lb", "lbs"):
        load = notation.single_load(typed)
        return GrowthStep(Grows.LOAD, load.value, load.unit)
    if word not in UNITS:
        known = "kg, lb, reps, s, min, m, cal, sets, rounds"
        raise NotUnderstood(f"unknown unit {match[2]}; known are {known}", match.start(2))
    amount = _figure(figure, word)
    return GrowthStep(Grows.AMOUNT, amount.low, amount.unit)


def _figure(figure: str, word: str) -> Amount:
    if word in ("m", "metre", "metres", "meter", "meters"):
        word = "metres"
    if word in TIME_UNITS:
        # Half a minute is a good step, and half a rep is none.
        ms = notation.duration(figure + word)
        return Amount(Unit.TIME, ms, ms, notation.clock(ms))
    (amount,) = notation.amounts(figure, word)
    return amount


class StartFigure(ValueType):
    """The figure of the first session."""

    expected = 'a figure in the unit of grow, such as 10, "30s" or "30 kg"'

    def parse(self, value: object) -> Amount | Load:
        """A number of reps, or text.

        Raises:
            NotUnderstood: if it is none.
        """
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise self.type_error(value)
        text = number_text(value).strip()
        match = re.fullmatch(r"(\d[\d:.]*)\s*([A-Za-z]*)", text)
        if match is None:
            raise NotUnderstood(f"expected {self.expected}")
        figure, word = match[1], match[2].lower()
        if word in ("kg", "kgs", "lb", "lbs"):
            return notation.single_load(text)
        if ":" in figure:
            figure, word = f"{notation.duration(figure) / 1000:g}", "s"
        return _figure(figure, word)

    def schema(self) -> Schema:
        return {"type": ["integer", "string"], "minimum": 1, "minLength": 1}


class Percent(ValueType):
    """A share in percent."""

    expected = 'a percentage such as "10%"'

    def __init__(self, low: float, high: float) -> None:
        """Take the bounds, both included."""
        self.low, self.high = low, high

    def parse(self, value: object) -> float:
        """Text that ends in a percent sign.

        Raises:
            NotUnderstood: if it is none.
        """
        if isinstance(value, int | float) and not isinstance(value, bool):
            raise NotUnderstood(f'write "{number_text(value)}%", in quotes')
        if not isinstance(value, str):
            raise self.type_error(value)
        match = re.fullmatch(_PERCENT, value)
        if match is None:
            raise NotUnderstood(f"expected {self.expected}")
        found = float(match[1])
        if not self.low <= found <= self.high:
            raise NotUnderstood(f"{value.strip()} is not from {self.low:g}% to {self.high:g}%")
        return found

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_PERCENT}$"}


class Wave(ValueType):
    """Percentages of the one-rep maximum."""

    expected = 'a list of percentages such as ["85%", "88%", "90%"]'

    def parse(self, value: object) -> tuple[float, ...]:
        """A list of texts.

        Raises:
            NotUnderstood: if it is none.
        """
        if not isinstance(value, list):
            raise self.type_error(value)
        if not 1 <= len(value) <= LONGEST_WAVE:
            raise NotUnderstood(f"a wave has 1 to {LONGEST_WAVE} percentages")
        return tuple(Percent(1, 110).parse(part) for part in value)

    def schema(self) -> Schema:
        return {
            "type": "array",
            "minItems": 1,
            "maxItems": LONGEST_WAVE,
            "items": {"type": "string", "pattern": f"^{_PERCENT}$"},
        }


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class _StepBackKeys:
    after: int = key(WholeNumber(1, 20), help="How many misses in a row.")
    back: float = key(Percent(1, 90), help="By how much the figure is made smaller.")


class _StepBackTable(Table):
    def proposals(self) -> Mapping[str, str]:
        return {_STEP_BACK: "Three misses in a row make it a tenth less."}

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> StepBack | None:
        found = super().read(value, path, report)
        return found and StepBack(found.after, found.back)


GROWTH_KEYS: Final[dict[str, tuple[ValueType, str]]] = {
    "grow": (GrowthSteps(), "What grows from session to session, and by how much."),
    "from": (StartFigure(), "What the first session has; the printed figure is the goal."),
    "wave": (Wave(), "Percentages of the one-rep max, one per session in turn."),
    "miss": (
        _StepBackTable(_StepBackKeys, "miss", f"a table such as {_STEP_BACK}"),
        "When to step back after misses in a row, and how far.",
    ),
    "after": (WholeNumber(1, 20), "How many sessions in full are needed for a step."),
    "effort-at-most": (WholeNumber(1, 10), "A session of more effort is followed by no step."),
}
"""The keys of growth: how each is typed, and what it is for."""


def growth_of(found: Mapping[str, Any], path: KeyPath, report: Diagnostics) -> Growth | None:
    """The growth that values of ``GROWTH_KEYS`` are; None where there is none, or it is refused.

    Args:
        found: the good values by key; other keys are left alone.
        path: the table that they stand in.
        report: told of what contradicts itself.
    """
    given = [name for name in GROWTH_KEYS if found.get(name) is not None]
    if not given:
        return None
    steps: tuple[GrowthStep, ...] = found.get("grow") or ()
    wave: tuple[float, ...] = found.get("wave") or ()
    if not steps and not wave:
        report.error((*path, given[0]), f'{given[0]} needs grow beside it, such as grow = "2 kg"')
        return None
    if wave and any(step.grows is not Grows.LOAD for step in steps):
        report.error((*path, "grow"), "with wave, grow is in kg or lb: it raises the one-rep max")
        return None
    start = _in_unit_of(steps, found.get("from"))
    if start is not None and wave:
        report.error((*path, "from"), "a wave begins with its first percentage: leave from out")
        return None
    if start is not None and start.unit not in {step.unit for step in steps}:
        shown = start.text + (" reps" if start.unit is Unit.REPS else "")
        report.error((*path, "from"), f"from is in the unit of grow, and nothing grows in {shown}")
        return None
    return Growth(
        steps, start, wave, found.get("miss"), found.get("after") or 1, found.get("effort-at-most")
    )


def _in_unit_of(steps: tuple[GrowthStep, ...], start: Amount | Load | None) -> Amount | Load | None:
    """A first figure; one without a unit is in that of the first step of its own figure."""
    units = [step.unit for step in steps if step.unit is not None]
    if start is None or start.unit is not Unit.REPS or not units or Unit.REPS in units:
        return start
    assert isinstance(start, Amount)
    unit = units[0]
    if isinstance(unit, LoadUnit):
        return Load(unit, float(start.low))
    return amount_of(unit, start.low * (1000 if unit is Unit.TIME else 1))


def growth_conflict(growth: Growth, exercise: Exercise) -> tuple[str, str]:
    """What of a growth contradicts an exercise.

    Args:
        growth: the growth.
        exercise: the exercise, with ``harder`` as it is.

    Returns:
        The key that is wrong and why; two empty texts where all is well.
    """
    amount, load = exercise.amounts[0], exercise.load(0)
    if len(exercise.amounts) > 1 or len(exercise.loads) > 1 or amount.step:
        return "grow", "a list with one figure per round does not grow: write one figure"
    if any(isinstance(one.load(0), OpenLoad) for one in (exercise, *exercise.harder)):
        return "grow", "a load that is found on the day does not grow: write one load"
    if growth.wave and load is not None:
        return "wave", f"wave gives the load: leave out @ {load.text}"
    for step in growth.steps:
        if why := _step_conflict(step, growth, exercise):
            return "grow", why
    if isinstance(growth.start, Amount) and growth.start.low >= amount.high:
        printed = f"{amount.text} {exercise.name}"
        return "from", f"from = {growth.start.text} is not below the goal, {printed}"
    begins, ends = growth.start, load
    if isinstance(begins, Load) and isinstance(ends, Load) and begins.value >= ends.value:
        return "from", f"from = {begins.text} is not below the goal, @ {ends.text}"
    return "", ""


def _step_conflict(step: GrowthStep, growth: Growth, exercise: Exercise) -> str:
    amount, load = exercise.amounts[0], exercise.load(0)
    match step.grows:
        case Grows.LOAD if growth.wave:
            return ""
        case Grows.LOAD:
            if load is None and not isinstance(growth.start, Load):
                return f'nothing is lifted here: write a load, such as "{exercise.name} @ 16 kg"'
            if load is not None and load.unit not in _WEIGHTS:
                added = "bodyweight + " if load.unit is LoadUnit.BODYWEIGHT else ""
                weight = f"{added}{10 if added else 60} {step.unit}"
                return f"{load.text} does not grow by {step.by:g} {step.unit}: write {weight}"
            if load is not None and _WEIGHTS[load.unit] is not step.unit:
                return f"the load is in {load.unit} and grows in {step.unit}: write one unit"
            if amount.ranged and amount.unit is not Unit.REPS and len(growth.steps) == 1:
                return f'say first how {amount.text} grows, such as grow = ["5s", "2 kg"]'
        case Grows.AMOUNT if amount.unit not in _EXAMPLES:
            return f"{exercise.name} has no figure that could grow: write one, such as 8-12"
        case Grows.AMOUNT if amount.unit is not step.unit:
            return f'{amount.text} grows in its own unit: write "{_EXAMPLES[amount.unit]}"'
        case Grows.AMOUNT if not amount.ranged and not isinstance(growth.start, Amount):
            half = max(1, amount.low // 2)
            if amount.unit is Unit.TIME:
                half = max(1000, half // 1000 * 1000)
            shown = half if amount.unit is Unit.REPS else f'"{amount_of(amount.unit, half).text}"'
            return f"{amount.text} is the goal: say where it begins, such as from = {shown}"
        case Grows.HARDER if not exercise.harder:
            return 'nothing harder is named: write harder = ["10 Pistol squat"]'
        case _:
            return ""
    return ""


def read_growth(
    table: Mapping[str, object], path: KeyPath, report: Diagnostics
) -> tuple[Growth | None, bool]:
    """Read the keys of growth of a table; other keys in it are left alone.

    Returns:
        The growth, if the table has one, and whether nothing was refused.
    """
    found: dict[str, Any] = {}
    good = True
    for name, (value_type, _) in GROWTH_KEYS.items():
        if name in table:
            found[name] = value_type.read(table[name], (*path, name), report)
            good = good and found[name] is not None
    if not good:
        return None, False
    growth = growth_of(found, path, report)
    return growth, growth is not None or not found
