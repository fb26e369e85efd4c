"""Tokens that are one figure over blanks: a range, a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legtimer.whiteboard.figures import clock_text
from legtimer.whiteboard.tokens import Token


def joined_figures(tokens: list[Token]) -> list[Token]:
    """Figures that belong together over blanks: ``8 - 12``, ``8 to 12``, ``21, 15, 9``."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        second, third = (tokens[i + n] if i + n < len(tokens) else None for n in (1, 2))
        joins = second is not None and (
            (second.kind == "sign" and second.value in "-\u2013\u2014") or second.kind == "to"
        )
        if second is not None and second.value == "/" and third is not None:
            both = _for_two(token, third)
            if both:
                tokens = [*tokens[:i], both, *tokens[i + 3 :]]
                continue
        # "Min 1 - 15 squats" is of the first minute.
        joins = joins and not (found and found[-1].kind == "minute-label")
        if joins and third is not None and token.kind in ("figure", "time", "distance"):
            both = _range(token, third)
            if both:
                tokens = [*tokens[:i], both, *tokens[i + 3 :]]
                continue
        if (token.kind == "figure" and token.value.isdecimal()) or token.kind == "distance":
            run = _list_at(tokens, i)
            if run:
                found.append(run[0])
                i += run[1]
                continue
        found.append(token)
        i += 1
    return found


def _range(first: Token, second: Token) -> Token | None:
    if first.kind == "figure" and first.value.isdecimal():
        low = first.value
        # The unit of the second end is that of both: 45 to 60 seconds.
        if second.kind == "figure" and second.value.isdecimal() and int(low) < int(second.value):
            return replace(second, value=f"{low}-{second.value}", start=first.start)
        if second.kind == "time" and re.fullmatch(r"(?:\d+:)+\d+", second.value):
            minutes, seconds = second.value.split(":")[-2:]
            high = int(minutes) * 60 + int(seconds)
            scale = 60 if seconds == "00" and int(low) < int(minutes) else 1
            if int(low) * scale < high:
                return replace(
                    second, value=clock_text(f":{int(low) * scale}-:{high}"), start=first.start
                )
        if second.kind in ("distance", "energy") and second.value[:1].isdecimal():
            return replace(second, value=f"{low}-{second.value}", start=first.start)
    times = first.kind == second.kind == "time" and "-" not in first.value + second.value
    if times and ":" in first.value and ":" in second.value:
        return replace(second, value=f"{first.value}-{second.value}", start=first.start)
    return None


def _for_two(first: Token, second: Token) -> Token | None:
    """Figures for men and women, with blanks around the slash: ``95 / 65 lb``, ``14 / 12 cal``."""
    figure, blank, unit = second.value.partition(" ")
    if first.kind != "figure" or not (first.value.isdecimal() and figure.isdecimal()):
        return None
    if not int(first.value) / 2 <= int(figure) <= int(first.value) or second.kind == "time":
        return None
    return replace(second, value=f"{first.value}/{figure}{blank}{unit}", start=first.start)


def _list_at(tokens: Sequence[Token], i: int) -> tuple[Token, int] | None:
    """A list with blanks, from a place on: three figures or more with a comma or a dash between.

    They are reps, or distances in one unit.
    """
    kind, unit = tokens[i].kind, tokens[i].value.partition(" ")[2]
    values = [tokens[i].value]
    end = i
    while (
        end + 2 < len(tokens)
        and tokens[end + 1].kind == "sign"
        and tokens[end + 1].value in ",-\u2013\u2014"
        and tokens[end + 2].kind == kind
        and tokens[end + 2].value.removesuffix(f" {unit}").isdecimal()
    ):
        end += 2
        values.append(tokens[end].value)
    if len(values) < 3:
        return None
    figures = ",".join(value.removesuffix(f" {unit}") for value in values)
    token = Token("list", figures, tokens[i].start, tokens[end].end)
    if unit:
        token = replace(token, kind="distance", value=f"{figures} {unit}")
    return token, end - i + 1
