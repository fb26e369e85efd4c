"""Plain text on a screen: one line, several lines, and words as large as they go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from legtimer.tui.widgets.fitting import apart, banner, first_fit, pad
from legtimer.tui.widgets.fonts import WORD_ROWS


class Text(Widget):
    """An area of plain text that is painted again only when it changes."""

    can_focus = False
    ALIGN = "center"

    shown: tuple[str, ...] = ()
    """What was asked to be shown last."""
    _rows: Sequence[str] = ()
    _for: tuple[int, int] | None = None

    def say(self, *texts: str) -> None:
        """Show this from now on.

        Args:
            texts: what it means depends on the kind of text.
        """
        if texts != self.shown:
            self.shown = texts
            self._for = None
            self.refresh()

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """The rows for an area of this size, each exactly ``width`` cells wide."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        width, height = self.size
        if self._for != (width, height):
            self._rows = self.arrange_rows(width, height)
            self._for = (width, height)
        row = self._rows[y] if y < len(self._rows) else " " * width
        return Strip([Segment(row, self.visual_style.rich_style)], width)


class Line(Text):
    """One row: the first of the given texts that fits, the last one cut."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """One row."""
        return [pad(first_fit(self.shown, width), width, self.ALIGN)]


class LeftLine(Line):
    """One row, from the left."""

    ALIGN = "left"


class RightLine(Line):
    """One row, to the right."""

    ALIGN = "right"


class Words(Text):
    """Words as large as they go: the fullest of the given texts that can be drawn large."""

    DEFAULT_CSS = "Words { width: 1fr; text-style: bold; }"
    HALF_BLANK: ClassVar[int | None] = None
    """As in ``banner``."""
    SLIM: ClassVar[bool] = False
    """Whether a text is drawn in slim letters rather than a shorter one in broad ones."""
    least = WORD_ROWS
    """Half rows of the words, if they can be drawn so high."""

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """As many rows as there are."""
        return banner(
            self.shown,
            width,
            height,
            self.ALIGN,
            blank=self.HALF_BLANK,
            least=self.least,
            slim=self.SLIM,
        )


class TallWords(Words):
    """The same in any height; half a row above them is blank, as the rows above may be full."""

    HALF_BLANK = 1


class SlimWords(TallWords):
    """The same, whose fullest text matters more than broad letters."""

    SLIM = True


class Heading(Words):
    """Words from edge to edge, and others at the right end of the same rows."""

    beside: tuple[str, ...] = ()

    def say_both(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Show this from now on, of either end the first text that fits."""
        if tuple(right) != self.beside:
            self.beside = tuple(right)
            self.shown = ()
        self.say(*left)

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """As many rows as there are."""
        return apart(self.shown, self.beside, width, height, self.least)


class Rows(Text):
    """Several rows, one text each, from the left; those that do not fit fall off the end."""

    DEFAULT_CSS = "Rows { width: 1fr; }"
    ALIGN = "left"

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """As many of the texts as there are rows."""
        return [pad(text, width, self.ALIGN) for text in self.shown[:height]]

    def say_all(self, rows: Sequence[str]) -> None:
        """Show these rows from now on, and be as high as they are many."""
        self.styles.height = len(rows)
        self.say(*rows)
