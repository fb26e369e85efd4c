"""What a long history costs: ten years of sessions beside none, whole processes, in turns.

    python bench/history.py [--sessions 2000] [--sets 50] [--rounds 9]

Fills a history with synthetic sessions: the shipped workouts, trained by an athlete who needs the
estimated time for everything, day after day, each session filled up to the wanted number of sets.
Then runs commands and the screens in turns with it, with an empty history, and with one of twenty
sessions, which fills a screen: what grows between those two is the drawing. Commands: CPU time of
the process. Screens: in a pseudo-terminal of 80x24, ms from the start (or the key) to the last
byte of the picture, and the CPU of the whole process. Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import pty
import random
import resource
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Container
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = 24 * 3600 * 1000
QUIET = 0.4
"""Seconds without a byte after which a picture is taken for complete."""
SIDES = ("empty", "few", "full")
FEW = 20
COMMANDS = {
    "history": ["history"],
    "history --limit 2000": ["history", "--limit", "2000"],
    "history --workout": ["history", "--workout", "amrap"],
    "history show last": ["history", "show", "last"],
    "list": ["list"],
    "plan": ["plan", "WORKOUT"],
}
SINGLE = {"history --limit 2000", "history --workout", "history show last"}
"""What does not do the same with and without a history: compared with a few sessions only."""


def templates(names: Container[str] | None = None) -> list:
    """A session of each shipped workout, or of those of these file names, as it is kept."""
    from legtimer.cli.paper_athlete import PaperAthlete
    from legtimer.core.session import commands as c
    from legtimer.core.session.machine import Session
    from legtimer.core.session.transitions import State
    from legtimer.files.workouts.catalogue import read_catalogue
    from legtimer.history.recorded_session import record_of
    from legtimer.history.session_record import Header, SessionStatus

    found = []
    for file, reading in read_catalogue():
        workout = reading.workout
        if workout is None or (names is not None and file.name not in names):
            continue
        choices = {ask.key: ask.high for ask in workout.asks()}
        session, athlete, now = Session(workout, choices, now=0), PaperAthlete(), 0
        session.handle(c.Start(), now)
        while session.state is not State.FINISHED:
            press = athlete.next_press(session.view(now), now)
            due = session.next_deadline()
            if press is not None and (due is None or press[0] < due):
                now = press[0]
                session.handle(press[1], now)
            else:
                now = due
                session.advance(now)
        header = Header(
            uid="", workout=workout.name, origin=str(file.path), text=reading.text, choices=choices,
            swaps=frozenset(), began_at=0, utc_offset=60, version="0.1.0",
            status=SessionStatus.DONE, effort=7, note="as planned",
        )  # fmt: skip
        found.append(record_of(session, header, now))
    return found


def session_of(template, number: int, began_at: int, sets: int, dice: random.Random):
    """One day's session: the template's, with other figures, and the wanted number of sets."""
    rows = []
    for n in range(sets):
        one = template.sets[n % len(template.sets)]
        done = None if one.done is None else max(one.done + dice.randint(-2, 3), 0)
        ms = round(one.ms * dice.uniform(0.7, 1.3))
        rows.append(one._replace(number=n + 1, done=done, ms=ms, rest=dice.randint(0, 90_000)))
    scores = tuple(
        score._replace(rounds=dice.randint(3, 9), reps=dice.randint(0, 30))
        for score in template.scores
    )
    header = replace(template.header, uid=f"{dice.getrandbits(128):032x}", began_at=began_at)
    return replace(template, header=header, sets=tuple(rows), scores=scores)


def fill(path: Path, sessions: int, sets: int, names: Container[str] | None = None) -> None:
    """Write so many sessions of some workouts, two days apart, the last one yesterday."""
    from legtimer.history.store import Store

    dice = random.Random(1)
    made = templates(names)
    store = Store(path)
    now = time.time_ns() // 1_000_000
    for number in range(sessions):
        began_at = now - (sessions - number) * 2 * DAY + DAY
        store.insert(session_of(made[number % len(made)], number, began_at, sets, dice))
    store.close()


def environment(home: Path, root: Path = ROOT) -> dict[str, str]:
    """That of a process whose files lie in a folder, its history in ``legtimer`` there."""
    return {
        **os.environ, "PYTHONPATH": str(root), "PYTHONSAFEPATH": "1", "XDG_STATE_HOME": str(home),
        **{f"XDG_{what}_HOME": str(home / what) for what in ("DATA", "CONFIG", "CACHE")},
    }  # fmt: skip


def cost(words: list[str], env: dict[str, str]) -> float:
    """CPU ms of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "legtimer", *words],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, check=False,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def drawn(terminal: int, began: float) -> float:
    """Ms until the last byte of a picture."""
    last = None
    while last is None or time.perf_counter() - last < QUIET:
        if select.select([terminal], [], [], 0.02)[0]:
            data = os.read(terminal, 65536)
            last = time.perf_counter()
            if b"\x1b[6n" in data:
                os.write(terminal, b"\x1b[1;1R")
        elif time.perf_counter() - began > 20:
            raise SystemExit("the screen does not come")
    return 1000 * (last - began)


