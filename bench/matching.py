"""Where one known sound, or two, fit best into a part of a recording, to the sample; needs numpy.

Theory of operation. The recording is digital from end to end, so a sound in it is its clip times a
gain, plus whatever else sounds at the time. The place at which the product of recording and clip is
greatest (the matched filter) is then the true one, and it needs neither a loud beginning nor the
whole sound: a server that mixes a new stream into what it has handed to the recorder already cuts
the first milliseconds off, and the rest still tells. Dividing the product by the energy that the
recording has at each place, and taking the first place that is nearly as good as the best, makes it
worse: a falling tone is nearly as like itself some milliseconds on.

Of two sounds that overlap it is the pair of places which, with the best gain for each, leaves the
least unexplained (least squares).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

RATE = 48_000
SHORTEST = RATE // 100
"""Frames of a sound that have to be in what is looked at."""
BLOCK = RATE // 200
"""Frames of which a sound is either there or has been ended."""
CUT_AFTER = range(RATE // 20, 9 * RATE // 20, RATE // 33)
"""How many frames of a first sound that a press has ended may be left."""
CUT_TO = RATE // 1000
"""Frames to which that is found out."""
COARSE = 3
"""One of so many frames is looked at first, for pairs; no sound of ours goes beyond 8 kHz."""
LIKELY = 30
"""How many of those pairs are moved about until one is exact."""
EXACT = 0.9995
"""How much of the energy from its beginning on an exact one accounts for, or more."""
FEW = 5
"""As ``LIKELY``, where many lengths are tried."""
BESIDE = RATE // COARSE // 1000
"""Those of the frames within which another pair would only become the same one."""
APART = RATE // 100
"""Frames between two of the same kind, at least: nearer to each other they can't be told apart."""


def matched(part: np.ndarray, clip: np.ndarray) -> tuple[float, int, float, float]:
    """The best place of a clip in a part of a recording.

    The clip may run on beyond the end of the part, and what it has there does not count: the place
    is the one from which the clip leaves the least of the part unexplained.

    Returns:
        The energy that it accounts for, its place, its gain, and its likeness from 0 to 1.
    """
    product = _product(part, clip)
    places = max(1, len(part) - SHORTEST)
    own = _energy_to(clip, len(part) - np.arange(places))
    explained = np.maximum(product[:places], 0) ** 2 / own
    place = int(np.argmax(explained))
    heard = float(np.sum(part[place : place + len(clip)] ** 2))
    gain = float(product[place] / own[place])
    most = float(explained[place])
    return most, place, gain, most / max(heard, 1e-9)


def matched_pair(
    part: np.ndarray,
    clips: tuple[np.ndarray, np.ndarray],
    windows: tuple[range, range],
    likely: int = LIKELY,
) -> tuple[float, tuple[int, float], tuple[int, float]]:
    """The best places of two clips of which the second begins after the first.

    As in ``matched``, what they have beyond the end of the part does not count. All pairs of places
    are tried at a third of the rate. From the best of them on, one is moved to its best place and
    then the other, since an even tone is nearly as like itself some periods on.

    Args:
        part: of a recording.
        clips: the two.
        windows: the places that each of them may have in the part.
        likely: how many pairs are moved about.

    Returns:
        The energy that they account for; place and gain of each.
    """
    coarse = [
        range(window.start // COARSE, max(window.start // COARSE + 1, window.stop // COARSE))
        for window in windows
    ]
    thin = (_thinned(clips[0]), _thinned(clips[1]))
    best = (-1.0, (windows[0].start, 0.0), (windows[1].start, 0.0))
    products = (_product(part, clips[0]), _product(part, clips[1]))
    for pair in _likely_pairs(_thinned(part), thin, (coarse[0], coarse[1]), likely):
        places, more = (COARSE * pair[0], COARSE * pair[1]), True
        while more:
            first = _best_first(part, clips, products, places[1], windows[0])
            moved = (first, _best_second(part, clips, products, first, windows[1]))
            places, more = moved, moved != places
        one = _fit(part, clips, places)
        if one is not None and one[0] > best[0]:
            best = one
            if one[0] > EXACT * float(np.sum(part[places[0] :] ** 2)):
                break
    return best


def _best_first(
    part: np.ndarray,
    clips: tuple[np.ndarray, np.ndarray],
    products: tuple[np.ndarray, np.ndarray],
    second: int,
    window: range,
) -> int:
    """The best place of the first clip, if the second one has this one.

    Args:
        part: of a recording.
        clips: the two.
        products: the ``_product`` of each of them with the part.
        second: the place of the second one.
        window: the places that the first one may have.
    """
    first = np.arange(window.start, min(window.stop, second - _least_apart(clips) + 1))
    if not len(first):
        return max(0, second - _least_apart(clips))
    other = clips[1][: len(part) - second]
    own = _energy_to(clips[0], len(part) - first), np.full(len(first), float(other @ other))
    seen = products[0][first], np.full(len(first), part[second:][: len(other)] @ other)
    shared = _product(clips[0], other, len(part))[second - first]
    return int(first[np.argmax(_explained(seen, own, shared))])


def _best_second(
    part: np.ndarray,
    clips: tuple[np.ndarray, np.ndarray],
    products: tuple[np.ndarray, np.ndarray],
    first: int,
    window: range,
) -> int:
    """The best place of the second clip, if the first one has this one; see ``_best_first``."""
    second = np.arange(max(window.start, first + _least_apart(clips)), window.stop)
    second = second[second < len(part) - SHORTEST]
    if not len(second):
        return first + _least_apart(clips)
    one = clips[0][: len(part) - first]
    own = np.full(len(second), float(one @ one)), _energy_to(clips[1], len(part) - second)
    seen = np.full(len(second), part[first:][: len(one)] @ one), products[1][second]
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
    part: np.ndarray,
    clips: tuple[np.ndarray, np.ndarray],
    windows: tuple[range, range],
    likely: int,
) -> list[tuple[int, int]]:
    """So many pairs of places that account for most of a part."""
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
            if len(chosen) == likely:
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


def with_the_first_ended(
    part: np.ndarray, clips: tuple[np.ndarray, np.ndarray], windows: tuple[range, range]
) -> tuple[tuple[float, tuple[int, float], tuple[int, float]], tuple[np.ndarray, np.ndarray]]:
    """As ``matched_pair``, where a press has ended the first clip; and the two as they are then.

    Its end has to be known to the millisecond, or else an even tone may lie some periods off.
    """
    counts: Sequence[int] = CUT_AFTER
    step = CUT_AFTER.step
    while True:
        tried = [
            (matched_pair(part, shorter, windows, FEW), shorter)
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
