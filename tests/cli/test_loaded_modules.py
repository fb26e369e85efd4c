"""Which modules each way to start the program loads: what it does not need costs it no time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable

import pytest

COMMAND = """
import json, sys
from legtimer.cli.main import main
assert main(sys.argv[1:]) == 0
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

SCREENS = """
import json, sys
from legtimer.cli import main, screens
from legtimer.tui.app import LegtimerApp
import asyncio

def run(self):
    async def shown():
        async with self.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
    asyncio.run(shown())

LegtimerApp.run = run
screens.terminal_error = lambda: ""
screens.take_standard_output = lambda: None
assert main.main(sys.argv[1:]) == 0
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

HEAVY = {
    "argcomplete", "asyncio", "logging", "miniaudio", "rich", "simpleaudio", "socket", "sqlite3",
    "subprocess", "textual", "tomli_w", "tomlkit", "wakepy",
    *(["platformdirs"] if sys.platform == "linux" else []),
}  # fmt: skip
"""Libraries that a short command can do without."""


def loaded(code: str, *words: str) -> set[str]:
    """The modules that a start has loaded at its end; our own without ``legtimer.``."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return {name.removeprefix("legtimer.") for name in json.loads(done.stderr.splitlines()[-1])}


def in_rooms(modules: Iterable[str], *rooms: str) -> set[str]:
    """Those that are these modules or below them."""
    return {m for m in modules if any(m == room or m.startswith(f"{room}.") for room in rooms)}


@pytest.fixture(autouse=True)
def nothing_there(tmp_path, monkeypatch):
    """No settings, no history, no workouts of one's own."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.mark.parametrize("words", [["--version"], ["--help"]])
def test_help_loads_no_command(words):
    modules = loaded(COMMAND, *words)
    assert in_rooms(modules, "cli") == {"cli", "cli.main", "cli.arguments", "cli.commands"}
    assert in_rooms(modules, "core", "files", "history", "remote", "app", "tui") == set()
    assert modules & HEAVY == set()


@pytest.mark.parametrize("command", ["plan", "run", "completion"])
def test_the_help_of_what_needs_most_loads_none_of_it(command):
    modules = loaded(COMMAND, command, "--help")
    assert in_rooms(modules, "core", "files", "history", "remote", "app", "tui") == set()
    assert modules & {*HEAVY, "dataclasses", "pathlib"} == set()


@pytest.mark.parametrize("command", ["history", "list", "next", "programme", "progress"])
def test_the_help_of_a_command_loads_no_workout_and_no_history(command):
    modules = loaded(COMMAND, command, "--help")
    assert in_rooms(modules, "core", "history", "remote", "tui") == set()
    assert in_rooms(modules, "app", "files") <= {
        *("app", "app.dates"),
        *("files", "files.printable", "files.settings", "files.settings.location"),
    }
    assert modules & {*HEAVY, "dataclasses", "pathlib"} == set()


def test_the_help_of_export_loads_its_formats_and_no_database():
    modules = loaded(COMMAND, "export", "--help")
    assert in_rooms(modules, "core.workout", "history.store", "history.session_list") == set()
    assert modules & HEAVY == set()


@pytest.mark.parametrize("command", ["check", "plan"])
def test_check_and_plan_load_what_reads_a_workout(command):
    modules = loaded(COMMAND, command, "leg-amrap")
    assert in_rooms(modules, "history", "remote", "tui", "awake") == set()
    assert in_rooms(modules, "app") == (
        {"app", "app.dates", "app.step_text"} if command == "plan" else set()
    )
    assert in_rooms(modules, "core.session", "files.toml.diagnosis") == set()
    # Whether a name is misspelled is asked of the library, of which no entry is read.
    assert in_rooms(modules, "files.exercises") == (
        {"files.exercises", "files.exercises.library", "files.exercises.names"}
        if command == "check"
        else set()
    )
    assert {m for m in in_rooms(modules, "cli.commands") if m.count(".") == 2} == {
        f"cli.commands.{command}"
    }
    # Nothing grows in the workout.
    assert in_rooms(modules, "core.coach.workout_targets", "core.coach.progression") == set()
    # Of the kinds of block only those of the file.
    assert in_rooms(modules, "core.blocks") == {"core.blocks", "core.blocks.amrap"}
    assert modules & HEAVY == set()


def test_a_file_is_checked_without_the_import_of_paths(tmp_path):
    file = tmp_path / "legs.toml"
    file.write_text('[[block]]\nkind = "sets"\nsets = 3\nexercises = ["10 Squat"]\n')
    modules = loaded(COMMAND, "check", str(file))
    assert modules & {"pathlib", "urllib.parse"} == set()
    assert in_rooms(modules, "core.coach.equipment") == set()


def test_next_and_a_rehearsal_load_no_screen_and_no_library_for_calendars():
    loaded(COMMAND, "programme", "use", "half-marathon-legs", "--race", "2027-04-11")
    for words in (["next"], ["programme", "rehearse", "--all-done"]):
        modules = loaded(COMMAND, *words)
        assert in_rooms(modules, "tui", "audio.voice", "history.export") == set()
        assert modules & HEAVY - {"sqlite3"} == set()
        assert modules & {"icalendar", "dateutil", "recurring_ical_events"} == set()


PROGRAMMES = ("app.programme_schedule", "core.coach.programme", "files.programmes")
"""What only a programme in use needs."""


def test_run_loads_the_session_s_screen_and_no_other_room_of_screens():
    modules = loaded(SCREENS, "run", "leg-amrap", "--player", "silent")
    assert "textual" in modules
    screens = ("editor", "exercises", "history", "library", "settings", "session.summary")
    assert in_rooms(modules, *(f"tui.screens.{screen}" for screen in screens)) == set()
    assert (
        in_rooms(modules, "history.export", "history.import_", "cli.doctor", *PROGRAMMES) == set()
    )
    assert in_rooms(modules, "audio.voice.tts", "audio.pulse", "audio.callback") == set()
    assert "ssl" not in modules
    # Nothing is edited, nothing grows in the workout, and nothing is over yet.
    assert modules & {"textual.widgets._text_area", "tui.screens.palette"} == set()
    assert in_rooms(modules, "core.coach.progression", "history.results") == set()
    assert modules & {"miniaudio", "simpleaudio", "tomlkit", "wakepy", "argcomplete"} == set()


def test_the_library_loads_its_own_screen_and_no_editor():
    modules = loaded(SCREENS, "--player", "silent")
    assert in_rooms(modules, "tui.screens.library") != set()
    screens = ("editor", "exercises", "history", "settings", "session.summary", "today")
    assert in_rooms(modules, *(f"tui.screens.{screen}" for screen in screens)) == set()
    assert (
        in_rooms(modules, "history.export", "history.import_", "cli.doctor", *PROGRAMMES) == set()
    )
    assert in_rooms(modules, "audio.voice.tts", "audio.pulse", "audio.callback") == set()
    assert modules & {"miniaudio", "simpleaudio", "tomlkit", "wakepy", "argcomplete"} == set()


def test_today_loads_its_own_screen_and_no_library():
    loaded(COMMAND, "programme", "use", "half-marathon-legs", "--race", "2027-04-11")
    modules = loaded(SCREENS, "--player", "silent")
    assert in_rooms(modules, "tui.screens.today") != set()
    screens = ("editor", "exercises", "history", "library", "settings", "session.summary")
    assert in_rooms(modules, *(f"tui.screens.{screen}" for screen in screens)) == set()
    assert modules & {"icalendar", "dateutil", "recurring_ical_events", "tomlkit"} == set()
