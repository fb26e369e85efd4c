"""Where a notice stands that goes by itself."""

from __future__ import annotations

import os

import pytest
from textual.widgets._toast import Toast

from legtimer.tui.text.exercise import brief_paths
from tests.tui.test_editor_pictures import TEXT, Still

HOME = os.path.expanduser("~")


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_two_at_most_stand_at_the_top_as_low_as_they_can_be(rig, workouts, size):
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
        assert first.region == (0, 0, size[0], 1)
        assert str(toast.render()).startswith(os.path.join("~", "workouts/a.toml cannot"))
        assert toast.region.y == 1
        assert toast.region.width == size[0]
        assert toast.region.height <= (2 if size[0] == 40 else 1)


def test_the_home_folder_is_a_tilde():
    assert brief_paths(f"{HOME}/a.toml: {HOME}") == "~/a.toml: ~"
    assert brief_paths(f"{HOME}-old/a /mnt{HOME}/a") == f"{HOME}-old/a /mnt{HOME}/a"
    assert brief_paths("no path") == "no path"
