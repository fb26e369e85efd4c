"""Texts of a file are data: shown as they are, obeyed never, and no layout breaks."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from legtimer.app.library import WorkoutEntry
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.widgets.fitting import banner, cut, wrap

NAMES = {
    "markup": "[@click=app.quit]x[/] [b]bold",
    "escape": "red\x1b[31m\x1b]0;title\x07 \x9b5n",
    "bidi": "abc\u202edcba\u2066x\u200f",
    "long": "Squat " * 1700,
    "unbroken": "S" * 10_000,
    "wide": "深蹲跳跃" * 40,
    "emoji": "🏋️‍♀️ lift 👨‍👩‍👧‍👦 🇩🇪" * 20,
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢" * 30,
    "lines": "one\ntwo\r\nthree\tfour",
    "surrogate": "lone \ud800 one",
}


def rows_of(app, size):
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips[: size[1]]]


SIZES = [(40, 12), (120, 40), (80, 24)]


@pytest.mark.parametrize("kind", NAMES)
async def test_in_a_session(rig, workouts, kind):
    name = NAMES[kind]
    title = {"name": name}
    exercise = {"name": name, "reps": 10, "note": name}
    made = rig(
        workouts.build(
            {"kind": "superset", "sets": 1, "exercises": [exercise, exercise], **title},
            {"kind": "amrap", "time": "1:00", "exercises": [exercise, exercise], **title},
            name=name,
        )
    )
    async with made.app.run_test(size=SIZES[-1]) as pilot:
        await _all_of(made, pilot, SIZES[-1])
        await made.after(pilot, 11)
        assert isinstance(made.screen, SessionScreen)
        await _at_all_sizes(made, pilot)
        await made.press(pilot, "n", "n")
        await _at_all_sizes(made, pilot)
        await made.after(pilot, 61)
        await _all_of(made, pilot, SIZES[-1])
        await made.press(pilot, "enter")
        await _all_of(made, pilot, SIZES[-1])
        if not isinstance(made.screen, SummaryScreen):
            await made.press(pilot, "q", "e")
            await _all_of(made, pilot, SIZES[-1])
        await pilot.press("enter")
        await pilot.pause()
    assert "\x1b" not in made.app.return_value


async def _at_all_sizes(made, pilot):
    for size in SIZES:
        await pilot.resize_terminal(*size)
        await _all_of(made, pilot, size)


async def _all_of(made, pilot, size):
    await pilot.pause()
    rows = rows_of(made.app, size)
    assert all(cell_len(row) == size[0] for row in rows)
    text = "".join(rows)
    assert not {"\x1b", "\x07", "\x9b", "\n", "\t", "\u202e", "\u2066"} & set(text)
    for strip in made.app.screen._compositor.render_strips():
        assert not any(segment.style and segment.style.meta.get("@click") for segment in strip)


async def test_in_the_library(rig, workouts):
    catalogue = [
        WorkoutEntry(name, workouts.amrap, about=name, kinds=("amrap",) * 20, minutes=5)
        for name in NAMES.values()
    ]
    catalogue += [WorkoutEntry(name, None, (name,)) for name in NAMES.values()]
    made = rig(workouts.amrap, library=True, catalogue=catalogue)
    async with made.app.run_test(size=(60, 30)) as pilot:
        await pilot.press(*["down"] * 11)
        await _all_of(made, pilot, (60, 30))
        await pilot.press("enter")
        await _all_of(made, pilot, (60, 30))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_cutting_and_wrapping_keep_to_the_cells(name):
    for cells in (1, 2, 7, 40):
        assert cell_len(cut(name, cells)) <= cells
        assert all(cell_len(line) <= max(2, cells) for line in wrap(name, cells, 3))
        assert len(wrap(name, cells, 3)) <= 3
    assert {cell_len(row) for row in banner([name], 30, 6)} == {30}
