"""What there is to know of the marked row of a list, beside it, where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Container

from legtimer.files.printable import printable
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.text import Rows, Words

BROAD: Final = 150
"""Columns of a screen from which on there is room for it."""


def columns_beside(width: int) -> int:
    """Columns of what stands beside a list on a screen of this width; 0 where it has no room."""
    return width * 2 // 5 if width >= BROAD else 0


class Headline(Container):
    """A name and a figure in large words, on screens with the class ``-broad``."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Headline { display: none; height: auto; margin-bottom: 1; }
    .-broad Headline { display: block; }
    Headline #name { height: 6; color: $accent; }
    Headline #figure { height: 3; margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """The name above the figure."""
        yield Words(id="name")
        yield Words(id="figure")

    def say(self, name: str, figure: str) -> None:
        """Show this from now on; the figure may be empty."""
        for id, text in (("#name", name), ("#figure", figure)):
            words = self.query_one(id, Words)
            words.say(printable(text, limit=NAME_LIMIT).upper())
            words.display = bool(text)


class Preview(Container):
    """What is marked, in large words with rows below them; on screens with the class ``-broad``."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Preview { display: none; width: 40%; height: 1fr; background: $surface; padding: 1 2; }
    .-broad Preview { display: block; }
    Preview Rows { height: auto; }
    """

    @property
    def cells(self) -> int:
        """Cells of a row."""
        return max(10, columns_beside(self.screen.size.width) - 4)

    def compose(self) -> ComposeResult:
        """What is large, and the rows."""
        yield Headline()
        yield Rows()

    def say(self, name: str, figure: str, rows: Sequence[str]) -> None:
        """Show this from now on.

        Args:
            name: what is marked.
            figure: what matters most of it; may be empty.
            rows: what else there is to know, wrapped for ``cells``.
        """
        self.query_one(Headline).say(name, figure)
        self.query_one(Rows).say_all(rows)
