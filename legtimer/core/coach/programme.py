"""A programme: phases of weeks, the usual runs, and which workouts are trained in turn.

Theory of operation. The tables of a programme's file are frozen dataclasses whose keys are declared
as a workout's keys are (``core.fields``): reader, schema and documents are made from them. A
programme says nothing of single days. ``placement`` finds those, from the programme, the runs and
what was done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from legtimer.core.coach.growth_types import GROWTH_KEYS, read_growth
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import Growth, Span
from legtimer.core.fields import Table, TableList, key
from legtimer.core.value_types import (
    CalendarDate,
    Choice,
    Choices,
    Count,
    Flag,
    FreeText,
    KeyTable,
    Name,
    WholeNumber,
    WordList,
)

RUN_KINDS: Final = ("easy", "hard", "long")
RACE: Final = "race"
"""The run of the day of the race."""
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_PHASES = 50
_ON_WORDS: Final = {"": "no run", **{kind: f"after {kind}" for kind in RUN_KINDS}}


class WorkoutName(Name):
    """The name of a workout."""


class WorkoutNames(WordList):
    """The names of workouts."""


class GrowthSubject(Name):
    """A workout or an exercise of the programme, by its name."""


def _run(day: str) -> Any:
    return key(Choice(*RUN_KINDS), default="", help=f"The run of a usual {day}, if there is one.")


def _words(kind: str, *words: str) -> Any:
    return key(
        WordList(*words[:2]),
        default=words,
        help=f"Words in the title of an event that make it {kind} run.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The runs around which sessions are placed: a usual week, or a calendar."""

    mon: str = _run("Monday")
    tue: str = _run("Tuesday")
    wed: str = _run("Wednesday")
    thu: str = _run("Thursday")
    fri: str = _run("Friday")
    sat: str = _run("Saturday")
    sun: str = _run("Sunday")
    calendar: str = key(
        FreeText(),
        default="",
        help="A calendar file (.ics) with the runs, in place of a usual week.",
    )
    hard: tuple[str, ...] = _words(
        "a hard", "hard", "interval", "tempo", "threshold", "track", "speed", "hill", "race"
    )
    long: tuple[str, ...] = _words("a long", "long")
    easy: tuple[str, ...] = _words("an easy", "easy", "recovery", "jog", "run")

    @property
    def usual(self) -> tuple[str, ...]:
        """The kinds of run from Monday to Sunday; empty where there is none."""
        return tuple(getattr(self, day) for day in WEEKDAYS)

    def kind_of(self, title: str) -> str:
        """The kind of run that an event of a calendar is; empty where it is none.

        Hard words come before long ones, and those before easy ones. A word of the title counts
        with an ending too: ``interval`` is found in ``Intervals``.
        """
        typed = title.casefold().split()
        for kind in ("hard", "long", "easy"):
            words = tuple(word.casefold() for word in getattr(self, kind) if word)
            if words and any(word.strip("([\"'").startswith(words) for word in typed):
                return kind
        return ""

    def check(self, path: KeyPath, report: Diagnostics) -> None:
        """Report a usual week beside a calendar."""
        if self.calendar:
            for day, kind in zip(WEEKDAYS, self.usual, strict=True):
                if kind:
                    report.error((*path, day), "the calendar tells the runs: leave the days out")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePhase:
    """Some weeks of one kind of training."""

    name: str = key(Name(), help="What the phase is called.")
    weeks: int = key(WholeNumber(1, 52), help="How many weeks it takes.")
    workouts: tuple[str, ...] = key(
        WorkoutNames("runner-circuit", "heavy-day"),
        default=(),
        help="The workouts that are trained in turn, by their names.",
    )
    per_week: Span | None = key(
        Count(7, low=0), default=None, help="Sessions a week, where they are not the programme's."
    )
    low_impact: bool = key(
        Flag(), default=False, help="Whether the easier alternatives are swapped in."
    )
    drop_sets: int = key(
        WholeNumber(0, 9),
        default=0,
        help="Sets or rounds fewer than growth gives, but never below the low end of a range.",
    )
    growth: str = key(
        Choice("on", "pause"),
        default="on",
        help="With `pause` nothing grows, and nothing counts as a miss.",
    )


class GrowthRule(NamedTuple):
    """How a workout or an exercise grows that has no growth of its own."""

    match: str
    """The workout or the exercise, by its name."""
    growth: Growth


