"""How long a device's buffer is, and when it is opened anew: decisions only, with time as argument.

A short buffer answers a press at once and lets a cue be cancelled late. A machine that can't keep
up makes the device stand still, and then the buffer has to grow. To grow, the device is opened
anew, and that takes a moment in which nothing sounds. A long quiet is best; a workout whose
metronome never leaves one gets it between two of its sounds, before it has spoiled more of them
than the opening can.

What a longer buffer holds has left our hands earlier. A cue that a press cancels is then kept from
sounding by closing the device, which drops what it holds. A device that plays to its end instead
must keep its short buffer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

MS: Final = 1_000_000
SECOND: Final = 1_000 * MS
BUFFERS: Final = (50, 200)
"""ms per request of a device, of which it holds two: one after the other, as the machine turns out
not to keep up. Lengths between these were measured to slip nearly as often as the first."""
SLIPS: Final = 2
"""How often a device may stand still within ``SLIPS_WITHIN`` before its buffer grows."""
SLIPS_WITHIN: Final = 60 * SECOND
QUIET: Final = 3 * SECOND // 2
"""ns without sound in which a device is opened anew unheard."""
BRIEF: Final = SECOND // 4
"""ns without sound that have to be enough where a workout leaves no more."""
PATIENCE: Final = 2 * SECOND
"""ns to wait for a long quiet."""
LAST: Final = 6 * SECOND
"""ns to wait for a brief one; what slips until then spoils more than a reopened device does."""
REVOCABLE: Final = 50 * MS
"""ns per request up to which a cue due in 100 ms has not left our hands."""


class Buffering:
    """The length of a device's buffer."""

    def __init__(self, buffers: Sequence[int] = BUFFERS) -> None:
        """Begin with the first length.

        Args:
            buffers: ms per request, each longer than the one before.
        """
        self._buffers = list(buffers)
        self._slips: list[int] = []
        self._seen = 0
        self._wanted_since: int | None = None

    @property
    def buffer(self) -> int:
        """Ms per request of the device."""
        return self._buffers[0]

    @property
    def pending(self) -> bool:
        """Whether the device is to get a longer buffer as soon as there is a moment for it."""
        return self._wanted_since is not None

    def due(self, now: int, slips: int, quiet: int) -> bool:
        """Whether the device has to be opened anew now, with a longer buffer.

        Args:
            now: the present instant, in ns.
            slips: how often the device has stood still since the beginning.
            quiet: ns from now on in which nothing is heard.
        """
        self._slips += [now] * (slips - self._seen)
        self._seen = slips
        self._slips = [at for at in self._slips if now - at < SLIPS_WITHIN]
        if self._wanted_since is None:
            if len(self._slips) < SLIPS or len(self._buffers) == 1:
                return False
            self._wanted_since = now
        waited = now - self._wanted_since
        return (
            quiet >= QUIET
            or (waited >= PATIENCE and quiet >= BRIEF)
            or (waited >= LAST and quiet > 0)
        )

    def grow(self) -> None:
        """Go on to the next length."""
        self._buffers.pop(0)
        self._slips.clear()
        self._wanted_since = None
