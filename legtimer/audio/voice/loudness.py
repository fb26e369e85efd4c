"""How loud a sound is to the ear, and making speech as loud as the cue sounds.

The measure is that of the script that makes the cue sounds: the power behind the K-weighting filter
of ITU-R BS.1770, over the pieces of 10 ms that are within 20 dB of the strongest. Samples are
numbers of which 32768 is full scale.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from typing import Final

FULL: Final = 32768
TARGET: Final = -11.0
"""dB of full scale that every cue sound has."""
CEILING: Final = 0.97
"""The part of full scale that is never exceeded."""
KNEE: Final = 0.5
"""The part of full scale above which peaks are bent: speech has peaks far above its loudness."""
FLOOR: Final = 0.01
"""The part of its strongest piece below which the beginning and end of speech are silence: -40 dB
of amplitude."""
KEPT: Final = 0.005
"""Seconds that are kept before and after what is not silent."""
PIECE: Final = 0.005
"""Seconds of a piece that is judged to be silent or not."""
FADE: Final = 0.010
"""Seconds in which the end fades."""


def _filter(
    samples: Sequence[float], b: tuple[float, float, float], a: tuple[float, float]
) -> list[float]:
    """The samples after a second-order filter."""
    b0, b1, b2 = b
    a1, a2 = a
    x1 = x2 = y1 = y2 = 0.0
    out = []
    for x in samples:
        y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
        x2, x1, y2, y1 = x1, x, y1, y
        out.append(y)
    return out


def k_weighted(samples: Sequence[float], rate: int) -> list[float]:
    """The samples as the ear weighs them: treble lifted, bass left out.

    Args:
        samples: at ``rate``.
        rate: frames per second, 8,000 or more.
    """
    # The analogue filters of which BS.1770 gives the digital form at 48 kHz only.
    k, q = math.tan(math.pi * min(1681.974450955533, rate * 0.45) / rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    norm = 1 + k / q + k * k
    lifted = _filter(
        samples,
        (
            (high + band * k / q + k * k) / norm,
            2 * (k * k - high) / norm,
            (high - band * k / q + k * k) / norm,
        ),
        (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm),
    )
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    norm = 1 + k / q + k * k
    return _filter(lifted, (1.0, -2.0, 1.0), (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm))


def level(samples: Sequence[float], rate: int) -> float:
    """The loudness of the active part, in dB of full scale; -120 for silence.

    Args:
        samples: at ``rate``.
        rate: frames per second.
    """
    weighted = k_weighted(samples, rate)
    size = max(1, rate // 100)
    pieces = [weighted[i : i + size] for i in range(0, len(weighted), size)]
    powers = [sum(x * x for x in piece) / len(piece) / FULL**2 for piece in pieces]
    active = [power for power in powers if power >= max(powers) / 100 and power > 1e-12]
    return 10 * math.log10(sum(active) / len(active)) if active else -120.0


def trimmed(samples: array[int], rate: int) -> array[int]:
    """The samples without the silence at both ends; empty if there is nothing else.

    Args:
        samples: at ``rate``.
        rate: frames per second.
    """
    size = max(1, round(PIECE * rate))
    peaks = [
        max(map(abs, piece))
        for piece in (samples[i : i + size] for i in range(0, len(samples), size))
    ]
    least = max(1, FLOOR * max(peaks, default=0))
    loud = [i for i, peak in enumerate(peaks) if peak >= least]
    if not loud:
        return array("h")
    kept, fade = round(KEPT * rate), round(FADE * rate)
    part = samples[max(0, loud[0] * size - kept) : (loud[-1] + 1) * size + kept]
    for i in range(1, min(fade, len(part)) + 1):
        part[-i] = part[-i] * (i - 1) // fade
    return part


def matched(samples: array[int], rate: int, target: float = TARGET) -> array[int]:
    """The samples at the loudness of the cue sounds, without clipping.

    Args:
        samples: at ``rate``.
        rate: frames per second.
        target: dB of full scale.
    """
    now = level(samples, rate)
    if now <= -90:
        return samples
    out = samples
    gain = 1.0
    # Bending the peaks takes some loudness away, which a second turn gives back.
    for _ in range(2):
        gain *= 10 ** ((target - now) / 20)
        out = array("h", (_bent(x * gain) for x in samples))
        now = level(out, rate)
    return out


def _bent(x: float) -> int:
    """A sample, bent towards the ceiling where it is over the knee."""
    knee, room = KNEE * FULL, (CEILING - KNEE) * FULL
    if -knee <= x <= knee:
        return round(x)
    return round(math.copysign(knee + room * math.tanh((abs(x) - knee) / room), x))
