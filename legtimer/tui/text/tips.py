"""Short reminders of how an exercise is done, while one gets ready for it.

What the workout's file says of an exercise is shown all the time (``wording.coming``). What only
the exercise library knows takes turns with what follows, one cue at a time: a line that is read in
half a second holds no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.files.printable import printable
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.text.figure import passed_ms, seen

TURN: Final = 4_000
"""Ms for which each is shown; what follows comes first."""

_GETTING_READY: Final = frozenset({State.PREPARE, State.REST, State.READY, State.SWITCH})


def reminder(view: View, cues_of: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
    """The cue whose turn it is, the fullest text first; nothing when it is not a cue's turn.

    Args:
        view: the session.
        cues_of: the exercise library.
    """
    coming = view.next
    if seen(view) not in _GETTING_READY or coming is None or coming.exercise is None:
        return ()
    turn = passed_ms(view) // TURN
    if turn == 0 or coming.exercise.note or coming.exercise.cues:
        return ()
    cues = cues_of(coming.exercise.name)
    turn %= len(cues) + 1
    if turn == 0:
        return ()
    cue = printable(cues[turn - 1], limit=NAME_LIMIT)
    # What stands before a colon says it alone: it can be drawn larger, and fits a narrow screen.
    return tuple(dict.fromkeys((cue, cue.partition(":")[0])))
