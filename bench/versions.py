"""This copy of the project beside another one, in pairs: commands, first figure, a running clock.

    python bench/versions.py OTHER [--pairs 31]

OTHER is the folder of the other copy. Each pair runs both, and which of them is first changes from
pair to pair. ``check`` and ``plan`` are CPU time of the process; the first figure is the time from
the command until it is painted in a pseudo-terminal; the running clock is the CPU time of 10 s of a
session without sound. What is told of each is the median, and the median of the ratios of the
pairs. Both run with the Python of this copy's environment. Linux only.
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


def running(words: list[str], env: dict[str, str]) -> float:
    """CPU ms of a session in the 10 s after its first figure."""
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
        ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return 1000 * (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")

    read_until(time.monotonic() + 2)
    before = used()
    read_until(time.monotonic() + RUNNING)
    took = used() - before
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    return took


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("other", type=Path)
    words.add_argument("--pairs", type=int, default=31)
    words.add_argument("--running", type=int, default=7, help="pairs of the running clock")
    options = words.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sides = {"this": ROOT, "other": options.other.resolve()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workout = folder / "plank.toml"
        workout.write_text(WORKOUT)
        circuit = ROOT / "workouts" / "runner-circuit.toml"
        program = [sys.executable, "-m", "legtimer"]
        run = [*program, "run", str(workout), "--player", "silent"]

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

        measures = {
            "check, CPU ms": (options.pairs, lambda env: command("check", env)),
            "plan, CPU ms": (options.pairs, lambda env: command("plan", env)),
            "first figure, ms": (options.pairs, lambda env: first_figure(run, env)),
            "10 s running, CPU ms": (options.running, lambda env: running(run, env)),
        }
        turn = 0
        for title, (pairs, measure) in measures.items():
            found: dict[str, list[float]] = {side: [] for side in sides}
            for pair in range(pairs + 1):
                for side in list(sides)[:: 1 if pair % 2 else -1]:
                    turn += 1
                    took = measure(environment(side, turn))
                    if pair:  # the first one compiles
                        found[side].append(took)
            ratios = [a / b for a, b in zip(found["this"], found["other"], strict=True)]
            print(
                f"{title:22}{statistics.median(found['this']):8.1f} here"
                f"{statistics.median(found['other']):8.1f} there"
                f"{statistics.median(ratios):7.3f} here / there, {pairs} pairs",
                flush=True,
            )


if __name__ == "__main__":
    main()
