"""Keeps a device running when a stream needs it, and gets it back when it is lost.

Everything that may block (opening, starting, stopping, closing) happens in one thread of the
player's own, which otherwise sleeps: until the stream needs the device, until somebody nudges, or,
while the device runs, until it is time to see whether it still asks for frames.

How long the device's buffer is, and when it is opened anew with a longer one because the machine
can't keep up, ``buffering`` decides.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from legtimer.audio.buffering import BUFFERS, REVOCABLE, SECOND, Buffering
from legtimer.audio.stream import Stream

RETRY: Final = 2 * SECOND
"""ns between attempts to open a device while something is to be heard."""
RETRY_IDLE: Final = 10 * SECOND
"""ns between attempts while nothing is."""
CHECK: Final = SECOND // 2
"""ns between looks at a running device."""
FIRST_REQUESTS: Final = 4 * SECOND
"""ns that a device may take until it asks regularly; some servers begin with a long breath."""
SILENT: Final = SECOND
"""ns without a request after which a running device is held to be lost."""
LOOK: Final = SECOND // 40
"""ns between looks for a moment in which the buffer can grow."""
FAREWELL: Final = 2.0
"""Seconds that closing waits for the thread; a device that hangs longer is left behind."""


class DeviceError(Exception):
    """A device can't be had; the message is a sentence for the screen."""


class Device(Protocol):
    """One opened sound device. Its methods may block and may raise ``DeviceError``."""

    latency: int
    """ns from a request to its sound, as far as that is known."""
    buffered: int
    """ns that it holds at most when it asks."""
    drops: bool
    """Whether closing it drops at once what it holds; if not, its buffer stays short."""

    def start(self) -> None:
        """Run: ask for frames again and again."""

    def stop(self) -> None:
        """Ask no more."""

    def close(self) -> None:
        """Release it; nothing can be done with it afterwards."""


Opener = Callable[[Callable[[int], bytes], Callable[[], None], int], Device]
"""Opens a device, given what to ask for a number of frames, whom to tell when it is lost, and how
many ms it should ask for at a time."""


class StreamPlayer:
    """Plays a stream on a device, as long as there is one."""

    def __init__(
        self,
        stream: Stream,
        opener: Opener,
        *,
        buffers: Sequence[int] = BUFFERS,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """Begin to look for a device, without waiting for it.

        Args:
            stream: what to play.
            opener: opens the device.
            buffers: ms per request of the device, in the order in which they are tried.
            clock: the monotonic clock of the stream's instants, in ns.
        """
        self.trouble: str | None = None
        """Why there is no sound at present."""
        self.awake = False
        """Whether the device runs at present."""
        self._stream = stream
        self._opener = opener
        self._buffering = Buffering(buffers)
        self._clock = clock
        self._device: Device | None = None
        self._wake = threading.Event()
        self._closed = False
        self._lost = False
        self._failure: str | None = None
        self._requested = 0
        self._requests = 0
        self._retry_at = 0
        self._thread = threading.Thread(target=self._work, name="sound", daemon=True)
        self._thread.start()
        # A device that is still open keeps the process from ending.
        atexit.register(self.close)

    def nudge(self) -> None:
        """The plan changed: see whether the device has to run now."""
        self._wake.set()

    def close(self) -> None:
        """Release the device and end the thread."""
        atexit.unregister(self.close)
        self._closed = True
        self._wake.set()
        if self._thread is not threading.current_thread():
            self._thread.join(FAREWELL)

    def _feed(self, count: int) -> bytes:
        """The next frames; called by the device's own thread."""
        now = self._clock()
        try:
            block = self._stream.render(count, now)
        except Exception as error:  # nothing may escape into the device's C code
            self._failure = f"Sound stopped: {type(error).__name__}: {error}"
            block = bytes(2 * count)
        self._requested = now
        self._requests += 1
        return block

    def _on_lost(self) -> None:
        """The device ended by itself; called by the device's own thread."""
        self._lost = True
        self._wake.set()

    def _work(self) -> None:
        """The life of the player's thread."""
        while not self._closed:
            try:
                pause = self._step()
            except Exception as error:  # a fault of ours or the library's; sound goes on after it
                self._fail(f"Sound stopped: {type(error).__name__}: {error}", self._clock(), RETRY)
                pause = RETRY / SECOND
            self._wake.wait(pause)
            self._wake.clear()
        self._drop()

    def _step(self) -> float | None:
        """Do what is to be done now.

        Returns:
            Seconds until there is more to do, or None if only a nudge brings that.
        """
        now = self._clock()
        needed = self._stream.needed_at(now, awake=self.awake)
        if self._failure:
            self.trouble = self._failure
        if self._device is not None and self._gone(now):
            self._drop()
            self.trouble = "The sound device is gone; sound returns when it does."
            self._retry_at = now + RETRY // 4
        if self._device is None and now >= self._retry_at:
            self._open(now, needed)
        if self._device is None:
            return max(0, self._retry_at - self._clock()) / SECOND
        self._adapt(now)
        if self._device is None:
            return RETRY / SECOND
        return self._run(now, needed)

    def _run(self, now: int, needed: int | None) -> float | None:
        """Let the device run or stand as the stream needs it; see ``_step``."""
        wanted = needed is not None and needed <= now
        if wanted != self.awake:
            try:
                if wanted:
                    self._start()
                else:
                    self._stop()
            except DeviceError as error:
                self._fail(str(error), now, RETRY // 4)
                return RETRY / 4 / SECOND
        if self.awake:
            return (LOOK if self._buffering.pending else CHECK) / SECOND
        return None if needed is None else max(0, needed - now) / SECOND

    def _open(self, now: int, needed: int | None) -> None:
        """Try to get a device."""
        self._lost = False
        try:
            self._device = self._opener(self._feed, self._on_lost, self._buffering.buffer)
            self.trouble = self._failure
        except DeviceError as error:
            self._fail(str(error), now, RETRY if needed is not None else RETRY_IDLE)

    def _fail(self, trouble: str, now: int, pause: int) -> None:
        """Be without a device for a while."""
        self._drop()
        self.trouble = trouble
        self._retry_at = now + pause

    def _start(self) -> None:
        """Let the device run."""
        assert self._device is not None
        self._stream.restarted(self._device.latency, self._device.buffered)
        self._requested = self._clock()
        self._requests = 0
        self.awake = True
        self._device.start()

    def _stop(self) -> None:
        """Let the device stand."""
        self.awake = False
        if self._device is not None:
            self._device.stop()

    def _gone(self, now: int) -> bool:
        """Whether the device is no longer what it was."""
        patience = FIRST_REQUESTS if self._requests < 3 else SILENT
        return self._lost or (self.awake and now - self._requested > patience)

    def _drop(self) -> None:
        """Let go of the device, in whatever state it is."""
        device, self._device = self._device, None
        self.awake = False
        if device is not None:
            with contextlib.suppress(Exception):  # it is let go of whatever it says
                device.close()
            self._stream.dropped(self._clock())

    def _adapt(self, now: int) -> None:
        """Open the device anew, if its buffer has to grow or holds what must not be heard."""
        device, stream = self._device, self._stream
        if device is None or not device.drops:
            return
        if self._buffering.due(now, stream.clock.slips, stream.quiet_for(now)):
            self._buffering.grow()
        elif not (self.awake and device.buffered > REVOCABLE and stream.cancelled(now)):
            return
        self._drop()
        self._open(now, now)
