"""The times of rounds, with bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from legtimer.app import bars
from legtimer.core.notation import clock

_HEIGHTS: Final = "▁▂▃▄▅▆▇█"


def round_rows(
    splits: Sequence[int], most: int, bar: int = 24, names: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """What the bars are of, and a row for each round: its name, its time, a bar. Of many one row.

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
        return [(f"  {len(splits)} rounds", f"{text}  {marks} low is fast" if bar else text)]
    length = len(clock(slowest))
    rows = []
    if bar and len(splits) > 1:
        word = "part" if names and not names[0].startswith("round") else "round"
        rows.append((f"  time of each {word}", ""))
    marked = {splits.index(slowest): " slowest", splits.index(fastest): " fastest"}
    for number, ms in enumerate(splits):
        drawn = bars.bar(ms / max(1, slowest), bar) if bar else ""
        mark = marked.get(number, "") if fastest < slowest else ""
        text = f"{clock(ms):>{length}}  {drawn}{mark}"
        name = names[number] if names else f"round {number + 1}"
        rows.append((f"  {name}", text))
    return rows
