"""Plays a queue on a tape that a sound server keeps, as long as there is a server.

``Tape`` and ``TapeClock`` decide what is written where. The player is the thread that brings it to
the server, asks how far the server is, and looks for another server when one is gone. It never
waits for an answer: the library's own thread wakes it.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import Final

from legtimer.audio.idle_policy import needed_at
from legtimer.audio.instants import MS, SECOND
from legtimer.audio.player import DeviceError, DeviceInfo, PlaybackRequest
from legtimer.audio.player_thread import GONE, RETRY, RETRY_IDLE, PlayerThread
from legtimer.audio.pulse.pulseaudio import PulseAudio
from legtimer.audio.pulse.tape import AHEAD, Tape
from legtimer.audio.pulse.tape_clock import TimingReport

_ASKING: Final = SECOND // 2
"""ns from one question how far the tape is to the next."""
_CURIOUS: Final = 30 * MS
"""The same while the line is young or seems to have moved."""
SILENT: Final = 2 * SECOND
"""ns without an answer, or with a tape that stands still, after which the server is given up."""


ServerFinder = Callable[[Callable[[], None]], PulseAudio]
"""Finds a server, given whom to tell when something of it has changed; raises ``DeviceError``."""


class TapePlayer(PlayerThread):
    def __init__(
        self,
        request: PlaybackRequest,
        finder: ServerFinder,
        *,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """Begin to look for a server, without waiting for it.

        Args:
            request: what to play.
            finder: finds a server.
            clock: the monotonic clock of the queue's instants, in ns.
        """
        super().__init__(clock)
        self._queue = request.queue
        self._rate = request.rate
        self._finder = finder
        self._server: PulseAudio | None = None
        self._tape = Tape(request)
        self.failed_starts = 0
        """How many servers in a row were there, and did not move the tape that they were given."""
        self._moves = False
        self._retry_at = self._ask_at = self._moved_at = self._listened_at = 0
        self._report: TimingReport | None = None
        self._launch()

    @property
    def underruns(self) -> int:
        """How often the device has stood still."""
        return self._tape.clock.underruns

    def _step(self, now: int) -> int | None:
        needed = needed_at(self._queue, self._tape.kept_until, now, running=self.running)
        wanted = needed is not None and needed <= now
        if self._server is None and now < self._retry_at:
            return self._retry_at
        if self._server is None:
            self._server = self._finder(self._wake.set)
        server = self._server
        if server.gone:
            raise DeviceError(GONE)
        if self.running and not wanted:
            self.running = False
            server.stop()
        if not wanted:
            self.error = None
            return needed
        if not self.running:
            self._start(server)
        self._listen(server, now)
        for piece in self._tape.revise(now):
            server.write(piece.first, piece.samples)
        if now >= self._ask_at:
            server.request_timing()
            clock = self._tape.clock
            self._ask_at = clock.ask_after(now + (_CURIOUS if clock.curious else _ASKING))
        more, until = self._tape.due_at(), self._tape.kept_until
        return min(self._ask_at, more or self._ask_at, until if until > now else self._ask_at)

    def _start(self, server: PulseAudio) -> None:
        # It may have taken a while to find the server.
        now = self._clock()
        self._tape.restart(now)
        self._report, self._moved_at, self._ask_at = None, now, now
        self._moves = False
        self.running = True
        server.start(self._rate)

    def _listen(self, server: PulseAudio, now: int) -> None:
        """Hear what the server says of the tape."""
        if now - self._listened_at > SECOND:
            # It was we who were silent, as after ctrl+z: the server has to be asked first.
            self._moved_at = self._ask_at = now
        self._listened_at = now
        before, report = self._report, server.report
        if report is not None and report is not before:
            self._report = report
            self._tape.observe(report)
            if before is not None and report.heard != before.heard:
                self._moved_at = now
                self._moves, self.failed_starts = True, 0
                self.error = server.error
            self.info = DeviceInfo(
                "pulseaudio",
                server.backend or "",
                self._rate,
                AHEAD // MS,
                self._tape.reported_latency // MS,
            )
        if now - self._moved_at > SILENT:
            raise DeviceError(GONE)

    def _fail(self, error: str) -> int:
        """See ``PlayerThread``; another server is looked for."""
        was_there = self._server is not None
        if self.running and not self._moves:
            self.failed_starts += 1
        self._release()
        self.error = error
        now = self._clock()
        quiet = needed_at(self._queue, 0, now, running=False) is None
        # One that went may be back at once, as when it was started anew.
        self._retry_at = now + (RETRY // 4 if was_there else RETRY_IDLE if quiet else RETRY)
        return self._retry_at

    def _release(self) -> None:
        server, self._server = self._server, None
        self.running = False
        self.info = None
        if server is not None:
            with contextlib.suppress(Exception):  # it is let go of whatever it says
                server.close()
            self._tape.abandon(self._clock())
