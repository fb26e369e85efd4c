"""Asks what a new workout is called and of which kind its first block is, or takes a text."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input, OptionList

from legtimer.core.blocks import kinds
from legtimer.tui.screens.cancel_dialog import CancelDialog
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut
from legtimer.tui.widgets.text import LeftLine, Line

_LONGEST = 80


class PastedText(str):
    """A text to find workouts in."""


class _NameInput(Input):
    """A field for a name; what is pasted in several lines is no name."""

    def _on_paste(self, event: events.Paste) -> None:
        text = event.text.strip()
        if "\n" in text or len(text) > _LONGEST:
            event.prevent_default()
            event.stop()
            self.screen.dismiss(PastedText(event.text))


class NewDialog(CancelDialog[tuple[str, str] | PastedText | None]):
    """Gives the name and the kind, or a text that was pasted; None for no new workout."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "drop", id="new.drop"),
        Binding("up", "move('cursor_up')", "up", show=False, id="new.up"),
        Binding("down", "move('cursor_down')", "down", show=False, id="new.down"),
    ]

    def __init__(self, kind: str = "") -> None:
        """Set up.

        Args:
            kind: the kind that is proposed.
        """
        super().__init__()
        self._kinds = list(kinds())
        self._width = 0
        self._kind = kind if kind in self._kinds else self._kinds[0]

    def compose(self) -> ComposeResult:
        """A field for the name, and the kinds."""
        with Container():
            yield LeftLine(id="question")
            yield _NameInput(placeholder="name", max_length=_LONGEST, compact=True)
            yield ChoiceList(id="kinds", markup=False, compact=True)
            yield LeftLine(id="keys")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", Line).say(
            "A new workout: its name, and ↑ ↓ for its first block", "New workout: name and kind"
        )
        self.query_one("#keys", Line).say(
            "enter begins it   or paste a text with workouts in it   esc leaves",
            "enter begins it   esc leaves",
        )
        options = self.query_one(OptionList)
        options.can_focus = False
        self._fill()
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Write the kinds for this width."""
        if self._width != self.app.size.width:
            self._fill()

    def _fill(self) -> None:
        options = self.query_one(ChoiceList)
        at = options.highlighted
        self._width = self.app.size.width
        room = max(20, min(76, self._width) - 9)
        options.show_rows(cut(f"{kind:<10} {cls.summary}", room) for kind, cls in kinds().items())
        options.highlighted = self._kinds.index(self._kind) if at is None else at

    def action_move(self, way: str) -> None:
        """To another kind."""
        self.query_one(ChoiceList).move(way)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a kind: the cursor is there, the name is still to be typed."""
        event.stop()
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin."""
        event.stop()
        at = self.query_one(OptionList).highlighted or 0
        name = " ".join(event.value.split())
        if name:
            self.dismiss((name, self._kinds[at]))
        else:
            self.query_one("#question", Line).say("A workout needs a name.")
