"""A whole AMRAP in a real terminal in real time, its sound recorded from a real sound server.

    python bench/real_amrap.py [--workout FILE|NAME] [--size 80x24] [--quick]

Needs tmux, PulseAudio and numpy. Presses keys in tmux at the instants of a script that counts
rounds, miscounts one, undoes it, and answers how many reps were left; then compares the summary on
the screen with the score that ``legtimer rehearse`` gives for the same keys, and every sound in the
recording with the instant at which it was due. Takes ten and a half minutes; ``--quick`` takes one.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from null_sink import NullSink
from onset import clip_of, locate

from legtimer.audio.sound_rules import choose
from legtimer.cli.commands.rehearse import Event, rehearse
from legtimer.core.session.command_text import parse_command
from legtimer.core.session.commands import JournalEntry
from legtimer.core.session.machine import Session
from legtimer.files.shipped import sounds_folder
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.files.workouts.reader import read_file

Script = list[tuple[int, str, str]]
Env = dict[str, str]

# When (in seconds since the start), the key, and what it means.
FULL = [
    (10 + at, key, word)
    for at, key, word in [
        *[(t, "Space", "press") for t in (31, 83, 112, 158)],
        *[(t, "Space", "press") for t in (190, 241, 273)],
        (275, "Space", "press"),  # pressed once too often ...
        (277, "u", "undo"),  # ... and taken back
        (322, "Space", "press"),
        (455, "R", "round"),
        *[(t, "Space", "press") for t in (490, 552)],
    ]
]
QUICK = [(3 + at, key, word) for at, key, word in [
    (5, "Space", "press"), (9, "Space", "press"), (11, "u", "undo"), (14, "Space", "press"),
    (22, "R", "round"), (27, "Space", "press"),
]]  # fmt: skip
QUICK_WORKOUT = """name = "Quick"
prepare = "0:03"
[[block]]
kind = "amrap"
time = "0:40"
exercises = ["10 Squat", "5 Push-up"]
"""


def tmux(*words: str) -> str:
    done = subprocess.run(
        ["tmux", "-L", "legtimer-bench", *words], capture_output=True, text=True, check=False
    )
    return done.stdout


class Trained(NamedTuple):
    """What came of a session in a real terminal; instants in seconds of the monotonic clock."""

    launched: float
    sent: list[float]
    answered: float
    asked: str
    summary: str
    printed: str


def train(path: Path, script: Script, end: float, answer: int, size: str, env: Env) -> Trained:
    """Run the program in tmux, press the keys, and answer the question at the end."""
    width, height = size.split("x")
    passed = [f"-e{name}={value}" for name, value in env.items()]
    program = f"{sys.executable} -m legtimer run {path}; sleep 60"
    tmux("new-session", "-d", "-s", "a", "-x", width, "-y", height, *passed, program)
    launched = time.monotonic()
    # A session begins by itself; when exactly, the sound of its first GO tells afterwards.
    began = launched + 0.7
    sent = []
    for at, key, _ in script:
        time.sleep(max(0.0, began + at - time.monotonic()))
        sent.append(time.monotonic())
        tmux("send-keys", "-t", "a", key)
    time.sleep(max(0.0, began + end + 4 - time.monotonic()))
    asked = tmux("capture-pane", "-p", "-t", "a")
    tmux("send-keys", "-t", "a", str(answer))
    time.sleep(0.5)
    answered = time.monotonic()
    tmux("send-keys", "-t", "a", "Enter")
    time.sleep(2)
    summary = tmux("capture-pane", "-p", "-t", "a")
    tmux("send-keys", "-t", "a", "q")
    time.sleep(1.5)
    printed = tmux("capture-pane", "-p", "-t", "a")
    tmux("kill-server")
    return Trained(launched, sent, answered, asked, summary, printed)


def compare(events: list[Event], samples: np.ndarray, clock: float) -> None:
    """Print every sound that was due beside when it was heard; ``clock`` is the start in it."""
    pressed = {event.at for event in events if event.command is not None}
    planned, answers, missing = [], [], []
    for due, sound in choose([event.cue for event in events if event.cue is not None]):
        clip = clip_of(sounds_folder(), sound)
        heard = locate(samples, clip, clock + due / 1000 + 0.1, 0.35)
        if heard is None:
            missing.append((due, sound))
            continue
        late = (heard - clock) * 1000 - due
        (answers if due in pressed else planned).append((due, sound, late))
    offset = statistics.median(late for _, _, late in planned)
    worst = max(abs(late - offset) for _, _, late in planned)
    print(f"planned cues: {len(planned)}, the worst {worst:.2f} ms off the spacing")
    for due, sound, late in planned:
        print(f"  {due / 1000:9.3f} s  {sound:14} {late - offset:+7.2f} ms off the spacing")
    print(f"answers to a press: {len(answers)}")
    for due, sound, late in answers:
        print(f"  {due / 1000:9.3f} s  {sound:14} {late:7.1f} ms after the key was sent")
    print("missing:", missing or "none")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--workout", default="leg-amrap")
    words.add_argument("--size", default="80x24")
    words.add_argument("--quick", action="store_true")
    options = words.parse_args()
    script, answer = (QUICK, 3) if options.quick else (FULL, 7)
    with tempfile.TemporaryDirectory() as folder, NullSink() as sink:
        path = Path(folder) / "quick.toml"
        path.write_text(QUICK_WORKOUT)
        if not options.quick:
            path = WORKOUTS.find(options.workout)
        workout = read_file(path).workout
        assert workout is not None
        end = (workout.prepare + workout.blocks[0].time) / 1000
        names = ("PULSE_SERVER", "XDG_RUNTIME_DIR")
        env = {**{name: sink.environment[name] for name in names}, "XDG_STATE_HOME": folder}
        sink.record()
        trained = train(path, script, end, answer, options.size, env)
        sink.stop_recording()
        samples = sink.samples()
        recorded = sink.began
    print(trained.asked, trained.summary, sep="\n")
    go = locate(samples, clip_of(sounds_folder(), "go"), trained.launched - recorded + 7, 7.0)
    assert go is not None, "the first GO is not in the recording"
    began = go + recorded - workout.prepare / 1000
    keys = [
        JournalEntry(round((at - began) * 1000), parse_command(word))
        for at, (_, _, word) in zip(trained.sent, script, strict=True)
    ]
    keys.append(
        JournalEntry(round((trained.answered - began) * 1000), parse_command(f"reps {answer}"))
    )
    session = Session(workout, now=0)
    events = rehearse(session, tuple(keys))
    score = session.view(10**8).scores[0].text
    print(f"score by rehearsal: {score}; on the screen: {score in trained.summary}; ", end="")
    print(f"printed afterwards: {score in trained.printed}")
    compare(events, samples, began - recorded)


if __name__ == "__main__":
    main()
