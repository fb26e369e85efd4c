"""The transition table: which command is legal in which state, and what it does. Data, not code.

The session reads the table to act, ``Session.allows`` reads it to say what is legal, the footer
and the key help read it to say what a key does now, and the diagram in the documents is drawn
from it, so that they cannot disagree.
"""

from __future__ import annotations

from enum import Enum, StrEnum, auto

from legtimer.core.session import commands as c


class State(StrEnum):
    """What a session can be doing. The values are what a screen calls it."""

    NEW = "ready to start"
    PREPARE = "get ready"
    REST = "rest"
    READY = "rest until ready"
    SWITCH = "switch sides"
    TIMED = "timed work"
    REPS = "work"
    CADENCE = "work on the beat"
    COUNTING = "counted work"
    """AMRAP and For Time."""
    CYCLE = "timed block"
    """A timed block whose list repeats, unscored."""
    INNER_REST = "rest inside scored work"
    """A rest among the exercises of scored work; an interval of an EMOM that is a rest."""
    INTERVAL = "interval"
    """EMOM and death-by, before the press."""
    WAITING = "waiting"
    """EMOM and death-by, after the press."""
    SCORE = "score"
    """The reps of a cut-off exercise are asked for."""
    PAUSED = "paused"
    FINISHED = "finished"


class Action(Enum):
    """What a command does in a state."""

    START = auto()
    GO_ON = auto()
    """End this step now and begin the next."""
    DONE = auto()
    """The set is done."""
    COUNT = auto()
    COUNT_ROUND = auto()
    COUNTING = auto()
    """Have a press count whole rounds, or exercises again."""
    MADE = auto()
    MISSED = auto()
    CONFIRM = auto()
    PAUSE = auto()
    RESUME = auto()
    SLEPT = auto()
    BACK = auto()
    RESTART = auto()
    SKIP = auto()
    LEAVE = auto()
    """Leave the whole scored block."""
    ADJUST = auto()
    REPS = auto()
    LOAD = auto()
    MORE = auto()
    FEWER = auto()
    SWAP = auto()
    UNDO = auto()
    END = auto()


A = Action
_Row = dict[type[c.Command], Action]
_ALWAYS: _Row = {c.Undo: A.UNDO, c.CorrectReps: A.REPS, c.CorrectLoad: A.LOAD}
_PLAN: _Row = {
    c.ChangeCounting: A.COUNTING,
    c.MoreRounds: A.MORE,
    c.FewerRounds: A.FEWER,
    c.SwapEasier: A.SWAP,
}
_RUNNING: _Row = {
    **_ALWAYS,
    **_PLAN,
    c.Pause: A.PAUSE,
    c.Slept: A.SLEPT,
    c.Back: A.BACK,
    c.End: A.END,
}
_FREE: _Row = {**_RUNNING, c.Restart: A.RESTART, c.Skip: A.SKIP}
_LONGER: _Row = {c.Adjust: A.ADJUST}
_SCORED: _Row = {
    c.Undo: A.UNDO,
    c.SwapEasier: A.SWAP,
    c.Pause: A.PAUSE,
    c.Slept: A.SLEPT,
    c.End: A.END,
    c.Skip: A.LEAVE,
    c.CorrectReps: A.REPS,
    c.CorrectLoad: A.LOAD,
}

TABLE: dict[State, dict[type[c.Command], Action]] = {
    State.NEW: {c.Start: A.START, c.Press: A.START},
    State.PREPARE: {**_FREE, **_LONGER, c.Press: A.GO_ON},
    State.REST: {**_FREE, **_LONGER, c.Press: A.GO_ON},
    State.READY: {**_FREE, c.Press: A.GO_ON},
    State.SWITCH: {**_FREE, **_LONGER, c.Press: A.GO_ON},
    State.TIMED: {**_FREE, **_LONGER, c.Press: A.PAUSE},
    State.REPS: {**_FREE, c.Press: A.DONE},
    State.CADENCE: {**_FREE, c.Press: A.DONE},
    State.COUNTING: {
        **_SCORED,
        c.Press: A.COUNT,
        c.CountRound: A.COUNT_ROUND,
        c.ChangeCounting: A.COUNTING,
    },
    State.INNER_REST: {**_SCORED, c.Press: A.COUNT, c.ChangeCounting: A.COUNTING},
    State.CYCLE: {**_FREE, **_LONGER, c.Press: A.COUNT},
    State.INTERVAL: {**_SCORED, c.Press: A.MADE, c.MarkMissed: A.MISSED},
    State.WAITING: {**_SCORED, c.MarkMissed: A.MISSED},
    State.SCORE: {
        **_ALWAYS,
        c.Press: A.CONFIRM,
        c.Skip: A.CONFIRM,
        c.Pause: A.PAUSE,
        c.Slept: A.SLEPT,
        c.End: A.END,
    },
    State.PAUSED: {
        **_ALWAYS,
        **_PLAN,
        c.Press: A.RESUME,
        c.Resume: A.RESUME,
        c.Back: A.BACK,
        c.Restart: A.RESTART,
        c.Skip: A.SKIP,
        c.Slept: A.SLEPT,
        c.End: A.END,
    },
    State.FINISHED: {**_ALWAYS},
}
"""STATE x COMMAND: what a command does; a pair that is not here is illegal and changes nothing.

What is legal by the table can still have nothing to act on (no set to correct, no easier
alternative, no counted work ahead, a block whose rounds are fixed by a list): ``Session.allows``
knows that too.
"""

PAUSE_ITSELF = frozenset({c.Press, c.Resume, c.Slept, c.Undo, c.End})
"""What a pause decides. All its other commands do what they do in the state that it hides, if they
are legal there."""
