"""Getting into position, rests, sides."""

from __future__ import annotations

import pytest
import tomli_w

from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.transitions import State
from legtimer.files.workouts.reader import read_workout
from tests.core.driving import Driver, outline, workout

PLANK = {"kind": "circuit", "exercises": ["0:40 Plank"]}


def test_get_set_comes_before_timed_work_that_follows_a_press():
    training = workout(
        {"kind": "circuit", "exercises": ["10 Squat", "0:40 Plank", "0:30 Hang", "5 Sit-up"]}
    )
    assert outline(training) == ["10 Squat", "get-set 8", "0:40 Plank", "0:30 Hang", "5 Sit-up"]


def test_get_set_does_not_come_after_a_rest_or_a_switch_or_the_lead_in():
    training = workout(
        {
            "kind": "circuit",
            "rounds": 2,
            "rest": "1:00",
            "between": "0:10",
            "exercises": ["10 Squat", "0:40/side Plank"],
        },
        prepare="0:10",
    )
    assert outline(training) == [
        "prepare 10",
        "10 Squat",
        "rest 10",
        "0:40 Plank side 1",
        "switch 5",
        "0:40 Plank side 2",
        "rest 60",
        "10 Squat",
        "rest 10",
        "0:40 Plank side 1",
        "switch 5",
        "0:40 Plank side 2",
    ]


@pytest.mark.parametrize(
    ("workout_says", "block_says", "exercise_says", "steps"),
    [
        ("0:20", None, None, ["10 Squat", "get-set 20", "0:40 Plank"]),
        ("0:20", "0:10", None, ["10 Squat", "get-set 10", "0:40 Plank"]),
        ("0:20", "0:10", "0:05", ["10 Squat", "get-set 5", "0:40 Plank"]),
        ("0:20", "0:10", 0, ["10 Squat", "0:40 Plank"]),
        (0, None, None, ["10 Squat", "0:40 Plank"]),
    ],
)
def test_get_set_of_the_exercise_before_that_of_the_block(
    workout_says, block_says, exercise_says, steps
):
    plank = {"do": "0:40 Plank"}
    block = {"kind": "superset", "exercises": ["10 Squat", plank]}
    if block_says is not None:
        block["get-set"] = block_says
    if exercise_says is not None:
        plank["get-set"] = exercise_says
    assert outline(workout(block, get_set=workout_says)) == steps


@pytest.mark.parametrize(
    "scored",
    [
        {"kind": "amrap", "time": "4:00", "exercises": ["10 Squat", "0:30 Plank"]},
        {"kind": "for-time", "rounds": 2, "exercises": ["10 Squat", "0:30 Plank"]},
        {"kind": "emom", "rounds": 3, "exercises": ["10 Squat", "0:30 Plank"]},
        {"kind": "death-by", "rounds": 3, "exercises": ["Squat"]},
    ],
)
def test_get_set_never_runs_inside_scored_work(scored):
    phases = outline(workout(scored))
    assert not any(phase.startswith("get-set") for phase in phases)


def test_the_main_key_cuts_get_set_short():
    driver = Driver(workout({"kind": "superset", "exercises": ["10 Squat", "0:40 Plank"]}))
    driver.press()
    assert (driver.state, driver.left) == (State.PREPARE, 8)
    driver.press(after=3)
    assert (driver.state, driver.left) == (State.TIMED, 40)


def test_get_set_follows_a_for_time_that_its_work_ended():
    driver = Driver(workout({"kind": "for-time", "exercises": ["10 Squat"]}, PLANK))
    driver.press(after=30)
    assert (driver.state, driver.left) == (State.PREPARE, 8)


def test_a_ranged_rest_is_called_twice_and_then_the_next_step_begins():
    driver = Driver(workout({"kind": "sets", "sets": 2, "rest": "45-60s", "exercises": ["10 Dip"]}))
    driver.press(after=10)
    driver.wait(44.999)
    assert not driver.view.called
    driver.wait(0.001)
    assert driver.view.called
    assert driver.state is State.REST
    assert driver.heard(cues.RestCalled) == [55]
    driver.wait(14.999)
    assert driver.state is State.REST
    driver.wait(0.001)
    assert driver.state is State.REPS
    assert driver.heard(cues.RestOver) == [70]
    assert driver.heard(cues.RestOver, "call") == [(2,)]
    assert driver.heard(cues.RepPrompt) == [0, 70]


def test_after_its_first_call_a_press_ends_a_ranged_rest():
    driver = Driver(workout({"kind": "sets", "sets": 2, "rest": "45-60s", "exercises": ["10 Dip"]}))
    driver.press(after=10)
    driver.press(after=50)
    assert driver.state is State.REPS
    assert driver.heard(cues.RestOver) == []


def test_a_fixed_rest_is_called_once_at_its_end():
    driver = Driver(workout({"kind": "sets", "sets": 2, "rest": "0:30", "exercises": ["10 Dip"]}))
    driver.press(after=10)
    driver.wait(100)
    assert driver.heard(cues.RestOver, "call") == [(1,)]
    assert driver.heard(cues.RestCalled) == []
    assert driver.heard(cues.Countdown) == [37, 38, 39]


