"""Plain values about past sessions, as the screens show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

LastSets = Mapping[tuple[object, ...], str]
"""``12 @ 16 kg``, by ``Step.key``."""


class PriorResults(NamedTuple):
    """How a workout went before; each text is empty where there is nothing to say."""

    last: str = ""
    """When it was done last and how it went: ``3 Mar: 7 + 10``."""
    best: str = ""
    """The best so far: ``7 + 23 (12 Jan)``."""


NO_PRIOR_RESULTS: Final = PriorResults()
"""It was never done."""


class TrainingSummary(NamedTuple):
    """What the list of workouts says of one that was done before."""

    times: int
    """How often."""
    last: datetime
    """When the last time began, in the athlete's time of day then."""
    best: str = ""
    """The best score of its first scored block; empty without one."""


BlockPass = tuple[str, tuple[tuple[int, int], ...]]
"""Where a scored block stands: the path of its ``Place`` and its passes."""


class BestPace(NamedTuple):
    """The athlete's own best of a scored block."""

    text: str
    """Its score: ``7 + 23``, ``8:41``."""
    rounds: int
    reps: int
    """Beyond the complete rounds."""
    splits: tuple[int, ...]
    """Ms of each complete round."""
