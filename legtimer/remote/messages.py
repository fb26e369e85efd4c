"""What can be ordered, and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

from legtimer.core.session.commands import Command

_RESPONSE_FORMAT: Final = "legtimer.send/1"
"""The shape of an answer in JSON."""


@dataclass(frozen=True, slots=True)
class GetStatus:
    """Say how the session stands."""


@dataclass(frozen=True, slots=True)
class SetMute:
    """Sound off, or on again."""

    on: bool
    """Whether it is off."""


@dataclass(frozen=True, slots=True)
class SetVolume:
    """How loud."""

    percent: int
    """0 to 100; a change of it where ``relative``, negative for quieter."""
    relative: bool = False


Request = Command | GetStatus | SetMute | SetVolume


class InvalidRequest(ValueError):
    """Words that are no order; its text says what would be."""


class ResponseCode(StrEnum):
    """What became of an order; the values are the first word of an answer."""

    DONE = "ok"
    NO = "no"
    UNKNOWN = "unknown"


class Response(NamedTuple):
    """What a caller is told."""

    outcome: ResponseCode
    text: str
    """What happened, or why not; one line."""
    status: Mapping[str, Any] | None = None
    """How the session stands, for JSON."""


def response_line(answer: Response, *, as_json: bool) -> str:
    """The line that a caller gets, without its end."""
    if not as_json:
        return f"{answer.outcome} {answer.text}"
    import json

    return json.dumps(
        {
            "format": _RESPONSE_FORMAT,
            "outcome": answer.outcome.value,
            "text": answer.text,
            "status": answer.status,
        }
    )
