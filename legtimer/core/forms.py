"""Forms: how the value of one key is typed, read, and described.

Theory of operation. A block, like the workout itself, is a frozen dataclass whose fields are
declared with ``key(FORM, help=...)``. The form carries everything that anybody needs to know of
the value: ``read`` turns what the TOML parser gave into the core's value or reports a mistake;
``schema`` describes what may be typed as JSON Schema; ``expected`` says it in words. The reader,
the schema, the templates and the documents are all made from these declarations, so a new key is
one line in one place.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, NamedTuple, cast

from legtimer.core import notation
from legtimer.core.exercise import Load, Rest, Span
from legtimer.core.notation import NotUnderstood, clock
from legtimer.core.reading import Path, Report

Schema = dict[str, Any]
THREE_HOURS = 3 * 3_600_000


class Form:
    """How one value is typed. ``None`` from ``read`` means refused, and reported."""

    expected: str = ""
    """What may be typed, in words that complete "expected ..."."""

    def read(self, value: object, path: Path, report: Report) -> Any:
        """Turn a TOML value into the core's value, or report why not and return None."""
        if report.unreadable(value):
            return None
        if isinstance(value, datetime.time):
            report.error(path, f'put the time in quotes: "{_as_typed(value)}"')
            return None
        try:
            found = self.understand(value)
        except NotUnderstood as problem:
            offset = problem.offset if isinstance(value, str) else 0
            report.error(path, problem.message, offset=offset)
            return None
        if odd := self.odd(found):
            report.warning(path, odd)
        return found

    def understand(self, value: object) -> Any:
        """Turn a TOML value into the core's value.

        Raises:
            NotUnderstood: if it is none.
        """
        raise NotImplementedError

    def odd(self, found: Any) -> str:
        """What is legal but odd about a value; empty for nothing."""
        return ""

    def schema(self) -> Schema:
        """The JSON Schema of what may be typed."""
        raise NotImplementedError

    def refuse(self, value: object) -> NotUnderstood:
        """The refusal of a value of the wrong type."""
        return NotUnderstood(f"expected {self.expected}, not {kind_of(value)}")


def _as_typed(value: datetime.time) -> str:
    """A TOML time of day as the duration that was meant: 01:00:00 is one hour."""
    return clock((value.hour * 3600 + value.minute * 60 + value.second) * 1000)


