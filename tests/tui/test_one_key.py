"""One key: every input that is the main key does the right thing in every state."""

from __future__ import annotations

import pytest

from legtimer.core.session.transitions import State
from legtimer.tui.text.prompt import main_key

INPUTS = ["space", "enter", "right", "pagedown", "click"]
BLOCKS = [
    {"kind": "sets", "sets": 2, "rest": "0:30", "exercises": ["10 Squat"]},
    {"kind": "sets", "sets": 2, "rest": "ready", "exercises": ["0:30/side Side plank"]},
    {"kind": "sets", "exercises": [{"do": "10 Step", "cadence": "2s"}]},
    {"kind": "emom", "every": "1:00", "rounds": 2, "exercises": ["10 Swing"]},
    {"kind": "amrap", "time": "1:00", "exercises": ["10 Lunge", "20 Squat"]},
]
GET_SET = State.PREPARE
JOURNEY = [
    # Seconds before the press, the state then, what the screen says that the key does, and after.
    (1, State.PREPARE, "GO", State.REPS),
    (5, State.REPS, "DONE", State.REST),
    (5, State.REST, "GO", State.REPS),
    (5, State.REPS, "DONE", GET_SET),
    (1, GET_SET, "GO", State.TIMED),
    (5, State.TIMED, "PAUSE", State.PAUSED),
    (5, State.PAUSED, "RESUME", State.TIMED),
    (26, State.SWITCH, "GO", State.TIMED),
    (31, State.READY, "GO", State.TIMED),
]


async def give(made, pilot, how: str) -> None:
    if how == "click":
        await pilot.click("#prompt")
    else:
        await pilot.press(how)


@pytest.mark.parametrize("how", INPUTS)
async def test_a_whole_workout_with_one_input(rig, workouts, how):
    made = rig(workouts.build(*BLOCKS))
    async with made.app.run_test(size=(80, 24)) as pilot:

        async def press(seconds: float, before: State, does: str, after: State) -> None:
            await made.after(pilot, seconds)
            assert made.view.state is before
            assert main_key(made.view) == does
            assert made.screen.query_one("#main-key").shown == (f"space {does}",)
            await give(made, pilot, how)
            assert made.view.state is after

        for step in JOURNEY:
            await press(*step)
        await made.after(pilot, 66)
        while made.view.state is not State.CADENCE:
            await made.after(pilot, 1)
        await press(3, State.CADENCE, "DONE", State.INTERVAL)
        await press(5, State.INTERVAL, "DONE", State.WAITING)
        # While one waits for the next interval a press has nothing to do.
        await made.after(pilot, 5)
        await give(made, pilot, how)
        assert made.view.state is State.WAITING
        await press(55, State.INTERVAL, "DONE", State.WAITING)
        await made.after(pilot, 56)
        assert made.view.state is State.COUNTING
        for item in (2, 1, 2):
            await press(5, State.COUNTING, "COUNT", State.COUNTING)
            assert made.view.tally.item == item
        await made.after(pilot, 50)
        assert made.view.state is State.SCORE
        await pilot.press("7")
        await give(made, pilot, how)
        assert made.view.scores[-1].text == "1 + 17"


@pytest.mark.parametrize("how", INPUTS)
async def test_two_presses_within_300_ms_are_one(rig, workouts, how):
    made = rig(workouts.build(BLOCKS[-1], prepare=0))
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 5)
        for ms, total in [(0, 10), (299, 10), (299, 10), (300, 30), (150, 30), (300, 40)]:
            made.clock.advance(ms)
            await give(made, pilot, how)
            assert made.view.tally.total == total, ms


@pytest.mark.parametrize("how", INPUTS)
async def test_a_press_just_after_a_step_changed_by_itself_is_not_for_the_next_one(
    rig, workouts, how
):
    block = {"kind": "sets", "sets": 2, "rest": "0:10", "exercises": ["10 Squat"]}
    made = rig(workouts.build(block, prepare=0))
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 5)
        await give(made, pilot, how)
        made.clock.advance(10_399)
        await give(made, pilot, how)
        assert made.view.state is State.REPS
        made.clock.advance(300)
        await give(made, pilot, how)
        assert made.view.state is State.FINISHED


@pytest.mark.parametrize("other", INPUTS)
async def test_two_inputs_at_once_are_one_press_too(rig, workouts, other):
    """A pedal that sends a key and a click, or a thumb beside the key."""
    made = rig(workouts.build(BLOCKS[-1], prepare=0))
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 5)
        await give(made, pilot, "space")
        made.clock.advance(100)
        await give(made, pilot, other)
        assert made.view.tally.total == 10


async def test_a_mode_in_which_a_press_is_a_round(rig, workouts):
    block = {**BLOCKS[-1], "count": "rounds"}
    made = rig(workouts.build(block, prepare=0))
    async with made.app.run_test(size=(120, 40)) as pilot:
        await made.after(pilot, 5)
        assert made.screen.query_one("#main-key").shown == ("space ROUND",)
        assert made.screen.query_one("#prompt").shown[0] == "10 LUNGE + 20 SQUAT"
        assert made.screen.query_one("#where").shown[0] == "AMRAP 1:00"
        assert made.screen.query_one("#state").beside == ("ROUND 1",)
        assert made.screen.query_one("#next").shown[0] == "next: round 2"
        await made.press(pilot, "space")
        await made.press(pilot, "space")
        await pilot.pause()
        assert made.view.tally.done == 2
        assert "▶" not in "".join(made.screen.query_one("#where").shown)
        await made.press(pilot, "u")
        assert made.view.tally.done == 1
        await made.after(pilot, 60)
        await made.press(pilot, "1", "4", "space")
        assert made.view.scores[-1].text == "1 + 14"
