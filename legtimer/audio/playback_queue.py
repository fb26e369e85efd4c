"""What is to be heard, as the interface says it, and when that which was handed out is heard.

Two threads meet here without a lock: each meeting is a single operation on a dictionary, or the
assignment of an unchangeable value. Instants are nanoseconds of the monotonic clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from legtimer.audio.schedule import KEPT, STALE, Placed

LONG_OVER: Final = KEPT + STALE
"""ns after which it is forgotten that a sound was taken."""


class Taken(NamedTuple):
    """A sound that has been handed to a device."""

    heard: int
    """The instant at which it begins to be heard."""
    frame: int
    """Of the device, at which it begins."""


class PlaybackQueue:
    """The sounds to be heard."""

    def __init__(self) -> None:
        """A plan with nothing in it."""
        self.entries: tuple[Placed, ...] = ()
        """What is to be heard, in order of the instants; replaced as a whole."""
        self.volume: int = 100
        """0 to 100; 0 when muted."""
        self._taken: dict[Placed, Taken] = {}

    def take(self, entry: Placed, heard: int, frame: int) -> None:
        """Take a sound: it is handed to a device.

        Args:
            entry: the sound.
            heard: the instant at which it will begin to be heard.
            frame: of the device, at which it begins.
        """
        self._taken[entry] = Taken(heard, frame)

    def give_back(self, entry: Placed) -> None:
        """What was taken will not be heard."""
        self._taken.pop(entry, None)

    def give_back_after(self, now: int) -> None:
        """Nothing that was to be heard after an instant will be."""
        for entry, taken in self._taken.copy().items():
            if taken.heard > now:
                self.give_back(entry)

    def taken(self, entry: Placed) -> Taken | None:
        """What became of a sound; None if nobody has taken it."""
        return self._taken.get(entry)

    def open(self, now: int) -> Iterator[Placed]:
        """What nobody has taken and is not too late to be heard, in order.

        Args:
            now: the present instant.
        """
        return (
            entry for entry in self.entries if entry.due >= now - STALE and entry not in self._taken
        )

    def forget(self, now: int) -> None:
        """Let go of what is long over."""
        for entry, taken in self._taken.copy().items():
            if now - taken.heard > LONG_OVER:
                self.give_back(entry)
