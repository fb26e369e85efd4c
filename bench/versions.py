"""This copy of the project beside another one, in pairs: commands, first figure, a session.

    python bench/versions.py OTHER [--pairs 31]

OTHER is the folder of the other copy. Each pair runs both, and which of them is first changes from
pair to pair. ``check`` and ``plan`` are CPU time of the process; the first figure is the time from
the command until it is painted in a pseudo-terminal; a session without sound, with a clock that
runs and with one that waits for the athlete, is CPU time of 10 s and peak memory. What is told of
each is the median, and the median of the ratios of the pairs. Both run with the Python of this
copy's environment. Linux only.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from commands import cost
from start import ROOT, WORKOUT, first_figure

RUNNING = 10.0
WAITING = """
prepare = "0:00"
[[block]]
kind = "sets"
sets = 3
exercises = ["10 Squat"]
"""


def running(words: list[str], env: dict[str, str]) -> tuple[float, float]:
    """CPU ms of a session in the 10 s after its first figure, and its peak memory in MiB."""
    import fcntl
    import pty
    import select
    import struct
    import termios

    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(words[0], words, {**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read_until(end: float) -> None:
        while (left := end - time.monotonic()) > 0:
            if select.select([terminal], [], [], left)[0]:
                data = os.read(terminal, 65536)
                if b"\x1b[6n" in data:
                    os.write(terminal, b"\x1b[1;1R")

    def used() -> float:
        tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6

    read_until(time.monotonic() + 3)
    before = used()
    read_until(time.monotonic() + RUNNING)
    took = used() - before
    os.kill(pid, signal.SIGKILL)
    _, _, usage = os.wait4(pid, 0)
    os.close(terminal)
    return took, usage.ru_maxrss / 1024


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("other", type=Path)
    words.add_argument("--pairs", type=int, default=31)
    words.add_argument("--running", type=int, default=7, help="pairs of each session")
    options = words.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Or else the folder in which this was called comes before that of a side.
    os.environ["PYTHONSAFEPATH"] = "1"
    sides = {"this": ROOT, "other": options.other.resolve()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = [sys.executable, "-m", "legtimer"]

        def session(name: str, text: str) -> list[str]:
            workout = folder / name
            workout.write_text(text)
            return [*program, "run", str(workout), "--player", "silent"]

        run, wait = session("plank.toml", WORKOUT), session("squats.toml", WAITING)
        circuit = ROOT / "workouts" / "runner-circuit.toml"

        def environment(side: str, turn: int) -> dict[str, str]:
            env = {**os.environ, "PYTHONPATH": str(sides[side])}
            for where in ("DATA", "CONFIG", "CACHE", "STATE"):
                home = folder / f"{side} {turn} {where}"
                home.mkdir(exist_ok=True)
                env[f"XDG_{where}_HOME"] = str(home)
            return env

        def command(kind: str, env: dict[str, str]) -> float:
            os.environ["PYTHONPATH"] = env["PYTHONPATH"]
            return 1000 * cost(["-m", "legtimer", kind, str(circuit)])

        many, few = options.pairs, options.running
        measures = [
            (many, ("check, CPU ms",), lambda env: (command("check", env),)),
            (many, ("plan, CPU ms",), lambda env: (command("plan", env),)),
            (many, ("first figure, ms",), lambda env: (first_figure(run, env),)),
            (few, ("10 s running, CPU ms", "its memory, MiB"), lambda env: running(run, env)),
            (few, ("10 s waiting, CPU ms", "its memory, MiB"), lambda env: running(wait, env)),
        ]
        turn = 0
        for pairs, titles, measure in measures:
            found: dict[str, list[tuple[float, ...]]] = {side: [] for side in sides}
            for pair in range(pairs + 1):
                for side in list(sides)[:: 1 if pair % 2 else -1]:
                    turn += 1
                    took = measure(environment(side, turn))
                    if pair:  # the first one compiles
                        found[side].append(took)
            columns = (zip(*found[side], strict=True) for side in sides)
            for title, here, there in zip(titles, *columns, strict=True):
                ratios = [a / b for a, b in zip(here, there, strict=True)]
                print(
                    f"{title:22}{statistics.median(here):8.1f} here"
                    f"{statistics.median(there):8.1f} there"
                    f"{statistics.median(ratios):7.3f} here / there, {pairs} pairs",
                    flush=True,
                )


if __name__ == "__main__":
    main()
