"""Errors thrown from every screen, widget and worker while a session runs: the session goes on."""

from __future__ import annotations

import asyncio
import inspect
from itertools import count
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widget import Widget

from legtimer.app.editor_files import EditorFiles
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.exercise import Exercise
from legtimer.files.exercises.library import open_library
from legtimer.files.recovery_file import OpenFile, RecoveryFiles
from legtimer.files.user_folders import own_workouts_folder, state_folder
from legtimer.tui.screens.editor.form import FormScreen
from legtimer.tui.screens.editor.screen import EditorScreen
from legtimer.tui.screens.editor.workout_language import WorkoutLanguage
from legtimer.tui.screens.exercises.dialog import ExerciseDialog, FacetDialog
from legtimer.tui.screens.exercises.screen import ExercisesScreen
from legtimer.tui.screens.figure_dialog import FigureDialog
from legtimer.tui.screens.history.past_session import PastSessionScreen
from legtimer.tui.screens.history.screen import HistoryScreen
from legtimer.tui.screens.library.dialogs import NameDialog, TrashDialog
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.session.dialogs import EndDialog, HelpDialog, SureDialog
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.screens.session.plain import PlainSessionScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen

pytestmark = pytest.mark.errors_expected

TEXT = '[[block]]\nkind = "sets"\nsets = 3\nrest = "1:00"\nexercises = ["20 Squat"]\n'
UNSAVED = "# typed and not saved\n" + TEXT


class Broken(Exception):
    """What the tests throw."""


def broken(*arguments, **options):
    raise Broken


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for name in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    path = own_workouts_folder() / "legs.toml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)


@pytest.fixture
def begun(rig, workouts, history, made):
    """A session or the library, with everything around it."""

    def begin(*, library: bool = False, workout=None):
        history.past = made.sessions(3)
        history.logs = {one.uid: made.log(one.uid) for one in history.past}
        exercises = open_library()
        workshop = EditorFiles(AthleteDefaults(), {}, exercises)
        return rig(
            workout or workouts.circuit,
            library=library,
            history=history,
            workshop=workshop,
            exercises=exercises,
        )

    return begin


def _editor(rig) -> Screen:
    workshop = rig.app.services.editor_files
    file = workshop.open(str(own_workouts_folder() / "legs.toml"))
    return EditorScreen(workshop, file, WorkoutLanguage(workshop))


OPENED = {
    HelpDialog: lambda rig: HelpDialog([("space", "main key")]),
    EndDialog: lambda rig: EndDialog(),
    SureDialog: lambda rig: SureDialog("Sure?", "No", "Yes"),
    FigureDialog: lambda rig: FigureDialog("Note", "", lambda text: None, "text"),
    ExerciseDialog: lambda rig: ExerciseDialog(Exercise(name="Squat"), None),
    FacetDialog: lambda rig: FacetDialog("muscles", [(f"{n}", n) for n in range(40)], ""),
    ExercisesScreen: lambda rig: ExercisesScreen(rig.app.services.exercises),
    HistoryScreen: lambda rig: HistoryScreen(rig.app.services.history, rig.clock.wall),
    PastSessionScreen: lambda rig: PastSessionScreen(
        rig.app.services.history, rig.app.services.history.past[0].uid, rig.clock.wall()
    ),
    NameDialog: lambda rig: NameDialog("Legs", trained=True, taken=lambda name: False),
    TrashDialog: lambda rig: TrashDialog(()),
    EditorScreen: _editor,
    CommandPalette: lambda rig: CommandPalette(),
}
"""The screens that can lie over a session, each as it is opened."""


def handlers(kind: type[Screen]) -> list[str]:
    """The names of what the message loop of a screen calls."""
    names = []
    for name in dir(kind):
        own = any(
            name in vars(cls) for cls in kind.__mro__ if cls.__module__.startswith("legtimer.")
        )
        decorated = bool(getattr(inspect.getattr_static(kind, name), "_textual_on", None))
        if own and (decorated or name.startswith(("on_", "action_", "key_", "watch_"))):
            names.append(name)
    return names


async def settle() -> None:
    """Let the app close and open screens; Pilot would wait for widgets that answer no more."""
    for _ in range(4):
        await asyncio.sleep(1 / 60)  # Textual paints by a timer of its own


