"""What a player is, what it is asked to play, and what it says of its device."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from legtimer.audio.schedule import PlaybackQueue


class DeviceError(Exception):
    """A device can't be had; the message is a sentence for the screen."""


class PlaybackRequest(NamedTuple):
    """What a player is to play, and how."""

    queue: PlaybackQueue
    clips: Mapping[str, array[int]]
    """The sounds by name: mono, 16 bit, at ``rate``."""
    rate: int
    """Frames per second."""
    latency: int | None = None
    """ns from handing over a sound to its being heard, if the user has set it; None to take what
    the device or its server says."""
    keep_warm: bool = False
    """Whether silence is made of the faintest possible noise, which keeps a wireless speaker from
    falling asleep."""


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


class Player(Protocol):
    """Brings the sounds of a queue to a device. No method raises or waits for the device."""

    @property
    def error(self) -> str | None:
        """Why there is no sound at present, as a sentence for the screen; None if all is well."""

    @property
    def running(self) -> bool:
        """Whether the device runs at present."""

    @property
    def info(self) -> DeviceInfo | None:
        """What is known of the device; None while there is none."""

    @property
    def underruns(self) -> int:
        """How often the device has stood still because the computer could not keep up."""

    def wake(self) -> None:
        """The plan changed: see whether the device has to run now."""

    def close(self) -> None:
        """Release the device; nothing is heard after this."""


class SilentPlayer:
    """The player of who wants no sound, or can have none."""

    def __init__(self, error: str | None = None) -> None:
        """A player without a device.

        Args:
            error: why there is no sound, unless that is what the user chose.
        """
        self.error = error
        self.running = False
        self.info: DeviceInfo | None = None
        self.underruns = 0

    def wake(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


def silent_player(_: PlaybackRequest) -> SilentPlayer:
    """The player of who wants no sound."""
    return SilentPlayer("sound is off (player silent)")
