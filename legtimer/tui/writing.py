"""Writing workouts: the editor over whatever is on the screen, and what comes after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from textual import on
from textual.screen import Screen

from legtimer.core.workout import Workout
from legtimer.files.printable import printable
from legtimer.tui.desk import DeskApp
from legtimer.tui.screens.session.driving import DrivingScreen

if TYPE_CHECKING:
    from legtimer.app.editor_files import OpenFile
    from legtimer.history.recorded_session import RecordedSession
    from legtimer.tui.screens.editor.screen import Edited
    from legtimer.tui.screens.library.screen import LibraryScreen


class WritingApp(DeskApp):
    """Opens the editor, from the library and from a session."""

    _home: Screen[None] | None
    """The library, where the program was started with it."""
    driven: RecordedSession | None
    """The session under way; None when there is none."""

    def _first(self, workout: Workout) -> Screen[None]:
        """The first screen of a workout."""
        raise NotImplementedError

    def on_library_screen_edit_wanted(self, message: LibraryScreen.EditWanted) -> None:
        """A workout's file is to be changed."""
        self.open_editor(message.origin)

    def on_library_screen_new_wanted(self) -> None:
        """A new workout is to be written."""
        self.new_workout()

    def open_editor(self, origin: str, line: int = 0) -> None:
        """Edit a workout file.

        Args:
            origin: the file, as ``Entry.origin`` has it.
            line: where to begin, from 1; 0 for the first mistake, or else the top.
        """
        from legtimer.app.editor_files import EditorFileError

        try:
            self._edit(self.services.editor_files.open(origin), line)
        except EditorFileError as problem:
            self.notify(printable(problem.message, limit=300), markup=False, severity="warning")

    def new_workout(self, kind: str = "") -> None:
        """Ask for a name, and for a kind of block if none is given, and write a new workout.

        Args:
            kind: the kind of its first block.
        """
        from legtimer.tui.screens.editor.new_workout import NewDialog

        def begin(chosen: tuple[str, str] | None) -> None:
            if chosen is not None:
                self._edit(self.services.editor_files.new(*chosen), 0)

        self.push_screen(NewDialog(kind), begin)

    @on(DrivingScreen.EditWanted)
    def edit_session(self) -> None:
        """Edit the file of the session under way, which waits and goes on unchanged afterwards."""
        if self.driven is None:
            return
        origin = self.services.editor_files.origin_of(self.driven)
        if not origin:
            self.notify("The file of this workout is not there any more.", severity="warning")
            return
        if isinstance(self.screen, DrivingScreen):
            self.screen.hold()
        self.open_editor(origin)

    def _edit(self, file: OpenFile, line: int) -> None:
        from legtimer.tui.screens.editor.screen import EditorScreen

        screen = EditorScreen(
            self.services.editor_files,
            file,
            line=line,
            in_session=self.driven is not None,
            unsaved=self.services.editor_files.recovery_files.find(file.origin),
        )
        self.push_screen(screen, self._edited)

    def offer_unsaved_text(self) -> None:
        """Ask whether to go on with a text that was not saved the last time, if there is one."""
        found = self.services.editor_files.recovery_files.all()
        if not found:
            return
        from legtimer.app.editor_files import OpenFile
        from legtimer.tui.screens.session.dialogs import SureDialog

        unsaved = found[0]

        def answered(yes: bool | None) -> None:
            if yes:
                file = OpenFile(unsaved.origin, unsaved.content or "", unsaved.content)
                self._edit(replace(file, copied_from=unsaved.copied_from), 0)

        name = printable(PurePath(unsaved.origin).name, limit=30)
        question = f"{name} was not saved. Open its text?"
        self.push_screen(SureDialog(question, "Later", "Open it (y)"), answered)

    def _edited(self, edited: Edited | None) -> None:
        """Back from the editor."""
        if edited is None:
            return
        if edited.saved and self._home is not None:
            cast("LibraryScreen", self._home).reload(edited.origin)
        if edited.workout is not None:
            self.push_screen(self._first(edited.workout))
