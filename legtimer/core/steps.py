"""Steps: the closed vocabulary into which every workout is expanded.

Theory of operation. A block of any kind expands into a flat row of steps, and the session knows
nothing but steps. A step combines three things: a **clock** (a limit in milliseconds, or none), an
**ender** (the clock, the athlete, or whichever comes first) and what a press of the main key
**means**; some add a **tally**, a list of exercises that presses count off. AMRAP is a clock that
ends, a press that counts and an endless tally; For Time is a clock or the tally's end, whichever
is first; an EMOM interval is a clock that ends and a press that says "made it"; a rest until
ready is no clock and a press that goes on. So a new kind of block needs no change in the session:
what is scored is said by the ``Scoring`` that its steps carry.

A step also knows its ``Place``: where in the whole it stands. The place is what a screen shows
("round 2 of 4"), and, with the phase, what identifies the step when the plan is expanded anew
because a round was added.

All times are whole milliseconds.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from legtimer.core.exercise import Amount, Exercise, OpenLoad, PlannedLoad, value_class
from legtimer.core.scoring import Scoring


class Phase(StrEnum):
    """What a step is for; also the word that the screen shows for it."""

    PREPARE = "prepare"
    """The lead-in before the first exercise."""
    GET_SET = "get-set"
    """Time to get into position before timed work that follows a press."""
    WORK = "work"
    REST = "rest"
    SWITCH = "switch"
    """Changing to the other side."""
    SCORE = "score"
    """The athlete is asked for the reps of the exercise that the clock cut off."""


class Ends(StrEnum):
    CLOCK = "clock"
    ATHLETE = "athlete"
    FIRST = "first"
    """The clock or the athlete, whichever comes first."""


class PressEffect(StrEnum):
    """What the main key means during a step."""

    GO = "go"
    """Go on now."""
    DONE = "done"
    """The set is done."""
    PAUSE = "pause"
    """Stop the clock."""
    COUNT = "count"
    """One exercise of the tally is done."""
    MADE = "made"
    """The interval's work is done; wait for the boundary."""
    CONFIRM = "confirm"
    """The reps that were asked for are as shown."""


