"""The editor's text where the terminal or the program goes: a real terminal, real signals."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from tests.docs.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

TEXT = '[[block]]\nkind = "sets"\nsets = 3\nrest = "1:00"\nexercises = ["20 Squat"]\n'


def library(home) -> Terminal:
    folders = ("STATE_HOME", "CONFIG_HOME", "DATA_HOME", "RUNTIME_DIR")
    own = {f"XDG_{name}": str(home / name) for name in folders}
    (home / "DATA_HOME" / "legtimer" / "workouts").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "legtimer", "--player", "silent"]
    return Terminal(command, str(home), PYTHONPATH=os.getcwd(), **own)


def editing(home) -> Terminal:
    """The editor over a file, with a line typed that is not saved."""
    path = home / "DATA_HOME" / "legtimer" / "workouts" / "0legs.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT)
    terminal = library(home)
    assert terminal.shows("workouts"), terminal.screen.display
    assert terminal.shows("0legs"), terminal.screen.display  # the first of the list
    terminal.press(b"e")
    assert terminal.shows("[[block]]"), terminal.screen.display
    terminal.press(b"# half a thought\r")
    assert terminal.shows("half a thought"), terminal.screen.display
    return terminal


def offered(home) -> None:
    """The next start offers the text, and it is the same."""
    terminal = library(home)
    assert terminal.shows("0legs.toml was not saved"), terminal.screen.display
    terminal.press(b"y")
    assert terminal.shows("half a thought"), terminal.screen.display
    assert terminal.shows('exercises = ["20 Squat"]'), terminal.screen.display
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)


def test_a_program_that_is_told_to_end(tmp_path):
    terminal = editing(tmp_path)
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    offered(tmp_path)


def test_a_terminal_that_hangs_up(tmp_path):
    terminal = editing(tmp_path)
    os.kill(terminal.pid, signal.SIGHUP)
    assert terminal.ended() == 128 + signal.SIGHUP
    offered(tmp_path)


def test_a_terminal_that_is_closed(tmp_path):
    terminal = editing(tmp_path)
    os.close(terminal._terminal)
    end = time.monotonic() + 10
    while os.waitpid(terminal.pid, os.WNOHANG) == (0, 0):
        assert time.monotonic() < end
        time.sleep(0.05)
    offered(tmp_path)


def test_a_program_that_is_killed_has_written_the_text_a_second_before(tmp_path):
    terminal = editing(tmp_path)
    # It waits for a second; a busy computer for longer.
    kept = tmp_path / "STATE_HOME" / "legtimer" / "unsaved"
    end = time.monotonic() + 10
    while not any("half a thought" in path.read_text() for path in kept.glob("*.json")):
        assert time.monotonic() < end
        terminal.shows("\0", 0.05)
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)
    offered(tmp_path)
