"""The library over real folders: finding, sorting, copies, names, the trash, mistakes."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from textual.widgets import Input, OptionList, TextArea

from legtimer.app.editor_files import EditorFiles
from legtimer.app.history_views import TrainingSummary
from legtimer.app.library import WorkoutEntry, WorkoutLibrary
from legtimer.app.sessions import SessionService, read_recorded_workout
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.estimate import Pace
from legtimer.core.exercise import Unit
from legtimer.core.steps import Phase
from legtimer.core.workout import expand
from legtimer.files.exercises.library import open_library
from legtimer.files.shipped import workouts_folder
from legtimer.files.user_folders import own_workouts_folder, trash_folder
from legtimer.history.store import Store
from legtimer.tui.screens.editor.screen import EditorScreen
from legtimer.tui.screens.library.details import Details
from legtimer.tui.screens.library.dialogs import NameDialog, TrashDialog
from legtimer.tui.screens.library.loading import FIRST
from legtimer.tui.screens.library.rows import Titles
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.session.dialogs import HelpDialog
from legtimer.tui.screens.session.ranges import RangesScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.theme import themes
from legtimer.tui.widgets.text import Rows
from tests.tui.fakes import make_app
from tests.tui.test_colours import contrast

SIZE = (80, 24)
HILLS = """# my hills
name = "Hill legs"   # on Sundays
tags = ["outside"]

[[block]]
kind = "sets"
sets = 2
rest = "0:30"
exercises = ["10 KB swings"]  # light
"""
BROKEN = '[[block]]\nkind = "sets"\nsets = 2\nexercises = ["Squat"]\nrests = "0:30"\n'


class Counted(WorkoutLibrary):
    """Counts the files that are read."""

    read = 0

    def _entry(self, path):
        self.read += 1
        return super()._entry(path)


@pytest.fixture
def desk(tmp_path, monkeypatch, rig, workouts, history):
    """The program over folders of its own, in which there are two files of the athlete's."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = own_workouts_folder()
    folder.mkdir(parents=True)
    (folder / "hill-legs.toml").write_text(HILLS, encoding="utf-8")
    (folder / "broken.toml").write_text(BROKEN, encoding="utf-8")
    library, sources = open_library(), {}
    desk = SimpleNamespace(folder=folder, history=history, sources=sources)
    desk.shelf = Counted(AthleteDefaults(), sources, library, lambda: None)
    made = rig(workouts.circuit)
    desk.rig = made
    made.app = desk.app = make_app(
        (),
        made.open,
        made.sound,
        made.clock,
        history=history,
        workshop=EditorFiles(AthleteDefaults(), sources, library),
        shelf=desk.shelf,
    )
    return desk


def rows(app) -> list[str]:
    return [str(option.prompt) for option in app.screen.query_one(OptionList).options]


def names(app) -> list[str]:
    return [" ".join(row.split("  ")[0].split()) for row in rows(app)]


def notes(app) -> list[str]:
    return [note.message for note in app._notifications]


def marked(app) -> str:
    return app.screen.marked.name


async def test_first_start_to_a_finished_circuit_with_one_key_each(desk):
    made = desk.rig
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert marked(desk.app) == "Barbell complex"
        await pilot.press("slash", *"runner circuit")
        await pilot.pause()
        assert names(desk.app) == ["Runner's leg circuit"]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(made.screen, RangesScreen)
        await made.after(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        for _ in range(80):
            await made.after(pilot, 61)
            await made.press(pilot, "space")
            if isinstance(made.screen, SummaryScreen):
                break
        assert isinstance(made.screen, SummaryScreen)
        await made.press(pilot, "enter")
        await pilot.pause()
        assert isinstance(made.screen, LibraryScreen)
        assert names(desk.app) == ["Runner's leg circuit"]
        await pilot.press("escape")
        await pilot.pause()
        assert len(rows(desk.app)) > 10


async def test_a_copy_of_a_shipped_workout_renamed_deleted_and_taken_back_on_the_disk(desk):
    app, folder = desk.app, desk.folder
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"tabata legs", "tab")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        copy = folder / "tabata-legs-2.toml"
        assert marked(app) == "Tabata legs 2"
        shipped = (workouts_folder() / "tabata-legs.toml").read_text(encoding="utf-8")
        text = copy.read_text(encoding="utf-8")
        assert text.splitlines()[0].startswith("#:schema file:")
        assert text.splitlines()[2:] == shipped.splitlines()[2:]
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, NameDialog)
        app.screen.query_one(Input).value = "Tabata legs"
        await pilot.press("enter")
        assert "Another workout has this name" in app.screen.query_one("#note").shown[0]
        app.screen.query_one(Input).value = "Tabata hard"
        await pilot.press("enter")
        await pilot.pause()
        renamed = folder / "tabata-hard.toml"
        assert marked(app) == "Tabata hard"
        assert renamed.read_text(encoding="utf-8") == text.replace("Tabata legs 2", "Tabata hard")
        assert not copy.exists()
        await pilot.press("x")
        await pilot.pause()
        assert names(app) == ["Tabata legs", "Tabata for reps"]
        assert not renamed.exists()
        assert (trash_folder() / "tabata-hard.toml").exists()
        await pilot.press("u")
        await pilot.pause()
        assert marked(app) == "Tabata hard"
        assert renamed.exists()
        assert not (trash_folder() / "tabata-hard.toml").exists()
        await pilot.press("u", "u")
        await pilot.pause()
        assert names(app) == ["Tabata legs", "Tabata for reps"]
        assert not list(folder.glob("tabata*.toml"))
        await pilot.press("u")
        assert notes(app)[-1] == "Nothing to undo."


