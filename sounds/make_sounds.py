#!/usr/bin/env python3
"""Synthesises the cue sounds of legtimer as WAV files.

Run it as ``python sounds/make_sounds.py`` to write every sound beside this script, with a folder
as its argument to write them there, and with ``--measure`` to print how loud each one is and where
its energy lies. It needs nothing but the standard library and gives the same bytes on every run.

Each sound is a row of notes (a score). A note has a pitch in Hz, which may glide, a length in ms
and a timbre: the strength of its harmonics and how it dies away. What tells the sounds apart is
rhythm first and pitch second, because rhythm survives a bad speaker and loud music. All of them
begin at full strength, so that a cue is heard when its digit turns and not when a swell has built
up.

Loudness is evened out at the end: every sound is scaled until its K-weighted level (the ear-like
filter of ITU-R BS.1770) over its active part is the same. Files are mono, 16 bit, 48,000 Hz.
"""

from __future__ import annotations

import argparse
import math
import wave
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

RATE = 48_000
"""Frames per second."""
TARGET = -11.0
"""K-weighted level of the active part of every sound, in dB relative to full scale."""
CEILING = 0.90
"""No sample exceeds this part of full scale."""
ATTACK = 0.5
"""ms in which a note reaches full strength: short enough for a sharp onset, too long to click."""
RELEASE = 6.0
"""ms in which a note ends."""


class Timbre(NamedTuple):
    """What a note sounds like."""

    partials: tuple[tuple[float, float], ...]
    """Pairs of a multiple of the pitch and its strength."""
    decay: float = 0.0
    """ms in which the note falls to 37 %; 0 for a note that holds its strength."""
    tremolo: float = 0.0
    """How often a second its strength swings; 0 for never."""


class Note(NamedTuple):
    """One note, or a silence where the pitch is 0."""

    pitch: float
    """Hz at its start."""
    length: float
    """ms."""
    timbre: Timbre
    glide: float = 0.0
    """Hz at its end; 0 where the pitch stays."""
    chord: tuple[float, ...] = ()
    """Further pitches in Hz that sound with it."""


PLAIN = Timbre(((1, 1.0), (2, 0.12)))
REED = Timbre(((1, 1.0), (3, 0.30)))
BRIGHT = Timbre(((1, 1.0), (2, 0.35), (0.5, 0.25)))
BUZZ = Timbre(((1, 1.0), (1.5, 0.7), (0.5, 0.35)))
SHAKE = Timbre(((1, 1.0), (2, 0.6)), tremolo=14.0)
BELL = Timbre(((1, 1.0), (1.51, 0.35), (0.5, 0.15)), decay=140.0)
CHIME = Timbre(((1, 1.0), (2, 0.2)), decay=300.0)
WOOD = Timbre(((1, 1.0), (2.3, 0.4)), decay=18.0)
DROP = Timbre(((1, 1.0),), decay=30.0)

PAUSE = Timbre(())


def rest(length: float) -> Note:
    """A silence of ``length`` ms within a sound."""
    return Note(0.0, length, PAUSE)


SCORES: dict[str, tuple[Note, ...]] = {
    "get-ready": (Note(784, 420, SHAKE),),
    "tick": (Note(880, 110, REED),),
    "go": (Note(1760, 620, BRIGHT),),
    "halfway": (Note(1319, 70, PLAIN), rest(60), Note(1319, 70, PLAIN)),
    "switch": (
        Note(1568, 75, REED),
        Note(1047, 75, REED),
        Note(1568, 75, REED),
        Note(1047, 110, REED),
    ),
    "rest": (Note(1568, 420, PLAIN, glide=784),),
    "rest-over": (Note(1047, 90, BRIGHT), Note(1319, 90, BRIGHT), Note(1568, 240, BRIGHT)),
    "second-call": (
        Note(1976, 70, BUZZ),
        rest(35),
        Note(1976, 70, BUZZ),
        rest(35),
        Note(1976, 70, BUZZ),
        rest(120),
        Note(1976, 70, BUZZ),
        rest(35),
        Note(1976, 70, BUZZ),
        rest(35),
        Note(1976, 70, BUZZ),
    ),
    "counted": (Note(2093, 160, BELL),),
    "round": (Note(1568, 80, BELL), Note(2349, 300, BELL)),
    "rep-tick": (Note(1500, 30, WOOD),),
    "tempo-beat": (Note(950, 40, DROP),),
    "missed": (Note(880, 160, BUZZ, chord=(932,)), rest(40), Note(740, 260, BUZZ, chord=(784,))),
    "block-done": (
        Note(1047, 85, BRIGHT),
        Note(1319, 85, BRIGHT),
        Note(1568, 85, BRIGHT),
        Note(2093, 420, CHIME, chord=(1047, 1568)),
    ),
    "workout-done": (
        Note(784, 120, BRIGHT),
        rest(15),
        Note(784, 120, BRIGHT),
        rest(15),
        Note(784, 120, BRIGHT),
        rest(15),
        Note(1047, 330, BRIGHT, chord=(1319,)),
        Note(932, 200, BRIGHT),
        Note(1047, 650, BRIGHT, chord=(1319, 1568)),
    ),
    "pause": (Note(1175, 110, PLAIN), rest(25), Note(784, 170, PLAIN)),
    "resume": (Note(784, 110, PLAIN), rest(25), Note(1175, 170, PLAIN)),
    "undo": (Note(2600, 170, PLAIN, glide=800),),
}
"""The score of every sound, by the name of its file."""


