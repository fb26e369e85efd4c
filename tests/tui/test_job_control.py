"""A session in a real terminal whose process is stopped and goes on: ctrl+z, and kill."""

from __future__ import annotations

import asyncio
import contextlib
import os
import selectors
import shlex
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from legtimer.tui.job_control import JobControl
from tests.docs.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

PLANK = """
prepare = "0:00"
get-set = "0:00"
[[block]]
kind = "circuit"
exercises = ["{} Plank", "20 Squat"]
"""

COMMAND = [sys.executable, "-m", "legtimer", "run", "w.toml", "--player", "silent"]


def state(pid: int) -> str:
    """What the kernel says the process is doing: T is stopped."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def threads(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/task"))


def reaches(terminal: Terminal, wanted, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if wanted():
            return True
        terminal.shows("\0", 0.05)
    return False


@pytest.fixture
def begin(tmp_path):
    """Begins a session, or a shell in which one can be begun."""
    begun = []

    def of(workout: str, shows: str, through: Sequence[str] = ()) -> Terminal:
        (tmp_path / "w.toml").write_text(workout)
        folders = ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
        begun.append(
            Terminal(
                list(through) or COMMAND,
                str(tmp_path),
                PYTHONPATH=os.getcwd(),
                PS1="shell> ",
                VISUAL=shlex.join([sys.executable, "-c", "print('MY OWN EDITOR'); input()"]),
                **dict.fromkeys(folders, str(tmp_path)),
            )
        )
        assert begun[0].shows(shows)
        return begun[0]

    yield of
    for terminal in begun:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(terminal.pid, signal.SIGKILL)
            os.waitpid(terminal.pid, 0)


def stop(session: Terminal, way: str) -> None:
    session.written = b""
    if way == "ctrl+z":
        session.press(b"\x1a")
    else:
        os.kill(session.pid, signal.SIGSTOP if "STOP" in way else signal.SIGTSTP)
    assert reaches(session, lambda: state(session.pid) == "T")


def go_on(session: Terminal) -> None:
    session.written = b""
    os.kill(session.pid, signal.SIGCONT)
    assert reaches(session, lambda: b"\x1b[?1049h" in session.written)


@pytest.mark.parametrize("way", ["ctrl+z", "kill -STOP", "kill -TSTP"])
def test_everything_is_as_before_and_it_can_be_left(begin, way):
    session = begin(PLANK.format("59:00"), "space PAUSE")
    before = threads(session.pid)
    for _ in range(2):
        stop(session, way)
        if way != "kill -STOP":
            # The shell has its screen and its mouse back.
            assert reaches(session, lambda: b"\x1b[?1049l" in session.written)
            assert b"\x1b[?1000l" in session.written
        go_on(session)
        assert reaches(session, lambda: threads(session.pid) <= before)
    session.press(b"p")
    assert session.shows("space RESUME")
    session.press(b"q")
    assert session.shows("End the workout here?")
    session.press(b"y")
    assert session.shows("stopped early")
    session.press(b"q")
    assert session.ended() == 0


def test_a_stop_is_taken_back_while_the_terminal_is_given_back(begin):
    session = begin(PLANK.format("59:00"), "space PAUSE")
    session.written = b""
    os.kill(session.pid, signal.SIGTSTP)
    assert reaches(session, lambda: b"\x1b[?2004l" in session.written)
    go_on(session)
    session.press(b"p")
    assert session.shows("space RESUME")


def press(shell: Terminal, keys: str, *shown: str) -> None:
    """Type, and wait for what is shown then: words of before do not count."""
    shell.screen.reset()
    shell.written = b""
    shell.press(keys.encode())
    for text in shown:
        assert shell.shows(text), shell.screen.display


def test_a_job_of_a_shell_stops_again_in_the_background_and_can_be_killed_there(begin):
    shell = begin(
        PLANK.format("59:00"), "shell>", through=["/bin/bash", "--norc", "--noprofile", "-i"]
    )
    press(shell, " ".join(COMMAND) + "\r", "space PAUSE")
    jobs = Path(f"/proc/{shell.pid}/task/{shell.pid}/children")
    job = int(jobs.read_text())
    for _ in range(2):
        # What is typed before the shell has the terminal again can get lost.
        press(shell, "\x1a", "Stopped", "shell>")
        assert state(job) == "T"
        press(shell, "bg; echo sent o''n\r", "sent on", "shell>")
        assert reaches(shell, lambda: state(job) == "T")
        assert b"\x1b[?1049h" not in shell.written
        press(shell, "fg\r", "space PAUSE")
    press(shell, "\x1a", "Stopped", "shell>")
    shell.press(b"kill %1\r")
    assert reaches(shell, lambda: not jobs.read_text())
    shell.press(b"exit\r")
    shell.ended()


def test_a_job_that_begins_in_the_background_takes_the_terminal_when_it_gets_it(begin):
    shell = begin(
        PLANK.format("59:00"), "shell>", through=["/bin/bash", "--norc", "--noprofile", "-i"]
    )
    shell.press(" ".join(COMMAND).encode() + b" &\r")
    jobs = Path(f"/proc/{shell.pid}/task/{shell.pid}/children")
    assert reaches(shell, lambda: jobs.read_text() and state(int(jobs.read_text())) == "T")
    shell.press(b"fg\r")
    assert shell.shows("space PAUSE"), shell.screen.display


class _Loop(asyncio.SelectorEventLoop):
    """Says when it falls asleep."""

    def __init__(self) -> None:
        self.asleep = threading.Event()
        selector = selectors.DefaultSelector()
        super().__init__(selector)
        select = selector.select

        def waiting(timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
            if timeout is None:
                self.asleep.set()
            return select(timeout)

        selector.select = waiting  # type: ignore[method-assign]


def test_a_signal_that_another_thread_gets_wakes_the_loop():
    signals = {n: signal.getsignal(n) for n in (signal.SIGTSTP, signal.SIGCONT, signal.SIGTERM)}
    published = SimpleNamespace(subscribe=lambda *_, **__: None)
    app = SimpleNamespace(app_suspend_signal=published, app_resume_signal=published)
    loop, heard = _Loop(), threading.Event()
    in_time = []

    def send() -> None:
        loop.asleep.wait(10)
        signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
        in_time.append(heard.wait(1))
        loop.call_soon_threadsafe(loop.stop)

    async def begin() -> None:
        JobControl(app)

    try:
        signal.signal(signal.SIGTERM, lambda *_: heard.set())
        loop.run_until_complete(begin())
        threading.Thread(target=send).start()
        loop.run_forever()
    finally:
        signal.set_wakeup_fd(-1)
        for number, handler in signals.items():
            signal.signal(number, handler)
        loop.close()
    assert in_time == [True]


def test_while_another_program_has_the_terminal_it_stops_at_once(begin):
    """The event loop stands still then."""
    session = begin(PLANK.format("59:00"), "space PAUSE")
    session.press(b"e")
    assert session.shows("[[block]]")
    session.press(b"\x1b[20~")
    assert session.shows("MY OWN EDITOR")
    stop(session, "kill -TSTP")
    os.kill(session.pid, signal.SIGCONT)
    session.press(b"\r")
    assert reaches(session, lambda: b"\x1b[?1049h" in session.written)
    assert session.shows("[[block]]")


def test_the_clock_runs_on(begin):
    session = begin(PLANK.format("0:04"), "exercise 1 of 2")
    began = time.monotonic()
    stop(session, "ctrl+z")
    time.sleep(max(0, began + 4.2 - time.monotonic()))  # the process stands still, whatever we do
    go_on(session)
    assert session.shows("exercise 2 of 2")
