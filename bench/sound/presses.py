"""Press to its beep: a key written to the terminal against the onset of the sound that answers it.

    python bench/sound presses [--presses 55] [--load idle|busy] [--append FILE]

The workout is an AMRAP, of which each press counts an exercise. Half of the presses come while the
stream is open, quickly one after the other, half while it sleeps: the sound server says which.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import time
from pathlib import Path
from typing import Any

from load import load
from null_sink import NullSink
from onset import clip_of
from planned import due_sounds
from recorder import Recorder
from report import keep, spread, told_before, verdict, verdict_of
from terminal import Terminal

from legtimer.files.shipped import sounds_folder

WORKOUT = """name = "Presses"
prepare = "0:03"
halfway = false
[[block]]
kind = "amrap"
time = "59:00"
exercises = ["10 Lunge jump", "20 Squat", "10 Toss", "20 Jump up"]
"""
GOAL = 120.0
PATIENCE = 20.0
"""Seconds to wait for the stream to fall asleep."""


def open_stream(sink: NullSink) -> bool:
    """Whether the server has a stream of a program that is not halted."""
    told = subprocess.run(
        ["pactl", "list", "sink-inputs"],
        env={**sink.environment, "LC_ALL": "C"}, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    return "Corked: no" in told


def press_awake(sink: NullSink, terminal: Terminal, chance: random.Random) -> str:
    """Press soon after the last press; tells what the stream did."""
    time.sleep(chance.uniform(0.45, 0.75))
    state = "awake" if open_stream(sink) else "asleep"
    time.sleep(0.03)
    terminal.press(" ")
    return state


def press_asleep(sink: NullSink, terminal: Terminal, chance: random.Random) -> str:
    """Wait until the stream sleeps, and press."""
    end = time.monotonic() + PATIENCE
    time.sleep(0.5)
    while open_stream(sink) and time.monotonic() < end:
        time.sleep(0.1)
    time.sleep(chance.uniform(0.2, 0.7))
    state = "awake" if open_stream(sink) else "asleep"
    time.sleep(0.03)
    terminal.press(" ")
    return state


def run(count: int, name: str) -> dict[str, Any]:
    """One run; ms from each press to its sound, by what the stream did when it came."""
    chance = random.Random(time.monotonic_ns())
    with NullSink() as sink, load(name):
        path = sink.folder / "presses.toml"
        path.write_text(WORKOUT)
        recorder = Recorder(sink)
        with Terminal(["run", str(path)], sink.environment) as terminal:
            terminal.begun()
            time.sleep(4.5)
            states = [press_awake(sink, terminal, chance) for _ in range(count)]
            states += [press_asleep(sink, terminal, chance) for _ in range(count)]
            time.sleep(1.5)
            if terminal.failed:
                raise RuntimeError(terminal.failed)
            taken, sent = terminal.taken(), [at / 1e9 for at, _ in terminal.sent]
            recorder.stop()
        due = due_sounds(path, taken)
        clips = {s: clip_of(sounds_folder(), s) for s in {one.sound for one in due}}
        _, heard, _ = recorder.hear([(one.at, one.sound) for one in due], clips, 0.03, 0.45)
        answers = [
            (one.at, at) for one, at in zip(due, heard, strict=True) if one.answers == "press"
        ]
        told: dict[str, Any] = {"load": name, "awake": [], "asleep": [], "taken": [], "unheard": 0}
        for at, state in zip(sent, states, strict=True):
            # The session writes down whole milliseconds, rounded down.
            own = next(((took, on) for took, on in answers if -0.0011 <= took - at < 0.4), None)
            if own is None or own[1] is None:
                told["unheard"] += 1
                continue
            told["taken"].append((own[0] - at) * 1000)
            told[state].append((own[1] - at) * 1000)
        return told


def print_all(runs: list[dict[str, Any]], name: str) -> None:
    """Table and verdicts over all runs under a load."""
    mine = [run for run in runs if run["load"] == name]
    print(f"\n== {name} ==\npress to, ms               n     p50     p99   worst")
    taken = spread([x for run in mine for x in run["taken"]], signed=True)
    print(
        f"the session            {taken.count:5}{taken.p50:8.2f}{taken.p99:8.2f}{taken.worst:8.2f}"
    )
    for state in ("awake", "asleep"):
        n, p50, p99, worst = spread([x for run in mine for x in run[state]], signed=True)
        print(f"sound, stream {state:9}{n:5}{p50:8.2f}{p99:8.2f}{worst:8.2f}")
    for state in ("awake", "asleep"):
        p99 = spread([x for run in mine for x in run[state]]).p99
        verdict(f"{name}: press to its beep, stream {state}, p99", p99, GOAL)
    unheard = sum(run["unheard"] for run in mine)
    verdict_of(f"{name}: every press heard", not unheard, f"{unheard} not heard within 0.45 s")


def main(arguments: list[str]) -> None:
    words = argparse.ArgumentParser(prog="presses", description=(__doc__ or "").splitlines()[0])
    words.add_argument("--presses", type=int, default=55, help="how many of each kind")
    words.add_argument("--quick", action="store_true", help="10 of each kind")
    words.add_argument("--load", choices=("idle", "busy"), default="idle")
    words.add_argument("--append", type=Path, help="count in the runs of this file, and add to it")
    options = words.parse_args(arguments)
    runs = told_before(options.append)
    runs.append(run(10 if options.quick else options.presses, options.load))
    keep(options.append, runs)
    print_all(runs, options.load)
