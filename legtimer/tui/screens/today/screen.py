"""Today: what is due by the programme in use, why, and what comes; one key starts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import takewhile
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from legtimer.app.coach import CoachDay
from legtimer.app.dates import weekday_text
from legtimer.app.services import Services
from legtimer.app.targets import PrescribedFigure
from legtimer.files.workouts import WorkoutFileError
from legtimer.files.workouts.chain import Chain, ChainedWorkout
from legtimer.tui.screens.base import BaseScreen, WorkoutPicked
from legtimer.tui.screens.session.keys import keys_of_screen
from legtimer.tui.text.today import today_rows, today_title
from legtimer.tui.widgets.fitting import large_columns
from legtimer.tui.widgets.keys import FooterKeys, footer_key, key_binding, key_name
from legtimer.tui.widgets.outline_view import OutlineView
from legtimer.tui.widgets.text import LeftLine, Words

_NARROWEST: Final = 20
"""Cells of a row while the size is not known."""


_HUGE: Final = 50
"""Rows of the screen from which on what is due is drawn large, as in the style sheet."""
_LETTER: Final = 4
"""Cells of a large letter with what is blank beside it, on average."""


class TodayScreen(BaseScreen[None]):
    """What is due, and the days after it."""

    CSS_PATH = "screen.tcss"
    comes_by_itself = True
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (36, "-tall"), (_HUGE, "-huge")]
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding(
            "today.start",
            "space,enter,right",
            "start",
            "start",
            "Start what is due: warm-up, session, cool-down; with nothing due, to the library",
        ),
        key_binding(
            "today.session", "s", "session", "no warm-up", "Start the session without the warm-up"
        ),
        key_binding("today.library", "l,escape", "app.library", "library", "All workouts"),
        Binding(
            "w",
            "warm_up",
            "warm-up",
            show=False,
            id="today.warm_up",
            tooltip="Start the programme's warm-up alone",
        ),
        key_binding("today.help", "question_mark,f1", "help", "help", "All keys of this screen"),
        key_binding("today.leave", "q", "app.quit", "quit", "Leave legtimer"),
        key_binding(
            "today.edit",
            "e",
            "app.edit_programme",
            "edit",
            "Edit the programme; of a built-in one, a copy",
        ),
        key_binding(
            "today.programmes",
            "o",
            "app.programmes",
            "programmes",
            "Programmes: use one, edit one, write a new one",
        ),
        key_binding(
            "today.cool_down",
            "c",
            "cool_down",
            "cool-down",
            "Start the programme's cool-down alone",
        ),
        Binding("up", "scroll_rows(-1)", "up", show=False),
        Binding("down", "scroll_rows(1)", "down", show=False),
        Binding("pageup", "scroll_rows(-8)", "page up", show=False),
        Binding("pagedown", "scroll_rows(8)", "page down", show=False),
    ]

    def __init__(self, services: Services, wall: Callable[[], datetime]) -> None:
        """Set up.

        Args:
            services: the coach, and the workouts.
            wall: tells the time of day.
        """
        super().__init__()
        self._services, self._wall = services, wall
        self._found = CoachDay(wall().date())
        self._figures: Sequence[PrescribedFigure] = ()

    def compose(self) -> ComposeResult:
        """The day, what is due in large letters, the rows, the keys."""
        yield LeftLine(id="title")
        yield Words(id="due")
        yield OutlineView()
        yield FooterKeys(id="closing")

    def on_screen_resume(self) -> None:
        """At first, and back from a session or the library: what was done counts."""
        self._found = self._services.coach.on(self._wall().date())
        self._figures = self._services.figures(self._found)
        day = weekday_text(self._found.day)
        self.query_one("#title", LeftLine).say(f"TODAY  {day}", day)
        self.query_one("#due", Words).say(*today_title(self._found))
        self._show()
        keys = keys_of_screen(self.active_bindings, "today")
        if self._found.due is None:
            del keys["today.start"]
        keys |= keys_of_screen(self.active_bindings, "app")
        shown = [footer_key(one[0]) for one in keys.values() if one[0].show]
        self.query_one("#closing", FooterKeys).say_keys(shown)

    def on_resize(self) -> None:
        """Wrap the rows for this width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        view = self.query_one(OutlineView)
        width = max(_NARROWEST, view.scrollable_content_region.width)
        rows = list(today_rows(self._found, self._figures, width))
        if self.size.height >= _HUGE:
            rows = self._with_large_start(rows, width)
        view.say(rows)

    def _with_large_start(self, rows: list[str], width: int) -> list[str]:
        """The same, with what is due today in large letters, where there is room for them."""
        found = takewhile(bool, today_rows(self._found, self._figures, width // _LETTER))
        large = large_columns([(row,) for row in found], width - 1, self.size.height // 2)
        if large is None or "" not in rows:
            return rows
        return [*(f" {line}" for line in large), *rows[rows.index("") :]]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether the programme has what a key starts."""
        if action == "session":
            return self._found.due is not None and bool(self._programme_workout("warm_up"))
        if action in ("warm_up", "cool_down"):
            return bool(self._programme_workout(action))
        return super().check_action(action, parameters)

    def _programme_workout(self, key: str) -> str:
        schedule = self._found.schedule
        return "" if schedule is None else getattr(schedule.programme, key)

    def action_start(self) -> None:
        """Start what is due, from the warm-up on; with nothing due, to the library."""
        self._start_due(0)

    def action_session(self) -> None:
        """Start what is due without the warm-up."""
        self._start_due(1)

    def _start_due(self, place: int) -> None:
        """Start what is due from this place of the chain on."""
        found, due = self._found, self._found.due
        if found.day != self._wall().date():
            # It was shown yesterday.
            self.on_screen_resume()
        elif due is None or found.schedule is None:
            self.app.call_later(self.app.run_action, "library")
        else:
            chain = found.schedule.chain(due.workout, low_impact=found.low_impact(due))
            self._start(chain[place:])

    def action_warm_up(self) -> None:
        """Start the warm-up alone."""
        self._start_alone("warm_up")

    def action_cool_down(self) -> None:
        """Start the cool-down alone."""
        self._start_alone("cool_down")

    def _start_alone(self, key: str) -> None:
        schedule = self._found.schedule
        assert schedule is not None
        self._start((ChainedWorkout(schedule.workouts[self._programme_workout(key)].path),))

    def _start(self, chain: Chain) -> None:
        try:
            # A mistake in the last one is told before the first one starts.
            first, *_ = [self._services.workout_at(one) for one in chain]
        except WorkoutFileError as problem:
            # The file was changed since it was shown.
            self.tell(str(problem), warning=True)
            self.on_screen_resume()
        else:
            self.ask(WorkoutPicked(first, chain[1:]))

    def action_scroll_rows(self, rows: int) -> None:
        """Scroll the rows."""
        self.query_one(OutlineView).scroll_relative(y=rows, animate=False)

    def action_help(self) -> None:
        """Show all keys."""
        from legtimer.tui.screens.session.dialogs import HelpDialog

        keys = keys_of_screen(self.active_bindings, "today")
        keys |= keys_of_screen(self.active_bindings, "app")
        rows = [(" ".join(key_name(k.key) for k in one), one[0].tooltip) for one in keys.values()]
        self.app.push_screen(HelpDialog(rows))
