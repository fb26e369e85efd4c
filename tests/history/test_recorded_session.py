"""Sessions that are kept: written before anybody sees it, cut off, gone on with."""

import sqlite3
import time
from datetime import timedelta

import pytest

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.machine import JournalEntry, NotAllowed
from legtimer.core.session.transitions import State
from legtimer.history import interrupted
from legtimer.history.errors import Gone
from legtimer.history.heartbeat import heartbeat_path, is_running, stopped_at
from legtimer.history.interrupted import NotResumable
from legtimer.history.recorded_session import APPEND
from legtimer.history.rows import entry_row
from legtimer.history.session_record import SessionStatus
from legtimer.history.store import Store
from tests.history.recording import BEGAN, SETS, Athlete, read


@pytest.fixture
def athlete(tmp_path):
    return Athlete(tmp_path)


def on_disk(athlete) -> list[tuple[int, str]]:
    """The journals, as another program reads them."""
    with sqlite3.connect(athlete.store.path) as db:
        return db.execute("SELECT at, command FROM event ORDER BY session, number").fetchall()


def test_each_press_is_on_disk_when_it_is_answered(athlete):
    athlete.begin()
    assert on_disk(athlete) == [(1000, "start")]
    athlete.do(c.Press())
    assert on_disk(athlete) == [(1000, "start"), (2000, "press")]
    athlete.do(c.CountRound(), c.Undo())
    assert on_disk(athlete)[2:] == [(3000, "round"), (4000, "undo")]
    athlete.session.close()


def test_what_is_refused_and_what_is_no_second_press_is_not_written(athlete):
    athlete.begin()
    with pytest.raises(NotAllowed):
        athlete.do(c.Resume())
    athlete.do(c.Press())
    athlete.do(c.Press(), after=0.2)
    assert on_disk(athlete) == [(1000, "start"), (3000, "press")]
    athlete.session.close()


def test_a_session_that_never_began_leaves_nothing(athlete):
    athlete.begin()
    athlete.session.discard()
    before = set(athlete.store.beats.iterdir())
    other = Athlete(athlete.store.path.parent)
    workout = read(other.text, "")
    session = interrupted.RecordedSession  # the class that the screens are given
    from legtimer.history import recorded_session

    unopened = recorded_session.record_session(
        other.store, workout, {}, now=5, wall=BEGAN, text=other.text, clock=other.clock
    )
    assert isinstance(unopened, session)
    unopened.complete(5, "")
    unopened.close()
    assert set(athlete.store.beats.iterdir()) == before
    assert athlete.store.headers() == athlete.store.open_headers() == []


def test_a_session_is_finished_with_its_results(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.Press(), c.Press())
    athlete.wait(600)
    assert athlete.view().state is State.SCORE
    athlete.do(c.CorrectReps(3))
    athlete.session.complete(8, "windy")
    log = athlete.store.load(athlete.session.uid)
    header = log.header
    assert (header.status, header.effort, header.note) == (SessionStatus.DONE, 8, "windy")
    assert (header.complete, header.workout, header.utc_offset) == (True, "Legs", 0)
    assert header.began_at == round(BEGAN.timestamp() * 1000)
    assert (header.elapsed, header.ended) == (600_000, 605_000)
    assert [score.text for score in log.scores] == ["1 + 13"]
    assert [(one.exercise, one.done) for one in log.sets[:3]] == [
        ("Squat", 10), ("Lunge", 5), ("Squat", 10),
    ]  # fmt: skip
    assert log.journal[-1].command == c.CorrectReps(3)
    assert list(athlete.store.beats.iterdir()) == []
    assert athlete.store.headers() == [header]


def test_what_ended_early_is_kept_as_such(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.End())
    athlete.session.complete()
    assert athlete.store.headers()[0].complete is False


def test_the_end_is_the_session_s_not_the_summary_s(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.End())
    athlete.wait(3600)
    athlete.session.complete()
    assert athlete.store.headers()[0].ended == 3000


def test_an_end_that_is_taken_back_is_no_end(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.End(), c.Undo(), c.Press())
    athlete.wait(10)
    athlete.session.complete()
    assert athlete.store.headers()[0].ended == 15_000


