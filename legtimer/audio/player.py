"""What a player is: the one who asks a stream for its frames and brings them to a device."""

from __future__ import annotations

from typing import Protocol

from legtimer.audio.device_info import DeviceInfo


class DeviceError(Exception):
    """A device can't be had; the message is a sentence for the screen."""


class Player(Protocol):
    """Brings a stream to a device. No method raises or waits for the device."""

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
