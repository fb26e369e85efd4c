"""What each action of the transition table does.

``legal`` says what a command does now: what the table says, if that has something to act on (a set
to correct, an easier alternative, a block whose rounds can be changed); ``act`` does it. An action
that is not possible is as illegal as one that the table does not have.
"""

from __future__ import annotations

from collections.abc import Callable

from legtimer.core.notation import MOST
from legtimer.core.session import commands as c
from legtimer.core.session import cues, flow, replan
from legtimer.core.session.flow import Out
from legtimer.core.session.records import Lap, Outcome, Record
from legtimer.core.session.state import SessionState
from legtimer.core.session.transitions import PAUSE_ITSELF, TABLE, Action, State
from legtimer.core.steps import Phase, PressEffect, Scored, Step

BACK_WITHIN = 2_000
"""Ms into a step up to which going back means the step before."""


def legal(
    run: SessionState, kind: type[c.Command], command: c.Command | None = None
) -> Action | None:
    """What a command does now; None if it is illegal. Undo is the session's own business.

    Args:
        run: the session's state.
        kind: the kind of command.
        command: with its figures; None to ask whether any figures would do.
    """
    action = TABLE[run.state].get(kind)
    if action is not None and run.held is not None and kind not in PAUSE_ITSELF:
        # A pause allows no more than what it hides: the clock of scored work never moves back.
        action = TABLE[run.under].get(kind)
    if action is None or not _possible(run, action, command):
        return None
    return action


def _possible(run: SessionState, action: Action, command: c.Command | None) -> bool:
    """Whether an action has something to act on."""
    match action:
        case Action.REPS:
            target = correctable(run)
            if target is None:
                return False
            return command is None or 0 <= _reps(command) <= most(run, target)
        case Action.LOAD:
            return _load_target(run) is not None
        case Action.MORE:
            return replan.with_count(run, 1) is not None
        case Action.FEWER:
            return replan.with_count(run, -1) is not None
        case Action.SWAP:
            return replan.swapped(run, _instead(command)) is not None
        case Action.COUNTING:
            return replan.counted_ahead(run) is not None
    return True


def act(run: SessionState, action: Action, command: c.Command, at: int, out: Out) -> None:
    """Do what the table says for a command.

    Args:
        run: is changed.
        action: what to do.
        command: its figures.
        at: training time, up to which everything that was due has happened.
        out: gets the cues.
    """
    # A step that is made shorter must not find that something was due in the past.
    run.cursor = max(run.cursor, (at, -1))
    _ACTIONS[action](run, command, at, out)


def correctable(run: SessionState) -> Record | None:
    """The record whose reps can be corrected now."""
    step = run.step
    if not run.records or (
        step is not None
        and step.phase is Phase.WORK
        and step.press in (PressEffect.COUNT, PressEffect.MADE)
    ):
        return None
    last = run.records[-1]
    if last.step.scored is not None and last.step.tally is not None:
        cut = last.outcome is Outcome.CUT or (
            last.step.scored is Scored.DEATH_BY and last.outcome is Outcome.MISSED
        )
        return last if cut and flow.most_reps(last) else None
    return None if last.step.press is PressEffect.COUNT else last


def swappable(run: SessionState) -> str:
    """The exercise for which an easier one can be named; empty if the workout does, or for none."""
    if c.SwapEasier not in TABLE[run.under]:
        return ""
    exercise = replan.exercise_ahead(run)
    return exercise.name if exercise is not None and exercise.easier is None else ""


def most(run: SessionState, target: Record) -> int:
    """The most reps that a correction may give."""
    return flow.most_reps(target) if target.step.scored is not None else MOST


def _reps(command: c.Command) -> int:
    assert isinstance(command, c.CorrectReps)
    return command.reps


