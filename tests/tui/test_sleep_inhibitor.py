"""How long the computer is kept awake, and what is said where it can't be."""

from __future__ import annotations

import pytest

from legtimer.tui.sleep_inhibitor import LONG_PAUSE, LONG_WAIT, TOLD_FOR

SIZE = (80, 24)
TROUBLE = "can't keep the computer awake: the reason"


class Bed:
    """A computer that remembers whether it may sleep."""

    def __init__(self) -> None:
        self.kept = False
        self.log: list[str] = []
        self.error: str | None = None

    def keep(self) -> None:
        if not self.kept:
            self.log.append("keep")
        self.kept = True

    def release(self) -> None:
        if self.kept:
            self.log.append("release")
        self.kept = False


@pytest.fixture
def bed():
    return Bed()


def aside(made) -> str:
    return made.screen.query_one("#aside").render_line(0).text.strip()


async def test_it_is_kept_awake_from_the_start_to_the_end(rig, workouts, bed):
    made = rig(workouts.emom, awake=bed)
    async with made.app.run_test(size=SIZE) as pilot:
        assert bed.log == ["keep"]
        await made.after(pilot, 10 + 179)
        assert bed.log == ["keep"]
        await made.after(pilot, 2)
        assert bed.log == ["keep", "release"]


async def test_it_may_sleep_after_a_long_pause_and_not_before(rig, workouts, bed):
    made = rig(workouts.amrap, awake=bed)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        await made.press(pilot, "p")
        await made.after(pilot, LONG_PAUSE / 1000 - 1)
        assert bed.log == ["keep"]
        await made.after(pilot, 2)
        assert bed.log == ["keep", "release"]
        await made.after(pilot, 3600)
        await made.press(pilot, "p")
        assert bed.log == ["keep", "release", "keep"]


async def test_a_short_pause_lets_nothing_go_later(rig, workouts, bed):
    made = rig(workouts.build({"kind": "amrap", "time": "1:00:00", "exercises": ["10 Dip"]}),
               awake=bed)  # fmt: skip
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        await made.press(pilot, "p", "p")
        await made.after(pilot, LONG_PAUSE * 2 / 1000)
        assert bed.log == ["keep"]


async def test_a_set_that_nobody_ends_is_not_waited_for_all_night(rig, workouts, bed):
    made = rig(workouts.circuit, awake=bed)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11 + LONG_WAIT / 1000 - 60)
        assert bed.log == ["keep"]
        await made.after(pilot, 120)
        assert bed.log == ["keep", "release"]
        await made.press(pilot, "space")
        assert bed.log == ["keep", "release", "keep"]


async def test_leaving_lets_go(rig, workouts, bed):
    made = rig(workouts.circuit, awake=bed)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 2)
    assert bed.log == ["keep", "release"]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_cannot_be_kept_away_is_said_once(rig, workouts, bed, size):
    bed.error = TROUBLE
    made = rig(workouts.amrap, awake=bed)
    async with made.app.run_test(size=size) as pilot:
        await made.after(pilot, 1)
        assert "can't keep the computer awake" in aside(made)
        assert made.screen.query_one("#aside").display
        await made.after(pilot, TOLD_FOR / 1000 + 2)
        assert "awake" not in aside(made)
        await made.press(pilot, "p", "p")
        await made.after(pilot, 2)
        assert "awake" not in aside(made)


async def test_nothing_is_said_where_all_is_well(rig, workouts, bed):
    made = rig(workouts.amrap, awake=bed)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 3)
        assert "awake" not in aside(made)


async def test_what_was_just_done_goes_before_it(rig, workouts, bed):
    bed.error = TROUBLE
    made = rig(workouts.circuit, awake=bed)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 1)
        assert "awake" in aside(made)
        await made.press(pilot, "space")
        await made.after(pilot, 2)
        assert "awake" in aside(made)
        await made.press(pilot, "space")
        await pilot.pause()
        assert aside(made).startswith("done: 20 Kettlebell squat")
