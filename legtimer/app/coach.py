"""The programme that an athlete trains by: which sessions are due when, and why.

Theory of operation. Nothing is kept but the name of the programme in the settings. All else follows
from its file, its runs, the history and today.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from legtimer.core.coach.placement import DoneSession, PlannedSession, ProgrammeWeek, place_weeks
from legtimer.core.coach.programme import Programme
from legtimer.core.scoring import plural
from legtimer.files.printable import printable
from legtimer.files.programmes.reader import ProgrammeReading, named_workouts, read_programme_file
from legtimer.files.workouts.reader import read_file

if TYPE_CHECKING:
    from legtimer.core.athlete_defaults import AthleteDefaults
    from legtimer.core.workout import Workout
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
    path: Path, today: date, personal: AthleteDefaults | None = None
) -> tuple[ProgrammeSchedule | None, ProgrammeReading]:
    """A programme with its runs and workouts; no schedule if there are mistakes in any of them.

    Args:
        path: the programme's file.
        today: where the programme has no date, it begins today.
        personal: what counts where the files of workouts say nothing.
    """
    reading = read_programme_file(path)
    programme, report = reading.programme, reading.report
    if programme is None:
        return None, reading
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
    if report.failed:
        return None, reading
    runs = programme.runs_by_day(calendar, first, days)
    return ProgrammeSchedule(path, programme, first, runs, workouts), reading


class CoachDay(NamedTuple):
    """What the coach says on a day."""

    day: date
    schedule: ProgrammeSchedule | None = None
    """None where no programme is in use, or it has mistakes."""
    weeks: Sequence[ProgrammeWeek] = ()
    """From that of the day on; none when the programme is over."""
    error: str = ""
    """Why there is nothing, or less than there should be, in a sentence; empty if all is well."""

    @property
    def due(self) -> PlannedSession | None:
        """The session of the day."""
        return next((one for one in self.planned if one.day == self.day), None)

    @property
    def planned(self) -> Iterator[PlannedSession]:
        """The sessions of the day and of those behind it."""
        return (one for week in self.weeks for one in week.planned)


class CoachService:
    """Says what is due; reads files and history anew at each question."""

    def __init__(
        self, store: Store, name: Callable[[], str], personal: AthleteDefaults | None = None
    ) -> None:
        """Touch nothing yet.

        Args:
            store: the history.
            name: the programme in use, as the settings have it; empty for none.
            personal: what counts where the files of workouts say nothing.
        """
        self._store, self._name, self._personal = store, name, personal

    def on(self, today: date) -> CoachDay:
        """What is due on a day and after it, by what was done up to now."""
        from legtimer.files.named_file import NoSuchFile
        from legtimer.files.programmes.catalogue import PROGRAMMES
        from legtimer.history.errors import StoreError

        name = self._name()
        if not name:
            return CoachDay(today)
        try:
            path = PROGRAMMES.find(name)
        except NoSuchFile as problem:
            return CoachDay(today, error=f"{printable(name)}: {problem}")
        schedule, reading = open_schedule(path, today, self._personal)
        if schedule is None:
            count = plural(len(reading.errors), "mistake")
            return CoachDay(today, error=f"{path.name} has {count}: legtimer programme check")
        done, error = list[DoneSession](), ""
        try:
            if os.path.exists(self._store.path):
                done = schedule.done_in(self._store)
        except StoreError as problem:
            error = f"The history is not available: {problem}."
        return CoachDay(today, schedule, schedule.weeks(done, today), error)