async def test_what_is_in_the_trash_comes_back_later(desk):
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t")
        assert notes(app)[-1] == "The trash is empty."
        await pilot.press("slash", *"hill", "tab", "delete")
        await pilot.pause()
        assert rows(app) == ["No workout matches."]
        await pilot.press("escape", "t")
        await pilot.pause()
        assert isinstance(app.screen, TrashDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert marked(app) == "Hill legs"
    assert (desk.folder / "hill-legs.toml").read_text(encoding="utf-8") == HILLS


@pytest.mark.parametrize("key", ["x", "r"])
async def test_what_came_with_the_program_stays(desk, key):
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert "cannot be changed. d makes your own copy." in notes(app)[-1]
        assert marked(app) == "Barbell complex"


async def test_a_file_with_mistakes_is_listed_and_opens_at_the_mistake(desk):
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert rows(app)[-1].split() == ["broken", "1", "mistake"]
        assert "did you mean rest" in app.screen.query_one("#about").shown[0]
        foot = app.screen.query_one("#closing")
        assert foot.shown[0] == "space edit"
        assert "e edit" not in foot.shown
        await pilot.press("home")
        assert (foot.shown[0], "e edit" in foot.shown) == ("space start", True)
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EditorScreen)
        assert app.screen.query_one(TextArea).cursor_location[0] == 4


async def test_what_was_written_elsewhere_is_read_and_the_rest_is_not_read_again(desk):
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        count = desk.shelf.read
        assert count == len(rows(app))
        changed = HILLS.replace("Hill legs", "Steep hills")
        (desk.folder / "hill-legs.toml").write_text(changed, encoding="utf-8")
        await pilot.press("f5")
        await pilot.pause()
        assert "Steep hills" in names(app)
        assert desk.shelf.read == count + 1


async def test_many_files_come_in_slices_and_all_of_them(desk):
    for number in range(2 * FIRST):
        text = HILLS.replace("Hill legs", f"Hills {number:02}")
        (desk.folder / f"h{number:02}.toml").write_text(text, encoding="utf-8")
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        while app.screen._files.load_slice():
            """One slice after the other."""
        assert sum(name.startswith("Hills ") for name in names(app)) == 2 * FIRST
        assert all("min" in row for row in rows(app) if row.startswith("Hills "))
        await pilot.press("slash", *"hills 59")
        await pilot.pause()
        assert names(app) == ["Hills 59"]


async def test_what_a_key_did_is_painted_between_two_slices(desk, monkeypatch):
    for number in range(2 * FIRST):
        (desk.folder / f"h{number:02}.toml").write_text(HILLS, encoding="utf-8")
    go_on, left_when_painted = LibraryScreen._go_on, []

    async def slice_of_work(screen):
        if not left_when_painted:
            left_when_painted.append(None)
            screen.call_after_refresh(lambda: left_when_painted.append(not screen._files.read))
        await go_on(screen)

    monkeypatch.setattr(LibraryScreen, "_go_on", slice_of_work)
    async with desk.app.run_test(size=SIZE) as pilot:
        for _ in range(100):
            await pilot.pause()
            if left_when_painted[1:]:
                break
        assert left_when_painted[1:] == [True]


