"""The player for simpleaudio, which plays one buffer after the other and tells no position.

``simpleaudio_output`` plays buffers; ``passage`` mixes the cues that are near each other into one;
``passage_player`` decides when a passage is handed over or stopped.
"""

from __future__ import annotations

from legtimer.audio.player import PlaybackRequest
from legtimer.audio.simple.passage_player import PassagePlayer
from legtimer.audio.simple.simpleaudio_output import SimpleaudioOutput, simpleaudio_refusal

__all__ = ["simpleaudio_player", "simpleaudio_refusal"]


def simpleaudio_player(request: PlaybackRequest) -> PassagePlayer:
    """A player that plays passages by way of simpleaudio."""
    return PassagePlayer(request, SimpleaudioOutput)
