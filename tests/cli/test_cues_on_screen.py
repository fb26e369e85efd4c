"""Cues of one's own file reach the session screen of a real terminal."""

import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="needs a pseudo-terminal, and folders that can be moved"
)

CUE = "my own cue, far too long for any large letters"


def test_the_cue_is_shown_and_the_mistake_is_told_at_the_end(tmp_path):
    from tests.docs.terminal import Terminal

    folder = tmp_path / "legtimer"
    folder.mkdir()
    (folder / "exercises.toml").write_text(
        f'[[exercise]]\nname = "Squat"\ncues = ["{CUE}"]\n[[exercise]]\nnmae = "x"\n'
    )
    (tmp_path / "w.toml").write_text(
        'prepare = "0:30"\n[[block]]\nkind = "sets"\nexercises = ["10 Air squats"]\n'
    )
    command = [sys.executable, "-m", "legtimer", "run", "w.toml", "--player", "silent"]
    folders = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    root = str(Path(__file__).resolve().parents[2])
    terminal = Terminal(
        command, str(tmp_path), PYTHONPATH=root, **dict.fromkeys(folders, str(tmp_path))
    )
    assert terminal.shows(CUE), terminal.screen.display
    terminal.press(b"q")
    assert terminal.shows("End the workout here?"), terminal.screen.display
    terminal.press(b"e")
    assert terminal.shows("stopped early"), terminal.screen.display
    terminal.press(b"q")
    assert terminal.shows("has mistakes; see: legtimer exercises"), terminal.screen.display
    assert terminal.ended() == 0