def test_rest_until_ready_lasts_until_the_main_key():
    driver = Driver(workout({"kind": "sets", "sets": 2, "rest": "ready", "exercises": ["10 Dip"]}))
    driver.press(after=10)
    driver.wait(3600)
    assert driver.state is State.READY
    assert driver.view.clock.up
    assert driver.left == 3600
    driver.press()
    assert driver.state is State.REPS


def test_a_rest_of_its_own_stands_where_the_block_has_none():
    training = workout(
        {
            "kind": "superset",
            "sets": 2,
            "rest": "1:00",
            "exercises": [{"do": "10 Squat", "rest": "0:15"}, "8 Dip"],
        }
    )
    assert outline(training) == [
        "10 Squat",
        "rest 15",
        "8 Dip",
        "rest 60",
        "10 Squat",
        "rest 15",
        "8 Dip",
    ]


def test_a_rest_of_the_last_exercise_stands_where_only_the_workout_has_one():
    block = {
        "kind": "superset",
        "sets": 2,
        "exercises": ["9 Squat", {"do": "8 Dip", "rest": "0:15"}],
    }
    assert outline(workout(block, rest="1:00")) == [
        *("9 Squat", "8 Dip", "rest 15"),
        "9 Squat",
        "8 Dip",
    ]


@pytest.mark.parametrize("kind", ["superset", "circuit"])
def test_a_rest_that_never_comes_is_told_and_the_advice_is_right(kind):
    last = {"do": "8 Dip", "rest": "0:15"}
    block = {"kind": kind, "rest": "1:00", "exercises": ["9 Squat", last]}

    def warnings(**changes):
        changed = {key: item for key, item in {**block, **changes}.items() if item is not None}
        text = tomli_w.dumps({"name": "Test", "block": [changed]})
        return [mistake.message for mistake in read_workout(text).mistakes]

    (message,) = warnings()
    assert "whose own rest is not kept" in message
    assert warnings(rest=None) == []
    assert warnings(exercises=["9 Squat", "8 Dip"]) == []


def test_straight_sets_rest_after_every_set_but_the_last():
    training = workout(
        {"kind": "sets", "sets": 2, "rest": "1:00", "exercises": ["10 Squat", "8 Dip"]},
        {"kind": "sets", "exercises": ["Hang"]},
    )
    assert outline(training) == [
        *("10 Squat", "rest 60", "10 Squat", "rest 60"),
        *("8 Dip", "rest 60", "8 Dip"),
        "Hang",
    ]


def test_repeat_has_a_rest_of_its_own():
    training = workout(
        {
            "kind": "repeat",
            "rounds": 2,
            "rest": "2:00",
            "block": [
                {"kind": "circuit", "rounds": 2, "rest": "0:20", "exercises": ["10 Squat"]},
                {"kind": "circuit", "exercises": ["8 Dip"]},
            ],
        }
    )
    once = ["10 Squat", "rest 20", "10 Squat", "8 Dip"]
    assert outline(training) == [*once, "rest 120", *once]


def test_timed_sides_switch_by_themselves():
    driver = Driver(workout({"kind": "circuit", "exercises": ["0:30/side Plank"]}))
    driver.wait(30)
    assert (driver.state, driver.left) == (State.SWITCH, 5)
    driver.wait(5)
    assert (driver.state, driver.step.place.side) == (State.TIMED, 2)
    assert driver.heard(cues.SwitchSides) == [30]
    driver.to_end()
    assert driver.elapsed == 65


def test_sides_of_reps_switch_by_a_press():
    driver = Driver(workout({"kind": "circuit", "exercises": ["10/side Lunge"]}))
    driver.press(after=20)
    assert driver.state is State.SWITCH
    driver.press(after=2)
    assert (driver.state, driver.step.place.side) == (State.REPS, 2)
    driver.press(after=20)
    assert [(r.step.place.side, r.reps) for r in driver.view.records] == [(1, 10), (2, 10)]


def test_without_time_to_switch_the_other_side_follows_at_once():
    driver = Driver(workout({"kind": "circuit", "exercises": ["0:30/side Plank"]}, switch=0))
    driver.wait(30)
    assert (driver.state, driver.step.place.side) == (State.TIMED, 2)
    assert driver.heard(cues.SwitchSides) == [30]


def test_alternating_sides_are_one_set():
    driver = Driver(workout({"kind": "circuit", "exercises": ["8/side alternating Lunge"]}))
    driver.press(after=20)
    assert driver.state is State.FINISHED
    assert [record.reps for record in driver.view.records] == [16]


@pytest.mark.parametrize(
    "kind",
    [
        {"kind": "amrap", "time": "4:00"},
        {"kind": "for-time", "rounds": 2},
        {"kind": "emom", "rounds": 2},
    ],
)
def test_inside_scored_work_one_press_covers_both_sides(kind):
    driver = Driver(workout({**kind, "exercises": ["10/side Lunge"]}))
    assert driver.view.tally.items[0].reps == 20
    driver.press(after=20)
    assert driver.heard(cues.SwitchSides) == []
    assert driver.state is not State.SWITCH


def test_the_question_is_for_both_sides():
    driver = Driver(workout({"kind": "amrap", "time": "1:00", "exercises": ["10/side Lunge"]}))
    driver.press(after=20)
    driver.wait(45)
    assert driver.refuses(c.CorrectReps(21))
    driver.do(c.CorrectReps(13))
    assert driver.scores == ["1 + 13"]
