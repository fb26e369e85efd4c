"""Corrections of figures afterwards: what can be corrected, how it is typed, and what follows.

A figure is changed where it stands, and the correction is stored beside it with the old value.
What follows from a figure changes with it: the text of a score with its figures, its figures with
its text, and a corrected count is one that the athlete gave. Sets and scores are corrected
separately: nobody can tell to which round a rep belongs that was forgotten in a score.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from legtimer.core import notation
from legtimer.core.blocks import scoring_of
from legtimer.core.exercise import Unit
from legtimer.core.notation import MOST, NotUnderstood
from legtimer.core.scoring import Figures, InvalidScore
from legtimer.core.session.records import Outcome
from legtimer.history.date_entry import InvalidDate, parse_beginning
from legtimer.history.impossible_scores import impossible_correction
from legtimer.history.serialization import to_json
from legtimer.history.session_record import (
    Correction,
    Header,
    ScoreResult,
    SessionRecord,
    SetResult,
)
from legtimer.history.store import Store

_LENGTH: Final = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(m|km|mi|yd|ft)?", re.IGNORECASE)
LONGEST_NOTE: Final = 2000
"""Characters of a note."""
LONGEST_NAME: Final = 200
"""Characters of an exercise's name."""
MOST_ROUNDS: Final = 1000
"""Rounds whose times are typed one behind the other."""
CORRECTABLE: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "set": {
            "reps": "done",
            "metres": "done",
            "calories": "done",
            "distance": "done",
            "load": "load",
            "time": "ms",
            "seconds": "ms",
            "rest": "rest",
            "outcome": "outcome",
            "exercise": "exercise",
        },
        "score": {
            "score": "text",
            "rounds": "rounds",
            "reps": "reps",
            "time": "ms",
            "seconds": "ms",
            "splits": "splits",
        },
        "session": {
            "effort": "effort",
            "note": "note",
            "date": "began_at",
            "time": "elapsed",
            "length": "elapsed",
            "seconds": "elapsed",
            "workout": "workout",
        },
    }
)
"""What can be corrected of what: the words that athletes type, and the fields that they mean."""

_NONE: Final = frozenset({"", "-", "none"})


class InvalidCorrection(ValueError):
    """A correction that makes no sense; says why, for the person who typed it."""


def correct(store: Store, uid: str, target: str, field: str, text: str, now: int) -> None:
    """Correct a figure of a session in the history.

    Args:
        store: the history.
        uid: the session.
        target: ``session``, ``set 3`` or ``score 1``.
        field: a word of ``FIGURES``, or a field that one of them means.
        text: the figure as a person types it: ``12``, ``20 kg``, ``1:05``, ``7 + 23``.
        now: ms since 1970 in UTC.

    Raises:
        InvalidCorrection: if it makes no sense; nothing is changed.
        StoreError: if the history cannot be read or written.
    """
    changes = corrections(store.load(uid), target, field, text, now)
    if changes:
        store.correct(uid, *changes)


def corrections(
    log: SessionRecord, target: str, field: str, text: str, now: int
) -> tuple[Correction, ...]:
    """The changes that a correction makes, each of one field; none if all is so already.

    Args:
        log: the session as it is.
        target: as for ``correct``, like all that follows.
        field: what of it.
        text: the figure.
        now: ms since 1970 in UTC.

    Raises:
        InvalidCorrection: if it makes no sense.
    """
    kind, _, number = target.strip().partition(" ")
    words = CORRECTABLE.get(kind)
    if words is None:
        raise InvalidCorrection(
            f"{target} cannot be corrected; it is set N, score N, effort, note, date or length"
        )
    name = words.get(field, field)
    if name not in words.values():
        raise InvalidCorrection(
            f"a {kind} has no {field}; what can be corrected is {', '.join(words)}"
        )
    one = log.header if kind == "session" else _numbered(log, kind, number)
    try:
        if isinstance(one, Header):
            changes = _session_changes(one, name, text, now)
        elif isinstance(one, SetResult):
            changes = _set_changes(one, name, text)
        else:
            changes = _score_changes(log.header, one, name, text)
    except (NotUnderstood, InvalidScore, InvalidDate) as problem:
        raise InvalidCorrection(str(problem)) from None
    # The clock may have been put back, or be that of another machine: the last word stays the last.
    at = max(now, *(known.at + 1 for known in log.corrections), 0)
    return tuple(
        Correction(at, target.strip(), changed, to_json(getattr(one, changed)), to_json(value))
        for changed, value in sorted(changes.items())
        if getattr(one, changed) != value
    )


