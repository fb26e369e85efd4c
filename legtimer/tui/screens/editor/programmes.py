"""The programmes to choose from: one to be opened in the editor, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import OptionList

from legtimer.app.coach import ProgrammeEntry
from legtimer.core.scoring import plural
from legtimer.files.printable import printable
from legtimer.tui.screens.cancel_dialog import CancelDialog
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut
from legtimer.tui.widgets.text import LeftLine, Line


class ProgrammesDialog(CancelDialog[Path | str]):
    """Gives the file to be opened, or ``new``; None for neither."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new", id="programmes.new", tooltip="Write a new programme"),
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
            "enter edits it; of a built-in one, a copy   n new   esc leaves",
            "enter edits   n new   esc leaves",
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
        """Open it."""
        event.stop()
        self.dismiss(self._programmes[event.option_index].path)

    def action_new(self) -> None:
        """Write a new one."""
        self.dismiss("new")


def _row(one: ProgrammeEntry) -> str:
    used = " · in use" if one.in_use else ""
    if one.programme is None:
        return printable(f"{one.name} · {plural(one.errors, 'mistake')}{used}", NAME_LIMIT)
    weeks = plural(one.programme.weeks, "week")
    return printable(f"{one.programme.name} · {weeks}{used}", NAME_LIMIT)
