"""From the command to the first figure on the screen, beside a process that only imports Textual.

    python bench/start.py [--pairs 15] [--sessions 2000] [--player silent] [--root FOLDER]

``legtimer run FILE`` in a pseudo-terminal of 80x24, until the figure and the name of the exercise
have come; beside it, in turns, a bare ``import textual.app, textual.widgets`` as a whole process.
With an empty history, with none, and with a long one; figures are medians. The goal stands with
the bare process: 1.25 times as long, and 60 ms. Runs with the Python of the project's environment.
Linux only.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKOUT = """
prepare = "0:00"
[[block]]
kind = "timed"
time = "1:30:00"
halfway = false
exercises = ["Plank"]
"""
BARE = [sys.executable, "-c", "import textual.app, textual.widgets"]
FACTOR, MORE = 1.25, 60


def bare(env: dict[str, str]) -> float:
    """Ms of the process that only imports."""
    began = time.perf_counter()
    subprocess.run(BARE, env=env, check=True)
    return 1000 * (time.perf_counter() - began)


def first_figure(words: list[str], env: dict[str, str]) -> float:
    """Ms until the figure, which is painted in blocks, and the exercise have come."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(words[0], words, {**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    while b"Plank" not in seen or "█".encode() not in seen:
        if not select.select([terminal], [], [], 10)[0]:
            raise SystemExit(f"the figure does not come: {seen!r}")
        try:
            data = os.read(terminal, 65536)
        except OSError:
            raise SystemExit(f"it ended without a figure: {seen!r}") from None
        if b"\x1b[6n" in data:
            os.write(terminal, b"\x1b[1;1R")
        seen += data
    took = 1000 * (time.perf_counter() - began)
    while select.select([terminal], [], [], 0.3)[0]:
        os.read(terminal, 65536)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    return took


def histories(folder: Path, sessions: int, sets: int) -> dict[str, Path | None]:
    """Histories to begin with: none, one without sessions, and a long one."""
    found: dict[str, Path | None] = {"no history": None}
    for name, count in (("empty history", 0), (f"{sessions} sessions", sessions)):
        if not count and name != "empty history":
            continue
        sys.path.insert(0, str(ROOT))
        from history import fill

        from legtimer.history.store import Store

        found[name] = folder / f"{count}.db"
        Store(found[name]).headers()
        fill(found[name], count, sets)
    return found


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--pairs", type=int, default=15)
    words.add_argument("--sessions", type=int, default=2000)
    words.add_argument("--sets", type=int, default=50)
    words.add_argument("--player", default="silent", help="auto needs PulseAudio and numpy")
    words.add_argument("--root", type=Path, default=ROOT, help="another copy of the project")
    options = words.parse_args()
    # Compiled files are part of every installation; without them each run would compile anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workout = folder / "plank.toml"
        workout.write_text(WORKOUT)
        command = [sys.executable, "-m", "legtimer", "run", str(workout)]
        if options.player != "auto":
            command += ["--player", options.player]
        # Without the second, the folder in which this was called comes first.
        base = {**os.environ, "PYTHONPATH": str(options.root), "PYTHONSAFEPATH": "1"}
        sides = histories(folder, options.sessions, options.sets)
        for where in ("DATA", "CONFIG", "CACHE"):
            base[f"XDG_{where}_HOME"] = str(folder / where)
        sink = None
        if options.player == "auto":
            from null_sink import NullSink

            sink = NullSink()
            sink.start()
            for key in ("PULSE_SERVER", "XDG_RUNTIME_DIR"):
                base[key] = sink.environment[key]
        found: dict[str, list[float]] = {}
        try:
            for turn in range(options.pairs + 2):
                for side, path in sides.items():
                    home = folder / f"{side} {turn}" / "legtimer"
                    home.mkdir(parents=True)
                    if path is not None:
                        os.link(path, home / "history.db")
                    env = {**base, "XDG_STATE_HOME": str(home.parent)}
                    figures = {"bare": bare(env), side: first_figure(command, env)}
                    if path is not None:
                        # What was begun is no session that was cut off, for the next turn.
                        _forget(path)
                    if turn > 1:
                        for key, value in figures.items():
                            found.setdefault(key, []).append(value)
        finally:
            if sink is not None:
                sink.stop()
    middle = statistics.median(found["bare"])
    allowed = FACTOR * middle + MORE
    print(f"{'bare import of Textual':26}{middle:8.1f} ms")
    print(f"{'allowed':26}{allowed:8.1f} ms")
    for side in sides:
        took = statistics.median(found[side])
        verdict = "within" if took <= allowed else "over"
        print(
            f"{side:26}{took:8.1f} ms   {took / middle:5.2f}x bare   {took - FACTOR * middle:+6.1f}"
            f" ms beside {FACTOR}x   {verdict}   (best {min(found[side]):.1f})"
        )


def _forget(path: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path, isolation_level=None)) as history:
        history.execute("PRAGMA foreign_keys = ON")
        history.execute("DELETE FROM session WHERE status = 'open'")


if __name__ == "__main__":
    main()
