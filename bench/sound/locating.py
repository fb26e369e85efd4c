"""How well sounds are found: recordings made up of known sounds at known places.

    python bench/sound locating [--times 60]

Each sound is put over the end of any other one, at any level, is followed by a third, and is looked
for; then alone with its first milliseconds cut off, as a server does to a recorder when a stream
begins. Prints the worst error of each.
"""

from __future__ import annotations

import argparse
import random

import numpy as np
from onset import RATE, Wanted, clip_of, find_all, locate
from report import verdict

from legtimer.files.resources import sounds_folder

CUT = RATE // 200
"""Frames that a server cuts off now and then."""


def put(samples: np.ndarray, clip: np.ndarray, place: int, gain: float) -> None:
    """Mix a clip in."""
    samples[place : place + len(clip)] += gain * clip


def among_others(name: str, clips: dict[str, np.ndarray], chance: random.Random) -> float | None:
    """The error, in ms, of a sound between two others; None if it was not found."""
    samples = np.zeros(4 * RATE, np.float32)
    before, after = chance.choice(list(clips)), chance.choice(list(clips))
    gain = chance.choice((0.02, 0.1, 0.4, 0.6))
    first = RATE + chance.randrange(4_000)
    place = first + chance.randrange(RATE // 10, RATE // 2)
    last = place + chance.randrange(RATE // 4, RATE // 2)
    for sound, at in ((before, first), (name, place), (after, last)):
        put(samples, clips[sound], at, gain)
    wanted = [
        Wanted(at / RATE + chance.uniform(-0.07, 0.05), sound, 0.08, 0.1)
        for sound, at in ((before, first), (name, place), (after, last))
    ]
    found, _ = find_all(np.round(samples * 32767).astype(np.int16), wanted, clips)
    return None if found[1] is None else abs(found[1].at * RATE - place) * 1000 / RATE


def cut_off(clip: np.ndarray, chance: random.Random) -> float | None:
    """The error, in ms, of a sound without its beginning; None if it was not found."""
    samples = np.zeros(3 * RATE, np.float32)
    place = RATE + chance.randrange(4_000)
    put(samples, clip, place, 0.6)
    samples[: place + CUT] = 0
    at = locate(np.round(samples * 32767).astype(np.int16), clip, 1.0, 0.2)
    return None if at is None else abs(at * RATE - place) * 1000 / RATE


def main(arguments: list[str]) -> None:
    words = argparse.ArgumentParser(prog="locating", description=(__doc__ or "").splitlines()[0])
    words.add_argument("--times", type=int, default=60)
    words.add_argument("--quick", action="store_true", help="10 times")
    options = words.parse_args(arguments)
    chance = random.Random(1)
    clips = {path.stem: clip_of(path.parent, path.stem) for path in sounds_folder().glob("*.wav")}
    times = range(10 if options.quick else options.times)
    print("worst error, ms    among others    its first 5 ms cut off")
    worst = 0.0
    for name in sorted(clips):
        mixed = [among_others(name, clips, chance) for _ in times]
        cut = [cut_off(clips[name], chance) for _ in times]
        told = [max((x for x in row if x is not None), default=0.0) for row in (mixed, cut)]
        lost = sum(x is None for x in mixed)
        worst = max(worst, told[0])
        print(f"{name:18}{told[0]:10.3f}{told[1]:20.3f}" + (f"   {lost} not found" if lost else ""))
    verdict("a whole sound is found, worst", worst, 0.05)
