"""What the session screen says of counted rounds and of intervals: pure functions of a view."""

from __future__ import annotations

from typing import Final

from legtimer.core.notation import clock
from legtimer.core.session.view import TallyView, View
from legtimer.tui.text.exercise import exercise_name, exercise_texts
from legtimer.tui.text.figure import whole_reps

SETTLED: Final = 20_000
"""Ms of complete rounds from which on their pace tells something of the end."""


def together(view: View) -> bool:
    """Whether a press is for all exercises of a round: none of them is the one under way."""
    tally, step = view.tally, view.step
    if tally is None or step is None or len(tally.items) < 2:
        return False
    return view.intervals is not None or (step.tally is not None and step.tally.by_round)


def _projection(view: View, tally: TallyView) -> str:
    """What the pace so far gives in the end: the rounds of an AMRAP, the time of a For Time."""
    if sum(tally.splits) < SETTLED:
        return ""
    if tally.projected is not None:
        return f"pace {tally.projected:.1f} rounds"
    whole = whole_reps(view)
    if tally.parts or not whole or not tally.splits or view.clock is None or not tally.total:
        return ""
    spent = sum(tally.splits)
    before = tally.total - tally.reps
    return f"done in {clock(round(spent * whole / before / 1000) * 1000)}" if before else ""


def round_line(view: View) -> tuple[str, ...]:
    """The exercises of a counted round: those that are done with a mark, then what is to be done.

    Empty elsewhere. Where not all of it fits, those that are done go, the first one first, then
    loads, then all but the names, and then the last exercises: a mark never stands without a name.
    """
    tally = view.tally
    if tally is None or len(tally.items) < 2 or together(view):
        return ("",)
    over = [item for item in tally.items[: tally.item - 1] if not item.is_rest]
    done = [f"✓ {exercise_name(item.exercise)}" for item in over]
    ahead = tally.items[tally.item - 1 :]
    rows = [
        [exercise_texts(item.exercise, amount, load, 0)[0] for item, amount, load in each]
        for each in (
            [(item, item.amount, item.load) for item in ahead],
            [(item, item.amount, None) for item in ahead],
            [(item, None, None) for item in ahead],
        )
    ]
    names = rows[-1]
    listed = [
        *((*done[left:], f"▶ {rows[0][0]}", *rows[0][1:]) for left in range(len(done))),
        *((f"▶ {row[0]}", *row[1:]) for row in rows),
        *((f"▶ {names[0]}", *names[1:kept], "…") for kept in range(len(names) - 1, 0, -1)),
    ]
    return tuple(dict.fromkeys(" · ".join(parts) for parts in listed))


def pace_line(view: View, best: str = "") -> tuple[str, ...]:
    """How fast the rounds are, the fullest text first; empty where nothing is counted.

    Args:
        view: the session.
        best: how it goes against the athlete's own best.
    """
    tally = view.tally
    if tally is None or view.intervals is not None:
        return ("",)
    last = f"last {clock(tally.splits[-1])}" if tally.splits else ""
    pace = _projection(view, tally)
    # Two of them are read in half a second.
    parts = list(filter(None, (best or last, pace)))
    return tuple(dict.fromkeys((" · ".join(parts), *parts[:1], *parts[1:]))) or ("",)


def intervals_line(view: View) -> tuple[str, ...]:
    """How the intervals of an EMOM or death-by go; empty elsewhere."""
    intervals = view.intervals
    if intervals is None:
        return ("",)
    # One that is done before its time is up counts already for the athlete.
    parts = [f"made {intervals.made + (intervals.waiting and not intervals.marked)}"]
    if intervals.missed:
        parts.append(f"missed {intervals.missed}")
    if intervals.marked:
        parts.append("marked missed")
    return tuple(dict.fromkeys((" · ".join(parts), parts[0])))
