"""The player for PulseAudio and PipeWire, whose server keeps sound that can be written anew.

``pulseaudio`` is the connection to the server, through its library (``libpulse``); ``tape_player``
is the thread that writes. ``tape`` decides what is written where; ``tape_clock`` learns from the
server's reports which frame is heard at which instant, with ``quantum`` for servers that report in
steps.
"""

from __future__ import annotations

from legtimer.audio.player import PlaybackRequest
from legtimer.audio.pulse import libpulse
from legtimer.audio.pulse.pulseaudio import PulseAudio
from legtimer.audio.pulse.tape_player import TapePlayer


def pulseaudio_player(request: PlaybackRequest) -> TapePlayer:
    """A player on the server that PulseAudio's library finds by itself."""
    return TapePlayer(request, PulseAudio)


def pulseaudio_refusal() -> str | None:
    """Why there can be no server here, as a sentence; None if its library is there."""
    try:
        libpulse.libpulse()
    except (OSError, AttributeError):
        return f"No sound: PulseAudio's library ({libpulse.NAME}) is not on this computer."
    return None
