"""Several parts under one clock and one score: a For Time or an AMRAP with blocks inside."""

from __future__ import annotations

import pytest

from legtimer.app.step_text import plan_text_of
from legtimer.cli.commands.rehearse import rehearse
from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.machine import Session
from legtimer.core.session.transitions import State
from legtimer.core.workout import TooLong, expand
from legtimer.history.results import results_of
from tests.core.driving import Driver, replay, workout

RUN = {"kind": "circuit", "exercises": ["1 mi Run"]}
CINDY = {"kind": "circuit", "rounds": 3, "exercises": ["5 Pull-up", "10 Push-up", "15 Squat"]}
MURPH = {"kind": "for-time", "name": "Murph", "block": [RUN, CINDY, RUN]}
TWO_LISTS = {
    "kind": "for-time",
    "cap": "20:00",
    "block": [
        {"kind": "circuit", "exercises": ["21,15,9 Thruster @ 95 lb", "21,15,9 Pull-up"]},
        {"kind": "rest", "time": "1:00"},
        {"kind": "circuit", "name": "Light", "exercises": ["15,12,9 Thruster @ 65 lb"]},
    ],
}
AMRAP = {
    "kind": "amrap",
    "time": "20:00",
    "block": [
        {"kind": "circuit", "rounds": 2, "exercises": ["10 Squat", "5 Dip"]},
        {"kind": "circuit", "exercises": ["200 m Run"]},
    ],
}


def counted(block, **more):
    (step,) = [step for step in expand(workout(block, **more)).steps if step.counts_score]
    return step


def words(block, **more) -> list[str]:
    """Each round of the counted work: its exercises and rests."""
    return [
        " + ".join(f"{item.amount.text} {item.exercise.name}" for item in items)
        for items in counted(block, **more).tally.rounds
    ]


def test_parts_are_rounds_of_one_tally_with_one_clock():
    assert words(MURPH) == ["1 mi Run", *["5 Pull-up + 10 Push-up + 15 Squat"] * 3, "1 mi Run"]
    assert [tuple(part) for part in counted(MURPH).tally.parts] == [
        ("1 mi Run", 1),
        ("3 rounds", 3),
        ("1 mi Run", 1),
    ]
    assert len(expand(workout(MURPH)).steps) == 1


def test_lists_and_rests_stand_inside_and_the_rest_ends_by_itself():
    assert words(TWO_LISTS) == [
        "21 Thruster + 21 Pull-up",
        "15 Thruster + 15 Pull-up",
        "9 Thruster + 9 Pull-up + 1:00 Rest",
        "15 Thruster",
        "12 Thruster",
        "9 Thruster",
    ]
    assert [part.title for part in counted(TWO_LISTS).tally.parts] == ["3 rounds", "Light"]


def test_rests_of_a_part_are_its_own_and_none_comes_at_the_end():
    parts = [
        {**CINDY, "rounds": 2, "rest": "0:30", "between": "0:10", "rest-after": "1:00"},
        {"kind": "circuit", "exercises": ["5 Dip"], "rest-after": "2:00"},
    ]
    assert words({**MURPH, "block": parts}, rest="9:00", between="9:00") == [
        "5 Pull-up + 0:10 Rest + 10 Push-up + 0:10 Rest + 15 Squat + 0:30 Rest",
        "5 Pull-up + 0:10 Rest + 10 Push-up + 0:10 Rest + 15 Squat + 1:00 Rest",
        "5 Dip",
    ]


def test_sides_and_easier_exercises_and_choices_of_rounds_count_in_parts():
    easy = {"do": "10/side Lunge", "easier": "omit"}
    block = {
        **MURPH,
        "block": [
            RUN,
            {"kind": "circuit", "rounds": "1-3", "exercises": ["5 Dip", easy]},
            {"kind": "circuit", "exercises": [easy]},
        ],
    }
    assert words(block) == ["1 mi Run", "5 Dip + 10 Lunge", "10 Lunge"]
    plan = expand(
        workout(block),
        {"block[0].block[1].rounds": 2},
        frozenset({"block[0].block[1].exercises[1]", "block[0].block[2].exercises[0]"}),
    )
    assert [len(items) for items in plan.steps[0].tally.rounds] == [1, 1, 1]
    assert counted(block).tally.rounds[1][1].reps == 20
    assert counted(block).tally.rounds[1][1].source == "block[0].block[1].exercises[1]"


