"""ctrl+c and ctrl+q go back from every screen, and leave the program at the first."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from textual.screen import Screen

import legtimer.tui.screens
from legtimer.app.library import WorkoutEntry
from legtimer.tui.screens.base import Interruptible
from legtimer.tui.screens.library.screen import LibraryScreen

SIZE = (80, 24)


def test_every_screen_over_the_library_goes_back():
    found = []
    for item in pkgutil.walk_packages(legtimer.tui.screens.__path__, "legtimer.tui.screens."):
        module = importlib.import_module(item.name)
        found += [
            thing
            for thing in vars(module).values()
            if isinstance(thing, type)
            and issubclass(thing, Screen)
            and thing.__module__ == module.__name__
        ]
    assert len(found) > 15
    others = {one.__name__ for one in found if not issubclass(one, Interruptible)}
    # What all screens are made of is none itself; the app closes Textual's palette.
    made_of = {"BaseScreen", "SetEntryScreen"}
    assert others == {"LibraryScreen", "TodayScreen", "Palette"} | made_of


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
@pytest.mark.parametrize("way", ["h", "h enter", "enter"])
async def test_it_goes_back_step_by_step(rig, workouts, history, made, way, key):
    log = made.log()
    history.logs[log.header.uid] = log
    history.past = [made.sessions(1)[0]._replace(uid=log.header.uid)]
    ranged = workouts.build({"kind": "sets", "sets": "2-4", "exercises": ["20 Squat"]}, name="Legs")
    rigged = rig(ranged, library=True, catalogue=[WorkoutEntry("Legs", ranged)], history=history)
    async with rigged.app.run_test(size=SIZE) as pilot:
        for pressed in way.split():
            await pilot.press(pressed)
            await pilot.pause()
        for left in range(len(way.split()), 0, -1):
            assert len(rigged.app.screen_stack) == left + 1
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(rigged.app.screen, LibraryScreen)
        await pilot.press(key)
        await pilot.pause()
        assert not rigged.app.is_running
