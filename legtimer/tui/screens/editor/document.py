"""The file under the editor: saved, read again, opened elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from textual.app import SuspendNotSupported
from textual.screen import Screen
from textual.timer import Timer

from legtimer.app.editor_files import ChangedOnDisk, EditorFiles
from legtimer.files.recovery_file import OpenFile
from legtimer.files.workouts import WorkoutFileError
from legtimer.tui.screens.editor.dialogs import file_changed_dialog

if TYPE_CHECKING:
    from legtimer.tui.screens.editor.area import TomlArea


KEPT_AFTER: Final = 1.0
"""Seconds from a change of a text until it is written to its recovery file."""


class Document:
    """A file and the text that is to become of it."""

    def __init__(
        self,
        screen: Screen[Any],
        files: EditorFiles,
        file: OpenFile,
        area: TomlArea,
        say: Callable[..., None],
        saved: Callable[[], None],
    ) -> None:
        """Begin with a file as it was opened, its text in the area.

        Args:
            screen: for dialogs, and to lend the terminal to another editor.
            files: reads and writes.
            file: as it was opened.
            area: the text as it stands.
            say: tells the athlete something.
            saved: is called whenever the text was saved.
        """
        self._screen, self._files, self._area = screen, files, area
        self._say, self._saved = say, saved
        self.file = file
        """As it was read or written last."""
        self.written = False
        """Whether it was written at all since it was opened."""
        # Line ends of several kinds, and some rare characters, are not kept by a text area.
        self._before = area.text
        self._timer: Timer | None = None
        self._warned: str | None = file.content

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return PurePath(self.file.origin).name

    @property
    def modified(self) -> bool:
        """Whether there is anything to save."""
        unwritten = self.file.new and not self.file.copied_from
        return unwritten or self._area.text != self._before

    def recover(self, unsaved: OpenFile) -> None:
        """Go on with a text that was not saved when the editor or the terminal went."""
        self.file = self.file._replace(content=unsaved.content, copied_from=unsaved.copied_from)
        self._area.replace_all(unsaved.text)
        instead = "" if self.file.new else "; ctrl+z brings back what the file says"
        self._say(f"This text was not saved the last time{instead}.")

    def text_changed(self) -> None:
        """Keep the text soon; who types on and on has it kept again and again."""
        if self._timer is None:
            self._timer = self._screen.set_timer(KEPT_AFTER, self.keep_text)

    def keep_text(self) -> bool:
        """Write a text that is not saved to its recovery file; whether there is one."""
        if not self.modified:
            self.forget_text()
            return False
        self._stop_timer()
        unsaved = self.file._replace(text=self._area.text)
        return self._files.recovery_files.write(unsaved) is not None

    def forget_text(self) -> None:
        """Delete the recovery file: the text was saved or is not wanted."""
        self._stop_timer()
        self._files.recovery_files.delete(self.file.origin)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def greet(self) -> None:
        """Say what has to be known of the file."""
        if self._before != self.file.text:
            self._say("Its line ends are of several kinds; saving makes them all the same.")
        if self.file.copied_from:
            self._say(f"This is a copy: it is saved as {self.file.origin}; the original stays.")

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save, and do something afterwards if that went well.

        Args:
            then: what comes afterwards.
        """
        text = self._area.text
        try:
            self.file = self._files.save(self.file, text)
        except ChangedOnDisk:
            self._ask(then)
            return
        except WorkoutFileError as problem:
            self._say(str(problem), warning=True)
            return
        self._before, self.written = text, True
        self.forget_text()
        self._saved()
        if then is not None:
            then()

    def saved_first(self, then: Callable[[], None]) -> None:
        """Do something that needs the file as the text stands, which is saved if need be."""
        if self.modified or self.file.new:
            self.save(then)
        else:
            then()

    def look(self) -> None:
        """Read a file again that was changed elsewhere; where both were changed, only say so."""
        now = self._now()
        if now is None or now.content == self._warned:
            return
        self._warned = now.content
        if now.content is None:
            self.file = now
            self._say("The file is gone; saving writes it again.", warning=True)
        elif self.modified:
            self._say(
                "The file was changed by another program; saving asks what to do.", warning=True
            )
        else:
            self._take(now)
            self._say("The file was changed by another program; this is what it says now.")

    def edit_externally(self) -> None:
        """Open the file in the athlete's own editor, with what is not saved yet."""
        if self._files.external_editor():
            self.saved_first(self._lend)
        else:
            self._say("Set VISUAL or EDITOR to the editor that you prefer.", warning=True)

    def _lend(self) -> None:
        try:
            with self._screen.app.suspend():
                self._files.edit_externally(self.file)
        except SuspendNotSupported:
            self._say("This terminal can't be lent to another program.", warning=True)
        except WorkoutFileError as problem:
            self._say(str(problem), warning=True)
        now = self._now()
        if now is not None and now.content is not None:
            self.written = True
            self._take(now)

    def _ask(self, then: Callable[[], None] | None) -> None:
        """Another program has changed the file: ask what to do."""

        def answered(answer: str | None) -> None:
            now = self._now() if answer in ("mine", "theirs") else None
            if answer == "mine":
                self.file = now or self.file
                self.save(then)
            elif now is not None:
                self._take(now)

        self._screen.app.push_screen(file_changed_dialog(self.name), answered)

    def _now(self) -> OpenFile | None:
        """The file as it stands on the disk; None if it is as it was, or cannot be read."""
        try:
            return self._files.look(self.file)
        except WorkoutFileError as problem:
            self._say(str(problem), warning=True)
            return None

    def _take(self, file: OpenFile) -> None:
        """Go on with what the file says now; undo brings back what was here."""
        self.file, self._warned = file, file.content
        self._area.replace_all(file.text)
        self._before = self._area.text
