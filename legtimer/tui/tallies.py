"""What the session screen says of counted rounds and of intervals: pure functions of a view."""

from __future__ import annotations

from typing import NamedTuple

from legtimer.core.session.view import TallyView, View
from legtimer.core.steps import Scored, TallyItem
from legtimer.tui.figures import clock_text
from legtimer.tui.naming import exercise_texts, index_of


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


def _pace(tally: TallyView) -> list[str]:
    rows = []
    if tally.splits:
        last = [clock_text(split // 1000) for split in tally.splits[-4:]]
        rows.append("splits " + " ".join(last))
    if tally.projected is not None:
        rows.append(f"pace   {tally.projected:.1f} rounds")
    return rows


def tally_panel(view: View) -> Panel | None:
    """What one round holds, row by row, and how far it is counted.

    None where there is nothing that the prompt does not say.
    """
    tally, step = view.tally, view.step
    if tally is None or step is None:
        return None
    if view.intervals is not None:
        if len(tally.items) == 1:
            return None
        place = step.place
        head = index_of(place.word, place.round, place.rounds)[0].upper()
        return Panel(head, tuple(f"· {_item(item)}" for item in tally.items), -1, ())
    head = index_of(step.place.word, tally.round, tally.rounds)[0].upper()
    rows = []
    for i, item in enumerate(tally.items, 1):
        mark = "✓" if i < tally.item else "▶" if i == tally.item else "·"
        rows.append(f"{mark} {_item(item)}")
    foot = (f"this round {tally.reps} · total {tally.total}", *_pace(tally))
    return Panel(head, tuple(rows), tally.item - 1, foot)


def tally_line(view: View) -> tuple[str, ...]:
    """The same in one line, for screens with no room beside the figure."""
    tally = view.tally
    if tally is None or view.intervals is not None:
        return ("",)
    scored = view.step.scored if view.step is not None else None
    parts = [f"score {tally.done} + {tally.reps}"]
    if scored is not Scored.AMRAP:
        parts = [f"{tally.total} reps in all"] if scored is not None else []
    if tally.splits:
        parts.append(f"last {clock_text(tally.splits[-1] // 1000)}")
    if tally.projected is not None:
        parts.append(f"pace {tally.projected:.1f} rounds")
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
