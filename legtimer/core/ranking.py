"""How the results of each kind of block are compared.

Theory of operation. A kind of block declares one ``Ranking``. It turns a result into a rank, a
tuple of figures of which the larger is better, and says whether the result counts at all: scored
work that was paused, and work that was not left to its end, never does. The caller compares like
with like: scores of the same fingerprint, or unscored blocks with the same exercises.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Result(NamedTuple):
    """What a block came to; figures that it does not have are 0."""

    rounds: int = 0
    """Complete rounds, or intervals made."""
    reps: int = 0
    """Of scored work as ``Score.reps``; of unscored work all reps (metres, calories) done."""
    ms: int = 0
    """Of scored work how long it took; of unscored work how long its timed sets were."""
    grams: int = 0
    """Of unscored work: reps times load, summed up."""
    lowest: int = 0
    """Of sets of as many reps as possible in a time, the reps of the one with the fewest."""
    capped: bool = False
    """Whether the cap ended a For Time."""
    heaviest: int = 0
    """Grams of the heaviest load, where the load is the score; of several exercises together."""
    farthest: int = 0
    """Mm of the farthest distance, where the distance is the score."""
    complete: bool = True
    """Whether it was left to its end."""
    paused: bool = False
    """Whether a pause stopped the clock of scored work."""


class Ranking(Enum):
    """What is better for a kind of block."""

    ROUNDS = "more rounds, then more reps"
    TIME = "finished rather than capped; less time; at the cap more reps"
    MADE = "more intervals made"
    WORK = "more weight lifted in all (reps times load), then more reps, then longer holds"
    BEST = "heavier, then farther"
    """Of sets whose load or distance is the score, whatever their kind of block."""
    NOTHING = "its results are not compared"

    def counts(self, result: Result) -> bool:
        """Whether a result can be a record."""
        if self is Ranking.BEST:
            return bool(result.heaviest or result.farthest)
        return self is not Ranking.NOTHING and result.complete and not result.paused

    def rank(self, result: Result) -> tuple[int, ...]:
        """What to compare a result by; the larger tuple is better."""
        match self:
            case Ranking.ROUNDS:
                return result.rounds, result.reps
            case Ranking.TIME if result.capped:
                return 0, result.reps
            case Ranking.TIME:
                return 1, -result.ms
            case Ranking.MADE:
                return (result.rounds,)
            case Ranking.WORK:
                return result.grams, result.reps, result.ms
            case Ranking.BEST:
                return result.heaviest, result.farthest
        return ()

    def beats(self, result: Result, other: Result) -> bool:
        """Whether a result counts and is better than another one that counts."""
        return self.counts(result) and self.rank(result) > self.rank(other)
