"""The program in a pseudo-terminal: keys go in, and every byte that comes out has its instant."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from pathlib import Path

from legtimer.core.session.command_text import InvalidCommand, parse_command
from legtimer.core.session.commands import JournalEntry, Start

PROBE = Path(__file__).with_name("probe.py")
ASKED = b"\x1b[6n"


class Terminal:
    """``legtimer run FILE ...`` in a terminal of its own."""

    def __init__(
        self, words: list[str], environment: dict[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        """Start the program.

        Args:
            words: of its command line.
            environment: with the sound server in it; a folder for its state is added.
            size: columns and rows.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="legtimer-")
        self.folder = Path(self._folder.name)
        self._log = self.folder / "probe.jsonl"
        self._log.touch()
        self.pieces: list[tuple[int, bytes]] = []
        """What came out: ns of the monotonic clock, bytes."""
        self.sent: list[tuple[int, str]] = []
        """What was pressed: ns of the monotonic clock, key."""
        self.size = size
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        homes = {
            f"XDG_{name}_HOME": str(self.folder / name.lower())
            for name in ("STATE", "DATA", "CONFIG", "CACHE")
        }
        self.process = subprocess.Popen(
            [sys.executable, str(PROBE), str(self._log), *words],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**environment, **homes, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )  # fmt: skip
        os.close(slave)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while True:
            select.select([self._master], [], [])
            try:
                data = os.read(self._master, 1 << 16)
            except OSError:  # nobody has the other end open any more
                return
            self.pieces.append((time.monotonic_ns(), data))
            if ASKED in data:
                os.write(self._master, b"\x1b[1;1R")

    def press(self, key: str) -> int:
        """Press a key; the instant in ns."""
        at = time.monotonic_ns()
        os.write(self._master, key.encode())
        self.sent.append((at, key))
        return at

    def begun(self, patience: float = 15) -> int:
        """Wait until the session has begun; the instant of its start, in ms of its clock."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            taken = self.taken()
            if taken:
                return taken[0].at
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise RuntimeError(f"the session did not begin: {self.text()[-2000:]}")

    def taken(self) -> list[JournalEntry]:
        """The commands that the session took so far, with the instants that it took them at.

        In ms of the session's clock, which is the monotonic one. The first is its start.
        """
        found = []
        for line in self._log.read_text().splitlines():
            told = json.loads(line)
            with contextlib.suppress(InvalidCommand):
                found.append(JournalEntry(told["now"], parse_command(told["command"])))
        starts = [i for i, pressed in enumerate(found) if isinstance(pressed.command, Start)]
        return found[starts[0] :] if starts else []

    def text(self) -> str:
        """All that came out so far."""
        return b"".join(data for _, data in list(self.pieces)).decode(errors="replace")

    @property
    def failed(self) -> str | None:
        """What it printed if it went down, else None."""
        return self.text()[-1500:] if self.process.poll() not in (None, 0) else None

    def leave(self) -> None:
        """End the session by its keys, or else the process."""
        for key in "qyq":
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError):
                os.write(self._master, key.encode())
            time.sleep(0.5)
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._thread.join(2)
        os.close(self._master)
        self._folder.cleanup()

    def __enter__(self) -> Terminal:
        """The terminal itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program."""
        self.leave()
