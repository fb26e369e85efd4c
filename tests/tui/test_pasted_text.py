"""A text is pasted into the library's new-workout dialog and into the editor."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from legtimer.app.editor_files import EditorFiles
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.files.exercises.library import open_library
from legtimer.files.user_folders import own_workouts_folder
from legtimer.files.workouts.reader import read_file
from legtimer.tui.screens.editor.dialogs import ChoiceDialog
from legtimer.tui.screens.editor.new_file import NewDialog
from legtimer.tui.screens.editor.screen import EditorScreen
from legtimer.tui.screens.editor.source_view import SourceView
from legtimer.tui.screens.session.screen import SessionScreen

ONE = "Winter legs\n\n3 rounds, rest 1 min:\n- 10 squats\n- x3 hops\n- 10 lunges per leg\n"
TWO = (
    "## Workout 1: Legs\n3 rounds\n10 squats\n5 dips\n\n## Workout 2: Engine\nAMRAP 10\n5 burpees\n"
)
SIZE = (120, 30)


@pytest.fixture
def library(rig, workouts, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    files = EditorFiles(AthleteDefaults(), {}, open_library())
    return rig(workouts.circuit, library=True, workshop=files).app


async def paste(pilot, text):
    pilot.app.screen.focused.post_message(events.Paste(text))
    for _ in range(4):
        await pilot.pause()


async def pasted(pilot, text):
    """The dialog for a new workout, with a text pasted into it."""
    pilot.app.editor.new_workout()
    await pilot.pause()
    await paste(pilot, text)


async def test_a_pasted_text_is_corrected_beside_its_source_and_trained(library):
    async with library.run_test(size=SIZE) as pilot:
        await pasted(pilot, ONE)
        screen = library.screen
        assert isinstance(screen, EditorScreen)
        area, source = screen.query_one("#text"), screen.query_one(SourceView)
        assert source.display
        assert '"10 Squat"' in area.text
        row = next(n for n, line in enumerate(area.lines) if "# guess: x3 as 3 sets" in line)
        area.move_cursor((row, 0))
        await pilot.pause()
        assert source.match == 5
        # The guess is put right in the line, whose source still stands out.
        area.replace('  "3 Hop",', (row, 0), (row, len(area.lines[row])))
        await pilot.pause()
        assert source.match in (4, 5)
        await pilot.press("f5")
        for _ in range(4):
            await pilot.pause()
        assert isinstance(library.screen, SessionScreen)
        (path,) = own_workouts_folder().glob("*.toml")
        assert read_file(path).workout.name == "Winter legs"


async def test_of_several_workouts_one_is_chosen_or_all_are_saved(library):
    async with library.run_test(size=SIZE) as pilot:
        await pasted(pilot, TWO)
        assert isinstance(library.screen, ChoiceDialog)
        await pilot.press("2")
        for _ in range(3):
            await pilot.pause()
        assert 'name = "Engine"' in library.screen.query_one("#text").text
        await pilot.press("escape", "d")
        await pilot.pause()
        await pasted(pilot, TWO)
        await pilot.press("a")
        await pilot.pause()
        found = sorted(path.name for path in own_workouts_folder().glob("*.toml"))
        assert found == ["engine.toml", "legs.toml"]


async def test_a_text_without_a_workout_and_a_name_that_is_pasted(library):
    async with library.run_test(size=SIZE) as pilot:
        await pasted(pilot, "It was a sunny day\nand nobody trained")
        assert not isinstance(library.screen, NewDialog | EditorScreen)
        await pasted(pilot, "Hill legs")
        assert isinstance(library.screen, NewDialog)
        assert library.screen.query_one(Input).value == "Hill legs"


@pytest.mark.parametrize(("key", "gives"), [("r", 'kind = "circuit"'), ("p", "- 10 squats")])
async def test_a_text_that_is_pasted_into_the_editor_is_offered_to_be_read(library, key, gives):
    async with library.run_test(size=SIZE) as pilot:
        library.editor.new_workout("sets")
        await pilot.pause()
        await pilot.press(*"Legs", "enter")
        await pilot.pause()
        before = library.screen.query_one("#text").text
        await paste(pilot, ONE)
        assert isinstance(library.screen, ChoiceDialog)
        await pilot.press(key)
        for _ in range(3):
            await pilot.pause()
        text = library.screen.query_one("#text").text
        assert gives in text
        assert gives not in before
        assert library.screen.query_one(SourceView).display is (key == "r")


@pytest.mark.parametrize("text", ['rest = "1:00"\nsets = 3\n', '  "10 Squat",\n  "5 Dip",\n'])
async def test_toml_is_pasted_as_it_is(library, text):
    async with library.run_test(size=SIZE) as pilot:
        library.editor.new_workout("sets")
        await pilot.pause()
        await pilot.press(*"Legs", "enter")
        await pilot.pause()
        await paste(pilot, text)
        assert isinstance(library.screen, EditorScreen)
        assert text in library.screen.query_one("#text").text
