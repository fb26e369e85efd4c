"""What the athlete changes on the way: rounds, exercises, reps, loads."""

from __future__ import annotations

import pytest

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.transitions import State
from legtimer.core.steps import Phase
from tests.core.driving import OPENED, Driver, replay, workout

FORTY = Load(LoadUnit.KG, 40)


def steps(driver: Driver) -> list[tuple[str, int, int]]:
    """Each step of the plan: its phase, round and exercise."""
    return [(s.phase.value, s.place.round, s.place.exercise) for s in driver.session.plan.steps]


def rounds_of(kind: str, word: str) -> dict[str, object]:
    return {"kind": kind, word: 2, "rest": "1:00", "exercises": ["10 Squat", "8 Dip"]}


KINDS = [
    rounds_of("sets", "sets"),
    rounds_of("superset", "sets"),
    rounds_of("circuit", "rounds"),
    {**rounds_of("complex", "sets"), "load": "40 kg"},
]


@pytest.mark.parametrize("block", KINDS, ids=lambda block: block["kind"])
def test_a_round_more_is_what_the_file_with_a_round_more_says(block):
    word = "rounds" if "rounds" in block else "sets"
    driver = Driver(workout(block))
    driver.do(c.MoreRounds(), after=5)
    more = Driver(workout({**block, word: 3}))
    assert steps(driver) == steps(more)
    assert driver.view.steps > len(driver.view.records)
    driver.do(c.FewerRounds(), after=5)
    driver.do(c.FewerRounds(), after=5)
    assert steps(driver) == steps(Driver(workout({**block, word: 1})))
    assert driver.refuses(c.FewerRounds())
    driver.to_end()


def test_a_rest_appears_and_disappears_with_the_round_after_it():
    driver = Driver(workout({**KINDS[2], "rounds": 1}))
    driver.press(after=20)
    driver.do(c.MoreRounds(), after=5)
    driver.press(after=5)
    assert driver.state is State.REST
    driver.do(c.FewerRounds(), after=5)
    assert driver.state is State.FINISHED
    assert not driver.view.early


def test_when_the_rest_under_way_disappears_the_next_block_begins():
    driver = Driver(workout(KINDS[2], {"kind": "sets", "exercises": ["10 Row"]}))
    driver.press(after=20)
    driver.press(after=20)
    assert driver.state is State.REST
    given = driver.do(c.FewerRounds(), after=5)
    assert driver.step.place.block == 1
    assert {cues.PlanChanged, cues.BlockDone, cues.StepStarted} <= {type(cue) for cue in given}


@pytest.mark.parametrize("block", KINDS, ids=lambda block: block["kind"])
def test_a_round_that_has_begun_stays(block):
    driver = Driver(workout(block))
    driver.until(lambda view: view.step.place.round == 2 and view.step.phase is Phase.WORK)
    assert driver.refuses(c.FewerRounds())


def test_a_round_that_has_begun_stays_between_its_exercises_and_sides():
    block = {**KINDS[2], "between": "0:20", "exercises": ["10/side Lunge", "8 Dip"]}
    driver = Driver(workout(block))
    driver.until(
        lambda view: view.step.place.round == 2 and view.state_behind_pause is State.SWITCH
    )
    assert driver.refuses(c.FewerRounds())
    driver.until(lambda view: view.step.place.round == 2 and view.state_behind_pause is State.REST)
    assert driver.refuses(c.FewerRounds())


def test_a_round_that_only_gets_ready_has_not_begun():
    block = {"kind": "circuit", "rounds": 2, "exercises": ["0:30 Plank", "8 Dip"]}
    driver = Driver(workout(block))
    driver.wait(30)
    driver.press()
    assert driver.state is State.PREPARE
    driver.do(c.FewerRounds())
    assert driver.state is State.FINISHED


def test_the_next_exercise_can_have_fewer_sets_than_the_one_before():
    driver = Driver(workout(KINDS[0]))
    driver.until(lambda view: view.step.place.exercise == 2)
    driver.do(c.FewerRounds())
    assert driver.step.place.rounds == 1
    driver.press()
    assert driver.state is State.FINISHED
    assert len(driver.view.records) == 3