class _GrowthRules(TableList):
    """Tables of a ``match`` and the keys of growth."""

    def __init__(self) -> None:
        super().__init__(
            _Match, "a rule", "tables that begin with [[rule]]", besides=tuple(GROWTH_KEYS)
        )

    def read(
        self, value: object, path: KeyPath, report: Diagnostics
    ) -> tuple[GrowthRule, ...] | None:
        found = super().read(value, path, report)
        if found is None or not isinstance(value, list):
            return None
        rules = []
        for i, (table, named) in enumerate(zip(value, found, strict=True)):
            growth, good = read_growth(table, (*path, i), report)
            if growth is not None:
                rules.append(GrowthRule(named.match, growth))
            elif good:
                report.missing((*path, i), 'the rule needs grow, such as grow = "2 kg"', key="grow")
        return tuple(rules) if len(rules) == len(found) else None

    def members(self) -> KeyTable:
        return {**super().members(), **GROWTH_KEYS}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    match: str = key(
        GrowthSubject(), help="The workout or the exercise that it is for, by its name."
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Programme:
    """Everything that a programme's file says."""

    name: str = key(Name(), help="What the programme is called; else the file's name.", default="")
    about: str = key(FreeText(), help="What it is for, in a sentence or two.", default="")
    race: date | None = key(
        CalendarDate(), default=None, help="The day of the race, from which the weeks count back."
    )
    start: date | None = key(
        CalendarDate(), default=None, help="The first day, where there is no race."
    )
    per_week: Span | None = key(
        Count(7, low=0), default=None, help="Sessions a week, of phases that do not say it."
    )
    days_between: int = key(
        WholeNumber(0, 6), default=1, help="Days without a session between two sessions."
    )
    on: tuple[str, ...] = key(
        Choices(*_ON_WORDS.values()),
        default=("no run", "after easy"),
        help="Which days are good for a session, the best ones first.",
    )
    warm_up: str = key(
        WorkoutName(), default="", help="The workout that comes before every session."
    )
    cool_down: str = key(
        WorkoutName(), default="", help="The workout that comes after every session."
    )
    runs: Runs = key(
        Table(Runs, "[runs]", 'a table such as [runs] with tue = "hard"'),
        default=Runs(),
        help="The runs of a usual week, or a calendar with them.",
    )
    phase: tuple[ProgrammePhase, ...] = key(
        TableList(ProgrammePhase, "a phase", "tables that begin with [[phase]]"),
        help="The phases, in order.",
    )
    rule: tuple[GrowthRule, ...] = key(
        _GrowthRules(),
        default=(),
        help="How workouts and exercises grow that have no growth of their own.",
    )

    @property
    def weeks(self) -> int:
        return sum(phase.weeks for phase in self.phase)

    @property
    def first_day(self) -> date | None:
        """The first day of the first week; None where the programme has no date.

        Weeks are seven days from the first one on; with a race the last one ends on its day.
        """
        if self.race is not None:
            return self.race - timedelta(days=7 * self.weeks - 1)
        return self.start

    @property
    def last_day(self) -> date | None:
        """The last day of the last week; None where the programme has no date."""
        first = self.first_day
        return None if first is None else first + timedelta(days=7 * self.weeks - 1)

    def around(self, workout: str) -> tuple[str, ...]:
        """A workout with the warm-up before it and the cool-down after it, where there are any."""
        return tuple(filter(None, (self.warm_up, workout, self.cool_down)))

    def per_week_in(self, phase: ProgrammePhase) -> Span:
        """Sessions a week in one of its phases."""
        return phase.per_week or self.per_week or Span(0, 0)

    def rank(self, run: str) -> int | None:
        """How good a day with this kind of run is, 0 the best; None for not at all.

        Args:
            run: as ``RUN_KINDS``; empty for no run.
        """
        word = _ON_WORDS.get(run)
        return self.on.index(word) if word in self.on else None

    def runs_by_day(self, calendar: Mapping[date, str], first: date, days: int) -> dict[date, str]:
        """The run of each of some days that has one: the usual week's, or the calendar's.

        Args:
            calendar: kinds of run by day, where the programme has a calendar.
            first: the first of the days.
            days: how many there are.
        """
        usual = self.runs.usual
        found = {}
        for day in (first + timedelta(days=i) for i in range(days)):
            kind = calendar.get(day, "") if self.runs.calendar else usual[day.weekday()]
            if day == self.race:
                kind = RACE
            if kind:
                found[day] = kind
        return found

    def check(self, path: KeyPath, report: Diagnostics) -> None:
        """Report what contradicts itself."""
        if self.race is not None and self.start is not None:
            report.error((*path, "start"), "the weeks count back from race: leave start out")
        if len(self.phase) > _MOST_PHASES:
            report.error((*path, "phase"), f"a programme has at most {_MOST_PHASES} phases")
        for i, phase in enumerate(self.phase):
            at: KeyPath = (*path, "phase", i)
            if phase.per_week is None and self.per_week is None:
                report.missing(
                    at,
                    "the phase needs per-week, or write it once above the first [[phase]]",
                    key="per-week",
                )
                continue
            wanted = self.per_week_in(phase)
            if wanted.high and not phase.workouts:
                report.missing(
                    at, 'the phase needs workouts, such as ["runner-circuit"]', key="workouts"
                )
            where = (*at, "per-week") if phase.per_week is not None else (*path, "per-week")
            self._check_room(wanted, where, report)

    def _check_room(self, wanted: Span, path: KeyPath, report: Diagnostics) -> None:
        """Report more sessions than a week has days for."""
        days = 1 + self.days_between
        text = f"days-between = {self.days_between} leaves room for {7 // days} a week"
        if wanted.low * days > 7:
            report.error(path, f"{wanted.low} sessions a week are too many: {text}")
        elif wanted.high * days > 7:
            report.warning(path, f"{wanted.high} sessions a week are never reached: {text}")
