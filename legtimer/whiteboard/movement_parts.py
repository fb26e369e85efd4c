"""What is found in a line that says what is done, and what of it is a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from legtimer.whiteboard.tokens import QUANTITIES, Token

ON_CONDITION = "each time, although the text names a condition"
"""The guess for what is done only if something is so."""
_ROUND_NOTES = " -,.;:"
"""Signs around a note that are left out."""


_MEANT = QUANTITIES | {"load", "sides", "rest", "alternating", "maximum", "size", "sets", "or"}
"""Kinds of token that say how an exercise is done."""


@dataclass(slots=True)
class MovementParts:
    """What of an exercise was found so far in its line."""

    amount: Token | None = None
    sides: str = ""
    alternating: bool = False
    load: str = ""
    sets: str = ""
    rest: str = ""
    every: str = ""
    name: list[Token] = field(default_factory=list)
    name_over: bool = False
    asides: list[tuple[int, int]] = field(default_factory=list)
    """Where in the line stands what is a note."""
    odd: list[int] = field(default_factory=list)
    """Where figures and loads begin that are kept as a note."""
    guesses: list[str] = field(default_factory=list)

    def notes(self, text: str) -> list[str]:
        """The notes; a figure or a load in one is a guess."""
        found = []
        for start, end in _together(self.asides, text):
            note = text[start:end].strip(_ROUND_NOTES)
            found.append(note)
            if any(start <= odd < end for odd in self.odd):
                self.guesses.append(f"{note} as a note")
        return found


def _compare(total: Sequence[Token], inside: Sequence[Token], found: MovementParts) -> None:
    """Mark a figure of a side that is not half of the figure beside it: "20 (20 each leg)"."""
    side, both = (
        next((t.value for t in tokens if t.kind == "figure"), "") for tokens in (inside, total)
    )
    if side.isdecimal() and both.isdecimal() and 2 * int(side) != int(both):
        sides = next(t.value for t in inside if t.kind == "sides")
        found.guesses.append(f"{side} each {sides}, beside {both}")


def _together(asides: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Places in a text, where those are one that have nothing but signs between them."""
    found: list[tuple[int, int]] = []
    for start, end in asides:
        if not any(letter.isalnum() for letter in text[start:end]):
            continue
        if found and start >= found[-1][1] and not text[found[-1][1] : start].strip(" ,-/"):
            start = found.pop()[0]  # noqa: PLW2901
        found.append((start, end))
    return found


def without_brackets(tokens: list[Token], text: str, found: MovementParts) -> list[Token]:
    """The tokens without brackets: quantities in them stand beside the others, words are a note."""
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind != "sign" or token.value not in "([":
            kept.append(token)
            i += 1
            continue
        close = next(
            (n for n in range(i + 1, len(tokens)) if tokens[n].value in (")", "]")), len(tokens)
        )
        inside = tokens[i + 1 : close]
        # "(hold for 20 seconds)"
        inside = inside[len(inside) > 1 and inside[0].kind == "do" :]
        plain = all(
            t.kind not in ("word", "add", "if", "do") and (t.kind != "sign" or t.value in "/@x,+")
            for t in inside
        )
        plain = plain and any(t.kind in _MEANT for t in inside)
        if inside and all(t.kind in ("reps", "for") for t in inside):
            pass
        elif inside and plain:
            if any(t.kind == "rest" for t in inside):
                kept += inside
            elif any(t.kind in QUANTITIES for t in inside) and any(
                t.kind in QUANTITIES for t in kept
            ):
                if any(t.kind == "sides" for t in inside):
                    # "20 lunges (10 per side)": the sides and their figure count.
                    _compare(kept, inside, found)
                    kept = [t for t in kept if t.kind not in QUANTITIES]
                    kept = [*inside, *kept]
                elif any(t.kind == "load" for t in inside):
                    kept += inside
                else:
                    found.asides.append((inside[0].start, inside[-1].end))
            else:
                kept += inside
        elif inside:
            found.asides.append(
                (
                    tokens[i + 1].start,
                    tokens[close].start if close < len(tokens) else inside[-1].end,
                )
            )
            if inside[0].kind == "if":
                found.guesses.append(ON_CONDITION)
        i = close + 1
    return kept
