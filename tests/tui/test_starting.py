"""Journeys of a workout that is started by name, with and without ranges to ask for."""

from __future__ import annotations

import pytest

from legtimer.core.session.transitions import State
from legtimer.tui.screens.session.ranges import RangesScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.theme import GARAGE

SIZE = (80, 24)
SETS = {"kind": "sets", "sets": "2-4", "exercises": ["15-20 Prisoner squat"]}


@pytest.fixture
def ranged(workouts):
    return workouts.build(SETS, name="Sets")


def backs(app) -> set[str]:
    strips = app.screen._compositor.render_strips()
    return {segment.style.bgcolor.triplet.hex for strip in strips for segment in strip}


async def test_ranges_are_asked_for_and_the_session_follows_to_its_summary(rig, ranged):
    made = rig(ranged)
    async with made.app.run_test(size=SIZE) as pilot:
        assert isinstance(made.screen, RangesScreen)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        assert backs(made.app) == {GARAGE["ready-back"]}
        await made.after(pilot, 11)
        assert made.view.step.place.rounds == 3
        await made.press(pilot, *["space"] * 3)
        await pilot.pause()
        assert made.view.state is State.FINISHED
        assert isinstance(made.screen, SummaryScreen)
        await pilot.press("enter")
        await pilot.pause()
    assert "Prisoner squat  3 x 15?" in made.app.return_value


async def test_escape_goes_back_from_the_ranges_where_there_is_a_way_back(rig, ranged):
    """Where the program was started with the workout, only the key that quits leaves it."""
    made = rig(ranged)
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(made.screen, RangesScreen)
        assert [one.message for one in made.app._notifications] == ["q quits."]
        await pilot.press("q")
        await pilot.pause()
        assert not made.app.is_running
    assert made.app.return_value is None
    assert not made.sessions


async def test_given_choices_are_not_asked_for(rig, ranged):
    made = rig(ranged, given={"block[0].sets": 4})
    async with made.app.run_test(size=SIZE):
        assert isinstance(made.screen, SessionScreen)
        assert made.view.step is not None
        assert backs(made.app) == {GARAGE["ready-back"]}


async def test_only_what_is_not_given_is_asked_for(rig, workouts):
    workout = workouts.build(SETS, {"kind": "circuit", "rounds": "2-5", "exercises": ["10 Dip"]})
    made = rig(workout, given={"block[0].sets": 4})
    async with made.app.run_test(size=SIZE) as pilot:
        assert [ask.key for ask in made.screen.chooser.asks] == ["block[1].rounds"]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        assert backs(made.app) == {GARAGE["ready-back"]}
