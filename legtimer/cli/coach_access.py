"""Access to the coach for commands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from legtimer.app.coach import CoachDay, CoachService
from legtimer.app.dates import here_and_now
from legtimer.app.programme_figures import next_figures, rehearsed_figures
from legtimer.app.programme_schedule import ProgrammeSchedule
from legtimer.app.targets import PrescribedFigure, TargetService
from legtimer.cli.output import complain
from legtimer.cli.settings import load_settings
from legtimer.core.coach.placement import PlannedSession, ProgrammeWeek
from legtimer.files.exercises.library import ExerciseLibrary, open_library
from legtimer.files.settings.sections import Settings
from legtimer.files.user_folders import history_file
from legtimer.history.store import Store


@dataclass(frozen=True)
class Coach:
    """What commands ask of the coach."""

    settings: Settings
    library: ExerciseLibrary
    store: Store

    def today(self) -> CoachDay:
        """What the programme in use says of today and the days behind it."""
        name, ids = self.settings.programme.name, self.library.exercise_id
        service = CoachService(self.store, lambda: name, ids, self.settings.personal)
        return service.on(here_and_now().date())

    def figures(self, found: CoachDay) -> list[PrescribedFigure]:
        """The figures of the first session that is planned, by the history."""
        return next_figures(found, self._targets(), self.settings.personal.maxima)

    def rehearsal(
        self, schedule: ProgrammeSchedule, weeks: Sequence[ProgrammeWeek]
    ) -> dict[PlannedSession, list[PrescribedFigure]]:
        """The figures of all sessions, as if each was done in full."""
        maxima = self.settings.personal.maxima
        return dict(rehearsed_figures(schedule, weeks, self._targets(), maxima))

    def _targets(self) -> TargetService:
        return TargetService(self.store, self.library, self.settings.owned)


def complain_of(found: CoachDay) -> None:
    """Say what is wrong with the programme in use or the history, if anything is."""
    if found.error:
        advice = ": legtimer programme check" if found.mistakes else ""
        complain(f"{found.error}{advice}")


@contextmanager
def open_coach(options: argparse.Namespace) -> Iterator[Coach]:
    """The coach over the athlete's own files; no history is made."""
    library = open_library()
    store = Store(history_file(), exercise_id=library.exercise_id)
    try:
        yield Coach(load_settings(options), library, store)
    finally:
        store.close()
