"""Repeat: blocks inside a block, done several times over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legtimer.core.block import Block
from legtimer.core.block_parser import Blocks
from legtimer.core.duration_types import RestTime
from legtimer.core.exercise import NO_REST, Rest, Span
from legtimer.core.fields import key
from legtimer.core.ranking import Ranking
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step
from legtimer.core.value_types import Count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Repeat(Block):
    """Blocks inside a block, done several times over."""

    kind = "repeat"
    label = "Repeat"
    summary = "Blocks inside a block, done several times over."
    ranking = Ranking.NOTHING
    example = {
        "rounds": 2,
        "rest": "2:00",
        "block": [
            {"kind": "circuit", "rounds": 2, "exercises": ["10 Push-up", "0:30 Plank"]},
            {"kind": "amrap", "time": "4:00", "exercises": ["10 Squat", "10 Sit-up"]},
        ],
    }

    rounds: Span = key(Count(), help="How many times.")
    rest: Rest | None = key(RestTime(), help="The rest after each time but the last.", default=None)
    block: tuple[Block, ...] = key(Blocks(), help="The blocks that are repeated.")

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        rounds = builder.chosen("rounds", self.rounds)
        for turn in range(rounds):
            empty = True
            for number, block in enumerate(self.block):
                for step in block.expand(builder.within(number, (turn + 1, rounds))):
                    empty = False
                    yield step
            if empty:
                # Everything inside is left out today: further passes would be as empty.
                return
            if turn + 1 < rounds:
                yield from builder.rest(self.rest or NO_REST, builder.place(turn + 1, rounds))
