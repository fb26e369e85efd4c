"""Rest: a rest as a block of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.block import Block
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import RestTime
from legtimer.core.exercise import Rest
from legtimer.core.fields import key
from legtimer.core.ranking import Ranking
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RestBlock(Block):
    """A rest between blocks."""

    kind = "rest"
    label = "Rest"
    summary = "A rest between blocks."
    ranking = Ranking.NOTHING
    can_be_part = True
    example = {"time": "2:00"}

    time: Rest = key(RestTime(), help='How long, or "ready" for until the main key.')

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """A rest takes some time."""
        if self.time.none:
            report.error((*path, "time"), "a rest block without any time; leave the block out")
        if not self.rest_after.none:
            report.error((*path, "rest-after"), "a rest after a rest: make its time longer")

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        return builder.rest(self.time, builder.place())
