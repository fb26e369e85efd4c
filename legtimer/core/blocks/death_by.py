"""Death by: an EMOM that grows by some reps each interval, until one is not made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.block import Block, interval_word
from legtimer.core.block_checks import check_plain, each_exercise
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import Duration
from legtimer.core.exercise import Amount, Exercise, Span, Unit
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.notation import LONGEST, clock
from legtimer.core.ranking import Ranking
from legtimer.core.scoring import RepsUntilMissed
from legtimer.core.step_builder import StepBuilder, tally_item
from legtimer.core.steps import Step
from legtimer.core.value_types import Count, WholeNumber

FASTEST = 3
"""Reps a second that nobody exceeds: an interval that asks for more cannot be made, so it is the
last one that is worth planning."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DeathBy(Block):
    """One rep in the first minute, two in the second, and so on until a minute is not enough."""

    kind = "death-by"
    label = "Death by"
    summary = "Some reps more in every interval, until one is not made in time."
    word = "interval"
    ranking = Ranking.ROUNDS
    scoring = RepsUntilMissed()
    example = {"start": 1, "step": 1, "every": "1:00", "exercises": ["Burpee"]}

    every: int = key(Duration(1000, LONGEST), help="The length of an interval.", default=60_000)
    start: int = key(WholeNumber(1, 1000), help="The reps of the first interval.", default=1)
    step: int = key(WholeNumber(1, 1000), help="How many more in each further interval.", default=1)
    rounds: Span | None = key(
        Count(ranged=False), default=None, help="The most intervals; without it there is no end."
    )
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done; without an amount.")

    @property
    def title(self) -> str:
        """The name, or the kind with what it is death by."""
        if self.name or len(self.exercises) != 1:
            return self.name or self.label
        what = self.exercises[0].name
        what = what[:1].lower() + what[1:] if what[1:].islower() else what
        return f"{self.label} {what}" + ("" if what.endswith("s") else "s")

    @property
    def turn_word(self) -> str:
        """A minute, or an interval of another length."""
        return interval_word(self.every)

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """The reps are given by start and step, not by the exercises."""
        check_plain(self, path, report, "a death-by")
        for at, exercise in each_exercise(self, path):
            if exercise.amounts[0].unit is not Unit.OPEN:
                report.error(at, "start and step give the reps; write the name alone")
        if self.start > FASTEST * self.every // 1000:
            report.error(
                (*path, "start" if "start" in typed else "every"),
                f"{self.start} reps cannot be done in an interval of {clock(self.every)}",
            )

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        """One step per interval, as far as anybody could get, and a question at the end."""
        possible = (FASTEST * self.every // 1000 - self.start) // self.step + 1
        most = min(possible, LONGEST // self.every)
        builder.choice = None
        rounds = min(self.rounds.low, most) if self.rounds else most
        exercises = builder.exercises()
        if not exercises:
            return
        for turn in range(rounds):
            reps = self.start + self.step * turn
            amount = Amount(Unit.REPS, reps, reps, str(reps))
            items = tuple(
                tally_item(exercise, amount, exercise.load(turn), source)
                for source, exercise in exercises
            )
            place = builder.place(
                turn + 1, rounds if self.rounds else 0, 1, len(items), source=items[0].source
            )
            step = builder.interval(items, self.every, place)
            yield step
        yield builder.score(step)
