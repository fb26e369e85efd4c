"""Text cut and wrapped by terminal cells, so that wide characters break no layout.

Everything here takes and gives plain text; nothing is ever read as markup.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from rich.cells import cell_len, chop_cells, set_cell_size

from legtimer.tui.widgets.fonts import WORD_ROWS, drawable, line_rows, word_rows, word_width

_LONGEST = 2000
"""Characters that are looked at, at most: more fit no screen, and measuring them costs time."""

NARROWEST = 7
"""Half rows of height for each cell that a dot of a word is wide, at most; of slim words for each
half cell."""
SLIM = os.environ.get("TERM") != "linux" and (os.name != "nt" or "WT_SESSION" in os.environ)
"""Whether words may be slim: the fonts of the text consoles of Linux and of Windows as it was lack
the quarters of a cell."""

_COLUMN_GAP = 5
"""Dots between two columns of large words."""

_LETTER = 4
"""Cells of a large letter with what is blank beside it, on average."""
_FEWEST_LETTERS = 24
"""In a row of a text that is drawn large."""

_LOAD = re.compile(r"(?<=\d) (?=(?:kg|lb)\b)", re.IGNORECASE)
_COUNT = re.compile(r"(?<=[+·✓▶] )(\d\S*) ")


def _words(text: str, *, counts: bool = False) -> tuple[str, ...]:
    """What stays on one line: words, a load with its unit, perhaps a count with what is counted."""
    kept = _LOAD.sub("\0", " ".join(text.split()))
    if counts:
        kept = _COUNT.sub("\\1\0", kept)
    return tuple(word.replace("\0", " ") for word in kept.split(" ") if word)


def cut(text: str, cells: int) -> str:
    """The text, or its beginning and an ellipsis, in at most this many cells."""
    text = text[:_LONGEST]
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…" if cells > 0 else ""


def first_fit(texts: Sequence[str], cells: int) -> str:
    """The first text that fits; the last one is cut if none does."""
    for text in texts:
        if len(text) <= _LONGEST and cell_len(text) <= cells:
            return text
    return cut(texts[-1], cells) if texts else ""


def wrap(text: str, cells: int, rows: int) -> list[str]:
    """Wrap at blanks into at most so many rows; what is left over is cut with an ellipsis."""
    if cells < 1 or rows < 1:
        return []
    lines: list[str] = []
    line = ""
    for word in _words(text[:_LONGEST]):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= cells:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, cells)
        lines += full
    if line:
        lines.append(line)
    if len(lines) > rows:
        lines = [*lines[: rows - 1], cut(" ".join(lines[rows - 1 :]), cells)]
    return lines


def hang(text: str, cells: int) -> list[str]:
    """Wrap a row into as many as it takes, the further ones indented more than the first.

    It is parted behind commas where that is possible, so that "20 x 16 kg" stays in one piece.
    """
    if cell_len(text) <= cells:
        return [text]
    indent = len(text) - len(text.lstrip())
    room = max(1, cells - indent - 4)
    rows: list[str] = []
    for part in re.split(r"(?<=,) ", text.strip()):
        if rows and cell_len(rows[-1]) + 1 + cell_len(part) <= room:
            rows[-1] += f" {part}"
        elif not rows and cell_len(part) <= cells - indent:
            rows.append(part)
        else:
            rows += wrap(part, room, len(part))
    return [" " * (indent + (4 if i else 0)) + row for i, row in enumerate(rows)]


def pad(text: str, cells: int, align: str) -> str:
    """Fill up to exactly so many cells.

    Args:
        text: what to fill up; cut if it is too long.
        cells: the width.
        align: ``left``, ``center`` or ``right``.
    """
    text = cut(text, cells)
    free = cells - cell_len(text)
    before = {"left": 0, "center": free // 2, "right": free}[align]
    return " " * before + text + " " * (free - before)


def _word_sizes(
    rows: int, blank: int | None, least: int, *, slim: bool
) -> Iterator[tuple[float, int]]:
    """Scales and half rows of words for an area, the largest first; see ``banner``."""
    if blank is None:
        yield from ((scale, WORD_ROWS * scale) for scale in range(2 * rows // WORD_ROWS, 0, -1))
        return
    for half_rows in range(2 * rows - blank, least - 1, -1 - blank):
        narrowest = -(-half_rows // NARROWEST)
        if slim:
            yield from (
                (half / 2, half_rows) for half in range(2 * narrowest - 1, narrowest - 1, -1)
            )
        else:
            for scale in range(round(half_rows / WORD_ROWS), narrowest - 1, -1):
                yield scale, half_rows


def _drawn(
    text: str, cells: int, rows: int, blank: int | None, least: int, *, slim: bool = False
) -> list[str] | None:
    """The text in the words' font as large as it fits, or None."""
    plain = drawable(text)
    if plain is None or not plain.strip():
        return None
    # The larger, the better; at the same size what belongs together stays on one line.
    partings = dict.fromkeys((_words(plain, counts=True), _words(plain), tuple(plain.split())))
    for scale, half_rows in _word_sizes(rows, blank, least, slim=slim):
        tall = line_rows(half_rows)
        for words in partings:
            lines = _lines(words, cells, scale)
            # An even height leaves a whole row between lines, which the last line does not need.
            needed = tall * len(lines) - (1 if half_rows % 2 == 0 else 0)
            if needed <= rows and all(word_width(line, scale) <= cells for line in lines):
                drawn: list[str] = []
                for line in lines:
                    art = list(word_rows(line, scale, half_rows, above=blank is not None))
                    drawn += art + [""] * (tall - len(art))
                return drawn[:rows]
    return None


