"""One session as it is stored: plain values that the store, exports and comparisons share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.core.exercise import Load

if TYPE_CHECKING:
    # What only sums up sessions needs nothing of what a session is.
    from legtimer.core.session.commands import JournalEntry


def local_time(at: int, utc_offset: int) -> datetime:
    """An instant by the athlete's clock.

    Args:
        at: ms since 1970 in UTC.
        utc_offset: minutes that the clock was ahead of UTC.
    """
    zone = timezone(timedelta(minutes=utc_offset))
    return datetime.fromtimestamp(at / 1000, zone)


class SessionStatus(StrEnum):
    """How far a kept session is."""

    OPEN = "open"
    """Under way, or cut off: it can be resumed."""
    DONE = "done"
    """Over, with its results."""
    DROPPED = "dropped"
    """The athlete wanted none of it; it is in no list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What is known of a session from its start, and what is said about it at the end."""

    uid: str
    """32 hexadecimal digits, the same in every copy of the session."""
    workout: str
    """The workout's name."""
    origin: str
    """The file it was read from; empty if from none."""
    text: str
    """The workout's TOML as it was at the start."""
    choices: Mapping[str, int]
    """What was chosen for the ranges, by ``Ask.key``."""
    swaps: frozenset[str]
    """Sources of the exercises that were swapped for easier ones at the start."""
    assumed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """What is proposed for ranges of reps from the time before: as ``SessionState.assumed``."""
    began_at: int
    """When it was opened: ms since 1970 in UTC."""
    utc_offset: int
    """Minutes that the athlete's clock was ahead of UTC then."""
    version: str
    """The version of the program that began it."""
    status: SessionStatus = SessionStatus.OPEN
    elapsed: int = 0
    """Ms trained, pauses left out; 0 while it is open."""
    ended: int = 0
    """Ms from the opening to the end, pauses and all; 0 while it is open."""
    complete: bool = False
    """Whether it came to its end with no set skipped."""
    effort: int | None = None
    """How hard it was, 1 to 10, if the athlete said."""
    note: str = ""

    @property
    def began(self) -> datetime:
        """When it was opened, by the athlete's clock then."""
        return local_time(self.began_at, self.utc_offset)


class SetResult(NamedTuple):
    """One set that was done: a work step outside scored blocks, or an exercise inside one."""

    number: int
    """From 1, in the order of the session."""
    block: str
    """The block's title."""
    kind: str
    """The block's kind."""
    role: str
    """``main``, ``warm-up`` or ``cool-down``."""
    place: str
    """Where its block stands, with passes of repeats: ``block[1]``, ``block[0]#2``."""
    source: str
    """Where its exercise stands in the workout: ``block[1].exercises[0]``."""
    round: int
    """Which round, set or interval, from 1; 0 where there is none."""
    exercise: str
    side: int
    """1 or 2 for the first or second side, 0 for no side."""
    outcome: str
    """As ``records.Outcome``."""
    unit: str
    """As ``exercise.Unit``: what ``done`` counts."""
    planned_low: int
    planned_high: int
    """What was prescribed: reps, ms, metres or calories; 0 for max and open sets, but for max in a
    time its ms. Where one set holds both sides, of both together, as in ``done``."""
    done: int | None
    """Reps, metres or calories done, of a distance that is the score mm; None where nothing was
    counted, or nobody has said it."""
    load: Load | None
    ms: int
    """How long it took."""
    measured: bool
    """Whether the time is its own; else it is a share of a round that was pressed as a whole."""
    rest: int | None
    """Ms from its end to the beginning of the next work; None for the last."""
    began: int
    """Ms of training time at which it began."""
    said: bool
    """Whether the athlete gave the count, rather than the prescription."""

    @property
    def needs_reps(self) -> bool:
        """Whether it was done, and is counted, and nobody has said how much of it was done."""
        return self.done is None and self.outcome == "done" and self.unit not in ("time", "open")

    @property
    def is_timed_max(self) -> bool:
        """Whether it was as many reps as possible in a time."""
        return self.unit == "max" and self.planned_high > 0


class ScoreResult(NamedTuple):
    """The score of a scored block, or of one pass through it."""

    number: int
    """From 1, in the order of the session."""
    block: str
    """The block's title."""
    kind: str
    """The block's kind: it says what is better."""
    scored: str
    """The scored kind of block: what the figures mean."""
    place: str
    """As in ``SetResult``."""
    sameness: str
    """The same for blocks that ask for the same work: only such scores are compared."""
    text: str
    rounds: int
    reps: int
    ms: int
    splits: tuple[int, ...]
    paused: bool
    capped: bool
    complete: bool


class Correction(NamedTuple):
    """A figure that the athlete changed afterwards."""

    at: int
    """When it was changed: ms since 1970 in UTC."""
    target: str
    """What: ``set 3``, ``score 1`` or ``session``."""
    field: str
    """Which figure of it: a field of ``SetResult``, ``ScoreResult`` or ``Header``."""
    before: str
    """As JSON."""
    after: str
    """As JSON."""


CORRECTABLE_FIELDS: Final[Mapping[str, tuple[type, frozenset[str]]]] = MappingProxyType(
    {
        "session": (
            Header,
            frozenset(
                ("workout", "began_at", "utc_offset", "elapsed", "complete", "effort", "note")
            ),
        ),
        "set": (
            SetResult,
            frozenset(("outcome", "done", "load", "ms", "rest", "said", "exercise")),
        ),
        "score": (
            ScoreResult,
            frozenset(("text", "rounds", "reps", "ms", "splits", "capped", "complete")),
        ),
    }
)
"""What can be corrected of what; the rest says which session, set or score it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """A whole session: what one line of ``export --jsonl`` holds."""

    header: Header
    journal: tuple[JournalEntry, ...]
    sets: tuple[SetResult, ...] = ()
    scores: tuple[ScoreResult, ...] = ()
    corrections: tuple[Correction, ...] = ()
