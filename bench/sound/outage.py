"""The sound server killed in the middle and started again, and no device at the start.

    python bench/sound outage [--times 3]

A workout beeps every second. The clock on the screen must turn on the second all the time, and
sound must be back within five seconds of the server.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from digits import WORKOUT
from null_sink import NullSink
from onset import clip_of
from planned import Due, due_sounds
from recorder import Recorder
from report import verdict, verdict_of
from screen import turn_near, turns
from terminal import Terminal

from legtimer.files.shipped import sounds_folder

GOAL = 5.0
LATEST_TURN = 200.0
"""ms after its second at which a figure still turned in time; a device is opened meanwhile."""
GONE = 4.0
"""Seconds without a server."""


class Outage:
    """What came of one run."""

    def __init__(self, path: Path, terminal: Terminal, recorder: Recorder, back: float) -> None:
        due = [one for one in due_sounds(path, terminal.taken()) if one.at < time.monotonic() - 0.5]
        recorder.stop()
        seen = turns(terminal)
        late = [
            (None if turn is None else turn.last / 1e6 - one.at * 1000)
            for one in due
            if not one.answers
            for turn in [turn_near(seen, one.at, 0.02, 0.6)]
        ]
        self.turns = len(late)
        self.unseen = sum(one is None for one in late)
        self.latest = max((one for one in late if one is not None), default=float("nan"))
        self.back = self._first_heard(due, recorder, back) - back
        self.said = any(words in terminal.text() for words in ("sound returns", "no sound device"))

    def _first_heard(self, due: list[Due], recorder: Recorder, back: float) -> float:
        after = [one for one in due if one.at > back + 0.3]
        clips = {s: clip_of(sounds_folder(), s) for s in {one.sound for one in after}}
        _, heard, _ = recorder.hear([(one.at, one.sound) for one in after], clips, 0.15, 0.3)
        return next((at for at in heard if at is not None), float("inf"))


def begin(sink: NullSink) -> tuple[Path, Terminal]:
    """The workout under way."""
    path = sink.folder / "outage.toml"
    path.write_text(WORKOUT.format(rounds=20))
    # With the server gone no other way to a device may be found.
    environment = {**sink.environment, "ALSA_CONFIG_PATH": "/nonexistent"}
    terminal = Terminal(["run", str(path)], environment)
    terminal.begun()
    return path, terminal


def killed() -> Outage:
    """The server dies in the middle."""
    with NullSink() as sink:
        path, terminal = begin(sink)
        with terminal:
            time.sleep(8.3)
            sink.kill()
            return back_again(sink, path, terminal)


def none_at_first() -> Outage:
    """The server comes when the workout is under way."""
    sink = NullSink()
    try:
        path, terminal = begin(sink)
        with terminal:
            time.sleep(4)
            return back_again(sink, path, terminal)
    finally:
        sink.__exit__()


def back_again(sink: NullSink, path: Path, terminal: Terminal) -> Outage:
    """Start the server after a while, and listen."""
    time.sleep(GONE)
    sink.start()
    back = time.monotonic()
    recorder = Recorder(sink)
    time.sleep(max(0.0, back + 9 - time.monotonic()))
    if terminal.failed:
        raise RuntimeError(terminal.failed)
    return Outage(path, terminal, recorder, back)


def main(arguments: list[str]) -> None:
    words = argparse.ArgumentParser(prog="outage", description=(__doc__ or "").splitlines()[0])
    words.add_argument("--times", type=int, default=3)
    words.add_argument("--quick", action="store_true", help="once")
    options = words.parse_args(arguments)
    for name, once in (("killed and started again", killed), ("no device at first", none_at_first)):
        print(f"\n== {name} ==")
        outages = []
        for _ in range(1 if options.quick else options.times):
            one = once()
            outages.append(one)
            print(
                f"sound back after {one.back:.2f} s; {one.turns} figures due, {one.unseen} not "
                f"turned, the latest {one.latest:.0f} ms after its second; "
                f"the screen said so: {one.said}"
            )
        verdict(f"{name}: sound is back, worst", max(one.back for one in outages), GOAL, "s")
        unseen = sum(one.unseen for one in outages)
        latest = max(one.latest for one in outages)
        verdict_of(f"{name}: the clock goes on", not unseen and latest <= LATEST_TURN,
                   f"{unseen} turns missing, the latest {latest:.0f} ms late")  # fmt: skip
