"""What each action of the transition table does.

``possible`` says whether an action that the table allows has something to act on; ``act`` does it.
An action that is not possible is as illegal as one that the table does not have.
"""

from __future__ import annotations

from collections.abc import Callable

from legtimer.core.exercise import Exercise
from legtimer.core.notation import MOST
from legtimer.core.session import commands as c
from legtimer.core.session import cues, flow
from legtimer.core.session.flow import Out
from legtimer.core.session.records import Outcome, Record
from legtimer.core.session.run import Run
from legtimer.core.session.table import Action, State
from legtimer.core.steps import Phase, Press, Scored
from legtimer.core.workout import Plan, TooLong, count_of, expand

BACK_WITHIN = 2_000
"""Ms into a step up to which going back means the step before."""


def act(run: Run, action: Action, command: c.Command, at: int, out: Out) -> None:
    """Do what the table says for a command.

    Args:
        run: is changed.
        action: what to do.
        command: its figures.
        at: training time.
        out: gets the cues.
    """
    _ACTIONS[action](run, command, at, out)


def possible(run: Run, action: Action, command: c.Command | None) -> bool:
    """Whether an action has something to act on; ``command`` is None to ask for any figure."""
    match action:
        case Action.REPS:
            target = correctable(run)
            if target is None:
                return False
            return command is None or 0 <= _reps(command) <= most(run, target)
        case Action.LOAD:
            return _load_target(run) is not None
        case Action.MORE:
            return _with_count(run, 1) is not None
        case Action.FEWER:
            return _with_count(run, -1) is not None
        case Action.SWAP:
            return _swapped(run) is not None
        case Action.BACK | Action.RESTART | Action.SKIP:
            # The table cannot see through a pause, but the clock of scored work must not move back.
            step = run.step
            scored = step is not None and step.scored is not None and step.phase is Phase.WORK
            return action is Action.SKIP or not scored
    return True


def correctable(run: Run) -> Record | None:
    """The record whose reps can be corrected now."""
    step = run.step
    if not run.records or (
        step is not None and step.phase is Phase.WORK and step.press in (Press.COUNT, Press.MADE)
    ):
        return None
    last = run.records[-1]
    if last.step.scored is not None and last.step.tally is not None:
        cut = last.outcome is Outcome.CUT or (
            last.step.scored is Scored.DEATH_BY and last.outcome is Outcome.MISSED
        )
        return last if cut and flow.most_reps(last) else None
    return None if last.step.press is Press.COUNT else last


def most(run: Run, target: Record) -> int:
    """The most reps that a correction may give."""
    return flow.most_reps(target) if target.step.scored is not None else MOST


def _reps(command: c.Command) -> int:
    assert isinstance(command, c.CorrectReps)
    return command.reps


def _start(run: Run, command: c.Command, at: int, out: Out) -> None:
    flow.enter(run, 0, at, out)


def _go_on(run: Run, command: c.Command, at: int, out: Out) -> None:
    flow.enter(run, run.index + 1, at, out)


def _done(run: Run, command: c.Command, at: int, out: Out) -> None:
    flow.record(run, at, Outcome.DONE)
    flow.enter(run, run.index + 1, at, out)


def _count(run: Run, command: c.Command, at: int, out: Out) -> None:
    flow.count(run, at, out)


def _count_round(run: Run, command: c.Command, at: int, out: Out) -> None:
    flow.count(run, at, out, whole=True)


def _made(run: Run, command: c.Command, at: int, out: Out) -> None:
    run.made, run.missed = True, False
    out.append(cues.IntervalMade(due=at + run.cut, step=run.index))


def _missed(run: Run, command: c.Command, at: int, out: Out) -> None:
    run.missed = not run.missed
    if run.missed:
        run.made = False
        out.append(cues.IntervalMissed(due=at + run.cut, step=run.index))
    else:
        out.append(cues.Corrected(due=at + run.cut, step=run.index))


