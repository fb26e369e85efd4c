"""A list that is narrowed by typing: the line has the keys that write, the list all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from legtimer.tui.widgets.choice_list import ChoiceList


class FindLine(Input, inherit_bindings=False):
    """What to look for. Arrows, home, end and delete are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace,ctrl+h", "delete_left", "rub out", show=False),
        Binding("ctrl+w", "delete_left_word", "rub out a word", show=False),
        Binding("ctrl+u", "delete_left_all", "rub out all", show=False),
        Binding("ctrl+v", "paste", "paste", show=False),
        Binding("enter", "submit", "submit", show=False),
    ]

    def __init__(self, placeholder: str) -> None:
        """Start empty.

        Args:
            placeholder: what can be typed.
        """
        super().__init__(placeholder=placeholder, id="words", compact=True)

    @property
    def words(self) -> list[str]:
        """The words that were typed, without their case."""
        return self.value.casefold().split()


class FoundList(ChoiceList):
    """What was found. The line keeps the keys; the mouse is told what a row is."""

    can_focus = False

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="list", markup=False)
        self._hints: tuple[str, ...] = ()

    def fill(self, rows: Sequence[str], headings: Sequence[bool], hints: Sequence[str]) -> None:
        """Show these rows, and keep the mark where it is as far as that is possible.

        Args:
            rows: what is written.
            headings: which of them cannot be chosen.
            hints: what the mouse is told of each.
        """
        at = self.highlighted
        self._hints = tuple(hints)
        self.show_rows(rows, headings)
        self.mark(at or 0, headings)

    def mark(self, at: int, headings: Sequence[bool]) -> None:
        """Mark a row, or the nearest one that can be chosen."""
        free = [i for i, heading in enumerate(headings) if not heading]
        self.highlighted = min(free, key=lambda i: abs(i - at)) if free else None
        if free and self.highlighted == free[0]:
            # The heading above it, too.
            self.call_after_refresh(self.scroll_home, animate=False)

    def on_resize(self) -> None:
        """Keep the mark in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the row is for."""
        at = event.style.meta.get("option")
        hint = self._hints[at] if at is not None and at < len(self._hints) else ""
        self.tooltip = Content(hint) if hint else None


MOVES: list[BindingType] = [
    Binding("up", "move('cursor_up')", "up", show=False, id="finding.up"),
    Binding("down", "move('cursor_down')", "down", show=False, id="finding.down"),
    Binding("pageup", "move('page_up')", "page up", show=False, id="finding.page_up"),
    Binding("pagedown", "move('page_down')", "page down", show=False, id="finding.page_down"),
    Binding("home", "move('first')", "first", show=False, id="finding.first"),
    Binding("end", "move('last')", "last", show=False, id="finding.last"),
]
"""The keys that go through such a list."""