def _numbered(log: SessionRecord, kind: str, number: str) -> SetResult | ScoreResult:
    rows: tuple[SetResult | ScoreResult, ...] = log.sets if kind == "set" else log.scores
    found = next((row for row in rows if str(row.number) == number.strip()), None)
    if found is None:
        many = f"they go from 1 to {len(rows)}" if len(rows) > 1 else f"it has {len(rows) or 'no'}"
        raise InvalidCorrection(
            f"there is no {kind} {number} in this session; {many}"
            + ("" if len(rows) > 1 else f" {kind}{'s' * (not rows)}")
        )
    return found


def _session_changes(header: Header, name: str, text: str, now: int) -> dict[str, Any]:
    match name:
        case "note":
            return {"note": parse_note(text)}
        case "elapsed":
            return {"elapsed": notation.duration(notation.decimal_point(text))}
        case "workout":
            return {"workout": _name(text, "a workout")}
        case "began_at":
            began_at, utc_offset = parse_beginning(text, header.began, now)
            return {"began_at": began_at, "utc_offset": utc_offset}
    return {"effort": parse_effort(text)}


def parse_note(text: str) -> str:
    """A note as it is kept: of one line.

    Raises:
        InvalidCorrection: if it is longer than ``LONGEST_NOTE``.
    """
    return _words(text, LONGEST_NOTE, "a note")


def parse_effort(text: str) -> int | None:
    """How hard it was, 1 to 10; None for ``none``.

    Raises:
        InvalidCorrection: if it is something else.
    """
    return None if text.strip() in _NONE else _count(text, 1, 10, "effort goes")


def _set_changes(one: SetResult, name: str, text: str) -> dict[str, Any]:
    none = text.strip() in _NONE
    match name:
        case "done" if one.unit == Unit.LENGTH and not none:
            length = _LENGTH.fullmatch(text.strip())
            if length is None:
                raise InvalidCorrection("a distance is in metres: 2.45, or 8.2 ft")
            return {"done": notation.length_mm(length[1], length[2] or "m"), "said": True}
        case "done":
            return {"done": None if none else _count(text, 0, MOST), "said": True}
        case "load":
            return {"load": None if none else notation.single_load(notation.decimal_point(text))}
        case "rest":
            return {"rest": None if none else notation.duration(notation.decimal_point(text))}
        case "outcome":
            word = text.strip().lower()
            if word not in list(Outcome):
                raise InvalidCorrection(f"an outcome is one of {', '.join(Outcome)}")
            return {"outcome": word}
        case "exercise":
            return {"exercise": _name(text, "an exercise")}
    return {"ms": notation.duration(notation.decimal_point(text))}


def _score_changes(header: Header, score: ScoreResult, name: str, text: str) -> dict[str, Any]:
    if name == "splits":
        return {"splits": _splits(text)}
    scoring = scoring_of(score.scored)
    if scoring is None:
        raise InvalidCorrection(f"this version does not know how {score.scored} is scored")
    planned = scoring.planned(score.text)
    was = Figures(score.rounds, score.reps, score.ms, planned, score.capped, score.complete)
    if name == "text":
        found = scoring.parse(text.strip().lower(), planned)
    else:
        found = {
            name: notation.duration(notation.decimal_point(text))
            if name == "ms"
            else _count(text, 0, MOST)
        }
    found = scoring.corrected(was, found)
    figures = was._replace(**found)
    if why := impossible_correction(header, score, figures):
        raise InvalidCorrection(why)
    return {**found, "text": scoring.text(figures)}


def _count(text: str, low: int, high: int, what: str = "the figure goes") -> int:
    said = text.strip()
    if why := notation.not_whole(said):
        raise InvalidCorrection(why)
    if not (said.isascii() and said.isdecimal() and len(said) <= 9 and low <= int(said) <= high):
        raise InvalidCorrection(f"{what} from {low} to {high:,}")
    return int(said)


def _splits(text: str) -> tuple[int, ...]:
    """The times of the rounds, one behind the other: ``1:02 1:10 0:58``."""
    times = [] if text.strip() in _NONE else text.replace(",", " ").split()
    if len(times) > MOST_ROUNDS:
        raise InvalidCorrection(f"there are at most {MOST_ROUNDS:,} rounds")
    return tuple(map(notation.duration, times))


def _name(text: str, what: str) -> str:
    found = _words(text, LONGEST_NAME, "a name")
    if not found:
        raise InvalidCorrection(f"{what} has a name")
    return found


def _words(text: str, most: int, what: str) -> str:
    found = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    if len(found) > most:
        raise InvalidCorrection(f"{what} has at most {most} characters")
    return found
