"""A player for tests and rehearsals: a device in virtual time that keeps what it plays.

It behaves as a real one does where that matters: its crystal may be off, its requests may be
noticed late, it may stand still for a while, the computer may leave it without frames, and it
sleeps and wakes as the stream wants. Nothing waits: ``run_until`` renders an hour in seconds.
Instants are nanoseconds, of whatever clock the cues have.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from legtimer.audio.buffering import MS, REVOCABLE, SECOND, Buffering
from legtimer.audio.stream import Stream

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

    def __init__(
        self,
        stream: Stream,
        now: int = 0,
        *,
        period: int = 2400,
        ppm: float = 0.0,
        jitter: Callable[[], int] = lambda: 0,
        dropouts: Iterable[tuple[int, int]] = (),
        stalls: Iterable[tuple[int, int]] = (),
        buffers: Sequence[int] = (),
        always_awake: bool = False,
    ) -> None:
        """A device that is asleep.

        Args:
            stream: what to play.
            now: the instant at which the recording begins.
            period: frames per request, and how much the device holds.
            ppm: how much faster than it says the device runs, in parts per million.
            jitter: gives, for each request, by how many ns it is noticed late.
            dropouts: pairs of an instant and how many ns the device stands still then.
            stalls: pairs of an instant and how many ns nobody answers the device's requests then;
                it stands still if its buffer is shorter than that.
            buffers: ms per request, one after the other as for a ``StreamPlayer``; none for
                ``period`` and nothing else.
            always_awake: whether it runs even if nothing is due.
        """
        self.awake = False
        self.now = now
        self.heard: list[Heard] = []
        self.requests = 0
        """How often the stream was asked for frames."""
        self._stream = stream
        self._buffering = Buffering(buffers or (period * 1000 // stream.rate,))
        self._real_rate = stream.rate * (1 + ppm * 1e-6)
        self._period = period
        self._length = 0.0
        self._set_period(stream.rate * buffers[0] // 1000 if buffers else period)
        self._jitter = jitter
        self._dropouts = sorted(dropouts)
        self._stalls = sorted(stalls)
        self._always_awake = always_awake
        self._asks = 0.0

    @property
    def buffer(self) -> int:
        """Ms per request at present."""
        return self._buffering.buffer

    def nudge(self) -> None:
        """Take back what must not be heard; the stream is asked anew at each step anyway."""
        if self.awake and self._length > REVOCABLE and self._stream.cancelled(self.now):
            self._reopen()

    def close(self) -> None:
        """Stop the device."""
        self.awake = False

    def run_until(self, instant: int) -> None:
        """Let virtual time pass."""
        while self.now < instant:
            needed = self._needed()
            if needed is None or needed >= instant:
                self.awake = False
                self.now = instant
            elif not self.awake:
                self.now = max(self.now, needed)
                self._start()
            elif needed > self.now:
                self.awake = False
            elif self._buffering.due(
                self.now, self._stream.clock.slips, self._stream.quiet_for(self.now)
            ):
                self._buffering.grow()
                self._set_period(self._stream.rate * self.buffer // 1000)
                self._reopen()
            else:
                self._request(instant)

    def onsets(self, quiet: int = 30_000_000, threshold: int = 300) -> list[int]:
        """The instants, in ns, at which a sound began.

        Args:
            quiet: ns of silence that have to come before an onset.
            threshold: the sample value that ends silence.
        """
        found: list[int] = []
        last = -quiet
        for start, block in self.heard:
            for i, sample in enumerate(array("h", block)):
                if abs(sample) > threshold:
                    at = start + round(i * SECOND / self._real_rate)
                    if at - last >= quiet:
                        found.append(at)
                    last = at
        return found

    def _needed(self) -> int | None:
        """When the device has to run."""
        if self._always_awake:
            return self.now
        return self._stream.needed_at(self.now, awake=self.awake)

    def _start(self) -> None:
        """Begin to run: the first request comes at once."""
        self.awake = True
        self._asks = float(self.now)
        self._stream.restarted(round(self._length), round(self._length))

    def _set_period(self, frames: int) -> None:
        """Ask for so many frames at a time from now on."""
        self._period = frames
        self._length = frames * SECOND / self._real_rate

    def _reopen(self) -> None:
        """Close the device, which drops what it holds, and open it again."""
        kept = []
        for start, block in self.heard:
            frames = max(0, round((self.now - start) * self._real_rate / SECOND))
            if frames:
                kept.append(Heard(start, block[: 2 * frames]))
        self.heard = kept
        self._stream.dropped(self.now)
        self._start()
        self._asks += OPENING

    def _request(self, instant: int) -> None:
        """Ask for one block, at the instant at which the device has room for it."""
        while self._dropouts and self._dropouts[0][0] <= self._asks:
            self._asks += self._dropouts.pop(0)[1]
        if self._asks >= instant:
            self.now = instant
            return
        noticed = round(self._asks) + self._jitter()
        while self._stalls and self._stalls[0][0] <= noticed:
            noticed = max(noticed, sum(self._stalls.pop(0)))
        # What it held at the request lasts for one more period.
        self._asks = max(self._asks, noticed - self._length)
        block = self._stream.render(self._period, noticed)
        self.requests += 1
        if block.strip(b"\0"):
            self.heard.append(Heard(round(self._asks + self._length), block))
        self.now = max(self.now, round(self._asks))
        self._asks += self._length
        self.now = max(self.now, min(instant, round(self._asks)))
