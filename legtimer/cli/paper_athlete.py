"""An athlete who exists only on paper: presses when the estimated time is over."""

from __future__ import annotations

from legtimer.core.estimate import Pace, amount_ms, step_ms, tally_ms, within_reach
from legtimer.core.session.commands import Command, Press
from legtimer.core.session.view import View
from legtimer.core.steps import Ends
from legtimer.core.steps import PressEffect as Means


class PaperAthlete:
    """Decides when the main key is pressed next."""

    def __init__(self, pace: Pace | None = None) -> None:
        """Take the times that everything needs."""
        self._pace = pace or Pace()
        self._seen: tuple[int, ...] | None = None
        self._since = 0

    def next_press(self, view: View, now: int) -> tuple[int, Command] | None:
        """When this athlete presses next if nothing else happens, and what.

        Args:
            view: the session at ``now``; to be shown after every change.
            now: ms of the session's clock.
        """
        step = view.step
        if step is None:
            return None
        tally = view.tally
        here = (view.number, *((tally.part, tally.round, tally.item) if tally else ()))
        if here != self._seen:
            self._seen, self._since = here, now
        match step.press:
            case Means.COUNT if tally is not None:
                item = tally.items[min(tally.item, len(tally.items)) - 1]
                if item.is_rest:
                    return None
                sides = item.exercise.all_sides
                needed = amount_ms(item.amount, self._pace, sides, item.exercise.name)
            case Means.MADE if tally is not None and step.tally is not None:
                late = step.open_ended and not within_reach(step, self._pace)
                if late or (view.intervals and view.intervals.waiting):
                    return None
                needed = min(tally_ms(step.tally, self._pace), (step.limit or 1000) - 500)
            case _ if step.ends is Ends.ATHLETE:
                needed = step_ms(step, self._pace)
            case _:
                return None
        return self._since + max(needed, 500), Press()
