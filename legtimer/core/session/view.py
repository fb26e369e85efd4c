"""A snapshot of a session: all that a screen needs, and nothing that can change.

The figure on a screen is derived from a ``ClockView`` and never from ticks that were counted. A
clock that runs down shows whole seconds rounded up, so that the digit turns to 3 at the very
instant at which the cue ``Countdown(3)`` is due; one that runs up shows them rounded down.
"""

from __future__ import annotations

from typing import NamedTuple

from legtimer.core.exercise import Amount, Exercise, Load, OpenLoad, PlannedLoad
from legtimer.core.notation import length_mm
from legtimer.core.session.commands import Command, CorrectLoad, CorrectReps
from legtimer.core.session.records import Record, Score
from legtimer.core.session.transitions import State
from legtimer.core.steps import Step, TallyItem


class ClockView(NamedTuple):
    """One running figure."""

    ms: int
    """Left (or passed, for a clock that runs up), never negative."""
    up: bool
    """Whether it runs up."""
    running: bool
    """Whether it moves at all just now."""

    @property
    def seconds(self) -> int:
        """The figure to show: whole seconds, rounded up for time left and down for time passed."""
        return self.ms // 1000 if self.up else -(-self.ms // 1000)

    @property
    def turns_in(self) -> int | None:
        """Ms until the figure changes; None while it stands, or at zero."""
        if not self.running or (not self.up and self.ms == 0):
            return None
        return 1000 - self.ms % 1000 if self.up else (self.ms - 1) % 1000 + 1


class Doing(NamedTuple):
    """One exercise with its figures: what now, or what next."""

    exercise: Exercise | None
    """None for what is no exercise (a rest, the lead-in)."""
    amount: Amount | None
    load: PlannedLoad | None
    side: int
    """1 or 2 for the first or second side, 0 otherwise."""
    step: Step
    """The step that it belongs to."""


class TallyView(NamedTuple):
    """A counted block under way."""

    part: int
    """The part under way, from 1; 0 where there are none."""
    parts: int
    round: int
    """The round under way, from 1, in its part."""
    rounds: int
    """Of how many; 0 for as many as possible."""
    item: int
    """The exercise under way, from 1."""
    items: tuple[TallyItem, ...]
    """The exercises of this round, and the rests among them."""
    done: int
    """Rounds complete."""
    reps: int
    """Reps counted in this round."""
    total: int
    """Reps counted in all."""
    splits: tuple[int, ...]
    """Ms that each complete round took, or each part where there are several."""
    projected: float | None
    """Rounds that the pace so far gives by the end of the clock; None where there is no pace."""
    item_clock: ClockView | None
    """The clock of a timed exercise inside the round, or of a rest."""

    @property
    def exercises(self) -> int:
        """How many exercises the round has, its rests left out."""
        return sum(not item.is_rest for item in self.items)

    @property
    def exercise(self) -> int:
        """Which of them is under way, from 1; 0 in a rest, and where there is but one."""
        here = self.items[min(self.item, len(self.items)) - 1]
        if here.is_rest or self.exercises < 2:
            return 0
        return sum(not item.is_rest for item in self.items[: self.item])


class IntervalsView(NamedTuple):
    """An EMOM or death-by under way."""

    made: int
    """Intervals made so far, the one under way not counted until it is pressed."""
    missed: int
    """Intervals missed so far."""
    waiting: bool
    """Whether the one under way is done and the athlete waits for the boundary."""
    marked: bool
    """Whether the one under way is marked as missed."""


class Correctable(NamedTuple):
    """A set whose reps can be told or corrected."""

    number: int
    """Which record of the session, from 1."""
    record: Record
    proposal: int | None
    """Of a range, what is proposed: the reps of the last time, or its low end."""
    under_way: bool
    """Whether the set is not over yet: its reps can be told before its end."""


