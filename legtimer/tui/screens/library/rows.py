"""The rows of the library: which columns there is room for, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message

from legtimer.app.dates import short_date
from legtimer.app.history_views import TrainingSummary
from legtimer.app.library import WorkoutEntry
from legtimer.files.printable import printable
from legtimer.tui.screens.library.filter import Order
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.fitting import first_fit, pad
from legtimer.tui.widgets.text import LeftLine

GAP: Final = 2
"""Blank cells between two columns."""
_LEAST_NAME: Final = 16
_NAME: Final = 34
"""Cells of a name at which more columns do more good than a wider name."""


class Known(NamedTuple):
    """What a row is written from."""

    entry: WorkoutEntry
    trained: TrainingSummary | None
    today: datetime


class Column(NamedTuple):
    """One column of the list."""

    title: str
    width: int
    """The least that it is of use with."""
    most: int
    align: str
    order: Order | None
    """What a click on its title sorts by."""
    past: bool
    """Whether it says something about what was trained before."""
    text: Callable[[Known], str]


def _length(known: Known) -> str:
    return f"{known.entry.minutes} min" if known.entry.minutes else ""


def _last(known: Known) -> str:
    return short_date(known.trained.last, known.today) if known.trained else ""


def _best(known: Known) -> str:
    return known.trained.best if known.trained else ""


_COLUMNS: Final = (
    Column("name", _LEAST_NAME, 60, "left", Order.NAME, False, lambda known: known.entry.name),
    Column("length", 7, 7, "right", Order.LENGTH, False, _length),
    Column("last", 8, 8, "left", Order.LAST, True, _last),
    Column("best", 10, 16, "left", None, True, _best),
    Column("kinds", 14, 30, "left", Order.KIND, False, lambda known: ", ".join(known.entry.kinds)),
    Column("needs", 16, 36, "left", None, False, lambda known: ", ".join(known.entry.equipment)),
    Column("tags", 16, 40, "left", None, False, lambda known: ", ".join(known.entry.tags)),
)
_FIRST_ROOM: Final = (0, 24, 52, 70, 58, 92, 112)
"""From which width of the list on a column is shown, in the order of the columns."""


def columns(width: int, *, past: bool) -> list[tuple[Column, int]]:
    """The columns that there is room for, with their widths; they fill the width exactly.

    Args:
        width: cells of a row.
        past: whether anything was trained before.
    """
    shown = [
        column
        for column, room in zip(_COLUMNS, _FIRST_ROOM, strict=True)
        if width >= room and (past or not column.past)
    ]
    widths = [column.width for column in shown]
    free = width - sum(widths) - GAP * (len(shown) - 1)
    # The name first, up to what most names need; then the others; the name has what is left over.
    first = min(max(free, 0), _NAME - widths[0])
    widths[0] += first
    free -= first
    for i, column in enumerate(shown[1:], 1):
        more = max(0, min(free, column.most - column.width))
        widths[i] += more
        free -= more
    widths[0] += free
    return list(zip(shown, widths, strict=True))


def workout_row(known: Known, laid_out: Sequence[tuple[Column, int]]) -> str:
    """One workout on one line.

    Args:
        known: the workout.
        laid_out: as ``columns`` gave them.
    """
    whole = sum(width for _, width in laid_out) + GAP * (len(laid_out) - 1)
    if known.entry.workout is None:
        count = len(known.entry.mistakes)
        note = "1 mistake" if count == 1 else f"{count} mistakes"
        room = max(1, whole - cell_len(note) - GAP)
        name = printable(known.entry.name, limit=NAME_LIMIT)
        return pad(f"{pad(name, room, 'left')}{' ' * GAP}{note}", whole, "left")
    texts = (
        pad(printable(column.text(known), limit=NAME_LIMIT), width, column.align)
        for column, width in laid_out
    )
    return (" " * GAP).join(texts)


def _title(column: Column, width: int, *, marked: bool) -> str:
    """A title, with the mark of what the list is sorted by even where that leaves no blank."""
    if not marked:
        return column.title
    return first_fit((f"{column.title} ▾", f"{column.title}▾"), width)


class Titles(LeftLine):
    """The titles of the columns; a click on one sorts by it."""

    class Clicked(Message):
        """The list is to be sorted by something else."""

        def __init__(self, order: Order) -> None:
            """Tell it.

            Args:
                order: what by.
            """
            super().__init__()
            self.order = order

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="titles")
        self.tooltip = "A click on a title sorts by it"
        self._laid_out: Sequence[tuple[Column, int]] = ()

    def say_columns(self, laid_out: Sequence[tuple[Column, int]], order: Order) -> None:
        """Show the titles of these columns.

        Args:
            laid_out: as ``columns`` gave them.
            order: what the list is sorted by, which is marked.
        """
        self._laid_out = laid_out
        texts = (
            pad(_title(column, width, marked=column.order is order), width, column.align)
            for column, width in laid_out
        )
        self.say((" " * GAP).join(texts))

    def on_click(self, event: events.Click) -> None:
        """Sort by what was clicked on."""
        end = 0
        at = event.get_content_offset(self)
        for column, width in self._laid_out:
            end += width + GAP
            if at is not None and at.x < end:
                if column.order is not None:
                    self.post_message(self.Clicked(column.order))
                return
