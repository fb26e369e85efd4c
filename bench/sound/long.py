"""One long run, recorded from the first cue to the last: error of any cue, and drift.

    python bench/sound long [--minutes 21] [--quick] [--json FILE]

Minutes of timed work with a few sounds each, between which the stream sleeps, then as many with a
metronome, in which it never does, then the first again. Only the clock matters here, so it may run
while the computer does other things.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
from null_sink import RATE, NullSink
from onset import clip_of, left_over
from planned import due_sounds, planned_only
from recorder import Recorder
from report import spread, verdict, verdict_of
from terminal import Terminal

from legtimer.files.shipped import sounds_folder

WORKOUT = """name = "Long"
prepare = "0:05"
[[block]]
kind = "circuit"
rounds = {third}
exercises = ["1:00 Plank"]
[[block]]
kind = "sets"
exercises = [{{ do = "{reps} Step", cadence = "1s" }}]
[[block]]
kind = "circuit"
rounds = {third}
exercises = ["1:00 Plank"]
"""
GOAL = 5.0


def main(arguments: list[str]) -> None:
    words = argparse.ArgumentParser(prog="long", description=(__doc__ or "").splitlines()[0])
    words.add_argument("--minutes", type=int, default=21, help="a multiple of three")
    words.add_argument("--quick", action="store_true", help="3 minutes")
    words.add_argument("--json", type=Path, help="write due instant and error of each cue")
    options = words.parse_args(arguments)
    third = max(1, (3 if options.quick else options.minutes) // 3)
    with NullSink() as sink:
        path = sink.folder / "long.toml"
        path.write_text(WORKOUT.format(third=third, reps=third * 60))
        recorder = Recorder(sink)
        with Terminal(["run", str(path)], sink.environment) as terminal:
            start = terminal.begun() / 1000
            time.sleep(max(0.0, start + 5 + 180 * third + 2.5 - time.monotonic()))
            if terminal.failed:
                raise RuntimeError(terminal.failed)
            due = due_sounds(path, terminal.taken())
            recorder.stop()
        clips = {s: clip_of(sounds_folder(), s) for s in {one.sound for one in due}}
        found, heard, rest = recorder.hear([(one.at, one.sound) for one in due], clips, 0.1, 0.25)
    planned = set(planned_only(due))
    rows = [
        (one.at - start, one.sound, (at - one.at) * 1000)
        for one, at in zip(due, heard, strict=True)
        if at is not None and one in planned
    ]
    errors = np.array([error for *_, error in rows])
    instants = np.array([at for at, *_ in rows])
    middle = float(np.median(errors))
    lean = float(np.polyfit(instants, errors, 1)[0]) * 1000
    missing, besides = len(planned) - len(rows), len(left_over(rest[5 * RATE :]))
    n, p50, p99, worst = spread(list(errors - middle))
    minutes = (instants[-1] - instants[0]) / 60
    print(f"{n} planned sounds over {minutes:.1f} minutes; {missing} not heard, {besides} besides")
    print(
        f"offset, ms: middle {middle:.2f}; about it p50 {p50:.2f}, p99 {p99:.2f}, worst {worst:.2f}"
    )
    print(f"last less first: {errors[-1] - errors[0]:+.2f} ms; drift {lean:+.3f} ppm of the run")
    print(f"the sink's clock: {recorder.ppm:+.1f} ppm, within {recorder.wander:.2f} ms of a line")
    print(f"sounds: {len(found)}, of which planned ahead {len(planned)}")
    verdict("error of any cue about the offset, worst", worst, GOAL)
    verdict("first to last cue, drift", abs(float(errors[-1] - errors[0])), GOAL)
    verdict_of("every planned sound heard", not missing, f"{missing} missing")
    if options.json:
        options.json.write_text(json.dumps({"cues": rows, "ppm": recorder.ppm}))
