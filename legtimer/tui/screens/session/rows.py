"""How many rows each part of the session screen has: a pure function of its size and its texts.

Theory of operation. Each part first gets what it needs to be read from four metres: words of a
size that grows with the screen, on two lines where a text is long. The figure gets the rest. Where
that is less than a third of the screen, the parts give rows back in the order in which they are
needed least, but words stay as large as they have to be. They get smaller only where the figure
would have less than a fifth.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from legtimer.tui.widgets.fitting import lines_at
from legtimer.tui.widgets.fonts import word_height

ROWS_FOR_KEYS: Final = 15
"""Rows of a screen from which on the keys have a line of their own."""
_COLUMNS_FOR_WORDS: Final = 70
"""Columns from which on words are drawn large: below, their rows are of more use to the figure."""


class SessionRows(NamedTuple):
    """Rows of each part; 0 for a part that is not shown."""

    margin: int
    """Blank rows above the state."""
    state: int
    prompt: int
    round: int
    """The exercises of a round that is counted."""
    where: int
    next: int
    aside: int
    bar: int
    status: int
    keys: int


class _Scale(NamedTuple):
    """Sizes of words: 1 is 3 rows, 2 is 5, 3 is 8; 0 is a row of ordinary text."""

    state: int
    prompt: int
    next: int
    where: int
    """Of the place in the workout, the round and the aside."""


_SCALES: Final = {72: _Scale(3, 3, 2, 1), 54: _Scale(2, 2, 1, 1), 38: _Scale(1, 2, 1, 1)}
_NORMAL: Final = _Scale(1, 1, 1, 0)


def _needed(lines: int, scale: int) -> int:
    # An even scale leaves a whole row between lines, which the last one does not need.
    return lines * word_height(scale) - (scale % 2 == 0) if scale else 1


@lru_cache(maxsize=64)
def share_rows(
    width: int,
    height: int,
    prompt: tuple[str, ...],
    following: tuple[str, ...],
    *,
    counted: bool,
    urgent: bool,
) -> SessionRows:
    """Share the rows of a screen.

    Args:
        width: of the screen, in cells.
        height: of the screen, in rows.
        prompt: what to do now, the fullest text first.
        following: what comes next, the fullest text first.
        counted: whether the exercises of a round are listed.
        urgent: whether the aside has to be seen on the smallest screen too.
    """
    if height < ROWS_FOR_KEYS:
        return SessionRows(0, 1, 2, 0, 1, 1, int(urgent), int(not urgent), 0, 0)
    if width < _COLUMNS_FOR_WORDS or height < 23:
        words = 2 if width < _COLUMNS_FOR_WORDS else 3
        return SessionRows(0, 1, words, int(counted), 1, 1, 1, 1, 1, 1)
    scale = next((scale for rows, scale in _SCALES.items() if height >= rows), _NORMAL)
    # The largest screens have room for blank rows around what they say.
    air = 2 if height >= 54 else 0
    place = _needed(1, scale.where) + air // 2
    # The prompt says its fullest text; what comes next may be said in short.
    now = lines_at(prompt[0], width, scale.prompt)
    shortest = min(following, key=lambda text: lines_at(text, width, scale.next))
    then = lines_at(shortest, width, scale.next)
    bar = 1 + (height >= 54) + (height >= 72)
    rows = SessionRows(
        margin=1,
        state=_needed(1, scale.state) + air,
        prompt=_needed(min(now, 2), scale.prompt) + air,
        round=place if counted else 0,
        # On the usual screen the round is listed in the row that otherwise tells the place.
        where=0 if counted and not scale.where else place,
        next=_needed(min(then, 2), scale.next) + air // 2,
        aside=place,
        bar=bar,
        status=1,
        keys=1,
    )
    now, then = (_needed(min(lines_at(t, width, 1), 2), 1) for t in (prompt[0], shortest))
    for least, share in (
        (SessionRows(0, 3, now, 1, 1, then, 1, 0, 1, 1), 3),
        (SessionRows(0, 3, 3, 1, 1, 3, 1, 0, 1, 1), 5),
    ):
        for part in ("aside", "where", "round", "margin", "state", "prompt", "next", "bar"):
            missing = -(-height // share) - (height - sum(rows))
            has = getattr(rows, part)
            if missing > 0 and has > getattr(least, part):
                rows = rows._replace(**{part: max(getattr(least, part), has - missing)})
    return rows
