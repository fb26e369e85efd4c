"""Asks for one figure or one line of text, and says why it is refused until it is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from legtimer.files.printable import printable
from legtimer.tui.screens.base import Dialog
from legtimer.tui.widgets.fitting import wrap
from legtimer.tui.widgets.text import Line, Rows, Words

_LONGEST = 2000
_ROWS_OF_MISTAKE = 2
_ROWS_OF_QUESTION = 2
_WIDTH = 64
"""As in the style sheet."""


class FigureDialog(Dialog[bool]):
    """One line to type in; gives True when what was typed was taken."""

    CSS_PATH = "session/dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "drop", "drop", id="figure.drop")]

    def __init__(
        self,
        question: str,
        now: str,
        take: Callable[[str], str | None],
        hint: str = "",
        *,
        replace: bool = True,
        large: bool = False,
    ) -> None:
        """Set up.

        Args:
            question: what is asked.
            now: what it is at present.
            take: takes what was typed, or says why not.
            hint: an example of what can be typed.
            replace: whether typing replaces what it is; else it is added to.
            large: whether what is typed is to be read from far.
        """
        super().__init__()
        self._large = large
        self._question, self._now, self._take, self._hint = question, now, take, hint
        self._replace, self._mistake = replace, ""

    def compose(self) -> ComposeResult:
        """The question, one line to type in, what is wrong with it."""
        with Container():
            yield Rows(id="question")
            if self._large:
                yield Words(id="typed")
            yield Input(
                self._now,
                placeholder=self._hint,
                max_length=_LONGEST,
                select_on_focus=self._replace,
            )
            yield Rows(id="mistake")
            yield Line(id="keys-of-dialog")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Write the question, and what is wrong, for this width."""
        if self._large:
            self.query_one("#typed").styles.height = max(3, self.size.height // 4)
            self.query_one(Container).styles.width = max(_WIDTH, self.size.width // 2)
        rows = self._wrapped(self._question, _ROWS_OF_QUESTION)
        self.query_one("#question", Rows).say_all(rows)
        self._say_mistake()
        self.query_one("#keys-of-dialog", Line).say("enter OK   esc cancel")

    def _say_mistake(self) -> None:
        rows = self._wrapped(printable(self._mistake, limit=300), _ROWS_OF_MISTAKE)
        self.query_one("#mistake", Rows).say(*rows)

    def _wrapped(self, text: str, rows: int) -> list[str]:
        return wrap(text, max(10, min(_WIDTH, self.size.width) - 6), rows)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show it large."""
        if self._large:
            self.query_one("#typed", Words).say(event.value.upper() or "?")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it, or say what is wrong with it."""
        event.stop()
        mistake = self._take(event.value.strip())
        if mistake is None:
            self.dismiss(True)
            return
        self._mistake = mistake
        self._say_mistake()

    def action_drop(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)

    def interrupt(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)
