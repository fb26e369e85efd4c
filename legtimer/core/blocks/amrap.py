"""AMRAP: as many rounds as possible before the clock runs out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from legtimer.core.block import Block
from legtimer.core.block_checks import check_lists, check_plain
from legtimer.core.block_parser import Blocks
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import Duration
from legtimer.core.exercise import Exercise
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.notation import LONGEST, clock
from legtimer.core.parts import check_parts, part_rounds
from legtimer.core.ranking import Ranking
from legtimer.core.scoring import Scoring
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step, Tally
from legtimer.core.value_types import Choice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Amrap(Block):
    """As many rounds as possible before the clock runs out; a press counts an exercise."""

    kind = "amrap"
    label = "AMRAP"
    endless = True
    summary = "As many rounds as possible before the clock runs out."
    ranking = Ranking.ROUNDS
    scoring = Scoring()
    example = {
        "time": "10:00",
        "exercises": [
            "10 Lunge jump",
            "20 Kettlebell squat",
            "10 Medicine ball toss",
            "20 Jump up",
        ],
    }

    time: int = key(Duration(1000, LONGEST, minutes=True), help="How long the clock runs.")
    count: str = key(
        Choice("exercises", "rounds"),
        default="exercises",
        help="What one press counts: an exercise, or a whole round.",
    )
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What one round is.", default=())
    block: tuple[Block, ...] = key(
        Blocks(), help="Instead: the parts of a round, circuits and rests.", default=()
    )

    @property
    def title(self) -> str:
        """The name, or the kind with its time."""
        return self.name or f"{self.label} {clock(self.time)}"

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """Amounts are single figures; the last figure of a list repeats."""
        check_parts(self, path, report, "an AMRAP")
        check_plain(self, path, report, "an AMRAP")
        check_lists(self, path, report, typed, "", repeats=True)

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        """One step whose presses count, and the question for the last reps."""
        inside, _ = part_rounds(builder, self.block)
        rounds = (tuple(chain(*inside)),) if self.block else builder.tally_rounds()
        if not rounds[0]:
            return
        tally = Tally(rounds, endless=True, flows=False, by_round=self.count == "rounds")
        step = builder.counted(tally, self.time, builder.place())
        yield step
        yield builder.score(step)
