"""Speech without the silence around it, and as loud as the cue sounds.

Loudness is the power of the active part: of the pieces of 10 ms that are within 20 dB of the
strongest one. The cue sounds have -11 dB as the ear weighs them (ITU-R BS.1770, see
``sounds/make_sounds.py``). For the ear speech is louder than its plain power by 0.6 dB, within
0.3 (45 phrases of five voices of espeak-ng), so ``TARGET`` is lower by that. Samples are 16 bit.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from typing import Final

from legtimer.audio.mixer import bent

TARGET: Final = -11.7
"""dB of full scale that speech is brought to."""
_FULL: Final = 32768
_CEILING: Final = 0.97
"""The part of full scale that is never exceeded."""
_KNEE: Final = 0.5
"""The part of full scale above which peaks are bent: speech has peaks far above its loudness."""
_FLOOR: Final = 0.01
"""The part of its strongest piece below which the beginning and end of speech are silence: -40 dB
of amplitude."""
_PAD: Final = 0.005
"""Seconds that are kept before and after what is not silent."""
_PIECE: Final = 0.005
"""Seconds of a piece that is judged to be silent or not."""
_FADE: Final = 0.010
"""Seconds in which the end fades."""


def level(samples: Sequence[float], rate: int) -> float:
    """The loudness of the active part, in dB of full scale; -120 for silence.

    Args:
        samples: at ``rate``.
        rate: frames per second.
    """
    size = max(1, rate // 100)
    pieces = [samples[i : i + size] for i in range(0, len(samples), size)]
    powers = [sum(x * x for x in piece) / len(piece) / _FULL**2 for piece in pieces]
    active = [power for power in powers if power >= max(powers) / 100 and power > 1e-12]
    return 10 * math.log10(sum(active) / len(active)) if active else -120.0


def trim_silence(samples: array[int], rate: int) -> array[int]:
    """The samples without the silence at both ends; empty if there is nothing else.

    Args:
        samples: at ``rate``.
        rate: frames per second.
    """
    size = max(1, round(_PIECE * rate))
    peaks = [
        max(map(abs, piece))
        for piece in (samples[i : i + size] for i in range(0, len(samples), size))
    ]
    least = max(1, _FLOOR * max(peaks, default=0))
    loud = [i for i, peak in enumerate(peaks) if peak >= least]
    if not loud:
        return array("h")
    pad, fade = round(_PAD * rate), round(_FADE * rate)
    part = samples[max(0, loud[0] * size - pad) : (loud[-1] + 1) * size + pad]
    for i in range(1, min(fade, len(part)) + 1):
        part[-i] = part[-i] * (i - 1) // fade
    return part


def match_loudness(samples: array[int], rate: int) -> array[int]:
    """The samples as loud as the cue sounds, without clipping.

    Args:
        samples: at ``rate``.
        rate: frames per second.
    """
    now = level(samples, rate)
    if now <= -90:
        return samples
    out = samples
    knee, ceiling = _KNEE * _FULL, _CEILING * _FULL
    gain = 1.0
    # Bending the peaks takes some loudness away, which a second turn gives back.
    for _ in range(2):
        gain *= 10 ** ((TARGET - now) / 20)
        out = array("h", (round(bent(x * gain, knee, ceiling)) for x in samples))
        now = level(out, rate)
    return out
