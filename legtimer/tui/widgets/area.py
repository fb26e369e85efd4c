"""A part of a screen that holds widgets and shows nothing but its colour between them."""

from __future__ import annotations

from textual.containers import Container
from textual.geometry import Region
from textual.strip import Strip


class Area(Container):
    """A container without a border: its rows are all alike, so it draws one of them."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The first row, as often as there are rows."""
        return super().render_lines(crop._replace(y=0, height=1)) * crop.height
