"""How much of an exercise: figures, sets, and what stands right behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legtimer.whiteboard.movement_parts import MovementParts
from legtimer.whiteboard.tokens import QUANTITIES, Token

_FEW = 6
"""Up to so many behind an x after a name are sets."""


def take_figure(tokens: Sequence[Token], i: int, found: MovementParts) -> int:
    """Take a figure with an x or the word sets behind it; 0 for another."""
    token = tokens[i]
    following = [*tokens[i + 1 : i + 3], *[Token("", "", 0, 0)] * 2]
    first, second = following[0].kind, following[1].kind
    if first == "times" and second in QUANTITIES and not found.sets:
        found.sets = token.value
        return 2
    if first == "times" and second == "load" and found.load:
        found.asides.append((token.start, following[1].end))
        found.odd.append(token.start)
        return 3
    if first == "times" and second == "load":
        blank = " " if following[1].value == "bodyweight" else ""
        found.load = f"{token.value}x{blank}{following[1].value}"
        return 3
    if first == "sets" and not found.sets:
        found.sets = token.value
        return 3 if second in ("of", "times") else 2
    if first == "times" and found.amount is not None and not found.sets:
        # "hold for 20 seconds, 2 times each leg"
        found.guesses.append(f"{token.value} times as sets")
        found.sets = token.value
        return 3 if second == "each" else 2
    if first == "times" and found.amount is None:
        if token.value in ("2", "3") and not found.name:
            # Perhaps twice as many as of the others.
            found.guesses.append(f"{token.value}x as {token.value}")
        found.amount = token
        return 2
    return 0


def take_times(figure: Token, sets: bool, found: MovementParts) -> int:
    """Take ``x 3``: sets where there is an amount already or few of them, else reps."""
    few = figure.value.isdecimal() and int(figure.value) < _FEW
    if sets or found.amount is not None or few or ("-" in figure.value and found.amount):
        if not sets and found.amount is None:
            found.guesses.append(f"x{figure.value} as {figure.value} sets")
        found.sets = found.sets or figure.value
        return 3 if sets else 2
    found.amount = figure
    return 2


def take_amount(tokens: Sequence[Token], i: int, found: MovementParts, text: str) -> int:
    token = tokens[i]
    following = tokens[i + 1].kind if i + 1 < len(tokens) else ""
    if token.kind == "max" and found.amount is not None and found.amount.kind in ("time", "max"):
        take_most(found)
        return 1
    typed = text[token.start : token.end]
    if token.kind == "time" and re.fullmatch(r"(?:2[5-9]|[3-9]\d|\d{3})['\u2019\u2032]", typed):
        # Perhaps feet.
        found.guesses.append(f"{typed} as minutes")
    if found.amount is None:
        found.amount = token
    elif found.amount.kind == "max":
        found.amount = token
        take_most(found)
    elif token.kind == "max" and " " in typed and "effort" not in typed and _counts_sets(found):
        # "3 holds to failure"
        found.sets, found.amount = found.amount.value, token
        found.guesses.append(f"{found.sets} as {found.sets} sets")
    elif found.amount.kind == token.kind == "figure" and following == "sides":
        # "20 lunges, 10 each leg": the figure beside the sides is the one of a side.
        found.amount = token
    elif (
        token.kind == "figure"
        and found.name
        and not found.name_over
        and (following in ("word", "to") or tokens[i - 1].kind == "to")
    ):
        found.name.append(token)
        return 1
    else:
        found.asides.append((token.start, token.end))
        found.odd.append(token.start)
    if found.amount is token and (both := re.fullmatch(r"(\d+)/\1", token.value)):
        found.amount, found.sides = replace(token, value=both[1]), "side"
        found.guesses.append(f"{token.value} as {both[1]} each side")
    if token.kind == "figure" and following == "sign" and found.amount is token:
        return 1 + _plus(tokens, i, found, text)
    return 2 if following in ("of", "reps") else 1


def _counts_sets(found: MovementParts) -> bool:
    """Whether the figure before a name is so small that it is perhaps one of sets."""
    figure = found.amount.value if found.amount and found.name and not found.sets else ""
    return figure.isdecimal() and int(figure) < _FEW


def _plus(tokens: Sequence[Token], i: int, found: MovementParts, text: str) -> int:
    """Take what follows a figure without a blank: ``5+`` or ``6+6``; returns how many tokens."""
    token, plus, *behind = tokens[i : i + 3]
    if plus.value != "+" or plus.start != token.end:
        return 0
    if behind and behind[0].start == plus.end:
        if (behind[0].kind, behind[0].value) != ("figure", token.value):
            return 0
        found.sides = "side"
        found.guesses.append(f"{text[token.start : behind[0].end]} as {token.value} each side")
        return 2
    found.asides.append((token.start, plus.end))
    found.guesses.append(f"{token.value}+ as {token.value}")
    return 1


def take_most(found: MovementParts) -> None:
    """As many reps as possible in the time."""
    amount = found.amount
    if amount is not None and amount.kind == "time" and not amount.value.endswith(" max"):
        found.amount = replace(amount, value=f"{amount.value} max")
