"""Programmes in the editor: opened, with mistakes, from a template, taken into use."""

from __future__ import annotations

import pytest

from legtimer.files.recovery_file import OpenFile
from legtimer.files.shipped import programmes_folder
from legtimer.files.user_folders import own_programmes_folder
from legtimer.tui.screens.editor.new_file import NewDialog
from legtimer.tui.screens.editor.programmes import ProgrammesDialog
from legtimer.tui.screens.editor.screen import EditorScreen
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.today.screen import TodayScreen
from tests.tui.programme_desk import PROGRAMME, programme_desk

SIZE = (120, 30)


@pytest.fixture
def desk(tmp_path, monkeypatch, rig, workouts):
    return programme_desk(tmp_path, monkeypatch, rig(workouts.circuit))


def editor(app) -> EditorScreen:
    assert isinstance(app.screen, EditorScreen), app.screen
    return app.screen


def shown(app, id: str) -> str:
    return " | ".join(app.screen.query_one(f"#{id}").shown)


def mistakes(app) -> list[str]:
    options = app.screen.query_one("#mistakes")
    return [str(options.get_option_at_index(i).prompt) for i in range(options.option_count)]


async def until(pilot, shown) -> None:
    """Let a check come through."""
    for _ in range(400):
        if shown():
            return
        await pilot.pause(0.01)
    raise AssertionError(mistakes(pilot.app))


async def test_the_programme_in_use_is_changed_from_today(desk):
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        await pilot.pause()
        screen = editor(desk.app)
        assert shown(desk.app, "length").startswith("5 weeks · to 22 Mar ")
        rows = screen.query_one("#outline").rows
        assert rows[:3] == ("Week 1, 16 Feb · Learn", "  Wed 18 Feb  Hill legs", "   no run")
        area = screen.query_one("#text")
        area.move_cursor((11, 9))
        await pilot.press("backspace", *"99")
        await until(pilot, lambda: mistakes(desk.app))
        said = "12:9 expected a whole number from 1 to 52, not 99"
        assert mistakes(desk.app) == [said]
        assert shown(desk.app, "length").startswith("1 mistake")
        await pilot.press("ctrl+home", "f8")
        assert area.cursor_location == (11, 8)
        await pilot.press("delete", "delete", "2")
        await until(pilot, lambda: not mistakes(desk.app))
        await pilot.press("ctrl+s", "escape")
        await pilot.pause()
        assert isinstance(desk.app.screen, TodayScreen)
        assert any("of 4" in row for row in desk.app.screen.query_one("#outline").rows)
    assert desk.programme.read_text() == PROGRAMME.replace("weeks = 3", "weeks = 2")
    assert desk.programme.with_name("spring.toml~").read_text() == PROGRAMME


async def test_the_weeks_follow_the_phase_of_the_cursor(desk):
    async with desk.app.run_test(size=(120, 20)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        outline, area = editor(desk.app).query_one("#outline"), desk.app.screen.query_one("#text")
        assert outline.scroll_offset.y == 0
        for row, shown in (
            (14, "Week 4, 9 Mar · Height of training"),
            (0, "Week 1, 16 Feb · Learn"),
        ):
            area.move_cursor((row, 0))
            await pilot.pause()
            top = outline.scroll_offset.y
            assert shown in outline.rows[top : top + outline.size.height]
            assert (top > 0) is (row > 0)


async def test_words_are_completed_and_phases_inserted(desk):
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        await pilot.pause()
        area = editor(desk.app).query_one("#text")
        await desk.app.workers.wait_for_complete()
        area.move_cursor((14, 0))
        await pilot.press("ctrl+t", "enter")
        assert '[[phase]]\nname = "Build"\n' in area.text
        area.move_cursor((12, 18))
        await pilot.press(*', "runner-c')
        assert area.suggestion == "ircuit"
        await pilot.press("tab", '"')
        assert 'workouts = ["legs", "runner-circuit"]' in area.text


async def test_a_built_in_programme_is_copied_from_the_library(desk):
    shipped = programmes_folder() / "half-marathon-legs.toml"
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        dialog = desk.app.screen
        assert isinstance(dialog, ProgrammesDialog)
        options = dialog.query_one("#programmes")
        assert [str(options.get_option_at_index(i).prompt) for i in range(3)] == [
            "Spring legs, in use · 5 weeks · 16 Feb to 22 Mar 2026",
            "Half-marathon legs · 14 weeks · no date yet",
            "Leg strength, two days a week · 12 weeks · no date yet",
        ]
        await pilot.press("down", "e")
        await pilot.pause()
        assert shown(desk.app, "name").startswith("  half-marathon-legs.toml")
        await pilot.press("f2", "ctrl+s")
        await pilot.pause()
        assert isinstance(desk.app.screen, EditorScreen), "a programme has no form"
    copy = own_programmes_folder() / "half-marathon-legs.toml"
    same = shipped.read_text().split("\n", 1)[1]
    assert copy.read_text().split("\n", 1)[1] == same


@pytest.fixture
def used(desk, monkeypatch):
    """The names of the programmes that were taken into use."""
    names = []
    monkeypatch.setattr(desk.app.services.settings, "set", lambda path, name: names.append(name))
    return names


async def test_a_new_programme_from_a_template_is_taken_into_use(desk, used):
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(desk.app.screen, NewDialog)
        await pilot.press(*"Autumn", "down", "enter")
        await pilot.pause()
        # The clock of the tests stands on a Sunday, and weeks begin on Mondays.
        assert "\nstart = 2026-03-02\n" in editor(desk.app).query_one("#text").text
        assert not mistakes(desk.app)
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(desk.app.screen, TodayScreen)
    assert used == ["autumn"]
    assert (own_programmes_folder() / "autumn.toml").exists()


async def test_a_programme_of_the_list_is_taken_into_use_from_today_on(desk, used):
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(desk.app.screen, TodayScreen)
        told = [note.message for note in desk.app._notifications]
        assert told == ["In use: Half-marathon legs, Sun 1 Mar 2026 to Sat 6 Jun 2026."]
    assert used == ["half-marathon-legs"]
    copy = own_programmes_folder() / "half-marathon-legs.toml"
    assert "\nstart = 2026-03-01\n" in copy.read_text()


async def test_a_programme_of_the_list_with_mistakes_is_opened_where_they_are(desk, used):
    desk.programme.write_text(PROGRAMME.replace("weeks = 3", "weeks = 0"))
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert editor(desk.app).query_one("#text").cursor_location == (11, 0)
        assert len(mistakes(desk.app)) == 1
    assert used == []


async def test_a_text_that_was_not_saved_is_offered_as_a_programme(desk):
    text = PROGRAMME.replace("weeks = 3", "weeks = 4")
    unsaved = OpenFile(str(desk.programme), text, PROGRAMME, kind="programme")
    desk.app.services.editor_files.recovery_files.write(unsaved)
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert editor(desk.app).query_one("#text").text == text
        await until(pilot, lambda: shown(desk.app, "length").startswith("6 weeks"))
        assert isinstance(desk.app.screen_stack[-2], TodayScreen | LibraryScreen)
