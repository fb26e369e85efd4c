"""What is to be heard and when: the plan that is replaced after every press, and its queue.

The session says what will happen if nobody presses a key, and says it anew after each press. The
schedule turns that into a set of placed sounds in which nothing is doubled and nothing orphaned.
Two rules are enough for that:

- An instant holds one sound. A cue that was planned and then happens is the same entry, and so is a
  cue that two plans in a row hold. It can't be heard twice.
- What has happened stays; what lies ahead is what the latest plan says, nothing else.

The player reads the plan from a ``PlaybackQueue``, as an unchangeable tuple that the interface
replaces as a whole. All instants are nanoseconds of one monotonic clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from legtimer.audio.instants import SECOND

STALE: Final = 250_000_000
"""ns after which a cue that has not begun to sound is dropped: after a stall there is no burst."""
KEPT: Final = 30_000_000_000
"""ns for which what has happened is remembered; longer than any sound lasts."""
_FORGOTTEN_AFTER: Final = KEPT + STALE
"""ns after which it is forgotten that a sound was taken."""


class ScheduledSound(NamedTuple):
    """A sound with its instant."""

    due: int
    """ns at which it is to be heard."""
    sound: str


class Schedule:
    """The placed sounds: those that happened lately and those that are planned."""

    def __init__(self) -> None:
        self._happened: dict[int, str] = {}
        self._planned: dict[int, str] = {}

    @property
    def entries(self) -> tuple[ScheduledSound, ...]:
        """All sounds in the order of their instants."""
        return tuple(
            ScheduledSound(due, sound)
            for due, sound in sorted((self._happened | self._planned).items())
        )

    def replace(self, upcoming: Iterable[ScheduledSound], now: int) -> None:
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

    def add(self, happened: Iterable[ScheduledSound], now: int) -> None:
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


class DevicePosition(NamedTuple):
    """A sound that has been handed to a device."""

    heard: int
    """The instant at which it begins to be heard."""
    frame: int
    """Of the device, at which it begins."""


class PlaybackQueue:
    """What a player reads: the sounds to be heard, the volume, and which sounds it has taken.

    The interface and the player's thread meet here without a lock: each meeting is a single
    operation on a dictionary, or the assignment of an unchangeable value.
    """

    def __init__(self) -> None:
        self.entries: tuple[ScheduledSound, ...] = ()
        """What is to be heard, in order of the instants; replaced as a whole."""
        self.volume: int = 100
        """0 to 100; 0 when muted."""
        self._taken: dict[ScheduledSound, DevicePosition] = {}

    def take(self, entry: ScheduledSound, heard: int, frame: int) -> None:
        """Take a sound: it is handed to a device.

        Args:
            entry: the sound.
            heard: the instant at which it will begin to be heard.
            frame: of the device, at which it begins.
        """
        self._taken[entry] = DevicePosition(heard, frame)

    def give_back(self, entry: ScheduledSound) -> None:
        """What was taken will not be heard."""
        self._taken.pop(entry, None)

    def give_back_after(self, now: int) -> None:
        """Nothing that was to be heard after an instant will be."""
        for entry, taken in self._taken.copy().items():
            if taken.heard > now:
                self.give_back(entry)

    def position_of(self, entry: ScheduledSound) -> DevicePosition | None:
        """What became of a sound; None if nobody has taken it."""
        return self._taken.get(entry)

    def open(self, now: int) -> Iterator[ScheduledSound]:
        """What nobody has taken and is not too late to be heard, in order.

        Args:
            now: the present instant.
        """
        return (
            entry for entry in self.entries if entry.due >= now - STALE and entry not in self._taken
        )

    def take_before(
        self, last: int, frame_of: Callable[[ScheduledSound], int], first: int, rate: int, now: int
    ) -> Iterator[tuple[ScheduledSound, int]]:
        """Take what begins before a frame; yields what is not too late to be heard, with its frame.

        Args:
            last: the frame before which it begins.
            frame_of: at which frame a sound begins.
            first: the first frame that can still be played; what is due before begins there.
            rate: frames per second.
            now: the present instant.
        """
        for entry in self.entries:
            if entry in self._taken:
                continue
            frame = frame_of(entry)
            if frame >= last:
                break
            late = max(0, first - frame) * SECOND // rate
            frame = max(frame, first)
            self.take(entry, entry.due + late, frame)
            if now - entry.due <= STALE:
                yield entry, frame

    def forget(self, now: int) -> None:
        """Let go of what is long over."""
        for entry, taken in self._taken.copy().items():
            if now - taken.heard > _FORGOTTEN_AFTER:
                self.give_back(entry)
