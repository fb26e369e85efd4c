"""Undo: a count is taken out, a step forward is taken back, the clocks of scored work ran on."""

from __future__ import annotations

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.transitions import State
from tests.core.driving import Driver, workout

SETS = {"kind": "sets", "sets": 3, "rest": "1:00", "exercises": ["10 Squat"]}
PLANKS = {"kind": "circuit", "exercises": ["0:40 Plank", "0:30 Hang", "0:20 Bridge"]}
AMRAP = {"kind": "amrap", "time": "4:00", "exercises": ["10 Dip", "10 Row"]}
CYCLE = {"kind": "timed", "time": "4:00", "exercises": ["10 Dip", "10 Row"]}
FOR_TIME = {"kind": "for-time", "cap": "4:00", "exercises": ["10 Dip", "10 Row"]}


def test_a_miscounted_round_is_taken_out_and_the_clock_ran_on():
    driver = Driver(workout(AMRAP))
    for _ in range(4):
        driver.press(after=20)
    driver.do(c.Undo(), after=10)
    tally = driver.view.tally
    assert (driver.left, tally.done, tally.item, tally.total) == (150, 1, 2, 30)
    assert driver.heard(cues.Undone) == [90]
    driver.do(c.Undo(), after=1)
    driver.do(c.Undo(), after=1)
    assert driver.view.tally.total == 10
    driver.press(after=18)
    assert driver.view.tally.splits == (110_000,)


def test_nothing_is_left_to_undo_before_the_first_press():
    driver = Driver(workout(SETS, prepare="0:10"))
    assert driver.refuses(c.Undo())
    driver.press()
    driver.press()
    for _ in range(2):
        driver.do(c.Undo(), after=1)
    assert driver.refuses(c.Undo())
    assert (driver.state, driver.left) == (State.PREPARE, 9)


def test_a_press_too_soon_is_taken_back_with_the_time_since():
    driver = Driver(workout(SETS))
    driver.press(after=20)
    driver.press(after=40)
    driver.do(c.Undo(), after=7)
    assert (driver.state, driver.left, driver.elapsed) == (State.REST, 20, 60)
    driver.wait(20)
    assert driver.state is State.REPS
    driver.do(c.Undo(), after=500)
    assert (driver.state, driver.left, driver.elapsed) == (State.REPS, 20, 20)
    assert driver.view.records == ()


@pytest.mark.parametrize("command", [c.Skip(), c.Back(), c.Restart(), c.Adjust(10_000), c.End()])
def test_flow_presses_restore_the_instant_before(command):
    driver = Driver(workout(PLANKS))
    driver.wait(55)
    before = driver.view
    driver.do(command)
    driver.do(c.Undo(), after=12)
    assert driver.view == before._replace(undoable=False)
    driver.wait(1)
    assert driver.left == 14


def test_seconds_that_come_again_are_called_again():
    driver = Driver(workout(PLANKS))
    driver.do(c.Skip(), after=38.5)
    driver.do(c.Undo(), after=1)
    driver.wait(1.5)
    assert driver.heard(cues.Countdown) == [37, 38, 40]


def test_leaving_scored_work_is_taken_back_but_its_clock_ran_on():
    driver = Driver(workout(AMRAP, SETS))
    driver.press(after=20)
    driver.do(c.Skip(), after=20)
    driver.do(c.Undo(), after=30)
    assert (driver.state, driver.left, driver.view.tally.total) == (State.COUNTING, 170, 10)


def test_the_end_inside_scored_work_is_taken_back_but_its_clock_ran_on():
    driver = Driver(workout(AMRAP, SETS))
    driver.do(c.End(), after=20)
    driver.do(c.Undo(), after=300)
    assert driver.state is State.SCORE


def test_the_last_count_of_a_for_time_is_taken_back():
    driver = Driver(workout(FOR_TIME, SETS))
    driver.press(after=20)
    driver.press(after=20)
    assert driver.step.place.block == 1
    driver.do(c.Undo(), after=10)
    assert (driver.state, driver.left) == (State.COUNTING, 50)
    driver.press(after=10)
    assert driver.scores == ["1:00"]


def test_an_interval_that_was_not_made_after_all():
    driver = Driver(workout({"kind": "death-by", "exercises": ["Burpee"]}))
    driver.press(after=20)
    driver.do(c.Undo(), after=50)
    assert driver.state is State.SCORE
    assert driver.elapsed == 60


def test_a_mark_and_a_correction_are_taken_out():
    driver = Driver(workout({"kind": "emom", "rounds": 2, "exercises": ["9 Dip"]}, SETS))
    driver.do(c.MarkMissed(), after=20)
    driver.wait(50)
    driver.do(c.Undo())
    driver.wait(60)
    assert driver.scores == ["2/2"]
    driver.press(after=5)
    driver.do(c.CorrectReps(4), after=5)
    driver.do(c.Undo(), after=5)
    assert driver.view.records[-1].reps == 10
    assert (driver.state, driver.left) == (State.REST, 50)


