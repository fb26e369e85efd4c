"""A new screen is its file, its style sheet and what opens it: put into a copy, it works."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SCREEN = '''
"""Toy: says how many workouts there are."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from legtimer.app.library import WorkoutLibrary
from legtimer.tui.screens.base import BaseScreen


class ToyScreen(BaseScreen[None]):
    CSS_PATH = "toy.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", id="toy.back", tooltip="Back to where you were"),
    ]

    def __init__(self, library: WorkoutLibrary) -> None:
        super().__init__()
        self._library = library

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(f"{len(list(self._library.entries()))} workouts", id="count")
'''
STYLE = "ToyScreen #count { width: 22; }\n"

BINDING = """        Binding("f7", "toy", "count", id="app.toy", tooltip="How many there are"),
"""
ACTION = '''    def action_toy(self) -> None:
        """How many workouts there are."""
        from legtimer.tui.screens.toy import ToyScreen

        self.push_screen(ToyScreen(self.services.library))

'''

RUN = """
import asyncio, json, sys
from legtimer.cli import main, screens
from legtimer.tui.app import LegtimerApp
from legtimer.tui.screens.palette import Palette

def run(self):
    async def shown():
        async with self.run_test(size=(100, 40)) as pilot:
            await pilot.pause()
            below = type(self.screen).__name__
            await pilot.press("f7")
            await pilot.pause()
            count = self.screen.query_one("#count")
            words = [str(count.render()), count.size.width]
            palette = [one.help for one in self.get_system_commands(self.screen)]
            await pilot.press("escape")
            await pilot.pause()
            return [words, type(self.screen).__name__ == below, palette]
    print(json.dumps(asyncio.run(shown())))

LegtimerApp.run = run
screens.terminal_error = lambda: ""
screens.take_standard_output = lambda: None
sys.exit(main.main(["--player", "silent"]))
"""


@pytest.fixture
def copy(tmp_path):
    """A copy of the program with one screen more."""
    for folder in ("legtimer", "exercises", "sounds", "workouts"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    folder = tmp_path / "legtimer" / "tui"
    (folder / "screens" / "toy.py").write_text(SCREEN, encoding="utf-8")
    (folder / "screens" / "toy.tcss").write_text(STYLE, encoding="utf-8")
    app = folder / "app.py"
    head, name, rest = app.read_text(encoding="utf-8").partition("class LegtimerApp(")
    rest, times = re.subn(r"(    BINDINGS: .*\[\n)", rf"\g<1>{BINDING}", rest, count=1)
    assert times == 1
    rest, times = re.subn(r"    def on_ready\(", f"{ACTION}    def on_ready(", rest)
    assert times == 1
    app.write_text(head + name + rest, encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> str:
    variables = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        variables[name] = str(folder / name.lower())
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_screen_is_a_file_a_style_sheet_and_what_opens_it(copy):
    (words, width), back, palette = json.loads(run(copy, "-c", RUN))
    assert words == f"{len(list((ROOT / 'workouts').glob('*.toml')))} workouts"
    assert width == 22
    assert back
    assert {"How many there are", "Back to where you were"} <= set(palette)


def test_the_settings_know_its_keys(copy):
    code = "from legtimer.tui.keymap import bindings; print(*(n for n in bindings() if 'toy' in n))"
    assert set(run(copy, "-c", code).split()) == {"app.toy", "toy.back"}
