"""A process that is stopped, and goes on.

Theory of operation. Textual knows one way to be stopped: ``SIGTSTP``, upon which it gives the
terminal back before it stops. When the process goes on, it takes the terminal again. Who is
stopped otherwise (``kill -STOP``, a debugger, a container that freezes) has given nothing back, and
Textual would start its threads a second time beside the first and never end. So this stands before
its handlers: after such a stop the terminal is given back first and then taken again, which also
puts right what a shell has done to it meanwhile.

The clock needs none of this: it ran on, and the pump is late by as much as that took.
"""

from __future__ import annotations

import asyncio
import signal
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legtimer.tui.app import LegtimerApp


class Stopping:
    """Stands before the handlers of the signals that stop a process and let it go on."""

    def __init__(self, app: LegtimerApp) -> None:
        """Take the places of the handlers that the driver has set.

        Args:
            app: running, in the main thread, on a terminal.
        """
        self._app = app
        self._loop = asyncio.get_running_loop()
        self._given_back = False
        self._away = False
        self._stop = signal.getsignal(signal.SIGTSTP)
        self._go_on = signal.getsignal(signal.SIGCONT)
        app.app_suspend_signal.subscribe(app, lambda _: self._set_away(True))
        app.app_resume_signal.subscribe(app, lambda _: self._set_away(False))
        signal.signal(signal.SIGTSTP, self._stopped)
        signal.signal(signal.SIGCONT, self._continued)

    def _set_away(self, away: bool) -> None:
        self._away = away

    def _stopped(self, number: int, frame: FrameType | None) -> None:
        self._given_back = True
        if callable(self._stop):
            self._stop(number, frame)

    def _continued(self, number: int, frame: FrameType | None) -> None:
        if not self._given_back:
            self._loop.call_soon_threadsafe(self._take_again)
            return
        self._given_back = False
        if callable(self._go_on):
            self._go_on(number, frame)

    def _take_again(self) -> None:
        # Another program may have the terminal just now; it is taken again after that anyway.
        if not self._away and self._app.is_running:
            with self._app.suspend():
                pass
