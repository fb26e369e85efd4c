"""What is to be heard and when: the plan that is replaced after every press.

The session says what will happen if nobody presses a key, and says it anew after each press. The
schedule turns that into a set of placed sounds in which nothing is doubled and nothing orphaned.
Two rules are enough for that:

- An instant holds one sound. A cue that was planned and then happens is the same entry, and so is a
  cue that two plans in a row hold. It can't be heard twice.
- What has happened stays; what lies ahead is what the latest plan says, nothing else.

The plan is handed on as an unchangeable tuple, so that the thread that feeds the device reads it
without a lock while the interface replaces it. All instants are nanoseconds of one monotonic clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

STALE: Final = 250_000_000
"""ns after which a cue that has not begun to sound is dropped: after a stall there is no burst."""
KEPT: Final = 30_000_000_000
"""ns for which what has happened is remembered; longer than any sound lasts."""


class Placed(NamedTuple):
    """A sound with its instant."""

    due: int
    """ns at which it is to be heard."""
    sound: str
    """Its name."""


class Schedule:
    """The placed sounds: those that happened lately and those that are planned."""

    def __init__(self) -> None:
        """Start with nothing planned."""
        self._happened: dict[int, str] = {}
        self._planned: dict[int, str] = {}

    @property
    def entries(self) -> tuple[Placed, ...]:
        """All sounds in the order of their instants."""
        return tuple(
            Placed(due, sound) for due, sound in sorted((self._happened | self._planned).items())
        )

    def follow(self, upcoming: Iterable[Placed], now: int) -> None:
        """Replace all that lies ahead.

        Args:
            upcoming: what will be due if nobody presses a key.
            now: the present instant, in ns.
        """
        self._pass(now)
        self._planned = {}
        for due, sound in upcoming:
            if due > now:
                self._planned[due] = sound
            else:
                self._take(due, sound, now)

    def say(self, happened: Iterable[Placed], now: int) -> None:
        """Add what has just happened, unless its instant has a sound already.

        Args:
            happened: what just happened.
            now: the present instant, in ns.
        """
        self._pass(now)
        for due, sound in happened:
            self._take(due, sound, now)

    def _take(self, due: int, sound: str, now: int) -> None:
        """Take a sound that is due, if it isn't stale or known."""
        if now - due <= STALE and due not in self._planned:
            self._happened.setdefault(due, sound)

    def _pass(self, now: int) -> None:
        """Move what was planned until now to what has happened, and forget what is long over."""
        for due in [due for due in self._planned if due <= now]:
            self._happened[due] = self._planned.pop(due)
        for due in [due for due in self._happened if now - due > KEPT]:
            del self._happened[due]
