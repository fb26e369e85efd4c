"""For Time: a fixed amount of work as fast as possible, with or without a cap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.block import Block
from legtimer.core.block_checks import check_lists, check_plain
from legtimer.core.block_parser import Blocks
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import Duration
from legtimer.core.exercise import Exercise, Span
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.notation import LONGEST
from legtimer.core.parts import check_parts, part_rounds
from legtimer.core.ranking import Ranking
from legtimer.core.scoring import TimeOrReps
from legtimer.core.step_builder import StepBuilder, without_last_rests
from legtimer.core.steps import Ends, Step, Tally
from legtimer.core.value_types import Choice, Count
from legtimer.core.workout import MOST_STEPS, TooLong


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ForTime(Block):
    """A fixed amount of work as fast as possible; the clock counts up."""

    kind = "for-time"
    label = "For Time"
    summary = "A fixed amount of work as fast as possible; the cap ends it otherwise."
    ranking = Ranking.TIME
    scoring = TimeOrReps()
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
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What one round is.", default=())
    block: tuple[Block, ...] = key(
        Blocks(), help="Instead: parts under the one clock, circuits and rests.", default=()
    )

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """Amounts are single figures, and lists per round agree."""
        check_parts(self, path, report, "a For Time")
        check_plain(self, path, report, "a For Time")
        check_lists(self, path, report, typed, "rounds")

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        """One step whose presses count, and, with a cap, the question for the last reps."""
        turns = builder.rounds("rounds", self.rounds)
        builder.choice = None
        listed = max((e.listed for e in self.exercises), default=1)
        rounds, parts = part_rounds(builder, self.block)
        if self.exercises:
            rounds = [builder.tally_items(turn) for turn in range(listed)]
        if listed == 1:
            if len(rounds) * turns > MOST_STEPS:
                raise TooLong(builder.around.block)
            rounds, parts = rounds * turns, parts * turns
        if not rounds or not rounds[0]:
            return
        rounds[-1] = without_last_rests(rounds[-1])
        tally = Tally(
            tuple(rounds),
            endless=False,
            flows=False,
            by_round=self.count == "rounds",
            parts=tuple(parts),
        )
        ends = Ends.ATHLETE if self.cap is None else Ends.FIRST
        step = builder.counted(tally, self.cap, builder.place(), ends=ends, counts_up=True)
        yield step
        if self.cap is not None:
            yield builder.score(step)
