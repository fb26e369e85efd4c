"""After a session: its figures beside the last time, and what the athlete says about it."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from legtimer.core.exercise import LoadUnit
from legtimer.core.session.press_guard import JUST_CHANGED, REPEAT_DELAY
from legtimer.core.session.view import View
from legtimer.files.printable import printable
from legtimer.tui.screens.base import Dialog
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.text import last_set as asking
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.text.summary import (
    NOTHING_SAID,
    Said,
    best_texts,
    facts_texts,
    headline_texts,
    large_tables,
    summary_rows,
    unsaved_texts,
)
from legtimer.tui.widgets.fitting import banner, cut, large_columns, pad
from legtimer.tui.widgets.keys import FooterKey, FooterKeys, key_binding
from legtimer.tui.widgets.text import Line, Rows, Text, Words

_PRESSES = ("press", "close")
"""What the main keys of a session do here."""


class EffortRow(Text):
    """The efforts from 1 to 10, as large as they go; a click on one is an answer."""

    DEFAULT_CSS = "EffortRow { width: 1fr; text-style: bold; }"

    def say_effort(self, effort: int | None) -> None:
        """Show which effort was told: from 1 to 10, or None for none yet."""
        self.say(*(f"[{n}]" if n == effort else f"{n}" for n in range(1, 11)))

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """One place for each, all of one width."""
        parts = [banner((text,), width // 10, height) for text in self.shown]
        return [pad("".join(row), width, "left") for row in zip(*parts, strict=True)]

    async def on_click(self, event: events.Click) -> None:
        """Tell the effort."""
        at = event.get_content_offset(self)
        effort = 1 + at.x // max(1, self.size.width // 10) if at is not None else 0
        if event.button == 1 and 1 <= effort <= 10:
            event.stop()
            await self.screen.run_action(f"tell_effort({effort})")


class SummaryScreen(Dialog[bool]):
    """Lies over a finished session; gives True when the athlete is through with it."""

    CSS_PATH = "summary.tcss"
    comes_by_itself = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide"), (110, "-large")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (30, "-high"), (50, "-huge")]
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding(
            "summary.close",
            "enter",
            "close",
            "close",
            "Done, and on to what follows; while digits are typed, it confirms them",
        ),
        key_binding("summary.end", "q", "end", "end", "Done, and nothing follows"),
        Binding(
            "space,right,pagedown",
            "press",
            "main key",
            show=False,
            priority=True,
            id="summary.press",
        ),
        key_binding("summary.undo", "u", "undo", "undo", "Undo the end"),
        key_binding("summary.load", "l", "load", "load", "The load of the last set"),
        key_binding("summary.effort", "e", "effort", "effort", "Effort: digits tell it; 0 is 10"),
        key_binding("summary.note", "n", "note", "note", "Write a note"),
        key_binding("summary.drop_session", "d", "drop_session", "discard", "Discard this session"),
        Binding("plus,equals_sign", "adjust('longer')", "rep more", show=False, id="summary.more"),
        Binding("minus", "adjust('shorter')", "rep less", show=False, id="summary.fewer"),
        Binding("tab", "next_set", "correct a set", show=False, id="summary.next_set"),
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
        self._adjusts = False
        now = session.clock.now()
        self._closes_from = now if session.shows_command else now + JUST_CHANGED
        """From when on a press closes it: one just after the workout ended by itself was late."""
        self._pressed = now
        """When the main key was received the last time."""
        self._asks: str | None = None
        """What digits tell, ``effort`` or ``set``, if the athlete has chosen."""
        self._scores: object = None
        self.unwanted = False
        """Whether the athlete wants nothing of it kept."""
        self.goes_on = False
        """Whether the athlete goes on to what follows."""
        history = session.history
        self.said = said._replace(
            before=history.before(session.session.plan), previous=history.previous(session.session)
        )
        """What is said about it."""

    @property
    def fails_with(self) -> DrivingScreen:
        """The screen that is replaced after an error in this one, which it would open again."""
        return self._session

    @property
    def _asks_effort(self) -> bool:
        """Whether digits tell the effort: by themselves only when no set needs its reps."""
        if not self._view.records:
            return False
        if self._asks is None:
            record = self._view.correctable
            untold = record is not None and record.untold
            return not (untold or self._adjusts or self._session.typed)
        return self._asks == "effort"

    def compose(self) -> ComposeResult:
        """What it was, the figure of the whole, the rows, what can still be done."""
        yield Words(id="name")
        yield Words(id="facts")
        yield Words(id="headline")
        yield Words(id="best")
        with VerticalScroll(id="scroll"):
            yield Rows(id="rows")
        yield Line(id="note")
        yield Words(id="hint")
        yield EffortRow(id="effort")
        yield Words(id="following")
        yield FooterKeys(id="closing")

    def on_mount(self) -> None:
        """Show it."""
        self._composed = True
        self.refresh_rows()
        self.query_one("#scroll").focus()

    def on_resize(self) -> None:
        """Write the rows for the new size, when the widgets have theirs."""
        self.call_after_refresh(self._lay_out)

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
        self._say_beaten()
        said, session = self.said, self._session.session
        name = printable(session.plan.workout.name, limit=NAME_LIMIT)
        saved = "not saved" if session.error else "saved" if view.records else "nothing to save"
        self.query_one("#name", Words).say(name.upper())
        self.query_one("#facts", Words).say(*facts_texts(view, saved))
        self.query_one("#headline", Words).say(*headline_texts(view))
        best = self.query_one("#best", Words)
        best.say(*(unsaved_texts(session.error) if session.error else best_texts(view, said)))
        best.display = bool(best.shown)
        best.set_class(bool(said.beaten) and not session.error, "-new")
        best.set_class(bool(session.error), "-unsaved")
        row = self.query_one("#effort", EffortRow)
        row.display = self._asks_effort
        row.say_effort(said.effort)
        note = self.query_one("#note", Line)
        note.say(f"note: {printable(said.note, limit=400)}")
        note.display = bool(said.note)
        following = self.query_one("#following", Words)
        following.say(f"next: {printable(self._session.following, limit=NAME_LIMIT)}")
        following.display = bool(self._session.following)
        self.query_one("#hint", Words).say(*self._hint(typed, refused))
        self.query_one("#closing", FooterKeys).say_keys(self._footer(typed))
        self.call_after_refresh(self._lay_out)

    def _footer(self, typed: str) -> list[FooterKey]:
        view = self._view
        on = "go on" if self._session.following else "close"
        if self._session.session.error and not self._session.following:
            on = "close, offers a file"
        keys = [FooterKey("enter", "corrects" if typed else on, "close")]
        if self._session.following:
            keys.append(FooterKey("q", "end", "end"))
        if not view.records:
            return keys + [FooterKey("u", "undo", "undo")] * view.undoable
        keys.append(FooterKey("n", "note", "note"))
        if view.correctable is not None:
            keys.append(FooterKey("tab", "reps", "next_set"))
        if not self._asks_effort:
            keys.append(FooterKey("e", "effort", "effort"))
        if view.load_target is not None:
            keys.append(FooterKey("l", "load", "load"))
        if view.undoable:
            keys.append(FooterKey("u", "undo", "undo"))
        return [*keys, FooterKey("d", "discard", "drop_session")]

    def _hint(self, typed: str, refused: str | None) -> tuple[str, ...]:
        """What is asked, or what digits would correct."""
        if not self._view.records:
            return ("nothing was done, so nothing is kept",)
        if self._asks_effort and refused is None:
            effort = self.said.effort
            if effort is not None:
                told = f"effort {effort} of 10"
                return f"{told} · wrong? type 1 to 9, or 0 for 10", told
            return ("effort? type 1 to 9, or 0 for 10", "effort? 1 to 9, 0 is 10")
        return asking.just_done(self._view, typed, refused, adjusts=self._adjusts)

    def _say_beaten(self) -> None:
        """The records that it has beaten, looked up anew when a correction changes the figures."""
        made_from = (self._view.scores, self._view.records)
        if made_from != self._scores:
            self._scores = made_from
            beaten = tuple(self._session.history.new_bests(self._session.session))
            self.said = self.said._replace(beaten=beaten)

    def _lay_out(self) -> None:
        area = self.query_one("#scroll").scrollable_content_region
        width = max(10, area.width)
        view, plan, said = self._view, self._session.session.plan, self.said
        weights = LoadUnit(self._session.settings.units)
        tables = large_tables(view, plan, said, weights)
        drawn = (large_columns(table, width, area.height) for table in tables)
        rows = next(filter(None, drawn), None) or [
            cut(line, width)
            for line in summary_rows(
                view, plan, said, weights, width=width, room=area.height, cells=cell_len
            )
        ]
        free = " " * ((width - max(map(cell_len, rows), default=0)) // 2)
        self.query_one("#rows", Rows).say_all([free + row for row in rows])

    def on_key(self, event: events.Key) -> None:
        """Digits tell what is asked: the effort, or a figure of a set."""
        if not self._asks_effort:
            if self._session.type_digit(event.character):
                event.stop()
        elif event.character and event.character in "0123456789":
            event.stop()
            self.action_tell_effort(int(event.character) or 10)

    def action_tell_effort(self, effort: int) -> None:
        """How hard it was, from 1 to 10."""
        self._remark(effort, self.said.note)

    def _remark(self, effort: int | None, note: str) -> None:
        """Keep what was said at once: a terminal may be closed in place of the summary."""
        self._session.session.set_feedback(effort, note)
        self.said = self.said._replace(effort=effort, note=note)
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Show what was said just now."""
        self.show(self._view, self._session.typed, adjusts=self._session.adjusts)

    def action_press(self) -> None:
        """Read on, then close; a key that is held since the workout ended does nothing."""
        now = self._session.clock.now()
        held, self._pressed = now - self._pressed <= REPEAT_DELAY, now
        if held:
            return
        scroll = self.query_one("#scroll", VerticalScroll)
        if scroll.scroll_y < scroll.max_scroll_y:
            scroll.scroll_page_down(animate=False)
        else:
            self.action_close()

    def action_close(self) -> None:
        """Confirm digits, or close and go on to what follows."""
        self._close(goes_on=True)

    def action_end(self) -> None:
        """Confirm digits, or close and leave out what would follow."""
        self._close(goes_on=False)

    def _close(self, *, goes_on: bool) -> None:
        if self._session.typed:
            self._session.confirm_typed()
        elif self._session.clock.now() >= self._closes_from:
            self.goes_on = goes_on
            self.dismiss(True)

    def ignore_held(self, key: str) -> None:
        """Have the session take back the end, if it was a repeat of the main key that ended it."""
        if key in self.active_bindings and self.active_bindings[key].binding.action in _PRESSES:
            self._session.action_press()

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
        """Have digits tell the reps of the set that is marked, or else of another one."""
        if self._view.correctable is None:
            return
        if self._asks_effort:
            self._asks = "set"
            self.refresh_rows()
        else:
            self._asks = "set"
            self._session.action_next_set()

    def action_rub_out(self) -> None:
        """Delete a digit."""
        self._session.action_rub_out()

    def action_drop(self) -> None:
        """Drop the typed digits, and ask what is asked by itself; else leave out what follows."""
        if self._session.following and not self._session.typed and self._asks is None:
            self.action_end()
            return
        self._asks = None
        self._session.action_drop()

    def action_effort(self) -> None:
        """Have digits tell the effort."""
        self._asks = "effort"
        self._session.action_drop()

    def action_note(self) -> None:
        """Ask for a note."""
        from legtimer.tui.screens.figure_dialog import FigureDialog

        def take(text: str) -> None:
            self._remark(self.said.effort, text)

        dialog = FigureDialog("Note", self.said.note, take, "how it was", replace=False)
        self.app.push_screen(dialog)

    def action_drop_session(self) -> None:
        """Ask whether to discard it."""
        from legtimer.tui.screens.session.dialogs import SureDialog

        def answered(sure: bool | None) -> None:
            if sure:
                self.unwanted = True
                self.dismiss(True)

        self.app.push_screen(SureDialog("Discard this session?", "Keep it", "Discard"), answered)
