"""A dialog in a box in the middle of the screen, which is read from afar where there is room."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.content import Content
from textual.widgets import Button

from legtimer.tui.screens.base import Dialog, ScreenResult
from legtimer.tui.screens.session.rows import DETAILS, half_rows_of, side_margin
from legtimer.tui.widgets.fitting import banner, lines_at, wrap
from legtimer.tui.widgets.fonts import line_rows

_LARGE: Final = (110, 36)
"""Columns and rows of the screen from which on all is drawn large."""
_AROUND: Final = 6
"""Cells of the border and the padding of both sides."""


class BoxDialog(Dialog[ScreenResult]):
    """A dialog in a box; how large it says things is the same for all of them."""

    DEFAULT_CSS = """
    BoxDialog { align: center middle; }
    BoxDialog > #box {
        max-width: 100%;
        height: auto;
        max-height: 100%;
        padding: 1 2;
        background: $surface;
        color: $foreground;
        border: solid $accent;
    }
    BoxDialog.-low > #box { padding: 0 1; }
    BoxDialog #question { text-style: bold; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    WIDTH: ClassVar[int] = 64
    """Columns of the box where it is not drawn large."""

    @property
    def is_large(self) -> bool:
        """Whether there is room to draw all large."""
        return self.size.width >= _LARGE[0] and self.size.height >= _LARGE[1]

    @property
    def cells(self) -> int:
        """Cells of a row in the box."""
        return max(10, self._columns - _AROUND)

    @property
    def _columns(self) -> int:
        width = self.size.width
        return width - 2 * side_margin(width) if self.is_large else min(self.WIDTH, width)

    def rows_for(self, text: str, cm: float = DETAILS, most: int = 2) -> int:
        """Rows for a text: of words as on the screen of a session, or written where that is small.

        Args:
            text: what is said.
            cm: the height of the words, on the screen of a laptop.
            most: how many lines it may have.
        """
        if not self.is_large:
            return max(1, len(wrap(text, self.cells, most)))
        half_rows = half_rows_of(cm, self.size.height)
        return min(most, lines_at(text, self.cells, half_rows)) * line_rows(half_rows)

    def draw_answer(self, button: Button, *texts: str, key: str = "") -> None:
        """Say what a button does, the fullest text first, as large as there is room.

        Its key is only written: large words are capitals.
        """
        rows = self.rows_for(texts[-1], most=1)
        button.styles.height = rows + 3 if self.is_large else None
        drawn = [f"{texts[0]}{key}"]
        if self.is_large:
            lines = banner(texts, self.cells - 8 - len(key), rows, "left", blank=1)
            lines[-1] = f"{lines[-1].rstrip()}{key}"
            # The label of the button with the focus is reversed, which needs a margin.
            width = max(len(line.rstrip()) for line in lines) + 4
            drawn = [f"  {line.rstrip()}".ljust(width) for line in (*lines, "")]
        button.label = Content("\n".join(drawn))

    def on_resize(self) -> None:
        """Share the new size."""
        self.query_one("#box").styles.width = self._columns
        self.lay_out()

    def lay_out(self) -> None:
        """Say everything for the size that the screen has now."""
        raise NotImplementedError
