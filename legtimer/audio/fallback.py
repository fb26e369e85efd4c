"""A player, and another one that takes its place if the first one's sound server is not there."""

from __future__ import annotations

from collections.abc import Callable

from legtimer.audio.facts import Facts
from legtimer.audio.player import Player


class FallbackPlayer:
    """Plays by the first player, or by the second one once that has been called for."""

    def __init__(
        self, first: Callable[[Callable[[], None]], Player], second: Callable[[], Player]
    ) -> None:
        """Begin with the first one.

        Args:
            first: makes it, given what to call, in its own thread, if it can't play here.
            second: makes the one that plays then.
        """
        self._second = second
        self._other: Player | None = None
        self._first = first(self._give_up)

    @property
    def trouble(self) -> str | None:
        """Why there is no sound at present."""
        return self._current.trouble

    @property
    def awake(self) -> bool:
        """Whether the device runs at present."""
        return self._current.awake

    @property
    def facts(self) -> Facts | None:
        """What is known of the device; None while there is none."""
        return self._current.facts

    @property
    def slips(self) -> int:
        """How often the device has stood still."""
        return self._current.slips

    def nudge(self) -> None:
        """The plan changed: see whether the device has to run now."""
        self._current.nudge()

    def close(self) -> None:
        """Release the device; nothing is heard after this."""
        # The first one waits for its thread, so that after it the second one is there or never.
        self._first.close()
        if self._other is not None:
            self._other.close()

    @property
    def _current(self) -> Player:
        """Who plays."""
        return self._first if self._other is None else self._other

    def _give_up(self) -> None:
        """The first one can't play here."""
        self._other = self._second()
