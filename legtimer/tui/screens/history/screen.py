"""Earlier sessions, the newest first; typing finds some of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from legtimer.app.dates import short_date, weekday_text
from legtimer.app.history import HistoryService
from legtimer.core.estimate import rounded_minutes
from legtimer.files.printable import printable
from legtimer.history.session_list import SessionSummary
from legtimer.tui.screens.base import BaseScreen
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import pad
from legtimer.tui.widgets.keys import FooterKey, FooterKeys
from legtimer.tui.widgets.text import Words

PAGE: Final = 100
"""Sessions that are fetched at a time: ten years of them would take a while."""
_AHEAD: Final = 20
"""Rows before the end of what is fetched at which more is fetched."""


def session_row(session: SessionSummary, width: int, today: datetime) -> str:
    """One session on one line of exactly ``width`` cells, where that is at least 20."""
    name = printable(session.workout, limit=NAME_LIMIT)
    time = f"{rounded_minutes(session.elapsed)} min"
    score = printable(", ".join(session.scores), limit=NAME_LIMIT)
    if width < 60:
        figure = pad(score or time, 9, "right")
        date = pad(short_date(session.began, today), 8, "left")
        return f"{date} {pad(name, max(1, width - 19), 'left')} {figure}"
    effort = "" if session.effort is None else f"{session.effort}/10"
    if not session.complete and not score:
        score = "stopped early"
    scored = 14 if width < 90 else 24
    date = f"{pad(weekday_text(session.began), 15, 'left')} {session.began:%H:%M}"
    room = width - 21 - 2 - 9 - 2 - scored - 1 - 5
    return (
        f"{date}  {pad(name, room, 'left')}{pad(time, 9, 'right')}"
        f"  {pad(score, scored, 'left')} {pad(effort, 5, 'right')}"
    )


class HistoryScreen(BaseScreen[None]):
    """The list of earlier sessions."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "Input"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", "up", show=False, id="history.up"),
        Binding("down", "move('cursor_down')", "down", show=False, id="history.down"),
        Binding("pageup", "move('page_up')", "page up", show=False, id="history.page_up"),
        Binding("pagedown", "move('page_down')", "page down", show=False, id="history.page_down"),
        Binding(
            "escape",
            "leave",
            "leave",
            id="history.leave",
            tooltip="Show all again; with all shown, back to the library",
        ),
    ]

    def __init__(self, history: HistoryService, wall: Callable[[], datetime]) -> None:
        """Set up.

        Args:
            history: the sessions.
            wall: tells the time of day.
        """
        super().__init__()
        self._history = history
        self._wall = wall
        self._width = 0
        self._sessions: list[SessionSummary] = []
        self._more = True

    def compose(self) -> ComposeResult:
        """A title, what to look for, the list."""
        yield Words(id="title")
        yield Input(placeholder="name, date, word of a note", id="words", compact=True)
        yield ChoiceList(id="list", markup=False)
        yield FooterKeys(id="closing")

    def on_mount(self) -> None:
        """Begin at the newest."""
        self.query_one("#title", Words).say("HISTORY")
        self.query_one("#closing", FooterKeys).say_keys(
            [
                FooterKey("enter", "open", "open"),
                FooterKey("esc", "back", "leave"),
                FooterKey("type", "to find", ""),
                FooterKey("↑ ↓", "choose", ""),
            ]
        )
        options = self.query_one(OptionList)
        options.can_focus = False
        self.watch(options, "scroll_y", self._fetch_if_near, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows anew for the new width."""
        # Padding at both sides, and two cells for a scroll bar.
        width = max(20, event.size.width - 6)
        if width != self._width:
            self._width = width
            self._fill(keep=True)
        self.call_after_refresh(self.query_one(OptionList).scroll_to_highlight)

    def on_screen_resume(self) -> None:
        """Back from a session, which may have been corrected or deleted."""
        if self._width:
            self._fill(keep=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for these words."""
        event.stop()
        if self._width:
            self._fill()

    def _fill(self, *, keep: bool = False) -> None:
        """Fetch the list anew; if it is kept, as far as it was fetched and with the same row."""
        options = self.query_one(ChoiceList)
        at = options.highlighted if keep else 0
        count = max(PAGE, len(self._sessions)) if keep else PAGE
        options.clear_options()
        self._sessions, self._more = [], True
        self._fetch(count)
        if self._sessions:
            options.highlighted = min(at or 0, len(self._sessions) - 1)
            return
        words = self.query_one(Input).value.strip()
        empty = "No session matches." if words else "No sessions yet."
        empty = printable(self._history.error or empty, limit=200)
        options.show_rows([empty], [True])

    def _fetch(self, count: int) -> None:
        words, today = self.query_one(Input).value, self._wall()
        found = self._history.sessions(words, len(self._sessions), count)
        self._more = len(found) == count
        self._sessions += found
        options = self.query_one(OptionList)
        options.add_options(Option(Content(session_row(one, self._width, today))) for one in found)

    def _fetch_if_near(self) -> None:
        """Fetch more before the end of what there is comes into sight."""
        options = self.query_one(OptionList)
        seen = max(options.highlighted or 0, round(options.scroll_y) + options.size.height)
        if self._more and self._sessions and seen >= len(self._sessions) - _AHEAD:
            self._fetch(PAGE)

    def on_option_list_option_highlighted(self) -> None:
        """More may be needed."""
        self._fetch_if_near()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        event.stop()
        self._open(event.option_index)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the one that is marked."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._open(at)

    def _open(self, index: int) -> None:
        if index >= len(self._sessions):
            return
        from legtimer.tui.screens.history.past_session import PastSessionScreen

        self.app.push_screen(
            PastSessionScreen(self._history, self._sessions[index].uid, self._wall())
        )

    def action_move(self, where: str) -> None:
        """Mark another one."""
        self.query_one(ChoiceList).move(where)

    def action_leave(self) -> None:
        """Show all again, or leave."""
        words = self.query_one(Input)
        if words.value:
            words.value = ""
        else:
            self.dismiss()

    def interrupt(self) -> None:
        """A key that ends programs only leaves the history."""
        self.dismiss()
