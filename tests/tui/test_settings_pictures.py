"""The screens of settings and exercises, compared with pictures; see ``test_pictures``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.widgets import OptionList

from legtimer.app.settings import SettingsService
from legtimer.cli.settings import effective
from legtimer.core.session import commands as c
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.settings.location import settings_file
from legtimer.files.shipped import exercises_file
from legtimer.tui.keymap import SCREEN_NAMES
from legtimer.tui.theme import themes
from legtimer.tui.widgets.figure import Figure
from tests.tui.conftest import cut_off
from tests.tui.sizes import SIZES, at_all_sizes
from tests.tui.test_colours import contrast


@pytest.fixture
def made(rig, workouts, tmp_path, monkeypatch):
    """An app with settings and exercises."""
    monkeypatch.setattr("legtimer.files.settings.location.config_folder", lambda: str(tmp_path))
    monkeypatch.setattr("legtimer.tui.settings_controller.WRITTEN_AFTER", 3600)
    Path(settings_file()).write_text(
        '[audio]\nvolume = 60\n[keys]\nsession.skip = "j"\n[one-rep-max]\n"Back squat" = "100 kg"\n'
    )
    own = tmp_path / "exercises.toml"
    own.write_text('[[exercise]]\nname = "Squat jump"\ncues = ["as a cat", "land softly"]\n')

    def make(*, library: bool, **flags):
        return rig(
            workouts.circuit,
            library=library,
            preferences=SettingsService(effective(Namespace(**flags)), SCREEN_NAMES),
            exercises=ExerciseLibrary(exercises_file(), own),
        )

    return make


async def test_settings(made, compare):
    app = made(library=True, mute=True).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await at_all_sizes(app, pilot, "settings", compare)
        await pilot.press(*"latency", "enter", "x", "enter")
        await pilot.pause()
        await at_all_sizes(app, pilot, "settings-refused", compare)


async def test_settings_in_other_colours(made, compare):
    app = made(library=True).app
    async with app.run_test(size=SIZES[1]) as pilot:
        await pilot.press("comma", *"theme", "right", "right")
        await pilot.pause()
        assert app.theme == "day"
        compare("settings-day-80x24", app)


async def test_keys(made, compare):
    app = made(library=True).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("comma", *"custom keys", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press(*"session.s")
        await pilot.pause()
        await at_all_sizes(app, pilot, "settings-keys", compare)


async def test_exercises(made, compare):
    app = made(library=True).app
    async with app.run_test(size=SIZES[0]) as pilot:
        app.action_exercises()
        await pilot.pause()
        await pilot.press(*"jump")
        await pilot.pause()
        await at_all_sizes(app, pilot, "exercises", compare)
        await pilot.press("f3")
        await pilot.pause()
        await at_all_sizes(app, pilot, "exercises-equipment", compare)


async def test_the_exercise_under_way(made, compare):
    rigged = made(library=False)
    async with rigged.app.run_test(size=SIZES[0]) as pilot:
        await rigged.after(pilot, 12)
        await rigged.press(pilot, "i")
        await pilot.pause()
        await at_all_sizes(rigged.app, pilot, "exercise", compare)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            figure = rigged.app.screen_stack[0].query_one(Figure).region
            assert rigged.screen.query_one("VerticalScroll").region.y >= figure.bottom


@pytest.mark.parametrize("theme", [theme.name for theme in themes()])
async def test_everything_can_be_read_in_every_theme(made, theme):
    app = made(library=True).app
    async with app.run_test(size=SIZES[2]) as pilot:
        app.theme = theme
        await pilot.press("comma")
        await pilot.pause()
        legible(app)
        await pilot.press(*"volume", "enter", "x", "enter")
        await pilot.pause()
        legible(app, app.screen.query_one("Container").region)
        await pilot.press("escape", "escape", "escape")
        await pilot.pause()
        app.action_exercises()
        await pilot.pause()
        legible(app)
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        legible(app)
        await pilot.press(*"squat", "enter")
        await pilot.pause()
        legible(app)


@pytest.mark.parametrize("theme", [theme.name for theme in themes()])
async def test_what_lies_over_the_colours_of_a_state_can_be_read_too(rig, workouts, history, theme):
    history.cut_off = [cut_off(workouts.circuit, "a", (0, c.Start()), at=41_000)]
    rigged = rig(workouts.circuit, history=history, theme=theme)
    async with rigged.app.run_test(size=SIZES[1]) as pilot:
        legible(rigged.app)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.pause()
        await rigged.app.workers.wait_for_complete()
        await pilot.pause(0.2)
        legible(rigged.app, rigged.screen.query_one("CommandList").region)
        await pilot.press("escape")
        await pilot.pause()
        await rigged.after(pilot, 12)
        legible(rigged.app)


@pytest.mark.parametrize("theme", ["garage", "day"])
async def test_the_cursor_of_a_list_is_seen_without_colours(made, theme, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = made(library=True).app
    async with app.run_test(size=SIZES[1]) as pilot:
        app.theme = theme
        await pilot.press("comma")
        await pilot.pause()
        found = app.screen.query_one(OptionList)
        strips = app.screen._compositor.render_strips()
        papers = [
            strips[y].crop(4, 5)._segments[0].style.bgcolor.triplet.hex
            for y in (found.region.y + found.highlighted, found.region.y + found.highlighted + 1)
        ]
        assert contrast(*papers) >= 7


def legible(app, region: Region | None = None) -> None:
    """Every text, perhaps only those of a region, has the contrast that it needs."""
    region = region or app.screen.region
    strips = app.screen._compositor.render_strips()[region.y : region.bottom]
    for strip in strips:
        for text, style, _ in strip.crop(region.x, region.right):
            if text.strip() and style is not None and not set(text) <= set(" ▁▂▃▄▅▆▇█▔▊▎▏│─┌┐└┘"):
                fore, back = style.color.triplet.hex, style.bgcolor.triplet.hex
                assert contrast(fore, back) >= 4.5, (text, fore, back)
