"""What the editor is given from outside, so that it reaches no file itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from legtimer.core.workout import Workout
from legtimer.files.mistakes import Mistake, Severity

if TYPE_CHECKING:
    from legtimer.files.recovery_file import RecoveryFiles
    from legtimer.tui.ports import Driven, Entry


class WorkshopError(Exception):
    """Something could not be done with a file.

    Attributes:
        message: why not, as a sentence for a person.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ChangedOnDisk(WorkshopError):
    """The file says something else by now than when it was read."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A workout file as it was read or written last."""

    origin: str
    """Where it is saved."""
    text: str
    """What it says, without a byte-order mark."""
    content: str | None
    """The whole content of ``origin`` when it was last seen; None while it does not exist."""
    copied_from: str = ""
    """The shipped or read-only file that it is a copy of; empty for a file of one's own."""

    @property
    def new(self) -> bool:
        """Whether there is no such file yet."""
        return self.content is None


class Checked(NamedTuple):
    """What came of reading a text."""

    workout: Workout | None
    """None where the text has errors."""
    mistakes: tuple[Mistake, ...] = ()
    """In the order of the text."""

    @property
    def errors(self) -> int:
        """How many of them keep the workout from running."""
        return sum(mistake.severity is Severity.ERROR for mistake in self.mistakes)


class Workshop(Protocol):
    """Reads, checks and writes workout files for the editor."""

    def open(self, origin: str) -> OpenFile:
        """Read a file; a shipped one is opened as a copy, which is made when it is saved.

        Raises:
            WorkshopError: if it cannot be read, or is no text.
        """

    def new(self, name: str, kind: str) -> OpenFile:
        """A workout of one block of a kind from its example, which is not written yet."""

    def save(self, file: OpenFile, text: str) -> OpenFile:
        """Write a text in place of what a file says; what it said is kept as a backup.

        Raises:
            ChangedOnDisk: if the file was changed since it was read; nothing is written.
            WorkshopError: if it cannot be written; the file is as it was.
        """

    def look(self, file: OpenFile) -> OpenFile | None:
        """The file as it stands on the disk now; None if it is as it was seen last.

        Raises:
            WorkshopError: if it cannot be read.
        """

    def check(self, text: str, file: OpenFile) -> Checked:
        """Read a text as the file's; may be called from any thread."""

    @property
    def recovery_files(self) -> RecoveryFiles:
        """Keep the text that is not saved yet."""

    def entry(self, file: OpenFile) -> Entry:
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
            WorkshopError: if it cannot be started, or failed.
        """
