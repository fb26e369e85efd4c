"""Rows that scroll, with headings: the steps of a workout."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from legtimer.files.workouts.readable_part import MARK
from legtimer.tui.widgets.fitting import pad


class OutlineView(ScrollView):
    """Rows that scroll, painted only where they are seen."""

    can_focus = False

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="outline")
        self.rows: tuple[str, ...] = ()
        """What is shown."""

    def say(self, rows: Sequence[str]) -> None:
        """Show these rows from now on."""
        if tuple(rows) != self.rows:
            self.rows = tuple(rows)
            self.virtual_size = Size(self.size.width, len(rows))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        at = y + self.scroll_offset.y
        row = self.rows[at] if at < len(self.rows) else ""
        style = self.visual_style.rich_style
        if (row and not row.startswith(" ")) or MARK in row:
            style += self.get_component_rich_style("outline--heading", partial=True)
        width = self.scrollable_content_region.width
        return Strip([Segment(pad(row, width, "left"), style)], width)

    COMPONENT_CLASSES = {"outline--heading"}
