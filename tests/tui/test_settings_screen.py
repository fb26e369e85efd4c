"""The settings' screen, over the real file and its real checks."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

import pytest
from textual.widgets import Input

from legtimer.app.settings import SettingsService
from legtimer.cli.settings import effective
from legtimer.core.duration_types import Duration
from legtimer.core.value_types import Choice, Flag, Name, WholeNumber
from legtimer.files.settings.listing import list_settings
from legtimer.files.settings.location import settings_file
from legtimer.files.settings.sections import Settings
from legtimer.files.settings.value_types import Latency
from legtimer.files.toml.edit import EditError
from legtimer.tui.keymap import SCREEN_NAMES
from legtimer.tui.screens.figure_dialog import FigureDialog
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.settings.screen import SettingsScreen
from legtimer.tui.screens.settings.values import step_setting
from legtimer.tui.widgets.finding import FoundList

SIZE = (100, 40)
KEPT = """\
# my own settings
[audio]
volume = 60   # the neighbours

[workout]
prepare = "0:05"
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr("legtimer.files.settings.location.config_folder", lambda: str(tmp_path))
    monkeypatch.setattr("legtimer.tui.settings_controller.WRITTEN_AFTER", 3600)
    path = Path(settings_file())
    path.write_text(KEPT)
    return path


@pytest.fixture
def desk(rig, workouts, file):
    """An app at the library, with settings; words of the command line can be given."""

    def make(*, library=True, **flags):
        preferences = SettingsService(effective(Namespace(**flags)), SCREEN_NAMES)
        return rig(workouts.circuit, library=library, preferences=preferences)

    return make


async def opened(made, pilot, *find: str) -> SettingsScreen:
    """Open the settings and find some."""
    await pilot.press("comma")
    await pilot.pause()
    await made.app.workers.wait_for_complete()
    await pilot.press(*find)
    await pilot.pause()
    assert isinstance(made.app.screen, SettingsScreen)
    return made.app.screen


def rows(screen) -> list[str]:
    found = screen.query_one(FoundList)
    return [str(found.get_option_at_index(i).prompt) for i in range(found.option_count)]


def about(screen) -> str:
    return " ".join(screen.query_one("#about").shown)


async def test_every_setting_is_there_with_where_it_comes_from(desk, file):
    made = desk(volume=30)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await opened(made, pilot)
        labels = {row.setting.path: row.setting for row in screen._rows if row.setting}
        known = {entry.path for entry in list_settings(Settings())}
        assert known == labels.keys()
        volume = labels["audio", "volume"]
        assert (volume.value, volume.default, volume.source) == (30, 80, "flag")
        assert labels["workout", "prepare"].source == "file"
        assert labels["workout", "switch"].source == "default"
        assert "AUDIO" in rows(screen)[0]


async def test_a_step_counts_at_once_and_is_written_with_the_comments_kept(desk, file):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot, *"volume")
        await pilot.press("right", "right", "right")
        assert made.sound.volume == 75
        assert file.read_text() == KEPT
        made.app.settings.write()
        assert file.read_text() == KEPT.replace("60", "75")
        assert file.with_name("settings.toml~").read_text() == KEPT
        await pilot.press("left")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert file.read_text() == KEPT.replace("60", "70")


async def test_a_step_is_written_soon(desk, file, monkeypatch):
    monkeypatch.setattr("legtimer.tui.settings_controller.WRITTEN_AFTER", 0.01)
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot, *"volume")
        await pilot.press("right")
        async with asyncio.timeout(20):
            while "65" not in file.read_text():
                await pilot.pause(0.01)


async def test_what_is_typed_is_refused_with_the_reason_and_then_taken(desk, file):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await opened(made, pilot, *"volume")
        assert "a whole number from 0 to 100" in about(screen)
        await pilot.press("enter", *"150", "enter")
        await pilot.pause()
        assert isinstance(made.app.screen, FigureDialog)
        assert "not 150" in " ".join(made.app.screen.query_one("#mistake").shown)
        assert file.read_text() == KEPT
        await pilot.press("ctrl+u", *"45", "enter")
        await pilot.pause()
        await made.app.workers.wait_for_complete()
        assert made.sound.volume == 45
        assert "volume = 45   # the neighbours" in file.read_text()
        assert "45" in rows(screen)[1]


