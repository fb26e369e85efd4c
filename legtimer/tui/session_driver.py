"""The session driver: the one place that drives a session by the clock.

Theory of operation. Nothing polls and there is no frame loop. One timer is armed at the next
instant at which anything can change: a deadline of the session, the turn of a digit, or the point
at which the sound wants to know more of the future. When it fires, the session advances, its cues
go to the listeners, a view is made and shown, and the timer is armed anew. A command does the
same. Between two changes nothing happens at all. Coming late does no harm: figures derive from
instants, and the session says every cue in order, stamped with when it was due.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from legtimer.audio.engine import Sound
from legtimer.core.session.commands import Command, Slept
from legtimer.core.session.cues import Cue, Finished, StepStarted
from legtimer.core.session.machine import NotAllowed
from legtimer.core.session.view import View
from legtimer.history.recorded_session import RecordedSession
from legtimer.tui.clock import Clock, Handle

HORIZON = 30_000
"""How far ahead, in ms, the sound is told what is to come; told anew when half of it is over."""

Listener = Callable[[Sequence[Cue], int], None]
"""Hears cues, and now in ms."""


class SessionDriver:
    """Drives one session."""

    def __init__(
        self,
        session: RecordedSession,
        clock: Clock,
        sound: Sound,
        show: Callable[[View], None],
        turns_in: Callable[[View], int | None],
        *,
        listeners: Sequence[Listener] = (),
        fail: Callable[[Exception], None] | None = None,
    ) -> None:
        """Set up; nothing runs before ``start``.

        Args:
            session: what is driven.
            clock: tells the time and wakes.
            sound: hears the cues, and what is to come.
            show: paints a view.
            turns_in: ms until the next visible change of a view, other than by a deadline of the
                session; None if there is none.
            listeners: hear the cues too.
            fail: is told what went wrong when the timer fired; without it the error is raised.
        """
        self._session = session
        self._clock = clock
        self._sound = sound
        self._show = show
        self._turns_in = turns_in
        self._listeners = tuple(listeners)
        self._fail = fail
        self._handle: Handle | None = None
        self._planned = 0
        self._running = False
        self.fired = 0
        """How often the timer fired, for measuring."""

    def start(self) -> None:
        """Show the session and begin to drive it."""
        self._running = True
        self._turn(self._clock.now(), [], replan=True)

    def stop(self) -> None:
        """Drive no more."""
        self._running = False
        self._disarm()

    def send(self, command: Command) -> bool:
        """Hand on a command.

        Args:
            command: what the athlete wants.

        Returns:
            Whether it was legal. An illegal one changes nothing.
        """
        now = self._clock.now()
        cues = self._wake_up(now)
        try:
            cues += self._session.handle(command, now)
            allowed = True
        except NotAllowed:
            allowed = False
        self._turn(now, cues, replan=True)
        return allowed

    def view(self) -> View:
        """The session as it is now."""
        return self._session.view(self._clock.now())

    def catch_up(self) -> None:
        """Advance and show at once, after a resize for instance."""
        if self._running:
            self._advance()

    def _fire(self) -> None:
        self.fired += 1
        self._handle = None
        try:
            self._advance()
        except Exception as error:
            # A timer's error would end in the loop's log, where no one looks.
            if self._fail is None:
                raise
            self.stop()
            self._fail(error)

    def _advance(self) -> None:
        now = self._clock.now()
        cues = self._wake_up(now)
        slept = bool(cues)
        cues += self._session.advance(now)
        self._turn(now, cues, replan=slept or any(isinstance(c, StepStarted) for c in cues))

    def _wake_up(self, now: int) -> list[Cue]:
        """Tell the session if the computer has slept since the last time."""
        at = self._clock.slept()
        if at is None:
            return []
        try:
            return self._session.handle(Slept(max(0, at - self._session.opened)), now)
        except NotAllowed:
            return []

    def _turn(self, now: int, cues: list[Cue], *, replan: bool) -> None:
        """Tell the listeners, show, arm."""
        if cues:
            self._sound.say(cues, now)
            for listener in self._listeners:
                listener(cues, now)
        view = self._session.view(now)
        if replan:
            self._sound.prepare(self._session.plan.steps, view.number)
        if replan or now - self._planned >= HORIZON // 2:
            self._sound.follow(self._session.upcoming(now, HORIZON), now)
            self._planned = now
        if any(isinstance(cue, Finished) for cue in cues):
            self._sound.result(view.scores, view.elapsed, now)
        self._show(view)
        if self._running:
            self._arm(now, view)

    def _arm(self, now: int, view: View) -> None:
        self._disarm()
        instants = []
        deadline = self._session.next_deadline()
        if deadline is not None:
            instants += [deadline, self._planned + HORIZON // 2]
        turn = self._turns_in(view)
        if turn is not None:
            instants.append(now + turn)
        if instants:
            self._handle = self._clock.call_at(max(now, min(instants)), self._fire)

    def _disarm(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
