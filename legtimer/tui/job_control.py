"""A process that is stopped, and goes on.

Theory of operation. Whoever asks a program to stop (``SIGTSTP``: ctrl+z, ``kill -TSTP``, a job
scheduler) wants the terminal back before it stops; when it goes on (``SIGCONT``) it takes the
terminal again. Who stops it without asking (``kill -STOP``, a debugger, a container that freezes)
leaves it no time for that; then the terminal is given back and taken again afterwards, which also
puts right what a shell has done to it meanwhile.

Textual does this in its signal handlers, and those run between any two steps of the main thread:
also while it holds the lock of the queue through which all output goes. A handler that writes there
waits for that lock for ever. So the handlers here only note what was asked for and wake the event
loop, and the loop does it, between two of its callbacks. Only while the loop stands still, because
another program was lent the terminal, a handler stops the process itself; there is nothing to give
back then, and the shell waits for it.

To give the terminal back can take a tenth of a second, and a ``SIGCONT`` may come meanwhile. That
takes back the stop that is asked for, as the kernel does with one that it has not delivered yet.

Who is sent on in the background (``bg``) may not touch the terminal, and stops again. Who is told
to end there (``kill %1``, a shell that goes) has no screen to put right and ends at once; the
history bears that as it bears ``kill -9``.

The clock needs none of this: it ran on, and the session's timer is late by as much as that took.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

from textual.app import App


class _Terminal(enum.Enum):
    """Who has the terminal."""

    OURS = enum.auto()
    GIVEN_BACK = enum.auto()
    """Or just being given back, in order to stop."""
    LENT = enum.auto()
    """To another program, for which the event loop waits."""


class JobControl:
    """Stands in the place of Textual's handlers of these signals."""

    def __init__(self, app: App[Any]) -> None:
        """Take the places of the handlers that the driver has set.

        Args:
            app: running, in the main thread, on a terminal.
        """
        self._app = app
        self._loop = asyncio.get_running_loop()
        self._terminal = _Terminal.OURS
        self._asked = False
        self._due = False
        app.app_suspend_signal.subscribe(app, lambda _: self._lent(), immediate=True)
        app.app_resume_signal.subscribe(app, lambda _: self._returned(), immediate=True)
        signal.signal(signal.SIGTSTP, self._stop_asked)
        signal.signal(signal.SIGCONT, self._continued)
        # Handlers run in the main thread. A signal that comes to another thread, or just before
        # the loop falls asleep, does not wake it.
        bell, ring = os.pipe()
        os.set_blocking(ring, False)
        signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
        self._loop.add_reader(bell, os.read, bell, 64)

    def ask(self) -> None:
        """Give the terminal back and stop, as soon as the event loop gets to it."""
        self._asked = True
        if self._terminal is _Terminal.OURS:
            self._soon()

    def _stop_asked(self, number: int, frame: FrameType | None) -> None:
        if self._terminal is _Terminal.LENT or not self._app.is_running:
            _stop()
        else:
            self.ask()

    def _continued(self, number: int, frame: FrameType | None) -> None:
        self._asked = False
        if self._terminal is _Terminal.OURS and self._app.is_running:
            self._soon()

    def _soon(self) -> None:
        if not self._due:
            self._due = True
            self._loop.call_soon_threadsafe(self._give_back_and_take_again)

    def _give_back_and_take_again(self) -> None:
        """With a stop in between if one is asked for."""
        if not self._app.is_running:
            return
        self._terminal, self._due = _Terminal.GIVEN_BACK, False
        with self._app.suspend():
            asked, self._asked = self._asked, False
            wait_for_foreground(stop=asked)
            # What is asked for from here on is asked of a program that has the terminal.
            self._terminal = _Terminal.OURS
            if self._asked:
                self._soon()

    def _lent(self) -> None:
        if self._terminal is _Terminal.OURS:
            self._terminal = _Terminal.LENT

    def _returned(self) -> None:
        self._terminal = _Terminal.OURS


def wait_for_foreground(*, stop: bool = False) -> None:
    """Stop this process as long as another job of the shell has the terminal.

    Args:
        stop: stop at first, whoever has it.
    """
    with _ended_by_signals():
        if stop:
            _stop()
        while _in_the_background():
            _stop()


def _stop() -> None:
    """Stop this process here; it comes back from this when it goes on."""
    os.kill(os.getpid(), signal.SIGSTOP)


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Nobody listens to the signals that end a process: the kernel ends it."""
    numbers = signal.SIGTERM, signal.SIGHUP
    before = {number: signal.signal(number, signal.SIG_DFL) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _in_the_background() -> bool:
    """Whether another job of the shell has the terminal."""
    try:
        return os.tcgetpgrp(sys.__stdin__.fileno()) != os.getpgrp()  # type: ignore[union-attr]
    except OSError:
        return False
