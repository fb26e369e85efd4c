"""Today, and its programme in the editor, compared with pictures."""

from __future__ import annotations

from datetime import date

import pytest

from legtimer.files.recovery_file import OpenFile
from tests.tui.programme_desk import PROGRAMME, SUNDAY, programme_desk
from tests.tui.sizes import SIZES, at_all_sizes


@pytest.mark.parametrize(
    ("name", "day", "programme"),
    [
        ("today", SUNDAY, PROGRAMME),
        ("today-rest", date(2026, 3, 3), PROGRAMME),
        ("today-mistakes", SUNDAY, PROGRAMME.replace("weeks = 3", "weeks = 0")),
    ],
)
async def test_today(tmp_path, monkeypatch, rig, workouts, compare, name, day, programme):
    app = programme_desk(tmp_path, monkeypatch, rig(workouts.circuit), day, programme).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await at_all_sizes(app, pilot, name, compare)


WRONG = PROGRAMME.replace("weeks = 1", "weeks = 0").replace('tue = "hard"', 'tue = "hart"')


async def test_its_programme_in_the_editor(tmp_path, monkeypatch, rig, workouts, compare):
    app = programme_desk(tmp_path, monkeypatch, rig(workouts.circuit)).app
    files = app.services.editor_files
    monkeypatch.setattr(files, "look", lambda file: None)
    # Where the file lies is said at the head.
    path = "/home/me/programmes/spring.toml"
    monkeypatch.setattr(
        files, "open", lambda origin, kind: OpenFile(path, origin, origin, kind=kind)
    )
    async with app.run_test(size=SIZES[1]) as pilot:
        for size in SIZES[1:3]:
            await pilot.resize_terminal(*size)
            for name, text, keys in (
                ("editor-programme", PROGRAMME, ()),
                ("editor-programme-mistakes", WRONG, ("f8",)),
                ("editor-programme-completion", PROGRAMME, ("end", "enter", "ctrl+@")),
            ):
                app.editor.open(text, kind="programme")
                await pilot.pause()
                await app.workers.wait_for_complete()
                await pilot.press(*keys)
                await app.workers.wait_for_complete()
                await pilot.pause()
                compare(f"{name}-{size[0]}x{size[1]}", app)
                app.pop_screen()
                await pilot.pause()
