"""Types of values: how the value of one key is typed, read, and described.

Theory of operation. A value type carries everything that anybody needs to know of a value: ``read``
turns what the TOML parser gave into the core's value or reports a mistake; ``schema`` describes
what may be typed as JSON Schema; ``expected`` says it in words. ``fields`` declares which key of a
table has which type.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from legtimer.core import notation
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import Span
from legtimer.core.notation import NotUnderstood, clock

Schema = dict[str, Any]
NO_KEY: Schema = {"allOf": [False]}
"""The schema of a key that does not exist: an editor reports it at the very key."""
FIRST_YEAR = 1970
LAST_YEAR = 2199
"""Dates of programmes and runs are from the one to the other."""


class ValueType:
    """How one value is typed. ``None`` from ``read`` means refused, and reported."""

    expected: str = ""
    """What may be typed, in words that complete "expected ..."."""
    listed = False
    """Whether it is a list of what ``proposals`` has."""

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> Any:
        """Turn a TOML value into the core's value, or report why not and return None."""
        if report.is_poisoned(value):
            return None
        if isinstance(value, list) and any(report.is_poisoned(item) for item in value):
            return None
        if isinstance(value, datetime.time):
            report.error(path, unquoted(value))
            return None
        try:
            found = self.parse(value)
        except NotUnderstood as problem:
            message, offset = problem.message, 0
            if isinstance(value, str):
                offset = problem.offset
                if message.startswith("expected") and ", not " not in message:
                    message += f', not "{value[:40]}"' if value.strip() else ", not an empty text"
            report.error(path, message, offset=offset)
            return None
        if odd := self.lint(found, value):
            report.warning(path, odd)
        return found

    def parse(self, value: object) -> Any:
        """Turn a TOML value into the core's value.

        Raises:
            NotUnderstood: if it is none.
        """
        raise NotImplementedError

    def lint(self, found: Any, typed: object) -> str:
        """What is legal but odd about a value; empty for nothing."""
        return ""

    def proposals(self) -> Mapping[str, str]:
        """Values that an editor proposes, as they stand in a file, each with what it is for."""
        return {}

    def members(self) -> KeyTable:
        """The keys of a table that stands there, or in a list there."""
        return {}

    def schema(self) -> Schema:
        raise NotImplementedError

    def type_error(self, value: object) -> NotUnderstood:
        """The refusal of a value of the wrong type."""
        return NotUnderstood(f"expected {self.expected}, not {value_kind(value)}")


KeyTable = Mapping[str, tuple[ValueType, str]]
"""The keys of a table: how each is typed, and what it is for."""


def key_schemas(keys: KeyTable) -> Schema:
    """What a JSON Schema says of each key of a table."""
    return {
        name: {**value_type.schema(), "description": text}
        for name, (value_type, text) in keys.items()
    }


_T = TypeVar("_T", dict[str, Any], list[Any])


def expect_type(
    kind: type[_T], value: object, path: KeyPath, report: Diagnostics, expected: str
) -> _T | None:
    """A table or a list as it is; anything else is reported, or was reported before."""
    if isinstance(value, kind):
        return value
    if not report.is_poisoned(value):
        report.error(path, f"expected {expected}, not {value_kind(value)}")
    return None


def unquoted(value: datetime.time) -> str:
    """What to write in place of a time without quotes, which TOML takes for a time of day."""
    ms = (value.hour * 3600 + value.minute * 60 + value.second) * 1000
    hint = f'"{clock(ms)}"'
    if value.hour and not value.second:
        # 01:30:00 is 1:30 of an hour, or what an editor made of a minute and a half.
        hint += f' (or "{value.hour}:{value.minute:02}" for minutes)'
    return f"without quotes this is a time of day; put the time in quotes: {hint}"


