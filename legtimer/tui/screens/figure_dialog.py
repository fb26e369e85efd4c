"""Asks for one figure or one line of text, and says why it is refused until it is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from legtimer.files.printable import printable
from legtimer.tui.screens.box_dialog import BoxDialog
from legtimer.tui.screens.session.rows import WORDS
from legtimer.tui.widgets.fitting import large_columns
from legtimer.tui.widgets.text import Words

_LONGEST = 2000
_KEYS = "enter OK · esc cancel"


class FigureDialog(BoxDialog[bool]):
    """One line to type in; gives True when what was typed was taken."""

    CSS_PATH = "session/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "drop", "drop", id="figure.drop")]

    def __init__(
        self,
        question: str,
        now: str,
        take: Callable[[str], str | None],
        hint: str = "",
        *,
        replace: bool = True,
        keys: str = _KEYS,
    ) -> None:
        """Set up.

        Args:
            question: what is asked.
            now: what it is at present.
            take: takes what was typed, or says why not.
            hint: an example of what can be typed.
            replace: whether typing replaces what it is; else it is added to.
            keys: what the two keys that close the dialog do.
        """
        super().__init__()
        self._question, self._now, self._take, self._hint = question, now, take, hint
        self._replace, self._keys = replace, keys
        self._refused = False

    def compose(self) -> ComposeResult:
        """The question, one line to type in, what is wrong with it."""
        with Container(id="box"):
            yield Words(id="question")
            yield Words(id="typed")
            yield Input(
                self._now,
                placeholder=self._hint,
                max_length=_LONGEST,
                select_on_focus=self._replace,
            )
            yield Words(id="mistake")
            yield Words(id="keys-of-dialog")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", Words).say(self._question)
        self.query_one("#keys-of-dialog", Words).say(self._keys)
        self.query_one(Input).focus()

    def lay_out(self) -> None:
        """Share the rows."""
        self.query_one("#question").styles.height = self.rows_for(self._question, WORDS)
        self.query_one("#mistake").styles.height = 2 * self.rows_for("")
        self.query_one("#keys-of-dialog").styles.height = self.rows_for(self._keys, most=1)
        self.query_one("#typed").styles.height = max(3, self.size.height // 4)
        field = self.query_one(Input)
        self._draw()
        if not self._replace:
            # One adds at the end; of a path that is the file's name.
            self.call_after_refresh(
                lambda: field.scroll_to(x=field.max_scroll_x, animate=False, force=True)
            )

    def on_input_changed(self) -> None:
        """Show it large."""
        self._refused = False
        self._draw()

    def _draw(self) -> None:
        """Show a figure as one line of large words, unless it is too long for that.

        It is what is typed, or after a refusal what holds still. Names of files and notes are only
        written: large words are capitals.
        """
        typed = self.query_one("#typed", Words)
        text = f"now {self._now}" if self._refused else self.query_one(Input).value or "?"
        typed.say(text.upper())
        fits = large_columns([typed.shown], self.cells, 3) is not None
        typed.display = self._replace and fits and bool(self._now or not self._refused)
        self.set_class(self._refused, "-refused")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it, or say what is wrong with it."""
        event.stop()
        mistake = self._take(event.value.strip())
        if mistake is None:
            self.dismiss(True)
            return
        self.query_one("#mistake", Words).say(printable(mistake, limit=300))
        self._refused = True
        self._draw()

    def action_drop(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)

    def interrupt(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)