async def test_delete_lets_the_default_count_again(desk, file):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await opened(made, pilot, *"volume")
        await pilot.press("delete")
        await pilot.pause()
        await made.app.workers.wait_for_complete()
        assert "volume" not in file.read_text()
        assert made.sound.volume == 80
        assert "default" in rows(screen)[1]


async def test_a_change_by_hand_takes_the_place_of_the_command_line(desk, file):
    made = desk(volume=30)
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot, *"volume")
        await pilot.press("right")
        made.app.settings.write()
        assert "volume = 35" in file.read_text()
        await made.app.screen._read()
        (row,) = (row for row in made.app.screen._rows if row.setting)
        assert row.setting.source == "file"


async def test_a_broken_file_is_told_and_left_alone(desk, file):
    file.write_text("[audio\n")
    made = desk()
    async with made.app.run_test(size=SIZE, notifications=True) as pilot:
        await opened(made, pilot, *"volume")
        await pilot.press("right")
        made.app.settings.write()
        await pilot.pause()
        told = [note.message for note in made.app._notifications]
        assert any("settings.toml:1" in text for text in told)
        assert any(text.startswith("Not written") for text in told)
        assert file.read_text() == "[audio\n"


async def test_a_theme_that_is_picked_anywhere_is_kept(desk, file):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        made.app.theme = "night"
        await pilot.pause()
        made.app.settings.write()
        assert 'theme = "night"' in file.read_text()
        await opened(made, pilot, *"theme")
        await pilot.press("right")
        assert made.app.theme == "day"


async def test_a_click_changes_a_setting(desk, file):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot, *"flash")
        await pilot.click(FoundList, offset=(4, 1))
        await pilot.pause()
        made.app.settings.write()
        assert "flash = false" in file.read_text()


async def test_a_one_rep_maximum_is_added_and_taken_away(desk, file):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await opened(made, pilot, *"add an")
        await pilot.press("enter", *"Back squat", "enter")
        await pilot.pause()
        assert isinstance(made.app.screen, FigureDialog)
        await pilot.press("end", *" = 100 kg", "enter")
        await pilot.pause()
        await made.app.workers.wait_for_complete()
        assert '"Back squat" = "100 kg"' in file.read_text()
        await pilot.press(*["backspace"] * 8, *"back sq")
        await pilot.pause()
        assert any("Back squat" in row for row in rows(screen))
        await pilot.press("delete")
        await pilot.pause()
        assert "Back squat" not in file.read_text()


async def test_keys_are_changed_and_count_after_it(desk, file):
    made = desk(library=False)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 1)
        await opened(made, pilot, *"custom keys")
        await pilot.press("enter")
        await pilot.pause()
        await made.app.workers.wait_for_complete()
        await pilot.press(*"session.skip")
        await pilot.pause()
        screen = made.app.screen
        assert "n s" in rows(screen)[1]
        await pilot.press("enter", *"j f9", "enter")
        await pilot.pause()
        await made.app.workers.wait_for_complete()
        assert 'skip = ["j", "f9"]' in file.read_text().replace("session.", "")
        await pilot.press("escape", "escape", "escape", "escape")
        await pilot.pause()
        assert isinstance(made.app.screen, SessionScreen)
        before = made.view.step
        await made.press(pilot, "j")
        await pilot.pause()
        assert made.view.step is not before


async def test_typing_finds_keys_among_all_settings(desk, file):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await opened(made, pilot)
        await pilot.press(*"library.rename")
        await pilot.pause()
        await made.app.workers.wait_for_complete()
        await pilot.pause()
        assert [row.split()[0] for row in rows(screen)] == ["KEYS:", "rename"]
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*["backspace"], *"f6", "enter")
        await pilot.pause()
        await made.app.workers.wait_for_complete()
        assert 'rename = "f6"' in file.read_text()


