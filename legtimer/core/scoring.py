"""Scores: what the figures of a scored block are, and how a score is said, spoken and typed.

Theory of operation. A kind of block that is scored names one ``Scoring``, and the steps that it
builds carry it. The session records what was done; ``figures`` makes the score of that. Everything
else that anybody does with a score (text, voice, the tally on the screen, corrections) asks the
scoring, so nothing outside needs to know which kind of block it is. A new kind of score is one
class, derived from ``Scoring`` and best put beside the block that has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from legtimer.core import notation
from legtimer.core.notation import NotUnderstood, clock


class ScoredWork(NamedTuple):
    """What was done in one pass through a scored block."""

    rounds: int
    """Complete rounds of a tally, or intervals made."""
    missed: int
    """Intervals that were not made."""
    reps: int
    """Reps of the round (or of the interval missed last) that was not complete."""
    round_reps: int
    """Reps that this whole round asks for."""
    total: int
    """Reps in all, of counted work."""
    ms: int
    """How long it took."""
    planned: int
    """Intervals planned; 0 where that is open."""
    by_clock: bool
    """Whether the clock ended it before the work did."""
    whole: bool
    """Whether it was left to its end and neither skipped nor cut short by the athlete."""


class Figures(NamedTuple):
    """The figures of a score."""

    rounds: int
    """Complete rounds, or intervals made."""
    reps: int
    """Reps beyond them; for a capped time all reps done; the intervals missed where they are."""
    ms: int
    """How long it took."""
    planned: int = 0
    """Intervals planned; 0 where that is open, or nothing is an interval."""
    capped: bool = False
    """Whether a cap ended work that is done for time."""
    complete: bool = True
    """Whether it was left to its end."""


class InvalidScore(ValueError):
    """A text that is no score of this kind; it says what is."""


class Scoring:
    """How one kind of block is scored; as it stands here, by rounds and reps."""

    sudden_death = False
    """Whether an interval that is not made ends the block."""

    def figures(self, work: ScoredWork) -> Figures:
        """The score of what was done."""
        rounds, reps = work.rounds, work.reps
        if work.round_reps and reps >= work.round_reps:
            # All of the last exercise was done when the clock ran out: that is a whole round.
            rounds, reps = rounds + 1, reps - work.round_reps
        return Figures(rounds, reps, work.ms, complete=work.by_clock)

    def text(self, score: Figures) -> str:
        """A score as athletes say it: ``7 + 23``."""
        return f"{score.rounds} + {score.reps}"

    def spoken(self, score: Figures, duration: Callable[[int], str]) -> str:
        """A score as the voice says it.

        Args:
            score: the figures.
            duration: a time (ms) in words.
        """
        return f"{plural(score.rounds, 'round')} and {plural(score.reps, 'rep')}"

    def tally_figure(self, rounds: int, reps: int, total: int, whole: int) -> tuple[str, str]:
        """How far counted work is: the figure that is shown large, and what it is.

        Args:
            rounds: complete rounds.
            reps: counted in the round under way.
            total: reps counted in all.
            whole: reps of the whole work; 0 where it has no end.
        """
        if whole:
            return str(total), f"of {whole} reps"
        return f"{rounds}+{reps}", "rounds+reps"

    def parse(self, text: str, planned: int) -> dict[str, Any]:
        """The figures, by their names in ``Figures``, of a score that somebody typed.

        Args:
            text: in lower case, without blanks around it.
            planned: intervals planned.

        Raises:
            InvalidScore: if it is no score of this kind.
        """
        match = re.fullmatch(r"(\d{1,6})(?:\s*\+\s*(\d{1,6}))?", text)
        if match is None:
            raise InvalidScore("this score is rounds and reps: 7 + 23")
        return {"rounds": int(match[1]), "reps": int(match[2] or 0)}

    def planned(self, text: str) -> int:
        """The intervals planned, where a score's text has them."""
        return 0

    def corrected(self, score: Figures, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Corrected figures with those that follow from them.

        Args:
            score: as it was.
            changes: the corrected figures, by their names in ``Figures``.

        Raises:
            InvalidScore: if this block cannot have them.
        """
        return dict(changes)


class RepsUntilMissed(Scoring):
    """Intervals made, and reps in the first that was not: death by."""

    sudden_death = True

    def figures(self, work: ScoredWork) -> Figures:
        # It ends by a failure, or by the last interval of a number that the file gives.
        over = bool(work.missed) or work.rounds == work.planned
        reps = work.reps if work.missed else 0
        return Figures(work.rounds, reps, work.ms, complete=work.whole and over)

    def spoken(self, score: Figures, duration: Callable[[int], str]) -> str:
        return f"{plural(score.rounds, 'interval')} made"


class IntervalsMade(Scoring):
    """Intervals made of those planned: ``9/10``."""

    def figures(self, work: ScoredWork) -> Figures:
        return Figures(
            work.rounds,
            work.missed,
            work.ms,
            planned=work.planned,
            complete=work.whole and work.rounds + work.missed == work.planned,
        )

    def text(self, score: Figures) -> str:
        return f"{score.rounds}/{score.planned}"

    def spoken(self, score: Figures, duration: Callable[[int], str]) -> str:
        return f"{plural(score.rounds, 'interval')} made"

    def parse(self, text: str, planned: int) -> dict[str, Any]:
        match = re.fullmatch(r"(\d{1,6})(?:\s*/\s*(\d{1,6}))?", text)
        if match is None or (match[2] is not None and int(match[2]) != planned):
            raise InvalidScore(f"an EMOM's score is the intervals made: 9, or 9/{planned}")
        return {"rounds": int(match[1])}

    def planned(self, text: str) -> int:
        planned = text.rpartition("/")[2]
        return int(planned) if planned.isdecimal() else 0

    def corrected(self, score: Figures, changes: Mapping[str, Any]) -> dict[str, Any]:
        found = dict(changes)
        if "rounds" in found:
            if found["rounds"] > score.planned:
                raise InvalidScore(f"it had {score.planned} intervals")
            if score.complete:
                found["reps"] = score.planned - found["rounds"]
        return found


class TimeOrReps(Scoring):
    """The time of the whole work; what its cap ended counts by reps: ``8:41``, ``CAP + 112``."""

    def figures(self, work: ScoredWork) -> Figures:
        return Figures(work.rounds, work.total, work.ms, capped=work.by_clock, complete=work.whole)

    def text(self, score: Figures) -> str:
        if score.capped or not score.complete:
            return f"{'CAP' if score.capped else 'stopped'} + {score.reps}"
        return clock(score.ms)

    def spoken(self, score: Figures, duration: Callable[[int], str]) -> str:
        reps = plural(score.reps, "rep")
        if score.capped:
            return f"time cap, {reps}"
        return duration(score.ms) if score.complete else reps

    def parse(self, text: str, planned: int) -> dict[str, Any]:
        if match := re.fullmatch(r"(cap|stopped)\s*\+\s*(\d{1,6})", text):
            capped = match[1] == "cap"
            return {"reps": int(match[2]), "capped": capped, "complete": capped}
        try:
            ms = notation.duration(text)
        except NotUnderstood:
            ms = 0
        if not ms:
            raise InvalidScore("a For Time's score is a time such as 8:41, or CAP + 112")
        return {"ms": ms, "capped": False, "complete": True}

    def corrected(self, score: Figures, changes: Mapping[str, Any]) -> dict[str, Any]:
        # A time is the score of work that was finished.
        over = {"capped": False, "complete": True} if "ms" in changes else {}
        return {**changes, **over}


def plural(figure: int, word: str) -> str:
    """A figure with its word: ``1 rep``, ``12 reps``."""
    return f"{figure} {word}" if figure == 1 else f"{figure} {word}s"
