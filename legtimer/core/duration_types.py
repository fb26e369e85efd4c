"""How durations and rests are typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from legtimer.core import notation
from legtimer.core.exercise import Rest, Span
from legtimer.core.notation import LONGEST, NotUnderstood, clock
from legtimer.core.notation.durations import EXPECTED_REST
from legtimer.core.value_types import Schema, ValueType, number_text

THREE_HOURS = 3 * 3_600_000
_CLOCK = r"([0-9]+:)?[0-9]+:[0-9]{2}"
_SPAN = rf"({_CLOCK}|[0-9]+(\.[0-9]+)?\s*[A-Za-z]*)"


class Duration(ValueType):
    """A duration in ms."""

    def __init__(self, low: int, high: int = LONGEST, *, minutes: bool = False) -> None:
        """Take the bounds in ms, both included.

        Args:
            low: the shortest.
            high: the longest.
            minutes: whether it usually is some minutes, so that a bare small number is questioned.
        """
        self.low, self.high, self.minutes = low, high, minutes
        self.expected = 'a duration such as "1:30", "45s" or "10 min"'

    def parse(self, value: object) -> Any:
        if isinstance(value, str):
            return self.bounded(notation.duration(value), value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.bounded(value * 1000, value)
        raise self.type_error(value)

    def bounded(self, ms: int, typed: object) -> int:
        """The duration itself, if it lies within the bounds."""
        shown = f"{number_text(typed)} s" if isinstance(typed, int) else typed
        if ms < 0:
            raise NotUnderstood(f"a duration cannot be negative: {shown}")
        if ms < self.low:
            raise NotUnderstood(f"{shown} is too short; the shortest is {_least(self.low)}")
        if ms > self.high:
            raise NotUnderstood(f"{shown} is too long; the longest is {clock(self.high)}")
        return ms

    def lint(self, found: Any, typed: object) -> str:
        """Longer than 3 hours, or a number of seconds where minutes may be meant."""
        if self.minutes and found < 60_000 and str(typed).strip().isdecimal():
            return f'{typed} is {typed} seconds; {typed} minutes are "{typed}:00"'
        return f"{clock(found)} is very long" if found >= THREE_HOURS else ""

    def schema(self) -> Schema:
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

    def parse(self, value: object) -> Span:
        if isinstance(value, str):
            low, high = notation.duration_range(value)
            return Span(self.bounded(low, value), self.bounded(high, value))
        ms = super().parse(value)
        return Span(ms, ms)

    def lint(self, found: Any, typed: object) -> str:
        return super().lint(found.high, typed)

    def schema(self) -> Schema:
        return super().schema() | {"pattern": rf"^\s*{_SPAN}(\s*[-\u2013]\s*{_SPAN})?\s*$"}


class RestTime(ValueType):
    """A rest: fixed, a range of two calls, until ready, or none."""

    expected = EXPECTED_REST

    def proposals(self) -> Mapping[str, str]:
        return {'"ready"': "Until the main key.", '"none"': ""}

    def parse(self, value: object) -> Rest:
        if isinstance(value, str):
            return notation.rest(value)
        if isinstance(value, int) and not isinstance(value, bool):
            ms = Duration(0).bounded(value * 1000, value)
            return Rest(ms, ms)
        raise self.type_error(value)

    def lint(self, found: Any, typed: object) -> str:
        return f"a rest of {clock(found.high)} is very long" if found.high >= THREE_HOURS else ""

    def schema(self) -> Schema:
        return {
            "type": ["string", "integer"],
            "minimum": 0,
            "maximum": 86_400,
            "pattern": rf"^\s*([Rr]eady|[Nn]one|{_SPAN}(\s*[-\u2013]\s*{_SPAN})?)\s*$",
        }


class RestTimes(RestTime):
    """A rest, or a list of rests with one per round, of which the last one repeats."""

    expected = 'a rest such as "1:00", "45-60s", "ready" or "none"; one per round: "0:20,0:30,0:40"'

    def parse(self, value: object) -> Any:
        if not isinstance(value, str):
            return (super().parse(value),)
        parts = value.split(",")
        if len(parts) > notation.LONGEST_LIST:
            raise NotUnderstood(f"a list has at most {notation.LONGEST_LIST} figures")
        found: list[Rest] = []
        offset = 0
        for part in parts:
            try:
                found.append(notation.rest(part))
            except NotUnderstood as problem:
                raise problem.shifted(offset + len(part) - len(part.lstrip())) from None
            offset += len(part) + 1
        return tuple(found)

    def lint(self, found: Any, typed: object) -> str:
        return super().lint(max(found, key=lambda rest: rest.high), typed)

    def schema(self) -> Schema:
        one = f"([Rr]eady|[Nn]one|{_SPAN}(\\s*[-\u2013]\\s*{_SPAN})?)"
        return super().schema() | {"pattern": rf"^\s*{one}(\s*,\s*{one})*\s*$"}
