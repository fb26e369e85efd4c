"""The program in a terminal of its own, for the monkey: it is always listened to.

What is known of it from outside: which bytes it has not read yet, whether all its threads sleep,
and what it has written. That is enough to tell that it has done what it had to, without asking
it.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from wcwidth import wcwidth

ROOT = Path(__file__).resolve().parents[2]
QUIET = 0.012
"""Seconds without output after which the program is taken to have done all it had to do."""
PATIENCE = 5.0
"""Seconds for which it may rest with something unread."""
WORK = 20.0
"""Seconds of the processor's after which it is taken to work without an end. Many events at once
take their time, and where others have the processor too, a clock says nothing."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Hangs(Exception):
    """It did not read its input, or did not come to rest."""


class Picture:
    """What stands on a terminal, as far as Textual writes it: places and text.

    The tests of what a person sees use ``pyte``, which knows all that terminals do, and takes more
    time for it than the program takes to draw.
    """

    _PART = re.compile(
        r"\x1b\[(\d*);?(\d*)H|\x1b\[[0-?]*[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
        r"|\x1b[P_].*?\x1b\\|\x1b[^\[\]P_]|([\r\n\x07\x08])|([^\x1b\r\n\x07\x08]+)",
        re.DOTALL,
    )

    def __init__(self, size: tuple[int, int]) -> None:
        """Blank."""
        self.rows = [" " * size[0]] * size[1]
        self._wide, self._x, self._y = size[0], 0, 0
        self._rest = ""
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    def resize(self, size: tuple[int, int]) -> None:
        """Keep what still has room."""
        self._wide = size[0]
        rows = [row[: size[0]].ljust(size[0]) for row in self.rows[: size[1]]]
        self.rows = rows + [" " * size[0]] * (size[1] - len(rows))

    def feed(self, data: bytes) -> None:
        """Take what was written; a sequence or a character that is not all there yet waits."""
        text = self._rest + self._decode(data)
        escape = text.rfind("\x1b")
        whole = escape < 0 or self._PART.match(text, escape) is not None
        end = len(text) if whole else escape
        self._rest = text[end:]
        for part in self._PART.finditer(text[:end]):
            row, column, final, control, text = part.groups()
            if text:
                self._write(text)
            elif row is not None or column is not None:
                self._y, self._x = int(row or 1) - 1, int(column or 1) - 1
            elif final == "J":
                self.rows = [" " * self._wide] * len(self.rows)
            elif control == "\r":
                self._x = 0
            elif control == "\n":
                self._y = min(self._y + 1, len(self.rows) - 1)

    def _write(self, text: str) -> None:
        if not text.isascii():
            text = "".join(
                one if (w := _width(one)) == 1 else one + "\0" if w > 1 else "" for one in text
            )
        if 0 <= self._y < len(self.rows):
            row = self.rows[self._y]
            self.rows[self._y] = (row[: self._x] + text + row[self._x + len(text) :])[: self._wide]
        self._x += len(text)


@cache
def _width(one: str) -> int:
    return wcwidth(one)


