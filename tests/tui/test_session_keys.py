"""Keys of the session screen: how they are called, clicked, and what ends the program."""

from __future__ import annotations

import itertools

import pytest

from legtimer.core.session.transitions import State
from legtimer.files.exercises.library import open_library
from legtimer.tui.screens.figure_dialog import FigureDialog
from legtimer.tui.screens.session.dialogs import EndDialog, HelpDialog
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen

SIZE = (80, 24)


def footer(made) -> str:
    found = (made.screen.query_one(name).shown for name in ("#main-key", "#keys"))
    return "   ".join(itertools.chain(*found))


def helped(made) -> str:
    return "\n".join(made.screen.query_one("HelpDialog Rows").shown)


async def test_skip_is_called_what_it_does(rig, workouts):
    made = rig(workouts.both)
    async with made.app.run_test(size=(120, 40)) as pilot:
        await made.after(pilot, 11)
        assert "n skip" in footer(made)
    made = rig(workouts.amrap)
    async with made.app.run_test(size=(120, 40)) as pilot:
        assert "n skip" in footer(made)
        await made.after(pilot, 11)
        assert "n end block" in footer(made)
        await made.press(pilot, "p")
        assert "n end block" in footer(made)


async def test_a_key_has_a_press_count_whole_rounds_and_exercises_again(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=(120, 40)) as pilot:
        assert "w count rounds" in footer(made)
        await made.press(pilot, "w")
        assert "w count exercises" in footer(made)
        await made.press(pilot, "w")
        assert "w count rounds" in footer(made)
        await made.after(pilot, 11)
        await made.press(pilot, "space", "w")
        assert "space ROUND" in footer(made)
        assert "w count exercises" in footer(made)
        assert "R whole round" not in footer(made)
        await made.press(pilot, "space", "space")
        assert (made.view.tally.done, made.view.tally.item) == (2, 1)
        await made.press(pilot, "u", "w")
        assert "space COUNT" in footer(made)
        await made.press(pilot, "space")
        assert (made.view.tally.done, made.view.tally.item) == (1, 2)


async def test_after_whole_rounds_the_number_keys_say_the_reps_into_the_last(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=(40, 12)) as pilot:
        await made.press(pilot, "w")
        await made.after(pilot, 11)
        assert "(space: ROUND)" in made.screen.query_one("#state").shown[0]
        await made.press(pilot, "space")
        await made.after(pilot, 600)
        assert made.screen.query_one("#prompt").shown[0] == "REPS INTO THE ROUND?"
        await made.press(pilot, "3", "4", "enter")
        assert made.view.scores[0].text == "1 + 34"


@pytest.mark.parametrize("which", ["amrap", "emom"])
async def test_digits_are_not_in_the_help_where_they_do_nothing(rig, workouts, which):
    made = rig(getattr(workouts, which))
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space", "7", "question_mark")
        assert made.sessions[-1].view(made.clock.now()).records == ()
        text = helped(made)
        assert "0-9" not in text
        assert "typed digit" not in text
        assert "bksp" in text


async def test_digits_are_in_the_help_where_a_set_can_be_corrected(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space", "question_mark")
        assert "0-9 enter" in helped(made)
        assert "Delete a typed digit" in helped(made)


@pytest.mark.parametrize(
    ("pressed", "hint"),
    [
        ("z", "z does nothing here · ? help"),
        ("semicolon", "; does nothing here · ? help"),
        ("cyrillic_small_letter_ya", "я does nothing here · ? help"),
        ("escape", "esc does nothing here · ? help"),
        ("x", "x does nothing here · ? help"),  # it marks an interval missed, where there is one
        ("left_shift", ""),
        ("caps_lock", ""),
        ("m", ""),
    ],
)
async def test_a_key_that_means_nothing_is_answered(rig, workouts, pressed, hint):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 3)
        await made.press(pilot, pressed)
        assert made.screen.hint == hint
        assert made.screen.query_one("#aside").shown[0] == hint
        assert not made.app._notifications
        await made.after(pilot, 6)
        assert made.screen.hint == ""


async def test_a_hint_of_the_work_is_gone_when_the_last_reps_are_asked_for(rig, workouts):
    """The training time stands then, by which it would be over."""
    made = rig(workouts.amrap)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 608)
        await made.press(pilot, "5")
        assert made.screen.hint.startswith("not in an AMRAP")
        await made.after(pilot, 3)
        assert made.view.asks
        assert made.screen.hint == ""


