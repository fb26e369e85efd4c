"""The clock at the edge: what time it is, when to be woken, and whether the computer slept.

The session never reads a clock. Its screen reads this one, and tests hand it another.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple


class Reading(NamedTuple):
    """Two clocks read at the same instant, both in ms."""

    awake: int
    """The clock that the session is driven by, which stands still while the computer sleeps."""
    always: int
    """One that goes on in sleep."""


def fell_asleep(before: Reading, after: Reading, threshold: int) -> int | None:
    """Compare two readings of the clocks.

    Args:
        before: the earlier reading.
        after: the later one.
        threshold: by how many ms the clocks may part without that being sleep.

    Returns:
        The last instant at which the computer is known to have been awake, in ms of the driving
        clock, or None if it did not sleep. A process that was only stopped, or that came late,
        sees both clocks go on alike.
    """
    parted = (after.always - before.always) - (after.awake - before.awake)
    return before.awake if parted > threshold else None


_BOOTTIME = getattr(time, "CLOCK_BOOTTIME", None)
_EXACT_MS = 500
_WALL_MS = 20_000
"""The wall clock is set now and then, by a second or by a few; that is no sleep."""


class Clock:
    """On the running asyncio loop, whose own clock is the same monotonic one."""

    def __init__(self) -> None:
        """Take the first reading."""
        self._last = self._read()

    def now(self) -> int:
        """Whole ms of the monotonic clock."""
        return time.monotonic_ns() // 1_000_000

    def call_at(self, when: int, callback: Callable[[], None]) -> asyncio.TimerHandle:
        """Call once when ``now()`` has reached ``when`` ms, never earlier."""
        # The loop holds instants as floats and may be a nanosecond early, which would read as a
        # millisecond early; a twentieth of one more keeps it on the right side.
        return asyncio.get_running_loop().call_at((when + 0.05) / 1000, callback)

    def wall(self) -> datetime:
        """The local time of day."""
        return datetime.now().astimezone()

    def slept(self) -> int | None:
        """The last instant (ms of ``now()``) before the computer slept; None if it did not.

        Each sleep is told once, by the first call after it.
        """
        before, self._last = self._last, self._read()
        threshold = _EXACT_MS if _BOOTTIME is not None else _WALL_MS
        return fell_asleep(before, self._last, threshold)

    def _read(self) -> Reading:
        if _BOOTTIME is not None:
            return Reading(self.now(), time.clock_gettime_ns(_BOOTTIME) // 1_000_000)
        return Reading(self.now(), time.time_ns() // 1_000_000)