def test_a_dropped_session_is_in_no_list(athlete):
    athlete.begin()
    athlete.do(c.Press())
    athlete.session.discard()
    athlete.session.close()
    assert athlete.store.headers() == athlete.store.open_headers() == athlete.interrupted() == []


def test_what_was_cut_off_is_offered_at_its_last_press(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.Press())
    athlete.die(beat=1200)
    (found,) = Athlete(athlete.store.path.parent).interrupted()
    assert (found.at, found.lost) == (3000, 0)
    assert found.view.tally.round == 2


def test_and_at_its_last_beat_if_that_was_later(athlete):
    athlete.begin()
    athlete.do(c.Press())
    athlete.die(beat=7000)
    (found,) = Athlete(athlete.store.path.parent).interrupted()
    # Between this beat and the next one: half a second is the best guess.
    assert found.at == 7500
    assert found.view.elapsed == 6500


def test_a_session_that_is_let_go_of_stands_exactly(athlete):
    athlete.begin()
    athlete.do(c.Press())
    athlete.wait(2.345)
    athlete.session.close()
    (found,) = athlete.interrupted()
    assert found.at == 4345


def test_going_on_is_paused_where_it_was(athlete):
    first = athlete.begin()
    athlete.do(c.Press(), c.Press(), c.Press(), c.Undo())
    before = athlete.view()
    athlete.die()
    # Another boot: the clock counts from another origin.
    other = Athlete(athlete.store.path.parent, now=77)
    session = other.resume()
    assert session.uid == first.uid
    view = other.view()
    assert view.state is State.PAUSED
    assert (view.state_behind_pause, view.tally, view.elapsed) == (
        before.state_behind_pause,
        before.tally,
        before.elapsed,
    )
    assert view.clock.ms == before.clock.ms
    assert view.undoable
    other.wait(3600)
    assert other.view().elapsed == before.elapsed
    other.do(c.Resume())
    other.do(c.Press(), after=2)
    assert other.view().elapsed == before.elapsed + 2000
    assert other.view().tally.total == before.tally.total + 10
    session.complete()
    assert athlete.store.headers()[0].uid == first.uid


def test_going_on_can_be_cut_off_again_and_again(athlete):
    athlete.begin()
    for turn in range(4):
        athlete.do(c.Press(), c.Press())
        athlete.die()
        athlete = Athlete(athlete.store.path.parent, now=turn * 100_000)
        assert athlete.resume() is not None
        assert athlete.view().tally.done == turn + 1
        athlete.do(c.Resume())
    athlete.do(c.Undo(), c.Undo())
    assert athlete.view().tally.done == 3
    athlete.session.close()
    assert [command for _, command in on_disk(athlete)].count("press") == 8


def test_a_pause_stays_as_long_as_it_was(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.Pause())
    athlete.die()
    (found,) = Athlete(athlete.store.path.parent).interrupted()
    assert found.view.state is State.PAUSED
    other = Athlete(athlete.store.path.parent)
    other.resume()
    assert other.view().elapsed == 2000
    other.session.close()


def test_the_question_at_the_end_of_an_amrap_is_no_training_after_a_kill_either(athlete):
    athlete.begin()
    athlete.wait(630)
    athlete.die(beat=620_000)
    (found,) = Athlete(athlete.store.path.parent).interrupted()
    assert (found.at, found.view.elapsed) == (620_500, 600_000)
    other = Athlete(athlete.store.path.parent)
    other.resume()
    other.do(c.Resume(), c.CorrectReps(3), after=60)
    other.session.complete()
    (header,) = athlete.store.headers()
    assert (header.elapsed, header.ended) == (600_000, 620_500 + 120_000)


def test_the_heart_rests_while_the_question_is_open(athlete):
    athlete.begin()
    athlete.wait(600)
    athlete.now += 30_000
    athlete.session.close()
    assert athlete.interrupted()[0].at == 601_000


