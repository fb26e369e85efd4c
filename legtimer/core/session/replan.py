"""Other plans on the way: a round more or less, an easier exercise, rounds counted as a whole.

Theory of operation. A plan is a pure function of the workout, the athlete's choices, the swapped
exercises and what a press counts, so each of these changes is another expansion, and what is left
to decide is where in it the session stands. A step is found again by its key. One that is no more
in the plan gives way to the next one that is; but a round that has begun is never taken away.

Whether such a change is possible is asked for every picture of the screen, so the plans that were
expanded to answer that are kept with the run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from legtimer.core.athlete_defaults import with_easier
from legtimer.core.exercise import Exercise
from legtimer.core.session import cues, flow
from legtimer.core.session.flow import Out
from legtimer.core.session.state import Other, SessionState
from legtimer.core.steps import Phase, Scored, Step
from legtimer.core.workout import Plan, TooLong, Workout, count_of, expand


class PlanChange(NamedTuple):
    """A plan, and where in it the session stands."""

    plan: Plan
    here: int
    """The plan's length if nothing of what was still to come is in it."""


def with_count(run: SessionState, change: int) -> PlanChange | None:
    """The plan with so many rounds (or sets) more of the block under way; None: not possible."""
    step, plan = run.step, run.plan
    if step is None or step.place.choice is None:
        return None
    key = step.place.choice
    number = count_of(plan.workout, plan.choices, key) + change
    if number < 1:
        return None
    other = _expanded(run, (key, number), {**plan.choices, key: number}, plan.swaps)
    if other is None or _takes_away_begun(run, other):
        return None
    return PlanChange(other.plan, _index(run, other, None))


def swapped(run: SessionState, instead: str = "") -> PlanChange | None:
    """The plan with the exercise under way swapped for its easier alternative, or back.

    Args:
        run: the session.
        instead: its alternative, if the workout names none.
    """
    source = source_ahead(run) if run.step is not None else None
    if source is None:
        return None
    workout = run.plan.workout
    exercise = workout.exercise_at(source)
    if exercise is not None and exercise.easier is None and instead:
        exercise = with_easier(exercise, instead)
        workout = workout.with_exercise(source, exercise)
    if exercise is None or exercise.easier is None:
        return None
    if exercise.easier == "omit" and run.current is not None:
        # Leaving an exercise out in the middle of a counted round would change what a round is.
        return None
    name = (f"{source} {instead}", 0)
    other = _expanded(run, name, run.plan.choices, run.plan.swaps ^ {source}, workout)
    if other is None or not other.plan.steps:
        return None
    return PlanChange(other.plan, _index(run, other, source))


def counted_otherwise(run: SessionState) -> PlanChange:
    """The plan in which a press counts what it does not count in the work under way, or ahead."""
    step, plan = counted_ahead(run), run.plan
    assert step is not None
    assert step.tally is not None
    counted = "exercises" if step.tally.by_round else "rounds"
    # The steps are the same, so the session stands where it stood.
    return PlanChange(expand(plan.workout, plan.choices, plan.swaps, counted), run.index)


def counted_ahead(run: SessionState) -> Step | None:
    """The AMRAP or For Time under way, or else next, if its rounds are more than one exercise."""
    step = work_ahead(run)
    if step is None or step.tally is None or step.scored not in (Scored.AMRAP, Scored.FOR_TIME):
        return None
    return step if any(len(items) > 1 for items in step.tally.rounds) else None


def source_ahead(run: SessionState) -> str | None:
    """The source of the exercise under way, or else of the next one."""
    item = run.current
    if item is not None:
        return item.source
    step = work_ahead(run)
    if step is None:
        return None
    return step.tally.items(0)[0].source if step.tally else step.place.source


def exercise_ahead(run: SessionState) -> Exercise | None:
    """The exercise under way, or else the next, as the workout has it."""
    source = source_ahead(run)
    return None if source is None else run.plan.workout.exercise_at(source)


def work_ahead(run: SessionState) -> Step | None:
    """The work under way, or else the next."""
    steps = run.plan.steps
    numbers = range(max(run.index, 0), len(steps))
    return next((steps[n] for n in numbers if steps[n].phase is Phase.WORK), None)


def change_plan(run: SessionState, standing: PlanChange, at: int, out: Out) -> None:
    """Go on with another plan."""
    before = run.plan.steps[run.index]
    plan, index = standing.plan, standing.here
    run.plan, run.others = plan, {}
    if index == len(plan.steps) or plan.steps[index].key != before.key:
        run.index = index - 1
        out.append(cues.PlanChanged(due=at + run.cut, step=max(run.index, 0)))
        flow.enter(run, index, at, out)
        return
    run.index = index
    out.append(cues.PlanChanged(due=at + run.cut, step=index))
    after = plan.steps[index]
    if after.phase is Phase.WORK and after.tally is None and after.exercise != before.exercise:
        # Another exercise is another piece of work: its clock starts anew.
        flow.reset(run, at)
        flow.announce(run, at, out, None)


def _expanded(
    run: SessionState,
    name: tuple[str, int],
    choices: Mapping[str, int],
    swaps: frozenset[str],
    workout: Workout | None = None,
) -> Other | None:
    if name not in run.others:
        try:
            plan = expand(workout or run.plan.workout, choices, swaps, run.plan.counted)
        except TooLong:
            run.others[name] = None
        else:
            run.others[name] = Other(plan, {step.key: i for i, step in enumerate(plan.steps)})
    return run.others[name]


def _takes_away_begun(run: SessionState, other: Other) -> bool:
    """Whether the round under way, of which some work has begun, is not in another plan."""
    steps = run.plan.steps
    here = steps[run.index]
    for index in range(run.index, -1, -1):
        step = steps[index]
        if step.phase is Phase.WORK:
            # The last work of an earlier pass through a repeat is no part of this one.
            same_pass = step.place.passes == here.place.passes
            return same_pass and step.key not in other.where
    return False


def _index(run: SessionState, other: Other, source: str | None) -> int:
    """Where the session stands in another plan.

    Args:
        run: the session.
        other: the other plan.
        source: the exercise that is swapped, if that is the difference.
    """
    steps = run.plan.steps
    here = steps[run.index]
    if here.key in other.where:
        return other.where[here.key]
    if source is not None and here.place.source == source:
        # One alternative may be per side and the other not: the same turn begins anew.
        turn = _turn(here)
        for index, step in enumerate(other.plan.steps):
            if _turn(step) == turn and step.phase in (here.phase, Phase.WORK):
                return index
    for index in range(run.index + 1, len(steps)):
        found = other.where.get(steps[index].key)
        if found is not None:
            return found
    return len(other.plan.steps)


def _turn(step: Step) -> tuple[object, ...]:
    place = step.place
    return place.path, tuple(turn for turn, _ in place.passes), place.round, place.source
