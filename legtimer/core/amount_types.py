"""How the amount and the load of an exercise are typed under keys of their own."""

from __future__ import annotations

from typing import Any

from legtimer.core import notation
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import Amount, PlannedLoad, Unit
from legtimer.core.notation import NotUnderstood
from legtimer.core.notation.amounts import consistent_amounts, score_distance
from legtimer.core.notation.amounts import time as notation_time
from legtimer.core.notation.levels import text_at_levels
from legtimer.core.notation.loads import EXPECTED_LOAD, odd_loads
from legtimer.core.value_types import Schema, ValueType, number_text


class Quantity(ValueType):
    """The figure of an amount: a number, text, or a list with one per round."""

    def __init__(self, unit: Unit, word: str, expected: str) -> None:
        """Take what is counted, and the unit word that is meant when none is typed."""
        self.unit, self.word, self.expected = unit, word, expected

    def parse(self, value: object) -> tuple[Amount, ...]:
        """A whole number, text, or a list of those."""
        parts = value if isinstance(value, list) else [value]
        if not parts:
            raise NotUnderstood(f"expected {self.expected}, not an empty list")
        found: list[Amount] = []
        for part in parts:
            if isinstance(part, bool) or not isinstance(part, int | str):
                raise self.type_error(part)
            found += self._amounts(number_text(part).strip())
            if len(found) > notation.LONGEST_LIST:
                raise NotUnderstood(f"a list has at most {notation.LONGEST_LIST} figures")
        return consistent_amounts(tuple(found))

    def _amounts(self, text: str) -> tuple[Amount, ...]:
        if self.unit is Unit.REPS and text.lower() == "max":
            return (Amount(Unit.MAX, 0, 0, "max"),)
        if self.unit is Unit.DISTANCE and text[:1] == "?":
            found = score_distance(text[1:].strip())
            if found is None:
                raise NotUnderstood(f'expected {self.expected}, or "? m" for the score, not {text}')
            return (found,)
        figures, unit = _figures_and_unit(text)
        if not figures or not figures[0].isdecimal():
            raise NotUnderstood(f"expected {self.expected}, not {text}")
        if "/" in text:
            raise NotUnderstood(
                f'each side is a key of its own: per = "side"; expected {self.expected}'
            )
        if self.unit is Unit.TIME:
            if unit == "m":
                raise NotUnderstood(f"m alone means metres; for minutes write {figures} min")
            if "," not in figures and ".." not in figures:
                return (notation_time(text if unit or ":" in text else f"{text}s"),)
        if self.unit is Unit.DISTANCE and unit.lower() == "m":
            unit = "metres"  # under this key nobody takes 5 m for minutes
        read = notation.amounts(figures, unit or ("" if ":" in figures else self.word))
        if read[0].unit is not self.unit:
            raise NotUnderstood(f"expected {self.expected}, not {text}")
        return read

    def schema(self) -> Schema:
        """A number, a string, or an array of those."""
        return {
            "type": ["integer", "string", "array"],
            "minimum": 1,
            "minLength": 1,
            "minItems": 1,
            "maxItems": notation.LONGEST_LIST,
            "items": {"type": ["integer", "string"], "minimum": 1, "minLength": 1},
        }


def _figures_and_unit(text: str) -> tuple[str, str]:
    figures = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    unit = text[len(figures) :]
    for typed in (" - ", ", ", " .. "):
        figures = figures.replace(typed, typed.strip())
    return figures.strip(), unit


AMOUNTS = {
    "reps": Quantity(Unit.REPS, "", 'reps such as 20, "8-12", "max", "21,15,9" or "1..10"'),
    "time": Quantity(Unit.TIME, "s", 'a time such as "1:00", "45s" or "30-60s"'),
    "distance": Quantity(Unit.DISTANCE, "metres", 'a distance such as "400 m" or "1.5 km"'),
    "calories": Quantity(Unit.ENERGY, "cal", "calories such as 15"),
}
"""The keys that give an amount in the table form; at most one of them."""


class LoadText(ValueType):
    expected = EXPECTED_LOAD

    def read(
        self, value: object, path: KeyPath, report: Diagnostics
    ) -> tuple[PlannedLoad, ...] | None:
        """Text; a list that looks like a fraction is questioned."""
        found: tuple[PlannedLoad, ...] | None = super().read(value, path, report)
        if found is not None and (odd := odd_loads(str(value))):
            report.warning(path, odd)
        return found

    def parse(self, value: object) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            typed = number_text(value)
            raise NotUnderstood(f'{typed} needs a unit, in quotes: "{typed} kg"')
        if not isinstance(value, str):
            raise self.type_error(value)
        return notation.loads(value)

    def schema(self) -> Schema:
        number = r"[0-9]+(\.[0-9]+)?"
        figure = rf"(\?|{number}(/{number})*(\s*[-\u2013]\s*{number}(/{number})*)?)"
        word = "([Bb][Ww]|[Bb][Oo][Dd][Yy][Ww][Ee][Ii][Gg][Hh][Tt])"
        unit = rf"([Kk][Gg]s?|[Ll][Bb]s?|%|[x\u00d7]\s*{word})?"
        part = rf"({word}\s*[-+\u2013]\s*)?([0-9]+\s?[x\u00d7]\s?)?{figure}\s*{unit}"
        one = rf"({word}|{part})"
        return {"type": "string", "pattern": rf"^\s*{one}(\s*,\s*{one})*\s*$"}


class LevelLoads(LoadText):
    """Loads for each level; alone where they are the same at all."""

    def parse(self, value: object) -> Any:
        if not isinstance(value, str):
            return (super().parse(value),)
        return tuple(super(LevelLoads, self).parse(text) for text in text_at_levels(value))
