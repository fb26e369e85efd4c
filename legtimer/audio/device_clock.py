"""The line from instants to frames of a device, which each kind of clock learns in its own way.

An instant less the time of its frame is a *residual*. For a device that runs evenly all residuals
are the same, but for the drift of its crystal; so the line is its height (``_level``) at the
present instant (``_at``), and its lean. Instants and residuals are nanoseconds.
"""

from __future__ import annotations

from collections import deque

from legtimer.audio.drift import Drift
from legtimer.audio.instants import SECOND


class DeviceClock:
    """The mapping from instants to frames of a device."""

    def __init__(self, rate: int, drift: Drift) -> None:
        """Begin with nothing known of the device.

        Args:
            rate: frames per second that the device says it plays.
            drift: learns the lean of the line.
        """
        self._rate = rate
        self.underruns = 0
        """How often the device has stood still, or has jumped."""
        self._drift = drift
        self._seen: deque[tuple[int, int]] = deque()
        """The latest instants with their residuals."""
        self._level: float | None = None
        self._at = self._started = 0

    @property
    def anchored(self) -> bool:
        """Whether anything was learnt since the device was started."""
        return self._level is not None

    @property
    def drift(self) -> float:
        """How much slower than it says the device runs, as a part of its rate (200e-6: 200 ppm)."""
        return self._drift.lean

    def restart(self) -> None:
        """Forget where the frames were: the device is started anew. The drift is kept."""
        self._seen.clear()
        self._drift.forget()
        self._level = None

    def frame_at(self, instant: int) -> int:
        """The frame that belongs to an instant, before or after the present one.

        Args:
            instant: in ns.

        Raises:
            ValueError: if nothing is known yet.
        """
        if self._level is None:
            raise ValueError("nothing was reported yet")
        residual = self._level + self._drift.lean * (instant - self._at)
        return round((instant - residual) * self._rate / SECOND)

    def _present(self, seen: int, residual: int) -> float:
        """A residual that was seen then, as it would be at present."""
        return residual + self._drift.lean * (self._at - seen)

    def _least(self, since: int) -> float:
        """The least residual since an instant, as it would be at present."""
        return min(self._present(*one) for one in self._seen if one[0] >= since)
