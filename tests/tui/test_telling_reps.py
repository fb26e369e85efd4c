"""Reps that are told in the rest after a range, without one, and in the summary."""

from __future__ import annotations

import itertools

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session.machine import Session
from legtimer.core.session.transitions import State
from legtimer.tui.screens.figure_dialog import FigureDialog
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.text import last_set as asking
from tests.tui.conftest import build
from tests.tui.moments import at
from tests.tui.test_journeys import SIZE, shown


def sets(*lines, **keys):
    return {"kind": "sets", "rest": "1:00", "sets": 2, "exercises": list(lines), **keys}


def foot(made):
    found = (made.screen.query_one(name).shown for name in ("#main-key", "#keys"))
    return "   ".join(itertools.chain(*found))


async def test_plus_and_minus_tell_reps_in_the_rest_after_a_range(rig):
    made = rig(build(sets("15-20 Squat @ 30 kg"), prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 20)
        await made.press(pilot, "space")
        assert "Squat, set 1: 15? type reps, or + -" in shown(made.screen, "aside")
        assert "+ rep more" in foot(made)
        await made.press(pilot, "plus")
        assert made.view.records[0].reps == 16
        assert "done: 16 Squat 30 kg · wrong? + -" in shown(made.screen, "aside")
        await made.press(pilot, "plus", "minus", "plus")
        assert made.view.records[0].reps == 17
        assert made.view.limit == 60_000
        await made.press(pilot, "space")
        assert made.view.state is State.REPS
        await made.after(pilot, 20)
        await made.press(pilot, "space")
    assert [record.reps for record in made.view.records] == [17, None]


async def test_after_digits_plus_and_minus_are_the_clock_again(rig):
    made = rig(build(sets("15-20 Squat"), prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 20)
        await made.press(pilot, "space", "1", "8", "enter")
        assert made.view.state is State.REST
        assert made.view.records[0].reps == 18
        await made.press(pilot, "plus")
        assert made.view.records[0].reps == 18
        assert made.view.limit == 70_000
        await made.press(pilot, "u", "u")
        assert made.view.records[0].needs_reps


async def test_without_a_rest_the_sets_before_are_told_one_after_the_other(rig):
    block = {"kind": "superset", "rest": "1:00", "sets": 2, "exercises": ["8-12 Press", "5-9 Row"]}
    made = rig(build(block, prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 20)
        await made.press(pilot, "space")
        assert "Press, set 1: 8? type reps + enter" in shown(made.screen, "aside")
        await made.after(pilot, 20)
        await made.press(pilot, "space")
        assert "Row, set 1: 5?" in shown(made.screen, "aside")
        assert "tab" in shown(made.screen, "aside")
        await made.press(pilot, "tab")
        assert "Press, set 1: 8?" in shown(made.screen, "aside")
        await made.press(pilot, "plus", "plus", "tab", "6", "enter")
        assert [record.reps for record in made.view.records] == [10, 6]


async def test_while_digits_are_typed_the_screen_says_of_what_and_which_key_takes_them(rig):
    made = rig(build(sets("15-20 Squat"), prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 20)
        await made.press(pilot, "space", "1", "7")
        assert shown(made.screen, "prompt").startswith("REPS OF SQUAT, SET 1?")
        assert made.screen.query_one("#second-figure").text == "17_"
        assert "space OK" in foot(made)
        assert "GO" not in foot(made)
        await made.press(pilot, "escape")
        assert "space GO" in foot(made)


async def test_on_a_small_screen_the_main_key_takes_typed_digits(rig):
    made = rig(build(sets("15-20 Squat"), prepare=0))
    async with made.app.run_test(size=(40, 12)) as pilot:
        await made.after(pilot, 20)
        await made.press(pilot, "space")
        assert made.screen.query_one("#aside").render_line(0).text.strip().startswith("Squat")
        await made.press(pilot, "1", "7")
        assert "(space: OK)" in made.screen.query_one("#state").shown[0]


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("amrap", "not in an AMRAP: correct reps when it ends"),
        ("emom", "not in an EMOM: correct reps in the history"),
    ],
)
async def test_a_digit_that_does_nothing_says_why(rig, workouts, which, said):
    made = rig(getattr(workouts, which))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.press(pilot, "7")
        assert "no set to correct yet" in shown(made.screen, "aside")
        await made.after(pilot, 11)
        assert "no set" not in shown(made.screen, "aside")
        await made.press(pilot, "7")
        assert said in shown(made.screen, "aside")
        await made.after(pilot, 6)
        assert said not in shown(made.screen, "aside")


async def test_all_that_was_not_told_can_be_told_in_the_summary(rig):
    made = rig(build(sets("15-20 Squat"), prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 20)
        await made.press(pilot, "space", "space")
        await made.after(pilot, 20)
        await made.press(pilot, "space")
        await pilot.pause()
        assert isinstance(made.screen, SummaryScreen)
        assert "Squat        2 x 15?" in shown(made.screen, "rows")
        assert "Squat, set 2: 15?" in made.screen.query_one("#hint").shown[0]
        await made.press(pilot, "1", "9", "enter", "plus")
        assert "Squat        16, 19" in shown(made.screen, "rows")


async def test_the_load_is_asked_for_with_its_set_and_its_present_value(rig):
    made = rig(build(sets("8 Press @ 30 kg"), prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 5)
        await made.press(pilot, "l")
        assert isinstance(made.screen, FigureDialog)
        assert made.screen.query_one("#question").shown == ("Load of Press, set 1",)
        assert made.screen.query_one("Input").value == "30 kg"
        assert "enter" in shown(made.screen, "keys-of-dialog")
        assert "esc" in shown(made.screen, "keys-of-dialog")
        await pilot.press(*"32,5".replace(",", "."), "enter")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        assert made.view.now.load.text == "32.5 kg"


async def test_a_load_goes_to_no_other_set_than_the_one_in_the_question(rig):
    block = {"kind": "circuit", "between": "0:10", "exercises": ["0:20 Press @ 30 kg", "5 Row"]}
    made = rig(build(block, prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 5)
        screen = made.screen
        await made.press(pilot, "l")
        # The clock waits for the dialog; another program need not.
        screen.action_pause()
        await made.after(pilot, 26)
        await pilot.press("4", "0", "enter")
        await pilot.pause()
        assert "Press is over" in shown(made.screen, "mistake")
        assert made.view.now.load is None


def test_what_was_done_the_last_time_is_proposed():
    last = {"block[0].exercises[0] 8-12 Press": (11,)}
    made = Session(build(sets("8-12 Press"), prepare=0), now=0, assumed=last)
    made.handle(c.Start(), 0)
    view = at(made, 20_000, c.Press())
    assert asking.just_done(view, adjusts=True)[0] == (
        "Press, set 1: 11 as last time? type reps, or + -"
    )


def test_a_question_for_reps_names_its_set_at_every_size():
    made = Session(build(sets("8-12 Split squat"), prepare=0), now=0)
    made.handle(c.Start(), 0)
    view = at(made, 20_000, c.Press())
    for adjusts in (True, False):
        assert all("Split squat" in text for text in asking.just_done(view, adjusts=adjusts))
    assert asking.just_done(view, adjusts=True)[-2:] == ("8 Split squat? + -", "8 Split squat?")
