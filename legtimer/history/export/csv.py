"""Sessions as a table for spreadsheets: one row for each set, as RFC 4180 has it.

A score without sets, and a session of which nothing else is known, have a row too.

Numbers are bare numbers, times seconds with three places. A cell of text that begins as a formula
does (``=``, ``+``, ``-``, ``@``) gets an apostrophe in front: spreadsheets would reckon it,
and a workout may come from a stranger. The other exports have every text as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from legtimer.history.export import TextFormat

if TYPE_CHECKING:
    from legtimer.history.session_record import ScoreResult, SessionRecord, SetResult

COLUMNS: Final = (
    "session", "date", "time", "utc_offset", "workout", "session_seconds", "session_complete",
    "effort", "note", "set", "block", "kind", "role", "place", "block_score", "round", "exercise",
    "side", "outcome", "unit", "planned_low", "planned_high", "done", "said", "load", "load_unit",
    "pieces", "seconds", "seconds_measured", "rest_seconds", "began_seconds",
)  # fmt: skip
"""The columns, in order; new ones are added at the end."""
SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}
"""What can stand between the columns, by name."""
_RECKONED: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


class CsvFormat(TextFormat):
    """The table, its head first."""

    name = "csv"
    help = "one row per set, for spreadsheets"
    # Without it Excel takes a CSV file for one in the computer's old code page.
    mark = "\ufeff"

    def __init__(self, separator: str = ",") -> None:
        """Take what stands between the columns; with a semicolon, figures get decimal commas."""
        self._separator = separator

    def text(self, records: Iterable[SessionRecord]) -> Iterator[str]:
        yield self._written([COLUMNS])
        for record in records:
            yield self._written(_rows(record))

    def _written(self, rows: Iterable[Iterable[object]]) -> str:
        if self._separator == ";":
            # Spreadsheets of countries with decimal commas want both.
            rows = [[_with_comma(cell) for cell in row] for row in rows]
        text = io.StringIO()
        csv.writer(text, delimiter=self._separator, lineterminator="\r\n").writerows(rows)
        return text.getvalue()


def _with_comma(cell: object) -> object:
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else cell


def _rows(log: SessionRecord) -> Iterator[tuple[object, ...]]:
    header = log.header
    session = (
        header.uid,
        f"{header.began:%Y-%m-%d}",
        f"{header.began:%H:%M:%S}",
        header.utc_offset,
        _text(header.workout),
        _seconds(header.elapsed) if header.elapsed else "",
        int(header.complete),
        _figure(header.effort),
        _text(header.note),
    )
    scores = {score.place: score.text for score in log.scores}
    for one in log.sets:
        yield (*session, *_cells(one, scores.get(one.place, "")))
    places = {one.place for one in log.sets}
    alone = [_score_cells(score) for score in log.scores if score.place not in places]
    if not log.sets and not alone:
        alone = [()]
    for cells in alone:
        yield (*session, *cells, *[""] * (len(COLUMNS) - len(session) - len(cells)))


def _score_cells(score: ScoreResult) -> tuple[object, ...]:
    """The cells of a score that was noted without its sets, up to its text."""
    return "", _text(score.block), score.kind, "", score.place, _text(score.text)


def _cells(one: SetResult, score: str) -> tuple[object, ...]:
    load = one.load
    return (
        one.number,
        _text(one.block),
        one.kind,
        one.role,
        one.place,
        _text(score),
        one.round or "",
        _text(one.exercise),
        one.side or "",
        one.outcome,
        one.unit,
        _planned(one, one.planned_low),
        _planned(one, one.planned_high),
        _metres(one.done) if one.unit == "length" else _figure(one.done),
        int(one.said),
        Decimal(f"{load.value:.15g}") if load else "",
        load.unit.value if load else "",
        load.pieces if load else "",
        _seconds(one.ms) if one.ms or one.measured else "",
        int(one.measured),
        "" if one.rest is None else _seconds(one.rest),
        _seconds(one.began),
    )


def _metres(mm: int | None) -> object:
    return "" if mm is None else Decimal(mm) / 1000


def _planned(one: SetResult, figure: int) -> object:
    if one.unit == "time":
        return _seconds(figure)
    return "" if one.unit in ("max", "open", "length") else figure


def _figure(value: int | None) -> object:
    return "" if value is None else value


def _seconds(ms: int) -> Decimal:
    return Decimal(ms).scaleb(-3)


def _text(text: str) -> str:
    return f"'{text}" if text.startswith(_RECKONED) else text
