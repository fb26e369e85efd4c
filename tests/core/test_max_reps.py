"""As many reps as possible, wherever work ends: the athlete tells them before or after the end."""

from __future__ import annotations

import pytest

from legtimer.core.exercise import Load, LoadUnit, Unit
from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.transitions import State
from legtimer.core.workout import expand
from legtimer.history.results import results_of
from tests.core.driving import Driver, outline, replay, workout

SET = {"kind": "sets", "sets": 2, "rest": "0:30", "exercises": ["1:00 max Burpee"]}
TABATA = {
    "kind": "intervals",
    "work": "0:20",
    "rest": "0:10",
    "rounds": 4,
    "exercises": ["max Squat"],
}
EMOM = {"kind": "emom", "rounds": 4, "exercises": ["max Pull-up", "10 Squat"]}
AMRAP = {"kind": "amrap", "time": "10:00", "exercises": ["10 Squat", "max Push-up"]}
FOR_TIME = {"kind": "for-time", "rounds": 2, "exercises": ["10 Squat", "0:30 max Burpee"]}


def done(driver: Driver) -> list[int | None]:
    """What the sets of as many as possible came to."""
    view = driver.view
    sets, _ = results_of(view.records, view.scores, driver.session.plan)
    return [one.done for one in sets if one.unit == Unit.MAX]


def tell(driver: Driver, reps: int, *, after: float = 1) -> None:
    driver.wait(after)
    driver.do(driver.view.correct_reps(reps))


def test_a_time_with_max_is_one_step_that_the_clock_ends():
    assert outline(workout(SET)) == ["1:00 max Burpee", "rest 30", "1:00 max Burpee"]
    (first, *_) = expand(workout(SET)).steps
    assert (first.limit, first.asks_reps) == (60_000, True)
    assert outline(workout(TABATA))[:2] == ["0:20 max Squat", "rest 10"]


def test_a_timed_set_is_told_before_its_end_or_after_it():
    driver = Driver(workout(SET))
    tell(driver, 17, after=59)
    assert driver.state is State.TIMED
    driver.wait(20)
    assert not driver.view.target.record.needs_reps
    driver.wait(12)
    driver.wait(60)
    assert driver.state is State.FINISHED
    assert driver.view.target.record.needs_reps
    tell(driver, 15)
    assert done(driver) == [17, 15]
    sets, _ = results_of(driver.view.records, (), driver.session.plan)
    assert [(one.ms, one.planned_low, one.said) for one in sets] == [(60_000, 60_000, True)] * 2


def test_what_is_not_told_is_not_told():
    driver = Driver(workout(SET, {"kind": "rest", "time": 5}, EMOM, AMRAP, FOR_TIME))
    driver.to_end()
    assert set(done(driver)) == {None}
    assert len(done(driver)) >= 6


def test_an_interval_is_told_in_the_work_that_follows_it():
    driver = Driver(workout(TABATA))
    driver.wait(32)
    assert driver.state is State.TIMED
    tell(driver, 11, after=0)
    tell(driver, 10, after=15)
    driver.wait(100)
    assert done(driver) == [11, 10, None, None]


def test_an_emom_is_told_before_the_press_after_it_and_in_the_next_interval_until_its_press():
    driver = Driver(workout(EMOM))
    tell(driver, 9, after=20)
    driver.press()
    assert driver.state is State.WAITING
    driver.wait(110)
    driver.press()
    assert driver.view.target.record.needs_reps
    driver.wait(50)
    tell(driver, 7, after=1)
    driver.press()
    assert driver.refuses(c.CorrectReps(5))
    driver.wait(100)
    assert done(driver) == [9, 7]
    assert driver.scores == ["4/4"]


def test_a_figure_of_an_emom_can_be_put_right_until_the_press():
    driver = Driver(workout(EMOM))
    driver.press(after=20)
    tell(driver, 9)
    tell(driver, 8)
    driver.wait(45)
    tell(driver, 7)
    assert done(driver) == [7]


def test_an_interval_that_was_not_pressed_is_told_too():
    driver = Driver(workout(EMOM))
    driver.wait(70)
    tell(driver, 9)
    driver.wait(300)
    assert done(driver) == [9, None]


def test_an_interval_that_is_missed_has_the_reps_that_were_told():
    driver = Driver(workout(EMOM))
    tell(driver, 4, after=20)
    driver.do(c.MarkMissed())
    driver.wait(300)
    assert done(driver) == [4, None]


def test_an_amrap_is_told_before_and_after_the_press_and_its_reps_count():
    driver = Driver(workout(AMRAP))
    driver.press(after=10)
    tell(driver, 20)
    assert driver.view.tally.reps == 10
    driver.press()
    assert driver.view.tally.total == 30
    driver.press(after=10)
    driver.press(after=10)
    assert driver.view.target.record.needs_reps
    tell(driver, 18)
    assert (driver.view.tally.done, driver.view.tally.reps) == (2, 0)
    assert driver.view.tally.total == 58
    tell(driver, 19)
    assert driver.view.tally.total == 59
    driver.press(after=10)
    assert driver.refuses(c.CorrectReps(12, 5))
    driver.press(after=10)
    driver.wait(600)
    assert done(driver) == [20, 19, None]
    assert driver.scores == ["3 + 0"]


