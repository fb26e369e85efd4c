"""The list of the library: rows under the titles of their columns, and a cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from legtimer.app.history_views import TrainingSummary
from legtimer.app.library import WorkoutEntry
from legtimer.tui.screens.library.filter import Order
from legtimer.tui.screens.library.rows import Known, Titles, columns, workout_row
from legtimer.tui.widgets.choice_list import ChoiceList


class Workouts(ChoiceList, inherit_bindings=False):
    """The rows; the right arrow, which pedals send, starts a workout and scrolls nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [*OptionList.BINDINGS]

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
        trained: Mapping[str, TrainingSummary],
        today: datetime,
        width: int,
        origin: str = "",
    ) -> None:
        """Show these from now on.

        Args:
            entries: as they are sorted.
            order: what by.
            trained: what was done before, by the workout's name.
            today: the time of day, with which short dates are written.
            width: cells of a row.
            origin: the file to have under the cursor; empty for the one that is.
        """
        marked, options = self.marked, self.options
        origin = origin or (_key(marked) if marked is not None else "")
        laid_out = columns(width, past=bool(trained))
        self.query_one(Titles).say_columns(laid_out, order)
        rows = [workout_row(Known(e, trained.get(e.name), today), laid_out) for e in entries]
        at = next((i for i, e in enumerate(entries) if _key(e) == origin), None)
        if at is None:
            # What was under the cursor is gone: the one that has its place.
            at = min(options.highlighted or 0, len(entries) - 1)
        same = [_key(e) for e in entries] == [_key(e) for e in self._entries]
        if same and all(len(new) == len(old) for new, old in zip(rows, self._rows, strict=True)):
            for number, (new, old) in enumerate(zip(rows, self._rows, strict=True)):
                if new != old:
                    options.replace_option_prompt_at_index(number, Content(new))
        else:
            options.set_options(Option(Content(text)) for text in rows)
        self._entries, self._rows = list(entries), rows
        options.highlighted = at if rows else None


def _key(entry: WorkoutEntry) -> str:
    """What tells files apart, and workouts that have none."""
    return entry.origin or entry.name
