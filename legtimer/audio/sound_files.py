"""Sound files into samples: any common WAV becomes mono, 16 bit, at the rate of the device.

A user may put a sound of their own in place of any of ours, so what is accepted is wide (8, 16, 24
and 32 bit, floating point, any number of channels, any sane rate) and what is refused is refused
with a reason that can be shown. The standard library's reader is not used: it knows neither
floating point nor the extended header that many editors write.

Rates are converted here, once, with cubic interpolation: cheap enough without a numeric library,
and its error lies far below what a beep or a voice would show.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence
from typing import Final, NamedTuple

LONGEST: Final = 20
"""Seconds; a longer file is no cue."""
RATES: Final = range(4_000, 192_001)
"""Frames per second that are taken for real."""
MAX_CHANNELS: Final = 32

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE


class UnusableSoundError(ValueError):
    """A file that can't be played; the message says why, as the end of "NAME can't be used: "."""


class _Format(NamedTuple):
    """What the header of a file says about its samples."""

    coding: int
    channels: int
    rate: int
    bits: int


def samples_from(data: bytes, rate: int) -> array[int]:
    """The samples of a WAV file: mono, 16 bit, -32768 to 32767.

    Args:
        data: the bytes of the whole file.
        rate: frames per second that are wanted.

    Raises:
        UnusableSoundError: with the reason, if it is no WAV that can be played.
    """
    form, body = _chunks(data)
    frame = form.channels * form.bits // 8
    if len(body) < frame:
        raise UnusableSoundError("it has no sound in it")
    if len(body) // frame > LONGEST * form.rate:
        raise UnusableSoundError(f"it is longer than {LONGEST} seconds")
    values = _decoded(body[: len(body) - len(body) % frame], form)
    if form.channels > 1:
        values = _mono(values, form.channels)
    return _as_16_bit(resampled(values, form.rate, rate))


def _chunks(data: bytes) -> tuple[_Format, bytes]:
    """The format and the sample bytes of a file."""
    if not data:
        raise UnusableSoundError("it is empty")
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise UnusableSoundError("it is not a WAV file")
    form: _Format | None = None
    at = 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        at += 8
        if name == b"data":
            if form is None:
                raise UnusableSoundError("its header is damaged")
            if at + size > len(data):
                raise UnusableSoundError("it is cut off: the sound is shorter than its header says")
            return form, data[at : at + size]
        if name == b"fmt ":
            form = _format(data[at : at + size])
        at += size + size % 2
    raise UnusableSoundError("it is cut off: there is no sound after the header")


def _format(chunk: bytes) -> _Format:
    """The format chunk of a file, if it is one that can be played."""
    if len(chunk) < 16:
        raise UnusableSoundError("its header is damaged")
    coding, channels, rate, _, align, bits = struct.unpack_from("<HHIIHH", chunk)
    if coding == _EXTENSIBLE and len(chunk) >= 26:
        coding = struct.unpack_from("<H", chunk, 24)[0]
    widths = {_PCM: (8, 16, 24, 32), _FLOAT: (32, 64)}.get(coding)
    if widths is None:
        raise UnusableSoundError("it is compressed; save it as plain PCM")
    if (
        bits not in widths
        or not 1 <= channels <= MAX_CHANNELS
        or rate not in RATES
        or align != channels * bits // 8
    ):
        raise UnusableSoundError(
            f"its format is not supported ({channels} channels, {bits} bit, {rate} Hz)"
        )
    return _Format(coding, channels, rate, bits)


def _decoded(body: bytes, form: _Format) -> Sequence[float]:
    """The samples of all channels in turn, as numbers of which 32768 is full scale."""
    if form.coding == _FLOAT:
        # A file may hold infinities or no numbers at all; both are made silent.
        floats = _little_endian("f" if form.bits == 32 else "d", body)
        return [x * 32768 if -1e3 < x < 1e3 else 0.0 for x in floats]
    if form.bits == 8:
        return [(x - 128) * 256 for x in body]
    if form.bits == 16:
        return _little_endian("h", body)
    # Of wider samples the two upper bytes are all that fits.
    width = form.bits // 8
    upper = bytearray(len(body) // width * 2)
    upper[0::2] = body[width - 2 :: width]
    upper[1::2] = body[width - 1 :: width]
    return _little_endian("h", bytes(upper))


def _little_endian(code: str, body: bytes) -> array[float]:
    """Numbers as a WAV stores them, whatever the machine's own order of bytes."""
    values: array[float] = array(code, body)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _mono(values: Sequence[float], channels: int) -> list[float]:
    """The mean of all channels."""
    return [
        sum(frame) / channels
        for frame in zip(*(values[channel::channels] for channel in range(channels)), strict=True)
    ]


def resampled(values: Sequence[float], rate: int, wanted: int) -> Sequence[float]:
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


def _as_16_bit(values: Sequence[float]) -> array[int]:
    """The samples rounded and kept within the range of 16 bits."""
    if isinstance(values, array) and values.typecode == "h":
        return values
    return array("h", (max(-32768, min(32767, round(x))) for x in values))