def _start(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    flow.enter(run, 0, at, out)


def _go_on(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    flow.enter(run, run.index + 1, at, out)


def _done(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    flow.record(run, at, Outcome.DONE)
    flow.enter(run, run.index + 1, at, out)


def _count(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    flow.count(run, at, out)


def _count_round(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    flow.count(run, at, out, whole=True)


def _made(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    run.made, run.missed = True, False
    assert run.current is not None
    run.laps = (Lap(at, run.current),)
    out.append(cues.IntervalMade(due=at + run.cut, step=run.index))


def _missed(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    run.missed = not run.missed
    if run.missed:
        out.append(cues.IntervalMissed(due=at + run.cut, step=run.index))
    else:
        out.append(cues.Corrected(due=at + run.cut, step=run.index))


def _confirm(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    last = run.records[-1]
    if not last.said:
        # Where whole rounds are counted, exercises may have been counted before that.
        run.records[-1] = last._replace(reps=last.reps or 0, said=True)
    flow.enter(run, run.index + 1, at, out)


def _pause(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    run.held = at
    step = run.step
    run.stopped = run.stopped or (
        step is not None and step.scored is not None and step.phase is Phase.WORK
    )
    out.append(cues.Paused(due=at + run.cut, step=run.index))


def _resume(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    run.held = None
    out.append(cues.Resumed(due=at + run.cut, step=run.index))


def _slept(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    if run.held is None:
        _pause(run, command, at, out)


def _back(run: SessionState, command: c.Command, at: int, out: Out) -> None:
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


def _restart(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    flow.reset(run, at)
    flow.announce(run, at, out, None)


def _skip(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    flow.record(run, at, Outcome.SKIPPED)
    flow.enter(run, run.index + 1, at, out)


def _leave(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    flow.record(run, at, Outcome.SKIPPED)
    flow.enter(run, flow.leave_block(run, run.index), at, out)


def _adjust(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    assert isinstance(command, c.Adjust)
    step = run.step
    assert step is not None
    spent = at - run.began
    called = step.call is not None and spent >= step.call + run.shift
    run.shift += command.delta
    out.append(cues.Adjusted(due=at + run.cut, step=run.index, delta=command.delta))
    limit = run.limit
    assert limit is not None
    if spent >= limit:
        flow.end_by_clock(run, at, out)
    elif step.call is not None and not called and spent > max(step.call + run.shift, 0):
        # The shorter rest would have been called by now; at its very start the mark itself does.
        out.append(cues.RestCalled(due=at + run.cut, step=run.index))


def _correct_reps(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    target = correctable(run)
    assert target is not None
    run.records[-1] = target._replace(reps=_reps(command), said=True)
    out.append(cues.Corrected(due=at + run.cut, step=run.index))
    if run.under is State.SCORE:
        flow.enter(run, run.index + 1, at, out)


def _load_target(run: SessionState) -> Record | Step | None:
    """The set under way, or else the record of the set just done."""
    step = run.step
    if (
        step is not None
        and step.phase is Phase.WORK
        and step.press in (PressEffect.DONE, PressEffect.PAUSE)
    ):
        return step if step.place.source else None
    last = run.records[-1] if run.records else None
    if last is not None and last.step.press in (PressEffect.DONE, PressEffect.PAUSE):
        return last if last.step.place.source else None
    return None


def _correct_load(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    assert isinstance(command, c.CorrectLoad)
    target = _load_target(run)
    if isinstance(target, Record):
        run.records[-1] = target._replace(load=command.load)
        target = target.step
    assert target is not None
    run.loads[flow.load_key(target)] = command.load
    out.append(cues.Corrected(due=at + run.cut, step=run.index))


def _more(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    found = replan.with_count(run, 1)
    assert found is not None
    replan.change_plan(run, found, at, out)


def _fewer(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    found = replan.with_count(run, -1)
    assert found is not None
    replan.change_plan(run, found, at, out)


def _instead(command: c.Command | None) -> str:
    return command.instead if isinstance(command, c.SwapEasier) else ""


def _swap(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    found = replan.swapped(run, _instead(command))
    assert found is not None
    replan.change_plan(run, found, at, out)


def _counting(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    replan.change_plan(run, replan.counted_otherwise(run), at, out)


def _end(run: SessionState, command: c.Command, at: int, out: Out) -> None:
    flow.record(run, at, Outcome.ENDED)
    flow.finish(run, at, out, early=True)


_ACTIONS: dict[Action, Callable[[SessionState, c.Command, int, Out], None]] = {
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
    Action.COUNTING: _counting,
    Action.END: _end,
}
