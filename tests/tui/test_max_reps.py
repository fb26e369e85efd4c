"""As many reps as possible, on the screen: what is asked, and which key tells it."""

from __future__ import annotations

from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.tui.text import last_set as asking
from legtimer.tui.text import place
from legtimer.tui.text import prompt as wording
from legtimer.tui.text.summary import summary_rows
from tests.tui.conftest import build
from tests.tui.moments import at
from tests.tui.test_journeys import SIZE

TABATA = {
    "kind": "intervals",
    "work": "0:20",
    "rest": "0:10",
    "rounds": 3,
    "exercises": ["max Squat jump"],
}
EMOM = {"kind": "emom", "rounds": 4, "exercises": ["max Pull-up", "10 Squat"]}
AMRAP = {"kind": "amrap", "time": "4:00", "exercises": ["10 Squat", "max Push-up"]}


def test_work_that_a_clock_ends_is_called_max_and_asks_when_it_is_over(session):
    made = session(TABATA)
    view = at(made, 5_000)
    assert wording.prompt(view)[0] == "MAX SQUAT JUMP"
    assert asking.just_done(view) == ("",)
    view = at(made, 22_000)
    assert asking.just_done(view)[0] == "how many Squat jump, round 1? type the reps + enter"
    assert asking.urgent(view)
    view = at(made, 23_000, c.CorrectReps(14))
    assert asking.just_done(view)[-1] == "done: 0:20, 14 reps Squat jump"


def test_the_summary_has_the_total_and_the_lowest(session):
    made = session(TABATA)
    at(made, 21_000, c.CorrectReps(14))
    at(made, 51_000, c.CorrectReps(12))
    view = at(made, 100_000)
    assert summary_rows(view, made.plan) == [
        "Intervals     total 26 reps, lowest 12, 1 set not told",
        "  Squat jump  14, 12, ?",
    ]


def test_an_emom_asks_after_the_press_and_in_the_next_interval(session):
    made = session(EMOM)
    view = at(made, 20_000, c.Press())
    assert asking.just_done(view)[0] == "how many Pull-up, minute 1? type the reps + enter"
    view = at(made, 70_000)
    assert asking.just_done(view)[0] == "how many Pull-up, minute 1? type the reps + enter"
    view = at(made, 75_000, c.CorrectReps(9))
    assert asking.just_done(view)[-1] == "done: 9 Pull-up"
    view = at(made, 80_000, c.Press())
    assert asking.just_done(view) == ("",)


def test_reps_that_are_told_before_the_end_are_said(session):
    made = session(EMOM)
    view = at(made, 20_000, c.CorrectReps(9))
    assert asking.just_done(view)[0] == "told: 9 Pull-up · wrong? type the reps + enter"
    assert asking.while_typing(at(made, 21_000), "8", None)[0] == "REPS OF PULL-UP, MINUTE 1?"


def test_an_amrap_asks_of_the_exercise_that_was_counted_last(session):
    made = session(AMRAP)
    at(made, 20_000, c.Press())
    view = at(made, 40_000, c.Press())
    assert asking.just_done(view)[0] == "how many Push-up, round 1? type the reps + enter"
    view = at(made, 41_000, c.Press())
    assert asking.just_done(view) == ("",)


async def test_digits_and_the_main_key_tell_and_end_the_work_in_one(rig):
    made = rig(build(AMRAP, prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 20)
        await made.press(pilot, "space")
        await made.after(pilot, 20)
        await made.press(pilot, "1", "2", "space")
        assert (made.view.tally.done, made.view.tally.total) == (1, 22)
        # Behind the press they are told by a key that counts nothing.
        await made.after(pilot, 2)
        await made.press(pilot, "1", "3", "enter")
        assert (made.view.tally.done, made.view.tally.total) == (1, 23)


async def test_digits_in_timed_work_do_not_pause_it(rig):
    made = rig(build(TABATA, prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 10)
        await made.press(pilot, "1", "2", "enter")
        assert made.view.state is State.TIMED
        assert made.view.target.record.reps == 12


async def test_digits_are_taken_while_the_next_interval_is_waited_for(rig):
    block = {"kind": "emom", "rounds": 2, "exercises": ["1 Clean @ ? kg", "max Pull-up"]}
    made = rig(build(block, prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 10)
        await made.press(pilot, "space", *"62", "full_stop", "5", "enter")
        assert made.view.target.record.load.text == "62.5 kg"
        await made.after(pilot, 60)
        await made.press(pilot, "space", "9", "enter")
        assert made.view.target.record.reps == 9


def test_the_time_of_a_maximum_that_its_clock_ended_is_said_with_its_reps(session):
    block = {"kind": "for-time", "exercises": ["0:30 max Burpee", "10 Squat"]}
    view = at(session(block), 35_000, c.CorrectReps(9))
    assert asking.just_done(view)[-1] == "done: 0:30, 9 reps Burpee"


def test_a_rest_inside_goes_on_with_its_own_word(session):
    block = {"kind": "for-time", "exercises": ["5 Dip", "1:00 Rest", "10 Squat"]}
    view = at(session(block), 10_000, c.Press())
    assert wording.main_key(view) == "GO"
    assert wording.state_texts(view) == ("REST",)
    assert wording.prompt(view)[0] == "1:00 REST"
    assert wording.coming(view)[0] == "next: 10 Squat"


def test_a_complex_that_comes_is_shown_with_all_its_exercises(session):
    block = {
        "kind": "complex",
        "sets": 2,
        "load": "40 kg",
        "rest": "1:00",
        "exercises": ["6 Deadlift", "3 Clean"],
    }
    made = session(block)
    assert wording.prompt(at(made, 1_000))[1] == "6 DEADLIFT + 3 CLEAN"
    view = at(made, 20_000, c.Press())
    assert wording.prompt(view)[1] == "NEXT: 6 DEADLIFT + 3 CLEAN"
    assert place.where(view)[0] == "Complex · set 2 of 2"


def test_parts_say_which_part_and_which_round_of_it(session):
    run = {"kind": "circuit", "exercises": ["400 m Run"]}
    rounds = {"kind": "circuit", "rounds": 3, "exercises": ["5 Dip", "9 Squat"]}
    made = session({"kind": "for-time", "name": "Murph", "block": [run, rounds, run]})
    at(made, 60_000, c.Press())
    at(made, 70_000, c.Press())
    view = at(made, 80_000, c.Press())
    assert place.where(view)[0] == "Murph · part 2 of 3 · round 2 of 3 · exercise 1 of 2"
    at(made, 81_000, c.ChangeCounting())
    assert wording.coming(at(made, 82_000))[0] == "next: round 3 of 3"
    assert wording.coming(at(made, 90_000, c.Press()))[0] == "next: 400 m Run"
