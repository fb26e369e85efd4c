"""Where known sounds begin in a recording, to the sample; needs numpy.

Theory of operation. The recording is digital from end to end, so a sound in it is its clip times a
gain, plus whatever else sounds at the time. The place at which the product of recording and clip is
greatest (the matched filter) is then the true one, and it needs neither a loud beginning nor the
whole sound: a server that mixes a new stream into what it has handed to the recorder already cuts
the first milliseconds off, and the rest still tells. Dividing the product by the energy that the
recording has at each place, and taking the first place that is nearly as good as the best, makes it
worse: a falling tone is nearly as like itself some milliseconds on.

Sounds that overlap are found in the order of their beginnings, and each is subtracted before the
next one is looked for. That fails where the second begins when hardly anything of the first was to
be heard, above all if it is the same sound: the best single place may then be that of the second,
or lie between them. So two that are expected within ``NEARBY`` are looked for together: of all
pairs of places, the one which, with the best gain for each, leaves the least unexplained. Where the
second answers a press, the press may have ended the first, so that shorter ones are tried too.
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
NEARBY = RATE // 4
"""Frames between two sounds that are looked for together."""
WELL = 0.95
"""How much of what is heard two sounds have to account for; else the second has ended the first."""
CUT_AFTER = range(RATE // 20, 9 * RATE // 20, RATE // 33)
"""How many frames of the first may then be left."""
CUT_TO = RATE // 1000
"""Frames to which that is found out."""
COARSE = 3
"""One of so many frames is looked at first, for pairs; no sound of ours goes beyond 8 kHz."""
LIKELY = 5
"""How many of those pairs are moved about until they are exact."""
BESIDE = RATE // COARSE // 1000
"""Those of the frames within which another pair would only become the same one."""
APART = RATE // 100
"""Frames between two of the same kind, at least: nearer to each other they can't be told apart."""


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


