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
from legtimer.core.blocks import kind_named
from legtimer.files.printable import printable
from legtimer.tui.screens.library.filter import Order
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.fitting import pad
from legtimer.tui.widgets.text import LeftLine

GAP: Final = 2
"""Blank cells between two columns."""
_LEAST_NAME: Final = 16
_NAME: Final = 34
"""Cells of a name at which more columns do more good than a wider name."""
_MARK: Final = " ▾"
"""After the title of the column that the list is sorted by."""


class RowData(NamedTuple):
    """What a row is written from."""

    entry: WorkoutEntry
    trained: TrainingSummary | None
    today: datetime


class Column(NamedTuple):
    """One column of the list."""

    title: str
    most: int
    """Cells that it may have."""
    align: str
    order: Order | None
    """What a click on its title sorts by."""
    text: Callable[[RowData], str]

    @property
    def least(self) -> int:
        """Cells of its title with the mark."""
        return cell_len(self.title) + (len(_MARK) if self.order is not None else 0)

    def width(self, rows: Sequence[RowData]) -> int:
        """Cells that its longest text needs, up to what it may have; 0 where it has none."""
        longest = max((cell_len(self.text(known)) for known in rows), default=0)
        return min(self.most, max(self.least, longest)) if longest else 0


def _length(known: RowData) -> str:
    return f"{known.entry.minutes} min" if known.entry.minutes else ""


def _last(known: RowData) -> str:
    return short_date(known.trained.last, known.today) if known.trained else ""


def _best(known: RowData) -> str:
    return known.trained.best if known.trained else ""


def _types(known: RowData) -> str:
    types = ((word, kind_named(word)) for word in known.entry.kinds)
    return ", ".join(word if cls is None else cls.label for word, cls in types)


_COLUMNS: Final = (
    Column("name", 60, "left", Order.NAME, lambda known: known.entry.name),
    Column("length", 8, "right", Order.LENGTH, _length),
    Column("last", 8, "left", Order.LAST, _last),
    Column("best", 16, "left", None, _best),
    Column("type", 30, "left", Order.TYPE, _types),
    Column("equipment", 36, "left", None, lambda known: ", ".join(known.entry.equipment)),
    Column("tags", 40, "left", None, lambda known: ", ".join(known.entry.tags)),
)
"""The columns, with the most needed first."""


def columns(width: int, rows: Sequence[RowData]) -> list[tuple[Column, int]]:
    """The columns that there is room for, with their widths; they fill the width exactly.

    Args:
        width: cells of a row.
        rows: what the columns have to hold; one that would be empty is left out.
    """
    name, *others = _COLUMNS
    wanted = max(_LEAST_NAME, name.width(rows))
    free = width - min(wanted, _NAME, max(_LEAST_NAME, width - GAP - others[0].least))
    widths = [max(0, width)]
    shown = [name]
    for column in others:
        needed = column.width(rows)
        room = min(needed, free - GAP)
        if needed and room >= max(column.least, needed // 2):
            shown.append(column)
            widths.append(room)
            widths[0] -= room + GAP
            free -= room + GAP
    spare = widths[0] - wanted
    if spare > 0 and len(shown) > 1 and shown[-1].align == "left":
        widths[0] -= spare
        widths[-1] += spare
    return list(zip(shown, widths, strict=True))


def workout_row(known: RowData, laid_out: Sequence[tuple[Column, int]]) -> str:
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
            pad(column.title + _MARK * (column.order is order), width, column.align)
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
