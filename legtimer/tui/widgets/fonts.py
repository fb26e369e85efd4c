"""Two fonts of solid blocks, as bitmaps: a big one for the figure and a small one for words.

The figure's glyphs are 5 by 7. They are not scaled as pictures: their outer and middle columns
and their rows 0, 3 and 6 are *strokes*, the others *gaps*, and a figure of any size gives all
strokes one thickness. So a digit looks right at 5 cells of width and at 60.

The words' glyphs are 5 high and as wide as the letter needs; across a dot takes any number of half
cells, and their height is any number of half rows from 5 on.

Digits have corners. Letters that would look like one of them (O, S, G, Q) are round.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import Final

SMALLEST_FIGURE = (3, 5)
"""Cells across and half rows down that a drawn character needs; below, it is written."""

FIGURES: dict[str, str] = {
    "0": "##### #...# #...# #...# #...# #...# #####",
    "1": "..#.. ###.. ..#.. ..#.. ..#.. ..#.. #####",
    "2": "##### ....# ....# ##### #.... #.... #####",
    "3": "##### ....# ....# .#### ....# ....# #####",
    "4": "#...# #...# #...# ##### ....# ....# ....#",
    "5": "##### #.... #.... ##### ....# ....# #####",
    "6": "##### #.... #.... ##### #...# #...# #####",
    "7": "##### ....# ....# ....# ....# ....# ....#",
    "8": "##### #...# #...# ##### #...# #...# #####",
    "9": "##### #...# #...# ##### ....# ....# #####",
    "-": "..... ..... ..... ##### ..... ..... .....",
    "+": "..... ..... ..#.. ##### ..#.. ..... .....",
    "/": "....# ....# ..##. ..#.. .##.. #.... #....",
    "_": "..... ..... ..... ..... ..... ..... #####",
    "?": "##### ....# ....# ..### ..#.. ..... ..#..",
    " ": "..... ..... ..... ..... ..... ..... .....",
    "A": "##### #...# #...# ##### #...# #...# #...#",
    "C": "##### #.... #.... #.... #.... #.... #####",
    "D": "####. #...# #...# #...# #...# #...# ####.",
    "E": "##### #.... #.... ####. #.... #.... #####",
    "G": ".#### #.... #.... #.### #...# #...# .###.",
    "K": "#...# #..#. #.#.. ##... #.#.. #..#. #...#",
    "L": "#.... #.... #.... #.... #.... #.... #####",
    "M": "#...# ##.## #.#.# #.#.# #...# #...# #...#",
    "N": "#...# ##..# ##..# #.#.# #..## #..## #...#",
    "O": ".###. #...# #...# #...# #...# #...# .###.",
    "P": "##### #...# #...# ##### #.... #.... #....",
    "R": "##### #...# #...# ####. #.#.. #..#. #...#",
    "S": ".#### #.... #.... .###. ....# ....# ####.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..",
    "X": "#...# #...# .#.#. ..#.. .#.#. #...# #...#",
}
"""What a figure can be made of; see ``figure_rows`` for ``:``, ``.`` and ``▲``."""

STROKES = {":": 1, ".": 1, "+": 3, "-": 3, "/": 3, "▲": 3}
"""How many strokes wide those characters of a figure are that are narrower than a digit."""
NARROW = ":."
"""Those of them that are dots."""

WORDS: dict[str, str] = {
    "A": ".#. #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": "### #.. #.. #.. ###",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": ".##. #... #.## #..# .##.",
    "H": "#.# #.# ### #.# #.#",
    "I": "# # # # #",
    "J": "..# ..# ..# #.# ###",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": ".##. #..# #..# #..# .##.",
    "P": "### #.# ### #.. #..",
    "Q": ".##. #..# #..# #.## .###",
    "R": "### #.# ##. #.# #.#",
    "S": ".## #.. .#. ..# ##.",
    "T": "### .#. .#. .#. .#.",
    "U": "#..# #..# #..# #..# ####",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
    "0": "### #.# #.# #.# ###",
    "1": ".# ## .# .# .#",
    "2": "### ..# ### #.. ###",
    "3": "### ..# .## ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    " ": ".. .. .. .. ..",
    "-": ".. .. ## .. ..",
    "+": "... .#. ### .#. ...",
    "/": "..# ..# .#. #.. #..",
    ":": ". # . # .",
    ".": ". . . . #",
    ",": ".. .. .. .# #.",
    "'": "# # . . .",
    "(": ".# #. #. #. .#",
    ")": "#. .# .# .# #.",
    "[": "## #. #. #. ##",
    "]": "## .# .# .# ##",
    '"': "#.# #.# ... ... ...",
    "!": "# # # . #",
    "?": "### ..# .## ... .#.",
    "%": "#.# ..# .#. #.. #.#",
    "&": ".#. #.# .#. #.# .##",
    "@": "#### #..# #.## #... ####",
    "✓": "...# ...# #.#. ##.. .#..",
    "▶": "#.. ##. ### ##. #..",
    "◀": "..# .## ### .## ..#",
    "↑": ".#. ### .#. .#. .#.",
    "↓": ".#. .#. .#. ### .#.",
    "←": "..... .#... ##### .#... .....",
    "→": "..... ...#. ##### ...#. .....",
    ">": "#.. .#. ..# .#. #..",
    "=": "... ### ... ### ...",
    "\N{MULTIPLICATION SIGN}": "... #.# .#. #.# ...",
    "·": ". . # . .",
    "_": "... ... ... ... ###",
    ";": ".. .# .. .# #.",
    "▆": "... ### ### ### ###",
}
"""What words can be made of; everything else is written as ordinary text."""

WORD_ROWS = 5


def _spread(whole: int, parts: int) -> list[int]:
    """Share ``whole`` among ``parts`` so that no two differ by more than one."""
    return [b - a for a, b in pairwise(whole * i // parts for i in range(parts + 1))]


def stroke(width: int, half_rows: int) -> tuple[int, int]:
    """How thick the strokes of a glyph of this size are: in cells across, in half rows down."""
    middle = max(1, round((width / 5 + half_rows / 7) / 2))
    return max(1, min(middle, width // 4)), max(1, min(middle, half_rows // 6))


def _sizes(width: int, half_rows: int, digit: int) -> tuple[list[int], list[int]]:
    """Width of each of the five columns, height of each of the seven rows.

    Args:
        width: of the character, in cells.
        half_rows: its height.
        digit: the width of a digit beside it, which has the same strokes.
    """
    thick, tall = stroke(digit, half_rows)
    thick = min(thick, max(1, width // 3))
    left, right = _spread(max(0, width - 3 * thick), 2)
    upper, lower = _spread(max(0, half_rows - 3 * tall), 2)
    a, b = _spread(upper, 2)
    c, d = _spread(lower, 2)
    return [thick, left, thick, right, thick], [tall, a, b, tall, c, d, tall]


def _paired(dots: list[str], *, above: bool = False) -> list[str]:
    """Half rows in pairs: an odd one gets a blank half row below it, or above it."""
    if len(dots) % 2:
        blank = ["." * len(dots[0])]
        return blank + dots if above else dots + blank
    return dots


def _halves(dots: list[str]) -> tuple[str, ...]:
    """Join pairs of half rows (``#`` is solid) into rows of block characters."""
    dots = _paired(dots)
    blocks = {"##": "█", "#.": "▀", ".#": "▄", "..": " "}
    return tuple(
        "".join(blocks[a + b] for a, b in zip(upper, lower, strict=True))
        for upper, lower in zip(dots[::2], dots[1::2], strict=True)
    )


@lru_cache(maxsize=512)
def figure_rows(char: str, width: int, rows: int) -> tuple[str, ...]:
    """Draw one character of a figure.

    Args:
        char: what to draw; a character that the font does not know is drawn as a blank.
        width: in cells.
        rows: in cells; each holds two half rows.

    Returns:
        One text of ``width`` block characters per row.
    """
    half_rows = 2 * rows
    if half_rows < SMALLEST_FIGURE[1] or (width < SMALLEST_FIGURE[0] and char not in NARROW):
        blank = " " * width
        written = char.center(width)
        return tuple(written if y == rows // 2 else blank for y in range(rows))
    if char in NARROW:
        _, tall = stroke(width * 5, half_rows)
        lit = (
            [half_rows - tall]
            if char == "."
            else [half_rows * 2 // 7, half_rows * 5 // 7 - tall // 2]
        )
        on = {y for top in lit for y in range(top, min(half_rows, top + tall))}
        return _halves([("#" if y in on else ".") * width for y in range(half_rows)])
    if char == "▲":
        # As wide as high on a screen whose cells are half as wide as high.
        tip = (half_rows - width // 2) // 2
        lit = [max(0, min(width, 2 * (y - tip) + 2 - width % 2)) for y in range(half_rows)]
        below = tip + (width + 1) // 2
        return _halves(
            [("#" * (n if y < below else 0)).center(width, ".") for y, n in enumerate(lit)]
        )
    columns, heights = _sizes(width, half_rows, width * 5 // STROKES.get(char, 5))
    dots = []
    for row, height in zip(FIGURES.get(char, FIGURES[" "]).split(), heights, strict=True):
        dots += ["".join(d * w for d, w in zip(row, columns, strict=True))] * height
    return _halves(dots)


def drawable(text: str) -> str | None:
    """The text as the words' font can draw it (capitals, no accents), or None if it cannot."""
    if len(text) > 200:
        return None
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", text.upper()) if not unicodedata.combining(c)
    )
    return bare if all(c in WORDS for c in bare) else None


def word_width(text: str, scale: float) -> int:
    """How many cells a drawable text takes at this scale."""
    return ceil((sum(len(WORDS[c].split()[0]) + 1 for c in text) - 1) * scale) if text else 0


_QUARTERS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""What is drawn for each set of lit quarters: 1 and 2 above, 4 and 8 below."""


def _quarters(dots: list[str]) -> tuple[str, ...]:
    """Join half cells of pairs of half rows (``#`` is solid) into rows of block characters."""
    return tuple(
        "".join(
            _QUARTERS[sum(1 << bit for bit, dot in enumerate(cell) if dot == "#")]
            for cell in zip(upper[::2], upper[1::2], lower[::2], lower[1::2], strict=True)
        )
        for upper, lower in zip(dots[::2], dots[1::2], strict=True)
    )


@lru_cache(maxsize=64)
def word_rows(
    text: str, scale: float, half_rows: int = 0, *, above: bool = False
) -> tuple[str, ...]:
    """Draw a drawable text as block characters.

    Args:
        text: only characters of ``WORDS``.
        scale: cells per dot across; a multiple of a half.
        half_rows: the height, 5 at least; 0 for dots that are as high as they are wide.
        above: whether an odd half row is left blank above the text, and not below it.
    """
    lines = [""] * WORD_ROWS
    for char in text:
        for y, row in enumerate(WORDS[char].split()):
            lines[y] += row + "."
    half_rows = half_rows or int(WORD_ROWS * scale)
    thick = round(half_rows / WORD_ROWS)
    upper, lower = _spread(half_rows - 3 * thick, 2)
    half_cells, width = int(2 * scale), 2 * word_width(text, scale)
    dots = []
    for line, height in zip(lines, (thick, upper, thick, lower, thick), strict=True):
        dots += ["".join(d * half_cells for d in line[:-1]).ljust(width, ".")] * height
    return _quarters(_paired(dots, above=above))


def line_rows(half_rows: int) -> int:
    """How many rows a line of words of this height takes, with what keeps it from the next one."""
    return (half_rows + 2) // 2
