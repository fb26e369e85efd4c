"""The digits that an athlete types to tell or correct the set just done."""

from __future__ import annotations

from legtimer.core.session.view import View
from legtimer.tui.text.last_set import adjustable

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
        self._chosen: tuple[int, int] | None = None
        """In which step which record was chosen, by its number."""

    def look_at(self, view: View) -> View:
        """The view with the chosen set as its target; digits meant for another set are dropped."""
        if self._chosen is not None:
            step, number = self._chosen
            chosen = [one for one in view.correctables if one.number == number]
            if step == view.number and chosen:
                view = view._replace(target=chosen[0])
            else:
                self._chosen = None
        if _corrected(view) != self._about:
            self.drop()
        return view

    def choose(self, view: View, number: int) -> None:
        """From now on, and until the step ends, all is about the record of this number."""
        self.drop()
        self._chosen = view.number, number

    @property
    def chosen(self) -> bool:
        """Whether another set than the one that is asked for was chosen."""
        return self._chosen is not None

    def adjusts(self, view: View) -> bool:
        """Whether + and - tell the reps of a range now."""
        target = view.target
        if target is None or not adjustable(view):
            return False
        return target.record.needs_reps or self._chosen == (view.number, target.number)

    def add(self, digit: str, view: View) -> None:
        """Take one more digit.

        Args:
            digit: from 0 to 9, or a decimal point or comma, of which there is one at most.
            view: its target is what is corrected.
        """
        self._about, self.refused = _corrected(view), None
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

    def accept(self) -> None:
        """What was taken last counts; what is typed next is about the set that is asked for."""
        self._chosen = None

    def take(self) -> str:
        """The figure that was typed; there are no digits after that."""
        figure, self.text = self.text, ""
        return str(min(MOST_REPS, int(figure))) if figure.isdecimal() else figure


def _corrected(view: View) -> object:
    """What stands for the set that typed digits are about."""
    target = view.target
    if target is None:
        return None
    return view.asks, target.number, target.under_way, target.record.began, view.decimal