def test_what_somebody_runs_is_left_alone(athlete):
    athlete.begin()
    athlete.do(c.Press())
    other = Athlete(athlete.store.path.parent)
    assert other.interrupted() == []
    assert [one.uid for one in other.store.open_headers()] == [athlete.session.uid]
    assert interrupted.resume_session(other.store, athlete.session.uid, read, now=0) is None
    for put_away in (
        lambda: interrupted.keep_interrupted(other.store, athlete.session.uid, read),
        lambda: interrupted.discard_interrupted(other.store, athlete.session.uid),
    ):
        with pytest.raises(Gone):
            put_away()
    athlete.do(c.Press())
    athlete.session.complete()
    assert len(athlete.store.load(athlete.session.uid).journal) == 4


def test_two_at_once_both_finish_whole(athlete):
    athlete.begin()
    other = Athlete(athlete.store.path.parent, SETS)
    other.begin()
    other.do(c.Skip())
    for _ in range(5):
        athlete.do(c.Press())
        other.do(c.CorrectLoad(Load(LoadUnit.KG, 42.5)))
    athlete.do(c.End())
    other.do(c.Press(), c.End())
    athlete.session.complete()
    other.session.complete()
    logs = [athlete.store.load(one.session.uid) for one in (athlete, other)]
    assert [len(log.journal) for log in logs] == [7, 9]
    assert [log.header.workout for log in logs] == ["Legs", "Sets"]
    assert logs[1].sets[0].load == Load(LoadUnit.KG, 42.5)


def test_whoever_goes_on_first_has_it(athlete):
    athlete.begin()
    athlete.die()
    uid = athlete.session.uid
    first, second = (Athlete(athlete.store.path.parent) for _ in range(2))
    assert first.resume(uid) is not None
    assert second.resume(uid) is None
    first.session.complete()
    assert second.resume(uid) is None
    assert second.resume("0" * 32) is None


def test_what_was_over_is_kept_without_asking(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.End())
    athlete.die()
    other = Athlete(athlete.store.path.parent)
    assert other.interrupted() == []
    (header,) = other.store.headers()
    assert (header.uid, header.ended, header.effort) == (athlete.session.uid, 3000, None)
    assert len(other.store.load(header.uid).sets) == 2


def test_what_is_said_of_a_session_is_kept_at_once(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.End())
    athlete.session.set_feedback(8, "")
    athlete.session.set_feedback(8, "warm; \x07 #1")
    athlete.die()
    other = Athlete(athlete.store.path.parent)
    assert other.interrupted() == []
    (header,) = other.store.headers()
    assert (header.effort, header.note, header.ended) == (8, "warm; \x07 #1", 3000)


def test_and_goes_on_with_it(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.End())
    athlete.session.set_feedback(6, "slow")
    athlete.do(c.Undo())
    athlete.die()
    other = Athlete(athlete.store.path.parent)
    session = other.resume()
    assert (session.effort, session.note) == (6, "slow")
    session.set_feedback(None, "fast")
    other.die()
    assert interrupted.keep_interrupted(other.store, session.uid, read) == 0
    (header,) = other.store.headers()
    assert (header.effort, header.note) == (None, "fast")


def test_of_a_session_that_never_began_nothing_is_said(athlete):
    session = athlete.open()
    session.set_feedback(3, "nothing")
    assert not athlete.store.path.exists()


def test_what_was_cut_off_can_be_kept_as_far_as_it_got(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.Press(), c.Press())
    athlete.die(beat=30_000)
    other = Athlete(athlete.store.path.parent)
    assert interrupted.keep_interrupted(other.store, athlete.session.uid, read) == 0
    (header,) = other.store.headers()
    assert (header.complete, header.elapsed, header.ended) == (False, 29_500, 30_500)
    log = other.store.load(header.uid)
    assert [score.text for score in log.scores] == ["1 + 10"]
    assert sum(one.done or 0 for one in log.sets) == 25
    # The session is the fold of its journal, so its end is in it.
    assert log.journal[-1] == JournalEntry(30_500, c.End())
    assert list(other.store.beats.iterdir()) == []


