"""The list of the library: rows under the titles of their columns, and a cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from legtimer.app.library import WorkoutEntry
from legtimer.tui.screens.library.filter import Order
from legtimer.tui.screens.library.rows import Column, Known, Titles, workout_row
from legtimer.tui.widgets.choice_list import ChoiceList


class Workouts(ChoiceList, inherit_bindings=False):
    """The rows; the right arrow, which pedals send, starts a workout and scrolls nothing.

    One click selects a row, a second one on it is the enter key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*OptionList.BINDINGS]
    _clicked: int | None = None
    """The row that was clicked on last, while it is selected."""

    def watch_highlighted(self, highlighted: int | None) -> None:
        super().watch_highlighted(highlighted)
        self._clicked = None

    def on_click(self, event: events.Click) -> None:
        """Textual's own handler comes after this one, and would take every click for enter."""
        at = event.style.meta.get("option")
        event.prevent_default()
        if at is None or at >= self.option_count:
            return
        if at == self._clicked:
            self.action_select()
        else:
            self.highlighted = at
            self._clicked = at

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.call_after_refresh(self.scroll_to_highlight)


class WorkoutList(Container):
    """Workouts, one of them under the cursor."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="listed")
        self._entries: list[WorkoutEntry] = []
        self._rows: list[str] = []

    def compose(self) -> ComposeResult:
        """The titles above the rows."""
        yield Titles()
        yield Workouts(id="list", markup=False)

    @property
    def options(self) -> ChoiceList:
        """The rows."""
        return self.query_one(ChoiceList)

    @property
    def marked(self) -> WorkoutEntry | None:
        """The workout under the cursor."""
        at = self.options.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def show(
        self,
        entries: Sequence[WorkoutEntry],
        order: Order,
        known: Callable[[WorkoutEntry], Known],
        laid_out: Sequence[tuple[Column, int]],
        origin: str = "",
    ) -> None:
        """Show these from now on.

        Args:
            entries: as they are sorted.
            order: what by.
            known: what a row is written from.
            laid_out: the columns.
            origin: the file to have under the cursor; empty for the one that is.
        """
        marked, options = self.marked, self.options
        origin = origin or (entry_key(marked) if marked is not None else "")
        self.query_one(Titles).say_columns(laid_out, order)
        rows = [workout_row(known(e), laid_out) for e in entries]
        at = next((i for i, e in enumerate(entries) if entry_key(e) == origin), None)
        if at is None:
            # What was under the cursor is gone: the one that has its place.
            at = min(options.highlighted or 0, len(entries) - 1)
        same = [entry_key(e) for e in entries] == [entry_key(e) for e in self._entries]
        if same and all(len(new) == len(old) for new, old in zip(rows, self._rows, strict=True)):
            for number, (new, old) in enumerate(zip(rows, self._rows, strict=True)):
                if new != old:
                    options.replace_option_prompt_at_index(number, Content(new))
        else:
            options.set_options(Option(Content(text)) for text in rows)
        self._entries, self._rows = list(entries), rows
        options.highlighted = at if rows else None


def entry_key(entry: WorkoutEntry) -> str:
    """What tells files apart, and workouts that have none."""
    return entry.origin or entry.name
