"""The state of a session, and when something is due in it.

Theory of operation. A ``SessionState`` counts in *training time*: milliseconds since the start,
with pauses, undone stretches and the question at the end of scored work cut out. ``clock_offset``
is the difference to the driving clock, so a pause only makes it larger, and every deadline is a
plain sum that no pause has to touch.
Within a step, the things that are due (a countdown second, half of the time, a tick, the end) are
*marks*. ``next_mark`` finds the earliest mark after the cursor; nothing is counted, so a mark is
found however much time has gone by since the last look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import NamedTuple

from legtimer.core.exercise import Load
from legtimer.core.session.records import Lap, Record
from legtimer.core.session.transitions import State
from legtimer.core.steps import Phase, PressEffect, Step, TallyItem
from legtimer.core.workout import Plan


class MarkKind(IntEnum):
    """What a mark is; the order is that of marks due at the same instant."""

    TICK = 0
    BEAT = 1
    HALFWAY = 2
    CALL = 3
    COUNTDOWN = 4
    ITEM_COUNTDOWN = 5
    ITEM_OVER = 6
    END = 7


class Mark(NamedTuple):
    """Something that becomes due by itself."""

    at: int
    """Ms of training time."""
    kind: MarkKind
    figure: int = 0
    """Seconds left of a countdown, number of a tick or beat."""


class CachedPlan(NamedTuple):
    """Another expansion of the workout."""

    plan: Plan
    where: dict[tuple[object, ...], int]
    """The index of each step by its key."""


@dataclass(slots=True)
class SessionState:
    """Everything about a session that changes."""

    plan: Plan
    index: int = -1
    """The step under way; -1 before the start, the plan's length after the end."""
    clock_offset: int = 0
    """Driving clock minus training time, in ms."""
    paused_at: int | None = None
    """The training time of a pause; None if there is none."""
    began: int = 0
    """When the step began."""
    shift: int = 0
    """By how much the step was made longer or shorter."""
    cursor: tuple[int, int] = (0, -1)
    """The last mark that was handled: when and of what kind."""
    turn: int = 0
    """The round of a tally under way, from 0."""
    item: int = 0
    """The exercise of that round under way, from 0."""
    item_began: int = 0
    turn_began: int = 0
    counted: int = 0
    """Reps of the complete exercises of the round under way."""
    total: int = 0
    """Reps of all complete exercises of the tally."""
    told: int | None = None
    """Reps of the work under way that the athlete told before its end."""
    splits: tuple[int, ...] = ()
    """Ms of each complete round, or of each part where there are several."""
    laps: tuple[Lap, ...] = ()
    """The exercises of the tally that were counted; of an interval one when its work was done."""
    made: bool = False
    missed: bool = False
    stopped: bool = False
    """Whether a pause stopped the clock of the scored work under way."""
    ended: int = 0
    """When the session was over."""
    early: bool = False
    records: list[Record] = field(default_factory=list)
    loads: dict[tuple[str, str], Load] = field(default_factory=dict)
    """Loads that the athlete gave, by the source and the name of the exercise: an easier
    alternative stands at the same source and has a load of its own."""
    assumed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """What is proposed when the reps of a range are asked for, by ``assumed_key``: one figure per
    round, of which the last holds for all further ones."""
    plan_cache: dict[tuple[str, int], CachedPlan | None] = field(default_factory=dict)
    """Plans that were expanded to see whether they are possible; only ever those of ``plan``, so
    that copies may share them."""

    def copy(self) -> SessionState:
        return replace(self, records=self.records.copy(), loads=self.loads.copy())

    @property
    def stands_at(self) -> int | None:
        """The training time at which all clocks stand; None while they run."""
        step = self.step
        # Whoever thinks about the reps of an AMRAP does not train.
        asked = step is not None and step.phase is Phase.SCORE
        return self.began if asked else self.paused_at

    def time(self, now: int) -> int:
        """The training time at an instant of the driving clock."""
        stands_at = self.stands_at
        return now - self.clock_offset if stands_at is None else stands_at

    def due(self, at: int) -> int:
        """The instant of the driving clock for a training time."""
        return at + self.clock_offset

    @property
    def step(self) -> Step | None:
        steps = self.plan.steps
        return steps[self.index] if 0 <= self.index < len(steps) else None

    @property
    def limit(self) -> int | None:
        """The whole length of the step under way, adjustments included."""
        step = self.step
        return None if step is None or step.limit is None else step.limit + self.shift

    @property
    def state_behind_pause(self) -> State:
        """What is under way, seen through a pause."""
        step = self.step
        if step is None:
            return State.NEW if self.index < 0 else State.FINISHED
        match step.phase:
            case Phase.PREPARE | Phase.GET_SET:
                return State.PREPARE
            case Phase.REST if step.scored:
                return State.INNER_REST
            case Phase.REST:
                return State.READY if step.limit is None else State.REST
            case Phase.SWITCH:
                return State.SWITCH
            case Phase.SCORE:
                return State.SCORE
        match step.press:
            case PressEffect.COUNT if not step.scoring:
                return State.CYCLE
            case PressEffect.COUNT:
                resting = self.current is not None and self.current.is_rest
                return State.INNER_REST if resting else State.COUNTING
            case PressEffect.MADE:
                return State.WAITING if self.made and not self.missed else State.INTERVAL
            case PressEffect.PAUSE:
                return State.TIMED
        return State.CADENCE if step.cadence else State.REPS

    @property
    def state(self) -> State:
        return self.state_behind_pause if self.paused_at is None else State.PAUSED

    @property
    def current(self) -> TallyItem | None:
        step = self.step
        if step is None or step.tally is None:
            return None
        items = step.tally.items(self.turn)
        return items[min(self.item, len(items) - 1)]

    def item_limit(self) -> int | None:
        """The time of the timed exercise under way inside a tally, in ms."""
        step, item = self.step, self.current
        if step is None or step.tally is None or item is None:
            return None
        if step.press is PressEffect.MADE and len(step.tally.items(0)) > 1:
            # Several exercises in one interval: nobody says when one gives way to the next.
            return None
        return item.limit

    def next_mark(self) -> Mark | None:
        """The earliest mark after the cursor; None when nothing is due by itself."""
        step = self.step
        if step is None or self.paused_at is not None:
            return None
        after = self.cursor
        limit = self.limit
        end = None if limit is None else self.began + max(limit, 0)
        best: Mark | None = None
        for mark in self._marks(step, end):
            if (mark.at, mark.kind) > after and (best is None or mark < best):
                best = mark
        if end is None:
            return best
        last = Mark(end, MarkKind.END)
        if last <= after:
            # The step was made shorter than what is over of it.
            return Mark(after[0], MarkKind.END)
        return last if best is None or last < best else best

    def _marks(self, step: Step, end: int | None) -> list[Mark]:
        """The next mark of each kind, and some that are over."""
        marks = []
        if end is not None:
            for seconds in range(step.countdown, 0, -1):
                at = end - seconds * 1000
                if at > self.began:
                    marks.append(Mark(at, MarkKind.COUNTDOWN, seconds))
            if step.halfway and step.limit is not None:
                # Half of what was planned: ten seconds more do not call it twice.
                at = self.began + step.limit // 2
                if at < end:
                    marks.append(Mark(at, MarkKind.HALFWAY))
            if step.call is not None:
                at = self.began + step.call + self.shift
                if at < end:
                    marks.append(Mark(max(at, self.began), MarkKind.CALL))
        if step.cadence is not None:
            marks.extend(self._ticks(step, end))
        over = self.item_limit()
        if over is not None:
            at = self.item_began + over
            if end is None or at < end:
                for seconds in range(step.countdown, 0, -1):
                    if at - seconds * 1000 > self.item_began:
                        marks.append(Mark(at - seconds * 1000, MarkKind.ITEM_COUNTDOWN, seconds))
                marks.append(Mark(at, MarkKind.ITEM_OVER))
        return marks

    def _ticks(self, step: Step, end: int | None) -> list[Mark]:
        assert step.cadence is not None
        period, beats = step.cadence
        rep = max(self.cursor[0] - self.began, 0) // period
        found = []
        for n in (rep, rep + 1):
            start = self.began + n * period
            if n and (end is None or start <= end):
                found.append(Mark(start, MarkKind.TICK, n))
            found.extend(
                Mark(start + beat, MarkKind.BEAT, part + 1)
                for part, beat in enumerate(beats)
                if end is None or start + beat < end
            )
        start = self.began + (rep + 2) * period
        if end is None or start <= end:
            found.append(Mark(start, MarkKind.TICK, rep + 2))
        return found

    def ticked(self, at: int) -> int | None:
        """Reps that the metronome has counted at an instant of training time."""
        step = self.step
        if step is None or step.cadence is None or step.phase is not Phase.WORK:
            return None
        return max(at - self.began, 0) // step.cadence.period
