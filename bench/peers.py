"""legtimer's screen beside its peers: start, CPU, wake-ups, key latency, memory, quitting.

Every program runs in a pseudo-terminal of 80x24, all of them in one run of this script, in turns,
so that the ratios hold on any machine. CPU and wake-ups are the kernel's own accounting of the
process and its threads; latency is the time from writing a key to the first byte that comes back.

    python bench/peers.py [--seconds 30] [--keys 60] [--only NAME ...] [--json]

The peers (termdown, countdown-cli) are installed from PyPI into ``.venv-bench`` beside the project,
together with the project itself. Needs numpy and PulseAudio, of which a server of its own with a
null sink is started. Linux only. ``key`` is a key that no journal has to keep (mute), ``press`` one
that changes the session: pause, which recolours the whole screen, or the count of an AMRAP.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
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

from null_sink import NullSink

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv-bench"
WORKOUTS = {
    "plank": """
prepare = "0:00"
[[block]]
kind = "timed"
time = "1:30:00"
halfway = false
exercises = ["Plank"]
""",
    "squat": """
prepare = "0:00"
[[block]]
kind = "sets"
exercises = ["20 Squat"]
""",
    "beat": """
prepare = "0:00"
[[block]]
kind = "sets"
exercises = [{ do = "5400 Step", cadence = "1s" }]
""",
    "amrap": """
prepare = "0:00"
[[block]]
kind = "amrap"
time = "1:30:00"
halfway = false
exercises = ["10 Lunge jump", "20 Kettlebell squat", "10 Medicine ball toss", "20 Jump up"]
""",
}
SETTLED = 6.0
"""Seconds until a sound device that nobody needs is asleep."""
ENDING = b"qyq"
"""Asks to end, says yes, closes the summary."""


def programs(folder: Path) -> dict[str, dict]:
    """What is run, which key is pressed for its latency, and how it is left."""
    for name, text in WORKOUTS.items():
        (folder / f"{name}.toml").write_text(text)

    def ours(name: str, *words: str) -> list[str]:
        return [str(VENV / "bin" / "legtimer"), "run", str(folder / f"{name}.toml"), *words]

    found = {
        "termdown": {"run": [str(VENV / "bin" / "termdown"), "5400"], "key": b" ", "quit": b"q"},
        "legtimer, silent": {"run": ours("plank", "--player", "silent"), "quit": ENDING},
        "legtimer, nothing due": {
            "run": ours("plank"), "key": b"m", "press": b"p", "quit": ENDING,
        },
        "legtimer, stream open": {"run": ours("beat"), "quit": ENDING},
        "legtimer, AMRAP": {"run": ours("amrap"), "press": b" ", "quit": ENDING},
        "legtimer, paused": {"run": ours("plank"), "then": b"p", "quit": ENDING},
        "legtimer, waiting": {"run": ours("squat"), "quit": ENDING},
    }  # fmt: skip
    if (VENV / "bin" / "countdown").exists():
        found["countdown-cli"] = {
            "run": [str(VENV / "bin" / "countdown"), "90m"],
            "key": b" ",
            "quit": b"q",
        }
    return found


class Running:
    """A program in a pseudo-terminal."""

    def __init__(self, command: list[str]) -> None:
        self.began = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(command[0], command)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = b""

    def read(self, seconds: float, *, until_quiet: float | None = None) -> float | None:
        """Read for a time, or until nothing came for a while; tells when the first byte came."""
        first = None
        end = time.perf_counter() + seconds
        last = time.perf_counter()
        while (now := time.perf_counter()) < end:
            if until_quiet is not None and first is not None and now - last > until_quiet:
                break
            if select.select([self.terminal], [], [], 0.005)[0]:
                try:
                    data = os.read(self.terminal, 65536)
                except OSError:
                    break
                if not data:
                    break
                last = time.perf_counter()
                first = first or last
                self.seen += data
                if b"\x1b[6n" in data:
                    os.write(self.terminal, b"\x1b[1;1R")
        return first

    def latency(self, key: bytes) -> float | None:
        """Ms from a key to the first byte that comes back."""
        self.read(0.3, until_quiet=0.03)
        sent = time.perf_counter()
        os.write(self.terminal, key)
        if not select.select([self.terminal], [], [], 1.0)[0]:
            return None
        came = time.perf_counter()
        return (came - sent) * 1000

    def spent(self) -> dict[str, tuple[float, int]]:
        """CPU seconds and wake-ups (voluntary context switches) of each thread so far."""
        found = {}
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with contextlib.suppress(OSError):
                cpu = int((task / "schedstat").read_text().split()[0]) / 1e9
                for line in (task / "status").read_text().splitlines():
                    if line.startswith("voluntary_ctxt_switches"):
                        found[task.name] = cpu, int(line.split()[1])
        return found

    def memory(self) -> int:
        """Resident KiB."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

    def leave(self, keys: bytes) -> float | None:
        """Quit by keys; seconds until the process was gone, or None if it had to be killed."""
        sent = time.perf_counter()
        for key in keys:
            sent = time.perf_counter()
            with contextlib.suppress(OSError):
                os.write(self.terminal, bytes([key]))
            self.read(0.25, until_quiet=0.05)
        end = time.perf_counter() + 3
        while time.perf_counter() < end:
            pid, _ = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self.terminal)
                return time.perf_counter() - sent
            self.read(0.01)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)
        return None


