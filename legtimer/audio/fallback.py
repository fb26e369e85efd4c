"""A tape on a sound server, and another player as long as there is no such server.

The server is looked for all the while. When it comes, it takes over from the other player; when it
goes after that, it is waited for, since whatever plays past it would keep it from its device. One
that is there but does not play is given up for good after some attempts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from legtimer.audio.callback.stream import Stream
from legtimer.audio.device_info import DeviceInfo
from legtimer.audio.player import DeviceError, Player
from legtimer.audio.player_thread import NO_DEVICE
from legtimer.audio.pulse.tape_player import Finder, SoundServer, TapePlayer

ATTEMPTS: Final = 2
"""How many tapes a server may leave standing."""


class FallbackPlayer:
    """Plays a stream on a tape, or by another player."""

    def __init__(self, stream: Stream, finder: Finder, other: Callable[[Stream], Player]) -> None:
        """Begin to look for a server, without waiting for it.

        Args:
            stream: what to play.
            finder: finds the server.
            other: makes the player that plays as long as there was none.
        """
        self._stream = stream
        self._finder = finder
        self._make_other = other
        self._other: Player | None = None
        self._found = False
        self._closed = False
        self._failed_starts: Callable[[], int] = lambda: 0
        self._tape = tape = TapePlayer(stream, self._find)
        # Its thread may have begun to look before it has a name here.
        self._failed_starts = lambda: tape.failed_starts

    @property
    def error(self) -> str | None:
        """Why there is no sound at present."""
        return self._current.error

    @property
    def running(self) -> bool:
        """Whether the device runs at present."""
        return self._current.running

    @property
    def info(self) -> DeviceInfo | None:
        """What is known of the device; None while there is none."""
        return self._current.info

    @property
    def underruns(self) -> int:
        """How often the device has stood still."""
        return self._current.underruns

    def wake(self) -> None:
        """The plan changed: see whether the device has to run now."""
        self._current.wake()

    def close(self) -> None:
        """Release the device; nothing is heard after this."""
        # Its thread may be just about to make the other one.
        self._closed = True
        self._tape.close()
        if (other := self._other) is not None:
            other.close()

    @property
    def _current(self) -> Player:
        """Who plays."""
        other = self._other
        return self._tape if other is None else other

    def _find(self, on_change: Callable[[], None]) -> SoundServer:
        """Find the server; called by the thread of the tape's player."""
        useless = self._failed_starts() >= ATTEMPTS
        try:
            if useless:
                raise DeviceError(NO_DEVICE)
            server = self._finder(on_change)
        except DeviceError:
            if (useless or not self._found) and not (self._closed or self._other):
                self._other = self._make_other(self._stream)
            raise
        self._found = True
        other, self._other = self._other, None
        if other is not None:
            other.close()
            # Not every player says what it has played; what is due by now is over.
            plan, now = self._stream.plan, time.monotonic_ns()
            for entry in plan.entries:
                if entry.due <= now and plan.taken(entry) is None:
                    plan.take(entry, entry.due, 0)
        return server
