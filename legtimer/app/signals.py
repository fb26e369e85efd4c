"""Signals that end the program: the terminal gets well again, and a session can be resumed.

What a signal must not do is end the process at once: the screen would stay as it is. So it asks the
app to leave, as a key would, and what was under way stays open in the history. A terminal that was
closed takes no more text; if leaving hangs on that, the process ends all the same.

A terminal that goes sends a signal only to those whose controlling terminal it is. For the others a
thread waits until it is gone: whoever reads the keys would read nothing, again and again, at once.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

_NAMES: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")
_PATIENCE: Final = 3.0
"""Seconds that leaving may take."""


class ExitOnSignals:
    """A context in which these signals leave the app."""

    def __init__(self, leave: Callable[[], object]) -> None:
        """Set up.

        Args:
            leave: asks the app to leave; it is called in its loop.
        """
        self._leave = leave
        self._before: dict[int, Any] = {}
        self.code: int | None = None
        """The exit code that says which signal it was; None if none came."""

    def __enter__(self) -> ExitOnSignals:
        """Listen from now on."""
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._came)
        if hasattr(select, "poll") and hasattr(signal, "SIGHUP"):
            threading.Thread(target=_tell_of_hangup, name="terminal", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more; but a process that is leaving is not to be killed by a second signal."""
        for number, before in self._before.items():
            signal.signal(number, signal.SIG_IGN if self.code is not None else before)

    def _came(self, number: int, frame: FrameType | None) -> None:
        first, self.code = self.code is None, 128 + number
        if not first:
            return
        try:
            # The screens import it first: see legtimer.tui.
            from asyncio import get_running_loop

            loop = get_running_loop()
        except (ImportError, RuntimeError):
            raise SystemExit(self.code) from None
        last = threading.Timer(_PATIENCE, os._exit, (self.code,))
        last.daemon = True
        last.start()
        loop.call_soon_threadsafe(self._leave)


def _tell_of_hangup() -> None:
    """Wait until the terminal is gone, and say so as the system says it."""
    terminal = select.poll()
    with contextlib.suppress(OSError, ValueError):
        # No event is asked for, so that only the end of the terminal is one.
        terminal.register(sys.stdin.fileno(), 0)
        if any(event & select.POLLHUP for _, event in terminal.poll()):
            os.kill(os.getpid(), signal.SIGHUP)
