"""Circuit: every exercise once a round, with rests between exercises and between rounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.block import Block
from legtimer.core.block_checks import check_last_rest, check_lists
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import RestTime, RestTimes
from legtimer.core.exercise import Exercise, Rest, Span
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.ranking import Ranking
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step
from legtimer.core.value_types import Count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Circuit(Block):
    """Every exercise once a round."""

    kind = "circuit"
    label = "Circuit"
    summary = "Every exercise once a round, round after round."
    ranking = Ranking.WORK
    open_scores = frozenset({"load", "distance"})
    can_be_part = True
    rounds_key = "rounds"
    example = {
        "rounds": "2-5",
        "rest": "1:00",
        "between": "0:10",
        "exercises": [
            "20 Walking kettlebell lunge @ 16 kg",
            "1:00 Squat jump",
            "10/side Split squat",
        ],
    }

    rounds: Span | None = key(Count(), help="How many rounds.", default=None)
    rest: tuple[Rest, ...] | None = key(RestTimes(), help="The rest between rounds.", default=None)
    between: Rest | None = key(RestTime(), help="The rest between exercises.", default=None)
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done in each round.")

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """Lists agree, and no rest is in vain."""
        check_lists(self, path, report, typed, self.rounds_key)
        check_last_rest(self, path, report, self.rest)

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        rounds = builder.rounds("rounds", self.rounds)
        between = builder.defaults.between if self.between is None else self.between
        return builder.turns(rounds, self.rest, between)
