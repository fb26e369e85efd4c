"""Sessions as one JSON object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from legtimer.history.export import TextFormat
from legtimer.history.export.jsonl import to_json_line

if TYPE_CHECKING:
    from legtimer.history.session_record import SessionRecord


class JsonFormat(TextFormat):
    """The lines of ``jsonl`` in a list."""

    name = "json"
    help = "everything, as one JSON object"

    def text(self, records: Iterable[SessionRecord]) -> Iterator[str]:
        yield '{"format": "legtimer.export/1", "sessions": ['
        between = "\n"
        for record in records:
            yield between + to_json_line(record)
            between = ",\n"
        yield "\n]}\n"
