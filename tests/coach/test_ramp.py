"""Warm-up sets that lead up to a load: where they come, and what a change of their load means."""

from __future__ import annotations

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.core.steps import Phase
from tests.core.driving import Driver
from tests.history.past_sessions import read, text_of

SQUAT = {"do": "8-12 Squat @ 100 kg", "ramp": True}


def block(*exercises, **keys):
    return read(text_of({"kind": "sets", "sets": 2, "exercises": list(exercises), **keys}))


def loads(training):
    return [step.load.text for step in Driver(training).session.plan.steps if step.load]


def test_a_ramp_comes_before_the_first_set_and_only_there():
    assert loads(block(SQUAT)) == ["40 kg", "60 kg", "80 kg", "100 kg", "100 kg"]


def test_each_exercise_of_a_superset_has_its_own_ramp():
    press = {"do": "5 Press @ 40 kg", "ramp": True}
    training = block(SQUAT, press, kind="superset")
    assert loads(training)[:8] == [
        *("40 kg", "60 kg", "80 kg", "100 kg"),
        *("16 kg", "24 kg", "32 kg", "40 kg"),
    ]


def test_each_set_of_a_ramp_is_followed_by_the_rest_of_the_block():
    steps = Driver(block(SQUAT, rest="1:00")).session.plan.steps
    assert [(step.phase, step.place.role) for step in steps[:6]] == [
        (Phase.WORK, "warm-up"),
        (Phase.REST, "warm-up"),
    ] * 3
    assert [step.amount.text for step in steps if step.amount] == ["5", "5", "5", "8-12", "8-12"]


def test_a_load_that_is_changed_in_the_ramp_is_that_of_one_set():
    driver = Driver(block(SQUAT))
    driver.do(c.CorrectLoad(Load(LoadUnit.KG, 50.0)))
    while driver.session.state is not State.FINISHED:
        driver.press(after=60)
    done = [record.load.text for record in driver.view.records]
    assert done == ["50 kg", "60 kg", "80 kg", "100 kg", "100 kg"]


def test_a_load_that_is_changed_in_the_first_set_is_that_of_all_further_ones():
    driver = Driver(block(SQUAT))
    for _ in range(3):
        driver.press(after=60)
    driver.do(c.CorrectLoad(Load(LoadUnit.KG, 90.0)))
    while driver.session.state is not State.FINISHED:
        driver.press(after=60)
    assert [record.load.text for record in driver.view.records][3:] == ["90 kg", "90 kg"]
