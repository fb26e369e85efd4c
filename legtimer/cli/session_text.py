"""Kept sessions in words, for commands that print them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from legtimer.app.session_text import beaten_text, session_rows
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.notation import clock
from legtimer.files.printable import printable
from legtimer.history.comparisons import BeatenRecord
from legtimer.history.corrections import CORRECTABLE
from legtimer.history.session_list import SessionSummary
from legtimer.history.session_record import Correction, SessionRecord

_NAME_LENGTH = 60
_LIST_LENGTH = 32
"""Characters of a workout's name in a list."""
_LENGTH = 8
_WORDS: Final = {
    field: word for words in CORRECTABLE.values() for word, field in reversed([*words.items()])
}
"""The first word of several that mean a field."""
_TIMES: Final = frozenset({"ms", "elapsed", "rest"})


def list_lines(found: Sequence[SessionSummary], *, scores: bool = True) -> Iterator[str]:
    """Sessions, one to a line: number, date, workout, length, how hard, scores.

    Args:
        found: the sessions.
        scores: whether their scores are shown.
    """
    names = [printable(one.workout, _LIST_LENGTH) for one in found]
    width = max(map(len, names), default=0)
    digits = max((len(str(one.number)) for one in found), default=1)
    for one, name in zip(found, names, strict=True):
        effort = "" if one.effort is None else f"{one.effort}/10"
        rest = ", ".join(printable(text, _NAME_LENGTH) for text in one.scores if scores)
        if not one.complete:
            rest = f"{rest} (stopped early)" if rest else "stopped early"
        yield (
            f"{one.number:>{digits}}  {one.began:%Y-%m-%d %H:%M}  {name:<{width}}"
            f"  {clock(one.elapsed):>{_LENGTH}}  {effort:>5}  {rest}"
        ).rstrip()


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
    for row in session_rows(log):
        if not row.target:
            yield ""
        numbered = " " in row.target and row.field != "splits"
        yield f"{row.target:<7}  {row.text.strip()}" if numbered else row.text
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
