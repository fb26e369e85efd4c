"""Progress: weeks, the year, and every exercise and workout by its sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import OptionList

from legtimer.app import progress_text as text
from legtimer.core.exercise import LoadUnit
from legtimer.files.printable import printable
from legtimer.history.progress import TrainingProgress
from legtimer.tui.screens.base import InnerScreen
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut
from legtimer.tui.widgets.keys import FooterKey, FooterKeys
from legtimer.tui.widgets.outline_view import OutlineView
from legtimer.tui.widgets.text import Words

_LIST = 24
"""Columns of the list."""


class ProgressScreen(InnerScreen[None]):
    """What has come of training: a list of what there is, and its rows beside it."""

    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = "ChoiceList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "back", id="progress.leave", tooltip="Back"),
        # The list would take them, but the rows are what is longer than the screen.
        Binding("pageup", "page(-1)", "page up", show=False, priority=True),
        Binding("pagedown,space", "page(1)", "page down", show=False, priority=True),
    ]

    def __init__(self, found: TrainingProgress, today: date, unit: LoadUnit) -> None:
        """Set up.

        Args:
            found: what was trained.
            today: the day.
            unit: the one in which weights are told.
        """
        super().__init__()
        self._found, self._today, self._unit = found, today, unit
        self._exercises = list(reversed(found.exercises))
        self._workouts = list(reversed(found.workouts))

    def compose(self) -> ComposeResult:
        """A title, the list, the rows, the keys."""
        yield Words(id="title")
        with Container(id="both"):
            yield ChoiceList(id="list", markup=False, compact=True)
            yield OutlineView()
        yield FooterKeys(id="closing")

    def on_mount(self) -> None:
        """Show the overview."""
        self.query_one("#title", Words).say("PROGRESS")
        names = ["Overview", *self._exercises, *self._workouts]
        rows = (cut(printable(name, limit=NAME_LIMIT), _LIST - 2) for name in names)
        options = self.query_one(ChoiceList)
        options.show_rows(rows)
        options.highlighted = 0
        keys = [FooterKey("↑ ↓", "choose", ""), FooterKey("pgdn", "scroll", "page(1)")]
        keys.append(FooterKey("esc", "back", "leave"))
        self.query_one("#closing", FooterKeys).say_keys(keys)

    def on_resize(self) -> None:
        """Draw the bars for this width."""
        self.call_after_refresh(self._show)

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        view = self.query_one(OutlineView)
        view.say(list(self._rows(max(20, view.size.width - 3))))
        view.scroll_home(animate=False)

    def _rows(self, width: int) -> Iterable[str]:
        at = (self.query_one(ChoiceList).highlighted or 0) - 1
        if at < 0:
            return text.overview_rows(self._found, self._today, width, self._unit)
        if at < len(self._exercises):
            return text.exercise_rows(self._found.exercises[self._exercises[at]], width, self._unit)
        name = self._workouts[at - len(self._exercises)]
        return text.workout_rows(self._found.workouts[name], width)

    def action_page(self, pages: int) -> None:
        """Scroll the rows."""
        view = self.query_one(OutlineView)
        view.scroll_relative(y=pages * view.size.height, animate=False)
