"""A session as one line of JSON, and back, exactly."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any, Final

from legtimer.core.exercise import Unit
from legtimer.core.session.commands import JournalEntry
from legtimer.core.session.records import Outcome
from legtimer.core.steps import Scored
from legtimer.history.log import Correction, Header, Log, ScoreResult, SetResult
from legtimer.history.plain import Unfit, checked, members, plain
from legtimer.history.spelling import Misspelled, command_of, spelled

FORMAT: Final = "legtimer.session/1"
"""Stands in every line; a line with another number at its end is not read."""
_DAY: Final = 24 * 60
_HEAVY: Final = 1_000_000
"""A load that nobody lifts, in its unit."""
_FAR: Final = 250_000_000_000_000
"""Ms since 1970, towards the end of the year 9891: no calendar goes beyond 9999."""


class BadLine(ValueError):
    """A line is no session; the text says why."""


def line_of(log: Log) -> str:
    """A session as JSON, without the line's end."""
    values = {
        "format": FORMAT,
        **plain(log.header),
        "journal": [[entry.at, spelled(entry.command)] for entry in log.journal],
        "sets": plain(log.sets),
        "scores": plain(log.scores),
        "corrections": plain(log.corrections),
    }
    return json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def log_of(line: str) -> Log:
    """The session that ``line_of`` wrote.

    Raises:
        BadLine: if it is none.
    """
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("this is no JSON") from None
    if not isinstance(values, dict):
        raise BadLine("this is no session")
    form = values.get("format")
    if form != FORMAT:
        if isinstance(form, str) and form.startswith("legtimer.session/"):
            raise BadLine("this session is of another version of legtimer; update it")
        raise BadLine("this is no session of legtimer")
    try:
        header = Header(**members(Header, values, "session"))
        log = Log(
            header=header,
            journal=tuple(_entry(item, n) for n, item in enumerate(_list(values, "journal"))),
            sets=tuple(
                SetResult(**members(SetResult, item, f"sets[{n}]"))
                for n, item in enumerate(_list(values, "sets"))
            ),
            scores=tuple(
                ScoreResult(**members(ScoreResult, item, f"scores[{n}]"))
                for n, item in enumerate(_list(values, "scores"))
            ),
            corrections=tuple(
                Correction(**members(Correction, item, f"corrections[{n}]"))
                for n, item in enumerate(_list(values, "corrections"))
            ),
        )
        _fit(log)
    except Unfit as problem:
        raise BadLine(str(problem)) from None
    return log


def _list(values: dict[str, Any], name: str) -> list[Any]:
    found = values.get(name)
    if not isinstance(found, list):
        raise Unfit(f"{name} is no list")
    return found


def _entry(item: Any, number: int) -> JournalEntry:
    where = f"journal[{number}]"
    if not isinstance(item, list) or len(item) != 2:
        raise Unfit(f"{where} is no pair of an instant and a command")
    at = checked(int, item[0], where)
    try:
        return JournalEntry(at, command_of(checked(str, item[1], where)))
    except Misspelled as problem:
        raise Unfit(f"{where}: {problem}") from None


def _fit(log: Log) -> None:
    """Refuse what no session can be."""
    header = log.header
    if not re.fullmatch(r"[0-9a-f]{32}", header.uid):
        raise Unfit("session.uid is not 32 hexadecimal digits")
    if header.effort is not None and not 1 <= header.effort <= 10:
        raise Unfit("session.effort is not from 1 to 10")
    if abs(header.utc_offset) >= _DAY or not 0 <= header.began_at < _FAR:
        raise Unfit("session.began_at or its utc_offset is no time of day")
    if header.elapsed < 0 or header.ended < 0:
        raise Unfit("session.elapsed or session.ended is below 0")
    instants = [entry.at for entry in log.journal]
    if instants != sorted(instants) or (instants and instants[0] < 0):
        raise Unfit("the journal is not in the order of time")
    for name, rows in (("sets", log.sets), ("scores", log.scores)):
        numbers = [row.number for row in rows]
        if len(set(numbers)) != len(numbers):
            raise Unfit(f"two of {name} have the same number")
    for one in log.sets:
        _known(one.unit, Unit, f"the unit of set {one.number}")
        _known(one.outcome, Outcome, f"the outcome of set {one.number}")
        if one.side not in (0, 1, 2) or one.ms < 0 or one.began < 0 or (one.rest or 0) < 0:
            raise Unfit(f"set {one.number} has a side or a time that no set has")
        if (one.done or 0) < 0 or one.planned_low < 0 or one.planned_high < 0:
            raise Unfit(f"set {one.number} has less than nothing in it")
        if one.load and not (0 <= one.load.value <= _HEAVY and 0 <= one.load.pieces < 100):
            raise Unfit(f"set {one.number} has a load that nobody lifts")
    for score in log.scores:
        _known(score.scored, Scored, f"what is scored by score {score.number}")
        if min(score.rounds, score.reps, score.ms, *score.splits) < 0:
            raise Unfit(f"score {score.number} has a figure below 0")


def _known(word: str, words: type[StrEnum], what: str) -> None:
    if word not in list(words):
        raise Unfit(f"{what} is none of {', '.join(words)}")
