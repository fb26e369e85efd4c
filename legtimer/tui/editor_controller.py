"""The editor over whatever is on the screen, and what comes after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from textual.app import App

from legtimer.app.editor_files import EditorFiles
from legtimer.core.estimate import Pace
from legtimer.core.workout import Workout
from legtimer.files.printable import printable
from legtimer.files.recovery_file import OpenFile
from legtimer.files.workouts import WorkoutFileError
from legtimer.history.recorded_session import RecordedSession
from legtimer.tui.screens.session.driving import DrivingScreen

if TYPE_CHECKING:
    from legtimer.app.programme_schedule import ProgrammeSchedule
    from legtimer.tui.screens.editor.language import AnyLanguage
    from legtimer.tui.screens.editor.screen import EditorResult
    from legtimer.tui.screens.editor.source_view import TextSource
    from legtimer.whiteboard.result import WrittenWorkout

_MOST_CHOICES = 9
"""Workouts of a text that have a key to choose them by."""


class EditorController:
    """Opens the editor from the library and from a session, and offers text that was not saved."""

    def __init__(
        self,
        app: App[Any],
        files: EditorFiles,
        session: Callable[[], RecordedSession | None],
        reload: Callable[[str], object],
        train: Callable[[Workout], object],
        use: Callable[[ProgrammeSchedule], object],
        pace: Callable[[], Pace],
        today: Callable[[], date],
    ) -> None:
        """Open nothing yet.

        Args:
            app: shows the editor.
            files: the workout files.
            session: gives the session under way.
            reload: has the library, if there is one, read a file again that was saved.
            train: begins with a workout that the athlete wants to train now.
            use: begins with a programme that the athlete wants to train by from now on.
            pace: by which lengths are estimated.
            today: the day on which programmes without a date begin.
        """
        self._app, self._files, self._session = app, files, session
        self._reload, self._pace, self._today = reload, pace, today
        self._begin: dict[str, Callable[[Any], object]] = {"workout": train, "programme": use}

    def open(self, origin: str, line: int = 0, kind: str = "workout") -> None:
        """Edit a file.

        Args:
            origin: the file.
            line: where to begin, from 1; 0 for the first mistake, or else the top.
            kind: as ``OpenFile.kind``.
        """
        try:
            self._edit(self._files.open(origin, kind), line)
        except WorkoutFileError as problem:
            self._app.notify(printable(str(problem), limit=300), markup=False, severity="warning")

    def new_workout(self, kind: str = "") -> None:
        """Ask for a name, and for a kind of block if none is given, and write a new workout.

        Args:
            kind: the kind of its first block.
        """
        from legtimer.tui.screens.editor.new_file import NewFile, PastedText, new_workout_dialog

        def begin(chosen: NewFile | PastedText | None) -> None:
            if isinstance(chosen, PastedText):
                self._read_text(chosen)
            elif chosen is not None:
                self._edit(self._files.new(*chosen), 0)

        self._app.push_screen(new_workout_dialog(kind), begin)

    def new_programme(self) -> None:
        """Ask for a name and a template, and write a new programme."""
        from legtimer.tui.screens.editor.new_file import NewFile, PastedText, new_programme_dialog

        def begin(chosen: NewFile | PastedText | None) -> None:
            if isinstance(chosen, NewFile):
                self._edit(self._files.new_programme(*chosen, self._today()), 0)

        self._app.push_screen(new_programme_dialog(), begin)

    def _read_text(self, text: str) -> None:
        """Open the workout of a text beside it; of several, the one that is chosen, or save all."""
        from legtimer.tui.screens.editor.dialogs import Answer, ChoiceDialog

        reading = self._files.read_text(text)
        found = reading.workouts
        if len(found) < 2:
            if found:
                self._edit_from_text(text, found[0])
            else:
                self._app.notify(f"{reading.problem}.", markup=False, severity="warning")
            return

        def chosen(answer: str | None) -> None:
            if answer == "all":
                for workout in found:
                    file = self._files.new_from_text(workout)
                    self._files.save(file, file.text)
                    self._reload(file.origin)
            elif answer:
                self._edit_from_text(text, found[int(answer.removeprefix("workout-"))])

        names = [printable(workout.name, limit=40) for workout in found[:_MOST_CHOICES]]
        answers = [Answer(f"workout-{n}", name, str(n + 1)) for n, name in enumerate(names)]
        every = Answer("all", f"Save all {len(found)}", "a")
        question = f"There are {len(found)} workouts in the text."
        self._app.push_screen(ChoiceDialog(question, (every, *answers)), chosen)

    def _edit_from_text(self, text: str, workout: WrittenWorkout) -> None:
        from legtimer.tui.screens.editor.source_view import TextSource

        self._edit(self._files.new_from_text(workout), 0, TextSource.of(text, workout.lines))

    def edit_session(self) -> None:
        """Edit the file of the session under way, which waits and goes on unchanged afterwards."""
        session = self._session()
        if session is None:
            return
        origin = self._files.origin_of(session)
        if not origin:
            self._app.notify("The file of this workout is not there any more.", severity="warning")
            return
        if isinstance(self._app.screen, DrivingScreen):
            self._app.screen.hold()
        self.open(origin)

    def _edit(self, file: OpenFile, line: int, source: TextSource | None = None) -> None:
        from legtimer.tui.screens.editor.screen import EditorScreen

        screen = EditorScreen(
            self._files,
            file,
            self._language(file.kind),
            line=line,
            in_session=self._session() is not None,
            unsaved=self._files.recovery_files.find(file.origin),
            source=source,
        )
        self._app.push_screen(screen, partial(self._edited, self._begin[file.kind]))

    def _language(self, kind: str) -> AnyLanguage:
        if kind == "programme":
            from legtimer.tui.screens.editor.programme_language import ProgrammeLanguage

            return ProgrammeLanguage(self._files, self._today())
        from legtimer.tui.screens.editor.workout_language import WorkoutLanguage

        return WorkoutLanguage(self._files, self._pace())

    def offer_unsaved_text(self) -> None:
        """Ask whether to go on with a text that was not saved the last time, if there is one."""
        found = self._files.recovery_files.all()
        if not found:
            return
        from legtimer.tui.screens.session.dialogs import SureDialog

        unsaved = found[0]

        def answered(yes: bool | None) -> None:
            if yes:
                self._edit(unsaved._replace(text=unsaved.content or ""), 0)

        name = printable(PurePath(unsaved.origin).name, limit=30)
        question = f"{name} was not saved. Open its text?"
        self._app.push_screen(SureDialog(question, "Later", "Open it"), answered)

    def _edited(self, begin: Callable[[Any], object], edited: EditorResult | None) -> None:
        """Back from the editor, perhaps to begin with what was written."""
        if edited is None:
            return
        if edited.saved:
            self._reload(edited.origin)
        if edited.content is not None:
            begin(edited.content)
