"""Requests to a session, and its responses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

from legtimer.core.session.commands import Command

_RESPONSE_FORMAT: Final = "legtimer.send/1"
"""The format of a response in JSON."""


@dataclass(frozen=True, slots=True)
class GetStatus:
    """Ask how the session stands."""


@dataclass(frozen=True, slots=True)
class SetMute:
    """Turn the sound off, or on again."""

    on: bool
    """Whether it is off."""


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Change how loud the sound is."""

    percent: int
    """0 to 100; a change of it where ``relative``, negative for quieter."""
    relative: bool = False


Request = Command | GetStatus | SetMute | SetVolume


class InvalidRequest(ValueError):
    """Words that are no request; its text says what would be."""


class ResponseCode(StrEnum):
    """What became of a request; the values are the first word of a response."""

    DONE = "ok"
    NO = "no"
    UNKNOWN = "unknown"


class Response(NamedTuple):
    """What a client is told."""

    code: ResponseCode
    text: str
    """What happened, or why not; one line."""
    status: Mapping[str, Any] | None = None
    """How the session stands, for JSON."""


def response_line(response: Response, *, as_json: bool) -> str:
    """The line that a client gets, without its end."""
    if not as_json:
        return f"{response.code} {response.text}"
    import json

    return json.dumps(
        {
            "format": _RESPONSE_FORMAT,
            "outcome": response.code.value,
            "text": response.text,
            "status": response.status,
        }
    )
