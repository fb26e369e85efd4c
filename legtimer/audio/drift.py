"""How fast a device's crystal runs against the computer's clock.

The least residuals of ten-second spans (see ``stream_clock``) lie on a straight line, whose lean is
the drift. Jitter and the server's saw-tooth only ever lie above it.
"""

from __future__ import annotations

from collections import deque
from typing import Final

_SPAN: Final = 10_000_000_000
"""ns of which the least residual is one point for the lean."""
_ENOUGH: Final = 6
"""How many spans a lean is taken from at least: a server's saw-tooth may take many seconds to come
around, and would be taken for a lean."""
_SPANS: Final = 30
"""How many at most."""
_STEEPEST: Final = 500e-6
"""The greatest lean that is believed; crystals do not err more."""


class Drift:
    """The lean of a line of residuals, learnt from them."""

    def __init__(self, span: int = _SPAN, enough: int = _ENOUGH) -> None:
        """Know nothing yet.

        Args:
            span: ns of which the least residual is one point for the lean.
            enough: how many of them there have to be.
        """
        self._span = span
        self._enough = enough
        self.lean = 0.0
        """How much slower than it says the device runs, as a part of its rate."""
        self.known = False
        """Whether that has been learnt."""
        self._spans: deque[tuple[int, int]] = deque(maxlen=_SPANS)

    def forget(self) -> None:
        """The line begins anew; its lean is kept."""
        self._spans.clear()

    def observe(self, now: int, residual: int) -> None:
        """Take a residual into its span and, when a span is full, the lean from all of them.

        Args:
            now: the instant of its request, in ns.
            residual: the residual, in ns.
        """
        if self._spans and now // self._span == self._spans[-1][0] // self._span:
            if residual - self.lean * now < self._spans[-1][1] - self.lean * self._spans[-1][0]:
                self._spans[-1] = (now, residual)
            return
        self._spans.append((now, residual))
        # The newest span has only begun.
        points = list(self._spans)[:-1]
        if len(points) < self._enough:
            return
        middle = sum(at for at, _ in points) / len(points)
        mean = sum(level for _, level in points) / len(points)
        lean = sum((at - middle) * (level - mean) for at, level in points) / sum(
            (at - middle) ** 2 for at, _ in points
        )
        self.lean = max(-_STEEPEST, min(_STEEPEST, lean))
        self.known = True