class LoadTarget(NamedTuple):
    """The set that a load would be given to."""

    step: Step
    load: PlannedLoad | None
    """What it is now."""
    number: int = 0
    """Which record of the session, from 1; 0 for the set under way, or the one just done."""


class BlockProgress(NamedTuple):
    """One block of the workout, for a bar."""

    title: str
    role: str
    weight: int
    """Its estimated length in ms."""
    done: float
    """How much of it is over, 0 to 1."""


class View(NamedTuple):
    """A session at one instant."""

    state: State
    """What is under way; ``State.PAUSED`` hides it, see ``state_behind_pause``."""
    state_behind_pause: State
    """The same, seen through a pause."""
    step: Step | None
    """The step under way; None before the start and after the end."""
    number: int
    """Its index in the plan; the plan's length after the end."""
    steps: int
    """How many steps the plan has."""
    clock: ClockView | None
    """The main figure: the step's clock, or the time that a step without limit has taken so far."""
    limit: int | None
    """The step's whole length in ms with adjustments, None for a step without a limit."""
    called: bool
    """Whether a ranged rest was called the first time."""
    reps: int | None
    """Reps that the metronome has counted in this step; None without one."""
    now: Doing | None
    next: Doing | None
    """The next exercise to come (or the rest of a rest block); None at the end."""
    then: Doing | None
    """The one after ``next``, for when ``next`` is what one gets ready for."""
    rest: Step | None
    """The rest that follows the step under way, before ``next``; None where none does."""
    tally: TallyView | None
    by_round: bool
    """Whether a press counts whole rounds in the AMRAP or For Time under way, or next."""
    intervals: IntervalsView | None
    asks: bool
    """Whether the reps of an exercise that a clock cut off are asked for just now."""
    asked: Doing | None
    """The exercise that they are asked of; None where a whole round is meant, or nothing asked."""
    swappable: str
    """The exercise for which ``SwapEasier`` has to name an easier one; empty if the workout names
    one, or if none can be swapped now."""
    correctables: tuple[Correctable, ...]
    """The sets whose reps can be told or corrected now, in their order."""
    target: Correctable | None
    """The one of them that is asked for: the latest that needs it, or else the last one."""
    load_target: LoadTarget | None
    """The set whose load ``CorrectLoad`` would change."""
    records: tuple[Record, ...]
    """All work done so far, in order."""
    scores: tuple[Score, ...]
    """The scores of the scored blocks so far."""
    elapsed: int
    """Ms trained, pauses left out."""
    left: int
    """Ms that the rest of the workout is estimated to take."""
    blocks: tuple[BlockProgress, ...]
    allowed: frozenset[type[Command]]
    """The commands that are legal now."""
    undoable: bool
    """Whether there is a press to undo."""
    early: bool
    """Whether the athlete ended the workout before its last step."""

    @property
    def correctable(self) -> Record | None:
        """The set whose reps are asked for."""
        return self.target.record if self.target is not None else None

    def correction(self, figure: str) -> CorrectReps | CorrectLoad:
        """The command that tells a typed figure of the set that is asked for.

        That is its load where the load is the score, a distance where that is, or else its reps.

        Args:
            figure: digits, with a decimal point where ``decimal`` says so.
        """
        record = self.correctable
        load = record.step.load if record is not None and record.tells_load else None
        if isinstance(load, OpenLoad):
            assert self.target is not None
            return CorrectLoad(Load(load.unit, float(figure), load.pieces), self.target.number)
        unit = record.length_unit if record is not None else ""
        return self.correct_reps(length_mm(figure, unit) if unit else int(figure))

    @property
    def decimal(self) -> bool:
        """Whether the figure that is asked for can have decimals."""
        record = self.correctable
        return record is not None and (record.tells_load or bool(record.length_unit))

    def correct_reps(self, reps: int) -> CorrectReps:
        """The command that gives the set that is asked for so many reps."""
        number = self.target.number if self.target is not None else 0
        return CorrectReps(reps, 0 if number == len(self.records) else number)