async def test_lengths_are_the_athlete_s_own_and_learnt_anew_after_a_session(desk):
    slow = Pace(own={("kb swings", Unit.REPS): 60_000})
    paces = [Pace(), slow]
    desk.shelf._ask_pace = lambda: paces.pop(0)
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("slash", *"hill", "enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        await pilot.press("q")
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert paces == []
        assert app.screen.marked.minutes > 15


async def test_steps_beside_the_list_or_in_its_place(desk):
    app = desk.app
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("slash", *"hill", "tab")
        await pilot.pause()
        beside = app.screen.query_one(Details)
        assert beside.display
        assert "        10 KB swings" in [row.rstrip() for row in beside.steps.rows]
        facts = beside.query_one("#facts").shown
        assert "equipment kettlebell" in facts
        assert "tags outside" in facts
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert not beside.display
        await pilot.press("v")
        await pilot.pause()
        assert beside.display
        assert not app.screen.query_one("#listed").display
        await pilot.press("escape")
        await pilot.pause()
        assert not beside.display
        assert app.screen.query_one(OptionList).has_focus


async def test_sorting_by_key_and_by_a_click_on_a_title(desk):
    desk.history.training_summaries = lambda workouts: {
        "Kettlebell EMOM": TrainingSummary(2, datetime(2026, 2, 28, tzinfo=UTC), "12/12"),
        "Tabata legs": TrainingSummary(1, datetime(2026, 2, 1, tzinfo=UTC)),
    }
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "28 Feb  12/12" in next(row for row in rows(app) if "Kettlebell EMOM" in row)
        await pilot.press("s")
        await pilot.pause()
        minutes = [entry.minutes for entry in app.screen._list._items if entry.workout]
        assert minutes == sorted(minutes)
        title = app.screen.query_one(Titles)
        await pilot.click(title, offset=(2 + title.shown[0].index("last"), 0))
        await pilot.pause()
        assert names(app)[:2] == ["Kettlebell EMOM", "Tabata legs"]
        assert names(app)[-1].startswith("broken")
        assert "last ▾" in title.shown[0]


async def test_a_click_on_a_key_at_the_foot_is_that_key_and_the_palette_has_them_too(desk):
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        foot = app.screen.query_one("#closing")
        row = foot.arrange_rows(foot.content_size.width, 1)[0]
        await pilot.click(foot, offset=(1 + row.index("? help"), 0))
        await pilot.pause()
        assert isinstance(app.screen, HelpDialog)
        await pilot.press("escape")
        titles = {one.title for one in app.get_system_commands(app.screen)}
        assert {"Copy  d", "Delete  x", "New  n", "History  h"} <= titles


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_foot_and_the_help_name_all_rooms(desk, size):
    app = desk.app
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        foot = app.screen.query_one("#closing")
        shown = " ".join(foot.arrange_rows(foot.content_size.width, foot.size.height))
        for words in ("h history", ", settings", "^p commands", "i exercises", "q quit", "? help"):
            assert words in shown
        await pilot.press("question_mark")
        await pilot.pause()
        told = " ".join(app.screen.query_one(Rows).shown)
        for words in ("All settings", "All commands", "Exercises by muscle", "Past workouts"):
            assert words in told


async def test_esc_never_quits(desk):
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape", "escape", "escape")
        await pilot.pause()
        assert app.is_running
        assert notes(app)[-1] == "q quits."


async def test_one_click_selects_and_a_second_starts(desk):
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        rows_of_list = app.screen.query_one(OptionList)
        for row in (3, 0, 2):
            await pilot.click(rows_of_list, offset=(5, row))
            await pilot.pause()
            assert rows_of_list.highlighted == row
            assert isinstance(app.screen, LibraryScreen)
        await pilot.press("up", "down")
        await pilot.click(rows_of_list, offset=(5, 2))
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        await pilot.click(rows_of_list, offset=(5, 2))
        await pilot.pause()
        assert not isinstance(app.screen, LibraryScreen)


async def test_the_best_match_is_selected(desk):
    (desk.folder / "mini.toml").write_text(HILLS.replace("Hill legs", "Mini"), encoding="utf-8")
    (desk.folder / "gym.toml").write_text(
        HILLS.replace("Hill legs", "A mini gym"), encoding="utf-8"
    )
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"min")
        await pilot.pause()
        assert names(app)[:2] == ["Mini", "A mini gym"]
        assert marked(app) == "Mini"


