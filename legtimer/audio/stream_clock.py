"""Which frame of the device belongs to which instant of the monotonic clock.

Theory of operation. All that a device tells is that it asks for more. At each request we know the
instant ``t`` and how many frames ``n`` it has had so far. Were the two clocks perfect and requests
seen at once, ``t - n / rate`` would be the same number every time; call it the residual. What
spoils it:

- *Jitter.* A request is noticed late when the computer is busy, and a sound server that works in
  pieces makes a saw-tooth of a quarter of its buffer; neither is ever early. So the truth is the
  lower envelope of the residuals: the least one of the last few seconds.
- *Drift.* The device's crystal is off by up to some hundred parts per million, so the envelope
  slowly leans. The lean is a straight line through the least residuals of ten-second spans.
- *Slips.* When the buffer ran dry the device stood still, and every later residual is greater. A
  slip begins with a request that comes very late. Whether that was only jitter, those that follow
  it tell: after jitter they return to the line, after a slip they stay above it.

Between slips the line is moved by at most ``SLEW``, so that correcting it never shows in the
spacing of two cues. A slip is believed as soon as it is likely: better one cue a little off than
all that follow.

Instants and residuals are whole nanoseconds.
"""

from __future__ import annotations

from collections import deque
from typing import Final

SECOND: Final = 1_000_000_000
WINDOW: Final = 4 * SECOND
"""ns of which the least residual counts, while the drift is unknown and would blur more."""
LONG_WINDOW: Final = 12 * SECOND
"""The same when the drift is known: long enough for a saw-tooth of the server to come around."""
SUSPECT: Final = 0.5
"""The part of its buffer by which a request has to be late to raise suspicion of a slip."""
BIG_SLIP: Final = 6_000_000
"""ns by which the mean of a few requests has to rise to be believed."""
FEW: Final = 4
"""How many requests those are."""
PROBATION: Final = 6 * SECOND // 10
"""ns after a suspicion within which a request has to return to the line."""
SMALL_SLIP: Final = 4_000_000
"""ns by which the mean has to rise to be believed at the end of that."""
RECENT: Final = SECOND
"""ns before a suspicion that tell how far above the line requests lay; longer ago, a saw-tooth that
is slow to come around stood elsewhere."""
RETURNED: Final = 1_000_000
"""ns above the line at which a request is held to have returned to it."""
DRY: Final = 0.5
"""The part of its buffer by which an empty device asks sooner than one in the middle of playing."""
SETTLED: Final = 40
"""How many requests after a start belong to starting: what slips then is no sign of a busy
machine."""
FALL: Final = 8_000_000
"""ns below the line at which it is not slewed but put right: no request comes early."""
SLEW: Final = 250e-6
"""How fast the line is corrected: ns per ns."""
LOOSE: Final = 3 * SECOND // 2
"""ns after a slip in which the line falls to the least request at once, and at whose end it is put
there in any case."""
SPAN: Final = 10 * SECOND
"""ns of which the least residual is one point for the lean."""
ENOUGH: Final = 6
"""How many spans a lean is taken from at least: a server's saw-tooth may take many seconds to come
around, and would be taken for a lean."""
SPANS: Final = 30
"""How many at most."""
STEEPEST: Final = 500e-6
"""The greatest lean that is believed; crystals do not err more."""


