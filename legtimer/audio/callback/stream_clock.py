"""Which frame of the device belongs to which instant of the monotonic clock.

Theory of operation. All that a device tells is that it asks for more. At each request we know the
instant ``t`` and how many frames ``n`` it has had so far. Were the two clocks perfect and requests
seen at once, ``t - n / rate`` would be the same number every time; call it the residual. What
spoils it:

- *Jitter.* A request is noticed late when the computer is busy, and a sound server that works in
  quanta makes a saw-tooth of a quarter of its buffer; neither is ever early. So the truth is the
  lower envelope of the residuals: the least one of the last few seconds.
- *Drift.* The device's crystal is off by up to some hundred parts per million, so the envelope
  slowly leans. The lean is a straight line through the least residuals of ten-second spans.
- *The start.* A device begins to play what it gets first at once and asks for more until it is
  full. So the first request lies above the line by as much as the device holds, and the others on
  it. It counts from when it was answered: nothing is heard before.
- *Slips.* When the buffer ran dry the device stood still, and every later residual is greater. A
  slip begins with a request that comes very late. If it is later than what the device held, nothing
  was left to play: what we give then is heard at once, so that the line lies below that request by
  what the device holds. If it is not, but those that follow it stay above the line, the device held
  less than we thought; how much is remembered for the next time.

Between slips the line is moved by at most ``_SLEW``, so that correcting it never shows in the
spacing of two cues.

Instants and residuals are whole nanoseconds.
"""

from __future__ import annotations

from collections import deque
from typing import Final

from legtimer.audio.callback.offset_step import RECENTLY, STEP, OffsetStep
from legtimer.audio.device_clock import DeviceClock
from legtimer.audio.drift import Drift
from legtimer.audio.instants import SECOND

_WINDOW: Final = 3 * SECOND
"""ns of which the least residual counts, while the drift is unknown and would blur more."""
_LONG_WINDOW: Final = 12 * SECOND
"""The same when the drift is known: long enough for a saw-tooth of the server to come around."""
_SUSPECT: Final = 0.5
"""The part of its buffer by which a request has to be late to raise suspicion of a slip."""
_BIG_SLIP: Final = 6_000_000
"""ns by which the mean of a few requests has to rise to be believed."""
_FEW: Final = 4
"""How many requests those are."""
_CLEAR: Final = 0.25
"""The part of a suspicious request's height by which the very next ones have to be above the line
to be believed at once."""
_PROBATION: Final = 6 * SECOND // 10
"""ns after a suspicion within which a request has to return to the line."""
_SMALL_SLIP: Final = 4_000_000
"""ns by which the mean has to rise to be believed at the end of that."""
_RECENT: Final = SECOND
"""ns before a suspicion that tell how far above the line requests lay; longer ago, a saw-tooth that
is slow to come around stood elsewhere."""
_RETURNED: Final = 1_000_000
"""ns above the line at which a request is held to have returned to it."""
_DRY: Final = 1_000_000
"""ns by which a request has to be later than what the device held for that to be certain."""
_STARTING: Final = 3 * SECOND
"""ns after a start in which the line is the least request: what slips then is no sign of a busy
machine."""
_PROMPT: Final = 0.15
"""The part of its buffer by which the second request after a start may lie above where it belongs
if the device began to play at once."""
_TELLING: Final = SECOND
"""ns after a start within which its requests tell how much the device holds; later ones would
mistake the drift for it."""
_FALL: Final = 8_000_000
"""ns below the line at which it is not slewed but put right: no request comes early."""
_SLEW: Final = 250e-6
"""How fast the line is corrected: ns per ns."""
_QUICK: Final = 800e-6
"""The same for a while after a slip: the line is off by some ms then."""
_LOOSE: Final = 3 * SECOND // 2
"""ns after a slip at whose end the line is put right if it is off by more than ``_FAR``."""
_SETTLED: Final = 6
"""How many requests after the slip have to be seen for that."""
_FAR: Final = 5_000_000
"""ns off the line that are not slewed after a slip."""
_QUICK_FOR: Final = 8 * SECOND
"""ns after a slip in which the line is corrected quickly."""


