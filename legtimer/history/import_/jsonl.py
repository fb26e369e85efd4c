"""A session from a line of JSON that ``export.jsonl`` wrote, exactly."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any, Final

from legtimer.core.blocks import kinds, scoring_of
from legtimer.core.exercise import Load, LoadUnit, Unit
from legtimer.core.session.command_text import InvalidCommand, parse_journal_text
from legtimer.core.session.commands import JournalEntry
from legtimer.core.session.records import Outcome
from legtimer.history.export.jsonl import SESSION_FORMAT
from legtimer.history.serialization import InvalidValue, from_builtins
from legtimer.history.session_record import (
    Correction,
    Header,
    ScoreResult,
    SessionRecord,
    SetResult,
)

_DAY: Final = 24 * 60
_HEAVY: Final = 1_000_000
"""A load that nobody lifts, in its unit."""
_FAR: Final = 250_000_000_000_000
"""Ms since 1970, towards the end of the year 9891: no calendar goes beyond 9999."""


class InvalidLine(ValueError):
    """A line is no session; the text says why."""


def from_json_line(line: str) -> SessionRecord:
    """The session that ``to_json_line`` wrote.

    Raises:
        InvalidLine: if it is none.
    """
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidLine("this is no JSON") from None
    if not isinstance(values, dict):
        raise InvalidLine("this is not a session")
    form = values.get("format")
    if form != SESSION_FORMAT:
        if isinstance(form, str) and form.startswith("legtimer.session/"):
            raise InvalidLine("this session is of another version of legtimer; update it")
        raise InvalidLine("this is not a session of legtimer")
    try:
        record = SessionRecord(
            header=from_builtins(Header, values, "session"),
            journal=tuple(
                _entry(item, n)
                for n, item in enumerate(from_builtins(list, values.get("journal"), "journal"))
            ),
            sets=from_builtins(tuple[SetResult, ...], values.get("sets"), "sets"),
            scores=from_builtins(tuple[ScoreResult, ...], values.get("scores"), "scores"),
            corrections=from_builtins(
                tuple[Correction, ...], values.get("corrections"), "corrections"
            ),
        )
        _check(record)
    except InvalidValue as problem:
        raise InvalidLine(str(problem)) from None
    return record


def _entry(item: Any, number: int) -> JournalEntry:
    where = f"journal[{number}]"
    if not isinstance(item, list) or len(item) != 2:
        raise InvalidValue(f"{where} is no pair of an instant and a command")
    at = from_builtins(int, item[0], where)
    try:
        return JournalEntry(at, parse_journal_text(from_builtins(str, item[1], where)))
    except InvalidCommand as problem:
        raise InvalidValue(f"{where}: {problem}") from None


def _check(record: SessionRecord) -> None:
    """Refuse what no session can be."""
    header = record.header
    if not re.fullmatch(r"[0-9a-f]{32}", header.uid):
        raise InvalidValue("session.uid is not 32 hexadecimal digits")
    if header.effort is not None and not 1 <= header.effort <= 10:
        raise InvalidValue("session.effort is not from 1 to 10")
    if abs(header.utc_offset) >= _DAY or not 0 <= header.began_at < _FAR:
        raise InvalidValue("session.began_at or its utc_offset is no time of day")
    if header.elapsed < 0 or header.ended < 0:
        raise InvalidValue("session.elapsed or session.ended is below 0")
    instants = [entry.at for entry in record.journal]
    if instants != sorted(instants) or (instants and instants[0] < 0):
        raise InvalidValue("the journal is not in the order of time")
    for name, rows in (("sets", record.sets), ("scores", record.scores)):
        numbers = [row.number for row in rows]
        if len(set(numbers)) != len(numbers):
            raise InvalidValue(f"two of {name} have the same number")
    for one in record.sets:
        _known(one.unit, Unit, f"the unit of set {one.number}")
        _known(one.outcome, Outcome, f"the outcome of set {one.number}")
        if one.side not in (0, 1, 2) or one.ms < 0 or one.began < 0 or (one.rest or 0) < 0:
            raise InvalidValue(f"set {one.number} has a side or a time that no set has")
        if (one.done or 0) < 0 or one.planned_low < 0 or one.planned_high < 0:
            raise InvalidValue(f"set {one.number} has less than nothing in it")
        if one.load and not (
            _least(one.load) <= one.load.value <= _HEAVY and 0 <= one.load.pieces < 100
        ):
            raise InvalidValue(f"set {one.number} has a load that nobody lifts")
    for score in record.scores:
        if scoring_of(score.scored) is None:
            known = ", ".join(kind for kind, cls in kinds().items() if cls.scoring)
            raise InvalidValue(f"what is scored by score {score.number} is none of {known}")
        if min(score.rounds, score.reps, score.ms, *score.splits) < 0:
            raise InvalidValue(f"score {score.number} has a figure below 0")


def _least(load: Load) -> float:
    # What helps the body is a load below nothing.
    beside = (LoadUnit.BODYWEIGHT_KG, LoadUnit.BODYWEIGHT_LB)
    return -_HEAVY if load.unit in beside else 0


def _known(word: str, words: type[StrEnum], what: str) -> None:
    if word not in list(words):
        raise InvalidValue(f"{what} is none of {', '.join(words)}")