def value_kind(value: object) -> str:
    """What a TOML value is, in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "text" if value.strip() else "an empty text"
    if isinstance(value, int | float):
        typed = number_text(value)
        return typed if typed.startswith("a number") else f"the number {typed}"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a table"
    return "a date or a time of day"


def number_text(value: object) -> str:
    """A value as a message repeats it; nobody reads the thousandth digit of a number."""
    if isinstance(value, int) and abs(value) >= 10**12:
        # Beyond 4300 digits Python itself refuses to write them.
        return "a number of more than 12 digits"
    return str(value)


class FreeText(ValueType):
    expected = "text in quotes"

    def parse(self, value: object) -> str:
        if not isinstance(value, str):
            raise self.type_error(value)
        return value.strip()

    def schema(self) -> Schema:
        return {"type": "string"}


class Name(FreeText):
    """A name: text that is shown on one line."""

    def parse(self, value: object) -> str:
        """Any string; line ends and rows of blanks in it become single blanks."""
        return " ".join(super().parse(value).split())


class WordList(ValueType):
    listed = True
    expected = 'a list of words such as ["legs", "easy"]'

    def __init__(self, *examples: str) -> None:
        """Take examples that fit the key, where those above do not."""
        if examples:
            words = ", ".join(f'"{example}"' for example in examples)
            self.expected = f"a list of words such as [{words}]"

    def parse(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.type_error(value)
        for word in value:
            if not isinstance(word, str):
                raise NotUnderstood(f"expected {self.expected}; {value_kind(word)} is no word")
        return tuple(word.strip() for word in value)

    def schema(self) -> Schema:
        return {"type": "array", "items": {"type": "string"}}


class Choice(ValueType):
    def __init__(self, *words: str) -> None:
        self.words = words
        self.expected = " or ".join(f'"{word}"' for word in words)

    def proposals(self) -> Mapping[str, str]:
        return {f'"{word}"': "" for word in self.words}

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> str | None:
        """One of the words; for any other word the nearest one is named."""
        if isinstance(value, str) and value not in self.words and not report.is_poisoned(value):
            key = next(part for part in reversed(path) if isinstance(part, str))
            report.invalid_choice(path, value, self.words, f"a word for {key}")
            return None
        found: str | None = super().read(value, path, report)
        return found

    def parse(self, value: object) -> str:
        if not isinstance(value, str):
            raise self.type_error(value)
        return value

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.words)}


class Choices(ValueType):
    """A list of some of several words, each once."""

    listed = True

    def __init__(self, *words: str) -> None:
        self.words = words
        listed = ", ".join(f'"{word}"' for word in words[:2])
        self.expected = f"a list of words such as [{listed}]"

    def proposals(self) -> Mapping[str, str]:
        return Choice(*self.words).proposals()

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> tuple[str, ...] | None:
        """The words in their order; for any other word the nearest one is named."""
        listed = expect_type(list, value, path, report, self.expected)
        if listed is None:
            return None
        if not listed:
            report.error(path, f"expected {self.expected}, not an empty list")
            return None
        word = Choice(*self.words)
        found = [word.read(item, (*path, i), report) for i, item in enumerate(listed)]
        for i, item in enumerate(found):
            if item is not None and item in found[:i]:
                report.error((*path, i), f'"{item}" stands here twice')
                return None
        good = [item for item in found if item is not None]
        return tuple(good) if len(good) == len(found) else None

    def schema(self) -> Schema:
        return {
            "type": "array",
            "items": Choice(*self.words).schema(),
            "minItems": 1,
            "uniqueItems": True,
        }


class CalendarDate(ValueType):
    """A day, as TOML has it or in quotes."""

    expected = "a date such as 2027-04-11"

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> datetime.date | None:
        if isinstance(value, datetime.time):
            report.error(path, f"expected {self.expected}, not a time of day")
            return None
        found: datetime.date | None = super().read(value, path, report)
        return found

    def parse(self, value: object) -> datetime.date:
        if isinstance(value, datetime.datetime):
            raise NotUnderstood(f"expected {self.expected}, without a time of day")
        if isinstance(value, datetime.date):
            if not FIRST_YEAR <= value.year <= LAST_YEAR:
                raise NotUnderstood(f"{value.year} is not from {FIRST_YEAR} to {LAST_YEAR}")
            return value
        if not isinstance(value, str):
            raise self.type_error(value)
        text = value.strip()
        # The other forms of ISO 8601 are for machines.
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise NotUnderstood(f"expected {self.expected}")
        try:
            found = datetime.date.fromisoformat(text)
        except ValueError:
            raise NotUnderstood(f"there is no such day: {text}") from None
        return self.parse(found)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$"}


class Flag(ValueType):
    expected = "true or false"

    def proposals(self) -> Mapping[str, str]:
        return {"true": "", "false": ""}

    def parse(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise self.type_error(value)
        return value

    def schema(self) -> Schema:
        return {"type": "boolean"}


class WholeNumber(ValueType):
    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high
        self.expected = f"a whole number from {low} to {high}"

    def parse(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.type_error(value)
        if not self.low <= value <= self.high:
            raise NotUnderstood(f"expected {self.expected}, not {number_text(value)}")
        return value

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


class Count(ValueType):
    """A number of sets or rounds, or a range that the athlete is asked for."""

    def __init__(self, high: int = 1000, *, low: int = 1, ranged: bool = True) -> None:
        """Take the largest and the smallest count, and whether a range may be typed."""
        self.low, self.high, self.ranged = low, high, ranged
        self.expected = f"a whole number from {low} to {high}"
        if ranged:
            self.expected += ' or a range such as "2-4"'

    def parse(self, value: object) -> Span:
        """An integer, or text with an integer or a range."""
        if isinstance(value, str):
            try:
                low, high = notation.span(value)
            except NotUnderstood as problem:
                if "backwards" in problem.message:
                    raise
                raise NotUnderstood(f"expected {self.expected}") from None
        elif isinstance(value, int) and not isinstance(value, bool):
            low = high = value
        else:
            raise self.type_error(value)
        if low < self.low or high > self.high or (low != high and not self.ranged):
            raise NotUnderstood(f"expected {self.expected}, not {number_text(value)}")
        return Span(low, high)

    def schema(self) -> Schema:
        pattern = r"^\s*[0-9]+(\s*[-\u2013]\s*[0-9]+)?\s*$" if self.ranged else r"^\s*[0-9]+\s*$"
        return {
            "type": ["integer", "string"],
            "minimum": self.low,
            "maximum": self.high,
            "pattern": pattern,
        }
