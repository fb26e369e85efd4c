"""Keeps one device running when a stream needs it, and gets it back when it is lost.

Everything that may block (opening, starting, stopping, closing) happens in one thread of the
keeper's own, which otherwise sleeps: until the stream needs the device, until somebody nudges, or,
while the device runs, until it is time to see whether it still asks for frames.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import Final, Protocol

from legtimer.audio.facts import Facts
from legtimer.audio.player_thread import RETRY, SECOND, PlayerThread
from legtimer.audio.stream import MS, Stream

RETRY_IDLE: Final = 3 * SECOND
"""ns between attempts to open a device while nothing is to be heard."""
CHECK: Final = SECOND // 2
"""ns between looks at a running device."""
FIRST_REQUESTS: Final = 2 * SECOND
"""ns, besides what it holds, that a device may take until it asks regularly; some servers begin
with a long breath."""
SILENT: Final = SECOND
"""ns without a request, besides what it holds, after which a running device is held to be lost."""
GONE: Final = "The sound device is gone; sound returns when it does."


class Device(Protocol):
    """One opened sound device. Its methods may block and may raise ``DeviceError``."""

    latency: int
    """ns from a request to its sound, as far as that is known: what it holds when it asks."""
    drops: bool
    """Whether closing it drops at once what it holds, and whether another device can be open
    beside it; if not, its buffer has to be short."""

    facts: Facts
    """What it is."""

    def start(self) -> None:
        """Run: ask for frames again and again."""

    def stop(self) -> None:
        """Ask no more."""

    def close(self) -> None:
        """Release it; nothing can be done with it afterwards."""


Opener = Callable[[Callable[[int], bytes], Callable[[], None], int], Device]
"""Opens a device, given what to ask for a number of frames, whom to tell when it is lost, and how
many ms it should ask for at a time."""


class DeviceKeeper(PlayerThread):
    """Plays a stream on a device, as long as there is one."""

    def __init__(
        self,
        stream: Stream,
        opener: Opener,
        buffer: int,
        *,
        wanted: Callable[[], bool] = lambda: True,
        changed: Callable[[], None] = lambda: None,
        watched: Callable[[], None] = lambda: None,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """Begin to look for a device, without waiting for it.

        Args:
            stream: what to play.
            opener: opens the device.
            buffer: ms per request of the device.
            wanted: says whether there is to be a device at all.
            changed: is told when a device was opened or let go.
            watched: is called whenever the thread looks at its device.
            clock: the monotonic clock of the stream's instants, in ns.
        """
        super().__init__(clock)
        self._stream = stream
        self._opener = opener
        self._buffer = buffer
        self._wanted = wanted
        self._changed = changed
        self._watched = watched
        self.drops = False
        """Whether the device drops what it holds when it is closed."""
        self._device: Device | None = None
        self._lost = False
        self._failure: str | None = None
        self._requested = 0
        self._requests = 0
        self._retry_at = 0
        self._launch()

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
        if self._requests == 1:
            self._stream.answered(self._clock())
        return block

    def _on_lost(self) -> None:
        """The device ended by itself; called by the device's own thread."""
        self._lost = True
        self._wake.set()

    def _step(self, now: int) -> int | None:
        """See ``PlayerThread``."""
        if not self._wanted():
            self._release()
            self.trouble = None
            return None
        needed = self._stream.needed_at(now, awake=self.awake)
        if self._failure:
            self.trouble = self._failure
        if self._device is not None and self._gone(now):
            self._release()
            self.trouble = GONE
            self._retry_at = now + RETRY // 4
        if self._device is not None and self._device.drops and self._stream.spoilt(now):
            self._release()
            self._retry_at = 0
        if self._device is None and now < self._retry_at:
            return self._retry_at
        if self._device is None:
            self._retry_at = now + (RETRY_IDLE if needed is None else RETRY)
            self._open()
        self._watched()
        wanted = needed is not None and needed <= now
        if wanted and not self.awake:
            self._start()
        elif self.awake and not wanted:
            self._stop()
        return now + CHECK if self.awake else needed

    def _fail(self, trouble: str) -> int:
        """Be without a device for a while."""
        self._release()
        self.trouble = trouble
        self._retry_at = max(self._retry_at, self._clock() + RETRY // 4)
        return self._retry_at

    def _open(self) -> None:
        """Get a device; raises ``DeviceError`` if there is none."""
        self._lost = False
        device = self._opener(self._feed, self._on_lost, self._buffer)
        self.drops = device.drops
        self._stream.opened(device.latency)
        self._device, self.facts = device, device.facts
        self.trouble = self._failure
        self._changed()

    def _start(self) -> None:
        """Let the device run."""
        assert self._device is not None
        self._stream.restarted()
        self._requested = self._clock()
        self._requests = 0
        self.awake = True
        self._device.start()

    def _stop(self) -> None:
        """Let the device stand."""
        if self._device is not None and self._device.drops:
            # What is left in a server's buffer would be in the way of the next start: its pieces
            # and ours would no longer meet, and the requests be uneven for seconds.
            self._release()
            self._open()
        elif self._device is not None:
            self.awake = False
            self._device.stop()

    def _gone(self, now: int) -> bool:
        """Whether the device is no longer what it was."""
        patience = FIRST_REQUESTS if self._requests < 3 else SILENT
        return self._lost or (self.awake and now - self._requested > patience + self._buffer * MS)

    def _release(self) -> None:
        """Let go of the device, in whatever state it is."""
        device, self._device = self._device, None
        self.awake = False
        self.facts = None
        if device is not None:
            with contextlib.suppress(Exception):  # it is let go of whatever it says
                device.close()
            self._stream.dropped(self._clock())
            # Another stream plays what comes before the device is back.
            self._changed()
