"""Kept sessions in words, for commands that print them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.notation import clock
from legtimer.files.printable import printable
from legtimer.history.comparisons import BeatenRecord
from legtimer.history.session_list import SessionSummary
from legtimer.history.session_record import (
    Correction,
    ScoreResult,
    SessionRecord,
    SetResult,
    local_time,
)

_NAME_LENGTH = 60
_LIST_LENGTH = 32
"""Characters of a workout's name in a list."""
_LENGTH = 8
_WORDS: Final = {
    "done": "reps",
    "load": "load",
    "ms": "time",
    "elapsed": "time",
    "rest": "rest",
    "outcome": "outcome",
    "exercise": "exercise",
    "text": "score",
    "rounds": "rounds",
    "reps": "reps",
    "effort": "effort",
    "note": "note",
    "splits": "splits",
}
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
            rest = f"{rest} (not all of it)" if rest else "not all of it"
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
    when = local_time(header.began_at, header.utc_offset)
    yield f"{printable(header.workout, 100)}, {when:%Y-%m-%d %H:%M}"
    whole = "" if header.complete else ", not all of it"
    yield f"{clock(header.elapsed)} trained{whole}"
    if header.effort is not None:
        yield f"how hard: {header.effort} of 10"
    if header.note:
        yield f"note: {printable(header.note, None)}"
    yield f"id: {header.uid}"
    for score in log.scores:
        yield ""
        yield from _score_lines(score)
    for record in beaten:
        then = local_time(record.before.began_at, record.before.utc_offset)
        yield (
            f"record: {printable(record.title, _NAME_LENGTH)} {printable(record.text)}, before it "
            f"was {printable(record.before.text)} ({then:%Y-%m-%d})"
        )
    yield from _set_lines(log.sets)
    corrected = [line for line in map(correction_text, log.corrections) if line]
    if corrected:
        yield ""
    for line in corrected:
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
        if field == "splits":
            return printable(" ".join(map(clock, value)) or "none", _NAME_LENGTH)
    except (ValueError, TypeError, KeyError):
        # From another version, or from a stranger's file: as it stands.
        return printable(text, _NAME_LENGTH)
    return printable(str(value), _NAME_LENGTH)


def _score_lines(score: ScoreResult) -> Iterator[str]:
    notes = [
        "" if not score.place.partition("#")[2] else f"pass {score.place.partition('#')[2]}",
        "paused" if score.paused else "",
        "" if score.complete else "not to its end",
    ]
    extra = ", ".join(filter(None, notes))
    yield (
        f"score {score.number}  {printable(score.block, _NAME_LENGTH)}: {printable(score.text)}"
        + (f"  ({extra})" if extra else "")
    )
    if score.splits:
        yield f"  rounds in {', '.join(map(clock, score.splits))}"


def _set_lines(sets: Sequence[SetResult]) -> Iterator[str]:
    last: tuple[str, str] | None = None
    names = [printable(one.exercise, _NAME_LENGTH) for one in sets]
    width = max((len(name) for name in names), default=0)
    figures = [_figure(one) for one in sets]
    wide = max((len(figure) for figure in figures), default=0)
    for one, name, figure in zip(sets, names, figures, strict=True):
        if (one.place, one.block) != last:
            last = (one.place, one.block)
            yield ""
            yield printable(one.block, _NAME_LENGTH)
        turn = "" if not one.round else f"round {one.round}"
        side = ("", "first side", "second side")[one.side]
        about = "" if one.measured else "about "
        parts = [
            about + clock(one.ms),
            f"rest {clock(one.rest)}" if one.rest and one.rest >= 1000 else "",
            turn,
            side,
            "" if one.outcome == "done" else one.outcome,
        ]
        yield (
            f"  set {one.number:>3}  {name:<{width}}  {figure:<{wide}}  "
            + ", ".join(filter(None, parts))
        )


def _figure(one: SetResult) -> str:
    unit = {"distance": " m", "energy": " cal"}.get(one.unit, "")
    done = "" if one.done is None else f"{one.done}{unit}"
    if one.load is None:
        return done
    return f"{done} x {one.load.text}" if done else f"@ {one.load.text}"
