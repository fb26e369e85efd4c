"""Sessions as lines of JSON, one each, with everything that is known of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from legtimer.history.export import TextFormat

if TYPE_CHECKING:
    from legtimer.history.session_record import SessionRecord

SESSION_FORMAT: Final = "legtimer.session/1"
"""Stands in every line; a line with another number at its end is not read."""


class JsonlFormat(TextFormat):
    """A line per session."""

    name = "jsonl"
    help = "everything, a line per session; legtimer import reads it back"

    def text(self, records: Iterable[SessionRecord]) -> Iterator[str]:
        for record in records:
            yield to_json_line(record) + "\n"


def to_json_line(record: SessionRecord) -> str:
    """A session as JSON, without the line's end."""
    # The help of the formats is asked for without a session.
    from legtimer.core.session.command_text import journal_text
    from legtimer.history.serialization import to_builtins

    values = {
        "format": SESSION_FORMAT,
        **to_builtins(record.header),
        "journal": [[entry.at, journal_text(entry.command)] for entry in record.journal],
        "sets": to_builtins(record.sets),
        "scores": to_builtins(record.scores),
        "corrections": to_builtins(record.corrections),
    }
    return json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
