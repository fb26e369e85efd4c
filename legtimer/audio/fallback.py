"""The player ``auto``: a tape on a sound server, and another player while there is no server.

The player looks for the server all the while. When the server comes, it takes over from the other
player; when it goes after that, the player waits for it, since whatever plays past it would keep it
from its device. A server that is there but does not play is given up for good after some attempts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

from legtimer.audio.player import DeviceError, DeviceInfo, PlaybackRequest, Player
from legtimer.audio.player_thread import NO_DEVICE
from legtimer.audio.players import choose_player, refusal
from legtimer.audio.pulse.pulseaudio import PulseAudio
from legtimer.audio.pulse.tape_player import ServerFinder, TapePlayer

ATTEMPTS: Final = 2
"""How many tapes a server may leave standing."""
_NATIVE: Final = ("darwin", "win32")
"""Systems with a sound of their own, on which nobody has a server of PulseAudio's or PipeWire's."""


def auto_player(request: PlaybackRequest) -> Player:
    """A player on PulseAudio's or PipeWire's server, and miniaudio while there is none.

    Where miniaudio is not installed, simpleaudio takes its place if it is there.
    """
    other = "miniaudio"
    if refusal("miniaudio") is not None and refusal("simpleaudio") is None:
        other = "simpleaudio"
    if sys.platform in _NATIVE:
        return choose_player(other)(request)
    return FallbackPlayer(request, PulseAudio, choose_player(other))


class FallbackPlayer:
    """Plays on a tape, or by another player."""

    def __init__(
        self,
        request: PlaybackRequest,
        finder: ServerFinder,
        other: Callable[[PlaybackRequest], Player],
    ) -> None:
        """Begin to look for a server, without waiting for it.

        Args:
            request: what to play.
            finder: finds the server.
            other: makes the player that plays as long as there was none.
        """
        self._request = request
        self._finder = finder
        self._make_other = other
        self._other: Player | None = None
        self._found = False
        self._closed = False
        self._failed_starts: Callable[[], int] = lambda: 0
        self._tape = tape = TapePlayer(request, self._find)
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
        other = self._other
        return self._tape if other is None else other

    def _find(self, on_change: Callable[[], None]) -> PulseAudio:
        """Find the server; called by the thread of the tape's player."""
        useless = self._failed_starts() >= ATTEMPTS
        try:
            if useless:
                raise DeviceError(NO_DEVICE)
            server = self._finder(on_change)
        except DeviceError:
            if (useless or not self._found) and not (self._closed or self._other):
                self._other = self._make_other(self._request)
            raise
        self._found = True
        other, self._other = self._other, None
        if other is not None:
            other.close()
            # Not every player says what it has played; what is due by now is over.
            queue, now = self._request.queue, time.monotonic_ns()
            for entry in queue.entries:
                if entry.due <= now and queue.position_of(entry) is None:
                    queue.take(entry, entry.due, 0)
        return server
