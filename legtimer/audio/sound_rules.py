"""Which sound a cue gets, and which one is heard when several are due at the same instant.

Both are one table, ordered by importance. At the boundary of two steps the session says several
things at once (the rest is over, work starts, a set is to be done), and only the most important one
is to be heard: two sounds on top of each other are neither.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from legtimer.core.session import cues
from legtimer.core.session.cues import Cue
from legtimer.core.steps import Phase


class Rule(NamedTuple):
    """One row of the table."""

    cue: type[Cue]
    """The kind of cue that it is about."""
    sound: str
    """The name of the sound, which is the name of its file without the ending."""
    applies: Callable[[Cue], bool] = lambda cue: True
    """Which cues of that kind."""


def _starts(*phases: Phase, timed: bool | None = None) -> Callable[[Cue], bool]:
    """Whether a cue starts a step of one of the phases, with or without a clock if that matters."""

    def applies(cue: Cue) -> bool:
        return (
            isinstance(cue, cues.StepStarted) and cue.phase in phases and timed in (None, cue.timed)
        )

    return applies


def _second_call(cue: Cue) -> bool:
    """Whether it is the long end of a ranged rest."""
    return isinstance(cue, cues.RestOver) and cue.call > 1


_RULES: tuple[Rule, ...] = (
    Rule(cues.Finished, "workout-done"),
    Rule(cues.Undone, "undo"),
    Rule(cues.Paused, "pause"),
    Rule(cues.Resumed, "resume"),
    Rule(cues.Failed, "missed"),
    Rule(cues.CapReached, "missed"),
    Rule(cues.IntervalMissed, "missed"),
    Rule(cues.BlockDone, "block-done"),
    Rule(cues.SwitchSides, "switch"),
    Rule(cues.StepStarted, "switch", _starts(Phase.SWITCH)),
    Rule(cues.StepStarted, "go", _starts(Phase.WORK, timed=True)),
    Rule(cues.RestOver, "second-call", _second_call),
    Rule(cues.RestOver, "rest-over"),
    Rule(cues.RestCalled, "rest-over"),
    # Work without a clock that follows a rest is announced by the end of that rest.
    Rule(cues.StepStarted, "go", _starts(Phase.WORK)),
    Rule(cues.StepStarted, "get-ready", _starts(Phase.PREPARE, Phase.GET_SET)),
    # The clock ended scored work: for who is still working, that is where rest begins.
    Rule(cues.ScoreAsked, "rest"),
    Rule(cues.StepStarted, "rest", _starts(Phase.REST)),
    Rule(cues.RestStarted, "rest"),
    Rule(cues.RoundCounted, "round"),
    Rule(cues.IntervalMade, "counted"),
    Rule(cues.ItemOver, "counted"),
    Rule(cues.Counted, "counted"),
    Rule(cues.Countdown, "tick"),
    Rule(cues.Halfway, "halfway"),
    Rule(cues.RepTick, "rep-tick"),
    Rule(cues.TempoBeat, "tempo-beat"),
)
"""Every cue that is heard, the most important first."""

SOUNDS: frozenset[str] = frozenset(rule.sound for rule in _RULES)
"""The names of all sounds."""


class SoundChoice(NamedTuple):
    """A sound and the instant at which it is due."""

    due: int
    """The instant of its cue, in ms of the session's clock."""
    sound: str


def _rank(cue: Cue) -> int | None:
    """The row of the table that a cue falls under, or None if it is silent."""
    return next(
        (row for row, rule in enumerate(_RULES) if isinstance(cue, rule.cue) and rule.applies(cue)),
        None,
    )


def choose(told: Iterable[Cue], unwanted: Collection[str] = ()) -> list[SoundChoice]:
    """The sounds of a row of cues, one for each instant, in the order of their instants.

    Args:
        told: the cues in any order.
        unwanted: the names of sounds that the user has switched off; they leave room for the next
            sound of the same instant.
    """
    best: dict[int, int] = {}
    for cue in told:
        row = _rank(cue)
        if row is not None and _RULES[row].sound not in unwanted:
            best[cue.due] = min(row, best.get(cue.due, row))
    return [SoundChoice(due, _RULES[row].sound) for due, row in sorted(best.items())]