async def test_folders_are_groups_with_headings_that_cannot_be_chosen(desk):
    for name in ("a/one", "a/two", "b/three"):
        path = desk.folder / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HILLS.replace("Hill legs", path.stem.title()), encoding="utf-8")
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        options = desk.app.screen.query_one("#list", OptionList)
        rows = [str(option.prompt).split("  ")[0].strip() for option in options.options]
        assert rows[-5:] == ["a", "One", "Two", "b", "Three"]
        await pilot.press("end")
        assert desk.app.screen.marked.name == "Three"
        await pilot.press("up")
        assert desk.app.screen.marked.name == "Two"
        # A click on a heading does nothing; what stands first is not hidden by a heading.
        heading = next(i for i, option in enumerate(options.options) if option.disabled)
        await pilot.click("#list", offset=(5, heading - round(options.scroll_y)))
        assert desk.app.screen.marked.name == "Two"
        await pilot.press("s")
        assert desk.app.screen.marked.name == "Two"
        # What is found stands in one list, the best match first.
        await pilot.press("slash", "t")
        await pilot.pause()
        assert not any(option.disabled for option in options.options)
        await pilot.press(*"hre")
        await pilot.pause()
        assert desk.app.screen.marked.name == "Three"
        await pilot.press("escape")
        await pilot.pause()
        assert desk.app.screen.marked.name == "Three"
        # What comes after the last of a group is the one before it, not the heading.
        await pilot.press("x")
        await pilot.pause()
        assert desk.app.screen.marked.name == "Two"


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
async def test_a_list_without_a_match_says_so_where_one_looks(desk, size):
    async with desk.app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("slash", *"nowhere")
        await pilot.pause()
        (row,) = desk.app.screen.query_one("#list", OptionList).options
        assert str(row.prompt) == "No workout matches."
        assert row.disabled
        await pilot.press("enter", "down")
        assert desk.app.screen.marked is None
        assert isinstance(desk.app.screen, LibraryScreen)


async def test_the_heading_over_the_first_workout_is_seen(desk):
    for number in range(40):
        path = desk.folder / f"legs/{number:02}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HILLS.replace("Hill legs", f"Day {number}"), encoding="utf-8")
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("slash", *"day 0", "escape", "end")
        await pilot.pause()
        options = desk.app.screen.query_one("#list", OptionList)
        first = next(i for i, option in enumerate(options.options) if option.disabled) + 1
        options.highlighted = first
        await pilot.pause()
        assert options.scroll_y <= first - 1


async def test_the_right_arrow_starts_and_page_down_turns_the_page(desk):
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.press("pagedown")
        await pilot.pause()
        assert isinstance(desk.app.screen, LibraryScreen)
        assert desk.app.screen.query_one(OptionList).highlighted > 5
        await pilot.press("home", "right")
        await pilot.pause()
        assert not isinstance(desk.app.screen, LibraryScreen)


LEAPS = """name = "Leaps and bounds"
[[block]]
kind = "circuit"
exercises = ["10 Burpee", "0:20 Squat jump", "10 Push-up"]
"""


def shown(app) -> str:
    details = app.screen.query_one(Details)
    texts = (*details.query_one("#facts", Rows).shown, *details.steps.rows)
    return " ".join(" ".join(texts).split())


async def test_low_impact_is_seen_in_the_steps_and_started(desk, tmp_path):
    (desk.folder / "leaps.toml").write_text(LEAPS, encoding="utf-8")
    made = desk.rig
    sessions = SessionService(Store(tmp_path / "history.db"), desk.sources)
    app = made.app = make_app(
        (), sessions.open, made.sound, made.clock, history=desk.history, shelf=desk.shelf
    )
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("slash", *"leaps", "tab")
        await pilot.pause()
        assert "10 Burpee" in shown(app)
        assert "low impact" not in shown(app)
        await pilot.press("l")
        await pilot.pause()
        assert app.screen.query_one("#count").shown[0].startswith("low impact · ")
        assert "low impact: 2 exercises made easier or left out" in shown(app)
        assert "10 Step-back burpee" in shown(app)
        assert "Squat jump" not in shown(app)
        await pilot.press("l", "l", "enter")
        await pilot.pause()
        plan = app.training.session.plan
        assert [step.exercise.name for step in plan.steps if step.phase is Phase.WORK] == [
            "Step-back burpee",
            "Push-up",
        ]
        # What is kept reads the same, whatever becomes of the library.
        again = read_recorded_workout(app.training.session.header.text, "")
        assert expand(again, {}, app.training.session.header.swaps).steps == plan.steps
    sessions.close()


