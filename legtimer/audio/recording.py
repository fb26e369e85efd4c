"""A player for tests and rehearsals: devices in virtual time that keep what they play.

They behave as real ones do where that matters: the crystal may be off, requests may be noticed
late, a device may stand still for a while, the computer may leave it without frames, and it sleeps
and wakes as the stream wants. Nothing waits: ``run_until`` renders an hour in seconds. Instants are
nanoseconds, of whatever clock the cues have.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from legtimer.audio.facts import Facts
from legtimer.audio.stream import MS, Stream
from legtimer.audio.stream_clock import SECOND

OPENING: Final = 60 * MS
"""ns that it takes to open the device anew."""


class Heard(NamedTuple):
    """A block that was played."""

    instant: int
    """ns at which its first frame was heard."""
    samples: bytes
    """Mono, 16 bit."""


class RecordingPlayer:
    """Plays a stream in virtual time and remembers all that is not silence."""

    trouble: str | None = None
    facts: Facts | None = None

    def __init__(
        self,
        stream: Stream,
        now: int = 0,
        *,
        period: int = 2400,
        long: int = 0,
        paired: bool = True,
        ppm: float = 0.0,
        jitter: Callable[[], int] = lambda: 0,
        dropouts: Sequence[tuple[int, int]] = (),
        stalls: Sequence[tuple[int, int]] = (),
        always_awake: bool = False,
    ) -> None:
        """Devices that are asleep.

        Args:
            stream: what to play.
            now: the instant at which the recording begins.
            period: frames per request, and how much the device holds.
            long: the same of another device for what is planned; 0 if there is none.
            paired: whether that is there from the beginning; else it comes when the computer is
                overloaded.
            ppm: how much faster than they say the devices run, in parts per million.
            jitter: gives, for each request, by how many ns it is noticed late.
            dropouts: pairs of an instant and how many ns the devices stand still then.
            stalls: pairs of an instant and how many ns nobody answers the devices' requests then;
                a device stands still if its buffer is shorter than that.
            always_awake: whether they run even if nothing is due.
        """
        self.now = now
        self._stream = stream
        self._paired = paired
        self._devices = [
            _Device(stream, period, ppm, jitter, dropouts, stalls, always_awake=always_awake)
        ]
        self._second = (
            _Device(
                stream.planned(long * SECOND // stream.rate),
                long,
                ppm,
                jitter,
                dropouts,
                stalls,
                drops=True,
            )
            if long
            else None
        )
        self._pair()

    @property
    def awake(self) -> bool:
        """Whether a device runs."""
        return any(device.awake for device in self._devices)

    @property
    def devices(self) -> int:
        """How many devices there are."""
        return len(self._devices)

    @property
    def requests(self) -> int:
        """How often the streams were asked for frames."""
        return sum(device.requests for device in self._devices)

    @property
    def slips(self) -> int:
        """How often a device has stood still."""
        return self._stream.slips

    @property
    def heard(self) -> list[Heard]:
        """All blocks that were played and are not silence, in order."""
        return sorted(block for device in self._devices for block in device.heard)

    def nudge(self) -> None:
        """Take back what must not be heard; the stream is asked anew at each step anyway."""
        for device in self._devices:
            device.take_back(self.now)

    def close(self) -> None:
        """Stop the devices."""
        for device in self._devices:
            device.awake = False

    def run_until(self, instant: int) -> None:
        """Let virtual time pass."""
        while True:
            at, device = min(
                ((device.next_at(self.now), device) for device in self._devices),
                key=lambda pair: pair[0],
            )
            if at >= instant:
                break
            self.now = max(self.now, round(at))
            device.step(self.now)
            self._pair()
        self.now = max(self.now, instant)

    def _pair(self) -> None:
        """Bring in the second device if it is time."""
        if self._second is not None and (self._paired or self._stream.overloaded):
            self._second.open()
            self._devices.append(self._second)
            self._second = None

    def onsets(self, quiet: int = 30_000_000, threshold: int = 300) -> list[int]:
        """The instants, in ns, at which a sound began on one of the devices.

        Args:
            quiet: ns of silence that have to come before an onset.
            threshold: the sample value that ends silence.
        """
        return sorted(at for device in self._devices for at in device.onsets(quiet, threshold))


class _Device:
    """One device in virtual time."""

    def __init__(
        self,
        stream: Stream,
        period: int,
        ppm: float,
        jitter: Callable[[], int],
        dropouts: Sequence[tuple[int, int]],
        stalls: Sequence[tuple[int, int]],
        *,
        always_awake: bool = False,
        drops: bool = False,
    ) -> None:
        """A device that is asleep; see ``RecordingPlayer``."""
        self.awake = False
        self.heard: list[Heard] = []
        self.requests = 0
        self._stream = stream
        self._period = period
        self._rate = stream.rate * (1 + ppm * 1e-6)
        self._length = period * SECOND / self._rate
        self._jitter = jitter
        self._dropouts = sorted(dropouts)
        self._stalls = sorted(stalls)
        self._always_awake = always_awake
        self._drops = drops
        self._asks = 0.0
        """The instant of the next request, or, asleep, the first one at which it can start."""
        self._closed = drops
        if not drops:
            stream.opened(round(self._length))

    def open(self) -> None:
        """Get it, if it was closed."""
        if self._closed:
            self._stream.opened(round(self._length))
            self._closed = False

    def next_at(self, now: int) -> float:
        """The instant at which it has something to do; infinity for never."""
        if self.awake:
            while self._dropouts and self._dropouts[0][0] <= self._asks:
                self._asks += self._dropouts.pop(0)[1]
            return self._asks
        needed = now if self._always_awake else self._stream.needed_at(now, awake=False)
        return math.inf if needed is None else max(self._asks, needed, now)

    def step(self, now: int) -> None:
        """Start, ask for one block, or fall asleep."""
        if not self.awake:
            self.open()
            self.awake = True
            # It plays at once what it is given first.
            self._asks = now - self._length
            self._stream.restarted()
        elif not self._always_awake:
            needed = self._stream.needed_at(now, awake=True)
            if needed is None or needed > now:
                self.awake = False
                return
        noticed = max(now, round(self._asks)) + self._jitter()
        while self._stalls and self._stalls[0][0] <= noticed:
            noticed = max(noticed, sum(self._stalls.pop(0)))
        # What it held at the request lasts for one more period.
        self._asks = max(self._asks, noticed - self._length)
        block = self._stream.render(self._period, noticed)
        self.requests += 1
        if block.strip(b"\0"):
            self.heard.append(Heard(round(self._asks + self._length), block))
        self._asks += self._length

    def take_back(self, now: int) -> None:
        """Close, which drops what the device holds, and open again, if that must not be heard."""
        if not (self.awake and self._drops and self._stream.spoilt(now)):
            return
        kept = []
        for start, block in self.heard:
            frames = max(0, round((now - start) * self._rate / SECOND))
            if frames:
                kept.append(Heard(start, block[: 2 * frames]))
        self.heard = kept
        self._stream.dropped(now)
        self._closed = True
        self.awake = False
        self._asks = float(now + OPENING)

    def onsets(self, quiet: int, threshold: int) -> list[int]:
        """The instants at which a sound began."""
        found: list[int] = []
        last = -quiet
        for start, block in self.heard:
            for i, sample in enumerate(array("h", block)):
                if abs(sample) > threshold:
                    at = start + round(i * SECOND / self._rate)
                    if at - last >= quiet:
                        found.append(at)
                    last = at
        return found