def test_the_clock_of_an_amrap_asks_for_a_maximum_that_it_ended():
    driver = Driver(workout({**AMRAP, "exercises": ["max Burpee"]}))
    driver.wait(601)
    assert driver.view.asks
    driver.do(c.CorrectReps(104))
    assert driver.scores == ["0 + 104"]
    assert done(driver) == [104]


def test_a_maximum_that_is_confirmed_without_a_figure_is_not_told():
    driver = Driver(workout({**AMRAP, "exercises": ["max Burpee"]}))
    driver.wait(601)
    driver.press()
    assert driver.state is State.FINISHED
    assert driver.scores == ["0 + 0"]
    assert done(driver) == [None]


def test_reps_of_a_maximum_never_make_a_round():
    driver = Driver(workout(AMRAP))
    driver.press(after=10)
    driver.wait(600)
    driver.do(c.CorrectReps(25))
    assert driver.scores == ["0 + 35"]


def test_a_minute_of_a_for_time_ends_by_itself_and_is_told_before_or_after_that():
    driver = Driver(workout(FOR_TIME))
    driver.press(after=10)
    tell(driver, 8, after=29)
    driver.wait(5)
    assert driver.view.now.exercise.name == "Squat"
    assert driver.heard(cues.ItemOver) == [40]
    driver.press(after=5)
    driver.wait(31)
    assert driver.state is State.FINISHED
    tell(driver, 9)
    assert done(driver) == [8, 9]
    assert driver.scores == ["1:19"]


def test_a_capped_for_time_counts_what_was_told():
    driver = Driver(workout({**FOR_TIME, "cap": "1:00"}))
    driver.press(after=10)
    tell(driver, 8, after=29)
    driver.wait(100)
    driver.do(c.CorrectReps(4))
    assert driver.scores == ["CAP + 22"]


def test_a_range_in_an_emom_is_told_afterwards():
    driver = Driver(workout({**EMOM, "exercises": ["8-12 Swing", "5/side Lunge"]}))
    driver.press(after=20)
    assert driver.view.target.record.needs_reps
    assert driver.view.target.proposal == 8
    tell(driver, 11)
    driver.wait(230)
    view = driver.view
    sets, _ = results_of(view.records, view.scores, driver.session.plan)
    assert [(one.planned_low, one.planned_high, one.done) for one in sets] == [
        (8, 12, 11),
        (10, 10, 10),
        (8, 12, None),
        (10, 10, 10),
    ]


def test_all_exercises_of_an_interval_can_have_one_that_is_told():
    exercises = ["5 Pull-up", "max Push-up"]
    driver = Driver(workout({**EMOM, "order": "all", "exercises": exercises}))
    driver.press(after=20)
    tell(driver, 14)
    driver.wait(250)
    assert done(driver) == [14, None, None, None]


@pytest.mark.parametrize("block", [SET, TABATA, EMOM, AMRAP, FOR_TIME], ids=lambda b: b["kind"])
def test_undo_takes_back_what_was_told_and_a_journal_tells_it_again(block):
    training = workout(block)
    driver = Driver(training)
    driver.press(after=11) if block in (AMRAP, FOR_TIME) else driver.wait(11)
    before = driver.view.target
    tell(driver, 12, after=0)
    assert driver.view.target.record.reps == 12
    driver.do(c.Undo())
    assert driver.view.target == before
    tell(driver, 13, after=0)
    driver.to_end()
    assert done(driver)[0] == 13
    again = replay(training, driver.session.journal, opened=driver.session.opened)
    again.advance(driver.now)
    assert again.view(driver.now).records == driver.view.records


def test_a_load_that_can_be_given_to_a_set_by_its_number_is_allowed():
    ready = {"kind": "sets", "exercises": ["5 Squat"]}
    driver = Driver(workout(EMOM, {"kind": "rest", "time": "1:00"}, ready))
    driver.wait(245)
    load = Load(LoadUnit.KG, 20)
    assert driver.view.correctables
    assert c.CorrectLoad not in driver.view.allowed
    assert driver.refuses(c.CorrectLoad(load, driver.view.correctables[0].number))
    driver = Driver(workout({"kind": "sets", "exercises": ["8-12 Squat"]}, AMRAP))
    driver.press(after=20)
    driver.wait(620)
    driver.press()
    assert driver.state is State.FINISHED
    assert c.CorrectLoad in driver.view.allowed
    driver.do(c.CorrectLoad(load, 1))
    assert driver.view.records[0].load == load
