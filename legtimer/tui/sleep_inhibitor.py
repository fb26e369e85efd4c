"""Keeps the computer awake as long as somebody trains, and says once where that can't be done.

Whoever pauses to take a phone call finds the screen on. Whoever has gone home leaves a computer
that may sleep: after a long pause, or a very long wait for a key, it is let go, and held again when
the session moves on.
"""

from __future__ import annotations

from asyncio import TimerHandle
from typing import Final

from legtimer.awake import Awake
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.tui.clock import Clock

LONG_PAUSE: Final = 10 * 60_000
"""Ms of a pause after which the computer may sleep."""
LONG_WAIT: Final = 60 * 60_000
"""Ms without a key in work or rest that only a key ends, after which it may."""
TOLD_FOR: Final = 15_000
"""Ms for which the screen says what can't be kept away."""


class SleepInhibitor:
    """Over one session."""

    def __init__(self, awake: Awake, clock: Clock) -> None:
        """Set up; nothing is asked for before the first ``watch``.

        Args:
            awake: what can keep the computer awake.
            clock: tells the time and wakes.
        """
        self._awake = awake
        self._clock = clock
        self._seen: object = None
        self._handle: TimerHandle | None = None
        self._told: int | None = None
        self.notice = ""
        """What the screen is to say now; empty except for a while, once in a session."""

    def watch(self, view: View) -> None:
        """Act on how the session stands, whenever it is shown."""
        seen = _stand(view)
        if seen != self._seen:
            self._seen = seen
            self._disarm()
            if view.state in (State.NEW, State.FINISHED):
                self._awake.release()
            else:
                self._awake.keep()
                patience = _patience(view)
                if patience is not None:
                    when = self._clock.now() + patience
                    self._handle = self._clock.call_at(when, self._awake.release)
        self._tell()

    def end(self) -> None:
        """The session is left."""
        self._disarm()
        self._awake.release()

    def _disarm(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _tell(self) -> None:
        trouble = self._awake.error
        if trouble is not None and self._told is None:
            self._told = self._clock.now()
            self.notice = trouble
        elif self.notice and self._clock.now() - (self._told or 0) >= TOLD_FOR:
            self.notice = ""


def _stand(view: View) -> object:
    """What stays the same as long as nobody presses a key and no step ends."""
    counted = view.tally.total if view.tally is not None else 0
    return (view.state, view.number, len(view.records), counted)


def _patience(view: View) -> int | None:
    """Ms until nobody is thought to be there; None while a clock brings the next step."""
    if view.state is State.PAUSED:
        return LONG_PAUSE
    return LONG_WAIT if view.limit is None else None