class StreamClock(DeviceClock):
    """The mapping from instants to frames that the device asks for, learnt from its requests."""

    def __init__(self, rate: int) -> None:
        """Start without an anchor.

        Args:
            rate: frames per second that the device says it plays.
        """
        super().__init__(rate, Drift())
        self._offset_step = OffsetStep()
        self._slipped_at: int | None = None
        self._quick_until = 0
        self._late = 0
        self._held: int | None = None
        self._holds = 0
        self._first = 0
        self.lead = 0.0
        """Ns by which the first request after the start came later than the line says.

        A device begins to play at once, so that this is the time from a request to its sound, if
        the device did not take a breath first.
        """
        self._envelope: deque[tuple[int, int]] = deque()
        self._suspected: int | None = None
        self._counted = False
        self._spread = 0.0
        self._requests = 0

    def restart(self) -> None:
        super().restart()
        self._envelope.clear()
        self._offset_step = OffsetStep()
        self._suspected = self._slipped_at = None
        self._requests = 0

    @property
    def age(self) -> int:
        """Ns since the start, at the last request."""
        return self._at - self._started

    def observe(self, now: int, frames: int, buffered: int) -> None:
        """Learn from a request.

        Args:
            now: its instant, in ns.
            frames: how many frames were handed out before it.
            buffered: ns of sound that the device is believed to hold when it asks.
        """
        residual = now - frames * SECOND // self._rate
        self._requests += 1
        if self._level is None:
            self._level, self._at = float(residual - buffered), now
            self._first, self._started, self.lead = residual, now, float(buffered)
            return
        if self._requests == 2:
            if residual - self._level > _PROMPT * buffered:
                self._at = now
                self._begin_anew(now, residual)
            else:
                # It began at once, and this request may be late.
                self._envelope.append((self._at, round(self._level)))
        self._level += self._drift.lean * (now - self._at)
        elapsed, self._at = now - self._at, now
        residual = self._offset_step.without_step(residual, self._level)
        self._seen.append((now, residual))
        while now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()
        self._take_into_envelope(now, residual)
        if buffered != self._holds:
            self._holds, self._held = buffered, None
        holds = buffered if self._held is None else self._held
        off = residual - self._level
        starting = self.age <= _STARTING
        if off > _SUSPECT * holds and self._suspected is None and not starting:
            self._suspect(now, residual)
        if off > holds + _DRY and starting:
            # The device took a breath first.
            self._begin_anew(now, residual)
        elif off > holds + _DRY:
            self._ran_dry(now, residual, holds)
        elif self._slipped(now):
            self._reanchor()
        else:
            if off > STEP and self._suspected is None:
                self._look_for_a_step(now)
            self._correct(elapsed, holds)
        if now - self._started <= _TELLING:
            self.lead = self._first - self._level + self._drift.lean * (now - self._started)
        self._drift.observe(now, residual)

    def note_answer(self, now: int) -> None:
        """The device has got what it asked for; what it gets first, it plays from now on.

        Args:
            now: the present instant, in ns.
        """
        if self._requests == 1 and self._level is not None:
            waited = now - self._started
            self._level += waited
            self._first += waited
            self._started = self._at = now

    def _look_for_a_step(self, now: int) -> None:
        """Take a step of the requests, if there is one, off those that were seen since it came."""
        assert self._level is not None
        level = self._level
        rise = self._offset_step.grows(
            (now - one[0], self._present(*one) - level) for one in self._seen
        )
        if not rise:
            return
        while self._envelope and now - self._envelope[-1][0] < RECENTLY:
            self._envelope.pop()
        for place, (seen, residual) in enumerate(self._seen):
            if now - seen < RECENTLY:
                self._seen[place] = (seen, residual - rise)
                self._take_into_envelope(seen, residual - rise)

    @property
    def _window(self) -> int:
        """Ns of which the least residual counts."""
        return _LONG_WINDOW if self._drift.known else _WINDOW

    def _take_into_envelope(self, now: int, residual: int) -> None:
        """Keep, of a window, what is or may yet become its least residual, the least one first."""
        envelope = self._envelope
        while envelope and envelope[-1][1] + self._drift.lean * (now - envelope[-1][0]) >= residual:
            envelope.pop()
        envelope.append((now, residual))
        while now - envelope[0][0] > self._window:
            envelope.popleft()

    def _mean(self, since: int, before: int) -> float:
        """The mean residual from an instant to before another, as it would be at present."""
        levels = [self._present(*one) for one in self._seen if since <= one[0] < before]
        return sum(levels) / len(levels) if levels else self._least(0)

    def _suspect(self, now: int, residual: int) -> None:
        """Begin to look whether the requests return to the line after a late one."""
        assert self._level is not None
        self._suspected = now
        self._late = residual
        self._counted = False
        self._spread = self._mean(now - _RECENT, now) - self._level

    def _slipped(self, now: int) -> bool:
        """Whether a suspicion has become likely; one that has not in time is dropped."""
        assert self._level is not None
        if self._suspected is None:
            return False
        over = now - self._suspected >= _PROBATION
        if self._least(self._suspected) - self._level <= _RETURNED:
            self._suspected = None
            return False
        since = sum(seen > self._suspected for seen, _ in self._seen)
        rise = self._risen() - self._level
        clear = max(_BIG_SLIP, _CLEAR * (self._late - self._level))
        if (since >= 1 and rise > clear) or (since >= _FEW and rise > _BIG_SLIP):
            return True
        over = over and since >= _FEW
        if over and rise > _SMALL_SLIP:
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

    def _ran_dry(self, now: int, residual: int, holds: int) -> None:
        """Begin anew at a request so late that nothing can have been left to play."""
        self._suspected = now
        self._late = residual
        self._count_slip()
        self._begin_anew(now, residual)
        # What is given now is heard at once, and not only after what is usually held.
        self._level = float(residual - holds)
        self._counted = True

    def _begin_anew(self, now: int, residual: int) -> None:
        """Believe this request and none before it."""
        self._seen.clear()
        self._seen.append((now, residual))
        self._envelope.clear()
        self._envelope.append((now, residual))
        self._drift.forget()
        self._level = float(residual)

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
        self._drift.forget()
        self._suspected = None

    def _count_slip(self) -> None:
        self._slipped_at = self._at
        self._quick_until = self._at + _QUICK_FOR
        self.underruns += 1

    def _correct(self, elapsed: int, holds: int) -> None:
        assert self._level is not None
        off = self._present(*self._envelope[0]) - self._level
        if self.age <= _STARTING or off < -_FALL or (self._settles(holds) and abs(off) > _FAR):
            self._level += off
        else:
            most = (_QUICK if self._at < self._quick_until else _SLEW) * elapsed
            self._level += max(-most, min(most, off))

    def _settles(self, holds: int) -> bool:
        """Whether it is just now that enough was seen since a slip to tell what it was."""
        at = self._slipped_at
        if at is None or self._at - at < _LOOSE:
            return False
        since = [residual for seen, residual in self._seen if seen > at]
        if len(since) < _SETTLED:
            return False
        self._slipped_at = None
        held = self._late - min(since)
        if abs(held - holds) > _FAR:
            self._held = held
        return True
