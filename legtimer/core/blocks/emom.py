"""EMOM: every minute on the minute, or every other interval that is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.block import Block, interval_word
from legtimer.core.block_checks import check_lists, check_plain, check_turns, each_exercise
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import Duration
from legtimer.core.exercise import Exercise, OpenLoad, Span, Unit
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.notation import LONGEST, clock
from legtimer.core.ranking import Ranking
from legtimer.core.scoring import IntervalsMade
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step, TallyItem
from legtimer.core.value_types import Choice, Count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Emom(Block):
    """Work at the start of every interval; what is left of the interval is rest."""

    kind = "emom"
    label = "EMOM"
    summary = "Work at the start of every minute; what is left of the minute is rest."
    word = "interval"
    ranking = Ranking.MADE
    scoring = IntervalsMade()
    open_scores = frozenset({"load", "distance"})
    example = {
        "every": "1:00",
        "rounds": 10,
        "order": "alternate",
        "exercises": ["10 Kettlebell swing", "8 Push-up"],
    }

    every: int = key(Duration(1000, LONGEST), help="The length of an interval.", default=60_000)
    rounds: Span | None = key(Count(), help="How many intervals.", default=None)
    order: str = key(
        Choice("alternate", "all"),
        default="alternate",
        help="One exercise per interval in turn, or all of them in each.",
    )
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done.")

    @property
    def turn_word(self) -> str:
        """A minute, or an interval of another length."""
        return interval_word(self.every)

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """There is a number of intervals, and timed work fits into one."""
        check_plain(self, path, report, "an EMOM", ranges=True)
        check_lists(self, path, report, typed, "rounds")
        if self.rounds is None and max(e.listed for e in self.exercises) == 1:
            report.missing(
                path, "an emom needs rounds, the number of intervals: rounds = 10", key="rounds"
            )
        if self.order == "all" and len(self.exercises) > 1:
            for at, exercise in each_exercise(self, path):
                if any(isinstance(load, OpenLoad) and load.is_score for load in exercise.loads):
                    report.error(
                        at,
                        "a load is told of an interval with one exercise: write "
                        'order = "alternate", or a load such as 60 kg',
                    )
        check_turns(self, path, report, self.order, self.rounds)
        too_long = [pair for pair in each_exercise(self, path) if _timed(pair[1]) > self.every]
        together = sum(_timed(exercise) for exercise in self.exercises)
        limit = f"is longer than the interval of {clock(self.every)}"
        for at, exercise in too_long:
            what = "rest" if exercise.is_rest else "work"
            report.error(at, f"{clock(_timed(exercise))} of {what} {limit}")
        if self.order == "all" and together > self.every and not too_long:
            report.error((*path, "exercises"), f"{clock(together)} of work {limit}")
        asking = [i for i, one in enumerate(self.exercises) if one.amounts[0].asks_reps]
        if self.order == "all" and len(asking) > 1:
            report.error(
                (*path, "exercises", asking[1]),
                "one press is for all exercises of an interval, so reps are told of one of them "
                "alone: write one figure here",
            )
        for at, exercise in each_exercise(self, path):
            if exercise.is_rest and self.order == "all":
                report.warning(
                    at,
                    "what is left of an interval is its rest: leave this one out, or give it an "
                    'interval of its own with order = "alternate"',
                )

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        rounds = builder.rounds("rounds", self.rounds)
        builder.choice = None
        count = len(builder.exercises())
        intervals = []
        for turn in range(rounds if count else 0):
            number = turn % count if self.order == "alternate" else 0
            items = builder.tally_items(turn)
            intervals.append((number, items if self.order == "all" else (items[number],)))
        while intervals and _rests(intervals[-1][1]):
            intervals.pop()
        planned = sum(not _rests(items) for _, items in intervals)
        work = [n for n, (_, exercise) in enumerate(builder.exercises()) if not exercise.is_rest]
        turn = 0
        for number, items in intervals:
            turn += not _rests(items)
            which = work.index(number) + 1 if number in work else 0
            place = builder.place(turn, planned, which, len(work), source=items[0].source)
            yield builder.interval(items, self.every, place)


def _rests(items: tuple[TallyItem, ...]) -> bool:
    return len(items) == 1 and items[0].is_rest


def _timed(exercise: Exercise) -> int:
    """Ms that the longest of the times of an exercise takes, with both sides of it."""
    times = [amount.high for amount in exercise.amounts if amount.unit is Unit.TIME]
    return max(times, default=0) * exercise.all_sides