def _confirm(run: Run, command: c.Command, at: int, out: Out) -> None:
    last = run.records[-1]
    if not last.said:
        run.records[-1] = last._replace(reps=0, said=True)
    flow.enter(run, run.index + 1, at, out)


def _pause(run: Run, command: c.Command, at: int, out: Out) -> None:
    run.held = at
    step = run.step
    run.stopped = run.stopped or (
        step is not None and step.scored is not None and step.phase is Phase.WORK
    )
    out.append(cues.Paused(due=at + run.cut, step=run.index))


def _resume(run: Run, command: c.Command, at: int, out: Out) -> None:
    run.held = None
    out.append(cues.Resumed(due=at + run.cut, step=run.index))


def _slept(run: Run, command: c.Command, at: int, out: Out) -> None:
    if run.held is None:
        _pause(run, command, at, out)


def _back(run: Run, command: c.Command, at: int, out: Out) -> None:
    steps = run.plan.steps
    target = run.index
    if at - run.began < BACK_WITHIN and target > 0:
        previous = target - 1
        if steps[previous].scored is None:
            target = previous
    for n, done in enumerate(run.records):
        if done.step.key == steps[target].key:
            del run.records[n:]
            break
    run.index = target
    flow.reset(run, at)
    flow.announce(run, at, out, None)


def _restart(run: Run, command: c.Command, at: int, out: Out) -> None:
    flow.reset(run, at)
    flow.announce(run, at, out, None)


def _skip(run: Run, command: c.Command, at: int, out: Out) -> None:
    step = run.step
    if step is not None and step.scored is not None:
        _leave(run, command, at, out)
        return
    flow.record(run, at, Outcome.SKIPPED)
    flow.enter(run, run.index + 1, at, out)


def _leave(run: Run, command: c.Command, at: int, out: Out) -> None:
    flow.record(run, at, Outcome.SKIPPED)
    flow.enter(run, flow.leave_block(run, run.index), at, out)


def _adjust(run: Run, command: c.Command, at: int, out: Out) -> None:
    assert isinstance(command, c.Adjust)
    run.shift += command.delta
    out.append(cues.Adjusted(due=at + run.cut, step=run.index, delta=command.delta))
    limit = run.limit
    assert limit is not None
    if run.began + limit <= at:
        flow.end_by_clock(run, at, out)


def _correct_reps(run: Run, command: c.Command, at: int, out: Out) -> None:
    target = correctable(run)
    assert target is not None
    run.records[-1] = target._replace(reps=_reps(command), said=True)
    out.append(cues.Corrected(due=at + run.cut, step=run.index))
    if run.under is State.SCORE:
        flow.enter(run, run.index + 1, at, out)


def _load_target(run: Run) -> Record | str | None:
    """The source of the set under way, or else the record of the set just done."""
    step = run.step
    if step is not None and step.phase is Phase.WORK and step.press in (Press.DONE, Press.PAUSE):
        return step.place.source or None
    if run.records and run.records[-1].step.scored is None:
        return run.records[-1]
    return None


def _correct_load(run: Run, command: c.Command, at: int, out: Out) -> None:
    assert isinstance(command, c.CorrectLoad)
    target = _load_target(run)
    if isinstance(target, Record):
        run.records[-1] = target._replace(load=command.load)
        target = target.step.place.source
    assert target is not None
    run.loads[target] = command.load
    out.append(cues.Corrected(due=at + run.cut, step=run.index))


def _with_count(run: Run, change: int) -> tuple[Plan, int] | None:
    """The plan with one round more or less, and where in it the session stands."""
    step, plan = run.step, run.plan
    if step is None or step.place.choice is None:
        return None
    key = step.place.choice
    number = count_of(plan.workout, plan.choices, key) + change
    if number < 1:
        return None
    return _replanned(run, {**plan.choices, key: number}, plan.swaps)


