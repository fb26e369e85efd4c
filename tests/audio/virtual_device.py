"""A player for tests: a device in virtual time that keeps what it plays.

It behaves as real ones do where that matters: the crystal may be off, requests may be noticed
late, the device may stand still for a while, the computer may leave it without frames, and it
sleeps and wakes as the stream wants. Nothing waits: ``run_until`` renders an hour in seconds.
Instants are nanoseconds, of whatever clock the cues have.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from legtimer.audio.callback.stream import Stream
from legtimer.audio.instants import SECOND
from legtimer.audio.player import DeviceInfo, PlaybackRequest


class Heard(NamedTuple):
    """A block that was played."""

    instant: int
    """ns at which its first frame was heard."""
    samples: bytes
    """Mono, 16 bit."""


class RecordingPlayer:
    """Plays a stream in virtual time and remembers all that is not silence."""

    error: str | None = None
    info: DeviceInfo | None = None

    def __init__(
        self,
        request: PlaybackRequest,
        now: int = 0,
        *,
        period: int = 2400,
        ppm: float = 0.0,
        jitter: Callable[[], int] = lambda: 0,
        dropouts: Sequence[tuple[int, int]] = (),
        stalls: Sequence[tuple[int, int]] = (),
        always_awake: bool = False,
    ) -> None:
        """A device that is asleep.

        Args:
            request: what to play.
            now: the instant at which the recording begins.
            period: frames per request, and how much the device holds.
            ppm: how much faster than it says the device runs, in parts per million.
            jitter: gives, for each request, by how many ns it is noticed late.
            dropouts: pairs of an instant and how many ns the device stands still then.
            stalls: pairs of an instant and how many ns nobody answers the device's requests then;
                it stands still if its buffer is shorter than that.
            always_awake: whether it runs even if nothing is due.
        """
        self.now = now
        self.running = False
        """Whether the device runs."""
        self.heard: list[Heard] = []
        """All blocks that were played and are not silence, in order."""
        self.requests = 0
        """How often the stream was asked for frames."""
        stream = self._stream = Stream(request)
        self._period = period
        self._rate = request.rate * (1 + ppm * 1e-6)
        self._length = period * SECOND / self._rate
        self._jitter = jitter
        self._dropouts = sorted(dropouts)
        self._stalls = sorted(stalls)
        self._always_awake = always_awake
        self._asks = 0.0
        """The instant of the next request, or, asleep, the first one at which it can start."""
        stream.set_device_latency(round(self._length))

    @property
    def underruns(self) -> int:
        """How often the device has stood still, as far as the stream has noticed."""
        return self._stream.clock.underruns

    def wake(self) -> None:
        """Nothing to do: the stream is asked anew at each step anyway."""

    def close(self) -> None:
        """Stop the device."""
        self.running = False

    def run_until(self, instant: int) -> None:
        """Let virtual time pass."""
        while (at := self._next_at()) < instant:
            self.now = max(self.now, round(at))
            self._step()
        self.now = max(self.now, instant)

    def onsets(self, quiet: int = 30_000_000, threshold: int = 300) -> list[int]:
        """The instants, in ns, at which a sound began.

        Args:
            quiet: ns of silence that have to come before an onset.
            threshold: the sample value that ends silence.
        """
        return onsets_of(self.heard, self._rate, quiet, threshold)

    def _next_at(self) -> float:
        """The instant at which there is something to do; infinity for never."""
        if self.running:
            while self._dropouts and self._dropouts[0][0] <= self._asks:
                self._asks += self._dropouts.pop(0)[1]
            return self._asks
        needed = self.now if self._always_awake else self._stream.needed_at(self.now, running=False)
        return math.inf if needed is None else max(self._asks, needed, self.now)

    def _step(self) -> None:
        """Start, ask for one block, or fall asleep."""
        now = self.now
        if not self.running:
            self.running = True
            # It plays at once what it is given first.
            self._asks = now - self._length
            self._stream.restart()
        elif not self._always_awake:
            needed = self._stream.needed_at(now, running=True)
            if needed is None or needed > now:
                self.running = False
                return
        noticed = max(now, round(self._asks)) + self._jitter()
        while self._stalls and self._stalls[0][0] <= noticed:
            noticed = max(noticed, sum(self._stalls.pop(0)))
        # What it held at the request lasts for one more period.
        self._asks = max(self._asks, noticed - self._length)
        block = self._stream.render(self._period, noticed)
        self.requests += 1
        if block != bytes(len(block)):
            self.heard.append(Heard(round(self._asks + self._length), block))
        self._asks += self._length


def onsets_of(
    heard: Iterable[Heard], rate: float, quiet: int = 30_000_000, threshold: int = 300
) -> list[int]:
    """The instants, in ns, at which sounds began.

    Args:
        heard: what was played, in order.
        rate: frames per second.
        quiet: ns of silence that have to come before an onset.
        threshold: the sample value that ends silence.
    """
    found: list[int] = []
    last = -quiet
    for start, block in heard:
        before = -2
        for i, sample in enumerate(array("h", block)):
            if -threshold <= sample <= threshold:
                continue
            # Of loud samples in a row only the first and the last count: an hour is long.
            if i - before > 1:
                if before >= 0:
                    last = start + round(before * SECOND / rate)
                at = start + round(i * SECOND / rate)
                if at - last >= quiet:
                    found.append(at)
            before = i
        if before >= 0:
            last = start + round(before * SECOND / rate)
    return found
