"""A new setting that a screen uses is its declaration and its use: put into a copy, it works."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FLASH = """    flash: bool = key(
"""
DECLARATION = """    large: bool = key(Flag(), default=False, help="Whether everything is larger.")
"""
MOUNTED = '''        """Begin."""
'''
USE = """        self.set_class(self.settings.large, "-large")
"""

SCREENS = """
import asyncio, json, sys
from legtimer.cli import main, screens
from legtimer.tui.app import LegtimerApp

def run(self):
    async def shown():
        async with self.run_test(size=(100, 40)) as pilot:
            await pilot.pause()
            large = self.screen.has_class("-large")
            await pilot.press("comma")
            await pilot.pause()
            rows = [str(option.prompt) for option in self.screen.query_one("OptionList").options]
            before = self.services.settings.screen.large
            self.settings.change(("screen", "large"), not before)
            session = self.screen_stack[0]
            return [large, [row.split()[:2] for row in rows if "large" in row],
                    [before, session.settings.large]]
    print(json.dumps(asyncio.run(shown())))

LegtimerApp.run = run
screens.terminal_error = lambda: ""
screens.take_standard_output = lambda: None
sys.exit(main.main(sys.argv[1:]))
"""


def insert(file: Path, place: str, text: str, *, after: bool) -> None:
    found = file.read_text(encoding="utf-8")
    assert found.count(place) == 1, (file, place)
    file.write_text(found.replace(place, place + text if after else text + place))


@pytest.fixture
def copy(tmp_path):
    """Runs a copy of the program whose screens have one setting more."""
    for folder in ("legtimer", "exercises", "sounds", "workouts"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "legtimer"
    insert(package / "files" / "settings" / "sections.py", FLASH, DECLARATION, after=False)
    insert(package / "tui" / "screens" / "session" / "screen.py", MOUNTED, USE, after=True)
    variables = {"PYTHONPATH": str(tmp_path), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        variables[name] = str(tmp_path / name.lower())

    def use(*words):
        done = subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env={**os.environ, **variables},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return use


def test_a_setting_of_a_screen_is_two_lines(copy, tmp_path):
    started = ("-c", SCREENS, "run", "leg-amrap", "--player", "silent")
    large, rows, follows = json.loads(copy(*started))
    assert large is False
    assert rows == [["large", "off"]]
    assert follows == [False, True]
    copy("-m", "legtimer", "config", "set", "screen.large", "true")
    assert copy("-m", "legtimer", "config", "get", "screen.large") == "true\n"
    shutil.rmtree(tmp_path / "xdg_state_home")  # with the session that was cut off
    assert json.loads(copy(*started))[0] is True
