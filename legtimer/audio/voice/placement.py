"""Where words fit between beeps. Pure; instants and lengths are ms of the session's clock."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

BEEP_MARGIN: Final = 120
"""ms between a beep and a word."""
_PAUSE: Final = 140
"""ms between two pieces."""
LATEST: Final = 3_000
"""ms after its cue at which words may begin at the latest."""


class TimeRange(NamedTuple):
    """A stretch of time."""

    begin: int
    end: int


class PlacedText(NamedTuple):
    """A piece with its place."""

    due: int
    """ms at which it begins."""
    text: str


def _free_at(busy: Sequence[TimeRange], begin: int, length: int, latest: int) -> int | None:
    """The first instant from ``begin`` to ``latest`` at which so many ms are free of beeps.

    Args:
        busy: when beeps sound, in order of their beginnings.
        begin: not before.
        length: ms.
        latest: not after.
    """
    at = begin
    for span in busy:
        if span.begin - BEEP_MARGIN >= at + length:
            break
        at = max(at, span.end + BEEP_MARGIN)
    return at if at <= latest else None


def fit_texts(
    versions: Iterable[tuple[str, ...]],
    busy: Sequence[TimeRange],
    length: Callable[[str], int | None],
    begin: int,
    latest: int,
    until: int,
) -> tuple[PlacedText, ...]:
    """The fullest version that fits, with the place of each of its pieces; empty if none does.

    Args:
        versions: the fullest first.
        busy: when beeps and other words sound, in order.
        length: ms of a piece; None if there is no sound of it.
        begin: not before.
        latest: the last instant at which it may begin.
        until: the instant by which it has to be over.
    """
    for version in versions:
        said = _fitted(version, busy, length, begin, latest)
        if said and said[-1].due + (length(said[-1].text) or 0) + BEEP_MARGIN <= until:
            return said
    return ()


def _fitted(
    version: tuple[str, ...],
    busy: Sequence[TimeRange],
    length: Callable[[str], int | None],
    begin: int,
    latest: int,
) -> tuple[PlacedText, ...]:
    """The places of all pieces of a version, or nothing."""
    found: list[PlacedText] = []
    at = begin
    for text in version:
        ms = length(text)
        place = None if ms is None else _free_at(busy, at, ms, latest)
        if ms is None or place is None:
            return ()
        found.append(PlacedText(place, text))
        at = place + ms + _PAUSE
        # Only the beginning has to be soon; what follows may wait for a beep.
        latest = at + LATEST
    return tuple(found)


def overlaps(busy: Sequence[TimeRange], begin: int, end: int) -> bool:
    """Whether anything in ``busy`` (in order, not overlapping much) sounds within a stretch."""
    last = bisect_left(busy, TimeRange(end, end))
    return any(span.end > begin for span in busy[:last])
