"""Intervals: work and rest by the clock, Tabata and its relatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.block import Block
from legtimer.core.block_checks import check_lists, check_rests, check_turns, each_exercise
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import DurationRange, RestTimes
from legtimer.core.exercise import Exercise, Rest, Span, Unit
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.notation import LONGEST
from legtimer.core.ranking import Ranking
from legtimer.core.step_builder import StepBuilder, time_amount
from legtimer.core.steps import Step
from legtimer.core.value_types import Choice, Count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Intervals(Block):
    """Work and rest by the clock, hands-free."""

    kind = "intervals"
    label = "Intervals"
    summary = "Work and rest by the clock: Tabata and its relatives."
    ranking = Ranking.WORK
    example = {
        "name": "Tabata",
        "work": "0:20",
        "rest": "0:10",
        "rounds": 8,
        "exercises": ["Squat jump", "Mountain climber"],
    }

    work: Span | None = key(
        DurationRange(1000, LONGEST),
        default=None,
        help="The length of the work, where an exercise has no time of its own.",
    )
    rest: tuple[Rest, ...] | None = key(
        RestTimes(), help="The rest after each interval.", default=None
    )
    rounds: Span | None = key(
        Count(),
        help='How many intervals; with order = "all", how many times all exercises are done.',
        default=None,
    )
    order: str = key(
        Choice("alternate", "all"),
        default="alternate",
        help="One exercise per round in turn, or all of them in each.",
    )
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done.")

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """Every exercise has a time: its own, or the block's."""
        check_lists(self, path, report, typed, "rounds")
        units = [(at, exercise.amounts[0].unit) for at, exercise in each_exercise(self, path)]
        if self.work is None and any(unit in (Unit.OPEN, Unit.MAX) for _, unit in units):
            message = 'intervals need work = "0:20", or a time for each exercise'
            report.missing(path, message, key="work")
        for at, unit in units:
            if unit not in (Unit.OPEN, Unit.TIME, Unit.MAX):
                report.error(
                    at,
                    "the clock ends an interval, so it has no reps; "
                    'write the name alone, or use kind = "emom"',
                )
        count, listed = len(self.exercises), max(exercise.listed for exercise in self.exercises)
        if self.rounds is None and listed == 1 and self.order == "alternate" and count > 1:
            report.missing(path, "intervals need rounds, their number: rounds = 8", key="rounds")
        check_rests(self, path, report)
        check_turns(self, path, report, self.order, self.rounds)

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        """Work and rest in turn, no rest after the last."""
        rounds = builder.rounds("rounds", self.rounds)
        exercises = builder.exercises()
        count = len(exercises)
        if not count:
            return
        if self.order == "alternate":
            order = [(turn, turn % count) for turn in range(rounds)]
        else:
            order = [(turn, i) for turn in range(rounds) for i in range(count)]
        work = builder.chosen("work", self.work, changeable=False) if self.work else 0
        for n, (turn, i) in enumerate(order):
            source, exercise = exercises[i]
            place = builder.place(turn + 1, rounds, i + 1, count, source=source)
            unit = exercise.amounts[0].unit
            amount = time_amount(work, most=unit is Unit.MAX) if unit is not Unit.TIME else None
            yield from builder.work(exercise, place, amount=amount)
            if n + 1 < len(order):
                own = exercise.rest
                rest = builder.rest_after(self.rest, turn) if own is None else own
                yield from builder.rest(rest, place)
