"""Finding and replacing in a text, by places as an editor counts them: row and column from 0."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

CursorPlace = tuple[int, int]


class Match(NamedTuple):
    """Where something was found."""

    start: CursorPlace
    end: CursorPlace


def matches(lines: Sequence[str], wanted: str) -> list[Match]:
    """All places of a piece of text, in order; none overlap.

    Args:
        lines: the text.
        wanted: what to find, within a line; capitals count only where it has any.
    """
    if not wanted:
        return []
    pattern = _pattern(wanted)
    return [
        Match((row, found.start()), (row, found.end()))
        for row, line in enumerate(lines)
        for found in pattern.finditer(line)
    ]


def nearest(found: Sequence[Match], place: CursorPlace, *, back: bool = False) -> int | None:
    """The index of the match to go to from a place; from the last one to the first again.

    Args:
        found: as ``matches`` gives them.
        place: where one is; a match that begins there is the nearest one forwards.
        back: whether to go backwards.
    """
    if not found:
        return None
    if back:
        before = [i for i, match in enumerate(found) if match.start < place]
        return before[-1] if before else len(found) - 1
    return next((i for i, match in enumerate(found) if match.start >= place), 0)


def replaced(lines: Sequence[str], wanted: str, by: str) -> tuple[list[str], int]:
    """The text with all matches replaced, and how many there were.

    Args:
        lines: the text.
        wanted: as for ``matches``; not empty.
        by: what stands there instead.
    """
    pattern = _pattern(wanted)
    count = 0
    new = []
    for line in lines:
        text, times = pattern.subn(lambda _: by, line)
        new.append(text)
        count += times
    return new, count


def _pattern(wanted: str) -> re.Pattern[str]:
    flags = 0 if wanted != wanted.lower() else re.IGNORECASE
    return re.compile(re.escape(wanted), flags)
