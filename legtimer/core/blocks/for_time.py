"""For Time: a fixed amount of work as fast as possible, with or without a cap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.better import Better
from legtimer.core.block import Block, check_lists, check_plain
from legtimer.core.exercise import Exercise, Span
from legtimer.core.exercise_form import Exercises
from legtimer.core.expansion import Expansion
from legtimer.core.forms import Choice, Count, Duration
from legtimer.core.keys import key
from legtimer.core.notation import LONGEST
from legtimer.core.reading import Path, Report
from legtimer.core.steps import Ends, Scored, Step, Tally


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ForTime(Block):
    """A fixed amount of work as fast as possible; the clock counts up."""

    kind = "for-time"
    label = "For Time"
    summary = "A fixed amount of work as fast as possible; the cap ends it otherwise."
    better = Better.TIME
    example = {"cap": "12:00", "exercises": ["21,15,9 Thruster @ 30 kg", "21,15,9 Pull-up"]}

    rounds: Span | None = key(Count(), help="How many rounds.", default=None)
    cap: int | None = key(
        Duration(1000, LONGEST, minutes=True), help="The longest it may take.", default=None
    )
    count: str = key(
        Choice("exercises", "rounds"),
        default="exercises",
        help="What one press counts: an exercise, or a whole round.",
    )
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What one round is.")

    def check(self, path: Path, report: Report, typed: Mapping[str, object]) -> None:
        """Amounts are single figures, and lists per round agree."""
        check_plain(self, path, report, "a For Time")
        check_lists(self, path, report, typed, "rounds")

    def steps(self, ex: Expansion) -> Iterator[Step]:
        """One step whose presses count, and, with a cap, the question for the last reps."""
        turns = ex.rounds("rounds", self.rounds)
        ex.choice = None
        if max(e.listed for e in self.exercises) > 1:
            rounds = tuple(ex.tally_items(turn) for turn in range(turns))
        else:
            rounds = (ex.tally_items(0),) * turns
        if not rounds[0]:
            return
        tally = Tally(rounds, endless=False, flows=False, by_round=self.count == "rounds")
        ends = Ends.ATHLETE if self.cap is None else Ends.FIRST
        step = ex.counted(
            tally, self.cap, ex.place(), scored=Scored.FOR_TIME, ends=ends, counts_up=True
        )
        yield step
        if self.cap is not None:
            yield ex.score(step)
