"""How many rows each part of the session screen has: a pure function of its size and its texts.

Theory of operation. What is read from four metres has a least height in centimetres, on a laptop of
15 inches with the terminal on its full screen. Each part first gets words of the size that looks
well, on two lines where a text is long, and the figure gets the rest. Where that is less than a
third of the screen, words become smaller, down to their least height; less than a fourth, the place
in the workout and what is said aside go; less than a sixth, words say less.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple

from legtimer.tui.widgets.fitting import lines_at
from legtimer.tui.widgets.fonts import WORD_ROWS, line_rows

ROWS_FOR_KEYS: Final = 15
"""Rows of a screen from which on the keys have a line of their own."""
SCREEN: Final = 20.16
"""Cm from the top to the bottom of that laptop's screen: 0.84 for each of 24 rows."""
STATE: Final = 2.5
"""Cm of the state, the clock and the score, at least."""
WORDS: Final = 1.6
"""Cm of what to do now and next, at least."""
DETAILS: Final = 1.0
"""Cm of what is said beside that, where there is room."""
_COLUMNS_FOR_WORDS: Final = 70
"""Columns from which on words are drawn large: below, their rows are of more use to the figure."""
_ROWS_FOR_DETAILS: Final = 38
"""Rows from which on that is drawn large, too."""
_ROWS_FOR_ALL: Final = 54
"""Rows from which on the place in the workout stands beside the exercises of a counted round."""


class SessionRows(NamedTuple):
    """Rows of each part; 0 for a part that is not shown."""

    margin: int
    """Blank rows above the state."""
    state: int
    gap: int
    """Blank rows between the state and the figure."""
    prompt: int
    round: int
    """The exercises of a round that is counted."""
    where: int
    next: int
    aside: int
    air: int
    """Blank rows above the bar."""
    bar: int
    status: int
    keys: int


def side_margin(width: int) -> int:
    """Cells to the left and to the right of the figures."""
    return max(2, width // 40)


def half_rows_of(cm: float, height: int) -> int:
    """The height of words that are at least so large: odd, as half a row keeps lines apart.

    Args:
        cm: the least height.
        height: of the screen, in rows.
    """
    return max(WORD_ROWS, ceil(2 * height * cm / SCREEN)) // 2 * 2 + 1


def _needed(texts: tuple[str, ...], cells: int, cm: float, height: int, most: int = 2) -> int:
    """Rows for the text that takes the fewest lines; two lines at most, unless more are said."""
    half_rows = half_rows_of(cm, height)
    return min(most, *(lines_at(text, cells, half_rows) for text in texts)) * line_rows(half_rows)


@lru_cache(maxsize=64)
def share_rows(
    width: int,
    height: int,
    prompt: tuple[str, ...],
    following: tuple[str, ...],
    listed: tuple[str, ...] = ("",),
    *,
    urgent: bool = False,
) -> SessionRows:
    """Share the rows of a screen.

    Args:
        width: of the screen, in cells.
        height: of the screen, in rows.
        prompt: what to do now, the fullest text first.
        following: what comes next, the fullest text first.
        listed: the exercises of a round that is counted, the fullest text first; empty elsewhere.
        urgent: whether the aside has to be seen on the smallest screen too.
    """
    counted = any(listed)
    if height < ROWS_FOR_KEYS:
        return SessionRows(0, 1, 0, 2, 0, 1, 1, int(urgent), 0, int(not urgent), 0, 0)
    if width < _COLUMNS_FOR_WORDS or height < 23:
        words = 2 if width < _COLUMNS_FOR_WORDS else 3
        return SessionRows(0, 1, 0, words, int(counted), 1, 1, 1, 0, 1, 1, 1)
    cells = width - 2
    blank = max(1, height // 30)
    detail = line_rows(half_rows_of(DETAILS, height)) if height >= _ROWS_FOR_DETAILS else 1
    rows = SessionRows(
        margin=blank,
        state=ceil(height * STATE / SCREEN),
        gap=blank,
        # The prompt says its fullest text; what comes next may be said in short.
        prompt=_needed(prompt[:1], cells, STATE if detail > 1 else WORDS, height),
        round=(_needed(listed, cells, DETAILS, height, 3) if detail > 1 else 1) if counted else 0,
        where=0 if counted and height < _ROWS_FOR_ALL else detail,
        next=_needed(following, cells, WORDS, height),
        aside=detail,
        air=int(detail > 1),
        bar=max(1, height // 20),
        status=1,
        keys=1,
    )
    one_line = rows._replace(
        margin=1, gap=1, prompt=_needed(prompt[:1], cells, WORDS, height), bar=1
    )
    small = one_line._replace(round=int(counted and not urgent), where=0, aside=int(urgent), air=0)
    short = small._replace(prompt=_needed(prompt, cells, WORDS, height))
    for least, share in ((one_line, 3), (small, 4), (short, 6)):
        for part in ("air", "prompt", "where", "round", "aside", "margin", "gap", "bar"):
            missing = ceil(height / share) - (height - sum(rows))
            has = getattr(rows, part)
            if missing > 0 and has > getattr(least, part):
                rows = rows._replace(**{part: max(getattr(least, part), has - missing)})
    return rows
