"""Terminals in which the screens cannot be shown, or only by another way, in a real one."""

import os
import sys

import pytest

pytest.importorskip("termios", reason="pseudo-terminals are a thing of Unix")

from tests.docs.terminal import Terminal


def start(tmp_path, *command):
    folders = {name: str(tmp_path) for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    words = [*command, sys.executable, "-m", "legtimer", "--player", "silent"]
    return Terminal(words, str(tmp_path), PYTHONPATH=os.getcwd(), **folders)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["TERM=dumb"], "the terminal calls itself dumb, which cannot move its cursor"),
        (["TERM=unknown"], "export TERM=xterm-256color"),
        (["PYTHONIOENCODING=latin-1"], "the terminal is written to as"),
    ],
)
def test_what_cannot_show_the_screens_is_told_and_nothing_is_drawn(words, said, tmp_path):
    terminal = start(tmp_path, "/usr/bin/env", *words)
    assert terminal.shows(said), terminal.screen.display
    assert terminal.ended() == 2
    assert b"\x1b[?1049h" not in terminal.written


def test_the_screens_are_on_the_terminal_though_standard_error_leads_elsewhere(tmp_path):
    terminal = start(tmp_path, "/bin/sh", "-c", 'exec "$0" "$@" 2> told.txt')
    assert terminal.shows("Ten-minute leg AMRAP"), terminal.screen.display
    terminal.press(b"q")
    assert terminal.ended() == 0
    assert (tmp_path / "told.txt").read_bytes() == b""
