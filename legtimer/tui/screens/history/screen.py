"""Earlier sessions, the newest first; typing finds some of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from legtimer.app.columns import align_columns
from legtimer.app.dates import short_date
from legtimer.app.history import HistoryService
from legtimer.app.history_list import monday_of, session_cells, week_heading
from legtimer.app.session_text import session_rows
from legtimer.files.printable import printable
from legtimer.history.session_list import SessionSummary, WeekTotal
from legtimer.tui.screens.find_screen import FindScreen
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut, pad
from legtimer.tui.widgets.keys import FooterKey, FooterKeys
from legtimer.tui.widgets.preview import BROAD, Preview, columns_beside
from legtimer.tui.widgets.text import Words

PAGE: Final = 100
"""Sessions that are fetched at a time: ten years of them would take a while."""
_AHEAD: Final = 20
"""Rows before the end of what is fetched at which more is fetched."""
_NARROW: Final = 60


def list_columns(session: SessionSummary, width: int, today: datetime) -> tuple[str, ...]:
    """One session as columns; on a narrow screen day and workout share one, beside the result."""
    columns = session_cells(session, today)
    if width >= _NARROW:
        return columns
    _, _, name, length, result, _ = columns
    return f"{pad(short_date(session.began, today), 8, 'left')} {name}", result.removeprefix(
        "top set "
    ) or length


class HistoryScreen(FindScreen):
    """The list of earlier sessions."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "Input"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BROAD, "-broad")]
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
        self._rows: list[SessionSummary | None] = []
        """The sessions that were fetched; None for the heading of a week."""
        self._lines: list[str] = []
        """The rows as they are written."""
        self._weeks: Mapping[date, WeekTotal] = {}
        self._more = True

    def compose(self) -> ComposeResult:
        """A title, what to look for, the list."""
        yield Words(id="title")
        yield Input(placeholder="name, date, word of a note", id="words", compact=True)
        with Container(id="both"):
            yield ChoiceList(id="list", markup=False)
            yield Preview()
        yield FooterKeys(id="closing")

    def on_mount(self) -> None:
        """Begin at the newest."""
        self.query_one("#title", Words).say("HISTORY")
        options = self.query_one(OptionList)
        options.can_focus = False
        self.watch(options, "scroll_y", self._fetch_if_near, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows anew for the new width."""
        # Padding at both sides, and two cells for a scroll bar.
        width = max(20, event.size.width - columns_beside(event.size.width) - 6)
        if width != self._width:
            self._width = width
            self._fill(keep=True)
        self.call_after_refresh(self._show_marked)
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
        at = options.highlighted or 0 if keep else 0
        count = max(PAGE, self._fetched) if keep else PAGE
        options.clear_options()
        self._rows, self._lines, self._more = [], [], True
        self._weeks = self._history.weeks(self.query_one(Input).value)
        self._fetch(count)
        keys = [
            FooterKey("enter", "open", "open"),
            FooterKey("esc", "back", "leave"),
            FooterKey("type", "to find", ""),
            FooterKey("↑ ↓", "choose", ""),
        ]
        # With nothing found there is nothing to open, and with nothing kept nothing to find.
        typed = self.query_one(Input).value
        shown = keys if self._rows else keys[1:3] if typed else keys[1:2]
        self.query_one("#closing", FooterKeys).say_keys(shown)
        if self._rows:
            last = len(self._rows) - 1
            at = min(at, last)
            options.highlighted = at if self._rows[at] is not None else min(at + 1, last)
            return
        words = self.query_one(Input).value.strip()
        empty = "No session matches." if words else "No sessions yet."
        empty = printable(self._history.error or empty, limit=200)
        options.show_rows([empty], [True])

    @property
    def _fetched(self) -> int:
        return sum(row is not None for row in self._rows)

    def _fetch(self, count: int) -> None:
        found = self._history.sessions(self.query_one(Input).value, self._fetched, count)
        self._more = len(found) == count
        last = self._rows[-1] if self._rows else None
        week = monday_of(last.began) if last is not None else None
        for one in found:
            monday = monday_of(one.began)
            if monday != week and monday in self._weeks:
                self._rows.append(None)
            week = monday
            self._rows.append(one)
        self._show_lines()

    def _show_lines(self) -> None:
        """Write the rows; a column may have become wider by what was fetched last."""
        today = self._wall()
        columns: list[tuple[str, ...]] = []
        for row, below in zip(self._rows, [*self._rows[1:], None], strict=False):
            if row is not None:
                columns.append(list_columns(row, self._width, today))
            elif below is not None:
                monday = monday_of(below.began)
                columns.append((week_heading(monday, self._weeks[monday], today),))
        options = self.query_one(ChoiceList)
        lines = [cut(line, self._width) for line in align_columns(columns, self._width, cell_len)]
        for at, line in enumerate(lines):
            if at >= len(self._lines):
                options.add_option(Option(Content(line), disabled=self._rows[at] is None))
            elif line != self._lines[at]:
                options.replace_option_prompt_at_index(at, Content(line))
        self._lines = lines

    def _fetch_if_near(self) -> None:
        """Fetch more before the end of what there is comes into sight."""
        options = self.query_one(OptionList)
        seen = max(options.highlighted or 0, round(options.scroll_y) + options.size.height)
        if self._more and self._rows and seen >= len(self._rows) - _AHEAD:
            self._fetch(PAGE)

    def on_option_list_option_highlighted(self) -> None:
        """More may be needed."""
        self._fetch_if_near()
        self._show_marked()

    def _show_marked(self) -> None:
        """The marked session beside the list, where there is room."""
        preview = self.query_one(Preview)
        at = self.query_one(OptionList).highlighted
        marked = self._rows[at] if at is not None and at < len(self._rows) else None
        if not columns_beside(self.size.width):
            return
        if marked is None:
            preview.say("", "", ())
            return
        log, width = self._history.session(marked.uid), preview.cells
        cells = [] if log is None else [row.cells for row in session_rows(log, bar=width // 3)]
        rows = [cut(line, width) for line in align_columns(cells, width, cell_len)]
        preview.say(marked.workout, session_cells(marked, self._wall())[4], rows)

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
        session = self._rows[index] if index < len(self._rows) else None
        if session is None:
            return
        from legtimer.tui.screens.history.past_session import PastSessionScreen

        self.app.push_screen(PastSessionScreen(self._history, session.uid, self._wall()))
