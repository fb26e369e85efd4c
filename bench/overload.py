"""Sound on a machine that can't keep up: a metronome beside a screen and three busy loops.

In one process, as in the program itself, run the sound engine and a Textual screen of 200x60 that
repaints fully 20 times a second; three busy loops take what is left of the processor. A metronome
plays through a null sink of our own, which is recorded.

    python bench/overload.py [--cues 240] [--period 500] [--busy 3] [--player auto] [--json]

Printed are how many intervals between neighbouring cues are within 1 ms, how often the device stood
still, how many cues were wrong (off by more than 1 ms of the offset that those around them have),
and how many wrong ones came in a row at most. The recorder counts samples of the sink, so that its
own error of a spacing is one sample. Needs the project, numpy and PulseAudio; Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import math
import os
import pty
import statistics
import struct
import subprocess
import sys
import termios
import threading
import time
from array import array
from itertools import pairwise
from pathlib import Path

ROWS, COLUMNS = 60, 200
REPAINTS = 20
"""A second."""
RATE = 48_000
START = 5_000
"""ms before the first cue."""
AHEAD = 20_000
"""ms of the plan that are known, as in a session."""
AROUND = 8
"""Cues before and after one whose offset tells its own."""


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cues", type=int, default=240)
    parser.add_argument("--period", type=int, default=500, help="ms between two cues")
    parser.add_argument("--busy", type=int, default=3, help="busy loops")
    parser.add_argument("--player", default="auto")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--screen", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.screen:
        play(options.cues, options.period, options.player, Path(options.screen))
        return
    told = measure(options.cues, options.period, options.player, options.busy)
    if options.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:24} {value}")


def measure(cues: int, period: int, player: str, busy: int) -> dict[str, float]:
    """Run the screen in a pseudo-terminal beside the busy loops, and judge what was recorded."""
    from null_sink import NullSink

    with NullSink() as sink, contextlib.ExitStack() as stack:
        told = sink.folder / "told.json"
        sink.record()
        for _ in range(busy):
            loop = subprocess.Popen([sys.executable, "-c", "while True: pass"])
            stack.callback(loop.wait)
            stack.callback(loop.kill)
        argv = [sys.executable, __file__, "--cues", str(cues), "--period", str(period)]
        argv += ["--player", player]
        run_in_terminal([*argv, "--screen", str(told)], sink.environment)
        sink.stop_recording()
        report = json.loads(told.read_text())
        onsets = onsets_of(sink.samples())
        return judged(report["dues"], [sink.began * 1000 + at for at in onsets]) | {
            "slips": report["slips"],
            "repaints a second": report["repaints"],
        }


def run_in_terminal(argv: list[str], environment: dict[str, str]) -> None:
    """Run a program in a pseudo-terminal until it ends."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = environment | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    program = subprocess.Popen(
        argv, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)

    def drain() -> None:
        with contextlib.suppress(OSError):
            while os.read(master, 1 << 16):
                pass

    reader = threading.Thread(target=drain, daemon=True)
    reader.start()
    program.wait()
    reader.join(2)
    os.close(master)


def onsets_of(samples: object) -> list[float]:
    """The instants in ms at which sounds begin, 20 ms of silence before each."""
    import numpy as np

    loud = np.flatnonzero(np.abs(samples) > 0.05)  # type: ignore[arg-type]
    first = np.diff(loud, prepend=-RATE) > RATE // 50
    return [float(at) * 1000 / RATE for at in loud[first]]


def judged(dues: list[int], onsets: list[float]) -> dict[str, float]:
    """How even the onsets are against their instants, all in ms."""
    half = (dues[1] - dues[0]) / 2
    errors: list[float | None] = []
    for due in dues:
        near = [onset - due for onset in onsets if abs(onset - due - 30) < half]
        errors.append(min(near, key=abs, default=None))
    steps = [None if a is None or b is None else b - a for a, b in pairwise(errors)]
    run = longest = wrong = 0
    for i, error in enumerate(errors):
        around = [e for e in errors[max(0, i - AROUND) : i + AROUND + 1] if e is not None]
        if error is None or abs(error - statistics.median(around)) > 1:
            run, wrong = run + 1, wrong + 1
            longest = max(longest, run)
        else:
            run = 0
    even = sum(step is not None and abs(step) <= 1 for step in steps)
    heard = [error for error in errors if error is not None]
    return {
        "cues": len(dues),
        "not heard": len(dues) - len(heard),
        "heard besides": len(onsets) - len(heard),
        "intervals within 1 ms, %": round(100 * even / len(steps), 1),
        "wrong cues": wrong,
        "wrong in a row": longest,
        "worst interval, ms": round(max((abs(s) for s in steps if s is not None), default=0), 2),
        "offset, ms": round(statistics.median(heard), 1) if heard else math.nan,
    }


def play(cues: int, period: int, player: str, told: Path) -> None:
    """The screen and the metronome, in a terminal."""
    from rich.text import Text
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    from legtimer.audio.engine import Sound
    from legtimer.audio.players import choose_player
    from legtimer.core.session.cues import RepTick

    beep = array("h", (round(20000 * math.cos(i / 6)) for i in range(480)))
    sound = Sound({"rep-tick": beep}, choose_player(player))
    dues = [time.monotonic_ns() // 1_000_000 + START + period * i for i in range(cues)]

    class Screen(App[None]):
        """Rows of text that all change all the time."""

        CSS = "Static { height: 1; }"
        painted = 0

        def compose(self) -> ComposeResult:
            for _ in range(ROWS):
                yield Static()

        def on_mount(self) -> None:
            self.began = time.monotonic()
            self.follow()
            self.set_interval(1, self.follow)
            self.set_interval(1 / REPAINTS, self.paint)

        def follow(self) -> None:
            now = time.monotonic_ns() // 1_000_000
            coming = [RepTick(due=d, step=0, rep=i) for i, d in enumerate(dues)]
            sound.schedule([cue for cue in coming if now < cue.due < now + AHEAD], now)
            if now > dues[-1] + 1000:
                self.exit()

        def paint(self) -> None:
            self.painted += 1
            for row, line in enumerate(self.query(Static)):
                colour = f"rgb({(self.painted * 7 + row) % 256},120,{row * 4})"
                text = f"{self.painted + row:>6} " * (COLUMNS // 7)
                line.update(Text(text, style=f"{colour} on rgb(20,{self.painted % 100},40)"))

    screen = Screen()
    screen.run()
    report = {
        "dues": dues,
        "slips": sound.player.underruns,
        "repaints": round(screen.painted / (time.monotonic() - screen.began), 1),
    }
    told.write_text(json.dumps(report))


if __name__ == "__main__":
    main()
