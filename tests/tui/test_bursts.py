"""Keys and clicks that come faster than screens open and close; answers that come when one is gone.

The events are put into the app's queue at once, as the driver does with what a terminal sends in
one packet.
"""

from __future__ import annotations

import asyncio
from argparse import Namespace

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from legtimer.app.library import WorkoutEntry
from legtimer.app.settings import SettingsService
from legtimer.cli.settings import effective
from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.files.exercises.library import open_library
from legtimer.tui.keymap import SCREEN_NAMES
from legtimer.tui.screens.base import BaseScreen, Dialog
from legtimer.tui.screens.history.past_session import PastSessionScreen
from legtimer.tui.screens.history.screen import HistoryScreen
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.palette import Palette
from legtimer.tui.screens.session.dialogs import EndDialog, HelpDialog, SureDialog
from legtimer.tui.screens.session.ranges import RangesScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen

SIZE = (100, 30)


@pytest.fixture
def sets(tmp_path, monkeypatch):
    monkeypatch.setattr("legtimer.files.settings.location.config_folder", lambda: str(tmp_path))
    return SettingsService(effective(Namespace()), SCREEN_NAMES)


@pytest.fixture(params=["lazy", "eager"] if hasattr(asyncio, "eager_task_factory") else ["lazy"])
async def tasks(request):
    """Tasks begin as those of a test do, or as Textual lets them begin in a real run."""
    if request.param == "eager":
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)


@pytest.fixture
def book():
    return open_library()


def key(name: str) -> events.Key:
    return events.Key(name, "." if name == "full_stop" else name if len(name) == 1 else None)


def mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)


def click(x: int, y: int) -> list[events.MouseEvent]:
    return [mouse(events.MouseDown, x, y), mouse(events.MouseUp, x, y)]


async def burst(app, pilot, *keys: str) -> None:
    for name in keys:
        app.post_message(key(name))
    await pilot.pause()
    await pilot.pause()


def names(app) -> list[str]:
    return [type(screen).__name__ for screen in app.screen_stack]


@pytest.mark.parametrize("keys", [["escape"] * 2, ["enter"] * 3, ["k", "escape", "enter", "k"]])
async def test_a_dialog_is_answered_once(rig, workouts, keys):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await burst(made.app, pilot, "q")
        assert isinstance(made.screen, EndDialog)
        answers = []
        made.screen._result_callbacks[-1].callback = answers.append
        await burst(made.app, pilot, *keys)
        assert answers == [False]
        assert names(made.app) == ["SessionScreen"]