def kind_of(value: object) -> str:
    """What a TOML value is, in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "text" if value else "an empty text"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a table"
    return "a date or a time of day"


class Text(Form):
    """Free text."""

    expected = "text in quotes"

    def understand(self, value: object) -> str:
        """Any string."""
        if not isinstance(value, str):
            raise self.refuse(value)
        return value.strip()

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


class Words(Form):
    """A list of words."""

    expected = 'a list of words such as ["legs", "easy"]'

    def understand(self, value: object) -> tuple[str, ...]:
        """A list of strings."""
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.refuse(value)
        return tuple(word.strip() for word in value)

    def schema(self) -> Schema:
        """An array of strings."""
        return {"type": "array", "items": {"type": "string"}}


class Choice(Form):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        """Take the words that exist."""
        self.words = words
        self.expected = " or ".join(f'"{word}"' for word in words)

    def understand(self, value: object) -> str:
        """One of the words."""
        if isinstance(value, str) and value in self.words:
            return value
        raise NotUnderstood(f"expected {self.expected}")

    def schema(self) -> Schema:
        """An enumeration."""
        return {"type": "string", "enum": list(self.words)}


class Flag(Form):
    """Yes or no."""

    expected = "true or false"

    def understand(self, value: object) -> bool:
        """A boolean."""
        if not isinstance(value, bool):
            raise self.refuse(value)
        return value

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


class Figure(Form):
    """A whole number within bounds."""

    def __init__(self, low: int, high: int) -> None:
        """Take the bounds, both included."""
        self.low, self.high = low, high
        self.expected = f"a whole number from {low} to {high}"

    def understand(self, value: object) -> int:
        """An integer within the bounds."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refuse(value)
        if not self.low <= value <= self.high:
            raise NotUnderstood(f"expected {self.expected}, not {value}")
        return value

    def schema(self) -> Schema:
        """An integer within the bounds."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


class Count(Form):
    """A number of sets or rounds, or a range that the athlete is asked for."""

    def __init__(self, high: int = 1000, *, ranged: bool = True) -> None:
        """Take the largest count, and whether a range may be typed."""
        self.high, self.ranged = high, ranged
        self.expected = f"a whole number from 1 to {high}"
        if ranged:
            self.expected += ' or a range such as "2-4"'

    def understand(self, value: object) -> Span:
        """An integer, or text with an integer or a range."""
        if isinstance(value, str):
            low, high = notation.span(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            low = high = value
        else:
            raise self.refuse(value)
        if low < 1 or high > self.high or (low != high and not self.ranged):
            raise NotUnderstood(f"expected {self.expected}, not {value}")
        return Span(low, high)

    def schema(self) -> Schema:
        """An integer or a string."""
        pattern = r"^\s*[0-9]+(\s*[-\u2013]\s*[0-9]+)?\s*$" if self.ranged else r"^\s*[0-9]+\s*$"
        return {
            "type": ["integer", "string"],
            "minimum": 1,
            "maximum": self.high,
            "pattern": pattern,
        }


_CLOCK = r"([0-9]+:)?[0-9]+:[0-9]{2}"
_SPAN = rf"({_CLOCK}|[0-9]+(\.[0-9]+)?\s*[A-Za-z]*)"


class Duration(Form):
    """A duration in ms."""

    def __init__(self, low: int, high: int = notation.LONGEST) -> None:
        """Take the bounds in ms, both included."""
        self.low, self.high = low, high
        self.expected = 'a duration such as "1:30", "45s" or "10 min"'

    def understand(self, value: object) -> Any:
        """Text, or a whole number of seconds."""
        if isinstance(value, str):
            return self.bounded(notation.duration(value), value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.bounded(value * 1000, value)
        raise self.refuse(value)

    def bounded(self, ms: int, typed: object) -> int:
        """The duration itself, if it lies within the bounds."""
        if ms < self.low:
            least = "0:00" if self.low == 0 else _least(self.low)
            raise NotUnderstood(f"{typed} is too short; the least is {least}")
        if ms > self.high:
            raise NotUnderstood(f"{typed} is too long; the most is {clock(self.high)}")
        return ms

    def odd(self, found: Any) -> str:
        """Longer than 3 hours."""
        return f"{clock(found)} is very long" if found >= THREE_HOURS else ""

    def schema(self) -> Schema:
        """A string or a number of seconds."""
        return {
            "type": ["string", "integer"],
            "pattern": rf"^\s*{_SPAN}\s*$",
            "minimum": -(-self.low // 1000),
            "maximum": self.high // 1000,
        }


def _least(ms: int) -> str:
    return clock(ms) if ms >= 1000 else f"{ms / 1000:g}s"


class DurationRange(Duration):
    """A duration, or a range of durations that the athlete is asked for."""

    def understand(self, value: object) -> Span:
        """Text, or a whole number of seconds."""
        if isinstance(value, str):
            low, high = notation.duration_range(value)
            return Span(self.bounded(low, value), self.bounded(high, value))
        ms = super().understand(value)
        return Span(ms, ms)

    def odd(self, found: Any) -> str:
        """Longer than 3 hours."""
        return super().odd(found.high)

    def schema(self) -> Schema:
        """A string or a number of seconds."""
        return super().schema() | {"pattern": rf"^\s*{_SPAN}(\s*[-\u2013]\s*{_SPAN})?\s*$"}


class RestTime(Form):
    """A rest: fixed, a range of two calls, until ready, or none."""

    expected = 'a rest such as "1:00", "45-60s", "ready" or "none"'

    def understand(self, value: object) -> Rest:
        """Text, or a whole number of seconds."""
        if isinstance(value, str):
            return notation.rest(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 86_400:
            return Rest(value * 1000, value * 1000)
        raise self.refuse(value)

    def odd(self, found: Any) -> str:
        """Longer than 3 hours."""
        return f"a rest of {clock(found.high)} is very long" if found.high >= THREE_HOURS else ""

    def schema(self) -> Schema:
        """A string or a number of seconds."""
        return {
            "type": ["string", "integer"],
            "minimum": 0,
            "maximum": 86_400,
            "pattern": rf"^\s*([Rr]eady|[Nn]one|{_SPAN}(\s*[-\u2013]\s*{_SPAN})?)\s*$",
        }


class LoadText(Form):
    """A load, or a list of them."""

    expected = 'a load such as "16 kg", "2x24 kg", "135 lb", "70%" or "bodyweight"'

    def understand(self, value: object) -> tuple[Load, ...]:
        """Text."""
        if not isinstance(value, str):
            raise self.refuse(value)
        return notation.loads(value)

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


class Declared(NamedTuple):
    """One key as declared."""

    name: str
    """The dataclass field's name."""
    key: str
    """The key in the file: the same with hyphens."""
    form: Form
    help: str
    required: bool
    default: Any


