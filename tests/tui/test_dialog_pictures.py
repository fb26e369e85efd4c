"""What lies over a screen, compared with pictures; see ``test_pictures``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from legtimer.app.coach import ProgrammeEntry
from legtimer.app.library import WorkoutEntry
from legtimer.files.programmes.reader import read_programme
from legtimer.tui.screens.editor.new_file import new_programme_dialog, new_workout_dialog
from legtimer.tui.screens.editor.programmes import ProgrammesDialog
from legtimer.tui.screens.library.dialogs import NameDialog, TrashDialog
from tests.tui.conftest import PICTURES
from tests.tui.programme_desk import PROGRAMME
from tests.tui.sizes import SIZES, at_all_sizes

LONG = "A name that is longer than any coach would write on a board or anywhere else"


def library(rig, workouts, **fields):
    catalogue = [
        WorkoutEntry("Circuit", workouts.circuit, minutes=5, kinds=("circuit",)),
        WorkoutEntry("Ten minutes", workouts.amrap, minutes=10, kinds=("amrap",)),
    ]
    return rig(workouts.circuit, library=True, catalogue=catalogue, **fields).app


TRASH = tuple(Path(str(i), f"{name}.toml") for i, name in enumerate([LONG, *"abcdefghijklmnop"]))

SPRING = read_programme(PROGRAMME.replace('"legs"', '"heavy-day"')).programme
PROGRAMMES = (
    ProgrammeEntry(Path("a"), "a", SPRING, 0, in_use=True),
    ProgrammeEntry(Path("b"), "broken", None, 2, in_use=False),
)


@pytest.mark.parametrize(
    ("name", "dialog"),
    [
        ("rename", lambda: NameDialog(LONG, trained=True, taken=lambda name: False)),
        ("trash", lambda: TrashDialog(TRASH)),
        ("new", new_workout_dialog),
        ("new-programme", new_programme_dialog),
        ("programmes", lambda: ProgrammesDialog(PROGRAMMES)),
    ],
)
async def test_what_the_library_asks(rig, workouts, compare, name, dialog):
    app = library(rig, workouts)
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.pause()
        app.push_screen(dialog())
        await pilot.pause()
        await at_all_sizes(app, pilot, f"library-{name}", compare)


async def test_the_palette_over_the_library(rig, workouts, compare):
    app = library(rig, workouts)
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)
        await at_all_sizes(app, pilot, "palette", compare)


async def test_a_session_that_is_to_be_deleted(rig, workouts, history, made, compare):
    log = made.log()
    history.logs[log.header.uid] = log
    history.past = [made.sessions(1)[0]._replace(uid=log.header.uid)]
    app = library(rig, workouts, history=history)
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("h")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        await at_all_sizes(app, pilot, "past-delete", compare)


async def test_a_file_for_what_could_not_be_saved(rig, workouts, history, compare):
    history.file = "/home/somebody/legtimer-2026-03-01-1800-ten-minutes.jsonl"
    rigged = rig(workouts.amrap, history=history)
    async with rigged.app.run_test(size=SIZES[0]) as pilot:
        await rigged.after(pilot, 11)
        rigged.sessions[-1].error = "not saved: the disk is full"
        await rigged.press(pilot, "space", "q", "e", "enter")
        await pilot.pause()
        await at_all_sizes(rigged.app, pilot, "refuge", compare)
        # A long path is shown from its end, where the name of the file is.
        narrow = (PICTURES / "refuge-40x12.txt").read_text(encoding="utf-8")
        assert "ten-minutes.jsonl" in narrow
        assert "esc don't save" in narrow


WAYS_OUT = {"editor", "editor-form", "exercises", "history", "library", "past-session", "progress"}
WAYS_OUT |= {"ranges", "ranges-before", "resume", "settings", "settings-keys"}


@pytest.mark.parametrize("name", sorted(WAYS_OUT))
def test_the_smallest_screen_tells_the_way_out(name):
    foot = (PICTURES / f"{name}-40x12.txt").read_text(encoding="utf-8").rstrip().splitlines()[-1]
    assert re.search(r"\b(esc|q) (back|later|leave|done|quit)", foot), foot