def test_the_score_is_one_and_the_splits_are_those_of_the_parts():
    driver = Driver(workout(MURPH))
    driver.press(after=480)
    for _ in range(9):
        driver.press(after=20)
    view = driver.view
    assert (view.tally.part, view.tally.parts) == (3, 3)
    assert view.tally.splits == (480_000, 180_000)
    driver.press(after=500)
    assert driver.state is State.FINISHED
    assert driver.scores == ["19:20"]
    assert driver.view.scores[0].splits == (480_000, 180_000, 500_000)
    assert driver.view.scores[0].parts == ("1 mi Run", "3 rounds", "1 mi Run")
    assert driver.heard(cues.RoundCounted, "round", "split") == [
        (1, 480_000),
        (2, 60_000),
        (3, 60_000),
        (4, 60_000),
        (5, 500_000),
    ]


def test_a_round_is_counted_within_its_part():
    driver = Driver(workout(MURPH))
    driver.press(after=10)
    driver.do(c.CountRound(), after=10)
    tally = driver.view.tally
    assert (tally.part, tally.round, tally.rounds, tally.item) == (2, 2, 3, 1)
    assert driver.view.next.exercise.name == "Push-up"


def test_a_cap_asks_in_the_part_that_it_ended():
    driver = Driver(workout(TWO_LISTS))
    for _ in range(6):
        driver.press(after=30)
    assert driver.state is State.INNER_REST
    driver.wait(60)
    assert driver.view.now.exercise.name == "Thruster"
    driver.wait(1200)
    driver.do(c.CorrectReps(7))
    assert driver.scores == ["CAP + 97"]
    sets, _ = results_of(driver.view.records, driver.view.scores, driver.session.plan)
    assert [(one.exercise, one.done) for one in sets][-2:] == [("Pull-up", 9), ("Thruster", 7)]


def test_a_round_of_an_amrap_is_all_its_parts():
    assert words(AMRAP) == ["10 Squat + 5 Dip + 10 Squat + 5 Dip + 200 m Run"]
    driver = Driver(workout(AMRAP))
    for _ in range(7):
        driver.press(after=20)
    assert (driver.view.tally.done, driver.view.tally.reps) == (1, 15)
    driver.wait(1200)
    driver.do(c.CorrectReps(3))
    assert driver.scores == ["1 + 18"]


def test_the_plan_tells_all_parts_and_the_rest_between_them():
    assert plan_text_of(counted(TWO_LISTS)) == (
        "3 rounds: 21,15,9 Thruster @ 95 lb + 21,15,9 Pull-up; 1:00 Rest; "
        "3 rounds: 15,12,9 Thruster @ 65 lb"
    )


def test_a_rest_at_the_end_of_an_amrap_comes_after_each_round():
    block = {**AMRAP, "block": [CINDY, {"kind": "rest", "time": "1:00"}]}
    assert words(block)[0].endswith("15 Squat + 1:00 Rest")


def test_the_parts_of_a_for_time_with_rounds_come_several_times():
    block = {**MURPH, "rounds": 2, "block": [RUN, {**CINDY, "rounds": 1}]}
    assert words(block) == ["1 mi Run", "5 Pull-up + 10 Push-up + 15 Squat"] * 2
    assert len(counted(block).tally.parts) == 4


def test_undo_and_a_journal_know_parts():
    training = workout(MURPH)
    driver = Driver(training)
    driver.press(after=60)
    driver.press(after=20)
    driver.do(c.Undo())
    assert driver.view.tally.splits == (60_000,)
    driver.do(c.Undo())
    assert (driver.view.tally.part, driver.view.tally.splits) == (1, ())
    driver.do(c.ChangeCounting())
    for _ in range(5):
        driver.press(after=30)
    assert driver.state is State.FINISHED
    again = replay(training, driver.session.journal, opened=driver.session.opened)
    assert again.view(driver.now).scores == driver.view.scores


def test_one_part_is_the_same_work_as_its_exercises():
    from legtimer.history.fingerprint import fingerprint

    plain = {"kind": "for-time", "rounds": 3, "exercises": CINDY["exercises"]}
    assert fingerprint([counted(plain)]) == fingerprint([counted({**MURPH, "block": [CINDY]})])
    assert fingerprint([counted(plain)]) != fingerprint([counted(MURPH)])


def test_parts_of_too_many_exercises_are_refused():
    many = {**CINDY, "rounds": 1000}
    training = workout({**MURPH, "block": [CINDY]}).blocks[0]
    assert training.inner_blocks()
    with pytest.raises(AssertionError, match=r"more than 100,000|100,000"):
        workout({**MURPH, "rounds": 1000, "block": [many]})
    assert issubclass(TooLong, ValueError)


def test_a_rehearsal_of_parts_comes_to_its_end():
    session = Session(workout({**MURPH, "block": [RUN, RUN, CINDY]}), now=0)
    rehearse(session, None)
    assert [score.parts for score in session.view(10**9).scores] == [
        ("1 mi Run", "1 mi Run", "3 rounds")
    ]