def key(form: Form, *, help: str, default: Any = MISSING) -> Any:
    """Declare a key of a block or of the workout.

    Args:
        form: how its value is typed.
        help: one sentence for the documents, the schema and the editor.
        default: the core's value where the key is absent; a key without one is required.
    """
    return field(default=default, metadata={"form": form, "help": help})


_declared: dict[type, tuple[Declared, ...]] = {}


def declared(cls: type) -> tuple[Declared, ...]:
    """The keys of a dataclass, in the order of their declaration."""
    if cls not in _declared:
        _declared[cls] = tuple(
            Declared(
                f.name,
                f.name.replace("_", "-"),
                f.metadata["form"],
                f.metadata["help"],
                f.default is MISSING,
                f.default,
            )
            for f in fields(cast(Any, cls))
            if "form" in f.metadata
        )
    return _declared[cls]


def read_keys(
    cls: type,
    table: Mapping[str, object],
    path: Path,
    report: Report,
    what: str,
    besides: tuple[str, ...] = (),
) -> dict[str, Any] | None:
    """Read a table by the keys that a dataclass declares.

    Args:
        cls: the dataclass.
        table: what the TOML parser gave.
        path: where the table stands.
        report: told of every mistake.
        what: what the table is, such as ``a circuit``.
        besides: keys that are read elsewhere.

    Returns:
        The values by field name, or None if anything was refused.
    """
    known = {item.key: item for item in declared(cls)}
    found: dict[str, Any] = {}
    good = True
    for typed, value in table.items():
        if typed in besides:
            continue
        item = known.get(typed)
        if item is None:
            report.unknown((*path, typed), typed, (*known, *besides), what)
            good = False
            continue
        result = item.form.read(value, (*path, typed), report)
        if result is None:
            good = False
        else:
            found[item.name] = result
    for item in known.values():
        if item.required and item.key not in table:
            report.absent(path, f"{what} needs {item.key}: {item.form.expected}")
            good = False
    return found if good else None


@dataclass(frozen=True, slots=True)
class Ask:
    """A range of a workout that the athlete is asked for at the start."""

    key: str
    """Names the range within the workout: ``block[0].sets``."""
    label: str
    """What is asked, such as ``Superset 1: sets``."""
    low: int
    high: int
    unit: str
    """``sets``, ``rounds``, or ``ms``."""

    UNITS: ClassVar[tuple[str, ...]] = ("sets", "rounds", "ms")
