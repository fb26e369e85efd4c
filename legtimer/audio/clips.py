"""The set of sounds: files in folders into samples by name.

What a later folder holds replaces a sound of the same
name of an earlier one, so a user's folder comes last. A file that can't be used is told, and the
sound that it meant to replace stays.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection
from pathlib import Path
from typing import Final, NamedTuple

from legtimer.audio.choice import SOUNDS
from legtimer.audio.wav import UnusableSoundError, samples_from

RATE: Final = 48_000
"""Frames per second of everything that is mixed."""
LARGEST: Final = 16_000_000
"""Bytes; a larger file isn't even read."""


class Clips(NamedTuple):
    """The sounds that were found."""

    samples: dict[str, array[int]]
    """Mono, 16 bit, at ``rate``, by name."""
    rate: int
    """Frames per second."""
    complaints: list[str]
    """What is the matter with files that couldn't be used, one sentence each."""


def load_clips(*folders: Path, names: Collection[str] = SOUNDS, rate: int = RATE) -> Clips:
    """Read the sounds of the given names.

    Args:
        folders: where to look, the most important last; one that is missing is passed over.
        names: the sounds that are wanted; what none of the folders holds stays silent.
        rate: frames per second that are wanted.
    """
    clips = Clips({}, rate, [])
    for folder in folders:
        for name in sorted(names):
            path = folder / f"{name}.wav"
            try:
                if not path.is_file():
                    continue
                if path.stat().st_size > LARGEST:
                    raise UnusableSoundError(f"it is larger than {LARGEST // 1_000_000} MB")
                clips.samples[name] = samples_from(path.read_bytes(), rate)
            except UnusableSoundError as reason:
                clips.complaints.append(f"{path} can't be used: {reason}.")
            except OSError as error:
                clips.complaints.append(f"{path} can't be read: {error.strerror}.")
    return clips
