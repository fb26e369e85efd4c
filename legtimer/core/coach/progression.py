"""Growth step by step: reps, times, loads, sets, harder exercises.

Theory of operation. The past sessions are folded, the oldest first, into a ``GrowthState``: what is
prescribed next, how many sessions in a row were done in full or missed at these figures, and what
the last one said.

Each session is judged against what it was asked for (``past.session_outcome``). A load that the
athlete took for all sets is the new base, and then the low end of the range is enough. Of a session
in full the first step of growth that has room left counts, and the figures of the steps before it
begin anew: with ``["1 rep", "1 set", "2 kg"]`` reps grow to the top of their range; then a set is
added and the reps begin at the low end; then the load grows and the sets begin anew too. A load
that grows in an exercise with a range of reps lets the reps grow first, written or not.

Where the next weight that the athlete owns is further than the step, the reps go on beyond their
range, up to a ceiling: as many as lifting that weight at the low end takes by Epley's formula,
weight x (1 + reps / 30), and at most twice the top of the range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Final, NamedTuple

from legtimer.core.coach.equipment import OwnedLoads
from legtimer.core.coach.past import (
    PastSession,
    SessionOutcome,
    in_unit,
    is_less,
    session_outcome,
    weight_of,
)
from legtimer.core.coach.ramp import ramp_loads
from legtimer.core.coach.target import Target, TrainingPhase, amount_of
from legtimer.core.exercise import (
    Amount,
    Exercise,
    Grows,
    Growth,
    GrowthStep,
    Load,
    LoadUnit,
    Span,
    Unit,
)
from legtimer.core.scoring import plural

_ONE_REP: Final = GrowthStep(Grows.AMOUNT, 1, Unit.REPS)
_NUMBERS: Final = ("", "the", "both", "three", "four", "five", "six", "seven", "eight", "nine")


class GrowthState(NamedTuple):
    """Where growth stands between two sessions."""

    variant: int
    amount: int | None
    """None while the range stands as it is written."""
    load: Load | None
    sets: int
    why: str
    full_sessions: int = 0
    """Sessions in full in a row that were not rewarded yet."""
    misses: int = 0


def progression_target(
    exercise: Exercise,
    growth: Growth,
    past: Sequence[PastSession],
    sets: Span | None,
    word: str,
    owned: OwnedLoads | None,
    phase: TrainingPhase,
) -> Target:
    """What is prescribed next; the arguments are those of ``exercise_target``."""
    rules = _Rules(exercise, growth, sets, word, owned)
    state = asked = rules.first(0, "the first time")
    for session in past:
        if not session.paused:
            asked, least = rules.prescribed(state, session)
            state = rules.judged(asked, session, least)
    if phase.paused and not _steps_back(state, asked):
        state = asked._replace(why="growth pauses in this phase")
    return rules.target(state, phase)


def _steps_back(state: GrowthState, asked: GrowthState) -> bool:
    """Whether a state has less than what the last session was asked for."""
    load, before = weight_of(state.load), weight_of(asked.load)
    if state.variant != asked.variant or load != before:
        return state.variant == asked.variant and load < before
    return state.sets <= asked.sets and (state.amount or 0) < (asked.amount or 0)


@dataclass(frozen=True)
class _Rules:
    """The growth of one exercise; what is reckoned for its harder exercises too."""

    exercise: Exercise
    growth: Growth
    sets: Span | None
    word: str
    """What one of the sets is called."""
    owned: OwnedLoads | None
    steps: tuple[GrowthStep, ...] = field(init=False)

    def __post_init__(self) -> None:
        steps = self.growth.steps
        reps = self.exercise.amounts[0].unit is Unit.REPS
        found = {step.grows for step in steps}
        if reps and Grows.AMOUNT not in found and found & {Grows.LOAD, Grows.HARDER}:
            steps = (_ONE_REP, *steps)
        object.__setattr__(self, "steps", steps)

    # What the file allows.

    def variant(self, number: int) -> Exercise:
        return (self.exercise, *self.exercise.harder)[min(number, len(self.exercise.harder))]

    def amount(self, variant: int) -> Amount:
        return self.variant(variant).amounts[0]

    def printed(self, variant: int) -> Load | None:
        load = self.variant(variant).load(0)
        return load if isinstance(load, Load) else None

    def low(self, variant: int) -> int:
        """The least that is ever prescribed."""
        start = self.growth.start
        return start.low if isinstance(start, Amount) and not variant else self.amount(variant).low

    def top(self, state: GrowthState) -> int:
        """The most that is prescribed before something else grows."""
        high = self.amount(state.variant).high
        jump = self.jump(state)
        if jump is None or state.load is None:
            return high
        low = self.low(state.variant)
        epley = ceil((jump / state.load.value * (1 + low / 30) - 1) * 30 - 1e-9)
        return max(high, min(epley, 2 * high))

    def jump(self, state: GrowthState) -> float | None:
        """The next weight that the athlete owns, where it is further than the step."""
        step = self.load_step
        load, reps = state.load, self.amount(state.variant).unit is Unit.REPS
        if step is None or load is None or self.owned is None or not reps:
            return None
        above = self.owned.above(load.value)
        return above if above is not None and above > load.value + step.by + 1e-6 else None

    @property
    def load_step(self) -> GrowthStep | None:
        return next((step for step in self.steps if step.grows is Grows.LOAD), None)

    def first(self, variant: int, why: str) -> GrowthState:
        """Before anything of an exercise was done."""
        load = self.printed(variant)
        if isinstance(self.growth.start, Load) and not variant:
            load = self.growth.start
        starts = isinstance(self.growth.start, Amount) and not variant
        amount = self.low(variant) if starts else None
        return GrowthState(variant, amount, load, self.sets.low if self.sets else 0, why)

    def fitting(self, load: Load | None) -> Load | None:
        """A load that the athlete can put together, if there is one below it."""
        if load is None or self.owned is None or load.unit is not self.owned.unit:
            return load
        value = self.owned.at_most(load.value)
        return load if value is None else load._replace(value=value)

    # What a session changes.

    def prescribed(
        self, state: GrowthState, session: PastSession
    ) -> tuple[GrowthState, int | None]:
        """What a session was asked for.

        Returns:
            The state with the figures of the session, and what is enough where the athlete took
            another load for all of it.
        """
        variant = min(session.variant, len(self.exercise.harder))
        if variant != state.variant:
            state = self.first(variant, "")
        load, expected, least = session.load, state.load, None
        if load is not None and load.unit is LoadUnit.BODYWEIGHT:
            load = None
        if load is not None and expected is not None:
            load = in_unit(load, expected.unit)
        if load is not None and (expected is None or load.unit is expected.unit):
            if load != expected:
                least = self.low(variant)
                state = state._replace(full_sessions=0, misses=0)
            state = state._replace(load=load)
        if self.sets is not None:
            count = session.planned_sets or session.set_count
            state = state._replace(sets=min(max(count, self.sets.low), self.sets.high))
        return state._replace(amount=self._prescribed(session, variant, least)), least

    def judged(self, state: GrowthState, session: PastSession, least: int | None) -> GrowthState:
        """Where growth stands after a session that was ``asked`` for these figures."""
        match session_outcome(session, self.growth.effort_at_most, least):
            case SessionOutcome.FULL:
                return self._full(state, session)
            case SessionOutcome.MISS:
                return self._missed(state, session, least)
            case SessionOutcome.UNTOLD:
                return state._replace(why="nobody said how much it was last time")
            case SessionOutcome.SKIPPED:
                return state._replace(why="not all sets were done last time")
            case SessionOutcome.HARD:
                most = self.growth.effort_at_most
                why = f"the effort was {session.effort} last time; it grows up to {most}"
                return state._replace(why=why)

    def _prescribed(self, session: PastSession, variant: int, least: int | None) -> int | None:
        """What the session was asked for, as one figure; None for a range that nobody filled."""
        one = session.sets[0]
        asked: int | None = one.planned
        if one.ranged or least is not None:
            asked = session.least
        low = self.low(variant)
        return None if asked is None else max(low, asked)

    def _full(self, state: GrowthState, session: PastSession) -> GrowthState:
        done = session.least or 0
        more = " or more" if any(one.done != done for one in session.sets) else ""
        what = f"{_all_sets(session)} at {self.figure(state.variant, done)}{more} last time"
        full_sessions = state.full_sessions + 1
        if full_sessions < self.growth.after:
            why = f"{what}, {full_sessions} of {self.growth.after} sessions for a step"
            return state._replace(full_sessions=full_sessions, misses=0, why=why)
        state = state._replace(full_sessions=0, misses=0, why=what)
        for number, step in enumerate(self.steps):
            grown = self._grown(step, state, done)
            if grown is not None:
                return self._anew(self.steps[:number], grown)
        heaviest = self._is_heaviest(state)
        end = "you own nothing heavier" if heaviest else "there is no more room to grow"
        return state._replace(why=f"{what}, and {end}")

    def _is_heaviest(self, state: GrowthState) -> bool:
        load, owned = state.load, self.owned
        return bool(self.load_step and load and owned and owned.above(load.value) is None)

    def _grown(self, step: GrowthStep, state: GrowthState, done: int) -> GrowthState | None:
        """A state with one step more; None where there is no room for it."""
        match step.grows:
            case Grows.AMOUNT:
                top = self.top(state)
                if done >= top:
                    return None
                amount = min(top, max(self.low(state.variant), done + round(step.by)))
                why = state.why
                if amount > self.amount(state.variant).high:
                    jump = self.jump(state)
                    assert state.load is not None
                    why += f"; {jump:g} {state.load.unit}, the next you own, is due at {top} reps"
                return state._replace(amount=amount, why=why)
            case Grows.SETS:
                if self.sets is None or state.sets >= self.sets.high:
                    return None
                return state._replace(sets=min(state.sets + round(step.by), self.sets.high))
            case Grows.LOAD:
                return self._heavier(step, state)
            case Grows.HARDER:
                number = state.variant + 1
                if number > len(self.exercise.harder):
                    return None
                return self.first(number, state.why)
        raise AssertionError(step)

    def _heavier(self, step: GrowthStep, state: GrowthState) -> GrowthState | None:
        load = state.load
        if load is None:
            return None
        wanted = load.value + step.by
        goal = self.printed(0) if isinstance(self.growth.start, Load) else None
        if goal is not None and not state.variant:
            wanted = min(wanted, goal.value)
        value, why = wanted, state.why
        if self.owned is not None:
            value = self.owned.at_most(wanted) or 0
            if value <= load.value + 1e-6:
                above = self.owned.above(load.value)
                if above is None or (goal is not None and above > goal.value):
                    return None
                value = above
            elif value < wanted - 1e-6:
                why += f"; {wanted:g} {load.unit} rounded down to what you own"
        if value <= load.value + 1e-6:
            return None
        return state._replace(load=load._replace(value=value), why=why)

    def _anew(self, steps: Sequence[GrowthStep], state: GrowthState) -> GrowthState:
        """With the figures of some steps at their low ends."""
        for step in steps:
            if step.grows is Grows.AMOUNT and state.amount is not None:
                state = state._replace(amount=self.low(state.variant))
            elif step.grows is Grows.SETS and self.sets is not None:
                state = state._replace(sets=self.sets.low)
        return state

    def _missed(self, state: GrowthState, session: PastSession, least: int | None) -> GrowthState:
        misses = state.misses + 1
        back = self.growth.step_back
        what = self._miss_text(session, least)
        if back is None:
            return state._replace(full_sessions=0, misses=misses, why=what)
        if misses < back.after:
            what += f", miss {misses} of {back.after} before a step back"
            return state._replace(full_sessions=0, misses=misses, why=what)
        row = f"{misses} misses in a row, so " if misses > 1 else "missed last time, so "
        why = f"{row}{back.percent:g}% back"
        return self._stepped_back(state._replace(full_sessions=0, misses=0, why=why), back.percent)

    def _stepped_back(self, state: GrowthState, percent: float) -> GrowthState:
        load, step = state.load, self.load_step
        if load is not None and step is not None:
            if self.owned is not None:
                value = self.owned.at_most(load.value * (1 - percent / 100)) or load.value
            else:
                value = _less(load.value, percent, step.by)
            anew = [one for one in self.steps if one is not step]
            return self._anew(anew, state._replace(load=load._replace(value=value)))
        if state.amount is None:
            return state
        by = next(one.by for one in self.steps if one.grows is Grows.AMOUNT)
        amount = max(self.low(state.variant), round(_less(state.amount, percent, by)))
        return state._replace(amount=amount)

    def _miss_text(self, session: PastSession, least: int | None) -> str:
        less = [one for one in session.sets if is_less(one, least)]
        if not less:
            return f"a set was lighter than {weight_of(session.load):g} {_unit(session)} last time"
        asked = less[0].planned if least is None else min(less[0].planned, least)
        figure = self.figure(session.variant, asked)
        return f"{_some_sets(len(less))} below {figure} last time"

    # What is told.

    def target(self, state: GrowthState, phase: TrainingPhase) -> Target:
        """A state as figures with their reason."""
        variant, why = state.variant, state.why
        printed, amount, load = self.amount(variant), state.amount, self.fitting(state.load)
        if load != state.load:
            assert state.load is not None
            why += f"; {state.load.text} rounded down to what you own"
        if amount is not None:
            amount = min(max(amount, self.low(variant)), self.top(state))
            if not printed.ranged and amount == printed.low == self.low(variant):
                amount = None
        sets = None
        if self.sets is not None and any(step.grows is Grows.SETS for step in self.steps):
            sets = max(self.sets.low, state.sets - phase.drop_sets)
            if sets < state.sets:
                why += f"; the phase drops {state.sets - sets} of {state.sets}"
        text = printed.text if amount is None else self.figure(variant, amount)
        parts = [
            self.variant(variant).name if variant else "",
            "" if sets is None else plural(sets, self.word),
            "" if amount is None and load is not None and not printed.ranged else text,
        ]
        head = ", ".join(part for part in parts if part)
        if load is not None:
            head = f"{head} @ {load.text}" if head else load.text
        return Target(
            f"{head}: {why}",
            amount,
            load,
            sets,
            variant,
            ramp_loads(load, self.owned) if self.exercise.ramp else (),
            self.owned.plates_text(load.value)
            if self.owned is not None and load is not None
            else "",
        )

    def figure(self, variant: int, amount: int) -> str:
        """An amount in its unit."""
        return amount_of(self.amount(variant).unit, amount).text


def _less(value: float, percent: float, grid: float) -> float:
    """A figure so much smaller, to the nearest step, and smaller by one step at least."""
    if value <= grid:
        # Help that is taken off the body weight has no percentage that makes sense.
        return value if value > 0 else value - grid
    found = floor(value * (1 - percent / 100) / grid + 0.5 + 1e-9) * grid
    if found >= value:
        found = floor(value / grid - 1 + 1e-9) * grid
    return max(grid, found)


def _all_sets(session: PastSession) -> str:
    count = session.set_count
    if count == 1:
        return "the set"
    if count == 2:
        return "both sets"
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"all {number} sets"


def _some_sets(count: int) -> str:
    if count == 1:
        return "one set was"
    number = "two" if count == 2 else _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} sets were"


def _unit(session: PastSession) -> str:
    return str(session.load.unit) if session.load is not None else ""
