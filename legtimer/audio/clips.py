"""Loads the set of sounds from folders.

A sound of a later folder replaces the one of the same name of an earlier folder, so a user's folder
comes last. A file that can't be used is told, and the sound that it meant to replace stays.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from legtimer.audio.sound_files import SUFFIXES, UnusableSoundError, samples_from
from legtimer.audio.sound_rules import SOUNDS
from legtimer.files.closest_word import closest_word
from legtimer.files.regular_file import read_file_bytes

RATE: Final = 48_000
"""Frames per second of everything that is mixed."""
MAX_FILE_SIZE: Final = 16_000_000
"""Bytes; a larger file isn't even read."""


class Clips(NamedTuple):
    """The sounds that were found."""

    samples: dict[str, array[int]]
    """Mono, 16 bit, ``RATE`` frames per second, by name."""
    complaints: list[str]
    """What is the matter with files that couldn't be used, one sentence each."""


def load_clips(*folders: Path, names: Collection[str] = SOUNDS) -> Clips:
    """Read the sounds of the given names.

    Args:
        folders: where to look, the most important last; one that is missing is passed over. The
            first one is ours, the others are the user's, where a file that replaces nothing is
            told as well.
        names: the sounds that are wanted; what none of the folders holds stays silent.
    """
    clips = Clips({}, [])
    for number, folder in enumerate(folders):
        files = _sound_files(folder)
        if number:
            clips.complaints.extend(_unused(files, names))
        for path in files:
            if path.stem not in names or path.suffix not in SUFFIXES:
                continue
            try:
                if path.stat().st_size > MAX_FILE_SIZE:
                    raise UnusableSoundError(f"it is larger than {MAX_FILE_SIZE // 1_000_000} MB")
                clips.samples[path.stem] = samples_from(read_file_bytes(path), RATE)
            except UnusableSoundError as reason:
                clips.complaints.append(f"{path} can't be used: {reason}.")
            except OSError as error:
                clips.complaints.append(f"{path} can't be read: {error.strerror}.")
    return clips


def _sound_files(folder: Path) -> list[Path]:
    """The sound files of a folder, by name; of one name the WAV comes last, so that it counts."""
    try:
        files = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES]
        return sorted((path for path in files if path.is_file()), key=_order)
    except OSError:
        return []


def _order(path: Path) -> tuple[str, int]:
    return path.stem, -SUFFIXES.index(path.suffix.lower())


def _unused(files: Collection[Path], names: Collection[str]) -> Iterator[str]:
    """What to say of sound files that bear the name of no sound."""
    for path in files:
        if path.suffix in SUFFIXES and path.stem in names:
            continue
        near = closest_word(path.stem, sorted(names))
        meant = f"names are {', '.join(sorted(names))}."
        if near is not None:
            meant = f"did you mean {near}{path.suffix.lower()}?"
        yield f"{path} is not used, since no sound has that name: {meant}"