def test_the_passes_of_a_repeat_can_be_changed_where_nothing_inside_counts_rounds():
    inside = [
        {"kind": "timed", "time": "0:40", "exercises": ["Jog"]},
        {"kind": "timed", "time": "0:20", "exercises": ["Run"]},
    ]
    driver = Driver(workout({"kind": "repeat", "rounds": 2, "rest": "1:00", "block": inside}))
    driver.do(c.MoreRounds(), after=5)
    assert driver.step.place.passes == ((1, 3),)
    driver.until(lambda view: view.step.place.passes == ((2, 3),))
    driver.do(c.FewerRounds(), after=5)
    assert driver.step.place.passes == ((2, 2),)
    assert driver.refuses(c.FewerRounds())
    driver.to_end()
    assert [r.ms for r in driver.view.records] == [40_000, 20_000] * 2


def test_the_rounds_of_the_next_pass_are_those_of_all():
    inside = {"kind": "circuit", "rounds": 2, "exercises": ["10 Squat"]}
    driver = Driver(workout({"kind": "repeat", "rounds": 2, "block": [inside]}))
    driver.press(after=5)
    driver.press(after=5)
    assert driver.step.place.passes == ((2, 2),)
    driver.do(c.FewerRounds())
    driver.press()
    assert driver.state is State.FINISHED
    assert len(driver.view.records) == 3


@pytest.mark.parametrize(
    "block",
    [
        {"kind": "circuit", "exercises": ["3,2,1 Squat"]},
        {"kind": "emom", "rounds": 4, "exercises": ["10 Squat"]},
        {"kind": "amrap", "time": "4:00", "exercises": ["10 Squat"]},
        {"kind": "rest", "time": "2:00"},
    ],
)
def test_no_rounds_more_where_the_rounds_are_fixed(block):
    driver = Driver(workout(block))
    assert driver.refuses(c.MoreRounds())
    assert driver.refuses(c.FewerRounds())
    driver.do(c.Pause())
    assert driver.refuses(c.MoreRounds())


EASIER = {
    "kind": "circuit",
    "rounds": 2,
    "between": "0:20",
    "exercises": [{"do": "0:40 Jump @ 8 kg", "easier": "0:30 Step"}, "10 Squat"],
}


def test_the_easier_alternative_starts_its_clock_anew():
    driver = Driver(workout(EASIER))
    driver.do(c.SwapEasier(), after=10)
    assert (driver.view.now.exercise.name, driver.left) == ("Step", 30)
    driver.do(c.SwapEasier(), after=10)
    assert (driver.view.now.exercise.name, driver.left) == ("Jump", 40)


def test_a_swap_holds_for_the_rest_of_the_workout():
    driver = Driver(workout(EASIER))
    driver.do(c.SwapEasier(), after=10)
    driver.to_end()
    assert [r.step.exercise.name for r in driver.view.records] == ["Step", "Squat"] * 2


def test_during_a_rest_the_next_exercise_is_swapped():
    driver = Driver(workout(EASIER))
    driver.until(lambda view: view.step.place.exercise == 2)
    driver.press()
    driver.until(lambda view: view.number == 4)
    driver = Driver(workout({**EASIER, "rest": "1:00"}))
    driver.until(
        lambda view: view.state_behind_pause is State.REST and view.step.place.exercise == 2
    )
    left = driver.left
    driver.do(c.SwapEasier())
    assert (driver.left, driver.view.next.exercise.name) == (left, "Step")


@pytest.mark.parametrize(
    ("do", "easier", "sides"),
    [("10 Jump", "10/side Lunge", [1, 2]), ("10/side Lunge", "10 Squat", [0])],
)
def test_swapping_to_or_from_sides_does_not_lose_the_exercise(do, easier, sides):
    block = {"kind": "circuit", "rest": "1:00", "rounds": 2, "exercises": [{"do": do}, "5 Dip"]}
    block["exercises"][0]["easier"] = easier
    driver = Driver(workout(block))
    given = driver.do(c.SwapEasier(), after=5)
    assert driver.step.place.side == sides[0]
    assert cues.RepPrompt in {type(cue) for cue in given}
    assert [
        s.place.side for s in driver.session.plan.steps[:3] if s.phase is Phase.WORK
    ] == sides + [0] * (2 - len(sides))
    driver.to_end()
    assert [r.step.place.side for r in driver.view.records] == ([*sides, 0]) * 2


