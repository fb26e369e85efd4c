"""From a workout to its session, and on to the next: ranges, session, chain, and back.

It also offers the interrupted sessions, which come before anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from legtimer.core.range_question import RangeQuestion
from legtimer.core.workout import Workout
from legtimer.files.printable import printable
from legtimer.files.workouts import WorkoutFileError
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.screens.session.screen import SessionScreen

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from legtimer.app.services import Services
    from legtimer.files.workouts.chain import Chain, ChainedWorkout
    from legtimer.history.recorded_session import RecordedSession
    from legtimer.remote.messages import Request, Response
    from legtimer.tui.clock import Clock
    from legtimer.tui.screens.session.ranges import RangesScreen
    from legtimer.tui.screens.session.resume import ResumeScreen


class TrainingController:
    """Opens sessions, one after the other."""

    def __init__(
        self,
        app: App[str],
        services: Services,
        clock: Clock,
        open_home: Callable[[], Screen[None]],
        has_home: Callable[[], bool],
        easier_of: Callable[[str], str],
        *,
        start: Workout | None,
        given: Mapping[str, int],
        following: Chain,
        resumed: RecordedSession | None,
    ) -> None:
        """Look for interrupted sessions.

        Args:
            app: shows the screens; not touched here.
            services: open and keep sessions.
            clock: drives them.
            open_home: the screen of today, or the library, as the first one.
            has_home: whether one of them is open.
            easier_of: what is easier than an exercise.
            start: begin with this workout, and leave after it.
            given: choices for the ranges of ``start`` that are not to be asked for.
            following: what is trained after ``start``.
            resumed: begin with this interrupted session, and leave after it.
        """
        self._app, self._services, self._clock = app, services, clock
        self._open_home, self._has_home, self._easier_of = open_home, has_home, easier_of
        self._start, self._given, self._following = start, given, following
        self._resumed = resumed
        self._interrupted = [] if resumed is not None else list(services.history.interrupted())
        self.session: RecordedSession | None = None
        """The session under way; None when there is none."""
        self.last_summary: str | None = None
        """What is printed at the end."""
        self._chain: Chain = ()
        """What follows the session under way."""
        self._earlier = ""
        """The summaries of the sessions of the chain that are over."""
        self._owed = False
        """Whether what the program was started for is still to come."""
        self.first_is_through = False
        """Whether the lowest screen is only there because Textual can't take it away."""

    @property
    def first_style(self) -> str:
        """The style sheet of the first screen, without its ending; empty for that of home."""
        if self._interrupted:
            return "session/resume"
        if self._start is not None:
            return "session/ranges" if _open_asks(self._start, self._given) else "session/screen"
        return "session/screen" if self._resumed is not None else ""

    def first_screen(self) -> Screen[None]:
        """Asks about the newest of the interrupted sessions; else as ``opening``."""
        if not self._interrupted:
            return self.opening()
        from legtimer.tui.screens.session.resume import ResumeScreen

        session = self._interrupted.pop(0)
        chain = self._services.chain.left(session.header.uid)
        return ResumeScreen(
            session, self._clock.wall(), len(self._interrupted), [*map(self._name_of, chain)]
        )

    def _name_of(self, one: ChainedWorkout) -> str:
        return self._services.library.entry_at(one.path).name

    def opening(self) -> Screen[None]:
        """What the program was started for: a session, a workout, or home."""
        self._owed = False
        if self._resumed is not None:
            return self._resume(self._resumed)
        if self._start is not None:
            self._chain = self._following
            return self._screen_of(self._start)
        return self._open_home()

    def begin(self, workout: Workout, following: Chain = ()) -> None:
        """Go to a workout.

        Args:
            workout: which.
            following: what is trained after it.
        """
        self._chain = following
        self._app.push_screen(self._screen_of(workout))

    def _screen_of(self, workout: Workout) -> Screen[None]:
        """The first screen of a workout: its ranges if there are any, else the session."""
        services = self._services
        given = self._given if workout is self._start else {}
        coached = services.coached(workout)
        workout = coached.workout
        asks = _open_asks(workout, given)
        if asks:
            from legtimer.tui.screens.session.ranges import RangesScreen

            return RangesScreen(
                workout,
                asks,
                services.proposed_choices(coached),
                partial(services.library.minutes, workout),
                given,
                services.history.before(workout),
                coached.reasons,
                leads_back=self._has_home(),
            )
        return self._open(workout, {**coached.targets.choices, **given})

    def chosen(self, message: RangesScreen.Chosen) -> None:
        """The ranges of a workout are chosen."""
        self._services.choices.keep(message.workout, message.choices)
        self._show_next(self._open(message.workout, message.choices))

    def _open(self, workout: Workout, choices: Mapping[str, int]) -> DrivingScreen:
        return self.drive(self._services.sessions.open(workout, choices, self._clock.now()))

    def drive(
        self, session: RecordedSession, kind: type[DrivingScreen] = SessionScreen
    ) -> DrivingScreen:
        """The screen of a session that is under way from now on."""
        self.session = session
        self._services.chain.keep(session.uid, self._chain)
        screen = kind(session, self._clock, self._services, self._easier_of, _handle_request)
        if self._chain:
            screen.following = self._name_of(self._chain[0])
        return screen

    def _resume(self, session: RecordedSession) -> DrivingScreen:
        self._chain = self._services.chain.left(session.uid)
        return self.drive(session)

    def decided(self, message: ResumeScreen.Decided) -> None:
        """It was decided what becomes of an interrupted session."""
        header, history = message.session.header, self._services.history
        if message.choice == "go on":
            session = history.resume(header.uid, self._clock.now())
            if session is not None:
                same = self._start is not None and self._start.name == header.workout
                self._owed = not same
                self._show_next(self._resume(session))
                return
            self._app.notify(
                history.error or "Another legtimer runs this session already.",
                markup=False,
                severity="warning",
            )
        elif message.choice == "keep":
            history.keep_interrupted(header.uid)
        elif message.choice == "drop":
            history.discard_interrupted(header.uid)
        self._show_next(self.first_screen())

    def _show_next(self, screen: Screen[None]) -> None:
        """Put a screen in the place of the one that is through."""
        if len(self._app.screen_stack) == 1:
            # The first screen was never pushed, so Textual can't switch it for another one.
            self.first_is_through = True
            self._app.push_screen(screen)
        else:
            self._app.switch_screen(screen)

    def closed(self, message: DrivingScreen.Closed) -> None:
        """A session is over: on to what follows it, or back."""
        self.session = None
        self.last_summary = self._earlier + message.summary
        if message.goes_on and self._chain:
            self._earlier = f"{self.last_summary}\n\n"
            self._go_on()
        else:
            self.leave_chain()

    def _go_on(self) -> None:
        """To the next workout of the chain."""
        following, *left = self._chain
        self._chain = tuple(left)
        try:
            workout = self._services.workout_at(following)
        except WorkoutFileError as problem:
            # The file was changed since the chain began.
            text = printable(str(problem), limit=300)
            self._app.notify(text, severity="warning", markup=False)
            # Without a screen to go back to, only what is printed is seen.
            self.last_summary = f"{self._earlier}{text}"
            self.leave_chain()
        else:
            self._show_next(self._screen_of(workout))

    def leave_chain(self) -> None:
        """Back to home; or on to what the program was started for; or out."""
        self._earlier, self._chain = "", ()
        if self._has_home():
            self._app.pop_screen()
        elif self._owed:
            self._app.switch_screen(self.opening())
        else:
            self._app.exit(self.last_summary)


def _open_asks(workout: Workout, given: Mapping[str, int]) -> tuple[RangeQuestion, ...]:
    """The ranges that are still to be asked for."""
    return tuple(ask for ask in workout.asks() if ask.key not in given)


def _handle_request(screen: DrivingScreen, request: Request) -> Response:
    # Few sessions get one; until then it costs no time at the start.
    from legtimer.tui.request_handler import handle_request

    return handle_request(screen, request)