async def test_a_number_that_is_too_large_is_said_on_the_screen_and_forgotten(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 611)
        await made.press(pilot, "9", "9", "enter")
        screen = made.screen
        assert screen.typed == ""
        assert screen.query_one("#prompt").shown[0].startswith("99 IS TOO MANY. REPS OF")
        assert not made.app._notifications
        await made.press(pilot, "5")
        assert screen.query_one("#prompt").shown[0].startswith("REPS OF LUNGE JUMP?")
        await made.press(pilot, "enter")
        assert made.view.scores[0].text == "0 + 5"


async def test_a_click_on_a_key_at_the_foot_is_that_key(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=(120, 40)) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space", "space")
        await pilot.pause()
        keys = made.screen.query_one("#keys")
        row = keys.render_line(0).text
        made.clock.advance(500)
        await pilot.click("#keys", offset=(row.index("undo") + 1, 0))
        assert made.view.tally.item == 2
        made.clock.advance(500)
        await pilot.click("#keys", offset=(row.index("whole"), 0))
        assert made.view.tally.done == 1
        made.clock.advance(500)
        await pilot.click("#main-key")
        assert made.view.tally.item == 2
        made.clock.advance(500)
        await pilot.click("#keys", offset=(row.index("help"), 0))
        await pilot.pause()
        assert isinstance(made.screen, HelpDialog)


@pytest.mark.parametrize("key", ["q", "question_mark", "i"])
async def test_a_dialog_pauses_and_the_session_goes_on_behind_it(rig, workouts, key):
    made = rig(workouts.circuit, exercises=open_library())
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 3)
        left = made.view.clock.ms
        await made.press(pilot, key)
        await pilot.pause()
        await made.after(pilot, 60)
        assert made.view.state is State.PAUSED
        await made.press(pilot, "escape")
        await pilot.pause()
        assert made.view.state is State.PREPARE
        assert left - made.view.clock.ms < 1_000
        assert made.view.records == ()


async def test_a_pause_of_one_s_own_stays_behind_a_dialog(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 3)
        await made.press(pilot, "p", "question_mark")
        await pilot.pause()
        await made.press(pilot, "escape")
        await pilot.pause()
        assert made.view.state is State.PAUSED


async def test_in_scored_work_a_dialog_says_that_the_clock_runs_on(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "q")
        await pilot.pause()
        assert made.view.state is State.COUNTING
        assert [one.message for one in made.app._notifications] == ["The clock runs on."]


