"""Information about the device that a player plays on."""

from __future__ import annotations

from typing import NamedTuple


class DeviceInfo(NamedTuple):
    """One device that is open."""

    player: str
    """By its name, one of ``PLAYER_NAMES``."""
    backend: str
    """The system's sound server or interface."""
    rate: int
    """Frames per second."""
    buffer: int
    """Ms that it holds, or the server for it, when it is full; 0 where it is not known."""
    latency: int
    """Ms that a sound takes through it, by the reckoning of the server or ours."""
    tells_position: bool = True
    """Whether it tells at which frame it is, so that sounds have a frame of their own."""