def _replanned(run: Run, choices: dict[str, int], swaps: frozenset[str]) -> tuple[Plan, int] | None:
    """Another expansion of the workout, and where in it the session stands.

    A step that is under way and is no more in the plan gives way to the next one that is, unless
    it is work that has begun.
    """
    try:
        plan = expand(run.plan.workout, choices, swaps)
    except TooLong:
        return None
    where = {step.key: i for i, step in enumerate(plan.steps)}
    steps = run.plan.steps
    here = steps[run.index]
    if here.key not in where and here.phase is Phase.WORK and swaps == run.plan.swaps:
        return None
    for step in steps[run.index :]:
        if step.key in where:
            return plan, where[step.key]
    return plan, len(plan.steps)


def _change_plan(run: Run, found: tuple[Plan, int], at: int, out: Out) -> None:
    plan, index = found
    before = run.plan.steps[run.index]
    run.plan = plan
    same = index < len(plan.steps) and plan.steps[index].key == before.key
    out.append(cues.PlanChanged(due=at + run.cut, step=run.index))
    if not same:
        run.index = index - 1
        flow.enter(run, index, at, out)
        return
    run.index = index
    after = plan.steps[index]
    if after.tally is None and after.exercise != before.exercise and after.phase is Phase.WORK:
        # Another exercise is another piece of work: its clock starts anew.
        flow.reset(run, at)
        flow.announce(run, at, out, None)


def _more(run: Run, command: c.Command, at: int, out: Out) -> None:
    found = _with_count(run, 1)
    assert found is not None
    _change_plan(run, found, at, out)


def _fewer(run: Run, command: c.Command, at: int, out: Out) -> None:
    found = _with_count(run, -1)
    assert found is not None
    _change_plan(run, found, at, out)


def upcoming_source(run: Run) -> str | None:
    """The source of the exercise under way, or else of the next one."""
    item = run.current
    if item is not None:
        return item.source
    for step in run.plan.steps[max(run.index, 0) :]:
        if step.phase is Phase.WORK:
            return step.tally.items(0)[0].source if step.tally else step.place.source
    return None


def _swapped(run: Run) -> tuple[Plan, int] | None:
    """The plan with the exercise under way swapped for its easier alternative, or back."""
    source = upcoming_source(run) if run.step is not None else None
    if source is None:
        return None
    exercise = _exercise_at(run.plan, source)
    if exercise is None or exercise.easier is None:
        return None
    if exercise.easier == "omit" and run.current is not None:
        # Leaving an exercise out in the middle of a counted round would change what a round is.
        return None
    found = _replanned(run, dict(run.plan.choices), run.plan.swaps ^ {source})
    return found if found is not None and found[0].steps else None


def _exercise_at(plan: Plan, source: str) -> Exercise | None:
    """The exercise that the file has at a source."""
    return plan.workout.exercise_at(source)


def _swap(run: Run, command: c.Command, at: int, out: Out) -> None:
    found = _swapped(run)
    assert found is not None
    _change_plan(run, found, at, out)


def _end(run: Run, command: c.Command, at: int, out: Out) -> None:
    flow.record(run, at, Outcome.ENDED)
    flow.finish(run, at, out, early=True)


_ACTIONS: dict[Action, Callable[[Run, c.Command, int, Out], None]] = {
    Action.START: _start,
    Action.GO_ON: _go_on,
    Action.DONE: _done,
    Action.COUNT: _count,
    Action.COUNT_ROUND: _count_round,
    Action.MADE: _made,
    Action.MISSED: _missed,
    Action.CONFIRM: _confirm,
    Action.PAUSE: _pause,
    Action.RESUME: _resume,
    Action.SLEPT: _slept,
    Action.BACK: _back,
    Action.RESTART: _restart,
    Action.SKIP: _skip,
    Action.LEAVE: _leave,
    Action.ADJUST: _adjust,
    Action.REPS: _correct_reps,
    Action.LOAD: _correct_load,
    Action.MORE: _more,
    Action.FEWER: _fewer,
    Action.SWAP: _swap,
    Action.END: _end,
}
