"""The digits that an athlete types to correct the reps just done."""

from __future__ import annotations

MOST_DIGITS = 6
"""Digits that can be typed: reps go up to 100,000."""
MOST_REPS = 100_000


class DigitEntry:
    """Digits typed so far, and which set they are about."""

    def __init__(self) -> None:
        """Start with none."""
        self.text = ""
        self.refused: int | None = None
        """The number that was too large, until the next digit."""
        self._about: object = None

    def add(self, digit: str, about: object) -> None:
        """Take one more digit.

        Args:
            digit: from 0 to 9.
            about: stands for the set that is corrected.
        """
        if len(self.text) < MOST_DIGITS:
            self.text = str(int(self.text + digit))
        self._about, self.refused = about, None

    def rub_out(self) -> None:
        """Delete the last digit."""
        self.text = self.text[:-1]

    def drop(self) -> None:
        """Delete all digits."""
        self.text, self.refused = "", None

    def keep_for(self, about: object) -> None:
        """Drop the digits if they were meant for another set than this one."""
        if about != self._about:
            self.drop()

    def refuse(self, reps: int) -> None:
        """The number that was taken last was too large."""
        self.refused = reps

    def take(self) -> int:
        """The number that was typed; there are no digits after that."""
        reps, self.text = min(MOST_REPS, int(self.text)), ""
        return reps
