"""What is to be heard, as the interface says it, and which stream has taken what of it.

A plan may be played by two streams at once, one on a device with a long buffer, one on a device
with a short one. Whichever takes a sound first plays it, and the other one passes it over, so that
nothing is heard twice. They run in threads of their own and use no lock: each meeting is a single
operation on a dictionary, or the assignment of an unchangeable value. Instants are nanoseconds of
the monotonic clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from legtimer.audio.schedule import KEPT, STALE, Placed

LONG_OVER: Final = KEPT + STALE
"""ns after which it is forgotten who took a sound."""


class Taken(NamedTuple):
    """A sound that has been given to a device."""

    by: object
    """The stream that plays it."""
    heard: int
    """The instant at which it begins to be heard."""


class Plan:
    """The sounds to be heard."""

    def __init__(self) -> None:
        """A plan with nothing in it."""
        self.entries: tuple[Placed, ...] = ()
        """What is to be heard, in order of the instants; replaced as a whole."""
        self.volume: int = 100
        """0 to 100; 0 when muted."""
        self._taken: dict[Placed, Taken] = {}
        self._cut: dict[Placed, None] = {}

    def take(self, entry: Placed, by: object, heard: int) -> bool:
        """Take a sound, unless it is taken.

        Args:
            entry: the sound.
            by: who wants to play it.
            heard: the instant at which it will begin to be heard.
        """
        mine = Taken(by, heard)
        return self._taken.setdefault(entry, mine) is mine

    def give_back(self, entry: Placed, *, cut: bool = False) -> None:
        """Whoever took a sound won't play it, or no more of it.

        Args:
            entry: the sound.
            cut: whether some of it was heard, and the rest is to follow.
        """
        if cut:
            self._cut[entry] = None
        self._taken.pop(entry, None)

    def taken(self, entry: Placed) -> Taken | None:
        """Who took a sound; None if nobody did."""
        return self._taken.get(entry)

    def is_cut(self, entry: Placed) -> bool:
        """Whether some of a sound was heard already, so that it is to be begun in its midst."""
        return entry in self._cut

    def open(self, now: int) -> Iterator[Placed]:
        """What nobody has taken and is not too late to be heard, in order.

        Args:
            now: the present instant.
        """
        return (
            entry
            for entry in self.entries
            if entry not in self._taken and (entry.due >= now - STALE or entry in self._cut)
        )

    def all_taken(self, by: object) -> list[tuple[Placed, int]]:
        """What one stream took, with the instants at which it is heard."""
        # A copy, since the other threads go on meanwhile.
        return [(entry, one.heard) for entry, one in self._taken.copy().items() if one.by is by]

    def forget(self, now: int) -> None:
        """Let go of what is long over."""
        for entry, one in self._taken.copy().items():
            if now - one.heard > LONG_OVER:
                self._taken.pop(entry, None)
                self._cut.pop(entry, None)
