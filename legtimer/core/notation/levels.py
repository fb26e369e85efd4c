"""Figures by level: ``10/8 Pull-up``, ``@ 95/65 lb``, ``10/20/30 Dip``.

A slash between figures gives one for each level, the first for the first. What a line says at one
level is the line with the other figures taken out, so everything else is read as it always is.
"""

from __future__ import annotations

import re

from legtimer.core.notation.durations import NotUnderstood
from legtimer.core.notation.slips import STRAY_LOAD, refuse_measure

_GROUP = re.compile(r"\d[\d.:\-\u2013]*(?:/\d[\d.:\-\u2013]*)+")
_AMOUNT_ENDS = re.compile(r"[A-Za-z]*(?:/(?:side|leg|arm)s?)?$", re.IGNORECASE)
LEVEL_KEYS = ("do", "reps", "time", "distance", "calories", "load", "easier")
"""The keys of an exercise whose figures may differ by level."""


def line_at_levels(line: str) -> list[str]:
    """An exercise line at each level; alone where it is the same at all.

    Raises:
        NotUnderstood: if its figures are for different numbers of levels.
    """
    if "/" not in line:
        return [line]
    work, at, load = line.partition(" @ ")
    refuse_measure(work, load)
    lead = len(work) - len(work.lstrip())
    first = work[lead:].split(maxsplit=1)[0] if work.strip() else ""
    is_load = re.match(STRAY_LOAD, work[lead:], re.IGNORECASE)
    amounts = text_at_levels(first) if _is_amount(first) and not is_load else [first]
    loads = text_at_levels(load)
    count = max(len(amounts), len(loads))
    if min(len(amounts), len(loads)) not in (1, count):
        raise NotUnderstood(
            f"figures for {len(amounts)} levels but loads for {len(loads)}; give one load for each "
            "figure"
        )
    rest = work[lead + len(first) :]
    return [f"{work[:lead]}{_at(amounts, n)}{rest}{at}{_at(loads, n)}" for n in range(count)]


def text_at_levels(text: str) -> list[str]:
    """An amount or a load at each level; alone where it is the same at all.

    Raises:
        NotUnderstood: if its figures are for different numbers of levels.
    """
    fraction = re.match(r"([1-9])/([1-9])\s?[x\u00d7]?\s?(?:bodyweight|bw)", text.strip().lower())
    if fraction and fraction[1] < fraction[2]:
        share = int(fraction[1]) / int(fraction[2])
        raise NotUnderstood(f"write the fraction with a point: {share:.3g}x bodyweight")
    groups = [found[0].split("/") for found in _GROUP.finditer(text)]
    counts = {len(group) for group in groups}
    if not groups:
        return [text]
    if len(counts) > 1:
        raise NotUnderstood(f"{text} gives figures for {min(counts)} and for {max(counts)} levels")
    count = counts.pop()
    return [_GROUP.sub(lambda found: found[0].split("/")[n], text) for n in range(count)]  # noqa: B023


def _at(texts: list[str], level: int) -> str:
    return texts[level] if len(texts) > 1 else texts[0]


def _is_amount(first: str) -> bool:
    """Whether a first word with slashes is an amount by level: not 1/4, 90/90 or 1st/2nd."""
    groups = [found[0].split("/") for found in _GROUP.finditer(first)]
    if not groups or not first[0].isdecimal() or not _AMOUNT_ENDS.match(_tail(first)):
        return False
    fraction = re.match(r"(\d)/(\d)(?!\d|/\d)", first)
    if fraction and fraction[1] < fraction[2]:
        return False
    return all(len(set(group)) > 1 for group in groups)


def _tail(first: str) -> str:
    """What stands behind the last figure of a word."""
    return re.sub(r"^.*\d", "", first)
