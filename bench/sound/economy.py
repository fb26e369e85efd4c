"""CPU beside termdown, and the sound server's share of it.

    python bench/sound economy [--seconds 30]

Each program runs in a pseudo-terminal of 80x24, one after the other, on a server of its own with
nobody recording, which halts a sink that nobody uses, as servers everywhere do. CPU is the kernel's
own accounting of all threads. termdown is installed from PyPI as ``peers.py`` does it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import peers
from null_sink import NullSink
from report import verdict

ASLEEP, OPEN = 0.5, 3.0


def of_termdown() -> Path:
    """termdown, installed if it is not there yet."""
    program = peers.VENV / "bin" / "termdown"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", peers.VENV], check=True)
        subprocess.run([peers.VENV / "bin" / "pip", "install", "-q", "termdown"], check=True)
    return program


def cpu(process: int) -> float:
    """Seconds of CPU of a process so far, with those of its threads that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(
    sink: NullSink, command: list[str] | None, keys: bytes, seconds: float
) -> tuple[float, float]:
    """CPU of a program and of the server, in s per minute, once the program has settled."""
    if command is None:
        before, began = sink.cpu(), time.monotonic()
        time.sleep(seconds)
        return 0.0, (sink.cpu() - before) / (time.monotonic() - began) * 60
    running = peers.Running(command)
    running.read(12)  # beyond what a stream stays open for after its first sounds
    own, server, began = cpu(running.pid), sink.cpu(), time.monotonic()
    running.read(seconds)
    took = time.monotonic() - began
    figures = (cpu(running.pid) - own) / took * 60, (sink.cpu() - server) / took * 60
    running.leave(keys)
    return figures


def main(arguments: list[str]) -> None:
    words = argparse.ArgumentParser(prog="economy", description=(__doc__ or "").splitlines()[0])
    words.add_argument("--seconds", type=float, default=30)
    words.add_argument("--quick", action="store_true", help="8 seconds")
    options = words.parse_args(arguments)
    seconds = 8 if options.quick else options.seconds
    termdown = of_termdown()
    with NullSink(modules=["module-suspend-on-idle"]) as sink:
        for name in ("plank", "beat"):
            (sink.folder / f"{name}.toml").write_text(peers.WORKOUTS[name])
        homes = {
            f"XDG_{name}_HOME": str(sink.folder / name.lower())
            for name in ("STATE", "DATA", "CONFIG", "CACHE")
        }
        os.environ.update(homes, PULSE_SERVER=sink.environment["PULSE_SERVER"],
                          XDG_RUNTIME_DIR=sink.environment["XDG_RUNTIME_DIR"])  # fmt: skip

        def ours(name: str, *more: str) -> list[str]:
            file = str(sink.folder / f"{name}.toml")
            return [sys.executable, "-m", "legtimer", "run", file, *more]

        programs = {
            "nobody": (None, b""),
            "termdown": ([str(termdown), "5400"], b"q"),
            "legtimer, no sound": (ours("plank", "--player", "silent"), peers.ENDING),
            "legtimer, stream asleep": (ours("plank"), peers.ENDING),
            "legtimer, stream open": (ours("beat"), peers.ENDING),
        }
        found = {
            name: measure(sink, command, keys, seconds)
            for name, (command, keys) in programs.items()
        }
    base, alone = found["termdown"][0], found["nobody"][1]
    print("CPU, s per minute         program   to termdown   sound server   of which ours")
    for name, (own, server) in found.items():
        print(f"{name:24}{own:9.3f}{own / base:14.2f}{server:15.3f}{server - alone:16.3f}")
    asleep, opened = (found[f"legtimer, stream {state}"] for state in ("asleep", "open"))
    verdict("nothing due for 30 s, stream asleep", asleep[0] / base, ASLEEP, "x termdown")
    verdict("a beep a second, stream open", opened[0] / base, OPEN, "x termdown")
    both = (opened[0] + opened[1] - alone) / base
    print(f"with the server's share: asleep {(asleep[0] + asleep[1] - alone) / base:.2f}x, "
          f"open {both:.2f}x termdown")  # fmt: skip