class StreamClock:
    """The mapping from instants to frames, learnt from the device's requests."""

    def __init__(self, rate: int) -> None:
        """Start without an anchor.

        Args:
            rate: frames per second that the device says it plays.
        """
        self._rate = rate
        self.slips = 0
        """How often the device has stood still since the beginning."""
        self._lean = 0.0
        self._lean_known = False
        self._loose_until = 0
        self._seen: deque[tuple[int, int]] = deque()
        self._envelope: deque[tuple[int, int]] = deque()
        self._spans: deque[tuple[int, int]] = deque(maxlen=SPANS)
        self._suspected: int | None = None
        self._counted = False
        self._spread = 0.0
        self._requests = 0
        self._at = 0
        self._level: float | None = None

    @property
    def anchored(self) -> bool:
        """Whether any request has been seen since the stream was started."""
        return self._level is not None

    @property
    def drift(self) -> float:
        """How much slower than it says the device runs, as a part of its rate (200e-6: 200 ppm)."""
        return self._lean

    def restart(self) -> None:
        """Forget where the frames were: the stream was stopped. The lean is kept."""
        self._seen.clear()
        self._envelope.clear()
        self._spans.clear()
        self._suspected = None
        self._requests = 0
        self._level = None

    def observe(self, now: int, frames: int, buffered: int) -> None:
        """Learn from a request.

        Args:
            now: its instant, in ns.
            frames: how many frames were handed out before it.
            buffered: ns of sound that the device holds at most when it asks.
        """
        residual = now - frames * SECOND // self._rate
        if self._level is None:
            self._level, self._at = float(residual), now
        self._level += self._lean * (now - self._at)
        elapsed, self._at = now - self._at, now
        self._requests += 1
        self._seen.append((now, residual))
        while now - self._seen[0][0] > WINDOW:
            self._seen.popleft()
        self._take_into_envelope(now, residual)
        off = residual - self._level
        if off > SUSPECT * buffered and self._suspected is None:
            self._suspect(now)
        if off > buffered:
            self._ran_dry(now, residual, buffered)
        elif self._slipped(now):
            self._reanchor()
        else:
            self._correct(elapsed)
        self._learn_lean(now, residual)

    def frame_at(self, instant: int) -> int:
        """The frame that the device asks for at an instant, before or after the present one.

        Args:
            instant: in ns.
        """
        if self._level is None:
            raise ValueError("no request has been seen yet")
        residual = self._level + self._lean * (instant - self._at)
        return round((instant - residual) * self._rate / SECOND)

    def _take_into_envelope(self, now: int, residual: int) -> None:
        """Keep, of a window, what is or may yet become its least residual, the least one first."""
        envelope = self._envelope
        while envelope and envelope[-1][1] + self._lean * (now - envelope[-1][0]) >= residual:
            envelope.pop()
        envelope.append((now, residual))
        while now - envelope[0][0] > (LONG_WINDOW if self._lean_known else WINDOW):
            envelope.popleft()

    def _least(self, since: int) -> float:
        """The least residual since an instant, as it would be at present."""
        return min(
            residual + self._lean * (self._at - seen)
            for seen, residual in self._seen
            if seen >= since
        )

    def _mean(self, since: int, before: int) -> float:
        """The mean residual from an instant to before another, as it would be at present."""
        levels = [
            residual + self._lean * (self._at - seen)
            for seen, residual in self._seen
            if since <= seen < before
        ]
        return sum(levels) / len(levels) if levels else self._least(0)

    def _suspect(self, now: int) -> None:
        """Begin to look whether the requests return to the line after a late one."""
        assert self._level is not None
        self._suspected = now
        self._counted = False
        self._spread = self._mean(now - RECENT, now) - self._level

    def _slipped(self, now: int) -> bool:
        """Whether a suspicion has become likely; one that has not in time is dropped."""
        assert self._level is not None
        if self._suspected is None:
            return False
        over = now - self._suspected >= PROBATION
        if self._least(self._suspected) - self._level <= RETURNED:
            self._suspected = None
            return False
        since = sum(seen > self._suspected for seen, _ in self._seen)
        rise = self._risen() - self._level
        if (since >= FEW and rise > BIG_SLIP) or (over and rise > SMALL_SLIP):
            return True
        if over:
            self._suspected = None
        return False

    def _risen(self) -> float:
        """Where the line lies by the requests after the suspicious one.

        Their least one may not have come yet, since a server's saw-tooth takes a while to come
        around; but their mean lies above the line by as much as the mean did before.
        """
        assert self._suspected is not None
        return min(
            self._mean(self._suspected + 1, self._at + 1) - self._spread,
            self._least(self._suspected),
        )

    def _ran_dry(self, now: int, residual: int, buffered: int) -> None:
        """Begin anew at a request so late that nothing can have been left to play."""
        self._suspected = now
        self._count_slip()
        self._seen.clear()
        self._seen.append((now, residual))
        self._envelope.clear()
        self._envelope.append((now, residual))
        # An empty device asks for the next frames sooner than usual, so the line lies lower.
        self._level = residual - DRY * buffered
        self._spans.clear()
        self._counted = True

    def _reanchor(self) -> None:
        """Believe only what was seen since the suspicion: the device stood still before it."""
        assert self._suspected is not None
        if not self._counted:
            self._count_slip()
        while self._seen[0][0] < self._suspected:
            self._seen.popleft()
        while self._envelope[0][0] < self._suspected:
            self._envelope.popleft()
        self._level = self._risen()
        self._spans.clear()
        self._suspected = None

    def _count_slip(self) -> None:
        """Count a slip, unless the stream is only starting."""
        self._loose_until = self._at + LOOSE
        if self._requests > SETTLED:
            self.slips += 1

    def _correct(self, elapsed: int) -> None:
        """Move the line towards the envelope."""
        assert self._level is not None
        seen, residual = self._envelope[0]
        off = residual + self._lean * (self._at - seen) - self._level
        settled = self._loose_until and self._at >= self._loose_until
        if settled:
            self._loose_until = 0
        falls = off < (0 if self._loose_until else -FALL)
        if self._requests <= SETTLED or settled or falls:
            self._level += off
        else:
            most = SLEW * elapsed
            self._level += max(-most, min(most, off))

    def _learn_lean(self, now: int, residual: int) -> None:
        """Take the residual into its span and, when a span is full, the lean from all of them."""
        if self._spans and now // SPAN == self._spans[-1][0] // SPAN:
            if residual - self._lean * now < self._spans[-1][1] - self._lean * self._spans[-1][0]:
                self._spans[-1] = (now, residual)
            return
        self._spans.append((now, residual))
        # The newest span has only begun.
        points = list(self._spans)[:-1]
        if len(points) < ENOUGH:
            return
        middle = sum(at for at, _ in points) / len(points)
        mean = sum(level for _, level in points) / len(points)
        lean = sum((at - middle) * (level - mean) for at, level in points) / sum(
            (at - middle) ** 2 for at, _ in points
        )
        self._lean = max(-STEEPEST, min(STEEPEST, lean))
        self._lean_known = True
