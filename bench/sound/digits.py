"""Digit and beep: the bytes of a new figure on the terminal against the onset of its beep.

    python bench/sound digits [--turns 220] [--load idle|busy] [--append FILE]

Every second of a workout beeps. The figure counts as turned when the last of its bytes came out of
the pseudo-terminal, the beep when its first frame has its turn at the sink. Where a step begins the
whole screen is painted anew, so these are told apart.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from load import load
from null_sink import NullSink
from onset import clip_of
from planned import due_sounds
from recorder import Recorder
from report import keep, spread, told_before, verdict
from screen import turn_near, turns
from terminal import Terminal

from legtimer.files.shipped import sounds_folder

STEP = 8
"""Seconds of a step; all of them beep."""
WORKOUT = """name = "Digits"
prepare = "0:05"
halfway = false
countdown = 10
[[block]]
kind = "circuit"
rounds = {rounds}
exercises = ["0:08 Plank", "0:08 Squat jump"]
"""
GOAL = 30.0


def run(count: int, name: str) -> dict[str, Any]:
    """One run: ms from each due instant to figure and to sound, and whether a step began then."""
    with NullSink() as sink, load(name):
        path = sink.folder / "digits.toml"
        path.write_text(WORKOUT.format(rounds=count // (2 * STEP) + 2))
        recorder = Recorder(sink)
        with Terminal(["run", str(path)], sink.environment) as terminal:
            start = terminal.begun() / 1000
            until = start + 5 + count
            time.sleep(max(0.0, until + 0.6 - time.monotonic()))
            if terminal.failed:
                raise RuntimeError(terminal.failed)
            due = [one for one in due_sounds(path, terminal.taken()) if one.at < until]
            recorder.stop()
            seen = turns(terminal)
        names = {one.sound for one in due}
        clips = {sound: clip_of(sounds_folder(), sound) for sound in names}
        _, heard, _ = recorder.hear([(one.at, one.sound) for one in due], clips, 0.1, 0.25)
        rows, unseen, unheard = [], 0, 0
        for one, at in zip(due, heard, strict=True):
            if one.answers:
                continue
            turn = turn_near(seen, one.at, 0.02, 0.4)
            unseen += turn is None
            unheard += at is None
            if turn is not None and at is not None:
                begins = one.sound == "go"
                rows.append([turn.last / 1e6 - one.at * 1000, (at - one.at) * 1000, begins])
        return {"load": name, "rows": rows, "unseen": unseen, "unheard": unheard,
                "wander": recorder.wander}  # fmt: skip


def print_all(runs: list[dict[str, Any]], name: str) -> None:
    """Table and verdict over all runs under a load."""
    mine = [run for run in runs if run["load"] == name]
    rows = [row for run in mine for row in run["rows"]]
    print(f"\n== {name}: {len(rows)} turns with a beep, {sum(r['unseen'] for r in mine)} not seen, "
          f"{sum(r['unheard'] for r in mine)} not heard ==")  # fmt: skip
    print("ms                                 n     p50     p99   worst")
    kinds = {
        "inside a step": [row for row in rows if not row[2]],
        "a step begins": [row for row in rows if row[2]],
        "all": rows,
    }
    for kind, some in kinds.items():
        for what, figures in (
            ("figure after due", [seen for seen, _, _ in some]),
            ("beep after due", [heard for _, heard, _ in some]),
            ("between them", [abs(heard - seen) for seen, heard, _ in some]),
        ):
            n, p50, p99, worst = spread(figures, signed=True)
            print(f"{kind:15}{what:17}{n:5}{p50:8.2f}{p99:8.2f}{worst:8.2f}")
    wander = max((run["wander"] for run in mine), default=0)
    print(f"the recorder's instants: within {wander:.2f} ms of a line, all late by less than 1 ms")
    verdict(f"{name}: digit and beep, p99", spread([h - s for s, h, _ in rows]).p99, GOAL)


def main(arguments: list[str]) -> None:
    words = argparse.ArgumentParser(prog="digits", description=(__doc__ or "").splitlines()[0])
    words.add_argument("--turns", type=int, default=215)
    words.add_argument("--quick", action="store_true", help="24 turns")
    words.add_argument("--load", choices=("idle", "busy"), default="idle")
    words.add_argument("--append", type=Path, help="count in the runs of this file, and add to it")
    options = words.parse_args(arguments)
    runs = told_before(options.append)
    runs.append(run(24 if options.quick else options.turns, options.load))
    keep(options.append, runs)
    print_all(runs, options.load)
