"""The programmes to choose from: one to be used or to be edited, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import OptionList

from legtimer.app.coach import ProgrammeEntry
from legtimer.app.dates import date_text, day_and_month
from legtimer.core.scoring import plural
from legtimer.files.printable import printable
from legtimer.tui.screens.base import Dialog
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut
from legtimer.tui.widgets.text import LeftLine, Line


class ProgrammeChoice(NamedTuple):
    """What is to be done."""

    action: str
    """``use``, ``edit`` or ``new``."""
    path: Path
    """The programme; of a new one nothing yet."""


class ProgrammesDialog(Dialog[ProgrammeChoice | None]):
    """Gives what is to be done with which programme; None for nothing."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "e",
            "choose('edit')",
            "edit",
            id="programmes.edit",
            tooltip="Edit the programme; of a built-in one, a copy",
        ),
        Binding("n", "choose('new')", "new", id="programmes.new", tooltip="Write a new programme"),
        Binding("escape,q", "dismiss", "close", id="programmes.close"),
    ]

    def __init__(self, programmes: Sequence[ProgrammeEntry]) -> None:
        """Set up.

        Args:
            programmes: all there are.
        """
        super().__init__()
        self._programmes = programmes

    def compose(self) -> ComposeResult:
        """A list of programmes, and the keys."""
        with Container():
            yield LeftLine(id="question")
            yield ChoiceList(id="programmes", markup=False, compact=True)
            yield LeftLine(id="keys")

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#question", Line).say("Programmes")
        self.query_one("#keys", Line).say(
            "enter uses it from now on   e edit   n new   esc leaves", "enter uses   e edit   n new"
        )
        self.on_resize()
        self.query_one(ChoiceList).focus()

    def on_resize(self) -> None:
        """Write the rows for this width."""
        options = self.query_one(ChoiceList)
        at = options.highlighted
        room = max(20, min(76, self.app.size.width) - 9)
        options.show_rows(cut(_row(one), room) for one in self._programmes)
        options.highlighted = at or 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Use it."""
        event.stop()
        self.action_choose("use")

    def action_choose(self, action: str) -> None:
        """Give what is to be done with the one under the cursor."""
        at = self.query_one(ChoiceList).highlighted
        if at is not None or action == "new":
            self.dismiss(ProgrammeChoice(action, self._programmes[at or 0].path))


def _row(one: ProgrammeEntry) -> str:
    used = ", in use" if one.in_use else ""
    programme = one.programme
    if programme is None:
        return printable(f"{one.name}{used} · {plural(one.errors, 'mistake')}", NAME_LIMIT)
    first, last = programme.first_day, programme.last_day
    dates = f"{day_and_month(first)} to {date_text(last)}" if first and last else "no date yet"
    weeks = plural(programme.weeks, "week")
    return printable(f"{programme.name}{used} · {weeks} · {dates}", NAME_LIMIT)
