"""Where known sounds begin in a recording, to the sample; needs numpy.

Sounds that overlap are found in the order of their beginnings, and each is subtracted before the
next one is looked for. That fails where the second begins when hardly anything of the first was to
be heard, above all if it is the same sound: the best single place may then be that of the second,
or lie between them. So two that are expected within ``NEARBY`` are looked for together. Where the
second answers a press, the press may have ended the first, so that shorter ones are tried too.
How one or two are found in a part of the recording is in ``matching.py``.
"""

from __future__ import annotations

import wave
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from matching import BLOCK, RATE, SHORTEST, matched, matched_pair, with_the_first_ended

CLEAR = RATE // 5
"""Frames that are looked at in any case, even if the next sound may have begun."""
FADE = RATE // 60
"""Frames in which a sound that is ended early may fade out, and a bit more."""
ENDED = 0.8
"""How clearly the end of a sound has to be missing, from 0 to 1."""
ALIKE = 0.6
"""The part of the energy at a place that has to be the sound's own (more than that is noise)."""
QUIETEST = 1e-3
"""Gain below which nothing is held to be a sound."""
NEARBY = RATE // 4
"""Frames between two sounds that are looked for together."""
WELL = 0.95
"""How much of what is heard sounds have to account for; else they may have been cut off."""
LOST = range(RATE // 200, RATE // 16, RATE // 400)
"""How many frames of a beginning may then be missing."""
BETTER = 1.01
"""How much more of what is heard has to be accounted for to believe it."""


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
    lost: float = 0.0
    """How many seconds of its beginning are not heard."""


def clip_of(folder: Path, name: str) -> np.ndarray:
    """A cue sound as floats from -1 to 1."""
    with wave.open(str(folder / f"{name}.wav")) as file:
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return data.astype(np.float32) / 32768


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
    while len(found) < len(wanted):
        one, *others = wanted[len(found) : len(found) + 3]
        following = others[0] if others else None
        if following is not None and (following.at - one.at) * RATE < NEARBY:
            pair = _find_pair(rest, one, following, others[1] if others[1:] else None, clips)
            if pair is not None:
                found += pair
                continue
        found.append(_find_one(rest, one, following, clips))
    return found, rest


def _find_one(
    rest: np.ndarray, one: Wanted, following: Wanted | None, clips: Mapping[str, np.ndarray]
) -> Found | None:
    """Look for a sound, and take it out of what is left of the recording."""
    clip = clips[one.sound]
    first = max(0, int((one.at - one.early) * RATE))
    last = int((one.at + one.late) * RATE) + len(clip)
    if following is not None:
        # What follows lies over the end; it is no help in finding the beginning.
        last = min(last, max(int((following.at - following.early) * RATE), first + CLEAR))
    # It may have been due before the recording began.
    part = rest[first : max(first, last)]
    if len(part) <= SHORTEST:
        return None
    most, place, gain, alike = matched(part, clip)
    lost = 0
    if alike < WELL:
        # A device that had taken the place of its beginning lets only the rest of it be heard.
        for count in LOST[: max(0, (len(clip) - SHORTEST - LOST.start) // LOST.step)]:
            tried = matched(part, clip[count:])
            if tried[0] > BETTER * most:
                (most, place, gain, alike), lost = tried, count
    if alike < ALIKE or gain < QUIETEST:
        return None
    place += first
    heard = clip[lost:]
    take_out(rest[place : place + len(heard)], gain * heard)
    return Found((place - lost) / RATE, gain, alike, lost / RATE)


def _find_pair(
    rest: np.ndarray,
    one: Wanted,
    other: Wanted,
    following: Wanted | None,
    clips: Mapping[str, np.ndarray],
) -> list[Found] | None:
    """Look for two that lie near each other, and take them out.

    Returns:
        Both; the first if the other is to be looked for by itself; None if they are not there.
    """
    both = (clips[one.sound], clips[other.sound])
    begin = max(0, int((one.at - one.early) * RATE))
    end = int((other.at + other.late) * RATE) + len(both[1])
    if following is not None:
        clear = int((other.at - other.early) * RATE) + CLEAR
        end = min(end, max(int((following.at - following.early) * RATE), clear))
    part = rest[begin : max(begin, end)]
    windows = [
        range(
            max(0, int((each.at - each.early) * RATE) - begin),
            min(len(part) - SHORTEST, int((each.at + each.late) * RATE) - begin),
        )
        for each in (one, other)
    ]
    if not (windows[0] and windows[1]):
        return None
    energy, *pair = matched_pair(part, both, (windows[0], windows[1]))
    begins = pair[0][0]
    heard = float(np.sum(part[begins : max(begins + len(both[0]), pair[1][0] + len(both[1]))] ** 2))
    if energy < WELL * heard:
        (most, *others), shorter = with_the_first_ended(part, both, (windows[0], windows[1]))
        if most > energy:
            pair, both = others, shorter
    told: list[Found] = []
    for number, (place, gain) in enumerate(pair):
        span = slice(place, place + len(both[number]))
        alone = part[span] - _seen_from(place, *pair[1 - number], both[1 - number], part[span])
        energy = float(np.sum(alone**2))
        alike = 1 - float(np.sum((alone - gain * both[number][: len(alone)]) ** 2)) / (
            energy + 1e-9
        )
        if gain < QUIETEST or alike < ALIKE:
            return None
        told.append(Found((begin + place) / RATE, gain, alike))
    if told[1].alike < WELL:
        # It is not whole, and found more exactly alone.
        told = told[:1]
    for number, (place, gain) in enumerate(pair[: len(told)]):
        # With the other one out of the way, to see whether a press ended it.
        span = rest[begin + place : begin + place + len(both[number])]
        over = _seen_from(place, *pair[1], both[1], span) if number == 0 else 0
        span -= over
        take_out(span, gain * both[number])
        span += over
    return told


def _seen_from(
    place: int, other: int, gain: float, clip: np.ndarray, span: np.ndarray
) -> np.ndarray:
    """What a clip that begins at another place puts into a span that begins at ``place``."""
    seen = np.zeros_like(span)
    first = max(0, other - place)
    skipped = max(0, place - other)
    count = max(0, min(len(span) - first, len(clip) - skipped))
    seen[first : first + count] = gain * clip[skipped : skipped + count]
    return seen


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
