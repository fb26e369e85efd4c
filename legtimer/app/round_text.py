"""The times of rounds, as bars of block characters that are read without colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from legtimer.core.notation import clock

_HEIGHTS: Final = "▁▂▃▄▅▆▇█"


def round_rows(
    splits: Sequence[int], most: int, bar: int = 24, names: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """A row for each round: its name, and its time with a bar. Of many rounds one row for all.

    Args:
        splits: ms of each round.
        most: how many rounds have a row each.
        bar: cells of the bar of the slowest round; 0 for no bars.
        names: what each is called; none for rounds.
    """
    if not splits:
        return []
    fastest, slowest = min(splits), max(splits)
    if len(splits) > most:
        spread = max(1, slowest - fastest)
        marks = "".join(_HEIGHTS[(ms - fastest) * 7 // spread] for ms in splits)
        text = f"{clock(fastest)} to {clock(slowest)}"
        return [(f"  {len(splits)} rounds", f"{text}  {marks}" if bar else text)]
    length = len(clock(slowest))
    rows = []
    for number, ms in enumerate(splits, 1):
        cells = max(1, round(ms * bar / max(1, slowest))) if bar else 0
        best = " fastest" if ms == fastest < slowest else ""
        text = f"{clock(ms):>{length}}  {'▆' * cells}{best}"
        name = names[number - 1] if names else f"round {number}"
        rows.append((f"  {name}", text))
    return rows
