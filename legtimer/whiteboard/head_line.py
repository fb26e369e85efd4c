"""A line of tokens while it is read as a header, and what is found in it.

Theory of operation. Each rule looks for its words, takes the tokens that it understands, and leaves
the others to the rules after it. What nobody has taken is a name, or exercises behind the header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from legtimer.whiteboard.tokens import QUANTITIES, Token

SECTIONS = {"warm-up": "warm-up", "cool-down": "cool-down", "main": ""}
"""By the phrase at the start of a line: the role of the blocks below it."""
MOST_RANGE = 3
"""From 1 to more than that in brackets are the reps of all rounds, not how many rounds."""

_KEYS = (
    *("time", "rounds", "every", "work", "rest", "between", "cap", "load", "amounts"),
    *("order", "start", "step"),
)


@dataclass(slots=True)
class BlockHeader:
    """How a block is done."""

    kind: str = ""
    """A kind of block, ``rest``, ``""`` for rounds of whatever kind, or ``section``."""
    role: str = ""
    rounds: str = ""
    time: str = ""
    every: str = ""
    work: str = ""
    rest: str = ""
    between: str = ""
    cap: str = ""
    load: str = ""
    amounts: str = ""
    """A list of figures for all exercises."""
    order: str = ""
    start: str = ""
    step: str = ""
    name: str = ""
    note: str = ""
    """Words in it that say nothing of what was read: "for quality"."""
    behind: tuple[Token, ...] = ()
    """What follows in the line, with exercises in it."""
    unread: bool = False
    """Whether there is a figure in the line that says nothing of what was read."""
    guesses: list[str] = field(default_factory=list)

    @property
    def keys(self) -> dict[str, str]:
        """What it says, by keys of the workout format."""
        said = {key: getattr(self, key) for key in _KEYS}
        return {key: value for key, value in said.items() if value}


class HeadLine:
    """The tokens of a line, and which of them are understood."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.taken: set[int] = set()
        self.rest_at = len(tokens)
        """Where the first rest stands."""
        self.found = BlockHeader()

    def at(self, i: int) -> tuple[str, str]:
        """The kind and the value of a token; empty beyond the ends."""
        if not 0 <= i < len(self.tokens):
            return "", ""
        return self.tokens[i].kind, self.tokens[i].value

    def first(self, *kinds: str) -> int | None:
        """The first token of some kinds that nobody has taken."""
        for i, token in enumerate(self.tokens):
            if i not in self.taken and token.kind in kinds:
                return i
        return None

    def in_brackets(self, i: int) -> bool:
        signs = [t.value for t in self.tokens[:i] if t.kind == "sign"]
        return signs.count("(") > signs.count(")")

    def take(self, *places: int) -> None:
        self.taken.update(places)

    def minutes(self, i: int) -> str:
        """A time of the line; a figure beside a place is minutes."""
        j = self.first("time")
        if j is not None and self.at(j + 1)[0] != "rest" and self.at(j - 1)[0] != "rest":
            self.take(j)
            return self.tokens[j].value
        for j in (i + 1, i - 1, i + 2):
            kind, value = self.at(j)
            if j >= i and self.at(j + 1)[0] in ("word", "load"):
                continue
            if kind == "figure" and value.isdecimal() and j not in self.taken:
                if j == i + 2 and self.at(i + 1)[0] not in ("for", "sign", "of", "minute-label"):
                    continue
                self.take(j, j + 1 if self.at(j + 1)[0] == "minute-label" else j)
                return f"{value}:00"
            if kind == "distance" and value.endswith(" m") and value[:-2].isdecimal():
                self.take(j)
                self.found.guesses.append(f"{value} as minutes")
                return f"{value[:-2]}:00"
        return ""

    def count(self) -> str:
        """``x 8``, ``8 rounds``, ``8 sets``; empty for none."""
        for i, token in enumerate(self.tokens):
            if i in self.taken:
                continue
            kind, value = self.at(i + 1)
            if token.kind == "times" and kind == "figure" and i + 1 not in self.taken:
                self.take(i, i + 1)
                if self.at(i + 2)[0] in ("rounds", "sets"):
                    self.take(i + 2)
                return value
            before = (t for n, t in enumerate(self.tokens[:i]) if n not in self.taken)
            own = self.at(i + 2)[1] == "(" and any(t.kind in QUANTITIES for t in before)
            if own or self.at(i + 2)[0] == "cap":
                # "300 m run, 2 rounds (9 dips, 12 squats)", "5 round cap"
                continue
            if token.kind == "figure" and kind in ("rounds", "sets", "times", "intervals"):
                self.take(i, i + 1)
                return token.value
        return ""

    def bracketed_rounds(self) -> None:
        """``(5)`` or ``(5) Press block`` at the start of a line; ``(40) :30`` is every 30 s."""
        if [k for k, _ in map(self.at, range(3))] != ["sign", "figure", "sign"]:
            return
        if self.at(0)[1] != "(" or self.at(2)[1] != ")":
            return
        figure = self.at(1)[1]
        first, _, last = figure.partition("-")
        if first == "1" and len(self.tokens) == 3 and last.isdecimal() and int(last) > MOST_RANGE:
            self.found.amounts = f"1..{last}"
            self.found.guesses.append(f"{figure} as 1, 2, 3 and so on")
        else:
            self.found.rounds = re.sub(r"\|.*(?=\|)|\|", "-", figure).replace("--", "-")
            if "|" in figure:
                self.found.guesses.append(f"{figure} as {self.found.rounds}")
        self.take(0, 1, 2)
