"""Passages: sound with all its cues in one buffer, for outputs that tell no position.

An output that only plays one buffer after another can't place a cue exactly, but within a buffer
the cues keep their spacing to the sample. So cues that are near each other share a buffer: the last
seconds of a step, some beats of a metronome. A passage is short, since what it holds has left our
hands, and since an hour of it would fill the memory.

All here is pure. Instants are nanoseconds of the monotonic clock.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from legtimer.audio.instants import SECOND
from legtimer.audio.mixer import Mixer, gain_of
from legtimer.audio.schedule import ScheduledSound

LONGEST_PASSAGE: Final = 15 * SECOND
"""ns of the longest passage."""
_GAP: Final = 3 * SECOND
"""ns of silence at which a passage ends; what comes after it gets another one."""
_LEAD: Final = SECOND // 20
"""ns of silence before the first cue: as much may an output begin late."""


class Passage(NamedTuple):
    """A stretch of sound."""

    begin: int
    """The instant of its first frame."""
    end: int
    """The instant after its last frame."""
    entries: tuple[ScheduledSound, ...]
    """What sounds in it, in order."""

    @property
    def last(self) -> int:
        """The instant of its last cue: until then, whatever is to be heard is in it."""
        return self.entries[-1].due


def length_of(samples: array[int] | None, rate: int) -> int:
    """How many ns a clip lasts; 0 for one that is missing."""
    return len(samples or ()) * SECOND // rate


def next_passage(
    entries: Iterable[ScheduledSound], clips: Mapping[str, array[int]], rate: int
) -> Passage | None:
    """The first passage that a plan begins with; None for an empty one.

    Args:
        entries: what is to be heard, in order.
        clips: the sounds by name.
        rate: frames per second of the clips.
    """
    taken: list[ScheduledSound] = []
    begin = end = 0
    for entry in entries:
        over = entry.due + length_of(clips.get(entry.sound), rate)
        if not taken:
            begin = entry.due - _LEAD
        elif entry.due - end > _GAP or max(end, over) - begin > LONGEST_PASSAGE:
            break
        taken.append(entry)
        end = min(max(end, over, entry.due), begin + LONGEST_PASSAGE)
    return Passage(begin, end, tuple(taken)) if taken else None


def render_passage(
    passage: Passage, clips: Mapping[str, array[int]], rate: int, volume: int
) -> bytes:
    """The samples of a passage: mono, 16 bit, in the machine's order of bytes.

    Args:
        passage: what is to be heard; a cue due before its beginning sounds at its beginning.
        clips: the sounds by name.
        rate: frames per second of the clips.
        volume: 0 to 100.
    """
    mixer = Mixer(clips, rate, gain_of(volume))
    for entry in passage.entries:
        frame = round((entry.due - passage.begin) * rate / SECOND)
        mixer.begin(entry, entry.sound, max(0, frame))
    return mixer.render(0, round((passage.end - passage.begin) * rate / SECOND))
