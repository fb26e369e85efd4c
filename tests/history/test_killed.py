"""Programs that end in the middle: killed, hung up on, terminated, interrupted, crashed."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from legtimer.core.session.press_guard import REPEAT_DELAY
from legtimer.history.interrupted import find_interrupted
from legtimer.history.store import Store

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a thing of Unix", allow_module_level=True)

import termios

from tests.docs.terminal import Terminal
from tests.history import kill_nine

RIGHT = 1000
"""Ms by which a clock may be off after a kill."""
LOADED = 2000
"""Ms more that a machine with other work to do may be late with a beat."""


def test_kill_nine_in_terminals():
    """A sample; the script runs any number."""
    figures = kill_nine.in_terminals(6, seed=11, at_once=3)
    assert figures.killed >= 6
    assert figures.furthest <= RIGHT + LOADED


def test_kill_nine_in_the_middle_of_any_command():
    figures = kill_nine.bare(9, seed=12)
    assert figures.answered > 0
    assert figures.furthest <= RIGHT + LOADED


@pytest.fixture
def home(tmp_path):
    (tmp_path / "rounds.toml").write_text(kill_nine.ROUNDS)
    return tmp_path


def environment(home) -> dict[str, str]:
    return {
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONPATH": str(kill_nine.Path(__file__).parents[2]),
    }


def legtimer(home, *words) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*kill_nine.PROGRAM, *words],
        capture_output=True,
        text=True,
        cwd=home,
        env={**os.environ, **environment(home)},
    )


def trained(home, rounds: int = 2, *, asked: bool = False) -> Terminal:
    """A terminal in which so many rounds were counted.

    Args:
        asked: whether there is something that was cut off before; it is left for later.
    """
    words = ["run", str(home / "rounds.toml"), "--player", "silent"]
    terminal = Terminal([*kill_nine.PROGRAM, *words], str(home), **environment(home))
    if asked:
        assert terminal.shows("Resume where it stopped")
        terminal.press(b"\x1b")
    assert terminal.shows("ound 1")
    for n in range(rounds):
        time.sleep(kill_nine.NO_PRESS)
        terminal.press(b" ")
        assert terminal.shows(f"ound {n + 2}")
    return terminal


def ended(terminal) -> int:
    """The exit code of a program that left the terminal as it found it."""
    before = os.dup(terminal._terminal)
    code = terminal.ended()
    modes = termios.tcgetattr(before)[3]
    os.close(before)
    assert modes & termios.ICANON
    assert modes & termios.ECHO
    assert b"\x1b[?1049l" in terminal.written  # back from the alternate screen
    assert b"\x1b[?25h" in terminal.written  # the cursor is seen
    return code


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_leaves_the_terminal_well_and_the_session_open(home, name):
    terminal = trained(home)
    number = getattr(signal, name)
    before = time.time() * 1000
    os.kill(terminal.pid, number)
    assert ended(terminal) == 128 + number
    after = time.time() * 1000
    assert b"Traceback" not in terminal.written
    store = Store(home / "state" / "legtimer" / "history.db")
    (found,) = find_interrupted(store, kill_nine.read)
    assert found.view.tally.done == 2
    # It had the time to write where it was.
    assert before - 50 <= found.header.began_at + found.at <= after + 50
    assert not list((home / "state" / "legtimer").glob("crash-*"))
    store.close()


def test_a_terminal_that_is_closed_leaves_the_session_open(home):
    terminal = trained(home)
    os.close(terminal._terminal)
    _, status = os.waitpid(terminal.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP
    listed = json.loads(legtimer(home, "resume", "--list", "--json").stdout)
    (session,) = listed["sessions"]
    assert (session["workout"], session["running"], session["resumable"]) == ("Rounds", False, True)


def test_a_terminal_that_is_nobody_s_controlling_one_is_missed_when_it_goes(home):
    """No signal tells of it, and reading from it gives nothing, at once, for ever."""
    outer, inner = os.openpty()
    program = subprocess.Popen(
        [*kill_nine.PROGRAM, "run", str(home / "rounds.toml"), "--player", "silent"],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        cwd=home,
        env={**os.environ, **environment(home), "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(inner)
    seen = b""
    while b"\x1b[?1049h" not in seen or len(seen) < 4000:
        seen += os.read(outer, 65536)
    os.close(outer)
    assert program.wait(20) == 128 + signal.SIGHUP


def test_what_was_said_in_the_summary_outlives_a_kill(home):
    terminal = trained(home)
    terminal.press(b"q")
    assert terminal.shows("End the workout here?")
    terminal.press(b"y")
    assert terminal.shows("effort")
    terminal.press(b"e")
    assert terminal.shows("effort?")
    terminal.press(b"8")
    assert terminal.shows("[8]")
    terminal.press(b"n")
    assert terminal.shows("Note")
    terminal.press(b"windy\r")
    assert terminal.shows("note: windy")
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.ended()
    store = Store(home / "state" / "legtimer" / "history.db")
    assert find_interrupted(store, kill_nine.read) == []
    (header,) = store.headers()
    assert (header.effort, header.note) == (8, "windy")
    store.close()


def test_going_on_from_the_command_line(home):
    first = trained(home)
    listed = legtimer(home, "resume", "--list")
    assert "under way just now" in listed.stdout
    assert legtimer(home, "resume", "--keep").returncode == 2
    os.kill(first.pid, signal.SIGKILL)
    first.ended()

    words = ["resume", "--player", "silent"]
    second = Terminal([*kill_nine.PROGRAM, *words], str(home), **environment(home))
    assert second.shows("ound 3")
    assert second.shows("space RESUME")
    time.sleep(kill_nine.NO_PRESS)
    second.press(b" ")
    time.sleep(kill_nine.NO_PRESS)
    second.press(b" ")
    assert second.shows("ound 4")
    second.press(b"u")
    assert second.shows("ound 3")
    time.sleep(kill_nine.NO_PRESS)
    second.press(b"u")
    assert second.shows("ound 2")  # a press of the process that was killed
    os.kill(second.pid, signal.SIGTERM)
    second.ended()

    kept = legtimer(home, "resume", "--keep")
    assert re.match(r"kept: Rounds, .*0:\d\d in", kept.stdout)
    assert legtimer(home, "resume").stderr == "legtimer: no session is interrupted\n"
    assert "1 + 0" in legtimer(home, "history").stdout


def test_two_that_were_cut_off_are_told_apart(home):
    for n in range(2):
        terminal = trained(home, rounds=1, asked=bool(n))
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.ended()
    listed = legtimer(home, "resume", "--list").stdout.splitlines()
    assert len(listed) == 2
    several = legtimer(home, "resume", "--discard")
    assert several.returncode == 2
    assert "several sessions are meant" in several.stderr
    dropped = legtimer(home, "resume", "--discard", listed[0].split()[0])
    assert dropped.stdout == "discarded: Rounds\n"
    assert legtimer(home, "resume", "--list").stdout.splitlines() == listed[1:]
    nobody = legtimer(home, "resume", "--keep", "zz")
    assert (nobody.returncode, nobody.stdout) == (2, "")


def test_two_instances_at_once_in_one_history(home):
    first, second = trained(home, rounds=1), trained(home, rounds=1)
    assert legtimer(home, "resume", "--list").stdout.count("under way just now") == 2
    for n, terminal in ((3, first), (3, second), (4, second), (4, first)):
        time.sleep(kill_nine.NO_PRESS)
        terminal.press(b" ")
        assert terminal.shows(f"ound {n}")
    for terminal in (first, second):
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.ended()
    with sqlite3.connect(home / "state" / "legtimer" / "history.db") as db:
        counts = db.execute("SELECT count(*) FROM event GROUP BY session").fetchall()
    assert counts == [(4,), (4,)]
    db.close()


@pytest.mark.errors_expected
def test_a_crash_leaves_the_session_open(home):
    """What goes wrong under the screens is our mistake, and costs nobody a round."""
    code = (
        "import sys\n"
        "from legtimer.tui.screens.session.driving import DrivingScreen\n"
        "def broken(self):\n    raise RuntimeError('broken on purpose')\n"
        "DrivingScreen.action_mute = broken\n"
        "from legtimer.cli.main import main\n"
        "sys.exit(main())\n"
    )
    words = [sys.executable, "-c", code, "run", str(home / "rounds.toml"), "--player", "silent"]
    terminal = Terminal(words, str(home), **environment(home))
    assert terminal.shows("ound 1")
    time.sleep(kill_nine.NO_PRESS)
    terminal.press(b" ")
    assert terminal.shows("ound 2")
    terminal.press(b"m")
    assert terminal.shows("our mistake")
    # The plain screen takes over, which has the same fault: going on does not help.
    terminal.press(b"m")
    assert terminal.shows("space: main key")
    for _ in range(2):
        # Sooner it would be a key that is held since the screen before.
        time.sleep(REPEAT_DELAY / 1000 + 0.1)
        terminal.press(b"m")
    assert ended(terminal) == 3
    store = Store(home / "state" / "legtimer" / "history.db")
    (found,) = find_interrupted(store, kill_nine.read)
    assert found.view.tally.done == 1
    store.close()


def test_a_session_that_could_not_be_saved_lies_in_a_file_and_goes_on_from_there(home):
    (home / "state").write_text("where the folder should be")
    terminal = trained(home)
    assert terminal.shows("not saved")
    os.kill(terminal.pid, signal.SIGTERM)
    assert ended(terminal) == 128 + signal.SIGTERM
    (file,) = home.glob("legtimer-session-*.jsonl")
    assert f"import --jsonl {file}".encode() in terminal.written.replace(b"\r\n", b"")
    (home / "state").unlink()
    assert legtimer(home, "import", "--jsonl", str(file)).returncode == 0
    assert "round 3" in legtimer(home, "resume", "--list").stdout
