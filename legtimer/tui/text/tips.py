"""Short reminders of how an exercise is done, while one gets ready for it.

What the workout's file says of an exercise is shown all the time (``wording.coming``). What it says
of a block that begins takes turns with what follows, and so does what only the exercise library
knows, one cue at a time: a line that is read in half a second holds no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.core.steps import Phase
from legtimer.files.printable import printable
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.text.figure import passed_ms, seen

TURN: Final = 4_000
"""Ms for which each is shown; what follows comes first, after a note about the block."""
_NOTE_TURNS: Final = 2
"""For how many turns the note about a block is shown while its first work is under way."""

_GETTING_READY: Final = frozenset({State.PREPARE, State.REST, State.READY, State.SWITCH})


def reminder(view: View, cues_of: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
    """The cue whose turn it is, the fullest text first; nothing when it is not a cue's turn.

    Args:
        view: the session.
        cues_of: the exercise library.
    """
    coming, turn = view.next, passed_ms(view) // TURN
    getting_ready = seen(view) in _GETTING_READY
    note = printable(_block_note(view), limit=NAME_LIMIT * 2)
    if not getting_ready:
        return (note,) if note and turn < _NOTE_TURNS else ()
    if turn == 0:
        return (note,) if note else ()
    cues: Sequence[str] = ()
    if coming is not None and coming.exercise is not None:
        own = coming.exercise.note or coming.exercise.cues
        cues = () if own else cues_of(coming.exercise.name)
    # What follows has an empty line here: the caller shows it.
    lines = [*((note,) if note else ()), "", *cues]
    cue = printable(lines[turn % len(lines)], limit=NAME_LIMIT * 2)
    if not cue:
        return ()
    # What stands before a colon says it alone: it can be drawn larger, and fits a narrow screen.
    return tuple(dict.fromkeys((cue, cue.partition(":")[0])))


def _block_note(view: View) -> str:
    """What the file says about the block that begins next, or has begun; empty later in it."""
    step = view.step
    rests = step is not None and step.phase is Phase.REST and step.place.kind == "rest"
    if step is not None and rests and step.place.note:
        return step.place.note
    leads = seen(view) in _GETTING_READY
    following = view.next.step if leads and view.next is not None else step
    if following is None or following.phase is not Phase.WORK:
        return ""
    place = following.place
    begun = any(record.step.place.block_pass == place.block_pass for record in view.records)
    return "" if begun else place.note
