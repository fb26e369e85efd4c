"""The actions of the transition table.

``legal`` says what a command does now: what the table says, if that has something to act on (a set
to correct, an easier alternative, a block whose rounds can be changed); ``act`` does it. An action
that is not possible is as illegal as one that the table does not have.
"""

from __future__ import annotations

from collections.abc import Callable

from legtimer.core.notation.loads import HEAVIEST
from legtimer.core.session import commands as c
from legtimer.core.session import correctable, cues, flow, replan, set_figures
from legtimer.core.session.flow import Cues
from legtimer.core.session.records import Lap, Outcome, Record
from legtimer.core.session.state import SessionState
from legtimer.core.session.transitions import PAUSE_ITSELF, TABLE, Action, State
from legtimer.core.steps import PressEffect, Step

BACK_WITHIN = 2_000
"""Ms into a step up to which going back means the step before."""


def legal(
    session: SessionState, kind: type[c.Command], command: c.Command | None = None
) -> Action | None:
    """What a command does now; None if it is illegal. Undo is the session's own business.

    Args:
        session: the session's state.
        kind: the kind of command.
        command: with its figures; None to ask whether any figures would do.
    """
    action = TABLE[session.state].get(kind)
    if action is not None and session.paused_at is not None and kind not in PAUSE_ITSELF:
        # A pause allows no more than what it hides: the clock of scored work never moves back.
        action = TABLE[session.state_behind_pause].get(kind)
    if action is None or not _possible(session, action, command):
        return None
    return action


def _possible(session: SessionState, action: Action, command: c.Command | None) -> bool:
    """Whether an action has something to act on."""
    match action:
        case Action.REPS:
            numbers = correctable.correctable_sets(session)
            if command is None:
                return bool(numbers)
            assert isinstance(command, c.CorrectReps)
            number = correctable.set_number(session, command)
            return number in numbers and 0 <= command.reps <= correctable.most_reps_of(
                session, number
            )
        case Action.COUNT:
            # The clock alone ends a rest that is an interval of an EMOM.
            return session.current is not None
        case Action.LOAD:
            numbers = correctable.correctable_sets(session)
            if command is None:
                return any(correctable.load_target(session, n) is not None for n in (0, *numbers))
            assert isinstance(command, c.CorrectLoad)
            if command.number and command.number not in numbers:
                return False
            found = correctable.load_target(session, command.number)
            return found is not None and command.load.value <= HEAVIEST
        case Action.MORE:
            return replan.with_count(session, 1) is not None
        case Action.FEWER:
            return replan.with_count(session, -1) is not None
        case Action.SWAP:
            return replan.with_swap(session, _instead(command)) is not None
        case Action.COUNTING:
            return replan.counting_ahead(session) is not None
    return True


def act(session: SessionState, action: Action, command: c.Command, at: int, out: Cues) -> None:
    """Do what the table says for a command.

    Args:
        session: is changed.
        action: what to do.
        command: its figures.
        at: training time, up to which everything that was due has happened.
        out: gets the cues.
    """
    # A step that is made shorter must not find that something was due in the past.
    session.cursor = max(session.cursor, (at, -1))
    _ACTIONS[action](session, command, at, out)


def swappable(session: SessionState) -> str:
    """The exercise for which an easier one can be named; empty if the workout does, or for none."""
    if c.SwapEasier not in TABLE[session.state_behind_pause]:
        return ""
    exercise = replan.exercise_ahead(session)
    return exercise.name if exercise is not None and exercise.easier is None else ""


