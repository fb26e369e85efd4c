"""What a bare number is in, where a load is typed for a set that has none."""

import pytest

from legtimer.core.exercise import Load, LoadUnit
from tests.tui.conftest import build

SIZE = (80, 24)


@pytest.mark.parametrize(
    ("exercise", "load"),
    [("5 Squat", Load(LoadUnit.LB, 45)), ("5 Squat @ 16 kg", Load(LoadUnit.KG, 45))],
)
async def test_a_bare_number_is_in_the_athlete_s_unit(rig, exercise, load):
    made = rig(build({"kind": "circuit", "exercises": [exercise, "5 Lunge"]}), unit="lb")
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "l")
        await pilot.press("4", "5", "enter")
        await pilot.pause()
        await made.press(pilot, "space")
        assert made.view.records[0].load == load
