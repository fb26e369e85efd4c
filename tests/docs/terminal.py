"""A program in a terminal of its own, read back as a person sees it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Sequence

import pyte

from legtimer.tui.widgets.fonts import drawable, word_rows


def stands_on(rows: Sequence[str], text: str) -> tuple[int, int] | None:
    """Where a text stands in rows, small or drawn: column and row from 0; None if it does not."""
    forms = [text]
    plain = drawable(text)
    if plain is not None and plain.strip():
        # As the session screen draws them at 80x24: words, slim ones, and those at the top.
        drawn = (word_rows(plain, *size, above=True) for size in ((1, 5), (0.5, 5), (1, 6)))
        forms += [rows[1].strip() for rows in drawn]
    found = ((row.find(form), y) for form in forms for y, row in enumerate(rows))
    return next((place for place in found if place[0] >= 0), None)


class Terminal:
    """80x24, with a program in it."""

    def __init__(self, command: list[str], folder: str, **environment: str) -> None:
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        """The last that the program wrote, as it is."""
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(environment, TERM="xterm-256color")
            os.execv(command[0], command)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._terminal, keys)

    def shows(self, text: str, seconds: float = 20) -> bool:
        """Wait until a text stands on the screen, small or drawn."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self._terminal], [], [], 0.05)[0]:
                try:
                    data = os.read(self._terminal, 65536)
                    self.written = (self.written + data)[-65536:]
                    self._stream.feed(data)
                except OSError:
                    return stands_on(self.screen.display, text) is not None
            if stands_on(self.screen.display, text) is not None:
                return True
        return False

    def ended(self, seconds: float = 10) -> int:
        """Wait for the end of the program; its exit code."""
        self.shows("\0", 0.3)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self._terminal)
                return os.waitstatus_to_exitcode(status)
            self.shows("\0", 0.1)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        raise TimeoutError("the program does not end")
