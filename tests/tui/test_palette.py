"""The palette has everything: what the keys of a screen do can be done without knowing them."""

from __future__ import annotations

import importlib
import pkgutil
from argparse import Namespace

import pytest
from textual.screen import ModalScreen, Screen

import legtimer.tui
from legtimer.app.library import WorkoutEntry
from legtimer.app.settings import SettingsService
from legtimer.cli.settings import effective
from legtimer.files.exercises.library import open_library
from legtimer.tui.keymap import SCREEN_NAMES
from legtimer.tui.screens.session.screen import SessionScreen

SIZE = (100, 40)

MOVES = {"up", "down", "page_up", "page_down", "first", "last"}
"""The last part of the names of keys that go through a list: the palette is no place for them."""


def screens(*, modal: bool = False) -> list[type[Screen]]:
    found = []
    for item in pkgutil.walk_packages(legtimer.tui.__path__, "legtimer.tui."):
        for thing in vars(importlib.import_module(item.name)).values():
            if (
                isinstance(thing, type)
                and issubclass(thing, Screen)
                and thing.__module__ == item.name
                and (modal or not issubclass(thing, ModalScreen))
            ):
                found.append(thing)
    return found


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.__name__)
def test_every_key_of_a_screen_says_what_it_does_or_only_moves(screen):
    for binding in vars(screen).get("BINDINGS", ()):
        name = binding.id or ""
        moves = name.rpartition(".")[2] in MOVES or not name
        assert binding.tooltip or moves, name


def titles(app) -> dict[str, str]:
    """The palette's commands over the screen that is shown: their help, and their titles."""
    return {command.help: command.title for command in app.get_system_commands(app.screen)}


def lacking(app) -> set[str]:
    """What a key of the screen does just now and the palette does not."""
    helps = titles(app)
    names = {
        active.binding.id
        for active in app.screen.active_bindings.values()
        if active.binding.id and active.binding.tooltip not in helps
    }
    # ctrl+c is what the palette has as Quit, and copies where text is selected.
    return {name for name in names if name.rpartition(".")[2] not in MOVES} - {
        "app.interrupt",
        "app.commands",
    }


@pytest.fixture
def preferences(tmp_path, monkeypatch):
    monkeypatch.setattr("legtimer.files.settings.location.config_folder", lambda: str(tmp_path))
    return SettingsService(effective(Namespace()), SCREEN_NAMES)


@pytest.mark.parametrize("keys", ["", "h", "h enter", "comma"])
async def test_nothing_is_lacking_around_a_session(rig, workouts, history, made, preferences, keys):
    log = made.log()
    history.logs[log.header.uid] = log
    history.past = [made.sessions(1)[0]._replace(uid=log.header.uid)]
    entry = WorkoutEntry("Circuit", workouts.circuit, minutes=5)
    rigged = rig(
        workouts.circuit,
        library=True,
        catalogue=[entry],
        history=history,
        preferences=preferences,
        exercises=open_library(),
    )
    async with rigged.app.run_test(size=SIZE) as pilot:
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()
        assert not lacking(rigged.app)
        here = {title.split("  ")[0] for title in titles(rigged.app).values()}
        assert {"Settings", "Exercises", "Theme", "Quit"} <= here
        assert not {"Keys", "Maximize", "Screenshot"} & here


@pytest.mark.parametrize("script", [[2.0], [12.0], [12.0, "space"], [12.0, "p"]])
@pytest.mark.parametrize("which", ["circuit", "amrap", "emom"])
async def test_nothing_is_lacking_in_a_session(rig, workouts, preferences, which, script):
    made = rig(getattr(workouts, which), preferences=preferences)
    async with made.app.run_test(size=SIZE) as pilot:
        for act in script:
            if isinstance(act, float):
                await made.after(pilot, act)
            else:
                await made.press(pilot, act)
        assert not lacking(made.app)


async def test_a_command_of_the_palette_does_what_the_key_does(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 12)
        step = made.view.step
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"skip")
        await made.app.workers.wait_for_complete()
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert isinstance(made.app.screen, SessionScreen)
        assert made.view.step is not step
