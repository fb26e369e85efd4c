"""After it: scores, splits, and every set with its reps and load."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from legtimer.core.session.view import View
from legtimer.tui.screens.base import Dialog
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.text import last_set as asking
from legtimer.tui.text import status
from legtimer.tui.text.summary import NOTHING_SAID, Said, headline_texts, summary_rows
from legtimer.tui.widgets.fitting import hang
from legtimer.tui.widgets.keys import key_binding
from legtimer.tui.widgets.text import Line, Rows, Words


class SummaryScreen(Dialog[bool]):
    """Lies over a finished session; gives True when the athlete is through with it."""

    CSS_PATH = "summary.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (50, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding(
            "summary.close",
            "enter,q,space",
            "close",
            "close",
            "Done; while digits are typed, enter confirms them",
        ),
        key_binding("summary.undo", "u", "undo", "undo", "Take the end back"),
        key_binding("summary.load", "l", "load", "load", "The load of the last set"),
        key_binding("summary.effort", "e", "effort", "effort", "Effort: e, then a digit; 0 is 10"),
        key_binding("summary.note", "n", "note", "note", "Write a note"),
        key_binding("summary.drop_session", "d", "drop_session", "drop", "Keep nothing of it"),
        Binding("plus,equals_sign", "adjust('longer')", "rep more", show=False, id="summary.more"),
        Binding("minus", "adjust('shorter')", "rep less", show=False, id="summary.fewer"),
        Binding("tab", "next_set", "other set", show=False, id="summary.next_set"),
        Binding("backspace", "rub_out", "rub out", show=False, id="summary.rub_out"),
        Binding("escape", "drop", "drop", show=False, id="summary.drop"),
    ]

    def __init__(self, session: DrivingScreen, view: View, said: Said = NOTHING_SAID) -> None:
        """Set up.

        Args:
            session: the screen below, which goes on driving the session.
            view: the session as it ended.
            said: what the athlete has said about it already.
        """
        super().__init__()
        self._session = session
        self._view = view
        self._composed = False
        self._asks_effort = self._adjusts = False
        self._scores: object = None
        self.unwanted = False
        """Whether the athlete wants nothing of it kept."""
        self.said = said._replace(before=session.history.before(session.driven.plan))
        """What is said about it."""

    @property
    def fails_with(self) -> DrivingScreen:
        """The screen that is replaced after an error in this one, which it would open again."""
        return self._session

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
        self.refresh_rows()
        self.query_one("#scroll").focus()

    def on_resize(self) -> None:
        """Wrap the rows anew."""
        self._lay_out()

    def show(
        self, view: View, typed: str, refused: str | None = None, *, adjusts: bool = False
    ) -> None:
        """Show a corrected session.

        Args:
            view: the session.
            typed: digits typed so far.
            refused: a number that was too large.
            adjusts: whether + and - tell reps.
        """
        self._view = view
        self._adjusts = adjusts
        if not (self._composed and self.is_running):
            return
        self.query_one("#headline", Words).say(*headline_texts(view))
        self._say_beaten()
        self._lay_out()
        self.query_one("#hint", Line).say(*self._hint(typed, refused))
        undo = "   u undo" if view.undoable else ""
        digits = "   digits correct the last set" if view.correctable is not None else ""
        closing = f"enter {'corrects' if typed else 'close'}"
        say = "   e effort (1-10)   n note" if view.records else ""
        drop = "   d discard" if view.records else ""
        self.query_one("#closing", Line).say(
            f"{closing}{say}{undo}{drop}{digits}",
            f"{closing}{say}{undo}{drop}",
            f"{closing}{say}{undo}",
            f"{closing}{say}{undo}".replace("   ", "  "),
            closing,
        )

    def _hint(self, typed: str, refused: str | None) -> tuple[str, ...]:
        """What is asked, or what digits would correct; if it is not saved, that."""
        if self._asks_effort:
            return ("effort, 1 to 10? a digit; 0 is 10", "effort? 1-9, 0 is 10")
        if not self._view.records:
            return ("nothing was done, so nothing is kept",)
        trouble = self._session.driven.error
        if trouble is not None and not typed and refused is None:
            why = status.unsaved_text(trouble)
            return (f"{why}; offered as a file when you close", "not saved: a file is offered")
        return asking.just_done(self._view, typed, refused, adjusts=self._adjusts)

    def _say_beaten(self) -> None:
        """The records that it has beaten, looked up anew when a correction changes the figures."""
        made_from = (self._view.scores, self._view.records)
        if made_from != self._scores:
            self._scores = made_from
            beaten = tuple(self._session.history.new_bests(self._session.driven))
            self.said = self.said._replace(beaten=beaten)

    def _lay_out(self) -> None:
        # Two cells of padding at each side, and two for a scroll bar.
        width = max(10, self.size.width - 6)
        rows = []
        for row in summary_rows(self._view, width, self.said):
            rows += hang(row, width)
        self.query_one("#rows", Rows).say_all(rows)

    def on_key(self, event: events.Key) -> None:
        """Digits say how hard it was if that is asked, or else still correct the last set."""
        digit = event.character if event.character and event.character in "0123456789" else ""
        if not digit:
            if self._session.type_digit(event.character):
                event.stop()
            return
        if self._asks_effort or not self._session.type_digit(digit):
            event.stop()
            self._asks_effort = False
            self._remark(int(digit) or 10, self.said.note)
        else:
            event.stop()

    def _remark(self, effort: int | None, note: str) -> None:
        """Keep what was said at once: a terminal may be closed in place of the summary."""
        self._session.driven.set_feedback(effort, note)
        self.said = self.said._replace(effort=effort, note=note)
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Show what was said just now."""
        self.show(self._view, self._session.typed, adjusts=self._session.adjusts)

    def action_close(self) -> None:
        """Confirm digits, or close."""
        if self._asks_effort:
            self.action_drop()
        elif self._session.typed:
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

    def action_adjust(self, word: str) -> None:
        """Tell a rep more or less."""
        if self._session.adjusts:
            self._session.action_tell(word)

    def action_next_set(self) -> None:
        """Tell the reps of another set."""
        self._session.action_next_set()

    def action_rub_out(self) -> None:
        """Delete a digit."""
        self._session.action_rub_out()

    def action_drop(self) -> None:
        """Drop the typed digits, or leave unsaid how hard it was."""
        if self._asks_effort:
            self._asks_effort = False
            self.refresh_rows()
        else:
            self._session.action_drop()

    def action_effort(self) -> None:
        """Ask how hard it was."""
        self._asks_effort = True
        self._session.action_drop()
        self.refresh_rows()

    def action_note(self) -> None:
        """Ask for a note."""
        from legtimer.tui.screens.figure_dialog import FigureDialog

        def take(text: str) -> None:
            self._remark(self.said.effort, text)

        dialog = FigureDialog("Note", self.said.note, take, "how it was", replace=False)
        self.app.push_screen(dialog)

    def action_drop_session(self) -> None:
        """Ask whether to keep nothing of it."""
        from legtimer.tui.screens.session.dialogs import SureDialog

        def answered(sure: bool | None) -> None:
            if sure:
                self.unwanted = True
                self.dismiss(True)

        question = "Keep nothing of this session?"
        self.app.push_screen(SureDialog(question, "Keep it", "Drop it (y)"), answered)
