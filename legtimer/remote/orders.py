"""What can be ordered, and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

from legtimer.core.session.commands import Command

FORMAT: Final = "legtimer.send/1"
"""The shape of an answer in JSON."""


@dataclass(frozen=True, slots=True)
class Status:
    """Say how the session stands."""


@dataclass(frozen=True, slots=True)
class Mute:
    """Sound off, or on again."""

    on: bool
    """Whether it is off."""


@dataclass(frozen=True, slots=True)
class Volume:
    """How loud."""

    percent: int
    """0 to 100; a change of it where ``relative``, negative for quieter."""
    relative: bool = False


Order = Command | Status | Mute | Volume


class BadOrder(ValueError):
    """Words that are no order; its text says what would be."""


class Outcome(StrEnum):
    """What became of an order; the values are the first word of an answer."""

    DONE = "ok"
    NO = "no"
    UNKNOWN = "unknown"


class Answer(NamedTuple):
    """What a caller is told."""

    outcome: Outcome
    text: str
    """What happened, or why not; one line."""
    status: Mapping[str, Any] | None = None
    """How the session stands, for JSON."""


def written(answer: Answer, *, as_json: bool) -> str:
    """The line that a caller gets, without its end."""
    if not as_json:
        return f"{answer.outcome} {answer.text}"
    import json

    return json.dumps(
        {
            "format": FORMAT,
            "outcome": answer.outcome.value,
            "text": answer.text,
            "status": answer.status,
        }
    )
