"""The base of all kinds of block.

A kind of block is one file in ``legtimer/core/blocks``: a frozen dataclass derived from ``Block``
with a ``kind``, its keys, and ``steps``, which turns them into steps with the words of
``StepBuilder``. The folder is scanned, so there is nothing to register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, Self

from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import Duration, RestTime
from legtimer.core.exercise import NO_REST, Exercise, Rest
from legtimer.core.fields import key
from legtimer.core.ranking import Ranking
from legtimer.core.scoring import Scoring
from legtimer.core.step_builder import StepBuilder, Surroundings
from legtimer.core.steps import Place, Step
from legtimer.core.value_types import Choice, Flag, FreeText, Name, WholeNumber

TEN_MINUTES = 600_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Block:
    """The base of all kinds of block, with the keys that every kind has."""

    kind: ClassVar[str] = ""
    """The word behind ``kind =``."""
    label: ClassVar[str] = ""
    """What athletes call it; the title of a block without a name."""
    summary: ClassVar[str] = ""
    """One sentence on what it does."""
    word: ClassVar[str] = "round"
    """What one turn of it is called: ``round``, ``set`` or ``interval``."""
    ranking: ClassVar[Ranking] = Ranking.NOTHING
    """What is better for it, for records; every kind says it for itself."""
    scoring: ClassVar[Scoring | None] = None
    """How it is scored; None for a kind that is not."""
    endless: ClassVar[bool] = False
    """Whether its rounds have no end but that of a clock, so that amounts may rise with them."""
    open_scores: ClassVar[frozenset[str]] = frozenset()
    """What of its sets can be the score: ``load``, ``distance``, which the athlete tells."""
    one_load: ClassVar[bool] = False
    """Whether all exercises of a set have one load together."""
    can_be_part: ClassVar[bool] = False
    """Whether it can stand inside scored work, under the clock of that."""
    rounds_key: ClassVar[str] = ""
    """The key that gives the number of rounds, for a kind whose lists have one figure a round."""
    example: ClassVar[Mapping[str, Any]] = {}
    """A good block of this kind as it stands in a file, without ``kind``; new files, the documents
    and the tests are made from it."""

    name: str = key(Name(), help="What the block is called on the screen.", default="")
    note: str = key(FreeText(), help="Shown with the block.", default="")
    rest_after: Rest = key(
        RestTime(),
        default=NO_REST,
        help="The rest after the block, unless the workout ends with it.",
    )
    role: str = key(
        Choice("main", "warm-up", "cool-down"), help="What the block is for.", default="main"
    )
    get_set: int | None = key(
        Duration(0, TEN_MINUTES),
        default=None,
        help="Time to get into position before timed work that follows a press.",
    )
    switch: int | None = key(Duration(0, TEN_MINUTES), help="Time to change sides.", default=None)
    countdown: int | None = key(
        WholeNumber(0, 10), help="How many of the last seconds are beeped.", default=None
    )
    halfway: bool | None = key(Flag(), help="Whether half of the time is called.", default=None)

    def __repr__(self) -> str:
        """The kind and the title: enough to tell blocks apart in a trace."""
        return f"<{self.kind} {self.title!r}>"

    @property
    def title(self) -> str:
        """What the athlete calls the block."""
        return self.name or self.label

    @property
    def turn_word(self) -> str:
        """What one turn of this block is called."""
        return self.word

    def exercise_list(self) -> tuple[Exercise, ...]:
        """The exercises of the block; empty for a kind without any."""
        found: tuple[Exercise, ...] = getattr(self, "exercises", ())
        return found

    def inner_blocks(self) -> tuple[Block, ...]:
        """The blocks inside this one; empty for a kind without any."""
        found: tuple[Block, ...] = getattr(self, "block", ())
        return found

    def with_inner_blocks(self, blocks: tuple[Block, ...]) -> Self:
        """The same block with other blocks inside; only for a kind that has some."""
        return replace(self, block=blocks)  # type: ignore[call-arg]

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """Report what no single key can show: keys that contradict each other.

        Args:
            path: where the block stands.
            report: told of every mistake.
            typed: the table as typed, to tell a key that was given from a default.
        """

    def completed(self) -> Self:
        """The block with what its own keys say of its exercises; only for good blocks."""
        return self

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        """The steps of the block, in order."""
        raise NotImplementedError

    def expand(self, around: Surroundings) -> Iterator[Step]:
        """The steps of the block where it stands."""
        own = {
            name: value
            for name in ("switch", "get_set", "countdown")
            if (value := getattr(self, name)) is not None
        }
        if self.halfway is not None:
            own["halfway_from"] = 0 if self.halfway else None
        here = partial(
            Place,
            block=around.block,
            path=around.path,
            title=self.title,
            kind=self.kind,
            role=self.role,
            passes=around.passes,
            word=self.turn_word,
            note=self.note or around.note,
        )
        builder = StepBuilder(
            around=around,
            defaults=around.defaults._replace(**own),
            here=here,
            exercise_list=self.exercise_list(),
            scoring=self.scoring,
            choice=around.choice,
        )
        empty = True
        for step in self.steps(builder):
            empty = False
            yield step
        if not empty:
            builder.choice = around.choice
            for step in builder.rest(self.rest_after, builder.place()):
                yield replace(step, rest_after=True)


def interval_word(every: int) -> str:
    """What athletes call an interval of so many ms."""
    return "minute" if every == 60_000 else "interval"
