"""Which presses of the main key count: a double press and a key that is held down are one press.

Theory of operation. A keyboard or a pedal repeats a key that is held: once after 0.25 to 0.7 s, and
then every 25 to 100 ms. So a press counts only after a while without any, and the repeats in quick
succession count nothing. The first repeat comes as late as a second press may come; only the ones
behind it show what it was, and then it is taken back.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

DOUBLE_PRESS: Final = 300
"""Ms since the press before, whether it counted or not, within which one is the same press.

Journals are replayed by this rule: one that was written by another value may not replay.
"""
JUST_CHANGED: Final = 400
"""Ms after a step changed by itself within which a press was meant for the step before."""
REPEAT_DELAY: Final = 700
"""Ms after which a key that is held repeats, at most (X11 has 660, desktops 250 to 600)."""
REPEAT_RATE: Final = range(15, 120)
"""Ms from one repeat to the next one (25 to 40 on desktops, 92 on the Linux console)."""


class PressMeaning(Enum):
    """What a press is."""

    COUNTS = auto()
    IGNORED = auto()
    HELD = auto()
    """It repeats a key that is held, and so did the last one that counted."""


class PressGuard:
    """Remembers the presses that it takes to tell."""

    def __init__(self) -> None:
        """No press was received."""
        self._received: int | None = None
        self._repeats = 0
        self._doubtful = False
        """Whether the last press that counted may have been the first repeat."""

    def started(self, now: int) -> None:
        """A key started the session, which is no press yet."""
        self._received = now

    def refused(self) -> None:
        """The last press did nothing, so there is nothing to take back."""
        self._doubtful = False

    def receive(self, now: int, changed: int | None) -> PressMeaning:
        """Judge a press.

        Args:
            now: its instant, in ms.
            changed: when a step changed by itself the last time; None for never.
        """
        since = None if self._received is None else now - self._received
        self._received = now
        if since is None or since >= DOUBLE_PRESS:
            self._repeats = 0
            if changed is not None and now - changed < JUST_CHANGED:
                self._doubtful = False
                return PressMeaning.IGNORED
            self._doubtful = since is not None and since <= REPEAT_DELAY
            return PressMeaning.COUNTS
        self._repeats = self._repeats + 1 if since in REPEAT_RATE else 0
        if self._repeats < 2 or not self._doubtful:
            return PressMeaning.IGNORED
        self._doubtful = False
        return PressMeaning.HELD
