"""The programme that an athlete trains by: which sessions are due when, and why.

Theory of operation. Nothing is kept but the name of the programme in the settings. All else follows
from its file, its runs, the history and today. Where no programme is in use, nothing of programmes
is imported: every start of a session passes here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from legtimer.app.dates import here_and_now
from legtimer.app.targets import ProgrammeGrowth
from legtimer.core.scoring import plural
from legtimer.files.named_file import NoSuchFile
from legtimer.files.printable import printable
from legtimer.files.regular_file import FileVersion, file_version

if TYPE_CHECKING:
    from legtimer.app.programme_schedule import ProgrammeSchedule
    from legtimer.core.athlete_defaults import AthleteDefaults
    from legtimer.core.coach.placement import DoneSession, PlannedSession, ProgrammeWeek
    from legtimer.core.coach.programme import Programme
    from legtimer.core.workout import Workout
    from legtimer.files.mistakes import Mistake
    from legtimer.history.store import Store


class ProgrammeEntry(NamedTuple):
    """A programme that can be chosen."""

    path: Path
    name: str
    """As ``NamedFile.name``."""
    programme: Programme | None
    """None for one with mistakes."""
    errors: int
    """How many mistakes keep it from being used."""
    in_use: bool


class CoachDay(NamedTuple):
    """What the coach says on a day."""

    day: date
    schedule: ProgrammeSchedule | None = None
    """None where no programme is in use, or it has mistakes."""
    weeks: Sequence[ProgrammeWeek] = ()
    """From that of the day on; none when the programme is over."""
    error: str = ""
    """Why there is nothing, or less than there should be, in a sentence; empty if all is well."""
    mistakes: Sequence[str] = ()
    """Those of the programme, a line each, as ``legtimer programme check`` says them."""

    @property
    def due(self) -> PlannedSession | None:
        """The session of the day."""
        return next((one for one in self.planned if one.day == self.day), None)

    @property
    def done(self) -> list[DoneSession]:
        """What was done of the programme on the day."""
        return [one for week in self.weeks for one in week.done if one.day == self.day]

    def low_impact(self, session: PlannedSession) -> bool:
        """Whether the easier alternatives are swapped in."""
        return any(week.phase.low_impact for week in self.weeks if session in week.planned)

    @property
    def planned(self) -> Iterator[PlannedSession]:
        """The sessions of the day and of those behind it."""
        return (one for week in self.weeks for one in week.planned)


class _Opened(NamedTuple):
    """A programme as it was read last."""

    asked: tuple[Path, date]
    files: Sequence[Path]
    seen: Sequence[FileVersion]
    schedule: ProgrammeSchedule | None
    mistakes: Sequence[Mistake]


class CoachService:
    """Says what is due; files are read again only when they have changed."""

    def __init__(
        self,
        store: Store,
        name: Callable[[], str],
        exercise_id: Callable[[str], str],
        personal: AthleteDefaults | None = None,
    ) -> None:
        """Touch nothing yet.

        Args:
            store: the history.
            name: the programme in use, as the settings have it; empty for none.
            exercise_id: the same for all names of an exercise.
            personal: what counts where the files of workouts say nothing.
        """
        self._store, self._name, self._personal = store, name, personal
        self._exercise_id = exercise_id
        self._opened: _Opened | None = None

    @property
    def in_use(self) -> bool:
        """Whether there is a programme in use."""
        return bool(self._name())

    def file(self) -> Path:
        """The file of the programme in use.

        Raises:
            NoSuchFile: if it is not there any more; says its name.
        """
        from legtimer.files.programmes.catalogue import PROGRAMMES

        name = self._name()
        try:
            return PROGRAMMES.find(name)
        except NoSuchFile as problem:
            raise NoSuchFile(f"{printable(name)}: {problem}") from None

    def programmes(self) -> list[ProgrammeEntry]:
        """All programmes, the athlete's own first."""
        from legtimer.files.programmes.catalogue import PROGRAMMES
        from legtimer.files.programmes.reader import read_programme_file

        used = None
        if self.in_use:
            with suppress(NoSuchFile):
                used = self.file()
        found = []
        for file in PROGRAMMES.all():
            reading = read_programme_file(file.path)
            errors = len(reading.errors)
            found.append(
                ProgrammeEntry(file.path, file.name, reading.programme, errors, file.path == used)
            )
        return found

    def dated(self, schedule: ProgrammeSchedule) -> Path:
        """The file of a programme that has a date; one without a date begins on its first day.

        Raises:
            EditError: if the date cannot be written, with the reason.
        """
        from legtimer.files.programmes.own_programmes import write_date

        if schedule.programme.first_day is not None:
            return schedule.path
        return write_date(schedule.path, schedule.programme, "start", schedule.first_day)

    def schedule_at(self, path: Path, today: date) -> ProgrammeSchedule | None:
        """A programme with its dates; None for one with mistakes.

        Args:
            path: its file.
            today: where it has no date, it begins today.
        """
        return self._open(path, today).schedule

    def growth_of(self, workout: Workout) -> ProgrammeGrowth:
        """What the programme in use says today of the growth in a workout."""
        today = here_and_now().date()
        try:
            schedule = self.schedule_at(self.file(), today) if self.in_use else None
        except NoSuchFile:
            schedule = None
        if schedule is None:
            return ProgrammeGrowth()
        return schedule.growth(workout.name, today, self._exercise_id)

    def on(self, today: date) -> CoachDay:
        """What is due on a day and after it, by what was done up to now."""
        from legtimer.history.errors import StoreError

        if not self.in_use:
            return CoachDay(today)
        try:
            path = self.file()
        except NoSuchFile as problem:
            return CoachDay(today, error=str(problem))
        opened = self._open(path, today)
        schedule = opened.schedule
        if schedule is None:
            count = plural(len(opened.mistakes), "mistake")
            lines = [mistake.render(path.name) for mistake in opened.mistakes]
            place = f"{'line' if len(lines) == 1 else 'from line'} {opened.mistakes[0].line}"
            error = f"{count} in {path.name}, {place}"
            return CoachDay(today, error=error, mistakes=lines)
        done: list[DoneSession] = []
        error = ""
        try:
            if os.path.exists(self._store.path):
                done = schedule.done_in(self._store)
        except StoreError as problem:
            error = f"The history is not available: {problem}."
        return CoachDay(today, schedule, schedule.weeks(done, today), error)

    def _open(self, path: Path, today: date) -> _Opened:
        from legtimer.app.programme_schedule import open_schedule
        from legtimer.files.programmes.run_calendar import calendar_path

        known = self._opened
        if (
            known is None
            # What it lacks may have come meanwhile.
            or known.schedule is None
            or known.asked != (path, today)
            or known.seen != _versions(known.files)
        ):
            schedule, reading = open_schedule(path, today, self._personal)
            programme, files = reading.programme, [path, *reading.workouts.values()]
            if programme is not None and programme.runs.calendar:
                files.append(calendar_path(programme.runs, path))
            seen = _versions(files)
            known = _Opened((path, today), files, seen, schedule, reading.errors)
            self._opened = known
        return known


def _versions(files: Sequence[Path]) -> list[FileVersion]:
    return [file_version(file) for file in files]