def screens(env: dict[str, str], *keys: str) -> list[float]:
    """The first screen and those that keys lead to: ms of each, and at last the CPU of them all."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        words = [sys.executable, "-m", "legtimer", "--player", "silent"]
        os.execve(sys.executable, words, {**env, "TERM": "xterm-256color"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    found = [drawn(terminal, began)]
    for key in keys:
        began = time.perf_counter()
        os.write(terminal, key.encode())
        found.append(drawn(terminal, began))
    os.write(terminal, b"q")
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            pass
    _, _, usage = os.wait4(pid, 0)
    os.close(terminal)
    return [*found, 1000 * (usage.ru_utime + usage.ru_stime)]


def tell(name: str, empty: list[float], few: list[float], full: list[float]) -> None:
    figures = "".join(f"{statistics.median(times):9.1f}" for times in (empty, few, full))
    for base in (empty, few):
        ratio = statistics.median(b / a for a, b in zip(base, full, strict=True))
        figures += f"{'':>9}" if name in SINGLE and base is empty else f"{ratio:8.2f}x"
    print(f"{name:22}{figures}")


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--sessions", type=int, default=2000)
    words.add_argument("--sets", type=int, default=50)
    words.add_argument("--rounds", type=int, default=9)
    words.add_argument("--commands-only", action="store_true")
    options = words.parse_args()
    # Compiled files are part of every installation; without them each run would compile anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        envs = [environment(Path(folder) / name) for name in SIDES]
        paths = [Path(folder) / name / "legtimer" / "history.db" for name in SIDES]
        fill(paths[0], 0, 0)
        fill(paths[1], FEW, options.sets)
        began = time.perf_counter()
        fill(paths[2], options.sessions, options.sets)
        size = paths[2].stat().st_size
        count = options.sessions * options.sets
        print(
            f"{options.sessions} sessions, {count} sets: {size / 1e6:.1f} MB, "
            f"{size / options.sessions / 1000:.1f} kB a session, "
            f"filled in {time.perf_counter() - began:.1f} s"
        )
        # An empty history is a file without sessions, as it is after the first start.
        from legtimer.history.store import Store

        Store(paths[0]).headers()
        print(f"{'':22}{'empty':>9}{'few':>9}{'full':>9}{'full/empty':>11}{'full/few':>9}")
        workout = str(ROOT / "workouts" / "runner-circuit.toml")
        found: dict[str, tuple[list[float], ...]] = {}
        for turn in range(options.rounds + 1):
            for side, env in enumerate(envs):
                measured = {
                    name: cost([workout if w == "WORKOUT" else w for w in line], env)
                    for name, line in COMMANDS.items()
                }
                if not options.commands_only:
                    library, history, _, both = screens(env, "h", "\x1b")
                    measured |= {"library, ms": library, "history screen, ms": history}
                    measured["both, CPU ms"] = both
                for name, value in measured.items():
                    if turn:
                        found.setdefault(name, ([], [], []))[side].append(value)
        for name, sides in found.items():
            tell(name, *sides)


if __name__ == "__main__":
    main()
