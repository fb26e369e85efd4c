"""Cues: everything the session tells its listeners (screen, sound, voice, journal).

Each cue is stamped with the instant at which it was *due*, in milliseconds of the monotonic
clock that the session is driven by, never with the instant at which it was noticed. A driver
that comes late therefore gets the same cues as one that comes early. ``step`` is the index, in
the session's plan, of the step that was under way.
"""

from __future__ import annotations

from dataclasses import dataclass

from legtimer.core.steps import Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The base of all cues."""

    due: int
    """Milliseconds of the driving clock at which this was due."""
    step: int
    """Index of the step in the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted(Cue):
    """A step began."""

    phase: Phase
    timed: bool
    """Whether a clock limits the step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown(Cue):
    """One of the last seconds of a timed step."""

    seconds: int
    """How many whole seconds are left at ``due``: 3, 2, 1."""


class Halfway(Cue):
    """Half of a timed step is over."""


class RestCalled(Cue):
    """The short end of a ranged rest: the athlete may go, and is called again at its long end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestOver(Cue):
    """A rest ran out by the clock."""

    call: int
    """1 for a fixed rest, 2 for the second call of a ranged one."""


class SwitchSides(Cue):
    """The first side is done, now the other."""


class RepPrompt(Cue):
    """Work that the athlete ends is to be done now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepTick(Cue):
    """The metronome of a cadence finished a rep."""

    rep: int
    """Which rep was finished, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TempoBeat(Cue):
    """The next part of a rep in a tempo begins (down, hold, up, hold)."""

    part: int
    """Which part of the rep begins, from 1 for its second part."""


class ItemOver(Cue):
    """The time of a timed exercise inside a counted block ran out."""


class RestStarted(Cue):
    """A rest among the exercises of a counted round began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Cue):
    """A press counted one exercise of a round."""

    round: int
    """The round that it belongs to, from 1."""
    item: int
    """The exercise within the round, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCounted(Cue):
    """The last exercise of a round was counted."""

    round: int
    """The round that is complete, from 1."""
    split: int
    """How long the round took, in ms."""


class IntervalMade(Cue):
    """The work of an interval was done before its boundary; the athlete waits."""


class IntervalMissed(Cue):
    """The athlete marked an interval as missed."""


class Failed(Cue):
    """A death-by interval passed without its work: the block is over."""


class CapReached(Cue):
    """The time cap came before the end of the work."""


class ScoreAsked(Cue):
    """The clock ended scored work: how many reps of the exercise under way were done?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDone(Cue):
    """The last step of a block is over and another block follows."""

    block: int
    """Index of the block in the workout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(Cue):
    """The workout is over."""

    early: bool
    """Whether the athlete ended it before its last step."""


class Paused(Cue):
    """All clocks stand still."""


class Resumed(Cue):
    """The clocks go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted(Cue):
    """The step under way was made longer or shorter."""

    delta: int
    """By how much, in ms, negative for shorter."""


class Corrected(Cue):
    """A figure that was recorded was changed: reps or load."""


class PlanChanged(Cue):
    """The plan changed: a round more or less, an easier exercise, what a press counts."""


class Undone(Cue):
    """The last press was taken back."""
