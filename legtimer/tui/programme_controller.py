"""The list of programmes over whatever is on the screen, and what comes of a choice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.app import App

from legtimer.app.coach import CoachService
from legtimer.app.dates import weekday_text
from legtimer.app.settings import SettingsService
from legtimer.files.named_file import NoSuchFile
from legtimer.files.printable import printable
from legtimer.files.toml.edit import EditError
from legtimer.tui.editor_controller import EditorController

if TYPE_CHECKING:
    from legtimer.app.programme_schedule import ProgrammeSchedule
    from legtimer.tui.screens.editor.programmes import ProgrammeChoice


class ProgrammeController:
    """Has programmes chosen, edited, and taken into use."""

    def __init__(
        self,
        app: App[Any],
        coach: CoachService,
        editor: EditorController,
        settings: SettingsService,
        show_today: Callable[[], object],
        today: Callable[[], date],
    ) -> None:
        """Show nothing yet.

        Args:
            app: shows the list.
            coach: knows the programmes.
            editor: opens their files.
            settings: has the name of the one in use.
            show_today: shows what is due today.
            today: the day on which programmes without a date begin.
        """
        self._app, self._coach, self._editor = app, coach, editor
        self._settings, self._show_today, self._today = settings, show_today, today

    def edit(self) -> None:
        """Edit the programme in use."""
        try:
            self._editor.open(str(self._coach.file()), kind="programme")
        except NoSuchFile as problem:
            self._warn(str(problem))

    def choose(self) -> None:
        """Ask for a programme to use or to edit, or for a new one."""
        from legtimer.tui.screens.editor.programmes import ProgrammesDialog

        self._app.push_screen(ProgrammesDialog(self._coach.programmes()), self._chosen)

    def _chosen(self, chosen: ProgrammeChoice | None) -> None:
        if chosen is None:
            return
        if chosen.action == "new":
            self._editor.new_programme()
            return
        schedule = None
        if chosen.action == "use":
            schedule = self._coach.schedule_at(chosen.path, self._today())
        if schedule is not None:
            self.use(schedule)
        else:
            # One with mistakes is opened where they are.
            self._editor.open(str(chosen.path), kind="programme")

    def use(self, schedule: ProgrammeSchedule) -> None:
        """Have the sessions of a programme due from now on, and show what is due today."""
        from legtimer.files.programmes.catalogue import programme_word

        try:
            name = programme_word(self._coach.dated(schedule))
        except EditError as problem:
            self._warn(str(problem))
            return
        if (refused := self._settings.set(("programme", "name"), name)) is not None:
            self._warn(refused)
            return
        self._show_today()
        days = f"{weekday_text(schedule.first_day)} to {weekday_text(schedule.last_day)}"
        title = printable(schedule.programme.name, 60)
        self._app.notify(f"In use: {title}, {days}.", markup=False)

    def _warn(self, text: str) -> None:
        self._app.notify(printable(text, 300), markup=False, severity="warning")
