"""What the editor is given from outside, so that it reaches no file itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from legtimer.app.editor_files import CheckedText, OpenFile

if TYPE_CHECKING:
    from legtimer.app.library import WorkoutEntry
    from legtimer.app.sessions import Driven
    from legtimer.files.recovery_file import RecoveryFiles


class Workshop(Protocol):
    """Reads, checks and writes workout files for the editor."""

    def open(self, origin: str) -> OpenFile:
        """Read a file; a shipped one is opened as a copy, which is made when it is saved.

        Raises:
            EditorFileError: if it cannot be read, or is no text.
        """

    def new(self, name: str, kind: str) -> OpenFile:
        """A workout of one block of a kind from its example, which is not written yet."""

    def save(self, file: OpenFile, text: str) -> OpenFile:
        """Write a text in place of what a file says; what it said is kept as a backup.

        Raises:
            ChangedOnDisk: if the file was changed since it was read; nothing is written.
            EditorFileError: if it cannot be written; the file is as it was.
        """

    def look(self, file: OpenFile) -> OpenFile | None:
        """The file as it stands on the disk now; None if it is as it was seen last.

        Raises:
            EditorFileError: if it cannot be read.
        """

    def check(self, text: str, file: OpenFile) -> CheckedText:
        """Read a text as the file's; may be called from any thread."""

    @property
    def recovery_files(self) -> RecoveryFiles:
        """Keep the text that is not saved yet."""

    def entry(self, file: OpenFile) -> WorkoutEntry:
        """The file as the library lists it, so that its workout can be trained."""

    def exercise_names(self) -> Sequence[str]:
        """The names of all exercises that the exercise library knows."""

    def origin_of(self, session: Driven) -> str:
        """The file that a session's workout is from; empty if nobody knows."""

    def outside_editor(self) -> str:
        """The name of the editor that the athlete prefers; empty if none is set."""

    def edit_outside(self, file: OpenFile) -> None:
        """Open the file in that editor and wait until it is left; the terminal is its own.

        Raises:
            EditorFileError: if it cannot be started, or failed.
        """
