"""The figure that is read from four metres: solid digits that fill the space they are given.

A turning digit repaints only the rows that differ. The places of the characters come from a
*template* (``00:00``) and not from the text, so nothing jumps when the minutes lose a digit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from textual.geometry import Region

from legtimer.tui.widgets.fitting import pad
from legtimer.tui.widgets.fonts import SMALLEST_FIGURE, STROKES, figure_rows, stroke
from legtimer.tui.widgets.text import Text

LONGEST = 9
"""Characters that a figure can have."""
_LETTER = 5
"""Cells across from which on letters are what they are."""


class Proportions(NamedTuple):
    """How a figure fills its area, all in cells."""

    digit: int
    """Width of a digit or letter."""
    stroke: int
    """Width of a colon, and of the strokes of which a sign has several."""
    gap: int
    """Between two characters."""
    rows: int
    """Height."""

    def cells(self, char: str) -> int:
        """Width of a character."""
        strokes = STROKES.get(char)
        return self.digit if strokes is None else min(self.digit, strokes * self.stroke)

    def width(self, text: str) -> int:
        """Width of a text."""
        return sum(map(self.cells, text)) + (len(text) - 1) * self.gap


@lru_cache(maxsize=256)
def proportions(template: str, width: int, rows: int) -> Proportions:
    """Find the largest figure for an area.

    Args:
        template: the characters; a blank is as wide as a digit.
        width: of the area, in cells.
        rows: of the area, in cells.

    Returns:
        Its proportions. Height goes before width, as height is what is read from far away: a
        digit may be four times as high as wide (in equal units), never wider than 0.9 of high.
    """
    for digit in range(max(SMALLEST_FIGURE[0], round(1.8 * rows)), SMALLEST_FIGURE[0] - 1, -1):
        height = min(rows, 2 * digit)
        thick, _ = stroke(digit, 2 * height)
        sizes = Proportions(digit, thick, thick if digit > 8 else 1, height)
        if sizes.width(template) <= width:
            return sizes
    return Proportions(1, 1, 0, rows)


def share_width(width: int, first: str, second: str, rows: int, pad: int = 0) -> tuple[int, int]:
    """Share the cells of two figures beside each other, both of digits of one size.

    Args:
        width: cells for both.
        first: the characters of the first figure.
        second: those of the second.
        rows: the height of both.
        pad: cells around the second figure in its panel; 0 where it has none.

    Returns:
        Cells for the second figure and its panel, and those of them that are the gap between both.
        Without a panel that is more than between two digits, or they look like one figure; less
        where strokes are thin otherwise.
    """
    narrow = max(2, width // (32 if pad else 16))
    gap = narrow if pad else max(4, width // 8 - 2)
    width -= pad
    sizes, closer = (proportions(first + second, width - each, rows) for each in (gap, narrow))
    if closer.digit < _LETTER and any(map(str.isalpha, second)):
        return width - closer._replace(digit=SMALLEST_FIGURE[0]).width(first) + pad, narrow
    if closer.stroke > sizes.stroke or sizes.digit < SMALLEST_FIGURE[0]:
        gap, sizes = narrow, closer
    here, there = sizes.width(first), sizes.width(second)
    return gap + (width - gap) * there // (here + there) + pad, gap


class Figure(Text):
    """A row of characters, as large as they go."""

    DEFAULT_CSS = "Figure { width: 1fr; height: 1fr; }"

    @property
    def text(self) -> str:
        """What is shown."""
        return self.shown[0] if self.shown else ""

    def say_figure(self, text: str, template: str = "") -> None:
        """Show a figure.

        Args:
            text: the figure; characters that the font lacks are blanks.
            template: the longest text that is to come in its place, which gives the layout; the
                text is set to the right of it. Without one the text is its own template.
        """
        text = text[:LONGEST]
        template = (template or text)[:LONGEST]
        if len(template) < len(text):
            template = text
        figure = (text.rjust(len(template)), template)
        if self._for != self.size:
            self.say(*figure)
        elif figure != self.shown:
            self.shown, before = figure, self._rows
            self._rows = self.arrange_rows(*self.size)
            both, width = zip(before, self._rows, strict=True), self.size.width
            differ = [Region(0, y, width, 1) for y, (old, new) in enumerate(both) if old != new]
            if differ:
                self.refresh(*differ)

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """The characters in the middle, each at its place in the template."""
        if not self.text:
            return [" " * width] * height
        text, template = self.shown
        sizes = proportions(template, width, height)
        # A blank in place of a digit keeps a digit's width, a blank for a colon a colon's.
        drawn = [
            figure_rows(char, sizes.cells(place), sizes.rows)
            for char, place in zip(text, template, strict=True)
        ]
        gap, above = " " * sizes.gap, (height - sizes.rows) // 2
        rows = [""] * above + [gap.join(row) for row in zip(*drawn, strict=True)]
        return [pad(row, width, "center") for row in rows + [""] * (height - len(rows))]
