"""Rest: a rest as a block of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legtimer.core.block import Block
from legtimer.core.exercise import Rest
from legtimer.core.expansion import Expansion
from legtimer.core.forms import RestTime, key
from legtimer.core.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class RestBlock(Block):
    """A rest between blocks."""

    kind = "rest"
    label = "Rest"
    summary = "A rest between blocks."
    example = {"time": "2:00"}

    time: Rest = key(RestTime(), help='How long, or "ready" for until the main key.')

    def steps(self, ex: Expansion) -> Iterator[Step]:
        """The rest."""
        return ex.rest(self.time, ex.place())
