"""The digits that an athlete types to tell or correct the set just done."""

from __future__ import annotations

MOST_DIGITS = 6
"""Digits that can be typed: reps go up to 100,000."""
MOST_REPS = 100_000


class DigitEntry:
    """Digits typed so far, and which set they are about."""

    def __init__(self) -> None:
        """Start with none."""
        self.text = ""
        self.refused: str | None = None
        """The figure that was too large, until the next digit."""
        self._about: object = None

    def add(self, digit: str, about: object) -> None:
        """Take one more digit.

        Args:
            digit: from 0 to 9, or a decimal point or comma, of which there is one at most.
            about: stands for the set that is corrected.
        """
        self._about, self.refused = about, None
        digit = digit.replace(",", ".")
        if len(self.text) >= MOST_DIGITS or (digit == "." and "." in self.text):
            return
        whole, point, decimals = (self.text + digit).partition(".")
        self.text = f"{int(whole or 0)}{point}{decimals}"

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

    def refuse(self, figure: str) -> None:
        """The figure that was taken last was too large."""
        self.refused = figure

    def take(self) -> str:
        """The figure that was typed; there are no digits after that."""
        figure, self.text = self.text, ""
        return str(min(MOST_REPS, int(figure))) if figure.isdecimal() else figure
