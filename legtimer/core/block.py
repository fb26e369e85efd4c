"""What every kind of block has in common.

A kind of block is one file in ``legtimer/core/blocks``: a frozen dataclass derived from ``Block``
with a ``kind``, its keys, and ``steps``, which turns them into steps with the words of
``Expansion``. The folder is scanned, so there is nothing to register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from legtimer.core.exercise import Exercise, Span
from legtimer.core.forms import Choice, Duration, Figure, Flag, Text, key
from legtimer.core.reading import Path, Report
from legtimer.core.steps import Step

if TYPE_CHECKING:
    from legtimer.core.expansion import Expansion

TEN_MINUTES = 600_000


@dataclass(frozen=True, slots=True, kw_only=True)
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
    example: ClassVar[Mapping[str, Any]] = {}
    """A good block of this kind as it stands in a file, without ``kind``; new files, the documents
    and the tests are made from it."""

    name: str = key(Text(), help="What the block is called on the screen.", default="")
    note: str = key(Text(), help="Shown with the block.", default="")
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
        Figure(0, 10), help="How many of the last seconds are beeped.", default=None
    )
    halfway: bool | None = key(Flag(), help="Whether half of the time is called.", default=None)

    @property
    def title(self) -> str:
        """What the athlete calls the block."""
        return self.name or self.label

    def exercise_list(self) -> tuple[Exercise, ...]:
        """The exercises of the block; empty for a kind without any."""
        found: tuple[Exercise, ...] = getattr(self, "exercises", ())
        return found

    def check(self, path: Path, report: Report, typed: Mapping[str, object]) -> None:
        """Report what no single key can show: keys that contradict each other.

        Args:
            path: where the block stands.
            report: told of every mistake.
            typed: the table as typed, to tell a key that was given from a default.
        """

    def steps(self, ex: Expansion) -> Iterator[Step]:
        """The steps of the block, in order."""
        raise NotImplementedError


def check_lists(
    block: Block,
    path: Path,
    report: Report,
    typed: Mapping[str, object],
    rounds_key: str,
    *,
    repeats: bool = False,
) -> None:
    """Report lists per round that disagree with each other or with the number of rounds.

    Args:
        block: whose exercises are looked at.
        path: where it stands.
        report: told of every mistake.
        typed: the table as typed.
        rounds_key: the key that gives the number of rounds, or empty.
        repeats: whether the last figure of a list repeats, so that lists may be shorter.
    """
    lengths = {i: exercise.listed for i, exercise in enumerate(block.exercise_list())}
    for i, exercise in enumerate(block.exercise_list()):
        if len(exercise.amounts) > 1 and len(exercise.loads) not in (0, 1, len(exercise.amounts)):
            report.error(
                (*path, "exercises", i),
                f"{len(exercise.amounts)} figures but {len(exercise.loads)} loads",
            )
            return
    longest = max(lengths.values(), default=1)
    if longest == 1 or repeats:
        return
    for i, length in lengths.items():
        if length not in (1, longest):
            report.error(
                (*path, "exercises", i),
                f"a list of {length} where another exercise has one of {longest}; all lists of a "
                "block have the same length",
            )
            return
    if rounds_key and rounds_key in typed:
        span = getattr(block, rounds_key)
        if span is not None and span != Span(longest, longest):
            report.error(
                (*path, rounds_key),
                f"{rounds_key} = {typed[rounds_key]} contradicts the list of {longest} figures, "
                f"which gives the {rounds_key} already",
            )


def check_plain(block: Block, path: Path, report: Report, what: str) -> None:
    """Report keys of exercises that mean nothing where presses only count.

    Args:
        block: whose exercises are looked at.
        path: where it stands.
        report: told of every mistake.
        what: the block in words, such as ``an AMRAP``.
    """
    for i, exercise in enumerate(block.exercise_list()):
        at = (*path, "exercises", i)
        if exercise.cadence:
            report.error(at, f"a cadence cannot be kept in {what}: the athlete sets the pace")
        if exercise.rest is not None:
            report.error(at, f"there are no rests in {what}: its clock runs on")
        if any(amount.ranged for amount in exercise.amounts):
            report.error(at, f"a score needs one figure, not a range, in {what}")
