"""What the library asks: a workout's new name, and what is to come out of the trash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input, OptionList

from legtimer.files.printable import printable
from legtimer.tui.screens.base import Dialog
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut, wrap
from legtimer.tui.widgets.text import LeftLine, Line, Rows

_LONGEST = 80
_WIDTH = 60
"""As in the style sheet."""


class NameDialog(Dialog[str | None]):
    """Asks for a workout's new name; None if it keeps the old one."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "drop", id="rename.drop")]

    def __init__(self, name: str, *, trained: bool, taken: Callable[[str], bool]) -> None:
        """Set up.

        Args:
            name: the name that it has.
            trained: whether there are sessions of it, which get the new name too.
            taken: whether another workout has a name.
        """
        super().__init__()
        self._name, self._trained, self._taken = name, trained, taken

    def compose(self) -> ComposeResult:
        """A field with the old name."""
        with Container():
            yield LeftLine(id="question")
            yield Input(self._name, max_length=_LONGEST, compact=True)
            yield Rows(id="note")
            yield Rows(id="keys")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", Line).say("The workout's new name")
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Write the note for this width."""
        shared = self._taken(self._name or "")
        stays = "Its history stays with the other workout so named."
        note = stays if shared else "Its history stays with it."
        self._say(note if self._trained else "")
        self.query_one("#keys", Rows).say("enter renames · esc cancels")

    def _say(self, text: str) -> None:
        inside = min(_WIDTH, self.size.width) - 6
        self.query_one("#note", Rows).say(*wrap(text, max(10, inside), 2))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give it, or say what is wrong with it."""
        event.stop()
        name = " ".join(event.value.split())
        if not name:
            self._say("A workout needs a name.")
        elif name == self._name:
            self.dismiss(None)
        elif self._taken(name):
            self._say("Another workout has this name already.")
        else:
            self.dismiss(name)


class TrashDialog(Dialog[Path | None]):
    """Shows what lies in the trash; gives what is to come back."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "close", id="trash.close")
    ]

    def __init__(self, trash: Sequence[Path]) -> None:
        """Set up.

        Args:
            trash: what lies there.
        """
        super().__init__()
        self._trash = trash

    def compose(self) -> ComposeResult:
        """A list of files."""
        with Container():
            yield LeftLine(id="question")
            yield ChoiceList(id="files", markup=False, compact=True)

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#question", Line).say(
            "Deleted workouts: enter brings one back, esc closes", "enter brings one back"
        )
        options = self.query_one(ChoiceList)
        options.show_rows(
            cut(printable(item.name, limit=NAME_LIMIT), _WIDTH - 8) for item in self._trash
        )
        options.highlighted = 0
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Bring it back."""
        event.stop()
        self.dismiss(self._trash[event.option_index])