async def goes_on(rig, pilot) -> None:
    """The session's clock, keys and sound go on."""
    assert rig.app.recovery.failure is None
    rig.clock.advance(1_000)
    await settle()
    drivers = [one for one in rig.app.screen_stack if isinstance(one, DrivingScreen)]
    assert len(drivers) == 1
    told, before = len(rig.sound.told), rig.view
    assert isinstance(rig.app.screen, DrivingScreen), rig.app.screen_stack
    rig.clock.advance(2_000)
    await rig.press(pilot, "space")
    await settle()
    assert rig.view.number > before.number or rig.view.state is not before.state
    assert rig.app.screen.view.number == rig.view.number
    assert len(rig.sound.told) > told
    assert rig.clock.armed


def reports() -> list[str]:
    return [path.read_text() for path in sorted(state_folder().glob("crash-*.txt"))]


@pytest.mark.parametrize("kind", OPENED, ids=lambda kind: kind.__name__)
async def test_an_error_in_a_screen_over_a_session(begun, kind):
    rig = begun()
    async with rig.app.run_test(size=(100, 30)) as pilot:
        await settle()
        session = rig.app.screen
        for name in ["call_later", *handlers(kind)]:
            before = len(reports())
            rig.clock.advance(20_000)
            while rig.view.clock is not None and rig.view.clock.seconds < 10:
                await rig.press(pilot, "plus")
            screen = OPENED[kind](rig)
            rig.app.push_screen(screen)
            await settle()
            assert rig.app.screen is screen
            if name != "call_later":
                setattr(screen, name, broken)
            screen.call_later(getattr(screen, name) if name != "call_later" else broken)
            await settle()
            assert screen not in rig.app.screen_stack, name
            assert rig.app.screen is session, name
            # An event may call the same handler once more before the screen is closed.
            assert len(reports()) > before
            assert "Broken" in reports()[-1]
        await goes_on(rig, pilot)


@pytest.mark.parametrize("kind", OPENED, ids=lambda kind: kind.__name__)
async def test_an_error_in_the_drawing_of_a_widget_over_a_session(begun, kind):
    rig = begun()
    async with rig.app.run_test(size=(100, 30)) as pilot:
        await settle()
        session, number = rig.app.screen, 0
        while True:
            rig.clock.advance(20_000)
            screen = OPENED[kind](rig)
            rig.app._load_screen_css(screen)
            rig.app.push_screen(screen)
            drawn: list[Widget] = []
            while not drawn:  # a busy machine takes its time
                await settle()
                drawn = [one for one in screen.walk_children(Widget) if one.display and one.size]
            if number >= len(drawn):
                break
            drawn[number].render_lines = broken
            drawn[number].refresh()
            await settle()
            assert screen not in rig.app.screen_stack, drawn[number]
            assert rig.app.screen is session
            number += 1
        assert number
        assert len(reports()) == number
        screen.dismiss()
        await settle()
        await goes_on(rig, pilot)


@pytest.mark.parametrize("thread", [False, True])
@pytest.mark.parametrize("kind", OPENED, ids=lambda kind: kind.__name__)
async def test_an_error_in_a_worker_over_a_session(begun, kind, thread):
    async def broken_worker():
        raise Broken

    rig = begun()
    async with rig.app.run_test(size=(100, 30)) as pilot:
        await settle()
        screen = OPENED[kind](rig)
        rig.app.push_screen(screen)
        await settle()
        screen.run_worker(broken if thread else broken_worker, thread=thread)
        for _ in range(100):
            await asyncio.sleep(0.01)
            if screen not in rig.app.screen_stack:
                break
        assert screen not in rig.app.screen_stack
        assert "Broken" in reports()[0]
        await goes_on(rig, pilot)


SESSION_HANDLERS = [name for name in handlers(SessionScreen) if not name.startswith("action_")]


@pytest.mark.parametrize("name", [*SESSION_HANDLERS, "_show", "_say_keys"])
async def test_an_error_in_the_screen_of_the_session(begun, name):
    rig = begun()
    async with rig.app.run_test(size=(80, 24)) as pilot:
        await settle()
        screen = rig.app.screen
        setattr(screen, name, broken)
        screen.call_later(screen.catch_up if name.startswith("_") else broken)
        rig.clock.advance(1_000)
        await settle()
        assert isinstance(rig.app.screen, PlainSessionScreen), rig.app.screen_stack
        assert len(reports()) == 1
        await goes_on(rig, pilot)


