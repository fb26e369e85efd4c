"""One earlier session: what was done, and every figure of it can be corrected."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from legtimer.app.columns import align_columns
from legtimer.app.dates import date_text
from legtimer.app.history import HistoryService
from legtimer.app.session_text import NAME_LIMIT, SessionRow, session_rows
from legtimer.core.session.records import Outcome
from legtimer.files.printable import printable
from legtimer.history.session_record import SessionRecord
from legtimer.tui.screens.base import InnerScreen
from legtimer.tui.text.past_session import figure_of, headline
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import hang
from legtimer.tui.widgets.keys import FooterKey, FooterKeys, key_binding
from legtimer.tui.widgets.text import Line, Words

_HINTS = {
    "effort": "1 to 10",
    "note": "how it was",
    "done": "12",
    "load": "24 kg, 2x16 kg",
    "ms": "0:45",
    "rest": "1:30",
    "outcome": ", ".join(outcome.value for outcome in Outcome),
    "exercise": "Push press",
    "elapsed": "42:10",
    "began_at": "2026-03-14 18:30",
    "text": "7 + 23, 8:41",
    "splits": "1:02 1:10 0:58",
}
_NARROW = 60


_KEYS: Final = (
    FooterKey("enter", "correct", "change"),
    FooterKey("esc", "back", "leave"),
    FooterKey("d", "delete", "delete"),
    FooterKey("e", "effort", "correct('effort')"),
    FooterKey("n", "note", "correct('note')"),
)
_FIELDS: Final = (
    ("r", "reps", "done"),
    ("l", "load", "load"),
    ("t", "time", "ms"),
    ("b", "rest", "rest"),
    ("o", "outcome", "outcome"),
    ("x", "exercise", "exercise"),
)
"""The keys of what can be corrected of some rows, their words and fields."""


class PastSessionScreen(InnerScreen[None]):
    """One session."""

    CSS_PATH = "past_session.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding("past.reps", "r", "correct('done')", "reps", "Correct the reps"),
        key_binding("past.load", "l", "correct('load')", "load", "Correct the load"),
        key_binding("past.time", "t", "correct('ms')", "time", "Correct the time"),
        key_binding("past.rest", "b", "correct('rest')", "rest", "Correct the rest after a set"),
        key_binding(
            "past.outcome",
            "o",
            "correct('outcome')",
            "outcome",
            "Say whether a set was done, skipped, missed, cut or ended",
        ),
        key_binding(
            "past.exercise",
            "x",
            "correct('exercise')",
            "exercise",
            "Say that it was another exercise",
        ),
        key_binding("past.effort", "e", "correct('effort')", "effort", "Effort, 1 to 10"),
        key_binding("past.note", "n", "correct('note')", "note", "Write a note"),
        key_binding("past.delete", "d,delete", "delete", "delete", "Delete it; asks first"),
        key_binding("past.leave", "escape,q,left", "leave", "back", "Back to the list"),
    ]

    def __init__(self, history: HistoryService, uid: str, today: datetime) -> None:
        """Set up.

        Args:
            history: the sessions.
            uid: which session.
            today: the time of day now.
        """
        super().__init__()
        self._history = history
        self._uid = uid
        self._today = today
        self._log: SessionRecord | None = None
        self._rows: list[SessionRow] = []

    def compose(self) -> ComposeResult:
        """The name, when and how long, the rows, the keys."""
        yield Words(id="title")
        yield Line(id="when")
        yield ChoiceList(id="list", markup=False)
        yield FooterKeys(id="closing")

    def on_mount(self) -> None:
        """Show it."""
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Wrap the rows anew."""
        self._show()

    def on_option_list_option_highlighted(self) -> None:
        """Show the keys that correct something of the marked row."""
        at = self.query_one(OptionList).highlighted
        row = self._rows[at] if at is not None and at < len(self._rows) else None
        fields = [
            FooterKey(key, word, f"correct('{field}')")
            for key, word, field in _FIELDS
            if row is not None and self._figure(row.target, field) is not None
        ]
        self.query_one("#closing", FooterKeys).say_keys([*_KEYS, *fields])

    def _show(self) -> None:
        """Fetch the session and write its rows; the marked one stays marked."""
        self._log = log = self._history.session(self._uid)
        options = self.query_one(ChoiceList)
        at = options.highlighted or 0
        if log is None:
            self._rows = []
            text = self._history.error or "This session is gone."
            options.show_rows([printable(text, limit=200)], [True])
            return
        name = printable(log.header.workout, limit=NAME_LIMIT)
        self.query_one("#title", Words).say(name.upper())
        self.query_one("#when", Line).say(*headline(log.header, self._today))
        width = max(20, self.size.width - 8)
        self._rows = session_rows(log, bar=max(3, min(40, width - 30)))
        headings = [not row.target for row in self._rows]
        cells = [row.cells for row in self._rows]
        if width < _NARROW:
            # What was done matters more than in which round.
            cells = [(row[0], *row[2:]) if len(row) > 2 else row for row in cells]
        lines = align_columns(cells, width, cell_len)
        options.show_rows(("\n".join(hang(line, width)) for line in lines), headings)
        options.highlighted = min(at, len(self._rows) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Correct the figure that this row is about."""
        event.stop()
        row = self._rows[event.option_index]
        self._ask(row.target, row.field)

    def action_change(self) -> None:
        """Correct the marked row."""
        self.query_one(OptionList).action_select()

    def action_correct(self, field: str) -> None:
        """Correct this figure: of the marked row, or of the session."""
        if field in ("effort", "note"):
            self._ask("session", field)
            return
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._rows):
            self._ask(self._rows[at].target, field)

    def _figure(self, target: str, field: str) -> tuple[str, str] | None:
        return None if self._log is None else figure_of(self._log, target, field)

    def _ask(self, target: str, field: str) -> None:
        if (target, field) == ("session", "ms"):
            # There is only one time of the session itself.
            field = "elapsed"
        asked = self._figure(target, field)
        if asked is None:
            self.tell("This row has no such figure.")
            return
        from legtimer.tui.screens.figure_dialog import FigureDialog

        def take(text: str) -> str | None:
            if text == asked[1]:
                # As it was shown, rounded to seconds: nothing was corrected.
                return None
            return self._history.correct(self._uid, target, field, text)

        def answered(taken: bool | None) -> None:
            if taken:
                self._show()

        dialog = FigureDialog(*asked, take, _HINTS[field], replace=field != "note")
        self.app.push_screen(dialog, answered)

    def action_delete(self) -> None:
        """Ask, then delete it."""
        from legtimer.tui.screens.session.dialogs import SureDialog

        def answered(sure: bool | None) -> None:
            if not sure:
                return
            trouble = self._history.delete(self._uid)
            if trouble is None:
                self.dismiss()
            else:
                self.tell(trouble, warning=True)

        if self._log is None:
            return
        header = self._log.header
        name = printable(header.workout, limit=NAME_LIMIT)
        question = f"Delete for good: {date_text(header.began)}, {name}?"
        self.app.push_screen(SureDialog(question, "No", "Delete it"), answered)