class Program:
    """One process, from its start to its end."""

    def __init__(self, words: Sequence[str], folder: Path, size: tuple[int, int]) -> None:
        """Start it.

        Args:
            words: the command line, without the program's name.
            folder: its home, where all of its files lie.
            size: columns and rows.
        """
        self.size = size
        self._picture = Picture(size)
        self.tail = b""
        """The last that it wrote."""
        self.code: int | None = None
        """Its exit code; None as long as it runs."""
        self._master, self._slave = os.openpty()
        modes = termios.tcgetattr(self._slave)
        # Before the program has the terminal, and after it, keys are not to be signals or to hold
        # back output: the shell's terminal is not what is tested.
        modes[0] &= ~termios.IXON
        modes[3] &= ~termios.ISIG
        termios.tcsetattr(self._slave, termios.TCSANOW, modes)
        self._set_size()
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(self._slave, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(self._slave, number)
            os.closerange(3, 256)
            os.chdir(folder)
            command = [sys.executable, "-m", "legtimer", *words]
            os.execve(command[0], command, environment(folder))
        os.set_blocking(self._master, False)

    @property
    def rows(self) -> list[str]:
        """What stands on the terminal."""
        return [row.replace("\0", "") for row in self._picture.rows]

    def type(self, data: bytes) -> None:
        """Type, and go on listening while the program takes it."""
        start, used = time.monotonic(), self._used()
        while data and self.code is None:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                if self._hangs(start, used, PATIENCE):
                    raise Hangs("it does not read what is typed") from None
                self._listen(0.01)
                self._look_for_end()

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size."""
        self.size = size
        self._picture.resize(size)
        self._set_size()

    def kill(self, number: int) -> None:
        """Send a signal."""
        if self.code is None:
            os.kill(self.pid, number)

    def settle(self, patience: float = PATIENCE) -> None:
        """Wait until it has read all, has nothing to do and has written all of it.

        Raises:
            Hangs: if it does not come to that.
        """
        start = last = time.monotonic()
        used = self._used()
        while self.code is None:
            now = time.monotonic()
            if self._listen(0.004):
                last = now
            elif now - last >= QUIET:
                self._look_for_end()
                if self.code is not None:
                    return
                state = self._state()
                if state == "T":
                    self.kill(signal.SIGCONT)
                    last = now
                elif state == "S" and not self._unread() and self._has_terminal():
                    return
            if now - start > patience:
                if self._works_without_end(start, used, patience):
                    raise Hangs("it is busy without an end")
                if self._unread() and self._state() == "S" and now - last > 2 * patience:
                    raise Hangs("it does not read what is typed")

    def _hangs(self, start: float, used: float, patience: float) -> bool:
        """Whether it sleeps after so many seconds of waiting for it, or works without an end."""
        asleep = time.monotonic() - start > patience and self._state() == "S"
        return asleep or self._works_without_end(start, used, patience)

    def _works_without_end(self, start: float, used: float, patience: float) -> bool:
        """Where others have the processor, it is given as long as it needs."""
        return time.monotonic() - start > 20 * patience or self._used() - used > WORK

    def hang_up(self) -> None:
        """Close the terminal."""
        os.close(self._master)
        os.close(self._slave)
        self._master = -1

    def end(self, patience: float = PATIENCE) -> int:
        """Wait for its end; its exit code.

        Raises:
            Hangs: if it does not end.
        """
        start, used = time.monotonic(), self._used()
        while self.code is None:
            if self._master >= 0:
                self._listen(0.01)
            else:
                time.sleep(0.01)
            if self._state() == "T":
                self.kill(signal.SIGCONT)
            self._look_for_end()
            if self._hangs(start, used, 4 * patience):
                raise Hangs("it does not end")
        if self._master >= 0:
            self._listen(0)
        return self.code

    def close(self) -> None:
        """Kill it if it runs, and give the terminal back."""
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.code = -signal.SIGKILL
        if self._master >= 0:
            self.hang_up()

    def stacks(self) -> str:
        """Where its threads stand, for one that hangs; it ends by that."""
        self.kill(signal.SIGABRT)
        try:
            self.end(2)
        except Hangs:
            self.close()
        return self.tail.decode(errors="replace").rpartition("Fatal Python error")[2]

    def _set_size(self) -> None:
        columns, rows = self.size
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def _listen(self, seconds: float) -> bool:
        heard = False
        while select.select([self._master], [], [], seconds)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                break
            heard, seconds = True, 0
            self.tail = (self.tail + data)[-65536:]
            self._picture.feed(data)
        return heard

    def _look_for_end(self) -> None:
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)

    def _unread(self) -> int:
        found: int = struct.unpack("i", fcntl.ioctl(self._slave, termios.FIONREAD, bytes(4)))[0]
        return found

    def _has_terminal(self) -> bool:
        """Whether it reads the keys itself: what is typed into another program is only echoed."""
        modes: int = termios.tcgetattr(self._slave)[3]
        return not modes & termios.ECHO

    def _used(self) -> float:
        """Seconds that it has had of a processor."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def _state(self) -> str:
        """As the kernel has it: S if all its threads sleep; elsewhere than on Linux as if they did.

        The main thread sleeps too while another one works and has Python's lock.
        """
        states = set()
        for thread in Path(f"/proc/{self.pid}/task").glob("*/stat"):
            with suppress(OSError):
                states.add(thread.read_text().rpartition(") ")[2][:1])
        return "T" if "T" in states else "".join(states - {"S"})[:1] or "S"


def environment(folder: Path) -> dict[str, str]:
    """The variables of a program whose files all lie in one folder."""
    return {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_RUNTIME_DIR": str(folder),
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",
        "PYTHONFAULTHANDLER": "1",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "VISUAL": f"{sys.executable} {folder / 'editor.py'}",
    }
