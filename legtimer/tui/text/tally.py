"""What the session screen says of counted rounds and of intervals: pure functions of a view."""

from __future__ import annotations

from typing import Final, NamedTuple

from legtimer.core.notation import clock
from legtimer.core.session.view import TallyView, View
from legtimer.core.steps import TallyItem
from legtimer.tui.text.exercise import exercise_texts, index_of

SETTLED: Final = 20_000
"""Ms of complete rounds from which on their pace tells something of the end."""


class Panel(NamedTuple):
    """What stands beside the figure of counted work."""

    head: str
    items: tuple[str, ...]
    """One row for each exercise of the round."""
    current: int
    """Index of the one under way; -1 if that is not known."""
    foot: tuple[str, ...]
    """How far it is counted; stays whatever scrolls."""


def _item(item: TallyItem) -> str:
    return exercise_texts(item.exercise, item.amount, item.load, 0)[0]


def together(view: View) -> bool:
    """Whether a press is for all exercises of a round: none of them is the one under way."""
    tally, step = view.tally, view.step
    if tally is None or step is None or len(tally.items) < 2:
        return False
    return view.intervals is not None or (step.tally is not None and step.tally.by_round)


def _pace(view: View, tally: TallyView, best: str) -> list[str]:
    rows = []
    if tally.splits:
        rows.append("splits " + " ".join(map(clock, tally.splits[-4:])))
    if projection := _projection(view, tally):
        rows.append(f"pace   {projection}")
    return [*rows, best] if best else rows


def _projection(view: View, tally: TallyView) -> str:
    """What the pace so far gives in the end: the rounds of an AMRAP, the time of a For Time."""
    if sum(tally.splits) < SETTLED:
        return ""
    if tally.projected is not None:
        return f"{tally.projected:.1f} rounds"
    whole = _whole(view)
    if not whole or not tally.splits or view.clock is None or not tally.total:
        return ""
    spent = sum(tally.splits)
    before = tally.total - tally.reps
    return f"done in {clock(round(spent * whole / before / 1000) * 1000)}" if before else ""


def _whole(view: View) -> int:
    """The reps of a whole For Time; 0 elsewhere."""
    step = view.step
    if step is None or step.tally is None or not step.ends_by_tally:
        return 0
    return sum(item.reps for items in step.tally.rounds for item in items)


def tally_panel(view: View, best: str = "") -> Panel | None:
    """What one round holds, row by row, and how far it is counted.

    None where there is nothing that the prompt does not say.

    Args:
        view: the session.
        best: how it goes against the athlete's own best.
    """
    tally, step = view.tally, view.step
    if tally is None or step is None:
        return None
    if view.intervals is not None:
        if len(tally.items) == 1:
            return None
        place = step.place
        head = index_of(place.word, place.round, place.rounds)[0].upper()
        items = tuple(f"· {_item(item)}" for item in tally.items)
        return Panel(head, items, -1, (intervals_line(view)[-1],))
    head = index_of(step.place.word, tally.round, tally.rounds)[0].upper()
    whole = _whole(view)
    total = f"{tally.total} of {whole}" if whole else f"total {tally.total}"
    if together(view):
        items = tuple(f"· {_item(item)}" for item in tally.items)
        return Panel(head, items, -1, (total, *_pace(view, tally, best)))
    rows = []
    for i, item in enumerate(tally.items, 1):
        mark = "✓" if i < tally.item else "▶" if i == tally.item else "·"
        rows.append(f"{mark} {_item(item)}")
    counted = f"this round {tally.reps} · {total}"
    return Panel(head, tuple(rows), tally.item - 1, (counted, *_pace(view, tally, best)))


def tally_line(view: View, best: str = "") -> tuple[str, ...]:
    """The same in one line, for screens with no room beside the figure."""
    tally = view.tally
    if tally is None or view.intervals is not None:
        return ("",)
    scoring, whole = view.step.scoring if view.step is not None else None, _whole(view)
    figures = tally.done, tally.reps, tally.total, whole
    parts = [scoring.tally_text(*figures)] if scoring is not None else []
    if best:
        parts.append(best)
    if tally.splits:
        parts.append(f"last {clock(tally.splits[-1])}")
    if projection := _projection(view, tally):
        parts.append(projection if whole else f"pace {projection}")
    return tuple(" · ".join(parts[:n]) for n in range(len(parts), 0, -1)) or ("",)


def intervals_line(view: View) -> tuple[str, ...]:
    """How the intervals of an EMOM or death-by go; empty elsewhere."""
    intervals = view.intervals
    if intervals is None:
        return ("",)
    parts = [f"made {intervals.made}"]
    if intervals.missed:
        parts.append(f"missed {intervals.missed}")
    if intervals.marked:
        parts.append("this one counts as missed")
    elif intervals.waiting:
        parts.append("this one is made")
    return (" · ".join(parts), parts[0])
