"""The app: themes and which screen comes after which; nothing else."""

from __future__ import annotations

import gc
import signal
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import constants, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from legtimer.app.services import Services
from legtimer.core.value_types import RangeQuestion
from legtimer.core.workout import Workout
from legtimer.history.recorded_session import RecordedSession
from legtimer.tui.clock import Clock
from legtimer.tui.error_recovery import ErrorRecovery, TextKeeping
from legtimer.tui.job_control import JobControl
from legtimer.tui.screens.base import Copying, Interruptible
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.theme import DAY, GARAGE
from legtimer.tui.writing import WritingApp

if TYPE_CHECKING:
    from textual.driver import Driver

    from legtimer.tui.screens.library.screen import LibraryScreen
    from legtimer.tui.screens.session.ranges import RangesScreen
    from legtimer.tui.screens.session.resume import ResumeScreen


def _open_asks(workout: Workout, given: Mapping[str, int]) -> tuple[RangeQuestion, ...]:
    """The ranges that are still to be asked for."""
    return tuple(ask for ask in workout.asks() if ask.key not in given)


class LegtimerApp(WritingApp):
    """The whole program on a terminal.

    ``run()`` gives what is to be printed afterwards: the summary of the last session, or nothing.
    After an error that ended it, it gives None too; see ``recovery.failure``.
    """

    TITLE = "legtimer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+z",
            "suspend_process",
            "to the shell",
            show=False,
            id="app.suspend",
            tooltip="To the shell; the clock runs on, fg brings it back",
        ),
        # Textual would only tell of its own key, and inputs would take it for "copy".
        Binding("ctrl+c", "interrupt", "leave", show=False, priority=True, id="app.interrupt"),
    ]

    def __init__(
        self,
        services: Services,
        clock: Clock,
        *,
        start: Workout | None = None,
        given: Mapping[str, int] | None = None,
        resumed: RecordedSession | None = None,
    ) -> None:
        """Prepare the first screen.

        Args:
            services: what the screens can do; closed by whoever opened them.
            clock: tells the time.
            start: begin with this workout, and leave after it, in place of the library.
            given: choices for the ranges of ``start`` that are not to be asked for.
            resumed: begin with this session, which was cut off, and leave after it.
        """
        history = services.history
        self._cut_off = [] if resumed is not None else list(history.interrupted())
        asks = start is not None and bool(_open_asks(start, given or {}))
        # The first screen is not pushed, so its style sheet is not loaded with it.
        first = "session/ranges" if asks else "session/screen"
        if self._cut_off:
            first = "session/resume"
        elif start is None and resumed is None:
            first = "library/screen"
        super().__init__(f"screens/{first}.tcss", services)
        self._clock = clock
        self._start = start
        self._resumed = resumed
        self._given = dict(given or {})
        self._last_summary: str | None = None
        self.recovery = ErrorRecovery(self, self._replacement, clock.now)
        self._home = None
        self._first_is_through = False
        """Whether the lowest screen is only there because Textual can't take it away."""
        self._owed = False
        """Whether what the program was started for is still to come."""
        self.driven = None
        self._stopping: JobControl | None = None
        self.begin_with(services.settings.screen.theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The states' colours, for themes that do not know them."""
        return dict(GARAGE if self.current_theme.dark else DAY)

    def get_driver_class(self) -> type[Driver]:
        """One that sleeps while no key is pressed, where Textual would take its own for it."""
        driver = super().get_driver_class()
        if constants.DRIVER or driver.__module__ != "textual.drivers.linux_driver":
            return driver
        from legtimer.tui.terminal import driver_for_terminals

        return driver_for_terminals()

    def get_default_screen(self) -> Screen[None]:
        """The first screen, with no other one below it that would have to be painted first."""
        return self._offer() if self._cut_off else self._opening()

    def _offer(self) -> Screen[None]:
        """Asks about the newest of the sessions that were cut off."""
        from legtimer.tui.screens.session.resume import ResumeScreen

        session = self._cut_off.pop(0)
        return ResumeScreen(session, self._clock.wall(), len(self._cut_off))

    def _opening(self) -> Screen[None]:
        """What the program was started for: the library, or a workout."""
        self._owed = False
        if self._resumed is not None:
            return self._driving(self._resumed)
        if self._start is not None:
            return self._first(self._start)
        self._home = self._library()
        self.call_after_refresh(self.offer_unsaved_text)
        return self._home

    def _library(self) -> Screen[None]:
        # Its list costs import time that a session which is started by name need not pay.
        from legtimer.tui.screens.library.screen import LibraryScreen

        return LibraryScreen(self.services.library, self.services.history, self._clock.wall)

    def _first(self, workout: Workout) -> Screen[None]:
        """The first screen of a workout: its ranges if there are any, else the session."""
        given = self._given if workout is self._start else {}
        asks = _open_asks(workout, given)
        if asks:
            from legtimer.tui.screens.session.ranges import RangesScreen

            before = self.services.history.before(workout)
            return RangesScreen(workout, asks, self.services.choices.last(workout), given, before)
        return self._session(workout, given)

    def _session(self, workout: Workout, choices: Mapping[str, int]) -> DrivingScreen:
        return self._driving(self.services.sessions.open(workout, choices, self._clock.now()))

    def _driving(
        self, session: RecordedSession, kind: type[DrivingScreen] = SessionScreen
    ) -> DrivingScreen:
        self.driven = session
        return kind(session, self._clock, self.services, self.easier_of)

    def on_mount(self) -> None:
        """After a stop of the process the terminal holds the shell's text: paint everything."""
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))
        self.watch_themes()
        if hasattr(signal, "SIGCONT") and not self.is_headless:
            self._stopping = JobControl(self)

    def action_suspend_process(self) -> None:
        """Give the terminal to the shell."""
        if self._stopping is not None:
            self._stopping.ask()

    def on_ready(self) -> None:
        """Keep the collector out of the way of the timer from here on."""
        gc.collect()
        gc.freeze()
        gc.enable()

    def on_resume_screen_decided(self, message: ResumeScreen.Decided) -> None:
        """It was decided what becomes of a session that was cut off."""
        uid = message.session.uid
        if message.choice == "go on":
            session = self.services.history.resume(uid, self._clock.now())
            if session is not None:
                same = self._start is not None and self._start.name == message.session.workout
                self._owed = not same
                self._show_next(self._driving(session))
                return
            self.notify(
                self.services.history.trouble or "Another legtimer goes on with it already.",
                markup=False,
                severity="warning",
            )
        elif message.choice == "keep":
            self.services.history.keep(uid)
        elif message.choice == "drop":
            self.services.history.drop(uid)
        self._show_next(self._offer() if self._cut_off else self._opening())

    def _show_next(self, screen: Screen[None]) -> None:
        """Put a screen in the place of the one that is through."""
        if len(self.screen_stack) == 1:
            # The first screen was never pushed, so Textual can't switch it for another one.
            self._first_is_through = True
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def on_library_screen_picked(self, message: LibraryScreen.Picked) -> None:
        """A workout was picked."""
        self.push_screen(self._first(message.workout))

    def on_library_screen_past_wanted(self) -> None:
        """The list of earlier sessions."""
        from legtimer.tui.screens.history.screen import HistoryScreen

        self.push_screen(HistoryScreen(self.services.history, self._clock.wall))

    def on_library_screen_left(self) -> None:
        """Leave."""
        self.exit(self._last_summary)

    def on_ranges_screen_chosen(self, message: RangesScreen.Chosen) -> None:
        """The ranges of a workout are chosen."""
        self.services.choices.keep(message.workout, message.choices)
        self._show_next(self._session(message.workout, message.choices))

    def on_ranges_screen_left(self) -> None:
        """They are not; back."""
        self._back()

    @on(DrivingScreen.Closed)
    def _over(self, message: DrivingScreen.Closed) -> None:
        self.driven = None
        self._last_summary = message.summary
        # Whatever was opened over it just now goes too.
        while not isinstance(self.screen, DrivingScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        self._back()

    def _back(self) -> None:
        """To the library; or on to what the program was started for; or out."""
        if self._home is not None:
            self.pop_screen()
        elif self._owed:
            self.switch_screen(self._opening())
        else:
            self.exit(self._last_summary)

    async def action_interrupt(self) -> None:
        """Leave; but where text is selected that can be copied, copy it."""
        copied = isinstance(self.screen, Copying) and self.screen.copy_selection()
        if not copied:
            await self.action_quit()

    async def action_quit(self) -> None:
        """Leave; out of a session only after asking."""
        if isinstance(self.screen, Interruptible):
            self.screen.interrupt()
        elif any(isinstance(screen, DrivingScreen) for screen in self.screen_stack):
            # The command palette, or whatever else Textual has put over the session.
            self.screen.dismiss()
        else:
            self.exit(self._last_summary)

    def leave(self) -> None:
        """Leave because a signal says so: what is under way is kept, and no question is asked."""
        self.recovery.keep_texts()
        self.exit()

    def _replacement(self, failed: Screen[Any]) -> Screen[Any] | None:
        """The screen that takes over from one that failed; None where the one below it does."""
        if isinstance(failed, DrivingScreen):
            from legtimer.tui.screens.session.plain import PlainSessionScreen

            failed.release()
            return self._driving(failed.driven, PlainSessionScreen)
        if isinstance(failed, TextKeeping) and self.driven is None:
            self.call_after_refresh(self.offer_unsaved_text)
        place = self.screen_stack.index(failed)
        if failed is not self._home and place > self._first_is_through:
            return None
        hidden = place == 0 and self._first_is_through
        return Screen() if hidden else self._opening()

    def _handle_exception(self, error: Exception) -> None:
        """Go on after an error, where Textual would end the program."""
        self.recovery.handle(error)

    async def _dispatch_message(self, message: Message) -> None:
        """Let no error out of the app's own handlers, which would end its message loop."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self._is_mounted:
                self.recovery.end(error)
                raise
            self.recovery.handle(error)
