"""The list of the library: rows under the titles of their columns, and a cursor."""

from __future__ import annotations

from bisect import bisect
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
from legtimer.files.printable import printable
from legtimer.tui.screens.library.filter import Order
from legtimer.tui.screens.library.rows import GAP, Column, RowData, Titles, workout_row
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import pad


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
        if at is None or at >= self.option_count or self.get_option_at_index(at).disabled:
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
    """Workouts, one of them under the cursor, and headings."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="listed")
        self._items: list[WorkoutEntry | str] = []
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
        item = self._items[at] if at is not None and at < len(self._items) else None
        return None if isinstance(item, str) else item

    def show(
        self,
        items: Sequence[WorkoutEntry | str],
        order: Order,
        known: Callable[[WorkoutEntry], RowData],
        laid_out: Sequence[tuple[Column, int]],
        origin: str = "",
        *,
        about: bool = False,
    ) -> None:
        """Show these from now on.

        Args:
            items: workouts as they are sorted, and headings, which cannot be chosen.
            order: what by.
            known: what a row is written from.
            laid_out: the columns.
            origin: the file to have under the cursor; empty for the one that is.
            about: whether there is room for a second row with what each is about.
        """
        marked, options = self.marked, self.options
        origin = origin or (entry_key(marked) if marked is not None else "")
        self.query_one(Titles).say_columns(laid_out, order)
        rows = [
            printable(item, limit=NAME_LIMIT)
            if isinstance(item, str)
            else workout_row(known(item), laid_out) + (_about(item, laid_out) if about else "")
            for item in items
        ]
        workouts = [i for i, item in enumerate(items) if not isinstance(item, str)]
        at = next((i for i in workouts if _key(items[i]) == (False, origin)), None)
        if at is None and workouts:
            # What was under the cursor is gone: the one that has its place, or stands before it.
            at = workouts[max(0, bisect(workouts, options.highlighted or 0) - 1)]
        same = [_key(item) for item in items] == [_key(item) for item in self._items]
        if same and all(len(new) == len(old) for new, old in zip(rows, self._rows, strict=True)):
            for number, (new, old) in enumerate(zip(rows, self._rows, strict=True)):
                if new != old:
                    options.replace_option_prompt_at_index(number, Content(new))
        else:
            options.set_options(
                Option(Content(text), disabled=isinstance(item, str))
                for text, item in zip(rows, items, strict=True)
            )
        self._items, self._rows = list(items), rows
        options.highlighted = at


def _about(entry: WorkoutEntry, laid_out: Sequence[tuple[Column, int]]) -> str:
    """A second row."""
    width = sum(width + GAP for _, width in laid_out) - GAP
    text = entry.about or ", ".join(entry.exercises or entry.mistakes)
    return "\n" + pad(f"  {printable(text, limit=400)}", width, "left")


def _key(item: WorkoutEntry | str) -> tuple[bool, str]:
    """What tells the rows of two lists apart."""
    return (True, item) if isinstance(item, str) else (False, entry_key(item))


def entry_key(entry: WorkoutEntry) -> str:
    """What tells files apart, and workouts that have none."""
    return entry.origin or entry.name
