"""A complex: the load is not put down, so one press ends a set with all its exercises."""

from __future__ import annotations

import pytest

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.records import Outcome
from legtimer.core.session.transitions import State
from legtimer.core.workout import expand
from legtimer.history.results import results_of
from tests.core.driving import Driver, workout

COMPLEX = {
    "kind": "complex",
    "sets": 2,
    "load": "40,45 kg",
    "rest": "1:00",
    "exercises": ["6 Deadlift", "3 Clean", "3/side Lunge"],
}


def sets_of(driver: Driver):
    view = driver.view
    return results_of(view.records, view.scores, driver.session.plan)[0]


def test_one_press_ends_a_set_and_all_its_exercises_are_sets_of_the_history():
    driver = Driver(workout(COMPLEX))
    assert driver.state is State.REPS
    assert [item.exercise.name for item in driver.view.tally.items] == [
        "Deadlift",
        "Clean",
        "Lunge",
    ]
    driver.press(after=36)
    assert driver.state is State.REST
    driver.press(after=10)
    driver.press(after=36)
    assert driver.state is State.FINISHED
    found = [(one.round, one.exercise, one.done, one.load.text) for one in sets_of(driver)]
    assert found == [
        (1, "Deadlift", 6, "40 kg"),
        (1, "Clean", 3, "40 kg"),
        (1, "Lunge", 6, "40 kg"),
        (2, "Deadlift", 6, "45 kg"),
        (2, "Clean", 3, "45 kg"),
        (2, "Lunge", 6, "45 kg"),
    ]


def test_the_exercises_of_a_set_share_its_time():
    driver = Driver(workout(COMPLEX))
    driver.press(after=45)
    driver.wait(60)
    driver.press()
    ms = [(one.ms, one.began, one.measured) for one in sets_of(driver)[:3]]
    assert ms == [(18_000, 0, False), (9_000, 18_000, False), (18_000, 27_000, False)]


def test_undo_and_back_lead_into_the_set_again():
    driver = Driver(workout(COMPLEX))
    driver.press(after=36)
    driver.do(c.Undo(), after=5)
    assert (driver.state, driver.view.records) == (State.REPS, ())
    driver.press(after=20)
    driver.do(c.Back(), after=1)
    assert (driver.state, driver.view.records) == (State.REPS, ())


def test_a_load_is_that_of_the_whole_set_during_it_and_after_it():
    heavy, light = Load(LoadUnit.KG, 50), Load(LoadUnit.KG, 30)
    driver = Driver(workout({**COMPLEX, "load": "40 kg", "sets": 3}))
    driver.do(c.CorrectLoad(heavy))
    driver.press(after=36)
    assert [record.load for record in driver.view.records] == [heavy] * 3
    driver.do(c.CorrectLoad(light))
    assert [record.load for record in driver.view.records] == [light] * 3
    driver.press()
    assert driver.view.load_target.load == light
    driver.press(after=36)
    assert [record.load for record in driver.view.records] == [light] * 6


def test_a_range_inside_it_is_told_afterwards_for_each_exercise():
    driver = Driver(workout({**COMPLEX, "exercises": ["6-8 Deadlift", "3 Clean", "3-5 Press"]}))
    driver.press(after=36)
    assert [one.number for one in driver.view.correctables] == [1, 3]
    driver.do(driver.view.correct_reps(5), after=1)
    driver.do(driver.view.correct_reps(7), after=1)
    assert [record.reps for record in driver.view.records] == [7, 3, 5]


@pytest.mark.parametrize(
    ("command", "outcome"), [(c.Skip(), Outcome.SKIPPED), (c.End(), Outcome.ENDED)]
)
def test_a_set_that_is_left_is_left_with_all_its_exercises(command, outcome):
    driver = Driver(workout(COMPLEX))
    driver.do(command, after=20)
    assert [record.outcome for record in driver.view.records[:3]] == [outcome] * 3


def test_a_plan_has_one_step_a_set():
    steps = expand(workout(COMPLEX)).steps
    assert [step.phase.value for step in steps] == ["work", "rest", "work"]
    assert [step.place.round for step in steps] == [1, 1, 2]