def _lines(words: Sequence[str], cells: int, scale: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and word_width(joined, scale) <= cells:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def lines_at(text: str, cells: int, half_rows: int) -> int:
    """How many lines the text takes in the words' font; 1 if that cannot draw it.

    Args:
        text: what to write.
        cells: the width.
        half_rows: the height of the words, 5 at least; they may be as narrow as they get.
    """
    plain = drawable(text)
    scale = -(-half_rows // NARROWEST)
    return max(1, len(_lines(_words(plain), cells, scale))) if plain else 1


def _written(texts: Sequence[str], cells: int, rows: int) -> list[str]:
    """The first text that can be written small without losing its end; the last one, cut."""
    for text in texts:
        if len(text) <= _LONGEST and len(wrap(text, cells, rows + 1)) <= rows:
            return wrap(text, cells, rows)
    return wrap(texts[-1], cells, rows) if texts else []


def banner(
    texts: Sequence[str],
    cells: int,
    rows: int,
    align: str = "center",
    *,
    blank: int | None = None,
    least: int = WORD_ROWS,
    slim: bool = False,
) -> list[str]:
    """Fill an area with words as large as they go.

    Args:
        texts: what to say, the fullest first; one is drawn slim rather than a shorter one broad,
            and a shorter one large rather than the fullest written small; if none can be drawn,
            the first that fits is written small.
        cells: the width.
        rows: the height; below 3 everything is written small.
        align: ``left``, ``center`` or ``right``.
        blank: for words of any height, how many half rows (0 or 1) stay blank above each line;
            None for words that are as wide as they are high.
        least: half rows of words of any height, where one of the texts can be drawn so high.
        slim: whether words of any height may be slim.

    Returns:
        Exactly ``rows`` lines of ``cells`` cells.
    """
    lines: list[str] | None = None
    shapes = (False, True) if slim and SLIM else (False,)
    for lowest, text, shape in product(dict.fromkeys((least, WORD_ROWS)), texts, shapes):
        lines = _drawn(text, cells, rows, blank, lowest, slim=shape)
        if lines is not None:
            break
    if lines is None:
        lines = _written(texts, cells, rows)
    free = rows - len(lines)
    lines = [""] * (free // 2) + lines + [""] * (free - free // 2)
    return [pad(line, cells, align) for line in lines]


def large_columns(rows: Sequence[Sequence[str]], cells: int, room: int) -> list[str] | None:
    """A table in the words' font, as large as it goes.

    Args:
        rows: their columns; rows with as many columns stand below each other.
        cells: the width.
        room: how many rows of the screen there are.

    Returns:
        The rows of the screen; None where there is no room, or a character that cannot be drawn.
    """
    drawn = [[drawable(text) for text in row] for row in rows]
    plain = [[text for text in row if text is not None] for row in drawn]
    if any(len(some) < len(row) for some, row in zip(plain, rows, strict=True)):
        return None
    tall = line_rows(WORD_ROWS)
    for scale in range(room // max(1, tall * len(rows)), 0, -1):
        half_rows, gap = WORD_ROWS * scale, _COLUMN_GAP * scale
        widths: dict[int, list[int]] = {}
        for row in plain:
            mine = [word_width(text, scale) for text in row]
            known = widths.get(len(row), mine)
            widths[len(row)] = [max(pair) for pair in zip(known, mine, strict=True)]
        tall = line_rows(half_rows)
        fits = all(sum(own) + gap * (len(own) - 1) <= cells for own in widths.values())
        if tall * len(rows) <= room and fits:
            return [
                line.rstrip()
                for row in plain
                for line in (_large_row(row, widths[len(row)], scale, gap) if any(row) else [""])
            ]
    return None


def large_text(
    rows: Callable[[int], Sequence[Sequence[str]]], cells: int, room: int
) -> list[str] | None:
    """A text in the words' font, with as many letters in a row as fit.

    Args:
        rows: the columns of its rows, when it is wrapped for so many letters.
        cells: the width.
        room: as in ``large_columns``, and so is what it gives.
    """
    letters = range(cells // _LETTER, _FEWEST_LETTERS - 1, -1)
    return next(filter(None, (large_columns(rows(n), cells, room) for n in letters)), None)


def _large_row(row: Sequence[str], widths: Sequence[int], scale: int, gap: int) -> list[str]:
    half_rows = WORD_ROWS * scale
    columns = [
        [line.ljust(width + gap) for line in word_rows(text or " ", scale, half_rows, above=True)]
        for text, width in zip(row, widths, strict=True)
    ]
    lines = ["".join(parts) for parts in zip(*columns, strict=True)]
    return lines + [""] * (line_rows(half_rows) - len(lines))


def apart(
    left: Sequence[str], right: Sequence[str], cells: int, rows: int, least: int
) -> list[str]:
    """Words at the left end of an area, as high as it is, and others at its right end.

    Args:
        left: what to say there, the fullest first.
        right: the same of the other end, slim rather than a shorter one; for its fuller texts the
            left one says less, and where none fits the left one stands in the middle.
        cells: the width.
        rows: the height; below 3 the left words are written, and alone.
        least: half rows of the words at the right end.

    Returns:
        Exactly ``rows`` lines of ``cells`` cells.
    """
    scale = -(-2 * rows // NARROWEST)
    plain = [text for text in map(drawable, left) if text]
    shapes = (False, True) if SLIM else (False,)
    for other, slim, one in product(right, shapes, plain) if rows > 2 else ():
        beside = cells - word_width(one, scale) - 3 * scale
        drawn = _drawn(other, beside, rows, 0, least, slim=slim)
        if drawn is not None:
            free = rows - len(drawn)
            drawn = [""] * (free // 2) + drawn + [""] * (free - free // 2)
            head = word_rows(one, scale, 2 * rows)
            return [a + pad(b, cells - len(a), "right") for a, b in zip(head, drawn, strict=True)]
    return banner(left, cells, rows, blank=0)
