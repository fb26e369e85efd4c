"""By how much a sound server asks later than it did, though the sound has not moved.

A server works in quanta. Whenever another stream is opened or closed, by us or by any program, the
quanta may begin elsewhere, and from then on all requests come up to one quantum later or sooner
(8 to 18 ms were seen), while what was given before sounds on without a gap. The line from frames to
instants must not follow. Drift is no step, and a device that stood still shows a request that is
late by much more; so a step that all requests of a second share, and nothing else, is the server's.
What has been wrongly taken for one is given back by the first request that comes sooner than the
line allows: none is ever early.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

STEP: Final = 4_000_000
"""ns by which the requests of a second have to come later."""
_LINE: Final = 1_000_000
"""ns above the line within which one of the requests before has to lie, and ns below it at which
the step is over."""
RECENTLY: Final = 1_000_000_000
"""ns for which they have to."""
_ENOUGH: Final = 8
"""How many they have to be: a device that asks seldom shows no step."""


class OffsetStep:
    """How much later than the line requests come, in ns."""

    def __init__(self) -> None:
        self.by = 0

    def without_step(self, residual: int, level: float) -> int:
        """A residual without the step, which ends when a request comes below the line by it.

        Args:
            residual: in ns, see ``stream_clock``.
            level: where the line is.
        """
        if self.by and residual - self.by < level - _LINE:
            self.by = max(0, round(residual - level))
        return residual - self.by

    def grows(self, heights: Iterable[tuple[int, float]]) -> int:
        """By how many ns the step has grown, seen at the newest request; mostly 0.

        Args:
            heights: of the requests of some seconds, the newest one too, how many ns ago they came
                and by how many ns they lie above the line.
        """
        recent: list[float] = []
        before: list[float] = []
        for ago, above in heights:
            (recent if ago < RECENTLY else before).append(above)
        rise = round(min(recent))
        if len(recent) < _ENOUGH or rise <= STEP or min(before, default=STEP) > _LINE:
            return 0
        self.by += rise
        return rise
