"""Decides when to ask a sound server that counts in quanta how far it is on a tape.

Such a server (PipeWire) says how much it has taken from the tape, and it takes a quantum at a time.
Right after it has taken one its report is true, later it is late by the time since then; so the
line from frames to instants is known no better than to the least of that time. Asked shortly before
the next quantum is believed to be due, it tells in which of two halves the truth lies: if the
quantum has been taken already, the line lies lower. So each such question halves what is not known.
Every other one is asked shortly after it, which is a true report if the line is right, and shows if
it has moved up.

All instants are nanoseconds of the monotonic clock.
"""

from __future__ import annotations

import math
from typing import Final

_FINEST: Final = 300_000
"""ns to which it is worth knowing the line: the threads of the server are no more punctual."""
_DRIFTING: Final = 200e-6
"""ns by which the line may move in a ns."""
_LEAST: Final = 2_000_000
"""ns of the least quantum worth knowing; what moves by less moves evenly."""
_WHOLE: Final = 25_000
"""ns by which a number of quanta may be off a whole one: a frame, and some rounding."""
_SURE: Final = 4
"""How many reports in a row have to be whole numbers of quanta apart."""


class Quantum:
    """The size of the server's quantum, and how well the line between two quanta is known."""

    def __init__(self) -> None:
        self.size = 0
        """ns of a quantum, as far as it is known."""
        self._whole = 0
        self._below = 0.0
        self._above = float(_FINEST)
        self._early = True
        self._heard: int | None = None
        self._at = 0

    @property
    def known(self) -> bool:
        """Whether the server counts in quanta, and their size is sure."""
        return self._whole >= _SURE

    def observe(self, now: int, heard: int, above: float) -> None:
        """Learn from a report.

        Args:
            now: its instant.
            heard: the ns of the tape that were heard then.
            above: ns by which it lies above the line that was believed; negative for below.
        """
        moved = 0 if self._heard is None else heard - self._heard
        self._below += _DRIFTING * (now - self._at)
        self._heard, self._at = heard, now
        if moved > 0:
            self._measure(moved)
        if not self.size:
            return
        if above >= self.size:
            # The quantum was yet to come: the line lies higher. Look there again.
            self._above, self._early = min(2 * self._above, float(self.size)), False
            return
        self._below += above if above < 0 else 0
        self._below = max(_FINEST, min(self._below, self.size - above))
        if not self._early:
            self._above = max(_FINEST, self._above / 2)
        self._early = not self._early

    def lost(self) -> None:
        """The line was put elsewhere; it is as good as the size of a quantum."""
        self._below = float(self.size)

    def _measure(self, moved: int) -> None:
        """Take the greatest size of which everything that was moved is a whole number."""
        size, rest = self.size or moved, moved
        while rest > _WHOLE:
            size, rest = rest, abs(size - round(size / rest) * rest)
        if size < _LEAST:
            self.size = self._whole = 0
        elif abs(size - self.size) > _WHOLE:
            self.size, self._whole, self._below = size, 0, float(size)
        else:
            self._whole += 1

    def best_after(self, instant: int, level: float) -> int:
        """The first instant from another one on at which a question tells most.

        Args:
            instant: from when on.
            level: the line: the instant at which the first frame was heard.
        """
        edge = level + (-self._below / 2 if self._early else self._above)
        return round(edge + math.ceil((instant - edge) / self.size) * self.size)
