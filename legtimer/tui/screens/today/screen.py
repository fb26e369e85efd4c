"""Today: what is due by the programme in use, why, and what comes; one key starts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
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
from legtimer.tui.widgets.fitting import large_text
from legtimer.tui.widgets.keys import FooterKeys, footer_key, key_binding, key_name
from legtimer.tui.widgets.outline_view import OutlineView
from legtimer.tui.widgets.text import LeftLine, Words

_NARROWEST: Final = 20
"""Cells of a row while the size is not known."""


_TALL: Final = 36
"""Rows of the screen from which on what there is room for is drawn large."""


class TodayScreen(BaseScreen[None]):
    """What is due, and the days after it."""

    CSS_PATH = "screen.tcss"
    comes_by_itself = True
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (_TALL, "-tall"), (50, "-huge")]
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
        self._lengths: Sequence[tuple[str, int]] = ()

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
        with suppress(WorkoutFileError):  # told when it is to start
            self._lengths = self._services.lengths(self._chain)
        day = weekday_text(self._found.day)
        self.query_one("#title", LeftLine).say(f"TODAY  {day}", day)
        self.query_one("#due", Words).say(*today_title(self._found, self._lengths))
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
        written = self._paragraphs(width)
        # Names of files and commands are written: large words are capitals.
        drawable = self.size.height >= _TALL and self._found.weeks and not self._found.error
        for drawn in range(len(written), 0, -1) if drawable else ():
            rest = [row for paragraph in written[drawn:] for row in paragraph]
            large = large_text(
                partial(self._first_rows, drawn), width - 1, view.size.height - len(rest)
            )
            if large is not None:
                view.say([*(f" {line}" for line in large), *rest])
                return
        view.say([row for paragraph in written for row in paragraph])

    def _paragraphs(self, width: int) -> list[list[str]]:
        """What is said, with a blank row before each paragraph but the first."""
        paragraphs: list[list[str]] = [[]]
        edit = keys_of_screen(self.active_bindings, "today")["today.edit"][0].key
        found = self._found, self._figures, width, self._lengths
        for row in today_rows(*found, edit_key=key_name(edit)):
            if not row:
                paragraphs.append([])
            paragraphs[-1].append(row)
        return paragraphs

    def _first_rows(self, paragraphs: int, letters: int) -> list[tuple[str]]:
        """The rows of the first paragraphs, without what the title says already."""
        rows = [(row,) for some in self._paragraphs(letters)[:paragraphs] for row in some]
        return rows if self._found.due is None else rows[1:]

    @property
    def _chain(self) -> Chain:
        """The next session, with the warm-up before it and the cool-down after it."""
        found = self._found
        one = next(found.planned, None)
        if one is None or found.schedule is None:
            return ()
        return found.schedule.chain(one.workout, low_impact=found.low_impact(one))

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
            self._start(self._chain[place:])

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