async def test_as_written_again_after_low_impact(desk):
    (desk.folder / "leaps.toml").write_text(LEAPS, encoding="utf-8")
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"leaps", "tab", "l", "v")
        await pilot.pause()
        await pilot.pause()
        assert "10 Step-back burpee" in shown(desk.app)
        await pilot.press("v", "l", "enter")
        await pilot.pause()
        steps = desk.rig.sessions[-1].plan.steps
        assert [step.exercise.name for step in steps if step.phase is Phase.WORK] == [
            "Burpee",
            "Squat jump",
            "Push-up",
        ]


async def test_a_workout_of_which_low_impact_leaves_nothing_does_not_start(desk):
    text = LEAPS.replace('"10 Burpee", "0:20 Squat jump", "10 Push-up"', '"0:20 Squat jump"')
    (desk.folder / "leaps.toml").write_text(text, encoding="utf-8")
    async with desk.app.run_test(size=(120, 30)) as pilot:
        await pilot.press("slash", *"leaps", "tab", "l")
        await pilot.pause()
        assert "nothing is left" in shown(desk.app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(desk.app.screen, LibraryScreen)
        assert notes(desk.app) == ["With low impact nothing is left of this workout."]


def test_who_only_looks_makes_no_history(desk, tmp_path):
    store = Store(tmp_path / "none" / "history.db")
    SessionService(store, desk.sources)
    assert len(list(desk.shelf.entries())) > 10
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("theme", [theme.name for theme in themes()])
async def test_everything_can_be_read_in_every_theme(rig, workouts, history, theme):
    catalogue = [
        WorkoutEntry(
            "Ten", workouts.amrap, minutes=10, kinds=("amrap",), tags=("legs",), about="Go."
        ),
        WorkoutEntry("Eleven", workouts.both, minutes=11),
        WorkoutEntry("broken", None, ("broken.toml:1:1: error: no",)),
    ]
    app = rig(workouts.amrap, library=True, catalogue=catalogue, history=history, theme=theme).app
    async with app.run_test(size=(140, 40)) as pilot:
        for keys in (["down"], ["slash"], ["a"], ["tab", "v"]):
            await pilot.press(*keys)
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                for text, style, _ in strip:
                    if text.strip() and style is not None:
                        fore, back = style.color.triplet.hex, style.bgcolor.triplet.hex
                        assert contrast(fore, back) >= 4.5, text


async def test_the_row_under_the_cursor_is_seen_without_colours(monkeypatch, rig, workouts):
    monkeypatch.setenv("NO_COLOR", "1")
    catalogue = [WorkoutEntry("Ten", workouts.amrap), WorkoutEntry("Eleven", workouts.both)]
    app = rig(workouts.amrap, library=True, catalogue=catalogue).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        backs = {
            text.strip(): style.bgcolor.triplet.hex
            for strip in app.screen._compositor.render_strips()
            for text, style, _ in strip
            if text.strip() in ("Ten", "Eleven")
        }
        assert contrast(backs["Ten"], backs["Eleven"]) >= 7


async def test_a_new_name_takes_the_past_along_and_back(desk):
    renamed = []

    def rename(*names):
        renamed.append(names)
        return ("a", "b")

    desk.history.rename = rename
    (desk.folder / "hill-legs.toml").write_text(HILLS, encoding="utf-8")
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"hill", "tab")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        app.screen.query_one(Input).value = "Steep hills"
        await pilot.press("enter")
        await pilot.pause()
        assert notes(app)[-1].startswith("It keeps its past: 2 sessions.")
        await pilot.press("u")
        await pilot.pause()
        assert renamed == [("Hill legs", "Steep hills"), ("Steep hills", "Hill legs", ("a", "b"))]


@pytest.mark.parametrize(
    ("taken", "note"),
    [
        (False, "Its history stays with it."),
        (True, "Its history stays with the other workout so named."),
    ],
)
async def test_the_question_for_a_new_name_says_where_the_past_goes(desk, taken, note):
    app = desk.app
    async with app.run_test(size=SIZE) as pilot:
        dialog = NameDialog("Legs", trained=True, taken=lambda name: taken)
        app.push_screen(dialog)
        await pilot.pause()
        assert " ".join(dialog.query_one("#note", Rows).shown) == note