def test_a_journal_that_is_read_in_another_way_is_kept_as_far_as_it_goes(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.Press())
    uid = athlete.session.uid
    # An older version had a command here that this one does not allow.
    with athlete.store.transaction() as connection:
        connection.execute(APPEND, (*entry_row(3, JournalEntry(3500, c.Resume())), uid))
        connection.execute(APPEND, (*entry_row(4, JournalEntry(9000, c.Press())), uid))
    athlete.die()
    other = Athlete(athlete.store.path.parent)
    (found,) = other.interrupted()
    assert (found.lost, found.view.elapsed) == (2, 2500)
    with pytest.raises(NotResumable):
        other.resume(uid)
    assert not is_running(other.store.beats, uid)
    assert interrupted.keep_interrupted(other.store, uid, read) == 2
    log = other.store.load(uid)
    assert (log.header.elapsed, len(log.journal)) == (2500, 5)
    assert sum(one.done or 0 for one in log.sets) == 15


def test_a_workout_that_can_not_be_read_any_more_can_be_kept_or_dropped(athlete):
    athlete.begin()
    athlete.do(c.Press())
    athlete.die()
    other = Athlete(athlete.store.path.parent)
    uid = athlete.session.uid
    (found,) = interrupted.find_interrupted(other.store, lambda text, name: None)
    assert found.view is None
    with pytest.raises(NotResumable):
        interrupted.resume_session(other.store, uid, lambda text, name: None, now=0)
    assert interrupted.keep_interrupted(other.store, uid, lambda text, name: None) == 2
    assert len(other.store.load(uid).journal) == 2


def test_the_workout_is_the_one_that_was_begun(athlete):
    """The file may have changed; the text in the history has not."""
    athlete.begin()
    athlete.do(c.Press())
    athlete.die()
    other = Athlete(athlete.store.path.parent, text=SETS)
    other.resume()
    assert other.session.plan.workout.name == "Legs"
    other.session.close()


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_changes_nothing(athlete, hours, monkeypatch):
    def asked():
        raise AssertionError("somebody asked for the time of day")

    athlete.begin(BEGAN)
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", asked)
        patch.setattr(time, "time_ns", asked)
        athlete.do(c.Press(), c.Press())
        athlete.die(beat=10_000)
        other = Athlete(athlete.store.path.parent, now=9)
        assert other.interrupted()[0].at == 10_500
        other.resume()
        assert other.view().elapsed == 9500
        other.do(c.Resume(), c.Press())
        assert other.view().elapsed == 10_500
        other.session.close()
    later = Athlete(athlete.store.path.parent, SETS)
    later.begin(BEGAN + timedelta(hours=hours))
    later.do(c.Skip())
    later.session.close()
    found = {one.header.workout: one.view.elapsed for one in athlete.interrupted()}
    assert found == {"Legs": 10_500, "Sets": 1000}


def test_nothing_is_asked_of_the_disk_before_the_first_press(tmp_path):
    Store(tmp_path / "deep" / "history.db").close()
    assert list(tmp_path.iterdir()) == []


def test_a_heart_that_cannot_be_read_is_no_reason_not_to_go_on(athlete):
    athlete.begin()
    athlete.do(c.Press())
    athlete.die()
    for text in ("", "rubbish", "00000000000\x00", "9" * 40):
        heartbeat_path(athlete.store.beats, athlete.session.uid).write_text(text)
        assert stopped_at(athlete.store.beats, athlete.session.uid) == 0
    heartbeat_path(athlete.store.beats, athlete.session.uid).unlink()
    (found,) = Athlete(athlete.store.path.parent).interrupted()
    assert found.at == 2000


def test_a_choice_that_no_range_allows_is_not_followed(tmp_path):
    text = SETS.replace("sets = 3", 'sets = "2-4"')
    assert "2-4" in text
    athlete = Athlete(tmp_path, text)
    athlete.begin()
    athlete.die()
    with sqlite3.connect(athlete.store.path) as db:
        db.execute("UPDATE session SET choices = '{\"block[0].sets\": 1000000000}'")
    db.close()
    session = athlete.resume()
    assert session is not None
    assert {step.place.rounds for step in session.plan.steps} <= {0, 2}
    session.close()


def test_a_session_with_a_skipped_set_is_not_complete(tmp_path):
    athlete = Athlete(tmp_path, SETS)
    athlete.begin()
    athlete.do(*[c.Skip()] * 6)
    assert athlete.session.view(athlete.now).state is State.FINISHED
    athlete.session.complete()
    assert athlete.store.headers()[0].complete is False
