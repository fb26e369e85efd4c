"""Keeps rendered speech on the disk, ready to be mixed, by its text and its voice."""

from __future__ import annotations

import contextlib
import hashlib
import os
from array import array
from pathlib import Path
from typing import Final

from legtimer.audio.sound_files import UnusableSoundError, samples_from, wav_of
from legtimer.files.atomic_file import write_atomically
from legtimer.files.regular_file import read_file_bytes

_FORM: Final = "2"
"""Changes when speech is prepared in another way."""
_MOST: Final = 600
"""Files that are kept; the ones that were not used for longest go first."""


class SpeechStore:
    """A folder of speech. A folder that can't be written to only makes it forgetful."""

    def __init__(self, folder: Path, rate: int) -> None:
        """Look into a folder, which is made when something is kept.

        Args:
            folder: may be missing.
            rate: frames per second of what is kept.
        """
        self._folder = folder
        self._rate = rate

    def find(self, key: str, text: str) -> array[int] | None:
        """What was kept; None if there is nothing, or nothing that can be used.

        Args:
            key: of the voice.
            text: what it says.
        """
        path = self._path(key, text)
        try:
            samples = samples_from(read_file_bytes(path), self._rate)
            os.utime(path)
        except (OSError, UnusableSoundError):
            return None
        return samples

    def keep(self, key: str, text: str, samples: array[int]) -> None:
        """Keep speech.

        Args:
            key: of the voice.
            text: what it says.
            samples: mono, 16 bit.
        """
        path = self._path(key, text)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            # What is lost in a power cut is spoken anew.
            write_atomically(path, [wav_of(samples, self._rate)], sync=False)
            self._prune()

    def _path(self, key: str, text: str) -> Path:
        told = "\0".join((_FORM, str(self._rate), key, text)).encode(errors="replace")
        return self._folder / f"{hashlib.sha256(told).hexdigest()[:32]}.wav"

    def _prune(self) -> None:
        """Let go of what was not used for longest."""
        files = list(self._folder.glob("*.wav"))
        if len(files) > _MOST:
            files.sort(key=lambda path: path.stat().st_mtime)
            for path in files[: len(files) - _MOST]:
                path.unlink(missing_ok=True)
