"""Where a notice stands that goes by itself."""

from __future__ import annotations

import os

import pytest
from textual.widgets._toast import Toast

from legtimer.tui.text.exercise import brief_paths
from legtimer.tui.widgets.figure import Figure
from legtimer.tui.widgets.text import Line
from tests.tui.test_editor_pictures import TEXT, Still

HOME = os.path.expanduser("~")


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_two_at_most_stand_at_the_foot_as_low_as_they_can_be(rig, workouts, size):
    app = rig(workouts.circuit, library=True, workshop=Still(TEXT.replace("sets = 3", "x = 3"))).app
    async with app.run_test(size=size, notifications=True) as pilot:
        app.editor.open("")
        await pilot.pause()
        app.screen.notify("the first")
        app.screen.notify("the second")
        app.screen.notify(f"{HOME}/workouts/a.toml cannot be written: no space left", markup=False)
        await pilot.pause()
        await pilot.pause()
        first, toast = app.screen.query(Toast)
        assert str(first.render()) == "the second"
        assert first.region.height == 1
        assert str(toast.render()).startswith(os.path.join("~", "workouts/a.toml cannot"))
        assert toast.region.y == first.region.y + 1
        assert toast.region.bottom == size[1]
        assert toast.region.width == size[0]
        assert toast.region.height <= (2 if size[0] == 40 else 1)


SCREENS = {
    "library": lambda app: None,
    "editor": lambda app: app.editor.open(""),
    "form": lambda app: (app.editor.open(""), app.call_later(app.simulate_key, "f2")),
    "settings": lambda app: app.action_settings(),
    "past": lambda app: app.call_later(app.simulate_key, "h"),
    "help": lambda app: app.call_later(app.simulate_key, "question_mark"),
}


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
@pytest.mark.parametrize("name", SCREENS)
async def test_what_is_said_hides_nothing(rig, workouts, history, name, size):
    app = rig(workouts.circuit, library=True, workshop=Still(TEXT), history=history).app
    async with app.run_test(size=size, notifications=True) as pilot:
        SCREENS[name](app)
        await pilot.pause()
        await pilot.pause()
        app.screen.notify("something")
        await pilot.pause()
        await pilot.pause()
        said = app.screen.query_one(Toast).region
        leaves = [w for w in app.screen.walk_children() if w.is_on_screen and not w.children]
        hidden = [w for w in leaves if not isinstance(w, Toast) and w.region.overlaps(said)]
        assert hidden == []


async def test_the_line_that_is_typed_stays_in_sight(rig, workouts):
    app = rig(workouts.circuit, library=True, workshop=Still(TEXT + "# more\n" * 40)).app
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.editor.open("")
        await pilot.pause()
        area = app.screen.query_one("#text")
        area.move_cursor((area.size.height - 1, 0))
        await pilot.pause()
        app.screen.notify("something")
        await pilot.pause()
        await pilot.pause()
        assert area.cursor_screen_offset.y < area.region.bottom


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_over_a_session_it_moves_no_figure_and_hides_no_text(rig, workouts, size):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=size, notifications=True) as pilot:
        await made.after(pilot, 11)
        before = made.app.screen.query_one(Figure).region
        made.app.screen.notify("something")
        await pilot.pause()
        await pilot.pause()
        said = made.app.screen.query_one(Toast).region
        assert made.app.screen.query_one(Figure).region == before
        lines = [one for one in made.app.screen.query(Line) if one.region.overlaps(said)]
        assert [one for one in lines if any(text.strip() for text in one.shown)] == []


def test_the_home_folder_is_a_tilde():
    assert brief_paths(f"{HOME}/a.toml: {HOME}") == "~/a.toml: ~"
    assert brief_paths(f"{HOME}-old/a /mnt{HOME}/a") == f"{HOME}-old/a /mnt{HOME}/a"
    assert brief_paths("no path") == "no path"
