"""The player for miniaudio: a device that asks for its next frames and tells nothing else.

``miniaudio_device`` opens the device, ``stream_player`` is the thread that runs it. ``stream``
renders the frames that the device asks for; ``stream_clock`` learns from the requests which frame
belongs to which instant, with ``offset_step`` for steps that are the server's.
"""

from __future__ import annotations

import importlib.util

from legtimer.audio.callback.miniaudio_device import MiniaudioDevice
from legtimer.audio.callback.stream_player import StreamPlayer
from legtimer.audio.player import PlaybackRequest


def miniaudio_player(request: PlaybackRequest) -> StreamPlayer:
    """A player on the system's default device."""
    return StreamPlayer(request, lambda feed, on_lost: MiniaudioDevice(feed, on_lost, request.rate))


def miniaudio_refusal() -> str | None:
    """Why miniaudio can't be used here, as a sentence; None if it is installed."""
    if importlib.util.find_spec("miniaudio") is None:
        return "No sound: miniaudio is not installed. Run: pip install miniaudio"
    return None