def test_swapping_at_the_switch_begins_the_exercise_anew():
    block = {"kind": "circuit", "exercises": [{"do": "10/side Lunge", "easier": "10 Squat"}]}
    driver = Driver(workout(block))
    driver.press(after=10)
    driver.do(c.SwapEasier(), after=2)
    assert (driver.state, driver.view.now.exercise.name) == (State.REPS, "Squat")


def test_swapping_there_and_back_on_the_second_side_leaves_the_first_one_done():
    block = {"kind": "circuit", "exercises": [{"do": "0:30/side Lunge", "easier": "0:20 Squat"}]}
    driver = Driver(workout(block))
    driver.wait(40)
    driver.do(c.SwapEasier(), after=1)
    driver.do(c.SwapEasier(), after=5)
    assert driver.view.now.side == 2
    driver.to_end()
    assert [record.step.place.side for record in driver.view.records] == [1, 2]


def test_an_exercise_that_is_left_out_gives_way_to_the_next():
    block = {**EASIER, "exercises": [{"do": "0:40 Jump", "easier": "omit"}, "10 Squat", "9 Dip"]}
    driver = Driver(workout(block))
    driver.do(c.SwapEasier(), after=5)
    assert (driver.view.now.exercise.name, driver.step.place.exercises) == ("Squat", 2)
    driver.to_end()
    assert [r.step.exercise.name for r in driver.view.records] == ["Squat", "Dip"] * 2


def test_a_shorter_time_to_get_set_has_nothing_due_in_the_past():
    hang = {"do": "0:40 Hang", "get-set": "0:30", "easier": {"do": "0:20 Plank", "get-set": "0:03"}}
    driver = Driver(workout({"kind": "superset", "exercises": ["10 Squat", hang]}))
    driver.press(after=5)
    given = driver.do(c.SwapEasier(), after=10)
    assert {cue.due for cue in given} == {driver.now}
    assert driver.left == 20


def test_inside_counted_work_the_count_stays():
    block = {
        "kind": "amrap",
        "time": "4:00",
        "exercises": ["10 Dip", {"do": "10 Jump", "easier": "5 Step"}],
    }
    driver = Driver(workout(block))
    assert driver.refuses(c.SwapEasier())
    driver.press(after=10)
    driver.do(c.SwapEasier(), after=5)
    assert (driver.left, driver.view.tally.item, driver.view.now.exercise.name) == (225, 2, "Step")
    driver.press(after=5)
    assert driver.view.tally.total == 15


PLAIN = {"kind": "circuit", "rounds": 2, "between": "0:20", "exercises": ["0:40 Jump", "10 Squat"]}


def test_an_alternative_can_be_named_where_the_file_names_none():
    driver = Driver(workout({"kind": "repeat", "rounds": 2, "block": [PLAIN]}))
    assert driver.refuses(c.SwapEasier())
    assert driver.view.swappable == "Jump"
    driver.do(c.SwapEasier("Step"), after=10)
    assert (driver.view.now.exercise.name, driver.left) == ("Step", 40)
    assert driver.view.swappable == ""
    driver.do(c.SwapEasier(), after=10)
    assert (driver.view.now.exercise.name, driver.left) == ("Jump", 40)
    driver.do(c.SwapEasier(), after=10)
    assert driver.view.swappable == ""
    driver.do(c.Undo(), after=1)
    driver.do(c.Undo(), after=1)
    driver.do(c.Undo(), after=1)
    assert (driver.view.now.exercise.name, driver.view.swappable) == ("Jump", "Jump")
    driver.do(c.SwapEasier("omit"), after=1)
    driver.to_end()
    assert [r.step.exercise.name for r in driver.view.records] == ["Squat"] * 4


def test_what_the_file_names_comes_before_what_is_named_on_the_way():
    driver = Driver(workout(EASIER))
    driver.do(c.SwapEasier("Walk"), after=10)
    assert driver.view.now.exercise.name == "Step"


