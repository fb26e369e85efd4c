"""A session that is cut off and gone on with is the session that only slept."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.session import commands as c
from legtimer.core.session.cues import Cue
from legtimer.core.session.machine import NotAllowed
from legtimer.core.session.transitions import State
from legtimer.history import interrupted, recorded_session
from legtimer.history.store import Store
from tests.core.driving import replay
from tests.core.strategies import GAPS, SCRIPTS, workouts
from tests.history.recording import BEGAN

OPENED = 5_000_000


def give(session, script, clock: list[int]) -> list[tuple[object, ...]]:
    """Play a script; cues with instants since the opening."""
    cues: list[Cue] = []
    for gap, command in script:
        clock[0] += gap
        now = clock[0]
        try:
            cues += session.handle(command, now)
        except NotAllowed:
            cues += session.advance(now)
    return [(type(cue), cue.due - session.opened, cue.step) for cue in cues]


@given(workouts(), SCRIPTS, GAPS, st.integers(0, 10**9), SCRIPTS)
def test_cutting_off_changes_nothing(workout, before, gap, boot, after):
    """Undo too: ``after`` takes back presses from before the cut."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "history.db")
        clock = [OPENED]
        first = recorded_session.record_session(
            store, workout, {}, now=OPENED, wall=BEGAN, text="", clock=lambda: clock[0]
        )
        first.handle(c.Start(), OPENED)
        give(first, before, clock)
        journal = first.to_record().journal
        clock[0] += gap
        first.advance(clock[0])
        state = first.view(clock[0])
        first.close()

        clock[0] = boot
        second = interrupted.resume_session(
            store, first.uid, lambda text, name: workout, now=boot, clock=lambda: clock[0]
        )
        if state.state is State.FINISHED:
            assert second is None
            return
        assert second is not None
        assert second.view(boot).records == state.records
        assert second.view(boot).elapsed == state.elapsed

        whole = replay(workout, journal, opened=OPENED)
        slept = OPENED + boot - second.opened
        whole.handle(c.Slept(slept - OPENED), slept)
        uncut = [slept]
        assert give(second, after, clock) == give(whole, after, uncut)
        assert second.view(clock[0]) == whole.view(uncut[0])
        second.close()
        assert store.load(first.uid).journal == second.to_record().journal == whole.journal
        store.close()


@given(workouts(), SCRIPTS, st.lists(SCRIPTS, max_size=3))
def test_as_often_as_one_likes(workout, script, more):
    """What was written is a journal that folds, whatever was cut off in between."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "history.db")
        clock = [OPENED]
        session = recorded_session.record_session(
            store, workout, {}, now=OPENED, wall=BEGAN, text="", clock=lambda: clock[0]
        )
        session.handle(c.Start(), OPENED)
        for part in ([(1, c.Press()), *script], *more):
            give(session, part, clock)
            state = session.view(clock[0])
            session.close()
            clock[0] = 7
            found = interrupted.resume_session(
                store, session.uid, lambda text, name: workout, now=7, clock=lambda: clock[0]
            )
            if state.state is State.FINISHED:
                assert found is None
                break
            assert found is not None
            session = found
            assert session.view(7).records == state.records
            assert session.view(7).undoable == state.undoable
        session.close()
        journal = store.load(session.uid).journal
        folded = replay(workout, journal, opened=0)
        assert folded.journal == journal
        store.close()