async def test_an_error_in_the_drawing_of_the_session(begun):
    for place in count():
        rig = begun()
        async with rig.app.run_test(size=(80, 24)) as pilot:
            await settle()
            screen = rig.app.screen
            drawn = [one for one in screen.walk_children(Widget) if one.display and one.size]
            if place == len(drawn):
                break
            drawn[place].render_lines = broken
            drawn[place].refresh()
            await settle()
            assert isinstance(rig.app.screen, PlainSessionScreen), drawn[place]
            await goes_on(rig, pilot)
    assert place > 5


@pytest.mark.parametrize(
    "name", [name for name in handlers(SessionScreen) if name.startswith("action_")]
)
async def test_a_key_of_the_session_that_fails(begun, name):
    """Nothing is broken by one; who presses it again gets the plain screen."""
    rig = begun()
    async with rig.app.run_test(size=(80, 24)) as pilot:
        await settle()
        screen = rig.app.screen
        scope: dict[str, object] = {"broken": broken}
        # The error has to come out of a frame of the screen, as a real one does.
        exec("def failing(self, *parameters):\n    broken()", scope)
        setattr(screen, name, scope["failing"].__get__(screen))
        rig.app.call_later(getattr(screen, name))
        await settle()
        assert rig.app.screen is screen
        assert len(reports()) == 1
        rig.app.call_later(getattr(screen, name))
        await settle()
        assert isinstance(rig.app.screen, PlainSessionScreen)
        await goes_on(rig, pilot)


async def test_a_summary_that_fails_leaves_the_plain_screen_which_ends_the_session(begun):
    rig = begun()
    async with rig.app.run_test(size=(80, 24)) as pilot:
        await settle()
        await rig.press(pilot, "space", "space", "q", "e")
        await settle()
        assert isinstance(rig.app.screen, SummaryScreen)
        rig.app.screen.call_later(broken)
        await settle()
        assert isinstance(rig.app.screen, PlainSessionScreen)
        await rig.press(pilot, "enter")
        await settle()
    assert "Kettlebell squat" in rig.app.return_value


async def test_the_plain_screen_takes_a_session_to_its_end(begun):
    rig = begun()
    async with rig.app.run_test(size=(80, 24)) as pilot:
        await settle()
        rig.app.screen.call_later(broken)
        await settle()
        plain = rig.app.screen
        assert isinstance(plain, PlainSessionScreen)
        await rig.press(pilot, "space", "1", "2", "space", "p")
        assert rig.view.records == () or rig.view.state.value == "paused"
        await rig.press(pilot, "p", "q")
        assert isinstance(rig.app.screen, EndDialog)
        await rig.press(pilot, "e")
        await settle()
        assert "enter: close" in str(plain.query_one("#plain").render())
        await rig.press(pilot, "space")
        await settle()
    assert rig.app.recovery.failure is None
    assert rig.app.return_value


@pytest.mark.parametrize(
    ("kind", "size"),
    [(HistoryScreen, (80, 24)), (EditorScreen, (80, 24)), (ExercisesScreen, (40, 12))],
)
async def test_without_a_session_the_library_is_below(begun, kind, size):
    rig = begun(library=True)
    async with rig.app.run_test(size=size):
        await settle()
        rig.app.push_screen(OPENED[kind](rig))
        await settle()
        rig.app.screen.call_later(broken)
        await settle()
        assert isinstance(rig.app.screen, LibraryScreen)
        assert rig.app.recovery.failure is None


async def fail_three_times(rig) -> None:
    """Have the library fail, long after that, and soon after that."""
    async with rig.app.run_test(size=(80, 24)):
        for wait in (0, 11_000, 5_000):
            rig.clock.advance(wait)
            await settle()
            library = rig.app.screen
            assert isinstance(library, LibraryScreen)
            assert rig.app.recovery.failure is None
            library.call_later(broken)
            await settle()
            assert rig.app.screen is not library or wait == 5_000


async def test_a_library_that_fails_is_opened_anew_and_a_second_time_ends_the_program(begun):
    rig = begun(library=True)
    with pytest.raises(Broken):
        await fail_three_times(rig)
    assert isinstance(rig.app.recovery.failure, Broken)
    assert len(reports()) == 2  # whoever runs the app writes the third


