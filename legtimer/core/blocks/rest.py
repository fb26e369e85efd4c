"""Rest: a rest as a block of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legtimer.core.better import Better
from legtimer.core.block import Block
from legtimer.core.exercise import Rest
from legtimer.core.expansion import Expansion
from legtimer.core.forms import RestTime
from legtimer.core.keys import key
from legtimer.core.reading import Path, Report
from legtimer.core.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RestBlock(Block):
    """A rest between blocks."""

    kind = "rest"
    label = "Rest"
    summary = "A rest between blocks."
    better = Better.NOTHING
    example = {"time": "2:00"}

    time: Rest = key(RestTime(), help='How long, or "ready" for until the main key.')

    def check(self, path: Path, report: Report, typed: Mapping[str, object]) -> None:
        """A rest takes some time."""
        if self.time.none:
            report.error((*path, "time"), "a rest block without any time; leave the block out")

    def steps(self, ex: Expansion) -> Iterator[Step]:
        """The rest."""
        return ex.rest(self.time, ex.place())
