"""Records: what was done, set by set, and the scores that follow from it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from legtimer.core.exercise import Load
from legtimer.core.steps import Place, Scored, Step


class Outcome(StrEnum):
    """How a piece of work ended."""

    DONE = "done"
    """As planned."""
    SKIPPED = "skipped"
    MISSED = "missed"
    """An interval that was not made."""
    CUT = "cut"
    """The clock ended it before the work did (AMRAP's end, a time cap)."""
    ENDED = "ended"
    """The athlete ended the workout during it."""


class Record(NamedTuple):
    """One work step that is over."""

    step: Step
    outcome: Outcome
    began: int
    """Ms of training time (pauses left out) at which it began."""
    ended: int
    """Ms of training time at which it was over."""
    reps: int | None
    """Reps (or metres, calories) done, both sides of an alternating set together; None where
    nothing is counted."""
    load: Load | None
    said: bool = False
    """Whether the athlete gave the reps, rather than the prescription."""
    rounds: int = 0
    """Complete rounds, of counted work."""
    counted: int = 0
    """Reps of the complete exercises of the round that was under way."""
    total: int = 0
    """Reps in all, of counted work."""
    splits: tuple[int, ...] = ()
    """Ms that each complete round took."""
    paused: bool = False
    """Whether a pause stopped the clock of scored work: such a score is never a record."""

    @property
    def ms(self) -> int:
        """How long it took."""
        return self.ended - self.began


class Score(NamedTuple):
    """The score of one scored block, or of one pass through it."""

    kind: Scored
    place: Place
    text: str
    """As athletes say it: ``7 + 23``, ``8:41``, ``CAP + 112``, ``9/10``, ``12 + 4``."""
    rounds: int
    """Complete rounds, or intervals made."""
    reps: int
    """Reps beyond them; for a capped For Time all reps done; for an EMOM the intervals missed."""
    ms: int
    """How long it took."""
    splits: tuple[int, ...]
    paused: bool
    """Whether the clock was paused in between."""
    capped: bool = False
    """Whether the cap ended a For Time."""
    complete: bool = True
    """Whether the block was left to its end and neither skipped nor cut short by the athlete."""