async def test_the_clock_runs_on_behind_the_settings(desk, file):
    made = desk(library=False)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 3)
        await opened(made, pilot)
        await made.after(pilot, 8)
        await pilot.press(*"space")
        assert made.app.screen.query_one(Input).value == "space"
        assert made.view.state.name == "REPS"
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(made.app.screen, SessionScreen)
        assert made.app.screen.view.state.name == "REPS"


async def test_flash_and_unit_reach_the_session_under_way(desk, file):
    made = desk(library=False)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 1)
        session = made.app.screen
        await opened(made, pilot, *"screen.units")
        await pilot.press("enter")
        assert session.settings.units == "lb"


@pytest.mark.parametrize(
    ("form", "value", "way", "then"),
    [
        (Flag(), True, -1, False),
        (Choice("a", "b", "c"), "c", 1, "a"),
        (Choice("a", "b", "c"), "a", -1, "c"),
        (WholeNumber(0, 100), 98, 1, 100),
        (WholeNumber(0, 100), 100, 1, 100),
        (WholeNumber(0, 100), 83, -1, 80),
        (WholeNumber(0, 10), 3, 1, 4),
        (Latency(2000), "estimated", 1, 0),
        (Latency(2000), 0, -1, "estimated"),
        (Latency(2000), "estimated", -1, "estimated"),
        (Latency(2000), 45, 1, 50),
        (Duration(0, 60_000), "0:10", 1, "0:11"),
        (Duration(0, 60_000), "1:00", 1, "1:00"),
        (Duration(0, 60_000), "2.5s", -1, "0:02"),
        (Name(), "x", 1, None),
    ],
)
def test_the_value_beside_another_one(form, value, way, then):
    assert step_setting(form, value, way) == then


@pytest.mark.parametrize("width", [40, 100])
async def test_what_cannot_be_written_is_said_to_be_unsaved(desk, file, monkeypatch, width):
    made = desk()

    def refuse(*_):
        raise EditError("settings.toml cannot be written: read-only")

    async with made.app.run_test(size=(width, 24)) as pilot:
        screen = await opened(made, pilot, *"volume")
        with monkeypatch.context() as readonly:
            readonly.setattr("legtimer.app.settings.write_setting", refuse)
            readonly.setattr("legtimer.app.settings.remove_setting", refuse)
            await pilot.press("right")
            made.app.settings.write()
            await made.app.workers.wait_for_complete()
            await pilot.pause()
            (row,) = (row for row in rows(screen) if "volume" in row)
            assert row.split()[:3] == ["volume", "65", "unsaved"]
            assert "applies now, not saved" in about(screen)
            assert made.sound.volume == 65
            # Opened again it still says so.
            await pilot.press("escape", "escape")
            screen = await opened(made, pilot, *"volume")
            assert any("65" in row and "unsaved" in row for row in rows(screen))
        await pilot.press("right")
        made.app.settings.write()
        await made.app.workers.wait_for_complete()
        await pilot.pause()
        assert not any("unsaved" in row for row in rows(screen))
        assert "volume = 70" in file.read_text()


async def test_an_unsaved_value_is_dropped_for_the_default(desk, file, monkeypatch):
    made = desk()

    def refuse(*_):
        raise EditError("settings.toml cannot be written: read-only")

    monkeypatch.setattr("legtimer.app.settings.write_setting", refuse)
    monkeypatch.setattr("legtimer.app.settings.remove_setting", refuse)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await opened(made, pilot, *"audio.mute")
        await pilot.press("right")
        made.app.settings.write()
        await made.app.workers.wait_for_complete()
        assert made.sound.muted
        await pilot.press("delete")
        await made.app.workers.wait_for_complete()
        await pilot.pause()
        assert not made.sound.muted
        assert not any("unsaved" in row for row in rows(screen))
