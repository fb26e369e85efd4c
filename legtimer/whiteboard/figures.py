"""Figures as the workout format writes them."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise

from legtimer.core.notation import NotUnderstood, duration_range
from legtimer.whiteboard.vocabulary import Vocabulary


def decimal(figure: str, vocab: Vocabulary) -> str:
    """A figure with a point before its decimals and nothing between its thousands."""
    thousands = "," if vocab.decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+", figure):
        return figure.replace(thousands, "")
    if vocab.decimal == ",":
        return (
            re.sub(r"(?<=\d),(?=\d{1,2}(?!\d|,))", ".", figure)
            if figure.count(",") == 1
            else figure
        )
    return figure


def small_fraction(typed: str) -> float:
    """The value of ``1/2``; 0 for anything else."""
    found = re.fullmatch(r"([1-9])/([2-9])", typed)
    return int(found[1]) / int(found[2]) if found and int(found[1]) < int(found[2]) else 0.0


def clock_text(figure: str) -> str:
    """A time in the workout format, from ``:90``, ``1:5`` or ``0:45-1:00``."""
    return re.sub(r"\d*(?::\d+)+", lambda found: _one_clock(found[0]), figure)


def _one_clock(typed: str) -> str:
    parts = [int(each or 0) for each in typed.split(":")]
    seconds = sum(each * 60**place for place, each in enumerate(reversed(parts)))
    hours, minutes = seconds // 3600, seconds // 60 % 60
    head = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{head}:{seconds % 60:02}"


def duration_figure(figure: str, unit: str) -> str:
    """A time in the workout format; whole seconds and minutes as a clock shows them."""
    if figure.count("-") > 1:
        return ",".join(duration_figure(part, unit) for part in figure.split("-"))
    whole = re.fullmatch(r"\d{1,4}(?:-\d{1,4})?", figure)
    if not whole or unit == "h":
        return f"{figure} {unit}"
    scale = 60 if unit == "min" else 1
    return clock_text("-".join(f":{int(part) * scale}" for part in figure.split("-")))


def falls(figure: str) -> bool:
    """Whether the second of two figures is smaller: ``10-5``."""
    first, second = figure.split("-")
    return int(first) > int(second)


def steps(figure: str) -> int:
    """By how much each figure of a list is more than the one before: 3 for ``3-6-9``; else 0."""
    figures = [int(part) for part in figure.split("-") if part.isdecimal()]
    found = {second - first for first, second in pairwise(figures)}
    return found.pop() if len(found) == 1 and min(found) > 0 else 0


def longest_ms(value: str) -> int:
    """How long a time of the workout format is, or the longest of several; 0 for none."""
    times = []
    for each in value.split(","):
        with suppress(NotUnderstood):
            times.append(duration_range(each)[1])
    return max(times, default=0)
