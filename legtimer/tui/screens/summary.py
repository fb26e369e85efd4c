"""After it: scores, splits, and every set with its reps and load."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from legtimer.core.session.view import View
from legtimer.tui import asking
from legtimer.tui.report import headline_texts, summary_rows
from legtimer.tui.widgets.fitting import hang
from legtimer.tui.widgets.text import Line, Rows, Words

if TYPE_CHECKING:
    from legtimer.tui.screens.session import SessionScreen


class SummaryScreen(ModalScreen[bool]):
    """Lies over a finished session; gives True when the athlete is through with it."""

    CSS_PATH = "summary.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (50, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,q,space",
            "close",
            "close",
            id="summary.close",
            tooltip="Done; while digits are typed, enter confirms them",
        ),
        Binding("u", "undo", "undo", id="summary.undo", tooltip="Take the end back"),
        Binding("l", "load", "load", id="summary.load", tooltip="The load of the last set"),
        Binding("backspace", "rub_out", "rub out", show=False, id="summary.rub_out"),
        Binding("escape", "drop", "drop", show=False, id="summary.drop"),
    ]

    def __init__(self, session: SessionScreen, view: View) -> None:
        """Set up.

        Args:
            session: the screen below, which goes on driving the session.
            view: the session as it ended.
        """
        super().__init__()
        self._session = session
        self._view = view
        self._composed = False

    def compose(self) -> ComposeResult:
        """A headline, the rows, what can still be done."""
        yield Words(id="headline")
        with VerticalScroll(id="scroll"):
            yield Rows(id="rows")
        yield Line(id="hint")
        yield Line(id="closing")

    def on_mount(self) -> None:
        """Show it."""
        self._composed = True
        self.show(self._view, "")
        self.query_one("#scroll").focus()

    def on_resize(self) -> None:
        """Wrap the rows anew."""
        self._lay_out()

    def show(self, view: View, typed: str, refused: int | None = None) -> None:
        """Show a corrected session.

        Args:
            view: the session.
            typed: digits typed so far.
            refused: a number that was too large.
        """
        self._view = view
        if not self._composed:
            return
        self.query_one("#headline", Words).say(*headline_texts(view))
        self._lay_out()
        hint = asking.just_done(view, typed, refused)
        self.query_one("#hint", Line).say(*hint)
        undo = "   u undo" if view.undoable else ""
        digits = "   digits correct the last set" if view.correctable is not None else ""
        closing = f"enter {'corrects' if typed else 'close'}"
        self.query_one("#closing", Line).say(
            f"{closing}{undo}{digits}", f"{closing}{undo}", closing
        )

    def _lay_out(self) -> None:
        # Two cells of padding at each side, and two for a scroll bar.
        width = max(10, self.size.width - 6)
        rows = []
        for row in summary_rows(self._view, width):
            rows += hang(row, width)
        shown = self.query_one("#rows", Rows)
        shown.styles.height = len(rows)
        shown.say_rows(rows)

    def on_key(self, event: events.Key) -> None:
        """Digits still correct the last set."""
        if self._session.type_digit(event.character):
            event.stop()

    def action_close(self) -> None:
        """Confirm digits, or close."""
        if self._session.typed:
            self._session.confirm_typed()
        else:
            self.dismiss(True)

    def interrupt(self) -> None:
        """Close; the session is over."""
        self.dismiss(True)

    def action_undo(self) -> None:
        """Take the last press back; the session may go on by that."""
        self._session.action_tell("undo")

    def action_load(self) -> None:
        """Correct the load of the last set."""
        self._session.action_load()

    def action_rub_out(self) -> None:
        """Delete a digit."""
        self._session.action_rub_out()

    def action_drop(self) -> None:
        """Drop the typed digits."""
        self._session.action_drop()