async def test_interrupting_a_session_asks_and_a_second_time_ends_it(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space", "ctrl+c")
        assert isinstance(made.screen, EndDialog)
        assert not made.app._notifications
        await made.press(pilot, "escape")
        assert isinstance(made.screen, SessionScreen)
        await made.press(pilot, "ctrl+c", "ctrl+q")
        await pilot.pause()
        assert made.view.state is State.FINISHED
        assert isinstance(made.screen, SummaryScreen)
        await made.press(pilot, "ctrl+c")
        await pilot.pause()
    assert "stopped early" in made.app.return_value


async def test_interrupting_a_dialog_only_closes_it(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space", "l")
        assert isinstance(made.screen, FigureDialog)
        await made.press(pilot, "ctrl+c")
        assert isinstance(made.screen, SessionScreen)
        await made.press(pilot, "question_mark", "ctrl+c")
        assert isinstance(made.screen, SessionScreen)
        await made.press(pilot, "ctrl+p")
        assert not isinstance(made.screen, SessionScreen)
        await made.press(pilot, "ctrl+c")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        assert made.view.state is not State.FINISHED


async def test_interrupting_the_library_leaves(rig, workouts):
    made = rig(workouts.circuit, library=True)
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert made.app._exit


async def test_undo_says_what_is_open_again_until_digits_are_typed(rig, workouts):
    block = {"kind": "sets", "sets": 2, "rest": "1:00", "exercises": ["10 Dip"]}
    made = rig(workouts.build(block))
    async with made.app.run_test(size=(40, 12)) as pilot:
        await made.after(pilot, 12)
        aside = made.screen.query_one("#aside")
        await made.press(pilot, "space", "u")
        assert aside.shown == ("undone: Dip is open again",)
        await made.press(pilot, "space", "space", "u")
        assert aside.shown == ("undone",)
        await made.press(pilot, "9")
        assert "Dip, set 1: 9_" in aside.shown[0]


@pytest.mark.parametrize("size", [(40, 12), (64, 12)])
async def test_small_screens_show_what_has_to_be_known_or_answered(rig, workouts, size):
    made = rig(workouts.emom)
    async with made.app.run_test(size=size) as pilot:
        await made.after(pilot, 11)
        aside = made.screen.query_one("#aside")
        assert not aside.display
        await made.press(pilot, "x")
        await pilot.pause()
        assert aside.display
        assert "missed" in aside.render_line(0).text
        assert aside.region.height == 1
    block = {"kind": "sets", "sets": 2, "rest": "1:00", "exercises": ["max Pull-up"]}
    made = rig(workouts.build(block))
    async with made.app.run_test(size=size) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space")
        await pilot.pause()
        assert "how many Pull-up" in made.screen.query_one("#aside").render_line(0).text
        await made.press(pilot, "9")
        await pilot.pause()
        assert "PULL-UP?" in made.screen.query_one("#prompt").shown
        assert made.screen.query_one("#second-figure").text == "9_"


async def test_the_exercise_library_knows_what_is_easier_where_the_file_says_nothing(rig, workouts):
    block = {"kind": "circuit", "exercises": ["10 Burpee", "10 Garage hop", "10 Squat jump"]}
    made = rig(workouts.build(block), exercises=open_library())
    async with made.app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "a easier" in footer(made)
        await made.after(pilot, 11)
        await made.press(pilot, "a")
        assert made.view.now.exercise.name == "Step-back burpee"
        await made.press(pilot, "a")
        assert made.view.now.exercise.name == "Burpee"
        await made.press(pilot, "a", "u", "a", "space")
        assert [record.step.exercise.name for record in made.view.records] == ["Step-back burpee"]
        assert made.view.now.exercise.name == "Garage hop"
        assert "a easier" not in footer(made)
        await made.press(pilot, "a")
        assert made.view.now.exercise.name == "Garage hop"
        await made.press(pilot, "space", "a")
        # The library says to leave it out.
        assert made.view.state is State.FINISHED


async def test_nothing_is_left_out_of_a_round_that_is_counted(rig, workouts):
    block = {"kind": "amrap", "time": "4:00", "exercises": ["10 Squat jump", "5 Burpee"]}
    made = rig(workouts.build(block), exercises=open_library())
    async with made.app.run_test(size=(120, 40)) as pilot:
        await made.after(pilot, 11)
        assert "a easier" not in footer(made)
        await made.press(pilot, "space")
        assert "a easier" in footer(made)
        await made.press(pilot, "a")
        assert made.view.now.exercise.name == "Step-back burpee"


async def test_caps_lock_takes_no_key_away(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "P")
        assert made.view.state is State.PAUSED
        await made.press(pilot, "Q")
        assert isinstance(made.screen, EndDialog)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
async def test_the_clock_that_runs_on_is_seen_while_the_keys_are_explained(rig, workouts, size):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=size) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "question_mark")
        await pilot.pause()
        seen = []
        for _ in range(2):
            await made.after(pilot, 1)
            strips = made.screen._compositor.render_strips()
            seen.append(["".join(part.text for part in strip) for strip in strips])
        assert isinstance(made.screen, HelpDialog)
        if size[1] < 15:
            assert "WORK  9:58" in seen[0][0]
            assert "WORK  9:57" in seen[1][0]
        else:
            clock = made.app.screen_stack[-2].query_one("#figure").region
            rows = [row[clock.x : clock.right] for row in seen[1][clock.y : clock.bottom]]
            figure = made.app.screen_stack[-2].query_one("#figure")
            assert rows == [figure.render_line(y).text for y in range(clock.height)]
            assert seen[0] != seen[1]


@pytest.mark.parametrize(("cells", "columns"), [(34, 1), (74, 1), (130, 2), (186, 3)])
def test_the_list_of_keys_has_as_many_columns_as_fit(cells, columns):
    rows = [(key, f"What {key} does") for key in "abcdefgQ"]
    written = HelpDialog(rows)._written(cells)
    assert len(written) == -(-len(rows) // columns)
    assert max(map(len, written)) <= cells
    assert all(text in "\n".join(written) for row in rows for text in row)