def play(note: Note) -> list[float]:
    """The samples of one note, at whatever level its partials add up to."""
    frames = round(note.length * RATE / 1000)
    samples = [0.0] * frames
    for pitch in (note.pitch, *note.chord) if note.pitch else ():
        phase = 0.0
        bend = (note.glide - note.pitch) if note.glide else 0.0
        for i in range(frames):
            samples[i] += sum(
                level * math.sin(multiple * phase) for multiple, level in note.timbre.partials
            )
            phase += 2 * math.pi * (pitch + bend * i / frames) / RATE
    strength = envelope(frames, note.timbre)
    return [sample * strength(i) for i, sample in enumerate(samples)]


def envelope(frames: int, timbre: Timbre) -> Callable[[int], float]:
    """How strong a note of so many frames is at each of them, from 0 to 1."""
    attack = ATTACK * RATE / 1000
    release = RELEASE * RATE / 1000

    def strength(i: int) -> float:
        level = min(1.0, i / attack) * min(1.0, (frames - 1 - i) / release)
        if timbre.decay:
            level *= math.exp(-i * 1000 / RATE / timbre.decay)
        if timbre.tremolo:
            level *= 0.65 + 0.35 * math.cos(2 * math.pi * timbre.tremolo * i / RATE)
        return level

    return strength


def biquad(
    samples: Sequence[float], b: tuple[float, float, float], a: tuple[float, float]
) -> list[float]:
    """The samples after a second-order filter with the given coefficients."""
    x1 = x2 = y1 = y2 = 0.0
    out = []
    for x in samples:
        y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
        x1, x2, y1, y2 = x, x1, y, y1
        out.append(y)
    return out


def level(samples: Sequence[float]) -> float:
    """The K-weighted level of the active part, in dB relative to full scale.

    Active are the pieces of 10 ms that are within 20 dB of the strongest, so that silences inside a
    sound do not make it seem softer than it is heard.
    """
    # The two filters of BS.1770 at 48 kHz: the head's treble lift, and the ear's deafness to bass.
    lifted = biquad(
        samples,
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (-1.69065929318241, 0.73248077421585),
    )
    weighted = biquad(lifted, (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
    size = RATE // 100
    pieces = [weighted[i : i + size] for i in range(0, len(weighted), size)]
    powers = [sum(x * x for x in piece) / len(piece) for piece in pieces]
    active = [power for power in powers if power >= max(powers) / 100]
    return 10 * math.log10(sum(active) / len(active))


def synthesise(name: str) -> array[int]:
    """The sound of that name as 16-bit samples."""
    samples = [sample for note in SCORES[name] for sample in play(note)]
    gain = 10.0 ** ((TARGET - level(samples)) / 20)
    peak = gain * max(abs(sample) for sample in samples)
    if peak > CEILING:
        raise SystemExit(f"{name}: peak {peak:.2f} of full scale is over {CEILING}")
    return array("h", (round(32767 * gain * sample) for sample in samples))


def write(folder: Path) -> None:
    """Write every sound into the folder, which is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCORES:
        samples = synthesise(name)
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            if samples.itemsize == 2 and array("H", [1]).tobytes() != b"\x01\x00":
                samples.byteswap()  # a WAV file is little-endian whatever the machine
            file.writeframes(samples.tobytes())


def in_band(samples: Sequence[float]) -> float:
    """The part of the energy that lies between 700 and 3,500 Hz."""

    # Two passes each of a high-pass and a low-pass are enough to judge by, and need no transform.
    def butterworth(part: Sequence[float], corner: float, high: bool) -> list[float]:
        k = math.tan(math.pi * corner / RATE)
        norm = 1 / (1 + math.sqrt(2) * k + k * k)
        a = (2 * (k * k - 1) * norm, (1 - math.sqrt(2) * k + k * k) * norm)
        b = (norm, -2 * norm, norm) if high else (k * k * norm, 2 * k * k * norm, k * k * norm)
        return biquad(part, b, a)

    kept = butterworth(butterworth(samples, 650, high=True), 3_800, high=False)
    return sum(x * x for x in kept) / sum(x * x for x in samples)


def measure() -> None:
    """Print length, level, peak, onset and band of every sound."""
    print(f"{'sound':14}{'ms':>6}{'K-level dB':>12}{'peak':>7}{'onset ms':>10}{'700-3500 Hz':>13}")
    for name in SCORES:
        samples = [sample / 32768 for sample in synthesise(name)]
        peak = max(abs(sample) for sample in samples)
        onset = next(i for i, sample in enumerate(samples) if abs(sample) > peak / 10)
        print(
            f"{name:14}{len(samples) * 1000 / RATE:6.0f}{level(samples):12.2f}{peak:7.2f}"
            f"{onset * 1000 / RATE:10.2f}{in_band(samples):13.0%}"
        )


def main() -> None:
    """Write or measure the sounds, as the command line says."""
    parser = argparse.ArgumentParser(description="Synthesise the cue sounds of legtimer.")
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(__file__).parent,
        help="where to write the WAV files (default: beside this script)",
    )
    parser.add_argument("--measure", action="store_true", help="print the levels, write nothing")
    arguments = parser.parse_args()
    if arguments.measure:
        measure()
    else:
        write(arguments.folder)


if __name__ == "__main__":
    main()
