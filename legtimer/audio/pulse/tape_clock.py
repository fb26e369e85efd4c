"""Which frame of a tape is heard at which instant, learnt from what a sound server reports.

Theory of operation. A report says: at this instant, that frame was heard. Instant less the frame's
place on the tape is its *residual*; for a device that runs evenly all residuals are the same, but
for the drift of its crystal. A report is made by several threads of the server one after the other,
so that its instant may be late, by hundredths of a millisecond or, on a busy computer, by some
milliseconds; it is never early. A server that counts in quanta (PipeWire) is late by up to one each
time. So the least residual of a while is the truth.

A tape does not slip because somebody was late to fill it: what is not written in time is silence,
and the frames after it are heard where they belong. What moves the line is the device itself: it
stood still, or the tape goes to another device. Then all reports of a while lie elsewhere.

All instants are nanoseconds of the monotonic clock.
"""

from __future__ import annotations

import statistics
from collections import deque
from collections.abc import Iterable
from typing import Final, NamedTuple

from legtimer.audio.device_clock import DeviceClock
from legtimer.audio.drift import Drift
from legtimer.audio.instants import MS, SECOND
from legtimer.audio.pulse.quantum import Quantum

_WINDOW: Final = 10 * SECOND
"""ns for which reports are kept, which tells how high above the line they usually lie."""
_LATELY: Final = 3 * SECOND // 2
"""ns of which the least residual counts: in so long a drift that is not known yet moves the line by
a third of a millisecond at most."""
_LONGER: Final = 5 * SECOND
"""ns of which it counts where the server counts in quanta, as not every report is true."""
_STARTING: Final = SECOND
"""ns after the first report, or a jump, in which the line is the least residual."""
_STEP: Final = 2 * MS
"""ns by which reports have to lie off the line to be suspicious, besides how far they usually lie
above it."""
_USUAL: Final = 2.0
"""How many times the usual height above the line is still usual."""
_STEADY: Final = 400 * MS
"""ns for which all reports have to lie off the line for the device to have stood still."""
_ENOUGH: Final = 5
"""How many reports that are at least."""
_DRIFT_SPAN: Final = 4 * SECOND
"""ns that give one point for the lean of the drift."""
_DRIFT_SPANS: Final = 4
"""How many points a lean is taken from at least: reports have no slow saw-tooth, so few will do."""
_SLEW: Final = 250e-6
"""How fast the line is corrected: ns per ns."""


class TimingReport(NamedTuple):
    """What a sound server says of a tape."""

    instant: int
    """When it was so, in ns."""
    heard: float
    """The frame that was heard then; below zero if the first one was yet to be."""
    held: int
    """Ns of sound that the device holds, so that it can't be written anew."""
    latency: int
    """Ns that a sound takes through the device, by the server's reckoning; it may go up and down
    with what is held."""
    moving: bool
    """Whether the tape runs."""


class TapeClock(DeviceClock):
    """The mapping from instants to frames of a tape."""

    def __init__(self, rate: int) -> None:
        """Begin without a report.

        Args:
            rate: frames per second that the device says it plays.
        """
        super().__init__(rate, Drift(_DRIFT_SPAN, _DRIFT_SPANS))
        self._quantum = Quantum()
        self._early = False

    @property
    def curious(self) -> bool:
        """Whether another report is wanted soon: the line is young, or the last one lay off it."""
        if self._level is None or self._early or self._at - self._started <= _STARTING:
            return True
        return self._seen[-1][1] - self._level > self._unusual(self._seen)

    def restart(self) -> None:
        super().restart()
        self._quantum = Quantum()
        self._early = False

    def observe(self, report: TimingReport) -> None:
        """Learn from a report of a moving tape.

        Args:
            report: not older than the one before.
        """
        now = report.instant
        heard = round(report.heard * SECOND / self._rate)
        residual = now - heard
        if self._level is None:
            self._level, self._started, self._at = float(residual), now, now
        elapsed = max(0, now - self._at)
        self._level += self._drift.lean * elapsed
        self._at = max(self._at, now)
        self._quantum.observe(now, heard, residual - self._level)
        if self._level - residual > _STEP and now - self._started > _STARTING:
            # No report is early: the device has skipped something, or this one is wrong altogether.
            self._early = not self._early
            if self._early:
                return
            self._jump(now, residual)
        self._early = False
        self._seen.append((now, residual))
        while now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()
        self._drift.observe(now, residual)
        self._look_for_a_stop(now)
        counting = _LONGER if self._quantum.known else _LATELY
        off = self._least(now - counting) - self._level
        if now - self._started > _STARTING:
            most = _SLEW * elapsed
            off = max(-most, min(most, off))
        self._level += off

    def ask_after(self, instant: int) -> int:
        """The first instant from another one on at which to ask for a report.

        Args:
            instant: in ns.
        """
        if self._level is None or not self._quantum.known:
            return instant
        return self._quantum.best_after(instant, self._level)

    def instant_of(self, frame: int) -> int:
        """The instant at which a frame is heard, in ns.

        Args:
            frame: of the tape.

        Raises:
            ValueError: if there was no report yet.
        """
        if self._level is None:
            raise ValueError("nothing was reported yet")
        place = frame * SECOND / self._rate
        lean = self._drift.lean
        return round((place + self._level - lean * self._at) / (1 - lean))

    def _height(self, seen: Iterable[tuple[int, int]]) -> float:
        """Ns by which reports, of which there has to be one, usually lie above the line."""
        assert self._level is not None
        usual = statistics.median(self._present(*one) - self._level for one in seen)
        return max(0.0, usual)

    def _unusual(self, seen: Iterable[tuple[int, int]]) -> float:
        """Ns above the line at which a report is suspicious beside these, of which there is one."""
        late = self._quantum.size if self._quantum.known else 0
        return _STEP + max(_USUAL * self._height(seen), late)

    def _look_for_a_stop(self, now: int) -> None:
        """Believe only the latest reports if all of them lie far above the line."""
        assert self._level is not None
        before = [one for one in self._seen if now - one[0] > _STEADY]
        recent = list(self._seen)[len(before) :]
        if not before or len(recent) < _ENOUGH:
            return
        least = min(self._present(*one) for one in recent)
        if least - self._level > self._unusual(before):
            self._jump(now, round(least), recent)

    def _jump(self, now: int, residual: int, seen: Iterable[tuple[int, int]] = ()) -> None:
        """Put the line elsewhere, and forget what was seen before."""
        self.underruns += 1
        self._level = float(residual)
        self._seen = deque(seen)
        self._drift.forget()
        self._quantum.lost()
        self._started = self._at = now
