"""Keeps a device running when a stream needs it, and gets it back when it is lost.

Everything that may block (opening, starting, stopping, closing) happens in one thread of the
player's own, which otherwise sleeps: until the stream needs the device, until somebody nudges, or,
while the device runs, until it is time to see whether it still asks for frames.

The buffer is short at first, so that a press is heard at once and a cue can be cancelled late. A
machine that can't keep up with that makes the device stand still; then the next quiet moment is
used to open it anew with a longer one.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from legtimer.audio.stream import Stream

MS: Final = 1_000_000
SECOND: Final = 1_000 * MS
BUFFERS: Final = (50, 100, 150, 200)
"""ms that a device holds: one after the other, as the machine turns out not to keep up."""
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
SLIPS: Final = 2
"""How often a device may stand still within ``SLIPS_WITHIN`` before its buffer grows."""
SLIPS_WITHIN: Final = 60 * SECOND
QUIET: Final = 3 * SECOND // 2
"""ns without sound that are needed to open a device anew unheard."""
FAREWELL: Final = 2.0
"""Seconds that closing waits for the thread; a device that hangs longer is left behind."""


class DeviceError(Exception):
    """A device can't be had; the message is a sentence for the screen."""


class Device(Protocol):
    """One opened sound device. Its methods may block and may raise ``DeviceError``."""

    latency: int
    """ns from a request to its sound, as far as that is known."""
    buffered: int
    """ns that it holds at most."""

    def start(self) -> None:
        """Run: ask for frames again and again."""

    def stop(self) -> None:
        """Ask no more."""

    def close(self) -> None:
        """Release it; nothing can be done with it afterwards."""


Opener = Callable[[Callable[[int], bytes], Callable[[], None], int], Device]
"""Opens a device, given what to ask for a number of frames, whom to tell when it is lost, and how
many ms it should hold."""


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
            buffers: ms that the device holds, in the order in which they are tried.
            clock: the monotonic clock of the stream's instants, in ns.
        """
        self.trouble: str | None = None
        """Why there is no sound at present."""
        self.awake = False
        """Whether the device runs at present."""
        self._stream = stream
        self._opener = opener
        self._buffers = list(buffers)
        self._clock = clock
        self._device: Device | None = None
        self._wake = threading.Event()
        self._closed = False
        self._lost = False
        self._failure: str | None = None
        self._requested = 0
        self._requests = 0
        self._retry_at = 0
        self._slips: list[int] = []
        self._slips_seen = 0
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
            return CHECK / SECOND
        return None if needed is None else max(0, needed - now) / SECOND

    def _open(self, now: int, needed: int | None) -> None:
        """Try to get a device."""
        self._lost = False
        try:
            self._device = self._opener(self._feed, self._on_lost, self._buffers[0])
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

    def _adapt(self, now: int) -> None:
        """Open the device with a longer buffer, if it stood still too often and nobody hears it."""
        for _ in range(self._stream.clock.slips - self._slips_seen):
            self._slips.append(now)
        self._slips_seen = self._stream.clock.slips
        self._slips = [at for at in self._slips if now - at < SLIPS_WITHIN]
        if (
            len(self._slips) >= SLIPS
            and len(self._buffers) > 1
            and self._stream.quiet_for(now) >= QUIET
        ):
            self._buffers.pop(0)
            self._slips.clear()
            self._drop()
            self._open(now, now)
