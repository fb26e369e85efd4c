"""Commands: everything an athlete, or the machine's surroundings, can tell a session.

A command is a plain value. It is stored in the journal with its instant, and the session is the
fold of that journal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from legtimer.core.exercise import Load


@dataclass(frozen=True, slots=True)
class Command:
    """The base of all commands."""


class Start(Command):
    """Begin the workout."""


class Press(Command):
    """The main key: does what is right in the state the session is in."""


class Pause(Command):
    """Stop all clocks."""


class Resume(Command):
    """Let the clocks go on."""


@dataclass(frozen=True, slots=True)
class Slept(Command):
    """The computer was asleep: pause at the instant at which it fell asleep."""

    at: int
    """Milliseconds since the session was opened at which it fell asleep."""


class Back(Command):
    """To the start of this step; to the one before when less than 2 s in."""


class Restart(Command):
    """To the start of this step."""


class Skip(Command):
    """Leave this step; inside scored work, leave the block."""


@dataclass(frozen=True, slots=True)
class Adjust(Command):
    """Make the step under way longer or shorter."""

    delta: int
    """ms, negative for shorter."""


class CountRound(Command):
    """Count the whole round under way."""


class ChangeCounting(Command):
    """A press counts a whole round from now on where it counted an exercise, or the other way."""


class MarkMissed(Command):
    """The interval under way counts as missed; a second time takes that back."""


@dataclass(frozen=True, slots=True)
class CorrectReps(Command):
    """So many reps were done in a set, or of the exercise that the clock cut off."""

    reps: int
    """From 0 to 100,000."""
    number: int = 0
    """Which record of the session, from 1; 0 for the last one."""


@dataclass(frozen=True, slots=True)
class CorrectLoad(Command):
    """The load of the set under way, or just done, and of the further sets of the exercise.

    Where the load is the score, it is that of one set alone.
    """

    load: Load
    number: int = 0
    """Which record of the session, from 1; 0 for the set under way, or the last one."""


class MoreRounds(Command):
    """One round (or set) more of the block under way."""


class FewerRounds(Command):
    """One round (or set) less of the block under way, never less than have begun."""


@dataclass(frozen=True, slots=True)
class SwapEasier(Command):
    """Swap the exercise under way for its easier alternative, or back."""

    instead: str = ""
    """What its alternative is if the workout names none: an exercise, or ``omit``."""


class Undo(Command):
    """Take back the last press."""


class End(Command):
    """End the workout here and keep what was done."""


class JournalEntry(NamedTuple):
    """One line of the journal."""

    at: int
    """Ms since the session was opened."""
    command: Command
