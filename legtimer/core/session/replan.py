"""Changes of the plan on the way: a round more or less, an easier exercise, whole rounds counted.

Theory of operation. A plan is a pure function of the workout, the athlete's choices, the swapped
exercises and what a press counts, so each of these changes is another expansion, and what is left
to decide is where in it the session stands. A step is found again by its key. One that is no more
in the plan gives way to the next one that is; but a round that has begun is never taken away.

Every picture of the screen shows whether such a change is possible, so the plans that were expanded
to answer that are kept in ``SessionState.plan_cache``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from legtimer.core.athlete_defaults import with_easier
from legtimer.core.exercise import Exercise
from legtimer.core.session import cues, flow
from legtimer.core.session.flow import Cues
from legtimer.core.session.state import CachedPlan, SessionState
from legtimer.core.steps import Phase, Step
from legtimer.core.workout import Plan, TooLong, Workout, count_of, expand


class PlanChange(NamedTuple):
    """A plan, and where in it the session stands."""

    plan: Plan
    here: int
    """The plan's length if nothing of what was still to come is in it."""


def with_count(session: SessionState, change: int) -> PlanChange | None:
    """The plan with so many rounds (or sets) more of the block under way; None: not possible."""
    step, plan = session.step, session.plan
    if step is None or step.place.choice is None:
        return None
    key = step.place.choice
    number = count_of(plan.workout, plan.choices, key) + change
    if number < 1:
        return None
    other = _expanded(session, (key, number), {**plan.choices, key: number}, plan.swaps)
    if other is None or _takes_away_begun(session, other):
        return None
    return PlanChange(other.plan, _index(session, other, None))


def with_swap(session: SessionState, instead: str = "") -> PlanChange | None:
    """The plan with the exercise under way swapped for its easier alternative, or back.

    Args:
        session: the session.
        instead: its alternative, if the workout names none.
    """
    source = source_ahead(session) if session.step is not None else None
    if source is None:
        return None
    workout = session.plan.workout
    exercise = _exercise_at(session, source)
    if exercise is not None and exercise.easier is None and instead:
        exercise = with_easier(exercise, instead)
        workout = workout.with_exercise(source, exercise)
    if exercise is None or exercise.easier is None:
        return None
    if exercise.easier == "omit" and session.current is not None:
        # Leaving an exercise out in the middle of a counted round would change what a round is.
        return None
    name = (f"{source} {instead}", 0)
    other = _expanded(session, name, session.plan.choices, session.plan.swaps ^ {source}, workout)
    if other is None or not other.plan.steps:
        return None
    return PlanChange(other.plan, _index(session, other, source))


def with_other_counting(session: SessionState) -> PlanChange:
    """The plan in which a press counts what it does not count in the work under way, or ahead."""
    step, plan = counting_ahead(session), session.plan
    assert step is not None
    assert step.tally is not None
    counted = "exercises" if step.tally.by_round else "rounds"
    # The steps are the same, so the session stands where it stood.
    return PlanChange(expand(plan.workout, plan.choices, plan.swaps, counted), session.index)


def counting_ahead(session: SessionState) -> Step | None:
    """The AMRAP or For Time under way, or else next, if its rounds are more than one exercise."""
    step = work_ahead(session)
    if step is None or step.tally is None or not step.counts_score:
        return None
    return step if any(len(items) > 1 for items in step.tally.rounds) else None


def source_ahead(session: SessionState) -> str | None:
    """The source of the exercise under way, or else of the next one."""
    item = session.current
    if item is not None:
        return item.source
    step = work_ahead(session)
    if step is None:
        return None
    return step.tally.items(0)[0].source if step.tally else step.place.source


def exercise_ahead(session: SessionState) -> Exercise | None:
    """The exercise under way, or else the next, as the workout has it."""
    source = source_ahead(session)
    return None if source is None else _exercise_at(session, source)


def _exercise_at(session: SessionState, source: str) -> Exercise | None:
    found = session.plan.workout.exercise_at(source)
    return found and found.chosen(session.plan.choices, source)


def work_ahead(session: SessionState) -> Step | None:
    """The work under way, or else the next."""
    steps = session.plan.steps
    numbers = range(max(session.index, 0), len(steps))
    return next((steps[n] for n in numbers if steps[n].phase is Phase.WORK), None)


def change_plan(session: SessionState, standing: PlanChange, at: int, out: Cues) -> None:
    """Go on with another plan."""
    before = session.plan.steps[session.index]
    plan, index = standing.plan, standing.here
    session.plan, session.plan_cache = plan, {}
    if index == len(plan.steps) or plan.steps[index].key != before.key:
        session.index = index - 1
        out.append(cues.PlanChanged(due=session.due(at), step=max(session.index, 0)))
        flow.enter(session, index, at, out)
        return
    session.index = index
    out.append(cues.PlanChanged(due=session.due(at), step=index))
    after = plan.steps[index]
    if after.phase is Phase.WORK and after.tally is None and after.exercise != before.exercise:
        # Another exercise is another piece of work: its clock starts anew.
        flow.reset(session, at)
        flow.announce(session, at, out, None)


def _expanded(
    session: SessionState,
    name: tuple[str, int],
    choices: Mapping[str, int],
    swaps: frozenset[str],
    workout: Workout | None = None,
) -> CachedPlan | None:
    if name not in session.plan_cache:
        try:
            plan = expand(workout or session.plan.workout, choices, swaps, session.plan.counted)
        except TooLong:
            session.plan_cache[name] = None
        else:
            session.plan_cache[name] = CachedPlan(
                plan, {step.key: i for i, step in enumerate(plan.steps)}
            )
    return session.plan_cache[name]


def _takes_away_begun(session: SessionState, other: CachedPlan) -> bool:
    """Whether the round under way, of which some work has begun, is not in another plan."""
    steps = session.plan.steps
    here = steps[session.index]
    for index in range(session.index, -1, -1):
        step = steps[index]
        if step.phase is Phase.WORK:
            # The last work of an earlier pass through a repeat is no part of this one.
            same_pass = step.place.passes == here.place.passes
            return same_pass and step.key not in other.where
    return False


def _index(session: SessionState, other: CachedPlan, source: str | None) -> int:
    """Where the session stands in another plan.

    Args:
        session: the session.
        other: the other plan.
        source: the exercise that is swapped, if that is the difference.
    """
    steps = session.plan.steps
    here = steps[session.index]
    if here.key in other.where:
        return other.where[here.key]
    if source is not None and here.place.source == source:
        # One alternative may be per side and the other not: the same turn begins anew, but for a
        # side that is done.
        turn, done = _turn(here), {record.step.key for record in session.records}
        for index, step in enumerate(other.plan.steps):
            same = _turn(step) == turn and step.phase in (here.phase, Phase.WORK)
            if same and step.key not in done:
                return index
    for index in range(session.index + 1, len(steps)):
        found = other.where.get(steps[index].key)
        if found is not None:
            return found
    return len(other.plan.steps)


def _turn(step: Step) -> tuple[object, ...]:
    place = step.place
    turns = tuple(turn for turn, _ in place.passes)
    return place.path, turns, place.round, place.source, place.role