def matched_pair(
    part: np.ndarray, clips: tuple[np.ndarray, np.ndarray], windows: tuple[range, range]
) -> tuple[float, tuple[int, float], tuple[int, float]]:
    """The best places of two clips of which the second begins after the first.

    As in ``matched``, what they have beyond the end of the part does not count. All pairs of places
    are tried at a third of the rate. From the best of them on, one is moved to its best place and
    then the other, since an even tone is nearly as like itself some periods on.

    Args:
        part: of a recording.
        clips: the two.
        windows: the places that each of them may have in the part.

    Returns:
        The energy that they account for; place and gain of each.
    """
    coarse = [
        range(window.start // COARSE, max(window.start // COARSE + 1, window.stop // COARSE))
        for window in windows
    ]
    thin = (_thinned(clips[0]), _thinned(clips[1]))
    best = (-1.0, (windows[0].start, 0.0), (windows[1].start, 0.0))
    for pair in _likely_pairs(_thinned(part), thin, (coarse[0], coarse[1])):
        places, more = (COARSE * pair[0], COARSE * pair[1]), True
        while more:
            moved = (_best_first(part, clips, places[1], windows[0]), places[1])
            moved = (moved[0], _best_second(part, clips, moved[0], windows[1]))
            places, more = moved, moved != places
        one = _fit(part, clips, places)
        if one is not None and one[0] > best[0]:
            best = one
    return best


def _best_first(
    part: np.ndarray, clips: tuple[np.ndarray, np.ndarray], second: int, window: range
) -> int:
    """The best place of the first clip, if the second one has this one."""
    first = np.arange(window.start, min(window.stop, second - _least_apart(clips) + 1))
    if not len(first):
        return max(0, second - _least_apart(clips))
    other = clips[1][: len(part) - second]
    own = _energy_to(clips[0], len(part) - first), np.full(len(first), float(other @ other))
    seen = _product(part, clips[0])[first], np.full(len(first), part[second:][: len(other)] @ other)
    shared = _product(clips[0], other, len(part))[second - first]
    return int(first[np.argmax(_explained(seen, own, shared))])


def _best_second(
    part: np.ndarray, clips: tuple[np.ndarray, np.ndarray], first: int, window: range
) -> int:
    """The best place of the second clip, if the first one has this one."""
    second = np.arange(max(window.start, first + _least_apart(clips)), window.stop)
    second = second[second < len(part) - SHORTEST]
    if not len(second):
        return first + _least_apart(clips)
    one = clips[0][: len(part) - first]
    own = np.full(len(second), float(one @ one)), _energy_to(clips[1], len(part) - second)
    seen = np.full(len(second), part[first:][: len(one)] @ one), _product(part, clips[1])[second]
    shared = _product(one, clips[1], len(part))[second - first]
    return int(second[np.argmax(_explained(seen, own, shared))])


def _product(part: np.ndarray, clip: np.ndarray, least: int = 0) -> np.ndarray:
    """The products of a clip with what begins at each place of a part, and with nothing after it.

    Args:
        part: in which the places are.
        clip: to multiply with.
        least: how many places there have to be.
    """
    size = 1 << (max(len(part), least) + len(clip)).bit_length()
    return np.fft.irfft(np.fft.rfft(part, size) * np.conj(np.fft.rfft(clip, size)), size)


def _least_apart(clips: tuple[np.ndarray, np.ndarray]) -> int:
    """How many frames two clips are apart at least."""
    same = len(clips[0]) == len(clips[1]) and np.array_equal(*clips)
    return APART if same else 0


def _thinned(samples: np.ndarray) -> np.ndarray:
    """At a third of the rate."""
    count = len(samples) // COARSE
    spectrum = np.fft.rfft(samples[: COARSE * count])
    return np.fft.irfft(spectrum[: count // 2 + 1], count) / COARSE


def _likely_pairs(
    part: np.ndarray, clips: tuple[np.ndarray, np.ndarray], windows: tuple[range, range]
) -> list[tuple[int, int]]:
    """The pairs of places that account for most of a part."""
    product = [_product(part, clip) for clip in clips]
    first = np.array(windows[0])
    own = [_energy_to(clip, len(part) - np.array(window))
           for clip, window in zip(clips, windows, strict=True)]  # fmt: skip
    one = product[0][first]
    found: list[tuple[float, int, int]] = []
    for apart in range(_least_apart(clips) // COARSE, windows[1][-1] - windows[0][0] + 1):
        second = first + apart
        inside = (second >= windows[1][0]) & (second <= windows[1][-1])
        if not np.any(inside):
            continue
        overlap = clips[0][apart:][: len(clips[1])] * clips[1][: max(0, len(clips[0]) - apart)]
        shared = _sum_to(overlap, len(part) - second[inside])
        energies = own[0][inside], own[1][second[inside] - windows[1][0]]
        explained = _explained((one[inside], product[1][second[inside]]), energies, shared)
        index = int(np.argmax(explained))
        place = int(first[inside][index])
        found.append((float(explained[index]), place, place + apart))
    chosen: list[tuple[int, int]] = []
    for _, first_at, second_at in sorted(found, reverse=True):
        # Those beside one that was taken will be looked at with it.
        if all(max(abs(first_at - a), abs(second_at - b)) > BESIDE for a, b in chosen):
            chosen.append((first_at, second_at))
            if len(chosen) == LIKELY:
                break
    return chosen


def _explained(
    seen: tuple[np.ndarray, np.ndarray],
    own: tuple[np.ndarray, np.ndarray],
    shared: np.ndarray | float,
) -> np.ndarray:
    """The energy that two clips account for, with the best gain for each (least squares).

    Args:
        seen: their products with the part.
        own: their energies.
        shared: their product with each other.
    """
    (a, b), (one, other) = seen, own
    explained = other * a**2 + one * b**2 - 2 * shared * a * b
    return explained / np.maximum(one * other - shared**2, 1e-3 * one * other + 1e-12)


def _sum_to(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The sums of the first so many of some values."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    return sums[np.clip(counts, 0, len(values))]


def _energy_to(clip: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The energies of the first so many frames of a clip."""
    return _sum_to(clip.astype(np.float64) ** 2, counts)


def _fit(
    part: np.ndarray, clips: tuple[np.ndarray, np.ndarray], places: tuple[int, int]
) -> tuple[float, tuple[int, float], tuple[int, float]] | None:
    """What two clips at two places account for, with the best gains; None if that can't be."""
    first, second = places
    if first < 0 or second < first or second > len(part) - SHORTEST:
        return None
    one, other = part[first : first + len(clips[0])], part[second : second + len(clips[1])]
    a, b = clips[0][: len(one)], clips[1][: len(other)]
    shared = float(a[second - first :][: len(b)] @ b[: max(0, len(a) - (second - first))])
    own = float(a @ a), float(b @ b)
    seen = float(a @ one), float(b @ other)
    determinant = own[0] * own[1] - shared**2
    if determinant < 1e-3 * own[0] * own[1]:
        return None
    gains = (
        (own[1] * seen[0] - shared * seen[1]) / determinant,
        (own[0] * seen[1] - shared * seen[0]) / determinant,
    )
    return gains[0] * seen[0] + gains[1] * seen[1], (first, gains[0]), (second, gains[1])


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
    part = rest[first:last]
    if len(part) <= SHORTEST:
        return None
    place, gain, alike = matched(part, clip)
    if alike < ALIKE or gain < QUIETEST:
        return None
    place += first
    take_out(rest[place : place + len(clip)], gain * clip)
    return Found(place / RATE, gain, alike)


def _find_pair(
    rest: np.ndarray,
    one: Wanted,
    other: Wanted,
    following: Wanted | None,
    clips: Mapping[str, np.ndarray],
) -> list[Found] | None:
    """Look for two that lie near each other, and take them out; None if both are not there."""
    both = (clips[one.sound], clips[other.sound])
    begin = max(0, int((one.at - one.early) * RATE))
    end = int((other.at + other.late) * RATE) + len(both[1])
    if following is not None:
        clear = int((other.at - other.early) * RATE) + CLEAR
        end = min(end, max(int((following.at - following.early) * RATE), clear))
    part = rest[begin:end]
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
        (most, *others), shorter = _with_the_first_ended(part, both, (windows[0], windows[1]))
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
    for number, (place, gain) in enumerate(pair):
        # With the other one out of the way, to see whether a press ended it.
        span = rest[begin + place : begin + place + len(both[number])]
        over = _seen_from(place, *pair[1], both[1], span) if number == 0 else 0
        span -= over
        take_out(span, gain * both[number])
        span += over
    return told


def _with_the_first_ended(
    part: np.ndarray, clips: tuple[np.ndarray, np.ndarray], windows: tuple[range, range]
) -> tuple[tuple[float, tuple[int, float], tuple[int, float]], tuple[np.ndarray, np.ndarray]]:
    """As ``matched_pair``, where a press has ended the first clip; and the two as they are then.

    Its end has to be known to the millisecond, or else an even tone may lie some periods off.
    """
    counts: Sequence[int] = CUT_AFTER
    step = CUT_AFTER.step
    while True:
        tried = [
            (matched_pair(part, shorter, windows), shorter)
            for count in counts
            for shorter in [(clips[0][:count], clips[1])]
        ]
        best = max(tried, key=lambda one: one[0][0])
        if step <= CUT_TO:
            return best
        count, step = len(best[1][0]), step // 4
        counts = range(max(SHORTEST, count - 4 * step), count + 4 * step + 1, step)
        windows = (_near(best[0][1][0], windows[0]), _near(best[0][2][0], windows[1]))


def _near(place: int, window: range) -> range:
    """The part of a window that is near to a place in it."""
    return range(max(window.start, place - 5 * BLOCK), min(window.stop, place + 5 * BLOCK))


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
