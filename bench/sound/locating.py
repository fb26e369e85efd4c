"""How well sounds are found: recordings made up of known sounds at known places.

    python bench/sound locating [--times 60]

Each sound is put over the end of any other one, at any level, is followed by a third, and is looked
for; then over the beginning of one of its own kind, and of any other; then alone with its first
milliseconds cut off, as a server does to a recorder when a stream begins. Prints the worst error of
each, and what is left of two that were taken out.
"""

from __future__ import annotations

import argparse
import random

import numpy as np
from onset import RATE, Wanted, clip_of, find_all, locate
from report import verdict

from legtimer.files.shipped import sounds_folder

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


def near_another(
    name: str, before: str, clips: dict[str, np.ndarray], chance: random.Random
) -> tuple[float, float] | None:
    """A sound that begins just after another one, as after a press; None if one was not found.

    Returns:
        The error of the worse of the two, in ms; and the loudest of what is left, from 0 to 1.
    """
    samples = np.zeros(3 * RATE, np.float32)
    gain = chance.choice((0.1, 0.4, 0.45))
    first = RATE + chance.randrange(4_000)
    place = first + chance.randrange(RATE // 50, RATE // 10)
    put(samples, clips[before], first, gain)
    put(samples, clips[name], place, gain)
    # The answer to a press is expected at the press, and heard some 50 ms after it.
    pressed = max(first + RATE // 100, place - chance.uniform(0, 0.06) * RATE)
    wanted = [
        Wanted(at / RATE, sound, 0.08, 0.2) for at, sound in ((first, before), (pressed, name))
    ]
    found, rest = find_all(np.round(samples * 32767).astype(np.int16), wanted, clips)
    if found[0] is None or found[1] is None:
        return None
    errors = abs(found[0].at * RATE - first), abs(found[1].at * RATE - place)
    return max(errors) * 1000 / RATE, float(np.max(np.abs(rest)))


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
    print("worst error, ms    among others   near its own kind   near another   first 5 ms cut off")
    worst = near_worst = left = 0.0
    for name in sorted(clips):
        mixed = [among_others(name, clips, chance) for _ in times]
        own = [near_another(name, name, clips, chance) for _ in times[::6]]
        other = [near_another(name, chance.choice(list(clips)), clips, chance) for _ in times[::6]]
        cut = [cut_off(clips[name], chance) for _ in times]
        pairs = [pair for pair in (*own, *other) if pair is not None]
        told = [
            max((x for x in row if x is not None), default=0.0)
            for row in (mixed, *([pair and pair[0] for pair in row] for row in (own, other)), cut)
        ]
        lost = [sum(x is None for x in row) for row in (mixed, own, other)]
        worst = max(worst, told[0])
        near_worst = max(near_worst, told[1], told[2])
        left = max(left, *(pair[1] for pair in pairs))
        print(
            f"{name:18}{told[0]:12.3f}{told[1]:20.3f}{told[2]:15.3f}{told[3]:21.3f}"
            + (f"   not found: {lost}" if any(lost) else "")
        )
    verdict("a whole sound is found, worst", worst, 0.05)
    verdict("two that begin near each other are found, worst", near_worst, 0.05)
    verdict("what is left of them, loudest", left, 0.05, "of full scale")
