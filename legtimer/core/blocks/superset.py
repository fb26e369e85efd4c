"""Superset: the exercises back to back, then the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.block import Block
from legtimer.core.block_checks import check_last_rest, check_lists
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import RestTimes
from legtimer.core.exercise import NO_REST, Exercise, Rest, Span
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.ranking import Ranking
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step
from legtimer.core.value_types import Count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Superset(Block):
    """The exercises back to back, then the rest, set by set."""

    kind = "superset"
    label = "Superset"
    summary = "The exercises back to back, then the rest."
    word = "set"
    ranking = Ranking.WORK
    open_scores = frozenset({"load", "distance"})
    rounds_key = "sets"
    example = {
        "sets": 3,
        "rest": "1:30",
        "exercises": ["20 Curtsey lunge @ 30 kg", "1:00 Lunge jump"],
    }

    sets: Span | None = key(Count(), help="How many times the exercises are done.", default=None)
    rest: tuple[Rest, ...] | None = key(RestTimes(), help="The rest after each set.", default=None)
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done, back to back.")

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """Lists agree, and no rest is in vain."""
        check_lists(self, path, report, typed, self.rounds_key)
        check_last_rest(self, path, report, self.rest)

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        return builder.turns(builder.rounds("sets", self.sets), self.rest, NO_REST)
