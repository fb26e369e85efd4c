"""Mixes sounds that overlap, with volume and fades. Pure.

Blocks have some hundred frames or some hundred thousand, and most of a block holds no sound at all,
so silence costs nothing. Sound is plain Python over the parts of the block that have any: about
0.2 ms of work per 1,000 frames. What a block holds follows from what was placed and from nothing
else, so that one can be rendered as often as it is wanted.

Samples are mono, 16 bit, -32768 to 32767; positions are frames since the stream was made.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Hashable, Mapping
from operator import add, attrgetter, mul
from typing import Final

_FULL: Final = 32767
KNEE: Final = round(0.9 * _FULL)
"""Above this a sum is bent towards full scale and never reaches it; below it nothing is changed."""
_FADE: Final = 0.005
"""Seconds in which a sound that was cancelled dies away."""
_RAMP: Final = 0.010
"""Seconds in which the volume goes from nothing to full."""
SPEECH: Final = "speech: "
"""What the names of sounds begin with that give way to others."""
DUCKED: Final = 0.25
"""The factor of speech while another sound is heard: 12 dB less."""
_DUCKING: Final = 0.008
"""Seconds in which speech gives way."""


def faintest(count: int) -> bytes:
    """Frames of the faintest noise, which keeps a wireless speaker awake and is not heard.

    It is one step of sixteen bits, up and down at half the rate: far above hearing.

    Args:
        count: how many.
    """
    return (b"\x01\x00\xff\xff" * (count // 2 + 1))[: 2 * count]


def gain_of(volume: int) -> float:
    """The factor for a volume of 0 to 100.

    The square makes half of the scale sound about half as loud.
    """
    return (max(0, min(100, volume)) / 100) ** 2


class _Voice:
    """One sound under way."""

    def __init__(self, samples: array[int], start: int, *, gives_way: bool) -> None:
        """A sound whose first sample is at frame ``start``."""
        self.samples = samples
        self.gives_way = gives_way
        self.start = start
        self.end = start + len(samples)
        self.fading: int | None = None

    def part(self, first: int, last: int, fade: int) -> array[int]:
        """Its samples from frame ``first`` to before ``last``, faded over ``fade`` frames."""
        part = self.samples[first - self.start : last - self.start]
        if self.fading is not None:
            left = self.fading + fade - first
            part = array(
                "h", (int(x * min(fade, max(0, left - i)) / fade) for i, x in enumerate(part))
            )
        return part


class Mixer:
    """Mixes sounds into blocks of samples."""

    def __init__(self, clips: Mapping[str, array[int]], rate: int, gain: float = 1.0) -> None:
        """A mixer with nothing to play.

        Args:
            clips: the sounds by name; one that is missing is silent.
            rate: frames per second.
            gain: the factor of the volume, 0 to 1.
        """
        self._clips = clips
        self._fade = round(_FADE * rate)
        self._step = 1 / (_RAMP * rate)
        self._yield_step = (1 - DUCKED) / (_DUCKING * rate)
        self._voices: dict[Hashable, _Voice] = {}
        self.gain = gain
        """The factor that the volume was last turned to."""
        self._turned_at = 0
        self._turned_from = gain

    @property
    def sounding(self) -> frozenset[Hashable]:
        """The keys of the sounds that were placed and not forgotten."""
        return frozenset(self._voices)

    def begin(self, key: Hashable, name: str, frame: int) -> None:
        """Place a sound.

        Args:
            key: by which it can be released.
            name: of the sound.
            frame: at which it begins.
        """
        clip = self._clips.get(name)
        if clip:
            self._voices[key] = _Voice(clip, frame, gives_way=name.startswith(SPEECH))

    def release(self, key: Hashable, frame: int) -> bool:
        """Let a sound die away within a few ms.

        Args:
            key: with which it was placed.
            frame: from which it fades.

        Returns:
            Whether it does so because of this; one that is unknown or fades already does not.
        """
        voice = self._voices.get(key)
        if voice is None or voice.fading is not None:
            return False
        voice.fading = frame
        voice.end = min(voice.end, frame + self._fade)
        return True

    def withdraw(self, key: Hashable) -> None:
        """Take back a sound of which nothing was heard; one that is unknown is passed over."""
        self._voices.pop(key, None)

    def silence(self) -> None:
        self._voices = {}

    def forget(self, frame: int) -> None:
        """Let go of the sounds that are over.

        Args:
            frame: before which nothing will be rendered any more.
        """
        self._voices = {key: voice for key, voice in self._voices.items() if voice.end > frame}

    def turn(self, gain: float, frame: int) -> None:
        """Move the volume, in small steps.

        Args:
            gain: the factor that it moves to, 0 to 1.
            frame: at which it begins to move.
        """
        if gain != self.gain:
            self._turned_from = self._gain_at(frame)
            self._turned_at, self.gain = frame, gain

    def span(self, key: Hashable) -> tuple[int, int]:
        """From which to before which frame a sound is heard; nowhere if it is unknown."""
        voice = self._voices.get(key)
        return (0, 0) if voice is None else (voice.start, voice.end)

    def render(self, first: int, count: int) -> bytes:
        """The samples of a block.

        Args:
            first: frame at which the block begins.
            count: how many frames it has.
        """
        block = bytearray(2 * count)
        # Between what sounds, the block stays untouched.
        for begin, end, voices in self._stretches(first, first + count):
            mixed = self._sum(voices, begin, end)
            if max(mixed) > KNEE or min(mixed) < -KNEE:
                mixed = [int(bent(x, KNEE, _FULL)) for x in mixed]
            mixed = self._scaled(mixed, begin)
            block[2 * (begin - first) : 2 * (end - first)] = array("h", mixed).tobytes()
        return bytes(block)

    def _stretches(self, first: int, last: int) -> list[tuple[int, int, list[_Voice]]]:
        """Those parts of a block in which something sounds without a gap: begin, end, and what."""
        found: list[tuple[int, int, list[_Voice]]] = []
        for voice in sorted(self._voices.values(), key=attrgetter("start")):
            begin, end = max(first, voice.start), min(last, voice.end)
            if begin >= end:
                continue
            if found and begin <= found[-1][1]:
                earlier, over, voices = found[-1]
                found[-1] = (earlier, max(over, end), [*voices, voice])
            else:
                found.append((begin, end, [voice]))
        return found

    def _sum(self, active: list[_Voice], begin: int, end: int) -> list[int]:
        """The sum of all voices from frame ``begin`` to before ``end``."""
        mixed = [0] * (end - begin)
        for voice in active:
            start, stop = max(begin, voice.start), min(end, voice.end)
            if stop > start:
                where = slice(start - begin, stop - begin)
                part = voice.part(start, stop, self._fade)
                if voice.gives_way:
                    part = self._ducked(part, start)
                mixed[where] = map(add, mixed[where], part)
        return mixed

    def _ducked(self, part: array[int], start: int) -> array[int]:
        """Speech from frame ``start`` on, softer where another sound is heard, and just after."""
        mine = [(v.start, v.end) for v in self._voices.values() if not v.gives_way]
        factors: list[float] = []
        for begin, end in mine:
            first, last = max(start, begin), min(start + len(part), end + self.ducking)
            if first < last and not factors:
                factors = [1.0] * len(part)
            for i in range(first, last):
                factors[i - start] = min(factors[i - start], self._yields(i, begin, end))
        return array("h", map(int, map(mul, part, factors))) if factors else part

    @property
    def ducking(self) -> int:
        """Frames after a sound in which speech before or after it is softer because of it."""
        return math.ceil((1 - DUCKED) / self._yield_step)

    def _yields(self, frame: int, begin: int, end: int) -> float:
        """The factor of speech at a frame, for another sound from ``begin`` to before ``end``."""
        deepest = max(DUCKED, 1 - self._yield_step * (min(frame, end) - begin))
        return min(1.0, deepest + self._yield_step * max(0, frame - end))

    def _gain_at(self, frame: int) -> float:
        """The volume's factor at a frame."""
        moved = self._step * max(0, frame - self._turned_at)
        if self.gain > self._turned_from:
            return min(self.gain, self._turned_from + moved)
        return max(self.gain, self._turned_from - moved)

    def _scaled(self, mixed: list[int], first: int) -> list[int]:
        """The samples from frame ``first`` on, at the volume."""
        there = self._turned_at + math.ceil(abs(self.gain - self._turned_from) / self._step)
        moving = min(len(mixed), max(0, there - first))
        scaled = [int(x * self._gain_at(first + i)) for i, x in enumerate(mixed[:moving])]
        gain = self.gain
        rest = mixed[moving:]
        return scaled + (rest if gain == 1.0 else [int(x * gain) for x in rest])


def bent(x: float, knee: float, ceiling: float) -> float:
    """A sample, bent towards the ceiling where it is over the knee."""
    if -knee <= x <= knee:
        return x
    room = ceiling - knee
    return math.copysign(knee + room * math.tanh((abs(x) - knee) / room), x)
