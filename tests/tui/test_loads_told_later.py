"""A load that is told after its set: which set it goes to."""

from __future__ import annotations

from legtimer.core.session.transitions import State
from tests.tui.conftest import build
from tests.tui.test_journeys import SIZE

SETS = {"kind": "sets", "sets": 3, "rest": "1:00", "exercises": ["8-12 Squat @ 16 kg"]}


def loads(made):
    return [record.load and record.load.text for record in made.view.records]


async def test_the_load_is_that_of_the_set_that_was_chosen(rig):
    made = rig(build(SETS, prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 30)
        await made.press(pilot, "space")
        await made.after(pilot, 90)
        await made.press(pilot, "space")
        assert made.view.state is State.REST
        await made.press(pilot, "tab", "l", *"12", "enter")
        assert loads(made) == ["12 kg", "16 kg"]
        # The set after that one was lifted with another load.
        assert made.view.next.load.text == "16 kg"


async def test_the_load_after_the_end_is_that_of_the_set_that_is_asked_for(rig):
    made = rig(build(SETS, prepare=0))
    async with made.app.run_test(size=SIZE) as pilot:
        for _ in range(2):
            await made.after(pilot, 30)
            await made.press(pilot, "space")
            await made.after(pilot, 60)
        await made.after(pilot, 30)
        await made.press(pilot, "space")
        assert made.view.state is State.FINISHED
        await made.press(pilot, "l", *"15", "enter", "9", "enter")
        await made.press(pilot, "l", *"12", "enter")
        assert loads(made) == ["16 kg", "12 kg", "15 kg"]
        await made.press(pilot, "tab", "l", *"10", "enter")
        assert loads(made) == ["10 kg", "12 kg", "15 kg"]
