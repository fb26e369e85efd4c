"""Undo as it is defined, from any session."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import assume, given, reject
from hypothesis import strategies as st

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.core.session.transitions import TABLE, Action, State
from legtimer.core.session.view import View
from legtimer.core.workout import expand
from tests.core.driving import OPENED, replay
from tests.core.strategies import GAPS, SCRIPTS, workouts

TALLIED = [
    c.CountRound(),
    c.ChangeCounting(),
    c.MarkMissed(),
    c.CorrectReps(0),
    c.CorrectReps(1),
    c.CorrectLoad(Load(LoadUnit.KG, 7)),
    c.MoreRounds(),
    c.FewerRounds(),
    c.SwapEasier(),
    c.SwapEasier("Walk"),
]
FLOW = [c.Skip(), c.Back(), c.Restart(), c.Adjust(10_000), c.Adjust(-10_000), c.End()]
FLOWING = {Action.GO_ON, Action.DONE, Action.CONFIRM}
TALLYING = {Action.COUNT, Action.MADE}
STAYING = st.lists(st.tuples(GAPS, st.sampled_from([c.Pause(), c.Resume()])), max_size=3)


def play(training, script) -> tuple[Session, int]:
    session = Session(training, now=OPENED)
    session.handle(c.Start(), OPENED)
    now = OPENED
    for gap, command in script:
        now += gap
        attempt(session, command, now)
    return session, now


def attempt(session: Session, command: c.Command, now: int) -> bool:
    """Whether a command was accepted."""
    before = len(session.journal)
    try:
        session.handle(command, now)
    except NotAllowed:
        return False
    return len(session.journal) > before


def means(session: Session, now: int) -> Action | None:
    """What a press means now."""
    view = session.view(now)
    return TABLE[view.state].get(c.Press)


def led_to(session: Session, now: int, wanted: Callable[[View], bool]) -> int:
    """Skip on until the session is where it is wanted; the instant at which it is."""
    for _ in range(60):
        view = session.view(now)
        if wanted(view):
            return now
        now += 700
        if not (attempt(session, c.Skip(), now) or attempt(session, c.Press(), now)):
            now += 10_000
            session.advance(now)
    return reject()


def chosen(data: st.DataObject, session: Session, now: int, among: list, meanings) -> c.Command:
    """A command among those that are legal now."""
    allowed = session.view(now).allowed
    legal = [command for command in among if type(command) in allowed]
    if means(session, now) in meanings:
        legal += [c.Press()] * (len(legal) + 1)
    return data.draw(st.sampled_from(legal)) if legal else reject()


def taken_out(training, session: Session, now: int, command: c.Command, staying, gap: int) -> None:
    """With the press and undo, all is as if the press had never been."""
    never = replay(training, session.journal, opened=OPENED)
    assume(attempt(session, command, now))
    for pause, still in staying:
        now += pause
        if attempt(session, still, now):
            attempt(never, still, now)
    now += gap
    session.handle(c.Undo(), now)
    never.advance(now)
    assert session.view(now) == never.view(now)
    assert session.next_deadline() == never.next_deadline()
    later = now + 100_000
    assert session.advance(later) == never.advance(later)
    assert session.view(later) == never.view(later)


def in_scored_work(view: View) -> bool:
    step = view.step
    return step is not None and step.scored


@given(workouts(), SCRIPTS, st.integers(0, 8), STAYING, GAPS, st.data())
def test_what_is_tallied_is_taken_out_and_the_rest_is_folded_anew(
    training, script, steps, staying, gap, data
):
    session, now = play(training, script)
    number = session.view(now).number + steps
    now = led_to(session, now, lambda view: view.step is None or view.number >= number) + 500
    session.advance(now)
    command = chosen(data, session, now, TALLIED, TALLYING)
    taken_out(training, session, now, command, staying, gap)


@given(workouts(), SCRIPTS, st.sampled_from([c.Skip(), c.End()]), STAYING, GAPS)
def test_a_flow_press_inside_scored_work_is_taken_out_and_its_clock_ran_on(
    training, script, command, staying, gap
):
    assume(any(step.scoring for step in expand(training).steps))
    session, now = play(training, script)
    now = led_to(session, now, in_scored_work)
    taken_out(training, session, now, command, staying, gap)


@given(workouts(), SCRIPTS, st.integers(0, 8), STAYING, GAPS, st.data())
def test_a_flow_press_is_taken_back_with_the_time_since_but_without_the_pauses(
    training, script, steps, staying, gap, data
):
    session, now = play(training, script)
    number = session.view(now).number + steps
    now = led_to(
        session,
        now,
        lambda view: view.step is None or (view.number >= number and not in_scored_work(view)),
    )
    now += 500
    session.advance(now)
    before = session.view(now)
    assume(before.step is not None and not in_scored_work(before))
    command = chosen(data, session, now, FLOW, FLOWING)
    assume(attempt(session, command, now))
    held = before.state is State.PAUSED
    for pause, still in staying:
        now += pause
        if attempt(session, still, now):
            held = isinstance(still, c.Pause)
    now += gap
    session.handle(c.Undo(), now)
    after = session.view(now)
    assert (after.state is State.PAUSED) == held
    if held == (before.state is State.PAUSED):
        assert after == before._replace(undoable=after.undoable, allowed=after.allowed)
    assert (after.number, after.state_behind_pause, after.records) == (
        before.number,
        before.state_behind_pause,
        before.records,
    )
    assert (after.elapsed, after.limit) == (before.elapsed, before.limit)
    again = session.view(now + 700)
    assert again.elapsed == before.elapsed or not held


@given(workouts(), SCRIPTS)
def test_undo_goes_back_to_the_first_press(training, script):
    session = Session(training, now=OPENED)
    session.handle(c.Start(), OPENED)
    now = OPENED
    befores = []
    for gap, command in script:
        now += gap
        session.advance(now)
        before = session.view(now)
        undoable = not isinstance(command, c.Undo | c.Pause | c.Resume)
        pausing = isinstance(command, c.Press) and means(session, now) in {
            Action.PAUSE,
            Action.RESUME,
        }
        accepted = not isinstance(command, c.Undo) and attempt(session, command, now)
        if accepted and undoable and not pausing:
            befores.append((before, command))
    while befores:
        before, command = befores.pop()
        now += 1_000
        session.handle(c.Undo(), now)
        after = session.view(now)
        flow = isinstance(command, c.Skip | c.Back | c.Restart | c.Adjust | c.End)
        if flow and not in_scored_work(before):
            assert (after.elapsed, after.number) == (before.elapsed, before.number)
            assert after.records == before.records
    assert not session.view(now).undoable
