"""The text that a workout was read from, beside its file, matched line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from legtimer.files.printable import printable
from legtimer.tui.widgets.fitting import pad

if TYPE_CHECKING:
    from legtimer.whiteboard.draft import FileLine

_LONGEST = 500


class TextSource(NamedTuple):
    """Where the text of a file comes from."""

    rows: tuple[str, ...]
    """The lines that a person wrote."""
    matches: tuple[tuple[str, int], ...]
    """Lines of the file as they were made, each with the number of its row, from 1."""

    @classmethod
    def of(cls, text: str, lines: Iterable[FileLine]) -> TextSource:
        """What a text was read as, in lines of a file."""
        matches = tuple((line.text, line.source) for line in lines if line.source)
        return cls(tuple(text.splitlines()), matches)


class SourceView(ScrollView):
    """The lines of a text; those that belong to the line of the cursor stand out."""

    can_focus = False
    COMPONENT_CLASSES = {"source--match"}

    def __init__(self) -> None:
        super().__init__(id="source")
        self._source = TextSource((), ())
        self.match = 0
        """The number of the line that stands out, from 1; 0 for none."""

    def show(self, source: TextSource) -> None:
        """Show this text from now on."""
        self._source = source
        self.virtual_size = Size(self.size.width, len(source.rows))
        self.refresh()

    def follow(self, lines: Sequence[str], row: int) -> None:
        """Mark what the line of the cursor was read from.

        Args:
            lines: the file as it stands.
            row: that of the cursor, from 0.
        """
        numbers: dict[str, list[int]] = {}
        for text, number in self._source.matches:
            numbers.setdefault(text, []).append(number)
        found = 0
        # A line that was changed belongs where the one above it does.
        for text in lines[: row + 1]:
            same = numbers.get(text)
            if same:
                found = same.pop(0) if len(same) > 1 else same[0]
        if found != self.match:
            self.match = found
            self.scroll_to_region(Region(0, max(0, found - 1), 1, 1), animate=False)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        at = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        style = self.visual_style.rich_style
        text = ""
        if at < len(self._source.rows):
            mark = ">" if at + 1 == self.match else " "
            text = f"{mark}{at + 1:>3} {printable(self._source.rows[at], _LONGEST)}"
        if text.startswith(">"):
            style += self.get_component_rich_style("source--match", partial=True)
        return Strip([Segment(pad(text, width, "left"), style)], width)
