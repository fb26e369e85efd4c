"""Reads sound files: any common file becomes samples, mono, 16 bit, at the rate of the device.

Our own sounds, and speech, are plain WAV files, which the standard library reads. A user may put a
sound of any other kind in place of ours; those are read by miniaudio's decoders, which are loaded
only then. What can't be played is refused with a reason that can be shown.

Rates are converted here, once, with cubic interpolation: cheap enough without a numeric library,
and its error lies far below what a beep or a voice would show. (miniaudio interpolates linearly,
which is ten times as far off.)
"""

from __future__ import annotations

import io
import wave
from array import array
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

SUFFIXES: Final = (".wav", ".flac", ".mp3", ".ogg")
"""How the names of files end that can be read."""
_LONGEST: Final = 20
"""Seconds; a longer file is no cue."""
_RATES: Final = range(4_000, 192_001)
"""Frames per second that are taken for real."""
_KINDS: Final = ("wav", "flac", "vorbis", "mp3")
"""What miniaudio can tell the rate of; MP3 comes last, since it sees one in nearly everything."""


class UnusableSoundError(ValueError):
    """A file that can't be played; the message says why, as the end of "NAME can't be used: "."""


def samples_from(data: bytes, rate: int) -> array[int]:
    """The samples of a sound file: mono, 16 bit, -32768 to 32767.

    Args:
        data: the bytes of the whole file.
        rate: frames per second that are wanted.

    Raises:
        UnusableSoundError: with the reason, if it is no sound that can be played.
    """
    if not data:
        raise UnusableSoundError("it is empty")
    values, own_rate = _plain_wav(data) or _decoded(data, rate)
    if not values:
        raise UnusableSoundError("it has no sound in it")
    _refuse_length(len(values) / own_rate)
    values = resample(values, own_rate, rate)
    return values if isinstance(values, array) else to_16_bit(values)


def _plain_wav(data: bytes) -> tuple[array[int], int] | None:
    """The samples and the rate of a WAV file of mono, 16 bit; None for any other file."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            rate, count = file.getframerate(), file.getnframes()
            channels, width = file.getnchannels(), file.getsampwidth()
            body = file.readframes(count)
    except Exception:  # a damaged file makes it raise errors of many kinds
        return None
    if len(body) < count * channels * width:
        raise UnusableSoundError("it is cut off: the sound is shorter than its header says")
    _refuse_rate(rate)
    return (array("h", body), rate) if (channels, width) == (1, 2) else None


def _decoded(data: bytes, rate: int) -> tuple[Sequence[float], int]:
    """The samples of a file of any kind, of which 32768 is full scale, and their rate."""
    try:
        library: Any = import_module("miniaudio")
    except (ImportError, OSError):
        raise UnusableSoundError("miniaudio is missing, which reads files of its kind") from None
    whole, floating = library.SampleFormat.SIGNED16, library.SampleFormat.FLOAT32
    form = floating
    for kind in _KINDS:
        try:
            told = getattr(library, f"{kind}_get_info")(data)
        except library.MiniaudioError:
            continue
        rate = told.sample_rate
        form = floating if told.sample_format is floating else whole
        _refuse_rate(rate)
        _refuse_length(told.duration)
        break
    try:
        samples = library.decode(data, form, 1, rate).samples
    except library.MiniaudioError:
        raise UnusableSoundError("it is damaged, or no WAV, FLAC, MP3 or Ogg Vorbis file") from None
    if form is whole:
        return samples, rate
    # A file may hold infinities or no numbers at all; both are made silent.
    return [x * 32768 if -1e3 < x < 1e3 else 0.0 for x in samples], rate


def _refuse_rate(rate: int) -> None:
    if rate not in _RATES:
        raise UnusableSoundError(f"its format is not supported ({rate} Hz)")


def _refuse_length(seconds: float) -> None:
    if seconds > _LONGEST:
        raise UnusableSoundError(f"it is longer than {_LONGEST} seconds")


def resample(values: Sequence[float], rate: int, wanted: int) -> Sequence[float]:
    """The samples at another rate, by a cubic curve through each four neighbours.

    Args:
        values: samples at ``rate``.
        rate: frames per second of ``values``.
        wanted: frames per second of the outcome.
    """
    if rate == wanted or len(values) < 2:
        return values
    # Two samples more at each end, so that the curve needs no exception there.
    padded = [0.0, *values, 0.0, 0.0]
    out = []
    for i in range(len(values) * wanted // rate):
        whole, part = divmod(i * rate, wanted)
        t = part / wanted
        a, b, c, d = padded[whole : whole + 4]
        out.append(
            b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
        )
    return out


def to_16_bit(values: Sequence[float]) -> array[int]:
    """The samples rounded and kept within the range of 16 bits."""
    return array("h", (max(-32768, min(32767, round(x))) for x in values))


def wav_of(samples: array[int], rate: int) -> bytes:
    """A WAV file of mono, 16 bit samples.

    Args:
        samples: -32768 to 32767.
        rate: frames per second.
    """
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return data.getvalue()
