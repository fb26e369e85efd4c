"""Columns of text as wide as what stands in them, for commands and screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

_GAP: Final = 2
"""Blank cells between two columns."""
_LEAST: Final = 12
"""Cells below which no column is cut."""


def align_columns(
    rows: Sequence[Sequence[str]], width: int | None = None, cells: Callable[[str], int] = len
) -> list[str]:
    """Rows as text, with columns as wide as their longest texts.

    Args:
        rows: their columns; rows with as many columns stand below each other, those with one
            column are as they are.
        width: cells of a row; None for no limit. The widest columns are cut, down to a quarter of
            it; where that is not enough, the last ones are left out. Of two columns only the first
            is cut, down to a half.
        cells: how wide a text is.
    """
    widths: dict[int, list[int]] = {}
    for row in rows:
        mine = [cells(text) for text in row]
        known = widths.get(len(row), mine)
        widths[len(row)] = [max(pair) for pair in zip(known, mine, strict=True)]
    if width is not None:
        widths = {count: _fitted(known, width) for count, known in widths.items()}
    lines = []
    for row in rows:
        if len(row) == 1:
            lines.append(row[0])
            continue
        texts = [_cut(text, room, cells) for text, room in zip(row, widths[len(row)], strict=False)]
        padded = (
            text + " " * (room - cells(text))
            for text, room in zip(texts, widths[len(row)], strict=False)
        )
        lines.append((" " * _GAP).join(padded).rstrip())
    return lines


def _fitted(natural: list[int], width: int) -> list[int]:
    """As many of these columns as fit, with the widths that they get."""
    for count in range(len(natural), 2, -1):
        found, room = natural[:count], width - _GAP * (count - 1)
        while sum(found) > room and max(found) > max(_LEAST, width // 4):
            found[found.index(max(found))] -= 1
        if sum(found) <= room:
            return found
    first, *rest = natural[:2]
    return [max(1, min(first, max(width // 2, width - _GAP - sum(rest)))), *rest]


def _cut(text: str, room: int, cells: Callable[[str], int]) -> str:
    while cells(text) > room:
        text = text.removesuffix("…")[:-1] + "…"
    return text
