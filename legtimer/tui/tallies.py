"""What the session screen says of counted rounds and of intervals: pure functions of a view."""

from __future__ import annotations

from legtimer.core.session.view import TallyView, View
from legtimer.core.steps import Scored, TallyItem
from legtimer.tui.figures import clock_text
from legtimer.tui.wording import doing_texts, index_of


def _item(item: TallyItem) -> str:
    return doing_texts(item.exercise, item.amount, item.load, 0)[0]


def _pace(tally: TallyView) -> list[str]:
    rows = []
    if tally.splits:
        last = [clock_text(split // 1000) for split in tally.splits[-4:]]
        rows.append("splits " + " ".join(last))
    if tally.projected is not None:
        rows.append(f"pace   {tally.projected:.1f} rounds")
    return rows


def tally_rows(view: View) -> tuple[str, ...]:
    """What one round holds, row by row, and how far it is counted.

    Empty where there is nothing that the prompt does not say.
    """
    tally, step = view.tally, view.step
    if tally is None or step is None:
        return ()
    if view.intervals is not None:
        if len(tally.items) == 1:
            return ()
        place = step.place
        head = index_of(place.word, place.round, place.rounds)[0].upper()
        return (head, *(f"· {_item(item)}" for item in tally.items))
    rows = [index_of(step.place.word, tally.round, tally.rounds)[0].upper()]
    for i, item in enumerate(tally.items, 1):
        mark = "✓" if i < tally.item else "▶" if i == tally.item else "·"
        rows.append(f"{mark} {_item(item)}")
    rows += ["", f"reps   {tally.reps} in, {tally.total} in all", *_pace(tally)]
    return tuple(rows)


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
