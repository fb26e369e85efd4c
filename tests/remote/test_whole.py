"""The whole way: a session in a real terminal, orders from real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from legtimer.remote import socket_paths

ROOT = Path(__file__).resolve().parents[2]
CLI = [sys.executable, "-m", "legtimer"]
WORKOUT = """
prepare = "0:00"
[[block]]
kind = "amrap"
time = "20:00"
count = "rounds"
exercises = ["10 Dip", "5 Lunge"]
"""


@pytest.fixture
def environment(runtime):
    return {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(runtime.parent)}


def send(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CLI, "send", *words], capture_output=True, text=True, cwd=ROOT, timeout=60
    )


def test_orders_reach_a_session_in_a_terminal(environment, runtime, tmp_path):
    from tests.docs.terminal import Terminal

    (tmp_path / "w.toml").write_text(WORKOUT)
    command = [*CLI, "run", "w.toml", "--player", "silent"]
    terminal = Terminal(command, str(tmp_path), **environment)
    assert terminal.shows("round 1"), terminal.screen.display
    for _ in range(100):
        # The door opens just after the first figure.
        terminal.shows("\0", 0.1)
        if socket_paths.session_sockets():
            break
    (found,) = socket_paths.session_sockets()
    assert found.pid == terminal.pid
    terminal.shows("\0", 0.5)  # beyond what counts as a double press

    done = send("done")
    assert (done.returncode, done.stderr) == (0, ""), done
    assert "round 2" in done.stdout
    assert terminal.shows("round 2"), terminal.screen.display

    assert send("pause").returncode == 0
    assert terminal.shows("space RESUME"), terminal.screen.display
    paused = send("pause")
    assert (paused.returncode, paused.stderr) == (1, "legtimer: not possible: paused\n")
    assert send("resume").returncode == 0
    assert send("undo").returncode == 0
    assert terminal.shows("round 1"), terminal.screen.display

    assert send("end").returncode == 0
    assert terminal.shows("enter close"), terminal.screen.display
    terminal.press(b"q")
    assert terminal.ended() == 0
    assert list((runtime / "legtimer").iterdir()) == []