def test_a_named_alternative_and_what_was_pressed_give_the_same_session_again():
    driver = Driver(workout(PLAIN))
    driver.do(c.SwapEasier("Step"), after=10)
    driver.do(c.MoreRounds(), after=1)
    driver.wait(45)
    session = driver.session
    again = replay(driver.training, session.journal, opened=OPENED)
    again.advance(driver.now)
    assert again.view(driver.now) == driver.view
    assert [step.exercise for step in again.plan.steps] == [s.exercise for s in session.plan.steps]


def test_nothing_can_be_named_where_nothing_can_be_swapped():
    driver = Driver(workout(PLAIN), start=False)
    assert driver.view.swappable == ""
    assert driver.refuses(c.SwapEasier("Step"))
    driver = Driver(workout({"kind": "timed", "time": "1:00"}))
    assert driver.view.swappable == ""
    assert driver.refuses(c.SwapEasier("Step"))
    amrap = {"kind": "amrap", "time": "4:00", "exercises": ["10 Jump", "9 Dip"]}
    driver = Driver(workout(amrap))
    assert driver.refuses(c.SwapEasier("omit"))
    driver.do(c.SwapEasier("Step"), after=5)
    assert [item.exercise.name for item in driver.view.tally.items] == ["Step", "Dip"]


def test_a_round_of_an_amrap_does_not_change_under_way():
    block = {
        "kind": "amrap",
        "time": "4:00",
        "exercises": [{"do": "10 Jump", "easier": "omit"}, "9 Dip"],
    }
    assert Driver(workout(block)).refuses(c.SwapEasier())
    driver = Driver(workout(block, prepare="0:10"))
    driver.do(c.SwapEasier(), after=2)
    driver.wait(10)
    assert [item.exercise.name for item in driver.view.tally.items] == ["Dip"]


SETS = {"kind": "sets", "sets": 3, "rest": "1:00", "exercises": ["8-12 Press @ 30 kg"]}


def test_reps_of_a_range_are_what_the_athlete_says():
    driver = Driver(workout(SETS))
    driver.press(after=20)
    assert driver.view.records[0].reps is None
    assert driver.view.records[0].needs_reps
    driver.do(c.CorrectReps(11), after=5)
    assert (driver.view.records[0].reps, driver.view.records[0].said) == (11, True)
    assert driver.state is State.REST
    assert driver.left == 55


def test_reps_can_be_said_until_the_next_set_is_over():
    driver = Driver(workout(SETS))
    assert driver.refuses(c.CorrectReps(5))
    driver.press(after=20)
    driver.press(after=20)
    driver.do(c.CorrectReps(9), after=2)
    driver.press(after=20)
    driver.do(c.CorrectReps(7), after=2)
    assert [record.reps for record in driver.view.records] == [9, 7]


def test_a_load_holds_for_the_set_under_way_and_those_to_come():
    driver = Driver(workout(SETS))
    driver.press(after=20)
    driver.press(after=20)
    driver.do(c.CorrectLoad(FORTY), after=2)
    assert driver.view.now.load == FORTY
    driver.to_end()
    assert [record.load.value for record in driver.view.records] == [30, 40, 40]


def test_a_load_given_at_rest_is_that_of_the_set_just_done():
    driver = Driver(workout(SETS))
    driver.press(after=20)
    driver.do(c.CorrectLoad(FORTY), after=2)
    assert driver.view.next.load == FORTY
    driver.to_end()
    assert [record.load.value for record in driver.view.records] == [40, 40, 40]


def test_an_alternative_does_not_take_the_load_over():
    driver = Driver(workout(EASIER))
    driver.do(c.CorrectLoad(FORTY), after=2)
    driver.do(c.SwapEasier(), after=2)
    assert driver.view.now.load is None


def test_work_without_an_exercise_has_no_load():
    driver = Driver(workout({"kind": "timed", "time": "1:00"}, SETS))
    assert driver.refuses(c.CorrectLoad(FORTY))
    driver.wait(60)
    assert driver.view.now.load.value == 30
