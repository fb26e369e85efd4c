"""What a session asks in between: whether to end, and what the keys do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Button

from legtimer.tui.screens.box_dialog import BoxDialog
from legtimer.tui.screens.session.rows import WORDS, has_panel, share_rows
from legtimer.tui.widgets.fitting import large_text, pad, wrap
from legtimer.tui.widgets.text import Rows, Words

_COLUMN = 60
"""Cells of a column of the list of keys, at least where there are several."""
_BETWEEN = 3


class SureDialog(BoxDialog[bool]):
    """Asks once more; gives True to do it."""

    CSS_PATH = "dialogs.tcss"
    WIDTH = 46
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n,right,pagedown", "answer(False)", "no", id="sure.no"),
        Binding("y", "answer(True)", "yes", id="sure.yes"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, no: str, *yes: str, key: str = "y") -> None:
        """Set up.

        Args:
            question: what is asked.
            no: what leaves all as it is, which is the answer of a careless press.
            yes: what does it, the fullest text first.
            key: the key that does it, where ``yes`` does not tell it.
        """
        super().__init__()
        self._key = f" ({key})" if key else ""
        self._question, self._no, self._yes = question, no, yes

    def compose(self) -> ComposeResult:
        """The question and both answers."""
        with Container(id="box"):
            yield Words(id="question")
            yield Button(Content(self._no), id="no", variant="primary")
            yield Button(Content(self._yes[0] + self._key), id="yes")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", Words).say(self._question)
        self.query_one("#no").focus()

    def lay_out(self) -> None:
        """Draw the answers as large as there is room."""
        self.query_one("#question").styles.height = self.rows_for(self._question, WORDS)
        self.draw_answer(self.query_one("#no", Button), self._no)
        self.draw_answer(self.query_one("#yes", Button), *self._yes, key=self._key)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """An answer."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """An answer by key."""
        self.dismiss(yes)

    def interrupt(self) -> None:
        """No answer is a no."""
        self.dismiss(False)


class EndDialog(SureDialog):
    """Asks whether to end the workout; gives True to end it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,k,right,pagedown", "answer(False)", "keep going", id="end.keep"),
        Binding("e,y", "answer(True)", "end", id="end.end"),
    ]

    def __init__(self) -> None:
        """Set up."""
        yes = ("End, and keep what was done (e)", "End, and keep it (e)")
        super().__init__("End the workout here?", "Keep going", *yes, key="")

    def interrupt(self) -> None:
        """Who presses what ends programs a second time means it."""
        self.dismiss(True)


class HelpDialog(BoxDialog[None]):
    """All keys that do something now."""

    CSS_PATH = "dialogs.tcss"
    WIDTH = 80
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,space,h,f1", "dismiss", "close", id="help.close")
    ]

    def __init__(self, rows: Sequence[tuple[str, str]], *, below_clock: bool = False) -> None:
        """Set up.

        Args:
            rows: keys, and what they do.
            below_clock: whether a session goes on above it.
        """
        super().__init__()
        self._rows, self._below_clock = rows, below_clock
        self._head = ""

    def say_head(self, head: str) -> None:
        """Say the state and the clock, which run on where the list covers them."""
        self._head = head
        if self.is_mounted and not has_panel(self.size.width, self.size.height):
            self.query_one("#box").border_title = Content(head)

    def compose(self) -> ComposeResult:
        """A list that scrolls."""
        with VerticalScroll(id="box"):
            yield Rows()

    def on_mount(self) -> None:
        """Let the list take the keys that scroll."""
        self.query_one(VerticalScroll).focus()

    def lay_out(self) -> None:
        """Write the list in as many columns as fit.

        Over a session it lies below the clock, if there is room, and is drawn large where it has at
        most three pages then. Elsewhere it is not: large words have no small letters.
        """
        width, height = self.size
        below = self._below_clock and has_panel(width, height)
        box = self.query_one("#box")
        self.set_class(below, "-below")
        rows = share_rows(width, height).below
        box.styles.height = rows if below else None
        box.border_title = None if below else Content(self._head)
        cells = self.cells - 2  # for a scroll bar
        far = self._below_clock and self.is_large
        drawn = large_text(self._in_short, cells, 3 * height) if far else None
        self.query_one(Rows).say_all(drawn or self._written(cells))

    def _written(self, cells: int) -> list[str]:
        """The list, column by column."""
        columns = max(1, cells // _COLUMN)
        cells = cells // columns - _BETWEEN * (columns > 1)
        names = [key if cells > 50 else key.split()[0] for key, _ in self._rows]
        keys = max(map(cell_len, names)) + 2
        parts = _parted(names, [text for _, text in self._rows], cells - keys)
        written = [pad(name.ljust(keys) + part, cells, "left") for name, part in parts]
        high = -(-len(written) // columns)
        return [(" " * _BETWEEN).join(written[n::high]).rstrip() for n in range(high)]

    def _in_short(self, letters: int) -> list[tuple[str, str]]:
        """The first key of each, and the first thing that it does, in rows of so many letters."""
        firsts = (key.split()[0] for key, _ in self._rows)
        # Large words have no small letters.
        names = [f"shift+{key}" if len(key) == 1 and key.isupper() else key for key in firsts]
        texts = [re.split("[;(]", text)[0].strip() for _, text in self._rows]
        return list(_parted(names, texts, letters - max(map(len, names)) - 2))


def _parted(names: Sequence[str], texts: Sequence[str], cells: int) -> Iterator[tuple[str, str]]:
    """Rows of names and texts, each text in as many rows as it takes."""
    for name, text in zip(names, texts, strict=True):
        for at, part in enumerate(wrap(text, max(10, cells), 4)):
            yield ("" if at else name), part
