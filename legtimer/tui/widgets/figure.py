"""The figure that is read from four metres: solid digits that fill the space they are given.

One widget per character, so that a turning digit repaints itself and nothing else, and of that
only the rows that differ. The places of the characters come from a *template* (``00:00``) and
not from the text, so nothing jumps when the minutes lose a digit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from legtimer.tui.widgets.fonts import SMALLEST_FIGURE, STROKES, figure_rows, stroke

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


def share_width(width: int, first: str, second: str, rows: int) -> tuple[int, int]:
    """Share the cells of two figures beside each other, both of digits of one size.

    Args:
        width: cells for both.
        first: the characters of the first figure.
        second: those of the second.
        rows: the height of both.

    Returns:
        Cells for the second figure, and those of them that are the gap between both: more than
        between two digits, or they look like one figure; less where strokes are thin otherwise.
    """
    gap, narrow = max(4, width // 8 - 2), max(2, width // 16)
    sizes, closer = (proportions(first + second, width - each, rows) for each in (gap, narrow))
    if closer.digit < _LETTER and any(map(str.isalpha, first)):
        return narrow + closer._replace(digit=SMALLEST_FIGURE[0]).width(second), narrow
    if closer.stroke > sizes.stroke or sizes.digit < SMALLEST_FIGURE[0]:
        gap, sizes = narrow, closer
    here, there = sizes.width(first), sizes.width(second)
    return gap + (width - gap) * there // (here + there), gap


class Glyph(Widget):
    """One character of a figure."""

    DEFAULT_CSS = "Glyph { width: auto; height: auto; }"

    char = " "
    _width = _height = 0
    _art: tuple[str, ...] = ()

    def put(self, char: str, width: int, height: int) -> None:
        """Show a character.

        Args:
            char: which.
            width: in cells.
            height: in rows.
        """
        same_size = (width, height) == (self._width, self._height)
        if same_size and char == self.char:
            return
        before, self.char = self._art, char
        self._width, self._height = width, height
        self._art = figure_rows(char, width, height)
        if not same_size or len(before) != len(self._art):
            self.styles.width, self.styles.height = width, height
            self.refresh(layout=True)
            return
        differ = [y for y, (a, b) in enumerate(zip(before, self._art, strict=True)) if a != b]
        regions = []
        while differ:
            top = bottom = differ.pop(0)
            while differ and differ[0] == bottom + 1:
                bottom = differ.pop(0)
            regions.append(Region(0, top, width, bottom - top + 1))
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        row = self._art[y] if y < len(self._art) else " " * self._width
        return Strip([Segment(row, self.visual_style.rich_style)], self._width)


class Figure(Widget):
    """A row of characters, as large as they go."""

    DEFAULT_CSS = """
    Figure { layout: horizontal; align: center middle; width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Start blank.

        Args:
            id: the widget's id in style sheets.
        """
        super().__init__(id=id)
        self._glyphs = [Glyph() for _ in range(LONGEST)]
        self.text = ""
        """What is shown."""
        self._template = ""

    def compose(self) -> ComposeResult:
        """The characters; those that the template has no use for take no part in the layout."""
        for glyph in self._glyphs:
            glyph.display = False
            yield glyph

    def say(self, text: str, template: str = "") -> None:
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
        text = text.rjust(len(template))
        if (text, template) != (self.text, self._template):
            self.text, self._template = text, template
            self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Fill the new area."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, rows = self.size
        if not self._template or width < 1 or rows < 1:
            return
        sizes = proportions(self._template, width, rows)
        for i, glyph in enumerate(self._glyphs):
            used = i < len(self._template)
            if glyph.display != used:
                glyph.display = used
            if not used:
                continue
            # A blank in place of a digit keeps a digit's width, a blank for a colon a colon's.
            cells = sizes.cells(self._template[i])
            margin = (0, 0, 0, sizes.gap if i else 0)
            if glyph.styles.margin != margin:
                glyph.styles.margin = margin
            glyph.put(self.text[i], cells, sizes.rows)
