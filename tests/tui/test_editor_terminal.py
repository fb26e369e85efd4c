"""The editor in a real terminal: the athlete's own editor, and keys that only a terminal makes."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.docs.terminal import Terminal

TEXT = """\
name = "A first one"
prepare = 0

[[block]]
kind = "superset"
sets = 3
exercises = ["20 Lunge"]
"""
ROOT = str(Path(__file__).resolve().parents[2])


@pytest.fixture
def terminal(tmp_path):
    own = tmp_path / "legtimer" / "workouts" / "a-first-one.toml"
    own.parent.mkdir(parents=True)
    own.write_text(TEXT)
    change = tmp_path / "change.py"
    change.write_text(
        "import pathlib, sys\n"
        "print('IN MY OWN EDITOR', flush=True)\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "path.write_text(path.read_text().replace('20 Lunge', '25 Step-up'))\n"
    )
    folders = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    return Terminal(
        [sys.executable, "-m", "legtimer", "--player", "silent"],
        str(tmp_path),
        PYTHONPATH=ROOT,
        VISUAL=shlex.join([sys.executable, str(change), "--wait"]),
        **dict.fromkeys(folders, str(tmp_path)),
    )


def test_ones_own_editor_gets_the_file_and_the_terminal(terminal, tmp_path):
    assert terminal.shows("A first one"), terminal.screen.display
    terminal.press(b"e")
    assert terminal.shows('exercises = ["20 Lunge"]'), terminal.screen.display
    # What is typed and not saved goes along.
    terminal.press(b"# mi\r\r")
    assert terminal.shows("3  name"), terminal.screen.display
    terminal.press(b"\x1b[20~")
    assert terminal.shows("25 Step-up"), terminal.screen.display
    assert b"IN MY OWN EDITOR" in terminal.written
    own = tmp_path / "legtimer" / "workouts" / "a-first-one.toml"
    assert own.read_text() == "# mi\n\n" + TEXT.replace("20 Lunge", "25 Step-up")
    # Control and space are a zero byte in a terminal.
    terminal.press(b"\x1b[A")
    terminal.shows("\0", 0.3)  # a key that moves is handled after those that are typed behind it
    terminal.press(b"ha\x00")
    assert terminal.shows("halfway = "), terminal.screen.display
    terminal.press(b"\x1b")
    assert terminal.shows("has changes that are not saved"), terminal.screen.display
    terminal.press(b"d")
    # The name stands in the editor too; what comes before the library is there goes to the editor.
    assert terminal.shows("q quit"), terminal.screen.display
    terminal.press(b"q")
    assert terminal.ended() == 0
    assert "halfway" not in own.read_text()
