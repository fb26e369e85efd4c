"""Where known sounds begin in a recording, to the sample; needs numpy.

Theory of operation. The recording is digital from end to end, so a sound in it is its clip times a
gain, plus whatever else sounds at the time. The place at which the product of recording and clip is
greatest (the matched filter) is then the true one, and it needs neither a loud beginning nor the
whole sound: a server that mixes a new stream into what it has handed to the recorder already cuts
the first milliseconds off, and the rest still tells. Dividing the product by the energy that the
recording has at each place, and taking the first place that is nearly as good as the best, makes it
worse: a falling tone is nearly as like itself some milliseconds on.

Sounds that overlap are found in the order of their beginnings, and each is subtracted before the
next one is looked for.
"""

from __future__ import annotations

import wave
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

RATE = 48_000
SHORTEST = RATE // 100
"""Frames of a sound that have to be in what is looked at."""
CLEAR = RATE // 5
"""Frames that are looked at in any case, even if the next sound may have begun."""
BLOCK = RATE // 200
"""Frames of which a sound is either there or has been ended."""
FADE = RATE // 60
"""Frames in which a sound that is ended early may fade out, and a bit more."""
ENDED = 0.8
"""How clearly the end of a sound has to be missing, from 0 to 1."""
ALIKE = 0.6
"""The part of the energy at a place that has to be the sound's own (more than that is noise)."""
QUIETEST = 1e-3
"""Gain below which nothing is held to be a sound."""


class Wanted(NamedTuple):
    """A sound that is looked for."""

    at: float
    """Seconds in the recording at which it is expected."""
    sound: str
    early: float
    """Seconds by which it may be earlier."""
    late: float
    """Seconds by which it may be later."""


class Found(NamedTuple):
    """A sound that was found."""

    at: float
    """Seconds in the recording."""
    gain: float
    """How loud, beside its clip."""
    alike: float
    """From 0 to 1: how much of what is heard there it accounts for."""


def clip_of(folder: Path, name: str) -> np.ndarray:
    """A cue sound as floats from -1 to 1."""
    with wave.open(str(folder / f"{name}.wav")) as file:
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return data.astype(np.float32) / 32768


def matched(part: np.ndarray, clip: np.ndarray) -> tuple[int, float, float]:
    """The best place of a clip in a part of a recording: place, gain, likeness.

    The clip may run on beyond the end of the part, and what it has there does not count: the place
    is the one from which the clip leaves the least of the part unexplained.
    """
    size = 1 << (len(part) + len(clip)).bit_length()
    product = np.fft.irfft(np.fft.rfft(part, size) * np.conj(np.fft.rfft(clip, size)), size)
    places = max(1, len(part) - SHORTEST)
    energy = np.cumsum(clip**2, dtype=np.float64)
    own = energy[np.minimum(len(part) - np.arange(places), len(clip)) - 1]
    explained = np.maximum(product[:places], 0) ** 2 / own
    place = int(np.argmax(explained))
    heard = float(np.sum(part[place : place + len(clip)] ** 2))
    gain = float(product[place] / own[place])
    return place, gain, float(explained[place]) / max(heard, 1e-9)


def take_out(part: np.ndarray, sound: np.ndarray) -> None:
    """Subtract a sound from the part of a recording in which it is.

    A press may have ended it early: from some block on the sound is then not there, and subtracting
    it would put as much in as it is loud.
    """
    sound = sound[: len(part)]
    less = part - sound
    starts = np.arange(0, len(part), BLOCK)
    won = np.add.reduceat(part.astype(np.float64) ** 2 - less.astype(np.float64) ** 2, starts)
    own = np.add.reduceat(sound.astype(np.float64) ** 2, starts)
    blocks = int(np.argmax(np.cumsum(won))) + 1
    ended = np.sum(won[blocks:]) < -ENDED * np.sum(own[blocks:])
    last = blocks * BLOCK if ended else len(part)
    part[:last] = less[:last]


def find_all(
    samples: np.ndarray, wanted: Sequence[Wanted], clips: Mapping[str, np.ndarray]
) -> tuple[list[Found | None], np.ndarray]:
    """Look for a row of sounds, in order of the instants at which they are expected.

    Returns:
        Each one's place, or None where it is not heard; and what is left of the recording when all
        of them are taken out.
    """
    rest = samples.astype(np.float32)
    if samples.dtype == np.int16:
        rest /= 32768
    found: list[Found | None] = []
    for number, (at, sound, early, late) in enumerate(wanted):
        clip = clips[sound]
        first = max(0, int((at - early) * RATE))
        last = int((at + late) * RATE) + len(clip)
        if number + 1 < len(wanted):
            # What follows lies over the end; it is no help in finding the beginning.
            following = wanted[number + 1]
            last = min(last, max(int((following.at - following.early) * RATE), first + CLEAR))
        part = rest[first:last]
        if len(part) <= SHORTEST:
            found.append(None)
            continue
        place, gain, alike = matched(part, clip)
        if alike < ALIKE or gain < QUIETEST:
            found.append(None)
            continue
        place += first
        take_out(rest[place : place + len(clip)], gain * clip)
        found.append(Found(place / RATE, gain, alike))
    return found, rest


def locate(samples: np.ndarray, clip: np.ndarray, near: float, reach: float) -> float | None:
    """When one clip sounds within ``reach`` seconds of ``near``; None if it does not."""
    found, _ = find_all(samples, [Wanted(near, "clip", reach, reach)], {"clip": clip})
    return None if found[0] is None else found[0].at


def left_over(rest: np.ndarray, threshold: float = 0.05, gap: float = 0.05) -> list[float]:
    """The seconds at which a sound begins in what is left when all known sounds are taken out.

    What is shorter than ``FADE`` is the end of a sound that a press ended.
    """
    loud = np.flatnonzero(np.abs(rest) > threshold)
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > gap * RATE)
    starts = loud[np.concatenate([[0], breaks + 1])]
    ends = loud[np.concatenate([breaks, [len(loud) - 1]])]
    return [int(a) / RATE for a, b in zip(starts, ends, strict=True) if b - a > FADE]
