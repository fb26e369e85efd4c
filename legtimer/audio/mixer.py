"""The samples of sounds that overlap, with volume and fades: pure, frame by frame.

A device asks for blocks of some thousand frames, and most blocks hold no sound at all, so silence
costs nothing. Sound is plain Python over the part of the block that has any: about 0.2 ms of work
per 1,000 frames.

Samples are mono, 16 bit, -32768 to 32767; positions are frames since the stream was made.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Hashable, Mapping, Sequence
from operator import add
from typing import Final

FULL: Final = 32767
KNEE: Final = round(0.9 * FULL)
"""Above this a sum is bent towards full scale and never reaches it; below it nothing is changed."""
FADE: Final = 0.005
"""Seconds in which a sound that was cancelled dies away."""
RAMP: Final = 0.010
"""Seconds in which the volume goes from nothing to full."""
SPEECH: Final = "speech: "
"""What the names of sounds begin with that give way to others."""
DUCKED: Final = 0.25
"""The factor of speech while another sound is heard: 12 dB less."""
DUCKING: Final = 0.008
"""Seconds in which speech gives way."""


def gain_of(volume: int) -> float:
    """The factor for a volume of 0 to 100.

    The square makes half of the scale sound about half as loud.
    """
    return (max(0, min(100, volume)) / 100) ** 2


class _Voice:
    """One sound under way."""

    def __init__(self, samples: array[int], start: int, since: int, *, gives_way: bool) -> None:
        """A sound whose first sample is at frame ``start``, heard from ``since`` on."""
        self.samples = samples
        self.gives_way = gives_way
        self.first = start
        self.start = max(start, since)
        self.end = start + len(samples)
        self.fading: int | None = None

    def part(self, first: int, last: int, fade: int) -> array[int]:
        """Its samples from frame ``first`` to before ``last``, faded over ``fade`` frames."""
        part = self.samples[first - self.first : last - self.first]
        if self.start > self.first and first < self.start + fade:
            risen = first - self.start
            part = array("h", (int(x * min(fade, risen + i) / fade) for i, x in enumerate(part)))
        if self.fading is not None:
            left = self.fading + fade - first
            part = array("h", (int(x * max(0, left - i) / fade) for i, x in enumerate(part)))
        return part


class Mixer:
    """Mixes sounds into blocks of samples."""

    def __init__(self, clips: Mapping[str, array[int]], rate: int) -> None:
        """A mixer at full volume with nothing to play.

        Args:
            clips: the sounds by name; one that is missing is silent.
            rate: frames per second.
        """
        self._clips = clips
        self._fade = round(FADE * rate)
        self._step = 1 / (RAMP * rate)
        self._voices: dict[Hashable, _Voice] = {}
        self._gain = 1.0
        self._yield = 1.0
        self._yield_step = (1 - DUCKED) / (DUCKING * rate)
        self.target = 1.0
        """The factor that the volume moves to, 0 to 1."""

    @property
    def sounding(self) -> frozenset[Hashable]:
        """The keys of the sounds that are not over."""
        return frozenset(self._voices)

    def begin(self, key: Hashable, name: str, frame: int, since: int = 0) -> None:
        """Place a sound.

        Args:
            key: by which it can be released.
            name: of the sound.
            frame: at which it begins.
            since: the first frame that may be heard of it, not before the next block. What begins
                before that is faded in where it is then.
        """
        clip = self._clips.get(name)
        if clip and frame + len(clip) > since:
            self._voices[key] = _Voice(clip, frame, since, gives_way=name.startswith(SPEECH))

    def release(self, key: Hashable, frame: int) -> None:
        """Let a sound die away within a few ms; one that is over or unknown is passed over.

        Args:
            key: with which it was placed.
            frame: from which it fades, not before the next block.
        """
        voice = self._voices.get(key)
        if voice is not None and voice.fading is None:
            voice.fading = frame
            voice.end = min(voice.end, frame + self._fade)

    def silence(self) -> None:
        """Forget all sounds at once."""
        self._voices = {}

    def render(self, first: int, count: int, beeps: Sequence[tuple[int, int]] = ()) -> bytes:
        """The samples of a block; blocks are asked for in order.

        Args:
            first: frame at which the block begins.
            count: how many frames it has.
            beeps: from which to which frame other mixers play what speech gives way to.
        """
        last = first + count
        active = [voice for voice in self._voices.values() if voice.start < last]
        self._voices = {key: voice for key, voice in self._voices.items() if voice.end > last}
        if not active:
            self._gain = self.target
            self._yield = 1.0
            return bytes(2 * count)
        # Outside of what sounds, the block stays untouched.
        begin = max(first, min(voice.start for voice in active))
        end = min(last, max(voice.end for voice in active))
        mixed = self._sum(active, begin, end, beeps)
        if max(mixed) > KNEE or min(mixed) < -KNEE:
            mixed = [_bent(x) for x in mixed]
        if self._gain != 1.0 or self.target != 1.0:
            mixed = self._scaled(mixed)
        return bytes(2 * (begin - first)) + array("h", mixed).tobytes() + bytes(2 * (last - end))

    def _sum(
        self, active: list[_Voice], begin: int, end: int, beeps: Sequence[tuple[int, int]]
    ) -> list[int]:
        """The sum of all voices from frame ``begin`` to before ``end``."""
        mixed = [0] * (end - begin)
        for voice in active:
            start, stop = max(begin, voice.start), min(end, voice.end)
            if stop > start:
                where = slice(start - begin, stop - begin)
                part = voice.part(start, stop, self._fade)
                if voice.gives_way:
                    part = self._ducked(part, start, active, beeps)
                mixed[where] = map(add, mixed[where], part)
        return mixed

    def _ducked(
        self, part: array[int], start: int, active: list[_Voice], beeps: Sequence[tuple[int, int]]
    ) -> array[int]:
        """Speech from frame ``start`` on, softer where another sound is heard."""
        stop = start + len(part)
        mine = [(voice.start, voice.end) for voice in active if not voice.gives_way]
        over = [span for span in {*mine, *beeps} if span[0] < stop and span[1] > start]
        if not over and self._yield == 1.0:
            return part
        out = array("h")
        gain, step = self._yield, self._yield_step
        for i, x in enumerate(part, start):
            if any(begin <= i < end for begin, end in over):
                gain = max(DUCKED, gain - step)
            else:
                gain = min(1.0, gain + step)
            out.append(int(x * gain))
        self._yield = gain
        return out

    def _scaled(self, mixed: list[int]) -> list[int]:
        """The samples at the volume, which moves to its target in small steps."""
        scaled: list[int] = []
        if self._gain != self.target:
            rise = self._step if self.target > self._gain else -self._step
            steps = math.ceil(abs(self.target - self._gain) / self._step)
            scaled = [int(x * (self._gain + rise * i)) for i, x in enumerate(mixed[:steps])]
            self._gain = self.target if steps <= len(mixed) else self._gain + rise * len(mixed)
        gain = self._gain
        scaled += [int(x * gain) for x in mixed[len(scaled) :]]
        return scaled


def _bent(x: int) -> int:
    """A sum, bent towards full scale where it is over the knee."""
    if -KNEE <= x <= KNEE:
        return x
    room = FULL - KNEE
    return int(math.copysign(KNEE + room * math.tanh((abs(x) - KNEE) / room), x))
