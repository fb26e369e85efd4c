"""How much of what, as far as a sentence or several say it."""

from __future__ import annotations

from dataclasses import dataclass, fields

FIGURES = (
    "amount",
    "sets",
    "rounds",
    "intervals",
    "repeats",
    "rest",
    "between",
    "round_rest",
    "time",
)


@dataclass(frozen=True, slots=True)
class Prescription:
    """What a sentence says of how much; empty for what it does not say."""

    amount: str = ""
    sides: str = ""
    sets: str = ""
    rounds: str = ""
    intervals: str = ""
    """How many times of work, each with a rest: as many as exercises, or rounds."""
    rest: str = ""
    """Between sets."""
    between: str = ""
    """Between exercises."""
    round_rest: str = ""
    repeats: str = ""
    """How often something is repeated that the sentence does not name: an exercise, or all."""
    time: str = ""
    """How long to go on with as many rounds as possible."""
    for_all: bool = False
    """Whether it speaks of several exercises."""
    circuit: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, key) for key in FIGURES)

    def with_more(self, other: Prescription) -> Prescription:
        """This one, with what only the other says."""
        more = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        return Prescription(**more)
