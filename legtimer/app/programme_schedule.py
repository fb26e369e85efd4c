"""A programme with its dates, its runs and its workouts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from legtimer.app.targets import ProgrammeGrowth
from legtimer.core.coach.growth_types import growth_conflict
from legtimer.core.coach.placement import DoneSession, ProgrammeWeek, place_weeks
from legtimer.core.coach.programme import Programme, ProgrammePhase
from legtimer.core.coach.target import TrainingPhase
from legtimer.core.exercise import Exercise, Grows
from legtimer.core.workout import Workout, walk
from legtimer.files.closest_word import did_you_mean
from legtimer.files.named_file import folded_name
from legtimer.files.printable import printable
from legtimer.files.programmes.reader import ProgrammeReading, named_workouts, read_programme_file
from legtimer.files.workouts.chain import Chain, ChainedWorkout
from legtimer.files.workouts.reader import read_file

if TYPE_CHECKING:
    from legtimer.core.athlete_defaults import AthleteDefaults
    from legtimer.files.collector import Collector
    from legtimer.history.store import Store


class ProgrammeWorkout(NamedTuple):
    """A workout of a programme."""

    path: Path
    workout: Workout | None
    """None while its file has mistakes, which are told."""
    title: str
    """What sessions of it are called."""


@dataclass(frozen=True)
class ProgrammeSchedule:
    """A programme with its dates."""

    path: Path
    programme: Programme
    first_day: date
    runs: Mapping[date, str]
    """The kind of run of each day that has one."""
    workouts: Mapping[str, ProgrammeWorkout]
    """By the names that the programme has for them."""

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=7 * self.programme.weeks - 1)

    def weeks(self, done: Sequence[DoneSession], today: date) -> list[ProgrammeWeek]:
        """The weeks from that of today on; none when the programme is over."""
        return list(place_weeks(self.programme, self.first_day, self.runs, done, today))

    def first_weeks(self, most: int) -> list[ProgrammeWeek]:
        """The first weeks as they are if all goes to plan, at most so many."""
        first = self.first_day
        return list(islice(place_weeks(self.programme, first, self.runs, (), first), most))

    def phase_on(self, day: date) -> ProgrammePhase | None:
        """The phase of a day; None before the programme and after it."""
        week = (day - self.first_day).days // 7
        for phase in self.programme.phase:
            if 0 <= week < phase.weeks:
                return phase
            week -= phase.weeks
        return None

    def growth(self, title: str, day: date, exercise_id: Callable[[str], str]) -> ProgrammeGrowth:
        """What the programme says of the growth in a workout; nothing where it is not one of its.

        Args:
            title: the workout's name.
            day: when it is trained.
            exercise_id: the same for all names of an exercise.
        """
        trained = {name for phase in self.programme.phase for name in phase.workouts}
        titles = {name: self.workouts[name].title for name in trained}
        phase = self.phase_on(day)
        if phase is None or title not in titles.values():
            return ProgrammeGrowth()
        names = {folded_name(title), *(folded_name(n) for n, t in titles.items() if t == title)}
        rules = self.programme.rule
        growths = {exercise_id(rule.match): rule.growth for rule in reversed(rules)}

        def paused(day: date) -> bool:
            then = self.phase_on(day)
            return then is not None and then.growth == "pause"

        return ProgrammeGrowth(
            TrainingPhase(phase.growth == "pause", phase.drop_sets),
            lambda name: growths.get(exercise_id(name)),
            next((rule.growth for rule in rules if folded_name(rule.match) in names), None),
            tuple(sorted(set(titles.values()))),
            paused,
        )

    def chain(self, workout: str, *, low_impact: bool) -> Chain:
        """A workout with the warm-up before it and the cool-down after it.

        Args:
            workout: as the programme names it.
            low_impact: whether the easier alternatives are swapped in.
        """
        names = self.programme.around(workout)
        return tuple(ChainedWorkout(self.workouts[name].path, low_impact) for name in names)

    def events(self, weeks: Iterable[ProgrammeWeek]) -> Iterator[tuple[str, date, str, str]]:
        """Planned sessions for a calendar: an id, the day, the title, and why on this day.

        The id is the session's place in the programme, so that a session that gets another day is
        still the same event.
        """
        for week in weeks:
            known = len(week.done) + week.missed
            for number, one in enumerate(week.planned, known + 1):
                uid = f"{self.path.stem}-{self.first_day}-{week.number}-{number}"
                yield uid, one.day, self.workouts[one.workout].title, one.reason

    def done(self, sessions: Iterable[tuple[str, datetime]]) -> list[DoneSession]:
        """The sessions of a history that are of this programme.

        Args:
            sessions: name of the workout, and when it was begun; the oldest first.
        """
        names = {
            workout.title: name
            for phase in reversed(self.programme.phase)
            for name in phase.workouts
            if (workout := self.workouts.get(name)) is not None
        }
        return [
            DoneSession(began.date(), names[title])
            for title, began in sessions
            if title in names and self.first_day <= began.date() <= self.last_day
        ]

    def done_in(self, store: Store) -> list[DoneSession]:
        """The sessions of this programme in the history.

        Raises:
            StoreError: if the history cannot be read.
        """
        from legtimer.history.session_list import sessions_since

        # A day earlier: the athlete may have been on the other side of the world.
        days = (self.first_day - date(1970, 1, 2)).days
        return self.done(sessions_since(store, days * 86_400_000))


def open_schedule(
    path: Path, today: date, personal: AthleteDefaults | None
) -> tuple[ProgrammeSchedule | None, ProgrammeReading]:
    """A programme with its runs and workouts; no schedule if there are mistakes in any of them.

    Args:
        path: the programme's file.
        today: where the programme has no date, it begins today.
        personal: what counts where the files of workouts say nothing.
    """
    reading = read_programme_file(path)
    return schedule_of(reading, path, today, personal), reading


def schedule_of(
    reading: ProgrammeReading, path: Path, today: date, personal: AthleteDefaults | None
) -> ProgrammeSchedule | None:
    """The schedule of a programme that was read; what else is wrong is told to its report.

    Args:
        reading: of its file.
        path: the file.
        today: as in ``open_schedule``, and so is the other one.
        personal: what counts where the files of workouts say nothing.
    """
    programme, report = reading.programme, reading.report
    if programme is None:
        return None
    first = programme.first_day or today
    # The day after the last one can have a run for which the legs are spared.
    days = 7 * programme.weeks + 1
    calendar: Mapping[date, str] = {}
    if programme.runs.calendar:
        from legtimer.files.programmes.run_calendar import (
            CalendarError,
            calendar_path,
            runs_in_calendar,
        )

        file = calendar_path(programme.runs, path)
        try:
            calendar = runs_in_calendar(file, programme.runs, first, days)
        except CalendarError as problem:
            report.error(("runs", "calendar"), f"{file}: {problem}")
    workouts = {}
    for name, workout_file in reading.workouts.items():
        workout = read_file(workout_file, personal).workout
        title = name if workout is None else workout.name
        workouts[name] = ProgrammeWorkout(workout_file, workout, title)
    for place, name in named_workouts(programme.phase, programme.warm_up, programme.cool_down):
        if workouts[name].workout is None:
            report.error(place, f"{name} has mistakes; see: legtimer check {name}")
    # What a rule means cannot be said while a workout is not known.
    if programme.rule and all(one.workout is not None for one in workouts.values()):
        _check_rules(programme, workouts, report)
    if report.failed:
        return None
    runs = programme.runs_by_day(calendar, first, days)
    return ProgrammeSchedule(path, programme, first, runs, workouts)


def rule_subjects(workouts: Mapping[str, ProgrammeWorkout]) -> list[str]:
    """What a rule can be for: the workouts of a programme, and their exercises."""
    return [*workouts, *dict.fromkeys(one.name for one in _exercises(workouts))]


def _exercises(workouts: Mapping[str, ProgrammeWorkout]) -> list[Exercise]:
    return [
        option
        for workout in dict.fromkeys(one.workout for one in workouts.values())
        if workout is not None
        for _, block in walk(workout.blocks)
        for listed in block.exercise_list()
        for option in (listed.options or (listed,))
    ]


def _check_rules(
    programme: Programme, workouts: Mapping[str, ProgrammeWorkout], report: Collector
) -> None:
    """Report rules that nothing goes by."""
    from legtimer.files.exercises.library import open_library

    exercise_id = cache(open_library().exercise_id)
    named = {}
    for name, one in workouts.items():
        if one.workout is not None:
            named[folded_name(name)] = named[folded_name(one.title)] = one.workout
    exercises = _exercises(workouts)
    for i, (match, growth) in enumerate(programme.rule):
        if (workout := named.get(folded_name(match))) is not None:
            choices = any(ask.unit in ("sets", "rounds") for ask in workout.asks())
            if any(step.grows is not Grows.SETS for step in growth.steps) or growth.wave:
                advice = 'such as grow = "1 round"'
                report.error(("rule", i, "grow"), f"a workout grows by sets or rounds, {advice}")
            elif not choices:
                words = f"{printable(match)} leaves no choice of sets or rounds that could grow"
                report.error(("rule", i, "match"), words)
            continue
        wanted = exercise_id(match)
        matching = [one for one in exercises if exercise_id(one.name) == wanted]
        conflicts = [growth_conflict(growth, one) for one in matching]
        if not matching:
            advice = "leave the rule out, or add a workout that has it"
            hint = did_you_mean(match, rule_subjects(workouts), advice)
            words = f"no workout or exercise here is called {printable(match)}; {hint}"
            report.error(("rule", i, "match"), words)
        elif all(why for _, why in conflicts):
            key, why = conflicts[0]
            report.error(("rule", i, key), f"{printable(matching[0].name, 60)}: {why}")
