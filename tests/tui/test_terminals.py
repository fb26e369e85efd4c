"""The session in real terminals that have few colours."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

import pytest
from textual import events

from legtimer.tui.terminal import KeyParser
from tests.docs.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

WORKOUT = '[[block]]\nkind = "sets"\nsets = 2\nrest = "1:00"\nexercises = ["20 Squat"]\n'


def started(tmp_path, program: list[str], *more: str) -> Terminal:
    (tmp_path / "w.toml").write_text(WORKOUT)
    folders = ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", *more)
    own = dict.fromkeys(folders, str(tmp_path))
    return Terminal(program, str(tmp_path), PYTHONPATH=os.getcwd(), **own)


def test_bytes_that_are_no_utf_8_end_nothing(tmp_path):
    command = ["run", "w.toml", "--player", "silent"]
    terminal = started(tmp_path, [sys.executable, "-m", "legtimer", *command])
    assert terminal.shows("space GO"), terminal.screen.display
    # A paste in Latin-1, a report of the mouse beyond column 95, and a lone byte.
    terminal.press(b"\x1b[200~caf\xe9\x1b[201~\x1b[MC\x82!\xff")
    terminal.shows("\0", 0.5)
    terminal.press(b" ")
    assert terminal.shows("space DONE"), terminal.screen.display
    terminal.press(b"q")
    assert terminal.shows("End the workout here?"), terminal.screen.display
    terminal.press(b"e")
    assert terminal.shows("stopped early"), terminal.screen.display
    terminal.press(b"q")
    assert terminal.ended() == 0
    assert not [*tmp_path.rglob("crash-*")]


@pytest.mark.parametrize(
    ("sequence", "keys"),
    [
        ("\x1b[97u", ["a"]),
        ("\x1b[97;5u", ["ctrl+a"]),
        ("\x1b[97;5:1u", ["ctrl+a"]),
        ("\x1b[97;5:2u", ["ctrl+a"]),  # held down
        ("\x1b[97;5:3u", []),  # let go
        ("\x1b[97:65:99;2u", ["shift+a"]),
        ("\x1b[97;1:u", ["a"]),
        ("\x1b[57414u", ["enter"]),
        ("\x1b[1114112;1u", []),
        ("\x1b[999999999999u", []),
        ("\x1b[55296u", []),
        ("\x1b[16:u", None),
        ("\x1b[1;5A", ["ctrl+up"]),
        ("\x1b[1;5:1A", ["ctrl+up"]),
        ("\x1b[5;3~", ["alt+pageup"]),
    ],
)
def test_every_key_sequence_of_the_kitty_protocol_is_taken(sequence, keys):

    parser = KeyParser()
    found = [one.key for one in parser.feed(sequence) if isinstance(one, events.Key)]
    assert keys is None or found == keys


@pytest.mark.parametrize(
    ("sequence", "key", "character"),
    [
        ("\x1b[57413u", "plus", "+"),
        ("\x1b[57413;129u", "plus", "+"),  # with Num Lock
        ("\x1b[57412u", "minus", "-"),
        ("\x1b[57411u", "asterisk", "*"),
        ("\x1b[57410u", "slash", "/"),
        ("\x1b[57409;129u", "full_stop", "."),
        ("\x1b[57416u", "comma", ","),
        ("\x1b[57415u", "equals_sign", "="),
        ("\x1b[57404;129u", "5", "5"),
        ("\x1b[57413;5u", "ctrl+plus", None),
        ("\x1b[57414u", "enter", "\r"),
    ],
)
def test_the_keypad_under_the_kitty_protocol_types_what_stands_on_it(sequence, key, character):
    (found,) = KeyParser().feed(sequence)
    assert (found.key, found.character) == (key, character)


def test_a_stop_while_the_screen_is_on_its_way_ends_nothing(tmp_path):
    early = (
        "import os, signal, sys; from textual.drivers import linux_driver as d;"
        "real = d.LinuxDriver.start_application_mode;"
        "d.LinuxDriver.start_application_mode = lambda self:"
        " (os.kill(os.getpid(), signal.SIGTSTP), real(self));"
        "from legtimer.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = ["run", "w.toml", "--player", "silent"]
    terminal = started(tmp_path, [sys.executable, "-c", early, *command])
    terminal.shows("\0", 3)
    for _ in range(20):  # it stops as soon as it gets there
        os.kill(terminal.pid, signal.SIGCONT)
        if terminal.shows("space GO", 1):
            break
    terminal.press(b" ")
    assert terminal.shows("space DONE"), terminal.screen.display
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)


@pytest.mark.errors_expected
def test_a_terminal_that_cannot_be_written_ends_the_program(tmp_path):
    broken = (
        "import errno, sys; from textual.drivers._writer_thread import WriterThread as W;"
        "W.run = lambda self: (_ for _ in ()).throw(OSError(errno.EAGAIN, 'busy'));"
        "from legtimer.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", broken, "run", "w.toml", "--player", "silent"]
    terminal = started(tmp_path, command)
    assert terminal.shows("the report is in"), terminal.screen.display
    assert terminal.ended() == 3


@pytest.mark.errors_expected
def test_an_error_in_the_thread_for_the_keys_leaves_the_program_its_keys(tmp_path):
    broken = (
        "import sys; from textual._xterm_parser import XTermParser as P; feed = P.feed;"
        "P.feed = lambda self, text: 1 / 0 if text == 'Z' else feed(self, text);"
        "from legtimer.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = ["run", "w.toml", "--player", "silent"]
    terminal = started(tmp_path, [sys.executable, "-c", broken, *command])
    assert terminal.shows("space GO"), terminal.screen.display
    terminal.press(b"Z")
    assert terminal.shows("our mistake"), terminal.screen.display
    terminal.press(b" ")
    assert terminal.shows("space DONE"), terminal.screen.display
    (report,) = tmp_path.rglob("crash-*")
    assert "ZeroDivisionError" in report.read_text()
    terminal.press(b"q")
    assert terminal.shows("End the workout here?"), terminal.screen.display
    terminal.press(b"e")
    assert terminal.shows("stopped early"), terminal.screen.display
    terminal.press(b"q")
    assert terminal.ended() == 0


@pytest.mark.errors_expected
def test_who_can_never_read_the_keys_ends_with_a_report(tmp_path):
    broken = (
        "import sys; from textual._xterm_parser import XTermParser;"
        "XTermParser.feed = lambda self, text: 1 / 0;"
        "from legtimer.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = ["run", "w.toml", "--player", "silent"]
    terminal = started(tmp_path, [sys.executable, "-c", broken, *command])
    assert terminal.shows("space GO"), terminal.screen.display
    # Presses that arrive together are one error.
    for _ in range(40):
        with suppress(OSError):
            terminal.press(b" ")
        terminal.shows("\0", 0.1)
    assert terminal.ended() == 3
    assert any("ZeroDivisionError" in report.read_text() for report in tmp_path.rglob("crash-*"))


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
    program = [sys.executable, "-m", "legtimer", "run", "w.toml", "--player", "silent"]
    terminal = started(tmp_path, ["/usr/bin/env", *environment, *program])
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


SETS = """\
name = "Two sets"
prepare = 0