async def test_a_second_press_of_a_button_goes_nowhere(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await burst(made.app, pilot, "q")
        dialog = made.screen
        for _ in range(3):
            dialog.post_message(Button.Pressed(dialog.query_one("#no")))
        await pilot.pause()
        await pilot.pause()
        assert names(made.app) == ["SessionScreen"]


@pytest.mark.parametrize("screen", [BaseScreen, Dialog])
async def test_a_screen_leaves_once_and_only_itself(rig, workouts, screen):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        first, second, answers = screen(), screen(), []
        await made.app.push_screen(first, answers.append)
        await made.app.push_screen(second)
        first.dismiss("first")
        first.dismiss("again")
        await pilot.pause()
        assert made.screen is second, "a screen below another one waits"
        second.dismiss()
        second.dismiss()
        await pilot.pause()
        await pilot.pause()
        assert names(made.app) == ["SessionScreen"]
        assert answers == ["again"]
        first.dismiss()
        await pilot.pause()
        assert names(made.app) == ["SessionScreen"]


@pytest.mark.parametrize(
    "keys",
    [["escape", "escape"], ["p", "escape", "escape", "escape"], ["enter", "enter", "escape"]],
)
async def test_the_palette_leaves_alone(rig, workouts, keys):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await burst(made.app, pilot, "ctrl+p")
        assert isinstance(made.screen, Palette)
        await burst(made.app, pilot, *keys)
        await pilot.pause(0.1)
        await burst(made.app, pilot, "escape")
        assert names(made.app)[0] == "SessionScreen"
        assert made.app._exception is None


@pytest.mark.usefixtures("tasks")
@pytest.mark.parametrize("typed", [[], ["z"], ["z", "backspace"]])
async def test_a_search_of_the_palette_ends_with_it(rig, workouts, typed):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        for _ in range(5):
            await burst(made.app, pilot, "ctrl+p", *typed, "escape", "ctrl+p", "pagedown", *typed)
            await burst(made.app, pilot, "escape", "escape", "escape")
        assert names(made.app) == ["SessionScreen"]


@pytest.mark.usefixtures("tasks")
async def test_enter_twice_begins_one_session(rig, workouts):
    entries = [WorkoutEntry("Circuit", workouts.circuit)]
    made = rig(workouts.circuit, library=True, catalogue=entries)
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await burst(made.app, pilot, "enter", "enter", "enter")
        assert names(made.app) == ["LibraryScreen", "SessionScreen"]
        assert len(made.sessions) == 1


@pytest.mark.usefixtures("tasks")
async def test_words_behind_the_key_that_finds_are_words(rig, workouts):
    entries = [WorkoutEntry("Circuit", workouts.circuit), WorkoutEntry("Xyz", workouts.emom)]
    app = rig(workouts.circuit, library=True, catalogue=entries).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await burst(app, pilot, "slash", *"xyz")
        assert app.screen.query_one("#words").value == "xyz"
        assert not app._notifications
        assert app.screen.marked.name == "Xyz"


@pytest.mark.usefixtures("tasks")
async def test_the_best_match_is_what_a_burst_with_enter_starts(rig, workouts):
    entries = [WorkoutEntry("Circuit", workouts.circuit), WorkoutEntry("Xyz", workouts.emom)]
    made = rig(workouts.circuit, library=True, catalogue=entries)
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await burst(made.app, pilot, "slash", *"xyz", "enter")
        assert isinstance(made.screen, SessionScreen)
        assert made.view.next.step.place.kind == "emom"


@pytest.mark.usefixtures("tasks")
async def test_a_figure_behind_the_key_that_asks_for_it_is_that_figure(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 12)
        made.clock.advance(1000)
        await burst(made.app, pilot, "l", *"22", "full_stop", "5", "enter", "p")
        assert isinstance(made.screen, SessionScreen)
        assert made.view.now.load.text == "22.5 kg"
        assert made.view.state is State.PAUSED


@pytest.mark.usefixtures("tasks")
async def test_a_key_and_a_click_behind_one_that_opens_a_dialog_are_for_the_dialog(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await burst(made.app, pilot, "q")
        place = made.screen.query_one("#no").region.offset
        await burst(made.app, pilot, "escape")
        made.app.post_message(key("q"))
        for event in click(place.x + 1, place.y):
            made.app.post_message(event)
        made.app.post_message(key("p"))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        assert made.view.state is State.PAUSED


@pytest.mark.parametrize(("after", "counts"), [(0.05, False), (0.25, True), (None, True)])
async def test_the_click_that_gives_the_window_the_focus_is_nothing_else(
    rig, workouts, after, counts
):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 12)
        assert made.view.state is State.REPS
        focus, press = events.AppFocus(), click(40, 10)
        for event in press:
            event.time = focus.time + after if after is not None else focus.time - 1
        if after is not None:
            made.app.post_message(events.AppBlur())
            made.app.post_message(focus)
        for event in press:
            made.app.post_message(event)
        await pilot.pause()
        assert (made.view.state is not State.REPS) is counts


async def test_a_click_that_waited_when_the_focus_came_holds_no_key_up(rig, workouts):
    """The window got the focus while a click before it waited for its turn."""
    app = rig(workouts.amrap, library=True).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        # The key opens a dialog, so what stands behind it waits.
        for event in (key("question_mark"), *click(40, 10), events.AppFocus(), *click(40, 10)):
            app.post_message(event)
        await pilot.pause()
        assert isinstance(app.screen, HelpDialog)
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_a_key_alone_is_handed_on_at_once(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await made.app.on_event(key("p"))
        assert made.screen.message_queue_size == 1


@pytest.mark.usefixtures("tasks")
async def test_the_history_is_opened_once_and_each_session_too(rig, workouts, history, made):
    history.past = made.sessions(3)
    app = rig(workouts.circuit, library=True, history=history).app
    async with app.run_test(size=SIZE) as pilot:
        await burst(app, pilot, "h", "h")
        assert names(app)[:2] == ["LibraryScreen", "HistoryScreen"]
        assert len(names(app)) == 2
        app.screen.query_one("#words").value = ""
        await burst(app, pilot, "enter", "enter")
        assert isinstance(app.screen_stack[1], HistoryScreen)
        assert len([one for one in app.screen_stack if isinstance(one, PastSessionScreen)]) == 1


async def test_leaving_the_ranges_twice_stays_in_the_library(rig, workouts):
    block = {"kind": "sets", "sets": "2-4", "exercises": ["20 Squat"]}
    workout = workouts.build(block, name="Ranges")
    made = rig(workout, library=True, catalogue=[WorkoutEntry("Ranges", workout)])
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await burst(made.app, pilot, "enter")
        assert isinstance(made.screen, RangesScreen)
        await burst(made.app, pilot, "escape", "escape", "escape")
        assert names(made.app)[0] == "LibraryScreen"


@pytest.mark.parametrize("after", ["down", "pagedown", "end", "x", "escape", "right", "enter"])
@pytest.mark.parametrize("opens", ["comma", "h", "question_mark", "ctrl+p"])
async def test_a_key_right_after_one_that_opens_a_screen(rig, workouts, opens, after, book, sets):
    made = rig(workouts.circuit, library=True, preferences=sets, exercises=book)
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await burst(made.app, pilot, opens, after, after)
        assert isinstance(made.app.screen_stack[0], LibraryScreen)
        made.app.action_exercises()
        await burst(made.app, pilot, after, after)


async def test_a_press_of_the_mouse_where_a_widget_was(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = BaseScreen()
        await made.app.push_screen(screen)
        text = Static("some text")
        await screen.mount(text)
        await pilot.pause()
        assert screen.get_widget_and_offset_at(2, 0)[0] is text
        with made.app.batch_update():
            await text.remove()
            # It is painted until the next refresh.
            assert screen._compositor.get_widget_and_offset_at(2, 0)[0] is text
            for event in click(2, 0):
                screen._forward_event(event)
        await pilot.pause()


async def test_an_end_taken_back_from_outside_leaves_a_dialog_over_the_summary(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        made.screen.send(c.Press())
        made.screen.send(c.End())
        await pilot.pause()
        assert isinstance(made.screen, SummaryScreen)
        session = made.app.screen_stack[0]
        await burst(made.app, pilot, "d")
        if not isinstance(made.screen, SureDialog):
            made.app.push_screen(HelpDialog([("q", "close")]))
            await pilot.pause()
        dialog = made.screen
        session.send(c.Undo())
        await pilot.pause()
        assert made.screen is dialog
        await burst(made.app, pilot, "escape")
        assert names(made.app) == ["SessionScreen"]


@pytest.mark.parametrize("width", [1, 2, 3, 4, 5, 6])
async def test_the_palette_has_room_on_no_screen_and_ends_nothing(rig, workouts, width):
    made = rig(workouts.circuit, library=True)
    async with made.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(made.screen, Palette)
        await pilot.resize_terminal(width, 1)
        await pilot.pause()
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert isinstance(made.screen, Palette)


async def test_a_click_beside_a_screen_that_became_smaller_leaves_the_palette_open(rig, workouts):
    made = rig(workouts.circuit, library=True)
    async with made.app.run_test(size=(40, 12)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.resize_terminal(26, 9)
        await pilot.pause()
        place = {"x": 31, "y": 10, "screen_x": 31, "screen_y": 10}
        click = events.Click(
            None, delta_x=0, delta_y=0, button=1, shift=False, meta=False, ctrl=False, **place
        )
        made.screen.post_message(click)
        await pilot.pause()
        assert isinstance(made.screen, Palette)


async def test_a_size_that_is_not_the_terminals_any_more_does_not_count(rig, workouts):
    """Two that are on their way at once would follow each other for ever."""
    made = rig(workouts.circuit, library=True)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        laid_out: list[Size] = []
        made.screen._screen_resized = laid_out.append
        for size in (Size(35, 30), Size(80, 24)):
            made.screen.post_message(events.Resize(size, size))
            await pilot.pause()
        assert laid_out == [Size(80, 24)]


async def test_the_palette_is_opened_again_before_it_has_gone(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test() as pilot:
        await pilot.pause()
        made.app.action_command_palette()
        made.app.screen.dismiss()
        made.app.action_command_palette()
        await pilot.pause()
        assert isinstance(made.app.screen, Palette)


async def test_the_list_of_themes_is_a_palette_of_ours_and_leaves_once(rig, workouts):
    made = rig(workouts.circuit, library=True)
    async with made.app.run_test(size=(80, 24)) as pilot:
        made.app.search_themes()
        await pilot.pause()
        themes = made.screen
        assert type(themes) is Palette
        await pilot.pause(0.2)
        await burst(made.app, pilot, "down", "enter", "enter", "enter")
        await pilot.pause(0.2)
        assert themes not in made.app.screen_stack


async def test_a_key_waits_for_the_screen_that_it_is_for(rig, workouts):
    made = rig(workouts.circuit)
    moved = []

    class Listing(BaseScreen[None]):
        def compose(self):
            yield Static("here", id="here")

        def action_move(self) -> None:
            moved.append(self.query_one("#here"))

    async with made.app.run_test(size=SIZE):
        listing = Listing()
        made.app.push_screen(listing)
        await made.app._dispatch_action(listing, "move", ())
        assert len(moved) == 1


async def test_a_screen_that_is_left_before_it_is_there_is_not_begun(rig, workouts):
    made = rig(workouts.circuit)
    begun = []

    class Slow(BaseScreen[None]):
        def on_mount(self) -> None:
            begun.append(self)

    async with made.app.run_test(size=SIZE) as pilot:
        slow = Slow()
        made.app.push_screen(slow)
        made.app._screen_stack.remove(slow)  # as Textual does at once; the widgets go later
        await pilot.pause()
        assert begun == []
        await slow.remove()


async def test_a_key_of_a_screen_that_has_gone_does_nothing(rig, workouts, history, made):
    history.past = made.sessions(1)
    history.logs = {one.uid: made.log(one.uid) for one in history.past}
    begun = rig(workouts.circuit, library=True, history=history)
    async with begun.app.run_test(size=SIZE) as pilot:
        past = PastSessionScreen(history, history.past[0].uid, begun.clock.wall())
        begun.app.push_screen(past)
        await pilot.pause()
        past.dismiss()
        await pilot.pause()
        assert not await begun.app._dispatch_action(past, "correct", ("reps",))


async def test_what_comes_late_is_not_done(rig, workouts):
    made = rig(workouts.circuit)
    done = []

    class Late(BaseScreen[None]):
        def compose(self):
            yield Static("here", id="here")

        def on_unmount(self) -> None:
            self.app.screen._callbacks.append((lambda: None, self))

        def look(self) -> None:
            done.append(self.query_one("#here"))

        async def work(self) -> None:
            while True:
                self.look()
                await asyncio.sleep(0)

    async with made.app.run_test(size=SIZE) as pilot:
        late = Late()
        await made.app.push_screen(late)
        late.call_after_refresh(late.look)
        late.run_worker(late.work())
        await pilot.pause()
        assert done
        # Textual hands this to the screen that is uppermost when it comes to it.
        with made.app.batch_update():
            late.call_after_refresh(late.look)
            await asyncio.sleep(0)
            late.dismiss()
            await pilot.pause()
        await pilot.pause()
        assert not late.is_running
        before = len(done)
        await pilot.pause()
        assert len(done) == before


def test_all_screens_and_dialogs_leave_by_the_same_way():
    from tests.tui.test_palette import screens

    every = screens(modal=True)
    assert SureDialog in every
    for screen in every:
        assert issubclass(screen, BaseScreen), screen
        assert "dismiss" not in vars(screen) or screen is BaseScreen
        if issubclass(screen, ModalScreen) and screen is not Palette:
            assert issubclass(screen, Dialog)
