"""The editor on a long file, in a real terminal: from key to letter, from slip to mark.

    python bench/editor.py [--lines 2000] [--keys 300] [--size 120x40]

Needs pyte. The program runs in a pseudo-terminal over folders of its own; a file of so many lines
is opened from the library and typed into at its middle, at the pace of a quick typist and with
pauses. A key counts from the write to the terminal until the bytes have come that show its letter
in its cell; a slip until the head of the screen counts a mistake.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import pty
import queue
import random
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from pathlib import Path

import pyte

AT_ONCE = 15
"""Letters that are typed before they are rubbed out: more would scroll the line."""

BLOCK = """[[block]]
kind = "superset"
# Words between the sets, to be typed into.
sets = 1
rest = "0:10"
exercises = [
  "3 Curtsey lunge @ 30 kg",
  "0:05 Lunge jump",   # light
  { do = "2/side Split squat", note = "slow" },
]

"""


class Screen:
    """The program, and what its screen shows."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        homes = {
            f"XDG_{name}_HOME": str(folder / name) for name in ("DATA", "STATE", "CONFIG", "CACHE")
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "legtimer", "--player", "silent"],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**os.environ, **homes, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )  # fmt: skip
        os.close(slave)
        self.pieces: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        # The instant of a piece must not wait for the piece before it to be understood.
        sys.setswitchinterval(0.0005)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self.master, 1 << 16)
            except OSError:  # nobody has the other end open any more
                return
            self.pieces.put((time.perf_counter(), data))

    def press(self, keys: str) -> float:
        """Press; the instant."""
        at = time.perf_counter()
        os.write(self.master, keys.encode())
        return at

    def until(self, shown, patience: float = 20) -> float:
        """Wait until the screen shows something; the instant at which its bytes had come."""
        end = time.perf_counter() + patience
        at = time.perf_counter()
        while not shown():
            try:
                at, data = self.pieces.get(timeout=max(0, end - time.perf_counter()))
            except queue.Empty:
                raise RuntimeError("it does not come:\n" + "\n".join(self.screen.display)) from None
            self.stream.feed(data)
        return at

    def rest(self, seconds: float) -> None:
        """Read on for a while."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            with contextlib.suppress(queue.Empty):
                self.stream.feed(self.pieces.get(timeout=left)[1])

    def has(self, text: str) -> bool:
        """Whether any row has a text."""
        return any(text in row for row in self.screen.display)

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()
        os.close(self.master)


def measured(name: str, seconds: list[float]) -> None:
    ms = sorted(second * 1000 for second in seconds)
    p99 = ms[min(len(ms) - 1, round(len(ms) * 0.99))]
    print(
        f"{name:34}{len(ms):5} times  p50 {statistics.median(ms):6.1f}  p99 {p99:6.1f}"
        f"  worst {ms[-1]:6.1f} ms"
    )


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--lines", type=int, default=2000)
    arguments.add_argument("--keys", type=int, default=300)
    arguments.add_argument("--size", default="120x40")
    options = arguments.parse_args()
    columns, rows = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory(prefix="legtimer-") as name:
        folder = Path(name)
        path = folder / "DATA" / "legtimer" / "workouts" / "a-long-one.toml"
        path.parent.mkdir(parents=True)
        blocks = options.lines // BLOCK.count("\n")
        text = 'name = "A long one"\nprepare = 0\n\n' + BLOCK * blocks
        path.write_text(text)
        print(f"{text.count(chr(10)):,} lines, {len(text):,} bytes, {options.size}")
        shown = Screen(folder, (columns, rows))
        try:
            # Into a comment in the middle.
            opened(shown, 4 + BLOCK.count("\n") * (blocks // 2) + 2)
            measured("from the key to its letter", typing(shown, options.keys))
            measured("from the slip to its mark", slipping(shown))
        finally:
            shown.close()


def opened(shown: Screen, line: int) -> None:
    """Open the file from the library and go to the end of a line."""
    shown.until(lambda: shown.has("A long one"))
    shown.rest(0.5)
    shown.press("e")
    shown.until(lambda: shown.has("a-long-one.toml") and shown.has("about"))
    shown.press("\x07")
    shown.until(lambda: shown.has("Go to line"))
    shown.press(f"{line}\r")
    shown.rest(0.5)
    shown.press("\x1b[F")
    shown.rest(0.5)


def typing(shown: Screen, keys: int) -> list[float]:
    """The seconds from each of so many keys to its letter."""
    chance = random.Random(5)
    column, row = cell(shown, "to be typed into.")
    found: list[float] = []
    typed = 0
    for i in range(keys):
        letter = chr(ord("a") + i % 26)
        at = shown.press(letter)
        there = column + typed
        came = shown.until(lambda x=there, c=letter: shown.screen.buffer[row][x].data == c)
        found.append(came - at)
        typed += 1
        if typed == AT_ONCE:
            shown.press("\x7f" * AT_ONCE)
            shown.until(lambda: shown.screen.buffer[row][column].data == " ")
            typed = 0
        shown.rest(chance.choice((0.03, 0.06, 0.09, 0.12, 0.2, 0.4)))
    return found


def slipping(shown: Screen) -> list[float]:
    """The seconds from a slip, two keys, to the count of mistakes."""
    found = []
    for _ in range(20):
        shown.rest(0.5)
        at = shown.press("\r=")
        found.append(shown.until(lambda: shown.has("mistake")) - at)
        shown.rest(0.3)
        shown.press("\x7f\x7f")
        shown.until(lambda: shown.has("about"))
    return found


def cell(shown: Screen, text: str) -> tuple[int, int]:
    """The cell behind a text that is on the line of the cursor, in the middle of the screen."""
    rows = [i for i, row in enumerate(shown.screen.display) if text in row]
    middle = min(rows, key=lambda i: abs(i - len(shown.screen.display) // 2))
    return shown.screen.display[middle].index(text) + len(text), middle


if __name__ == "__main__":
    main()
