"""What plays the onsets: legtimer with either player, one paplay process per beep, and marks.

Every one of them has a sink and a recorder of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import wave
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from null_sink import RATE, NullSink
from onset import Wanted, clip_of, find_all
from planned import CANCELLED, Due, due_sounds, too_late_to_cancel
from recorder import Recorder
from terminal import Terminal

from legtimer.audio.instants import SECOND
from legtimer.audio.simple.simpleaudio_output import RESIDUE
from legtimer.core.session.command_text import parse_command
from legtimer.core.session.commands import JournalEntry, Start
from legtimer.files.shipped import sounds_folder

ROUND = """
[[block]]
kind = "circuit"
rounds = {rounds}
rest = "0:02"
countdown = 3
exercises = [
  "0:04 Squat jump",
  {{ do = "24 Step", cadence = "0.5s" }},
  "0:03 Plank",
  {{ do = "30 Hop", cadence = "0.3s" }},
]
"""
HEAD = 'name = "Onsets"\nprepare = "0:06"\nget-set = "0:02"\nhalfway = false\n'
ROUND_SECONDS = 30.0
PER_SECOND = 2.1
"""Cues, about; a bit is lost to presses."""
PRESSES = ((9.13, "p", "pause"), (10.71, "p", "resume"), (15.27, "n", "skip"), (18.38, "u", "undo"))
"""In each half minute; moved on by ``SHIFT`` every time, to meet the cues at all phases."""
SHIFT = 0.137
LEAD = 0.03
"""Seconds of silence in front of the files for paplay. The server mixes a new stream into what the
recorder has got already; this way the recorder misses silence and not the beginning of a beep. They
are taken off again."""
MARK = 0.5


def script(seconds: float) -> list[tuple[float, str, str]]:
    """When which key is pressed, and the command that it stands for."""
    found = []
    for turn in range(int(seconds // ROUND_SECONDS)):
        base = 6 + turn * ROUND_SECONDS + turn * SHIFT % 1.0
        found += [(base + at, key, word) for at, key, word in PRESSES]
    return found


def write_workout(folder: Path, seconds: float) -> Path:
    """The workout, long enough."""
    path = folder / "onsets.toml"
    path.write_text(HEAD + ROUND.format(rounds=int(seconds / 20) + 2))
    return path


def with_lead(folder: Path, name: str) -> Path:
    """A copy of a sound with silence in front."""
    path = folder / f"{name}.wav"
    if not path.exists():
        clip = clip_of(sounds_folder(), name)
        write_wav(path, np.concatenate([np.zeros(int(LEAD * RATE), np.float32), 0.8 * clip]))
    return path


def write_wav(path: Path, samples: np.ndarray) -> None:
    """Write floats from -1 to 1 as a mono WAV file of 16 bit."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())


def mark() -> np.ndarray:
    """Ten milliseconds of noise, which is like itself at one place only."""
    return np.random.default_rng(1).uniform(-0.5, 0.5, RATE // 100).astype(np.float32)


class Reference:
    """One paplay process that plays marks, sample by sample half a second apart."""

    def __init__(self, sink: NullSink, seconds: float) -> None:
        self._marks = int(seconds / MARK)
        samples = np.zeros(int((self._marks + 1) * MARK * RATE), np.float32)
        for number in range(self._marks):
            first = int((number + 0.5) * MARK * RATE)
            samples[first : first + len(mark())] = mark()
        path = sink.folder / "marks.wav"
        write_wav(path, samples)
        self.recorder = Recorder(sink, "reference")
        self._process = subprocess.Popen(["paplay", str(path)], env=sink.on("reference"))

    def told(self) -> dict[str, Any]:
        """What the recorder makes of it."""
        self._process.terminate()
        self._process.wait()
        self.recorder.stop()
        samples = self.recorder.samples
        product = np.correlate(
            samples[: 2 * RATE].astype(np.float32), mark().astype(np.float32), "valid"
        )
        first = float(np.argmax(product > 0.7 * product.max())) / RATE
        count = min(self._marks, int(MARK**-1 * (len(samples) / RATE - first)) - 1)
        wanted = [Wanted(first + n * MARK, "mark", 0.1, 0.1) for n in range(count)]
        found, _ = find_all(samples, wanted, {"mark": mark()})
        heard = [one.at for one in found if one is not None]
        return {
            "marks": len(heard),
            "missing": count - len(heard),
            "spacing": [(b - a + MARK / 2) % MARK - MARK / 2 for a, b in pairwise(heard)],
            "wander": self.recorder.wander,
            "lateness": self.recorder.lateness,
            "ppm": self.recorder.ppm,
        }


class Playing:
    """legtimer in a terminal, with the presses of the script."""

    def __init__(self, sink: NullSink, player: str, path: Path) -> None:
        self.name, self.path = player, path
        self.recorder = Recorder(sink, player)
        self.terminal = Terminal(["run", str(path), "--player", player], sink.on(player))
        self.start = 0.0
        self.keys: list[tuple[float, str, str]] = []
        self.cancelled: list[tuple[float, str]] = []
        """The sounds that were cancelled too late to be silent, when it is over."""

    def begin(self, keys: list[tuple[float, str, str]]) -> float:
        """Take the script; the instant at which the session began."""
        self.keys = list(keys)
        self.start = self.terminal.begun() / 1000
        return self.start

    def next_press(self) -> float | None:
        """When the next key is due."""
        return self.start + self.keys[0][0] if self.keys else None

    def press(self) -> None:
        """Press it."""
        self.terminal.press(self.keys.pop(0)[1])

    def finish(self, until: float) -> tuple[list[Due], float]:
        """End it; what was due until an instant, and by how much all of it was put off."""
        failed = self.terminal.failed
        if failed:
            raise RuntimeError(f"legtimer with {self.name} ended: {failed}")
        taken = self.terminal.taken()
        self.terminal.leave()
        self.recorder.stop()
        # simpleaudio plays out what it has handed over.
        within = RESIDUE / SECOND if self.name == "simpleaudio" else CANCELLED
        self.cancelled = too_late_to_cancel(self.path, taken, within)
        return [one for one in due_sounds(self.path, taken) if one.at < until], 0.0


class Spawning:
    """The loop that starts paplay; it knows the presses beforehand."""

    name = "paplay"
    cancelled: Sequence[tuple[float, str]] = ()

    def __init__(self, sink: NullSink, path: Path, keys: list[tuple[float, str, str]]) -> None:
        self.recorder = Recorder(sink, "paplay")
        taken = [JournalEntry(0, Start())]
        taken += [JournalEntry(round(at * 1000), parse_command(word)) for at, _, word in keys]
        self.due = due_sounds(path, taken)
        self._sink = sink
        self._process: subprocess.Popen[str] | None = None

    def begin(self, seconds: float) -> float:
        """Start the loop; the instant of its zero."""
        start = time.monotonic() + 2
        self.due = [one._replace(at=start + one.at) for one in self.due if one.at < seconds]
        folder = self._sink.folder / "with-lead"
        folder.mkdir(exist_ok=True)
        schedule = [(one.at, str(with_lead(folder, one.sound))) for one in self.due]
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("one_paplay_each.py"))],
            env=self._sink.on("paplay"), stdin=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(schedule))
        self._process.stdin.close()
        return start

    def finish(self, until: float) -> tuple[list[Due], float]:
        """End it; what was due until an instant, and by how much all of it was put off."""
        assert self._process is not None
        self._process.wait()
        self.recorder.stop()
        return [one for one in self.due if one.at < until], LEAD
