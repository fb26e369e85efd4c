"""The session in real terminals that have few colours."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from tests.docs.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

WORKOUT = '[[block]]\nkind = "sets"\nsets = 2\nrest = "1:00"\nexercises = ["20 Squat"]\n'


@pytest.mark.parametrize(
    ("environment", "ready", "work", "rest"),
    [
        # The codes are those of background and ink.
        (["TERM=xterm", "COLORTERM="], b"93;40m", b"30;101m", b"97;44m"),
        (["TERM=screen", "COLORTERM="], b"93;40m", b"30;101m", b"97;44m"),
        (["TERM=xterm-256color", "COLORTERM="], b"221;48;5;16m", b"16;48;5;208m", b"231;48;5;24m"),
        (["TERM=xterm", "COLORTERM=", "NO_COLOR=1"], b"97;100m", b"30;107m", b"97;40m"),
    ],
    ids=["xterm", "screen", "256", "no colour"],
)
def test_the_states_differ_in_what_the_terminal_is_sent(tmp_path, environment, ready, work, rest):
    (tmp_path / "w.toml").write_text(WORKOUT)
    program = [sys.executable, "-m", "legtimer", "run", "w.toml", "--player", "silent"]
    folders = ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
    terminal = Terminal(
        ["/usr/bin/env", *environment, *program],
        str(tmp_path),
        PYTHONPATH=os.getcwd(),
        **dict.fromkeys(folders, str(tmp_path)),
    )
    try:
        for shown, key, codes in (
            ("space GO", b" ", ready),
            ("space DONE", b" ", work),
            ("space GO", b"", rest),
        ):
            assert terminal.shows(shown), terminal.screen.display
            terminal.shows("\0", 0.5)  # beyond what counts as a double press
            assert codes in terminal.written, terminal.written[-3000:]
            terminal.written = b""
            terminal.press(key)
    finally:
        os.kill(terminal.pid, signal.SIGKILL)
        os.waitpid(terminal.pid, 0)
