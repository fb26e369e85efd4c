"""Straight sets: all sets of one exercise, then the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.block import Block
from legtimer.core.block_checks import check_lists, check_rests
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import RestTimes
from legtimer.core.exercise import Exercise, Rest, Span
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.ranking import Ranking
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step
from legtimer.core.value_types import Count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Sets(Block):
    """All sets of one exercise, then the next, with a rest after each set but the last."""

    kind = "sets"
    label = "Straight sets"
    summary = "All sets of one exercise, then the next."
    word = "set"
    ranking = Ranking.WORK
    open_scores = frozenset({"load", "distance"})
    rounds_key = "sets"
    example = {
        "sets": "2-4",
        "rest": "45-60s",
        "exercises": ["15-20 Prisoner squat", "8-12/side Single-leg Romanian deadlift"],
    }

    sets: Span | None = key(Count(), help="How many sets of each exercise.", default=None)
    rest: tuple[Rest, ...] | None = key(RestTimes(), help="The rest after each set.", default=None)
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done.")

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        check_lists(self, path, report, typed, self.rounds_key)
        check_rests(self, path, report)

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        # Every set is followed by the same rest, also where the exercise changes.
        return builder.turns(builder.rounds("sets", self.sets), self.rest, None)
