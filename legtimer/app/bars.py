"""Bars of block characters: one look for all charts, which is read without colours.

Each chart says what its bars are of and how much the longest one is; the best and the last are
marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_BLOCK: Final = "▆"
_SHORTEST: Final = 5
"""Cells of a chart's longest bar, at least."""
_LONGEST: Final = 100
"""Cells of a chart's longest bar, at most."""


class BarRow(NamedTuple):
    """A row of a chart."""

    text: str
    value: float
    """From 0 on; the length of the bar."""
    mark: str = ""
    """What is said behind the bar."""


def bar(share: float, cells: int) -> str:
    """A bar, at least a cell long unless it is of nothing.

    Args:
        share: from 0 to 1.
        cells: the length of a whole one.
    """
    return _BLOCK * (max(1, round(share * cells)) if share > 0 else 0)


def chart_rows(rows: Sequence[BarRow], width: int) -> Iterator[str]:
    """Rows with bars behind their texts, where there is room for bars.

    Args:
        rows: of the chart.
        width: cells of a row.
    """
    most = max(row.value for row in rows)
    before = max(len(row.text) for row in rows) + 1
    behind = max(len(row.mark) + 1 for row in rows)
    if width - before - behind < _SHORTEST:
        behind = 0
    room = min(_LONGEST, width - before - behind)
    for text, value, mark in rows:
        if room < _SHORTEST:
            yield text[:width].rstrip()
        else:
            drawn = bar(value / most if most else 0, room)
            yield f"{text:<{before}}{drawn} {mark if behind else ''}".rstrip()