async def test_the_text_of_an_editor_that_fails_is_offered_again(begun):
    rig = begun(library=True)
    async with rig.app.run_test(size=(100, 30)) as pilot:
        await settle()
        path = own_workouts_folder() / "legs.toml"
        rig.app.editor.open(str(path))
        await settle()
        rig.app.screen.query_one("#text").replace_all(UNSAVED)
        rig.app.screen.call_later(broken)
        await settle()
        assert isinstance(rig.app.screen, SureDialog)
        assert "legs.toml was not saved" in rig.app.screen._question
        await pilot.press("y")
        await settle()
        assert isinstance(rig.app.screen, EditorScreen)
        assert rig.app.screen.query_one("#text").text == UNSAVED
        assert path.read_text() == TEXT
        await pilot.press("ctrl+s")
        await settle()
        assert path.read_text() == UNSAVED
        assert not RecoveryFiles(state_folder() / "unsaved").all()


async def test_the_text_of_an_editor_over_a_session_is_offered_by_the_editor(begun):
    rig = begun()
    async with rig.app.run_test(size=(100, 30)) as pilot:
        await settle()
        path = own_workouts_folder() / "legs.toml"
        rig.app.editor.open(str(path))
        await settle()
        rig.app.screen.query_one("#text").replace_all(UNSAVED)
        rig.app.screen.call_later(broken)
        await settle()
        await goes_on(rig, pilot)
        rig.app.editor.open(str(path))
        await settle()
        assert rig.app.screen.query_one("#text").text == UNSAVED


async def test_a_text_that_is_offered_stays_where_the_terminal_goes_before_it_is_shown(begun):
    rig = begun(library=True)
    path = own_workouts_folder() / "legs.toml"
    files = RecoveryFiles(state_folder() / "unsaved")
    async with rig.app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        files.write(OpenFile(str(path), UNSAVED, TEXT))
        rig.app.editor.open(str(path))
        rig.app.leave()
    assert [one.text for one in files.all()] == [UNSAVED]


async def test_what_was_changed_in_the_form_is_kept_where_the_terminal_goes(begun):
    rig = begun(library=True)
    async with rig.app.run_test(size=(100, 30)) as pilot:
        await settle()
        rig.app.editor.open(str(own_workouts_folder() / "legs.toml"))
        await settle()
        editor = rig.app.screen
        await pilot.press("f2")
        await settle()
        form = rig.app.screen
        assert isinstance(form, FormScreen)
        options = form.query_one("#rows")
        prompts = [str(one.prompt) for one in options.options]
        options.highlighted = max(n for n, one in enumerate(prompts) if "sets" in one)
        await pilot.press("plus", "plus", "u", "plus", "minus")
        text = TEXT.replace("sets = 3", "sets = 4")
        assert editor.query_one("#text").text == text
        rig.app.leave()
    assert [one.text for one in RecoveryFiles(state_folder() / "unsaved").all()] == [text]


async def test_the_text_of_an_editor_over_a_session_that_is_over_is_kept(begun):
    rig = begun()
    async with rig.app.run_test(size=(100, 30)):
        await settle()
        session = rig.app.screen
        path = own_workouts_folder() / "legs.toml"
        rig.app.editor.open(str(path))
        await settle()
        rig.app.screen.query_one("#text").replace_all(UNSAVED)
        session.finish()
        await settle()
        assert rig.app.training.session is None
    assert [one.text for one in RecoveryFiles(state_folder() / "unsaved").all()] == [UNSAVED]


async def test_a_text_that_is_not_wanted_is_not_offered(begun):
    rig = begun(library=True)
    async with rig.app.run_test(size=(100, 30)) as pilot:
        await settle()
        rig.app.editor.open(str(own_workouts_folder() / "legs.toml"))
        await settle()
        rig.app.screen.query_one("#text").replace_all(UNSAVED)
        assert rig.app.screen.keep_text()
        assert RecoveryFiles(state_folder() / "unsaved").all()
        await pilot.press("escape", "d")
        await settle()
        assert isinstance(rig.app.screen, LibraryScreen)
        assert not RecoveryFiles(state_folder() / "unsaved").all()


def test_a_recovery_file_that_cannot_be_read_is_passed_over(tmp_path):
    files = RecoveryFiles(tmp_path)
    (tmp_path / "0123456789abcdef.json").write_text("{")
    assert files.all() == []
    assert files.find(str(Path("nowhere.toml"))) is None
