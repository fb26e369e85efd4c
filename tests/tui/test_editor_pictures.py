"""The editor and the form, compared with pictures; see ``test_pictures``."""

from __future__ import annotations

import itertools

from legtimer.app.editor_files import CheckedText
from legtimer.core.workout import Workout
from legtimer.files.exercises.library import open_library
from legtimer.files.recovery_file import OpenFile, RecoveryFiles
from legtimer.files.user_folders import state_folder
from legtimer.files.workouts.readable_part import readable_part
from legtimer.files.workouts.reader import read_workout
from legtimer.tui.screens.editor.dialogs import file_changed_dialog
from legtimer.tui.screens.editor.screen import EditorScreen
from legtimer.tui.screens.editor.source_view import TextSource
from legtimer.tui.screens.editor.workout_language import WorkoutLanguage
from legtimer.whiteboard.reader import read_whiteboard
from tests.tui.sizes import SIZES

TEXT = """\
# Superset strength, then ten minutes.
name = "Garage legs"
tags = ["legs", "kettlebell"]

[[block]]
kind = "superset"   # back to back
sets = 3
rest = "45-60s"
exercises = [
  "20 Curtsey lunge @ 30 kg",   # heavy
  { do = "0:30/side Split squat", note = "slow", easier = "omit" },
  "1:00 Lunge jump",
]

[[block]]
kind = "amrap"
time = "10:00"
exercises = ["10 Push-up", "20 Kettlebell swing @ 2x16 kg"]
"""
_NUMBERS = itertools.count()


class Still:
    """A workshop with one file that nobody else touches."""

    def __init__(self, text: str) -> None:
        # A folder of its own: what a busy machine kept of one picture is not offered in the next.
        self.recovery_files = RecoveryFiles(state_folder() / f"unsaved-{next(_NUMBERS)}")
        self.file = OpenFile("/home/me/workouts/garage-legs.toml", text, text)

    def open(self, origin, kind="workout"):
        return self.file

    def new(self, name, kind):
        return self.file._replace(content=None)

    def save(self, file, text):
        return file._replace(text=text, content=text)

    def look(self, file):
        return None

    def check(self, text, file):
        reading = read_workout(text)
        readable = reading.workout or readable_part(text)
        return CheckedText(reading.workout, reading.mistakes, readable)

    def exercise_names(self):
        return {name: name for name in ("Kettlebell squat", "Kettlebell swing", "Squat jump")}

    def origin_of(self, session):
        return ""

    def external_editor(self):
        return ""


async def drawn(
    rig, workout: Workout, compare, name, keys=(), text=TEXT, line=0, push=None, sizes=SIZES
):
    made = rig(workout, library=True, workshop=Still(text))
    app = made.app
    async with app.run_test(size=SIZES[0]) as pilot:
        for size in sizes:
            await pilot.resize_terminal(*size)
            # The same key in the next editor is not one that is held.
            await made.after(pilot, 5)
            app.editor.open("", line)
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            if push is not None:
                app.push_screen(push())
            await pilot.pause()
            await pilot.pause()
            compare(f"{name}-{size[0]}x{size[1]}", app)
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await pilot.pause()


async def test_editor(rig, workouts, compare):
    await drawn(rig, workouts.circuit, compare, "editor", line=10)


async def test_mistakes(rig, workouts, compare):
    wrong = TEXT.replace("sets = 3", "sets = 0").replace('"1:00 Lunge', '"1:0o Lunge')
    wrong = wrong.replace("time =", "tine =")
    await drawn(rig, workouts.circuit, compare, "editor-mistakes", text=wrong)


async def test_completion(rig, workouts, compare):
    keys = ("end", "enter", "ctrl+@")
    await drawn(rig, workouts.circuit, compare, "editor-completion", keys, line=7)


async def test_template(rig, workouts, compare):
    await drawn(rig, workouts.circuit, compare, "editor-template", ("ctrl+t", "down"), line=3)


async def test_replacing(rig, workouts, compare):
    keys = ("ctrl+r", *"squat", "enter", "tab", *"lunge")
    await drawn(rig, workouts.circuit, compare, "editor-replacing", keys)


async def test_steps(rig, workouts, compare):
    # Wider screens have them beside the text already.
    narrow = SIZES[:2]
    await drawn(rig, workouts.circuit, compare, "editor-steps", ("f4",), line=6, sizes=narrow)


async def test_form(rig, workouts, compare):
    await drawn(rig, workouts.circuit, compare, "editor-form", ("f2", "down", "down"))


async def test_dialogs(rig, workouts, compare):
    await drawn(rig, workouts.circuit, compare, "editor-leaving", ("x", "escape"))
    await drawn(
        rig,
        workouts.circuit,
        compare,
        "editor-changed",
        push=lambda: file_changed_dialog("garage-legs.toml"),
    )


async def test_from_a_text(rig, workouts, compare):
    text = "Winter legs\n\n3 rounds, rest 1 min:\n- 10 squats\n- hops x3\n- 10 lunges per leg\n"
    (found,) = read_whiteboard(text, open_library().spelling).workouts
    app = rig(workouts.circuit, library=True, workshop=Still(found.text)).app
    async with app.run_test(size=SIZES[0]) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            source = TextSource.of(text, found.lines)
            still = Still(found.text)
            app.push_screen(EditorScreen(still, still.file, WorkoutLanguage(still), source=source))
            await pilot.pause()
            await pilot.press(*["down"] * 9)
            await pilot.pause()
            compare(f"editor-from-text-{size[0]}x{size[1]}", app)
            app.pop_screen()
            await pilot.pause()


async def test_new(rig, workouts, compare):
    app = rig(workouts.circuit, library=True, workshop=Still(TEXT)).app
    async with app.run_test(size=SIZES[0]) as pilot:
        app.editor.open("")
        app.editor.new_workout("superset")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            compare(f"editor-new-{size[0]}x{size[1]}", app)