def measure(program: dict, seconds: float, keys: int) -> dict:
    """Run a program once through everything that is measured of it."""
    running = Running(program["run"])
    first = running.read(5, until_quiet=0.5)
    found: dict = {"first_byte_ms": (first - running.began) * 1000 if first else None}
    if "then" in program:
        os.write(running.terminal, program["then"])
        running.read(1.0)
    running.read(SETTLED)
    before, began = running.spent(), time.perf_counter()
    running.read(seconds)
    after, took = running.spent(), time.perf_counter() - began
    # A thread that has ended meanwhile is not counted at all.
    spent = [(after[task], before.get(task, (0.0, 0))) for task in after]
    found["cpu_s_per_min"] = sum(now[0] - then[0] for now, then in spent) / took * 60
    found["wakeups_per_s"] = sum(now[1] - then[1] for now, then in spent) / took
    found["memory_mib"] = running.memory() / 1024
    for name in ("key", "press"):
        if name not in program or not keys:
            continue
        times = []
        for n in range(keys):
            running.read(0.05 + n % 7 * 0.01)
            times.append(running.latency(program[name]))
            running.read(0.35)  # beyond what counts as a double press
        good = sorted(t for t in times if t is not None)
        if good:
            found[f"{name}_p50_ms"] = statistics.median(good)
            found[f"{name}_p99_ms"] = good[min(len(good) - 1, int(len(good) * 0.99))]
    quitting = running.leave(program["quit"])
    found["quit_ms"] = None if quitting is None else quitting * 1000
    return found


def server_cpu(sink: NullSink) -> float:
    """CPU seconds that the sound server has used so far."""
    assert sink.server is not None
    tasks = Path(f"/proc/{sink.server.pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def set_up() -> None:
    """Install the peers and the project, once."""
    if not (VENV / "bin" / "termdown").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run(
            [VENV / "bin" / "pip", "install", "-q", "termdown", "countdown-cli"], check=True
        )
    subprocess.run([VENV / "bin" / "pip", "install", "-q", ROOT], check=True)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--seconds", type=float, default=30, help="how long each one runs")
    words.add_argument("--keys", type=int, default=60, help="how many keys are timed")
    words.add_argument("--only", nargs="+", default=[], help="which ones, beside termdown")
    words.add_argument("--json", action="store_true")
    options = words.parse_args()
    set_up()
    with tempfile.TemporaryDirectory() as folder, NullSink() as sink:
        os.environ["XDG_STATE_HOME"] = folder
        for name in ("PULSE_SERVER", "XDG_RUNTIME_DIR"):
            os.environ[name] = sink.environment[name]
        server = server_cpu(sink)
        found = {
            name: measure(program, options.seconds, options.keys)
            for name, program in programs(Path(folder)).items()
            if not options.only or name in ("termdown", *options.only)
        }
        spent = server_cpu(sink) - server
    if options.json:
        print(json.dumps(found, indent=2))
        return
    rows = list(dict.fromkeys(key for figures in found.values() for key in figures))
    base = found["termdown"]
    for row in rows:
        print(row)
        for name, figures in found.items():
            value = figures.get(row)
            if value is not None:
                ratio = f"{value / base[row]:6.2f}x termdown" if base.get(row) else ""
                print(f"    {name:24}{value:10.2f}   {ratio}")
    print(f"the sound server's CPU over the whole run: {spent:.2f} s")


if __name__ == "__main__":
    main()
