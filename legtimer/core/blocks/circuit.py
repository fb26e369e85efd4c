"""Circuit: every exercise once a round, with rests between exercises and between rounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.better import Better
from legtimer.core.block import Block, check_lists
from legtimer.core.exercise import Exercise, Rest, Span
from legtimer.core.exercise_form import Exercises
from legtimer.core.expansion import Expansion
from legtimer.core.forms import Count, RestTime
from legtimer.core.keys import key
from legtimer.core.reading import Path, Report
from legtimer.core.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Circuit(Block):
    """Every exercise once a round."""

    kind = "circuit"
    label = "Circuit"
    summary = "Every exercise once a round, round after round."
    better = Better.WORK
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
    rest: Rest | None = key(RestTime(), help="The rest between rounds.", default=None)
    between: Rest | None = key(RestTime(), help="The rest between exercises.", default=None)
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done in each round.")

    def check(self, path: Path, report: Report, typed: Mapping[str, object]) -> None:
        """Lists per round agree with each other and with the number of rounds."""
        check_lists(self, path, report, typed, "rounds")

    def steps(self, ex: Expansion) -> Iterator[Step]:
        """Round by round, exercise by exercise."""
        rounds = ex.rounds("rounds", self.rounds)
        count = len(ex.exercises())
        order = [(turn, i) for turn in range(rounds) for i in range(count)]
        between = ex.workout.between if self.between is None else self.between
        return ex.turns(order, (rounds, count), ex.rest_after(self.rest), between)
