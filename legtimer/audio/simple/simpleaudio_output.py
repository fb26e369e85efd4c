"""The library simpleaudio, which plays the passages.

The library is imported when the player begins, not before. It has a history: the original was
abandoned, and from Python 3.12 on it crashes the interpreter when a sound ends, so there only its
patched successor, which has the same import name, is taken.
"""

from __future__ import annotations

import importlib
import sys
from importlib import metadata
from typing import Any, Final

from legtimer.audio.instants import MS, SECOND
from legtimer.audio.library_messages import hush_sound_libraries
from legtimer.audio.player import DeviceError

_ORIGINAL: Final = "simpleaudio"
_PATCHED: Final = "simpleaudio-patched"
_LATENCY: Final = SECOND // 100
"""ns from handing over a buffer to its first frame. The library fills the device's buffer at once,
so that it is little; on a null sink it is nothing at all."""
RESIDUE: Final = 300 * MS
"""ns that sound on after a buffer was stopped, since the library has written them ahead: through
ALSA's plugin for PulseAudio 209 to 300 ms were recorded, in which it writes 100 ms at a time."""


def _installed(distribution: str) -> bool:
    """Whether a distribution is installed."""
    try:
        metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True


def simpleaudio_refusal() -> str | None:
    """Why simpleaudio can't be used here, as a sentence; None if it can, as far as one can see."""
    original, patched = _installed(_ORIGINAL), _installed(_PATCHED)
    if sys.version_info >= (3, 12) and original:
        both = f" (force a reinstall of {_PATCHED} afterwards)" if patched else ""
        return (
            "No sound: simpleaudio 1.0.4 crashes Python 3.12 and later when a sound ends. "
            f"Run: pip uninstall simpleaudio; pip install 'legtimer[simpleaudio]'{both}"
        )
    if not (original or patched):
        return "No sound: simpleaudio is not installed. Run: pip install 'legtimer[simpleaudio]'"
    return None


class SimpleaudioBuffer:
    """A buffer that plays."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def stop(self) -> None:
        """Play no more of it, but for what sounds on."""
        self._handle.stop()

    @property
    def sounding(self) -> bool:
        """Whether it is not over."""
        return bool(self._handle.is_playing())


class SimpleaudioOutput:
    """Plays buffers on the system's default device."""

    latency: int = _LATENCY
    """ns from handing over a buffer to its first frame, as far as that is known."""
    residue: int = RESIDUE
    """ns that sound on after a buffer was stopped."""

    def __init__(self) -> None:
        """Load the library.

        Raises:
            DeviceError: if it is missing or must not be used.
        """
        refusal = simpleaudio_refusal()
        if refusal is not None:
            raise DeviceError(refusal)
        hush_sound_libraries()
        try:
            self._library: Any = importlib.import_module("simpleaudio")
        except (ImportError, OSError) as error:
            raise DeviceError(f"No sound: simpleaudio can't be loaded ({error}).") from None

    def play(self, samples: bytes, rate: int) -> SimpleaudioBuffer:
        """Begin to play mono, 16 bit samples.

        Raises:
            DeviceError: if there is no device.
        """
        try:
            return SimpleaudioBuffer(self._library.play_buffer(samples, 1, 2, rate))
        except Exception:  # its own class of error is hidden in its C part
            raise DeviceError(
                "No sound device was found; sound returns when there is one."
            ) from None
