"""The weights that an athlete owns, and what can be lifted with them.

A load is made smaller until it can be put together: from a rack of single weights (kettlebells,
dumbbells, bands), or from a bar and pairs of plates. All weights are in kg or lb as they are
typed; a unit is never turned into the other one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from legtimer.core.exercise import Load, LoadUnit

_FINE: Final = 1000
"""Weights are summed up in thousandths, so that 1.25 and 0.5 have no errors."""


class OwnedLoads:
    """What an athlete can lift in one exercise."""

    def __init__(self, plates: dict[float, str], unit: LoadUnit) -> None:
        """Take the loads.

        Args:
            plates: the loads, each with what it is put together from; empty for one piece.
            unit: kg or lb.
        """
        self.unit = unit
        self._plates = plates

    @cached_property
    def loads(self) -> tuple[float, ...]:
        """All of them, the lightest first."""
        return tuple(sorted(self._plates))

    def at_most(self, value: float) -> float | None:
        """The heaviest that is not heavier; None if all are."""
        return max((load for load in self.loads if load <= value + 1e-6), default=None)

    def above(self, value: float) -> float | None:
        """The lightest that is heavier; None if none is."""
        return min((load for load in self.loads if load > value + 1e-6), default=None)

    def plates_text(self, value: float) -> str:
        """What a load consists of: ``20 kg bar + 2 x 10 + 2 x 2.5``; empty for one piece."""
        return self._plates.get(value, "")


class Equipment(NamedTuple):
    """The weights that an athlete owns; each figure is one piece, and one of ``plates`` a pair."""

    kettlebells: tuple[Load, ...] = ()
    dumbbells: tuple[Load, ...] = ()
    bands: tuple[Load, ...] = ()
    bar: Load | None = None
    plates: tuple[Load, ...] = ()

    @property
    def usual(self) -> Load:
        """A load in the unit of these weights, for an exercise that has none yet."""
        bar = () if self.bar is None else (self.bar,)
        weights = (*bar, *self.kettlebells, *self.dumbbells, *self.bands)
        return Load(weights[0].unit if weights else LoadUnit.KG, 0.0)

    def for_exercise(self, words: Sequence[str], load: Load) -> OwnedLoads | None:
        """What can be lifted in an exercise.

        Args:
            words: its equipment and its name: ``kettlebell``, ``barbell or dumbbells``.
            load: what it is done with, for its unit and the number of pieces.

        Returns:
            The loads; None where nothing is known of such equipment, so that any load can be had.
        """
        text = " ".join(words).lower()
        for word, owned in (
            ("kettlebell", self.kettlebells),
            ("barbell", self._barbell(load.unit) if load.pieces == 1 else None),
            ("dumbbell", self.dumbbells),
            ("band", self.bands),
        ):
            if word not in text or not owned:
                continue
            if isinstance(owned, OwnedLoads):
                return owned
            counts = Counter(one.value for one in owned if one.unit is load.unit)
            enough = {value: "" for value, count in counts.items() if count >= load.pieces}
            if enough:
                return OwnedLoads(enough, load.unit)
        return None

    def _barbell(self, unit: LoadUnit) -> OwnedLoads | None:
        if self.bar is None or self.bar.unit is not unit:
            return None
        sums: dict[int, tuple[float, ...]] = {0: ()}
        for plate in sorted((p.value for p in self.plates if p.unit is unit), reverse=True):
            more = {
                total + round(2 * plate * _FINE): (*used, plate) for total, used in sums.items()
            }
            # The combination with the fewest plates stays.
            for total, used in more.items():
                if total not in sums or len(used) < len(sums[total]):
                    sums[total] = used
        plates = {
            self.bar.value + total / _FINE: _bar_text(self.bar, used)
            for total, used in sums.items()
        }
        return OwnedLoads(plates, unit)


def _bar_text(bar: Load, used: tuple[float, ...]) -> str:
    pairs = Counter(used)
    plates = (f"{2 * count} x {value:g}" for value, count in pairs.items())
    return " + ".join(chain((f"{bar.text} bar",), plates))
