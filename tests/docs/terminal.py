"""A program in a terminal of its own, read back as a person sees it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time

import pyte


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
        """Wait until a text stands on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self._terminal], [], [], 0.05)[0]:
                try:
                    data = os.read(self._terminal, 65536)
                    self.written = (self.written + data)[-65536:]
                    self._stream.feed(data)
                except OSError:
                    return any(text in line for line in self.screen.display)
            if any(text in line for line in self.screen.display):
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
