"""miniaudio: a device that asks for its next frames again and again, and tells nothing."""

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