[[block]]
kind = "sets"
sets = 2
rest = "1:00"
exercises = ["20 Squat @ 16 kg"]
"""


def test_keys_of_one_packet_go_to_the_screen_that_is_open_then(tmp_path):
    own = tmp_path / "legtimer" / "workouts" / "two-sets.toml"
    own.parent.mkdir(parents=True)
    own.write_text(SETS)
    program = [sys.executable, "-m", "legtimer", "--player", "silent"]
    terminal = started(tmp_path, program, "XDG_DATA_HOME")
    assert terminal.shows("q quit"), terminal.screen.display
    terminal.press(b"/xyz\r")  # x moves a workout to the trash, y copies one
    assert terminal.shows("xyz"), terminal.screen.display
    terminal.press(b"\x1b")
    terminal.shows("\0", 0.3)
    terminal.press(b"/two se\r")
    assert terminal.shows("space DONE"), terminal.screen.display
    assert [file.name for file in own.parent.iterdir()] == ["two-sets.toml"]
    terminal.shows("\0", 0.5)  # beyond what counts as a double press
    terminal.press(b" ")
    assert terminal.shows("space GO"), terminal.screen.display
    terminal.press(b"l22.5\rp")
    assert terminal.shows("space RESUME"), terminal.screen.display
    assert terminal.shows("22.5 kg", 5), "\n".join(terminal.screen.display)
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)