@value_class
class Place:
    """Where a step stands in the whole workout."""

    block: int
    """Index of the top-level block, from 0; -1 for what belongs to none (the lead-in)."""
    path: str = ""
    """The block within the file, such as ``block[2].block[0]``."""
    title: str = ""
    """What the athlete calls the block."""
    kind: str = ""
    """The block's kind."""
    role: str = "main"
    """``main``, ``warm-up`` or ``cool-down``."""
    passes: tuple[tuple[int, int], ...] = ()
    """For each enclosing repeat: which pass (from 1) of how many."""
    word: str = "round"
    """What one round of this block is called: ``round``, ``set`` or ``interval``."""
    round: int = 0
    """Which round, set or interval, from 1; 0 where there is none."""
    rounds: int = 0
    """Of how many; 0 where that is open."""
    exercise: int = 0
    """Which exercise of the block, from 1; 0 where there is none."""
    exercises: int = 0
    """Of how many."""
    side: int = 0
    """1 or 2 for the first or second side, 0 for no side."""
    choice: str | None = None
    """The key by which the athlete can change the number of rounds, if that is possible."""
    source: str = ""
    """Where the exercise stands in the file, such as ``block[1].exercises[0]``; may be empty."""
    note: str = ""
    """What the file says about the block, or about the block around it."""

    @property
    def block_pass(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Which pass through which block."""
        return self.path, self.passes


class TallyItem(NamedTuple):
    """One exercise of a counted round."""

    exercise: Exercise
    amount: Amount
    load: PlannedLoad | None
    reps: int
    """What it adds to a score: reps of both sides, or calories; 0 for timed work, distances and
    ranges."""
    limit: int | None
    """ms, for a timed exercise."""
    source: str
    """Where the exercise stands in the file, for swaps."""

    @property
    def is_rest(self) -> bool:
        """Whether it is a rest, which ends by itself and is no exercise."""
        return self.exercise.is_rest

    @property
    def ends_by_clock(self) -> bool:
        """Whether its time ends it in scored work: a rest, or as many reps as possible in it."""
        return self.is_rest or self.amount.most

    @property
    def asks_reps(self) -> bool:
        """Whether only the athlete can say how much of it was done."""
        return self.amount.asks_reps


class TallyPart(NamedTuple):
    """One of several parts of counted work."""

    title: str
    rounds: int
    """How many rounds it has."""


class Tally(NamedTuple):
    """What presses count off, round by round."""

    rounds: tuple[tuple[TallyItem, ...], ...]
    """The exercises of each round."""
    endless: bool
    """Whether the last round repeats until the clock ends the step."""
    flows: bool
    """Whether a timed exercise gives way to the next one by itself."""
    by_round: bool
    """Whether one press counts a whole round."""
    parts: tuple[TallyPart, ...] = ()
    """How the rounds belong to parts; none where all of them are alike."""

    def part(self, round: int) -> tuple[int, int]:
        """The number of the part that a round belongs to, from 1, and the first round of it.

        Args:
            round: from 0.
        """
        first = 0
        for number, part in enumerate(self.parts, 1):
            if round < first + part.rounds:
                return number, first
            first += part.rounds
        return len(self.parts), 0

    def items(self, round: int) -> tuple[TallyItem, ...]:
        """The exercises of a round.

        Args:
            round: from 0; beyond the last one of an endless tally the last one repeats.
        """
        return self.rounds[min(round, len(self.rounds) - 1)]


class Cadence(NamedTuple):
    """A metronome that counts reps."""

    period: int
    """ms per rep."""
    beats: tuple[int, ...]
    """ms from the start of a rep at which its further parts begin; empty for a plain cadence."""


@value_class
class Step:
    """One thing at a time that the athlete is told to do."""

    phase: Phase
    ends: Ends
    press: PressEffect
    limit: int | None = None
    """ms after which the clock ends the step; None where no clock does."""
    place: Place
    exercise: Exercise | None = None
    amount: Amount | None = None
    load: PlannedLoad | None = None
    call: int | None = None
    """ms after which a ranged rest is called the first time."""
    tally: Tally | None = None
    cadence: Cadence | None = None
    scoring: Scoring | None = None
    """How the block is scored; the clock of scored work never moves back."""
    counts_up: bool = False
    """Whether the figure shows the time since the start and not the time left."""
    countdown: int = 3
    """How many of the last seconds get a cue."""
    halfway: bool = False
    """Whether half of the time gets a cue."""
    rest_after: bool = False
    """Whether it is the rest after a block, which is left out at the end of the workout."""
    get_set: int = 0
    """ms of get-set that this step wants when it follows a press."""

    @property
    def timed(self) -> bool:
        """Whether a clock limits the step."""
        return self.limit is not None

    @property
    def scored(self) -> bool:
        """Whether it is scored work, or a rest inside it: its clock never moves back."""
        return self.scoring is not None and self.phase is not Phase.SCORE

    @property
    def ends_by_tally(self) -> bool:
        """Whether the last exercise that a press counts ends the step, as in a For Time."""
        tally = self.tally
        return self.press is PressEffect.COUNT and tally is not None and not tally.endless

    @property
    def sets(self) -> tuple[Step, ...]:
        """The sets that it is: itself, or one for each exercise of a complex.

        Counted work and intervals are none.
        """
        if self.tally is None:
            return (self,) if self.phase is Phase.WORK else ()
        if self.press is not PressEffect.DONE:
            return ()
        return tuple(
            replace(
                self,
                tally=None,
                exercise=item.exercise,
                amount=item.amount,
                load=item.load,
                place=replace(self.place, exercise=number, source=item.source),
            )
            for number, item in enumerate(self.tally.items(0), 1)
        )

    @property
    def low_end(self) -> int:
        """The least that is asked for, both sides of an alternating exercise together."""
        low = self.amount.low if self.amount is not None else 0
        return low * (self.exercise.sides_per_set if self.exercise is not None else 1)

    @property
    def asks_reps(self) -> bool:
        """Whether only the athlete can say how much of it was done: of a range, or of a maximum."""
        if self.press is PressEffect.MADE and self.tally is not None:
            return any(item.asks_reps for item in self.tally.items(0))
        if self.phase is not Phase.WORK or self.amount is None or self.tally or self.cadence:
            return False
        return self.amount.asks_reps

    @property
    def asks(self) -> bool:
        """Whether only the athlete can say how much of it was done, or with what load."""
        return self.asks_reps or self.asks_load

    @property
    def asks_load(self) -> bool:
        """Whether the load is the score, so that only the athlete can say what it was."""
        load = self.load
        return self.phase is Phase.WORK and isinstance(load, OpenLoad) and load.is_score

    @property
    def counts_score(self) -> bool:
        """Whether presses count a score, as in an AMRAP and a For Time."""
        return self.press is PressEffect.COUNT and self.scoring is not None

    @property
    def open_ended(self) -> bool:
        """Whether such intervals go on until one is not made, as in a death-by."""
        return self.scoring is not None and self.scoring.sudden_death

    @property
    def key(self) -> tuple[object, ...]:
        """What identifies the step within any expansion of the same workout."""
        p = self.place
        turns = tuple(turn for turn, _ in p.passes)
        # The source, not the number, names the exercise: numbers shift when one is left out.
        # The role tells the sets of a ramp from the others.
        return (p.path, turns, p.round, p.source or p.exercise, p.side, self.phase, p.role)