def _start(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    flow.enter(session, 0, at, out)


def _go_on(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    flow.enter(session, session.index + 1, at, out)


def _done(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    flow.record(session, at, Outcome.DONE)
    flow.enter(session, session.index + 1, at, out)


def _count(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    flow.count(session, at, out)


def _count_round(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    flow.count(session, at, out, whole=True)


def _made(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    session.made, session.missed = True, False
    assert session.current is not None
    session.laps = (Lap(at, session.current),)
    out.append(cues.IntervalMade(due=session.due(at), step=session.index))


def _missed(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    session.missed = not session.missed
    if session.missed:
        out.append(cues.IntervalMissed(due=session.due(at), step=session.index))
    else:
        out.append(cues.Corrected(due=session.due(at), step=session.index))


def _confirm(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    last = session.records[-1]
    if not last.said:
        # Where whole rounds are counted, exercises may have been counted before that. Of as many as
        # possible nobody has told how many they were.
        asked = last.cut_off is not None and last.cut_off.asks_reps
        session.records[-1] = last._replace(reps=None if asked else last.reps or 0, said=True)
    flow.enter(session, session.index + 1, at, out)


def _pause(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    session.paused_at = at
    step = session.step
    session.stopped = session.stopped or (step is not None and step.scored)
    out.append(cues.Paused(due=session.due(at), step=session.index))


def _resume(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    session.paused_at = None
    out.append(cues.Resumed(due=session.due(at), step=session.index))


def _slept(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    if session.paused_at is None:
        _pause(session, command, at, out)


def _back(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    steps = session.plan.steps
    target = session.index
    if at - session.began < BACK_WITHIN and target > 0:
        previous = target - 1
        if steps[previous].scoring is None:
            target = previous
    for n, done in enumerate(session.records):
        if done.step.key == steps[target].key:
            del session.records[n:]
            break
    session.index = target
    flow.reset(session, at)
    flow.announce(session, at, out, None)


def _restart(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    flow.reset(session, at)
    flow.announce(session, at, out, None)


def _skip(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    flow.record(session, at, Outcome.SKIPPED)
    flow.enter(session, session.index + 1, at, out)


def _leave(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    flow.record(session, at, Outcome.SKIPPED)
    flow.enter(session, flow.leave_block(session, session.index), at, out)


def _adjust(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    assert isinstance(command, c.Adjust)
    step = session.step
    assert step is not None
    spent = at - session.began
    called = step.call is not None and spent >= step.call + session.shift
    session.shift += command.delta
    out.append(cues.Adjusted(due=session.due(at), step=session.index, delta=command.delta))
    limit = session.limit
    assert limit is not None
    if spent >= limit:
        flow.end_by_clock(session, at, out)
    elif step.call is not None and not called and spent > max(step.call + session.shift, 0):
        # The shorter rest would have been called by now; at its very start the mark itself does.
        out.append(cues.RestCalled(due=session.due(at), step=session.index))


def _correct_reps(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    assert isinstance(command, c.CorrectReps)
    index = correctable.set_number(session, command) - 1
    if index == len(session.records):
        step = session.step
        if step is not None and step.press is PressEffect.COUNT and set_figures.tells_lap(session):
            set_figures.tell_lap(session, command.reps)
        else:
            session.told = command.reps
    else:
        session.records[index] = set_figures.with_reps(session.records[index], command.reps)
    out.append(cues.Corrected(due=session.due(at), step=session.index))
    if session.state_behind_pause is State.SCORE:
        flow.enter(session, session.index + 1, at, out)


def _correct_load(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    assert isinstance(command, c.CorrectLoad)
    target = correctable.load_target(session, command.number)
    assert target is not None
    step = target
    if isinstance(target, Record):
        step = target.complex_set or target.step
        for n, one in enumerate(session.records):
            if one is target or (one.complex_set is not None and one.complex_set is step):
                session.records[n] = one._replace(load=command.load)
    assert isinstance(step, Step)
    key = set_figures.load_key(step)
    later = session.records[command.number :] if command.number else []
    corrected = any(set_figures.load_key(one.step) == key for one in later)
    if target is step or not (step.asks_load or corrected):
        session.loads[key] = command.load
    out.append(cues.Corrected(due=session.due(at), step=session.index))


def _count_changed(change: int) -> Callable[[SessionState, c.Command, int, Cues], None]:
    def do(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
        found = replan.with_count(session, change)
        assert found is not None
        replan.change_plan(session, found, at, out)

    return do


def _instead(command: c.Command | None) -> str:
    return command.instead if isinstance(command, c.SwapEasier) else ""


def _swap(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    found = replan.with_swap(session, _instead(command))
    assert found is not None
    replan.change_plan(session, found, at, out)


def _counting(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    replan.change_plan(session, replan.with_other_counting(session), at, out)


def _end(session: SessionState, command: c.Command, at: int, out: Cues) -> None:
    flow.record(session, at, Outcome.ENDED)
    flow.end_session(session, at, out, early=True)


_ACTIONS: dict[Action, Callable[[SessionState, c.Command, int, Cues], None]] = {
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
    Action.MORE: _count_changed(1),
    Action.FEWER: _count_changed(-1),
    Action.SWAP: _swap,
    Action.COUNTING: _counting,
    Action.END: _end,
}
