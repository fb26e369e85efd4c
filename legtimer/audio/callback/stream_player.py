"""Plays a stream on a device: runs it when the stream needs it, gets it back when it is lost.

Everything that may block (opening, starting, stopping, closing) happens in one thread of the
player's own. It sleeps until the stream needs the device, until ``wake`` is called, or, while the
device runs, until it is time to see whether it still asks for frames.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import Final

from legtimer.audio.callback.miniaudio_device import MiniaudioDevice
from legtimer.audio.callback.stream import Stream
from legtimer.audio.instants import SECOND
from legtimer.audio.player import PlaybackRequest
from legtimer.audio.player_thread import GONE, RETRY, RETRY_IDLE, PlayerThread

CHECK: Final = SECOND // 2
"""ns between looks at a running device."""
FIRST_REQUESTS: Final = 2 * SECOND
"""ns that a device may take until it asks regularly; some servers begin with a long breath."""
_SILENT: Final = SECOND
"""ns without a request after which a running device is held to be lost."""


_Opener = Callable[[Callable[[int], bytes], Callable[[], None]], MiniaudioDevice]
"""Opens a device, given what to ask for a number of frames, and whom to tell when it is lost."""


class StreamPlayer(PlayerThread):
    """Plays a queue on a device, as long as there is one."""

    def __init__(
        self,
        request: PlaybackRequest,
        opener: _Opener,
        *,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """Begin to look for a device, without waiting for it.

        Args:
            request: what to play.
            opener: opens the device.
            clock: the monotonic clock of the queue's instants, in ns.
        """
        super().__init__(clock)
        self._stream = Stream(request)
        self._opener = opener
        self._device: MiniaudioDevice | None = None
        self._lost = False
        self._failure: str | None = None
        self._requested = 0
        self._requests = 0
        self._retry_at = 0
        self._launch()

    @property
    def underruns(self) -> int:
        """How often the device has stood still."""
        return self._stream.clock.underruns

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
            self._stream.clock.note_answer(self._clock())
        return block

    def _on_lost(self) -> None:
        """The device ended by itself; called by the device's own thread."""
        self._lost = True
        self._wake.set()

    def _step(self, now: int) -> int | None:
        needed = self._stream.needed_at(now, running=self.running)
        if self._failure:
            self.error = self._failure
        if self._device is not None and self._gone(now):
            self._release()
            self.error = GONE
            self._retry_at = now + RETRY // 4
        if self._device is None and now < self._retry_at:
            return self._retry_at
        if self._device is None:
            self._retry_at = now + (RETRY_IDLE if needed is None else RETRY)
            self._open()
        wanted = needed is not None and needed <= now
        if wanted and not self.running:
            self._start()
        elif self.running and not wanted:
            self._stop()
        return now + CHECK if self.running else needed

    def _fail(self, error: str) -> int:
        """Be without a device for a while."""
        self._release()
        self.error = error
        self._retry_at = max(self._retry_at, self._clock() + RETRY // 4)
        return self._retry_at

    def _open(self) -> None:
        self._lost = False
        device = self._opener(self._feed, self._on_lost)
        self._stream.set_device_latency(device.latency)
        self._device, self.info = device, device.info
        self.error = self._failure

    def _start(self) -> None:
        assert self._device is not None
        self._stream.restart()
        self._requested = self._clock()
        self._requests = 0
        self.running = True
        self._device.start()

    def _stop(self) -> None:
        if self._device is not None and self._device.drops:
            # What is left in a server's buffer would be in the way of the next start: its pieces
            # and ours would no longer meet, and the requests be uneven for seconds.
            self._release()
            self._open()
        elif self._device is not None:
            self.running = False
            self._device.stop()

    def _gone(self, now: int) -> bool:
        """Whether the device is no longer what it was."""
        patience = FIRST_REQUESTS if self._requests < 3 else _SILENT
        return self._lost or (self.running and now - self._requested > patience)

    def _release(self) -> None:
        """Let go of the device, in whatever state it is."""
        device, self._device = self._device, None
        self.running = False
        self.info = None
        if device is not None:
            with contextlib.suppress(Exception):  # it is let go of whatever it says
                device.close()
            self._stream.drop(self._clock())
