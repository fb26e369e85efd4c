"""How many rows each part of the session screen has: a pure function of its size.

What is read from four metres has a least height in centimetres, on a laptop of 15 inches with the
terminal on its full screen. What to do now has room for two lines of that, or for one of letters
twice as high, so that the figure has one size and one place whatever an exercise is called.
"""

from __future__ import annotations

from math import ceil
from typing import Final, NamedTuple

from legtimer.tui.widgets.fonts import WORD_ROWS, line_rows

ROWS_FOR_KEYS: Final = 15
"""Rows of a screen from which on the keys have a place of their own."""
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
_ROWS_FOR_WORDS: Final = 23
"""Rows from which on they are."""
_ROWS_FOR_DETAILS: Final = 38
"""Rows from which on that is drawn large, too."""


class SessionRows(NamedTuple):
    """Rows of each part; 0 for a part that is not shown. The figure has the others."""

    margin: int
    """Blank rows above the state."""
    state: int
    where: int
    """The place in the workout, or the exercises of a counted round."""
    gap: int
    """Blank rows between that and the figure."""
    prompt: int
    next: int
    air: int
    """Blank rows above the foot."""
    bar: int
    """From here on to the right of the main key."""
    aside: int
    keys: int

    @property
    def foot(self) -> int:
        """Rows of the main key, and of what stands beside it."""
        return self.bar + self.aside + self.keys

    @property
    def below(self) -> int:
        """Rows below the figure."""
        return self.prompt + self.next + self.air + self.foot


def side_margin(width: int) -> int:
    """Cells to the left and to the right of the figures."""
    return max(2, width // 40)


def key_width(width: int) -> int:
    """Cells of the main key."""
    return width * 7 // 16


def half_rows_of(cm: float, height: int) -> int:
    """The height of words that are at least so large: odd, as half a row keeps lines apart.

    Args:
        cm: the least height.
        height: of the screen, in rows.
    """
    return max(WORD_ROWS, ceil(2 * height * cm / SCREEN)) // 2 * 2 + 1


def has_panel(width: int, height: int) -> bool:
    """Whether a count stands in a panel, with its caption: below that its rows are needed."""
    return width >= _COLUMNS_FOR_WORDS and height >= _ROWS_FOR_WORDS


def share_rows(width: int, height: int, *, urgent: bool = False) -> SessionRows:
    """Share the rows of a screen.

    Args:
        width: of the screen, in cells.
        height: of the screen, in rows.
        urgent: whether the aside has to be seen on the smallest screen too.
    """
    if height < ROWS_FOR_KEYS:
        return SessionRows(0, 1, 1, 0, 2, 1, 0, int(not urgent), int(urgent), 0)
    if not has_panel(width, height):
        return SessionRows(0, 1, 1, 0, 2 if width < _COLUMNS_FOR_WORDS else 3, 1, 0, 1, 1, 1)
    large = height >= _ROWS_FOR_DETAILS
    detail = line_rows(half_rows_of(DETAILS, height)) if large else 1
    words = line_rows(half_rows_of(WORDS, height))
    return SessionRows(
        margin=max(1, height // 30),
        state=ceil(height * STATE / SCREEN),
        where=detail,
        gap=int(large),
        prompt=2 * words,
        next=words,
        air=int(large),
        bar=max(1, height // 24),
        # The main key is as large as what to do.
        aside=max(detail, words - 2),
        keys=1,
    )
