"""Choosing a player by its name, without loading the others."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from typing import Final

from legtimer.audio.callback.stream import Stream
from legtimer.audio.player import Player, SilentPlayer

NAMES: Final = ("auto", "pulseaudio", "miniaudio", "simpleaudio", "silent")
"""The names that ``choose_player`` knows."""
NATIVE: Final = ("darwin", "win32")
"""Systems with a sound of their own, on which nobody has a server of PulseAudio's or PipeWire's."""


def choose_player(name: str) -> Callable[[Stream], Player]:
    """What makes the player of a stream.

    A player that can't be had on this computer is made all the same, stays silent, and tells the
    reason as its ``trouble``; see ``refusal`` for knowing beforehand.

    Args:
        name: one of ``NAMES``. ``auto`` is PulseAudio's server or PipeWire's, and where neither is
            there miniaudio, and where that is not installed simpleaudio, if that is there.

    Raises:
        ValueError: for any other name.
    """
    if name == "auto":
        other = "miniaudio"
        if refusal("miniaudio") is not None and refusal("simpleaudio") is None:
            other = "simpleaudio"
        if sys.platform in NATIVE:
            return choose_player(other)
        return lambda stream: _player_with_fallback(stream, choose_player(other))
    if name == "pulseaudio":
        from legtimer.audio.pulse.pulseaudio import pulseaudio_player

        return pulseaudio_player
    if name == "miniaudio":
        from legtimer.audio.callback.miniaudio_device import miniaudio_player

        return miniaudio_player
    if name == "simpleaudio":
        from legtimer.audio.simple.simpleaudio_output import simpleaudio_player

        return simpleaudio_player
    if name == "silent":
        return lambda stream: SilentPlayer()
    raise ValueError(f"{name!r} is no player; there are {', '.join(NAMES)}")


def _player_with_fallback(stream: Stream, other: Callable[[Stream], Player]) -> Player:
    """A player on PulseAudio's server or PipeWire's, and another one as long as there is none."""
    from legtimer.audio.fallback import FallbackPlayer
    from legtimer.audio.pulse.pulseaudio import find_pulseaudio

    return FallbackPlayer(stream, find_pulseaudio, other)


def refusal(name: str) -> str | None:
    """Why a player can't be used on this computer, as a sentence; None if it seems to be there.

    No device is asked, so that one may still be missing.

    Args:
        name: one of ``NAMES``.
    """
    if name == "simpleaudio":
        from legtimer.audio.simple.simpleaudio_output import simpleaudio_refusal

        return simpleaudio_refusal()
    if name == "pulseaudio":
        from legtimer.audio.pulse import libpulse

        try:
            libpulse.libpulse()
        except (OSError, AttributeError):
            return f"No sound: PulseAudio's library ({libpulse.NAME}) is not on this computer."
    if name == "miniaudio" and importlib.util.find_spec("miniaudio") is None:
        return "No sound: miniaudio is not installed. Run: pip install miniaudio"
    return None
