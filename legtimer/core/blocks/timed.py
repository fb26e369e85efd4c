"""Timed block: some minutes of one thing, or of a list that repeats; not scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from legtimer.core.block import Block
from legtimer.core.block_checks import check_lists, each_exercise
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import DurationRange
from legtimer.core.exercise import Exercise, Span, Unit
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.notation import LONGEST, clock
from legtimer.core.ranking import Ranking
from legtimer.core.step_builder import StepBuilder, time_amount
from legtimer.core.steps import Step, Tally


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Timed(Block):
    """Some minutes of one thing, or of a list that repeats until the time is up."""

    kind = "timed"
    label = "Timed"
    endless = True
    summary = "Some minutes of one thing, or of a list that repeats; not scored."
    ranking = Ranking.NOTHING
    example = {
        "name": "Warm-up",
        "role": "warm-up",
        "time": "4:00",
        "exercises": [
            "0:40 Easy jog on the spot",
            "10/side alternating Leg swing",
            "10 Walking lunge",
        ],
    }

    time: Span = key(DurationRange(1000, LONGEST, minutes=True), help="How long.")
    exercises: tuple[Exercise, ...] = key(
        Exercises(least=0), help="What is done, over and over.", default=()
    )

    @property
    def title(self) -> str:
        """The name, or the only exercise, or the kind with its time."""
        if self.name:
            return self.name
        if len(self.exercises) == 1:
            return self.exercises[0].name
        return f"{self.label} {clock(self.time.low)}"

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """Nothing rests inside it, and the metronome keeps silent."""
        check_lists(self, path, report, typed, "", repeats=True)
        for at, exercise in each_exercise(self, path):
            if exercise.rest is not None:
                report.error(
                    at, 'here a rest is a line of its own behind the exercise: "1:00 Rest"'
                )
            if exercise.cadence and not self._alone:
                report.error(at, "a cadence needs a timed block with this exercise alone")

    @property
    def _alone(self) -> bool:
        if len(self.exercises) != 1:
            return False
        alone = self.exercises[0]
        return alone.amounts[0].unit is not Unit.TIME and not alone.rises

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        """One step; a list repeats, and its timed exercises give way by themselves."""
        ms = builder.chosen("time", self.time, changeable=False)
        exercises = builder.exercises()
        if not exercises and self.exercises:
            return
        if len(exercises) <= 1 and (not exercises or self._alone):
            source, exercise = exercises[0] if exercises else ("", Exercise(name=self.title))
            place = builder.place(exercise=1, exercises=1, source=source)
            # Sides are up to the athlete here: the whole time is one step.
            one = replace(exercise, sides=None)
            most = one.amounts[0].unit is Unit.MAX
            yield from builder.work(one, place, amount=time_amount(ms, most=most))
            return
        tally = Tally(builder.tally_rounds(), endless=True, flows=True, by_round=False)
        yield builder.counted(tally, ms, builder.place())
