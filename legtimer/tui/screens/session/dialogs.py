"""What a session asks in between: whether to end, and what the keys do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Button

from legtimer.tui.screens.base import Dialog
from legtimer.tui.screens.cancel_dialog import CancelDialog
from legtimer.tui.widgets.fitting import large_columns, wrap
from legtimer.tui.widgets.text import Rows, Words

_LARGE: Final = (110, 36)
"""Columns and rows of the screen from which on a question is drawn large."""
_WIDEST: Final = 152
"""Columns of a large question, at most."""


class SureDialog(Dialog[bool]):
    """Asks once more; gives True to do it."""

    CSS_PATH = "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_LARGE[0], "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high"), (_LARGE[1], "-huge")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n,right,pagedown", "answer(False)", "no", id="sure.no"),
        Binding("y", "answer(True)", "yes", id="sure.yes"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, no: str, *yes: str) -> None:
        """Set up.

        Args:
            question: what is asked.
            no: what leaves all as it is, which is the answer of a careless press.
            yes: what does it, with its key, the fullest text first.
        """
        super().__init__()
        self._question, self._no, self._yes = question, no, yes

    def compose(self) -> ComposeResult:
        """The question and both answers."""
        with Container():
            yield Words(id="question")
            yield Button(Content(self._no), id="no", variant="primary")
            yield Button(Content(self._yes[0]), id="yes")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", Words).say(self._question)
        self.query_one("#no").focus()

    def on_resize(self) -> None:
        """Draw the answers large where there is room."""
        large = self.size.width >= _LARGE[0] and self.size.height >= _LARGE[1]
        # The box, its padding and the margins of a label take sixteen cells.
        cells = min(_WIDEST, self.size.width) - 16
        for id, texts in (("no", (self._no,)), ("yes", self._yes)):
            columns = (large_columns([(text,)], cells, 3) for text in texts if large)
            drawn = next(filter(None, columns), None)
            if drawn is not None:
                # The label of the button with the focus is reversed, which needs a margin.
                width = max(map(len, drawn)) + 4
                drawn = [f"  {line}".ljust(width) for line in (*drawn, "")]
            self.query_one(f"#{id}", Button).label = Content("\n".join(drawn or [texts[0]]))

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
        super().__init__("End the workout here?", "Keep going", *yes)

    def interrupt(self) -> None:
        """Who presses what ends programs a second time means it."""
        self.dismiss(True)


class HelpDialog(CancelDialog[None]):
    """All keys that do something now."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,space,h,f1", "dismiss", "close", id="help.close")
    ]

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        """Set up.

        Args:
            rows: keys, and what they do.
        """
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """A list that scrolls."""
        with VerticalScroll():
            yield Rows()

    def on_mount(self) -> None:
        """Let the list take the keys that scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Lay the list out."""
        # Border, padding and a scroll bar take eight cells.
        inside = min(76, self.size.width) - 8
        names = [key if inside > 50 else key.split()[0] for key, _ in self._rows]
        keys = max(cell_len(name) for name in names) + 2
        rows = []
        for name, (_, text) in zip(names, self._rows, strict=True):
            for i, part in enumerate(wrap(text, max(10, inside - keys), 4)):
                rows.append((name if i == 0 else "").ljust(keys) + part)
        self.query_one(Rows).say_all(rows)
