"""What the athlete is asked for at the start of a workout."""

from __future__ import annotations

from typing import NamedTuple

from legtimer.core.notation import clock


class RangeQuestion(NamedTuple):
    """A range of a workout that the athlete is asked for at the start."""

    key: str
    """Names the range within the workout: ``block[0].sets``."""
    label: str
    """What is asked, such as ``Superset 1: sets``."""
    low: int
    high: int
    unit: str
    """``sets``, ``rounds``, ``ms``, or what one of ``options`` is: ``any`` or ``level``."""
    options: tuple[str, ...] = ()
    """The names of what there is to choose, from 1 on; empty for a range of figures."""
    exercises: tuple[str, ...] = ()
    """The names of the exercises that it is about; empty where it is about the workout."""

    def text(self, value: int) -> str:
        """A choice as the athlete reads it."""
        if self.options:
            return self.options[value - 1]
        return clock(value) if self.unit == "ms" else str(value)
