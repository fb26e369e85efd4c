"""A rest among the exercises of scored work: it ends by itself, and it is no exercise."""

from __future__ import annotations

from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.transitions import State
from legtimer.core.steps import Phase
from legtimer.core.workout import expand
from legtimer.history.results import results_of
from tests.core.driving import Driver, workout

AMRAP = {"kind": "amrap", "time": "10:00", "exercises": ["10 Squat", "1:00 Rest", "5 Dip"]}
LAST = {"kind": "amrap", "time": "5:00", "exercises": ["10 Squat", "1:00 Rest"]}
FOR_TIME = {"kind": "for-time", "rounds": 2, "exercises": ["400 m Run", "5 Dip", "0:30 Rest"]}
EMOM = {"kind": "emom", "rounds": 6, "exercises": ["10 Row", "5 Dip", "1:00 Rest"]}


def exercises_done(driver: Driver) -> list[str]:
    view = driver.view
    sets, _ = results_of(view.records, view.scores, driver.session.plan)
    return [one.exercise for one in sets]


def test_a_rest_ends_by_itself_with_the_cues_of_a_rest():
    driver = Driver(workout(AMRAP))
    driver.press(after=20)
    assert driver.state is State.INNER_REST
    assert driver.heard(cues.RestStarted) == [20]
    assert driver.view.tally.item_clock.ms == 60_000
    driver.wait(60)
    assert driver.state is State.COUNTING
    assert driver.view.now.exercise.name == "Dip"
    assert driver.heard(cues.RestOver) == [80]
    assert driver.heard(cues.ItemOver) == []
    assert driver.heard(cues.Countdown) == [77, 78, 79]


def test_a_press_cuts_the_rest_short_and_undo_brings_it_back():
    driver = Driver(workout(AMRAP))
    driver.press(after=20)
    driver.press(after=10)
    assert driver.view.now.exercise.name == "Dip"
    driver.do(c.Undo(), after=5)
    assert driver.state is State.INNER_REST
    assert driver.view.tally.item_clock.ms == 45_000


def test_a_rest_has_no_reps_and_is_in_no_list_of_sets():
    driver = Driver(workout(AMRAP))
    driver.press(after=20)
    driver.wait(60)
    driver.press(after=10)
    driver.press(after=20)
    assert driver.view.tally.total == 25
    driver.wait(600)
    # The clock ended the work during the dips of the second round.
    driver.do(c.CorrectReps(2))
    assert driver.scores == ["1 + 12"]
    assert exercises_done(driver) == ["Squat", "Dip", "Squat", "Dip"]


def test_the_clock_asks_for_nothing_when_it_ends_a_rest():
    driver = Driver(workout(LAST))
    driver.press(after=20)
    driver.wait(60)
    driver.press(after=180)
    assert driver.view.tally.done == 2
    driver.wait(100)
    assert driver.state is State.FINISHED
    assert driver.scores == ["2 + 0"]
    assert exercises_done(driver) == ["Squat", "Squat"]


def test_with_presses_that_count_rounds_a_press_counts_up_to_the_rest():
    driver = Driver(workout({**AMRAP, "count": "rounds"}))
    driver.press(after=20)
    assert driver.state is State.INNER_REST
    driver.wait(60)
    assert driver.view.tally.done == 0
    driver.press(after=10)
    assert driver.view.tally.done == 1
    driver.press(after=10)
    driver.wait(600)
    driver.do(c.CorrectReps(12))
    assert driver.scores == ["1 + 12"]
    assert exercises_done(driver) == ["Squat", "Dip", "Squat", "Dip"]


def test_work_that_was_counted_as_rounds_asks_nothing_after_a_rest_that_the_clock_ended():
    driver = Driver(workout({**LAST, "count": "rounds"}))
    driver.press(after=250)
    driver.wait(100)
    assert driver.state is State.FINISHED
    assert driver.scores == ["1 + 0"]


def test_no_rest_comes_behind_the_last_exercise_of_a_for_time():
    driver = Driver(workout(FOR_TIME))
    driver.press(after=100)
    driver.press(after=10)
    driver.wait(30)
    driver.press(after=100)
    driver.press(after=10)
    assert driver.state is State.FINISHED
    assert driver.scores == ["4:10"]
    assert driver.view.records[0].splits == (140_000, 110_000)


def test_a_pause_in_the_rest_marks_the_score():
    driver = Driver(workout(FOR_TIME))
    driver.press(after=100)
    driver.press(after=10)
    driver.do(c.Pause(), after=5)
    driver.do(c.Resume(), after=50)
    driver.wait(25)
    assert driver.state is State.COUNTING
    driver.press()
    driver.press()
    assert driver.view.scores[0].paused


def test_an_interval_of_an_emom_can_be_a_rest_that_is_no_interval_of_the_score():
    training = workout(EMOM)
    places = [(s.phase, s.place.round, s.place.rounds) for s in expand(training).steps]
    work, rest = Phase.WORK, Phase.REST
    assert places == [(work, 1, 4), (work, 2, 4), (rest, 2, 4), (work, 3, 4), (work, 4, 4)]
    exercises = [(s.place.exercise, s.place.exercises) for s in expand(training).steps]
    assert exercises == [(1, 2), (2, 2), (0, 2), (1, 2), (2, 2)]
    driver = Driver(training)
    driver.press(after=30)
    driver.wait(95)
    assert driver.state is State.INNER_REST
    for command in (c.Press(), c.Back(), c.Adjust(10_000), c.MarkMissed()):
        assert driver.refuses(command)
    assert driver.left == 55
    driver.wait(175)
    assert driver.scores == ["4/4"]
    assert exercises_done(driver) == ["Row", "Dip", "Row", "Dip"]


def test_a_pause_in_the_rest_of_an_emom_marks_the_score():
    driver = Driver(workout(EMOM))
    driver.wait(130)
    driver.do(c.Pause())
    driver.do(c.Resume(), after=60)
    driver.wait(300)
    assert driver.view.scores[0].paused
    assert driver.scores == ["4/4"]


def test_an_emom_that_is_left_in_its_rest_is_left_whole():
    driver = Driver(workout(EMOM, {"kind": "sets", "exercises": ["5 Squat"]}))
    driver.wait(130)
    driver.do(c.Skip())
    assert driver.step.exercise.name == "Squat"
