"""What the editor knows of the files of one kind: how they are checked, completed and shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple

from legtimer.app.editor_files import CheckedText, Content
from legtimer.files.recovery_file import OpenFile
from legtimer.tui.screens.editor.completion import Grammar, Item

if TYPE_CHECKING:
    from legtimer.whiteboard.result import WhiteboardReading


class Outline(NamedTuple):
    """A file at a glance."""

    headline: str
    """What it comes to; before a ``·`` stands what there is always room for."""
    rows: tuple[str, ...]
    """Headings begin at the left, what belongs to them is indented."""


class Language(ABC, Generic[Content]):
    """One kind of file."""

    grammar: Grammar
    purpose: ClassVar[str]
    """What cannot be done with a file with mistakes: ``trained``."""
    at_once: ClassVar[int]
    """Characters up to which a text is checked in some milliseconds."""
    without: ClassVar[frozenset[str]] = frozenset()
    """Actions of the editor that make no sense."""
    words: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Other words for actions at the foot of the screen."""

    @abstractmethod
    def learn(self) -> None:
        """Find the names to complete, which takes longer than a key may; called from a thread."""

    @abstractmethod
    def check(self, text: str, file: OpenFile) -> CheckedText[Content]:
        """What comes of a text; called from another thread too."""

    @abstractmethod
    def outline(self, content: Content) -> Outline:
        """What stands beside the text; called from another thread too."""

    def outline_row(self, lines: Sequence[str], row: int) -> int | None:
        """The row of the outline that belongs to a line of the text; None to leave it as it is.

        Args:
            lines: the text.
            row: the line, from 0.
        """
        return None

    @abstractmethod
    def begin(self, file: OpenFile) -> Content | None:
        """What is to be trained or used now; None where the file has mistakes by now."""

    @abstractmethod
    def parts(self) -> Sequence[tuple[Item, str]]:
        """Tables that can be inserted, each with its text."""

    def read_text(self, text: str) -> WhiteboardReading | None:
        """What a text that is no TOML says; None where nothing can be read out of one."""
        return None


AnyLanguage = Language[Any]
