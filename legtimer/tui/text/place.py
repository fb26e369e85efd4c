"""Where in the workout the session is, in words: block, lap, round, exercise, side.

Several functions give more than one text, the fullest first: the widget shows the first that fits.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from legtimer.app.history_views import LastSets
from legtimer.core.notation import clock
from legtimer.core.session.transitions import State
from legtimer.core.session.view import Doing, View
from legtimer.core.steps import Phase, Place
from legtimer.files.printable import printable
from legtimer.tui.text.exercise import NAME_LIMIT, index_of, side_of
from legtimer.tui.text.figure import seen
from legtimer.tui.text.prompt import leads
from legtimer.tui.text.tally import together

_NEVER: Final[LastSets] = MappingProxyType({})


def _turns(view: View, place: Place) -> list[tuple[str, int, int]]:
    """In which lap, part and round, each with its word and how many there are (0: open)."""
    turns = [("lap", index, whole) for index, whole in place.passes]
    tally = view.tally
    if tally is not None and not place.round:
        if tally.parts > 1:
            turns.append(("part", tally.part, tally.parts))
        turns.append((place.word, tally.round, tally.rounds))
    elif place.round:
        turns.append((place.word, place.round, place.rounds))
    return turns


def _within(view: View, doing: Doing | None, place: Place) -> list[tuple[str, str]]:
    """At which exercise of the round and on which side, each in a long and a short form."""
    tally = view.tally
    index, whole = (0, 0) if together(view) else (place.exercise, place.exercises)
    if tally is not None and not place.round and not together(view):
        index, whole = tally.exercise, tally.exercises
    found = [index_of("exercise", index, whole)] if index and whole > 1 else []
    if place.side:
        found.append(side_of(doing.exercise if doing is not None else None, place.side))
    return found


def _placed(view: View) -> Doing | None:
    """What the place in the workout is said of: what the headline says."""
    return view.next if leads(view) and seen(view) is not State.WAITING else view.now


def turn_texts(view: View, *, told: bool = False) -> tuple[str, ...]:
    """What stands beside the state: the lap, and the round.

    Args:
        view: the session.
        told: whether the second figure says which round it is.
    """
    doing = _placed(view)
    step = doing.step if doing is not None else view.step
    if step is None or seen(view) in (State.SCORE, State.FINISHED):
        return ()
    turns = _turns(view, step.place)
    if told:
        turns = turns[: len(step.place.passes)]
    turns = [turn for turn in turns if turn[2] != 1]
    full, brief = [index_of(*turn)[1] for turn in turns], [f"{turn[0]} {turn[1]}" for turn in turns]
    texts = [*(" · ".join(parts) for parts in (full, brief)), *full[-1:], *brief[-1:]]
    return tuple(dict.fromkeys(text.upper() for text in texts if text))


def where(
    view: View, last: LastSets = _NEVER, best: str = "", *, turns: bool = True
) -> tuple[str, ...]:
    """Where what the headline says stands in the whole, the fullest text first.

    Args:
        view: the session.
        last: what was done in each set the last time.
        best: how it goes against the athlete's own best, where nothing else says that.
        turns: whether to say the lap and the round.
    """
    if view.step is None:
        return ("",)
    doing = _placed(view)
    step = doing.step if doing is not None else view.step
    title = printable(step.place.title, limit=NAME_LIMIT)
    capped = step.ends_by_tally and step.limit is not None
    cap = f"cap {clock(step.limit or 0)}" if capped else ""
    name = f"{title}, {cap}" if cap else title
    counts = [index_of(*turn) for turn in _turns(view, step.place)] if turns else []
    counts += _within(view, doing, step.place)
    if step.cadence is not None and doing is view.now:
        rhythm = f"a rep every {step.cadence.period / 1000:g} s"
        counts.append((rhythm, rhythm))
    long, short = [c[0] for c in counts], [c[1] for c in counts]
    role = "" if step.place.role == "main" else step.place.role
    # The name of the block is given up before where in it one is.
    texts = [
        " · ".join(filter(None, parts))
        for parts in ((role, name, *long), (name, *short), (cap, *long), (cap, *short))
    ]
    if best:
        texts = [*(f"{text} · {best}" for text in texts), *texts]
    if step.scoring is None and step.tally is None and step.phase is Phase.WORK:
        before = last.get(step.key)
        if before is not None:
            # The name of the block was said when it began.
            told = [" · ".join((*parts, f"last {before}")) for parts in (long, short)]
            texts = [*told, *texts]
    return tuple(dict.fromkeys(text for text in texts if text)) or ("",)
