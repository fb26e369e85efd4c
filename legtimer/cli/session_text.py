"""Kept sessions in words, for commands that print them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from legtimer.app.columns import align_columns
from legtimer.app.history_list import monday_of, result_text, session_cells, week_heading
from legtimer.app.session_text import beaten_text, session_rows
from legtimer.cli.output import cell_count
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.notation import clock
from legtimer.files.printable import printable
from legtimer.history.comparisons import BeatenRecord
from legtimer.history.corrections import CORRECTABLE
from legtimer.history.session_list import SessionSummary, WeekTotal
from legtimer.history.session_record import Correction, SessionRecord

_NAME_LENGTH = 60
_WORDS: Final = {
    field: word for words in CORRECTABLE.values() for word, field in reversed([*words.items()])
}
"""The first word of several that mean a field."""
_TIMES: Final = frozenset({"ms", "elapsed", "rest"})


def list_lines(
    found: Sequence[SessionSummary], today: datetime, totals: Mapping[date, WeekTotal]
) -> Iterator[str]:
    """Sessions, one to a line below the heading of their week: number, and what screens show.

    Args:
        found: the sessions, the newest first.
        today: the time of day now.
        totals: of their weeks, by their Mondays; without it there are no headings.
    """
    rows: list[tuple[str, ...]] = []
    digits = max((len(str(one.number)) for one in found), default=1)
    for monday, week in groupby(found, key=lambda one: monday_of(one.began)):
        if monday in totals:
            rows.append((week_heading(monday, totals[monday], today),))
        rows += [(f"{one.number:>{digits}}", *session_cells(one, today)) for one in week]
    yield from align_columns(rows, cells=cell_count)


def summary_json(one: SessionSummary) -> dict[str, Any]:
    """A session of a list in the shape ``legtimer.history/1`` (see docs/json.md)."""
    return {
        "number": one.number,
        "uid": one.uid,
        "workout": one.workout,
        "began": one.began.isoformat(timespec="milliseconds"),
        "elapsed_ms": one.elapsed,
        "complete": one.complete,
        "effort": one.effort,
        "note": one.note,
        "scores": list(one.scores),
        "result": result_text(one),
    }


def session_lines(log: SessionRecord, beaten: Sequence[BeatenRecord]) -> Iterator[str]:
    """A session with all its figures; sets and scores with the numbers to correct them by.

    Args:
        log: the session.
        beaten: the records that it beat then.
    """
    header = log.header
    whole = "" if header.complete else ", stopped early"
    yield f"{printable(header.workout, 100)}, {header.began:%Y-%m-%d %H:%M}{whole}"
    yield f"id: {header.uid}"
    yield from map(beaten_text, beaten)
    rows: list[tuple[str, ...]] = []
    for row in session_rows(log):
        if not row.target:
            rows.append(("",))
        if row.target == "session" or len(row.cells) == 1:
            rows.append(row.cells)
        else:
            rows.append((row.target if row.field != "splits" else "", *row.cells))
    yield from align_columns(rows, cells=cell_count)
    for line in filter(None, map(correction_text, log.corrections)):
        yield f"corrected: {line}"


def correction_text(correction: Correction) -> str:
    """A correction: ``set 3 reps: 10 -> 12``; empty for what only followed from another."""
    word = _WORDS.get(correction.field)
    if word is None:
        return ""
    target = "" if correction.target == "session" else f"{printable(correction.target)} "
    before, after = (
        _value(correction.field, text) for text in (correction.before, correction.after)
    )
    return f"{target}{word}: {before} -> {after}"


def _value(field: str, text: str) -> str:
    try:
        value = json.loads(text)
        if value is None or value == "":
            return "none"
        if field == "load":
            return Load(LoadUnit(value["unit"]), value["value"], value["pieces"]).text
        if field in _TIMES:
            return clock(value)
        if field == "began_at":
            return f"{datetime.fromtimestamp(value / 1000):%Y-%m-%d %H:%M}"
        if field == "splits":
            return printable(" ".join(map(clock, value)) or "none", _NAME_LENGTH)
    except (ValueError, TypeError, KeyError, OverflowError, OSError):
        # From another version, or from a stranger's file: as it stands.
        return printable(text, _NAME_LENGTH)
    return printable(str(value), _NAME_LENGTH)
