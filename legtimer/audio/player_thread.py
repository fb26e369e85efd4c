"""The thread in which a player does all that may block.

It sleeps until there is something to do, until ``wake`` is called, or until a while after something
went wrong. Nothing that fails in it ends it: a fault becomes a sentence for the screen, and what
failed is tried again.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable
from typing import Final

from legtimer.audio.instants import SECOND
from legtimer.audio.player import DeviceError, DeviceInfo

RETRY: Final = SECOND
"""ns between attempts to get a device while something is to be heard."""
RETRY_IDLE: Final = 3 * SECOND
"""The same while nothing is to be heard."""
GONE: Final = "The sound device is gone; sound returns when it does."
NO_DEVICE: Final = "No sound device was found; sound returns when there is one."
FAREWELL: Final = 2.0
"""Seconds that closing waits for the thread; a device that hangs longer is left behind."""


class PlayerThread:
    """A thread that asks ``_step`` again and again what there is to do."""

    def __init__(self, clock: Callable[[], int] = time.monotonic_ns) -> None:
        """Begin with nothing; ``_launch`` starts the thread.

        Args:
            clock: the monotonic clock of the stream's instants, in ns.
        """
        self.error: str | None = None
        """Why there is no sound at present."""
        self.running = False
        """Whether the device runs at present."""
        self.info: DeviceInfo | None = None
        """What is known of the device; None while there is none."""
        self._clock = clock
        self._wake = threading.Event()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="sound", daemon=True)

    def wake(self) -> None:
        """Something changed: see whether there is anything to do."""
        self._wake.set()

    def close(self) -> None:
        """Let go of the device and end the thread."""
        atexit.unregister(self.close)
        self._closed = True
        self._wake.set()
        if self._thread is not threading.current_thread():
            self._thread.join(FAREWELL)

    def _launch(self) -> None:
        """Start the thread, when all that it needs is there."""
        self._thread.start()
        # A device that is still open keeps the process from ending.
        atexit.register(self.close)

    def _work(self) -> None:
        while not self._closed:
            try:
                at = self._step(self._clock())
            except DeviceError as error:
                at = self._fail(str(error))
            except Exception as error:  # a fault of ours or the library's; sound goes on after it
                at = self._fail(f"Sound stopped: {type(error).__name__}: {error}")
            self._wake.wait(None if at is None else max(0, at - self._clock()) / SECOND)
            self._wake.clear()
        self._release()

    def _fail(self, error: str) -> int:
        """Be without sound for a while; the instant of the next attempt."""
        self.error = error
        return self._clock() + RETRY

    def _step(self, now: int) -> int | None:
        """Do what is to be done now.

        Returns:
            The instant at which there is more to do, or None if only ``wake`` brings that.

        Raises:
            DeviceError: if there is no device.
        """
        raise NotImplementedError

    def _release(self) -> None:
        """Let go of what is held; the thread ends."""
        raise NotImplementedError
