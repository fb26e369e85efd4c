"""The exercise library on the screen, and the exercise under way."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from legtimer.app.exercise_book import FACETS, filter_exercises, value_counts
from legtimer.core.exercise import Exercise
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.shipped import exercises_file
from legtimer.tui.screens.exercises.dialog import ExerciseDialog, FacetDialog
from legtimer.tui.screens.exercises.screen import ExercisesScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.widgets.finding import FoundList

SIZE = (120, 40)
OWN = """\
[[exercise]]
name = "Sandbag [shuffle]"
muscles = ["quads"]
equipment = ["sandbag"]
impact = "low"
cues = ["bag close to the chest"]
"""


@pytest.fixture
def book(tmp_path):
    own = tmp_path / "exercises.toml"
    own.write_text(OWN)
    return ExerciseLibrary(exercises_file(), own)


async def browsing(made, pilot) -> ExercisesScreen:
    made.app.action_exercises()
    await pilot.pause()
    assert isinstance(made.app.screen, ExercisesScreen)
    return made.app.screen


def rows(screen) -> list[str]:
    found = screen.query_one(FoundList)
    return [str(found.get_option_at_index(i).prompt) for i in range(found.option_count)]


def details(screen) -> str:
    return " ".join(screen.query_one("#details Rows").shown)


async def test_exercises_are_sorted_and_told_in_plain_words(rig, workouts, book):
    made = rig(workouts.circuit, library=True, exercises=book)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await browsing(made, pilot)
        names = [row[2:].casefold() for row in rows(screen)]
        assert names == sorted(names)
        await pilot.press(*"walking lunge")
        await pilot.pause()
        assert "watch" in details(screen)
        assert "_" not in details(screen)


async def test_typing_finds_by_name_and_by_what_is_known(rig, workouts, book):
    made = rig(workouts.circuit, library=True, exercises=book)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await browsing(made, pilot)
        assert len(rows(screen)) == len(book.all())
        await pilot.press(*"kb swings")
        await pilot.pause()
        assert any("Kettlebell swing" in row for row in rows(screen))
        assert all("Kettlebell" in row for row in rows(screen))
        await pilot.press("ctrl+u", *"sandbag shuf")
        await pilot.pause()
        assert rows(screen)[0].startswith("* Sandbag [shuffle]")
        text = details(screen)
        assert "bag close to the chest" in text
        assert "your own file" in text
        await pilot.press("ctrl+u", *"box jump")
        await pilot.pause()
        for word in ("muscles", "impact", "watch", "easier"):
            assert word in details(screen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(made.app.screen, ExerciseDialog)
        assert "Box jump" in made.app.screen.query_one("Rows").shown[0]


async def test_facets_narrow_the_list_by_key_and_by_mouse(rig, workouts, book):
    made = rig(workouts.circuit, library=True, exercises=book)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await browsing(made, pilot)
        await pilot.press("f2")
        await pilot.pause()
        dialog = made.app.screen
        assert isinstance(dialog, FacetDialog)
        values = [value for value, _ in dialog._values]
        await pilot.press(*["down"] * (values.index("calves") + 1), "enter")
        await pilot.pause()
        wanted = {e.name for e in book.all() if "calves" in e.muscles}
        assert {e.name for e in screen._found} == wanted
        assert len(wanted) == dict(dialog._values)["calves"]
        await pilot.click("#equipment")
        await pilot.pause()
        assert isinstance(made.app.screen, FacetDialog)
        values = [value for value, _ in made.app.screen._values]
        await pilot.press(*["down"] * (values.index("none") + 1), "enter")
        await pilot.pause()
        assert {e.name for e in screen._found} == {
            e.name for e in book.all() if e.name in wanted and not e.equipment
        }
        assert "none" in str(screen.query_one("#equipment").label)
        await pilot.press("escape")
        await pilot.pause()
        assert len(screen._found) == len(book.all())
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(made.app.screen, ExercisesScreen)


def test_a_value_that_finds_nothing_beside_the_others_is_not_offered(book):
    muscle, equipment, impact = FACETS
    chosen = {"equipment": "sandbag", "impact": "low"}
    for value, count in value_counts(book.all(), muscle, chosen):
        assert len(filter_exercises(book.all(), (), {**chosen, "muscle": value})) == count > 0
    assert ("high", 0) not in value_counts(book.all(), impact, chosen)
    assert equipment.values(book.all())[0] == "none"


async def test_a_library_that_cannot_be_read_is_told(rig, workouts, tmp_path):
    made = rig(workouts.circuit, library=True, exercises=ExerciseLibrary(tmp_path / "gone.toml"))
    async with made.app.run_test(size=SIZE, notifications=True) as pilot:
        screen = await browsing(made, pilot)
        assert rows(screen) == []
        assert "cannot be read" in details(screen)
        assert any("cannot be read" in note.message for note in made.app._notifications)


async def test_the_exercise_under_way_is_told_while_the_session_is_paused(rig, workouts, book):
    made = rig(workouts.circuit, exercises=book)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 3)
        await made.press(pilot, "i")
        await pilot.pause()
        dialog = made.app.screen
        assert isinstance(dialog, ExerciseDialog)
        text = " ".join(dialog.query_one("Rows").shown)
        assert "Kettlebell squat" in text
        assert "impact" in text
        session = made.app.screen_stack[-2]
        assert session.view.state.name == "PAUSED"
        await made.after(pilot, 8)
        assert session.view.state.name == "PAUSED"
        await made.press(pilot, "space")
        await pilot.pause()
        assert isinstance(made.app.screen, SessionScreen)
        assert made.view.state.name == "PREPARE"


@pytest.mark.parametrize("known", [True, False])
async def test_what_the_workout_says_comes_first(rig, workouts, book, known):
    ours = Exercise(name="Step-up" if known else "Odd thing", note="slowly", cues=("our own cue",))
    found = book.find(ours.name)
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        made.app.push_screen(ExerciseDialog(ours, found))
        await pilot.pause()
        shown = made.app.screen.query_one("Rows").shown
        assert [row.strip() for row in shown[:3]] == [ours.name, "slowly", "- our own cue"]
        assert ("Not in the exercise library" in " ".join(shown)) is not known


async def test_rows_tell_the_mouse_what_they_are(rig, workouts, book):
    made = rig(workouts.circuit, library=True, exercises=book)
    async with made.app.run_test(size=SIZE, tooltips=True) as pilot:
        screen = await browsing(made, pilot)
        await pilot.hover(OptionList, offset=(5, 0))
        await pilot.pause()
        first = min(book.all(), key=lambda exercise: exercise.name.casefold())
        assert first.cues[0] in str(screen.query_one(FoundList).tooltip)
        assert "muscle" in str(screen.query_one("#muscle").tooltip)
