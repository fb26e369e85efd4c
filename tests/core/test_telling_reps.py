"""Reps of a range are told by the athlete: a press alone says nothing of them."""

from __future__ import annotations

from contextlib import suppress

import pytest
import tomli_w
from hypothesis import given

from legtimer.core.blocks import kinds
from legtimer.core.exercise import COUNTABLE
from legtimer.core.session import commands as c
from legtimer.core.session.machine import NotAllowed
from legtimer.core.session.records import Outcome
from legtimer.core.session.transitions import State
from legtimer.files.workouts.reader import read_workout
from legtimer.history.results import results_of
from tests.core.driving import Driver, replay, workout
from tests.core.strategies import SCRIPTS, workouts

RANGES = ["8-12 Press @ 30 kg", "6-8/side Row", "5-9/side alternating Lunge", "100-200 m Run"]
TEST_BLOCKS = {
    "sets": {"kind": "sets", "sets": 2, "rest": "0:30", "exercises": RANGES},
    "superset": {"kind": "superset", "sets": 2, "rest": "0:30", "exercises": RANGES},
    "circuit": {"kind": "circuit", "rounds": 2, "between": "0:10", "exercises": RANGES},
    "complex": {
        "kind": "complex",
        "sets": 2,
        "load": "40 kg",
        "exercises": ["8-12 Press", *RANGES[1:]],
    },
    "emom": {"kind": "emom", "every": "0:30", "rounds": 8, "exercises": RANGES},
    "repeat": {"kind": "repeat", "rounds": 2, "block": [{"kind": "sets", "exercises": RANGES}]},
    "timed": {"kind": "timed", "time": "1:00", "exercises": ["8-12 Press", "0:10 Plank"]},
}
"""All kinds that take ranges of reps."""


def told(driver):
    view = driver.view
    found, _ = results_of(view.records, view.scores, driver.session.plan)
    return [one for one in found if one.done is not None and one.planned_low < one.planned_high]


def about(driver, number):
    view = driver.view
    if number <= len(view.records):
        return view.records[number - 1]
    return next(one.record for one in view.correctables if one.number == number)


def go_on(driver):
    driver.wait(5)
    if c.Press in driver.view.allowed:
        driver.press(after=0)


def test_all_kinds_that_take_ranges_of_reps_are_tested_here():
    for kind, cls in kinds().items():
        if kind in TEST_BLOCKS or "exercises" not in cls.example:
            continue
        block = {**cls.example, "kind": kind, "exercises": ["8-12 Press"]}
        text = tomli_w.dumps({"name": "Test", "block": [block]})
        assert read_workout(text).workout is None, kind


@pytest.mark.parametrize("kind", TEST_BLOCKS)
def test_a_press_alone_never_tells_reps_of_a_range(kind):
    driver = Driver(workout(TEST_BLOCKS[kind]))
    for _ in range(40):
        if driver.state is State.FINISHED:
            break
        go_on(driver)
        driver.wait(5)
    assert driver.view.records
    assert told(driver) == []


@pytest.mark.parametrize("kind", [kind for kind in TEST_BLOCKS if kind != "timed"])
def test_reps_can_be_told_whenever_they_are_asked_for_and_undo_takes_them_back(kind):
    driver = Driver(workout(TEST_BLOCKS[kind], switch="0:05"))
    asked = 0
    for _ in range(60):
        for one in driver.view.correctables:
            if not one.record.needs_reps:
                continue
            asked += 1
            driver.do(c.CorrectReps(7, one.number))
            assert about(driver, one.number).reps == 7
            driver.do(c.Undo())
            assert about(driver, one.number).needs_reps
        if driver.state is State.FINISHED:
            break
        go_on(driver)
    assert driver.state is State.FINISHED
    assert asked > len(driver.view.records)


def test_without_a_rest_reps_can_be_told_until_the_block_ends():
    block = {"kind": "superset", "rest": 0, "exercises": ["8-12 Press", "15-20 Row", "5 Dip"]}
    driver = Driver(workout(block, {"kind": "sets", "sets": 2, "exercises": ["5 Squat"]}))
    driver.press(after=20)
    driver.press(after=20)
    assert [one.number for one in driver.view.correctables] == [1, 2]
    assert driver.view.target.record.step.exercise.name == "Row"
    driver.do(driver.view.correct_reps(18), after=1)
    assert driver.view.target.record.step.exercise.name == "Press"
    driver.press(after=20)
    assert driver.view.target.record.step.exercise.name == "Press"
    assert driver.view.target.proposal == 8
    driver.press(after=20)
    assert driver.refuses(c.CorrectReps(9, 1))
    driver.press(after=20)
    assert driver.state is State.FINISHED
    driver.do(driver.view.correct_reps(9))
    assert [record.reps for record in driver.view.records] == [9, 18, 5, 5, 5]


def test_the_last_set_can_be_corrected_where_nothing_is_to_be_told():
    driver = Driver(workout({"kind": "superset", "exercises": ["8-12 Press", "5 Row"]}))
    driver.press(after=20)
    driver.do(driver.view.correct_reps(9))
    driver.press(after=20)
    assert driver.view.target.record.step.exercise.name == "Row"
    assert driver.view.correct_reps(4) == c.CorrectReps(4)
    driver.do(c.CorrectReps(10, 1))
    assert [record.reps for record in driver.view.records] == [10, 5]


def test_a_journal_without_numbers_means_the_set_just_done():
    training = workout({"kind": "superset", "exercises": ["8-12 Press", "15-20 Row", "5 Dip"]})
    driver = Driver(training)
    driver.press(after=20)
    driver.press(after=20)
    driver.do(c.CorrectReps(81), after=1)
    driver.do(c.CorrectReps(18), after=1)
    assert [record.reps for record in driver.view.records] == [None, 18]


def test_a_set_of_many_reps_is_to_be_told_as_well():
    driver = Driver(workout({"kind": "sets", "exercises": ["max Push-up", "5 Row"]}))
    driver.press(after=20)
    assert driver.view.records[0].needs_reps
    assert driver.view.target.proposal is None
    driver.press(after=20)
    driver.do(driver.view.correct_reps(31))
    assert [record.reps for record in driver.view.records] == [31, 5]


def test_a_metronome_counts_the_reps_of_a_range():
    driver = Driver(workout({"kind": "sets", "exercises": [{"do": "8-12 Squat", "cadence": 2}]}))
    driver.press(after=19)
    assert driver.view.records[0].reps == 9
    assert not driver.view.records[0].needs_reps


def test_a_skipped_set_is_not_asked_for():
    driver = Driver(workout({"kind": "sets", "sets": 2, "exercises": ["8-12 Press"]}))
    driver.do(c.Skip(), after=5)
    assert driver.view.records[0].outcome is Outcome.SKIPPED
    assert not driver.view.records[0].needs_reps


@given(workouts(), SCRIPTS)
def test_only_a_command_tells_reps_of_a_range(training, script):
    driver = Driver(training)
    for gap, command in script:
        driver.wait(gap / 1000)
        with suppress(NotAllowed):
            driver.do(command)
    for record in driver.view.records:
        amount = record.step.amount
        if record.step.asks_reps and amount.unit in COUNTABLE and record.reps is not None:
            assert record.said
    again = replay(training, driver.session.journal, opened=driver.session.opened)
    again.advance(driver.now)
    assert again.view(driver.now).records == driver.view.records
