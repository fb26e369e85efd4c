"""The library: all workouts, pick one and go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from legtimer.core.workout import Workout
from legtimer.files.mistakes import plain
from legtimer.tui.naming import NAME_LIMIT
from legtimer.tui.past import NOTHING_BEFORE, History
from legtimer.tui.ports import Entry
from legtimer.tui.report import before_texts
from legtimer.tui.widgets.fitting import pad, wrap
from legtimer.tui.widgets.text import LeftLine, Line, Rows, Words


def row(entry: Entry, width: int) -> str:
    """One workout on one line of at most ``width`` cells."""
    name = plain(entry.name, limit=NAME_LIMIT)
    if entry.workout is None:
        count = len(entry.mistakes)
        note = "1 mistake" if count == 1 else f"{count} mistakes"
        return f"{pad(name, max(8, width - cell_len(note) - 2), 'left')}  {note}"
    time = f"{entry.minutes} min"
    kinds = plain(", ".join(entry.kinds)) if width >= 60 else ""
    room = max(8, width - 10 - (30 if kinds else 0))
    return (
        pad(name, room, "left")
        + pad(time, 9, "right")
        + (f"  {pad(kinds, 28, 'left')}" if kinds else "")
    )


class LibraryScreen(Screen[None]):
    """The list of workouts."""

    CSS_PATH = "library.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,right,pagedown",
            "start",
            "start",
            id="library.start",
            tooltip="Start the workout",
        ),
        Binding("e", "edit", "edit", id="library.edit", tooltip="Change the workout's file"),
        Binding("n", "new", "new", id="library.new", tooltip="Write a new workout"),
        Binding("h", "past", "history", id="library.history", tooltip="What was trained before"),
        Binding("q,escape", "leave", "leave", id="library.leave", tooltip="Leave the program"),
    ]

    class Picked(Message):
        """A workout is to start."""

        def __init__(self, workout: Workout) -> None:
            """Tell it.

            Args:
                workout: which.
            """
            super().__init__()
            self.workout = workout

    class Left(Message):
        """The athlete leaves."""

    class EditWanted(Message):
        """The athlete wants to change a workout's file."""

        def __init__(self, origin: str) -> None:
            """Tell it.

            Args:
                origin: the file.
            """
            super().__init__()
            self.origin = origin

    class NewWanted(Message):
        """The athlete wants to write a new workout."""

    class PastWanted(Message):
        """The athlete wants to see what was trained before."""

    def __init__(self, catalogue: Sequence[Entry], history: History) -> None:
        """Set up.

        Args:
            catalogue: all workouts, and the files that cannot be read.
            history: tells how each went before.
        """
        super().__init__()
        self._catalogue = list(catalogue)
        self._history = history
        self._width = 0
        self._painted = False

    def compose(self) -> ComposeResult:
        """A title, the list, something about the workout under the cursor."""
        yield Words(id="title")
        yield OptionList(id="list", markup=False)
        yield Rows(id="about")
        yield LeftLine(id="before")
        yield Line(id="closing")

    def show(self, catalogue: Sequence[Entry], origin: str = "") -> None:
        """Show these workouts from now on.

        Args:
            catalogue: all workouts, and the files that cannot be read.
            origin: the file to have under the cursor.
        """
        self._catalogue = list(catalogue)
        at = next((i for i, entry in enumerate(catalogue) if entry.origin == origin), None)
        self._fill(at)

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one("#title", Words).say("LEGTIMER")
        self.query_one("#closing", Line).say(
            "enter starts   ↑ ↓ choose   h history   q leaves",
            "enter starts   h history   q leaves",
        )
        self.query_one(OptionList).focus()
        # The list is on the screen before the history is opened.
        self.call_after_refresh(self._open_history)

    def _open_history(self) -> None:
        self._painted = True
        self._say_before()
        if self._history.trouble is not None:
            text = plain(self._history.trouble, limit=200)
            self.notify(text, markup=False, severity="warning")

    def on_screen_resume(self) -> None:
        """Back from a session: it counts."""
        self._say_before()

    def _say_before(self) -> None:
        """How the workout under the cursor went before."""
        at = self.query_one(OptionList).highlighted
        workout = None if at is None else self._catalogue[at].workout
        if self._painted:
            before = NOTHING_BEFORE if workout is None else self._history.before(workout)
            self.query_one("#before", Line).say(*before_texts(before))

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows anew for the new width."""
        width = max(20, event.size.width - 6)
        if width == self._width:
            return
        self._width = width
        self._fill(self.query_one(OptionList).highlighted)

    def _fill(self, at: int | None) -> None:
        """Write the list, with the cursor at this row."""
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content(row(entry, self._width))) for entry in self._catalogue)
        if self._catalogue:
            options.highlighted = at or 0
        else:
            self.query_one("#about", Rows).say("There are no workouts here yet.")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say something about it."""
        entry = self._catalogue[event.option_index]
        text = plain(
            " · ".join(entry.mistakes) if entry.workout is None else entry.about, limit=400
        )
        self.query_one("#about", Rows).say_rows(wrap(text, max(10, self._width), 3))
        # Years of sessions take a moment to compare, and the mark has to move at once.
        self.call_after_refresh(self._say_before)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Start it."""
        event.stop()
        self._start(event.option_index)

    def action_start(self) -> None:
        """Start the one under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._start(at)

    def _start(self, index: int) -> None:
        entry = self._catalogue[index]
        if entry.workout is None:
            self.notify(
                plain(
                    entry.mistakes[0] if entry.mistakes else "This file has mistakes.", limit=200
                ),
                markup=False,
                severity="warning",
            )
        else:
            self.post_message(self.Picked(entry.workout))

    def action_edit(self) -> None:
        """Change the file of the one under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None and self._catalogue[at].origin:
            self.post_message(self.EditWanted(self._catalogue[at].origin))

    def action_new(self) -> None:
        """Write a new one."""
        self.post_message(self.NewWanted())

    def action_past(self) -> None:
        """Show what was trained before."""
        self.post_message(self.PastWanted())

    def action_leave(self) -> None:
        """Leave."""
        self.post_message(self.Left())