def test_a_round_more_is_taken_out():
    driver = Driver(workout(SETS))
    plan = driver.session.plan
    driver.do(c.MoreRounds(), after=5)
    driver.do(c.Undo(), after=5)
    assert driver.session.plan == plan
    assert driver.left == 10


def test_pauses_are_not_undone():
    driver = Driver(workout(CYCLE))
    driver.press(after=10)
    driver.do(c.Pause(), after=10)
    driver.do(c.Undo(), after=10)
    assert (driver.state, driver.elapsed, driver.view.tally.total) == (State.PAUSED, 20, 0)
    driver.do(c.Resume(), after=10)
    assert driver.refuses(c.Undo())
    driver.wait(5)
    assert driver.elapsed == 25


def test_a_pause_after_a_flow_press_goes_on_in_the_step_before():
    driver = Driver(workout(SETS))
    driver.press(after=20)
    driver.do(c.Pause(), after=10)
    driver.do(c.Undo(), after=10)
    assert (driver.state, driver.view.state_behind_pause, driver.elapsed) == (
        State.PAUSED,
        State.REPS,
        20,
    )
    driver.press(after=100)
    driver.wait(5)
    assert driver.elapsed == 25


def test_a_press_in_a_pause_is_taken_back_into_the_pause():
    driver = Driver(workout(PLANKS))
    driver.do(c.Pause(), after=10)
    driver.do(c.Skip(), after=10)
    driver.do(c.Undo(), after=10)
    assert (driver.state, driver.view.number, driver.left) == (State.PAUSED, 0, 30)


def test_a_press_in_a_pause_that_is_over_is_taken_back_running():
    driver = Driver(workout(PLANKS))
    driver.do(c.Pause(), after=10)
    driver.do(c.Skip(), after=10)
    driver.do(c.Resume(), after=10)
    driver.do(c.Undo(), after=10)
    assert (driver.state, driver.view.number, driver.left) == (State.TIMED, 0, 30)


@pytest.mark.parametrize("block", [PLANKS, SETS, AMRAP])
def test_an_end_in_a_pause_is_taken_back_into_the_pause(block):
    driver = Driver(workout(block))
    driver.do(c.Pause(), after=10)
    driver.do(c.End(), after=10)
    driver.do(c.Undo(), after=10)
    assert (driver.state, driver.elapsed) == (State.PAUSED, 10)
    driver.press()
    driver.wait(5)
    assert driver.elapsed == 15


def test_pauses_before_a_stretch_that_was_cut_out_stay_where_they_were():
    driver = Driver(workout(CYCLE))
    driver.press(after=10)
    driver.do(c.Pause(), after=10)
    driver.do(c.Skip(), after=20)
    driver.do(c.Undo(), after=60)
    assert (driver.state, driver.elapsed) == (State.PAUSED, 20)
    driver.do(c.Undo(), after=10)
    assert (driver.state, driver.elapsed, driver.view.tally.total) == (State.PAUSED, 20, 0)


def test_a_pause_that_outlived_an_undone_step_outlives_the_next_undo_too():
    driver = Driver(workout(CYCLE, SETS))
    driver.press(after=10)
    driver.do(c.Skip(), after=10)
    driver.do(c.Pause(), after=10)
    driver.do(c.Undo(), after=10)
    driver.do(c.Undo(), after=10)
    assert (driver.state, driver.elapsed, driver.view.tally.total) == (State.PAUSED, 20, 0)


def test_an_undone_count_does_not_move_the_clock_after_other_undos():
    driver = Driver(workout(CYCLE, SETS))
    driver.press(after=10)
    driver.do(c.Skip(), after=10)
    driver.do(c.Undo(), after=100)
    driver.do(c.Undo(), after=10)
    assert (driver.state, driver.left) == (State.CYCLE, 210)


def test_a_count_that_is_taken_out_after_a_pause_keeps_the_score_paused():
    driver = Driver(workout(AMRAP))
    driver.press(after=10)
    driver.do(c.Pause(), after=10)
    driver.do(c.Resume(), after=10)
    driver.do(c.Undo(), after=10)
    assert driver.left == 210
    driver.wait(211)
    driver.press()
    assert [score.paused for score in driver.view.scores] == [True]


def test_an_answer_is_taken_back():
    driver = Driver(workout(AMRAP, SETS))
    driver.wait(242)
    driver.do(c.CorrectReps(5))
    assert driver.state is State.REPS
    driver.do(c.Undo(), after=10)
    assert driver.state is State.SCORE
    driver.do(c.CorrectReps(6))
    assert driver.scores == ["0 + 6"]
