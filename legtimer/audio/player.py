"""What a player is: the one who asks a stream for its frames and brings them to a device."""

from __future__ import annotations

from typing import Protocol

from legtimer.audio.facts import Facts


class DeviceError(Exception):
    """A device can't be had; the message is a sentence for the screen."""


class Player(Protocol):
    """Brings a stream to a device. No method raises or waits for the device."""

    @property
    def trouble(self) -> str | None:
        """Why there is no sound at present, as a sentence for the screen; None if all is well."""

    @property
    def awake(self) -> bool:
        """Whether the device runs at present."""

    @property
    def facts(self) -> Facts | None:
        """What is known of the device; None while there is none."""

    @property
    def slips(self) -> int:
        """How often the device has stood still because the computer could not keep up."""

    def nudge(self) -> None:
        """The plan changed: see whether the device has to run now."""

    def close(self) -> None:
        """Release the device; nothing is heard after this."""


class SilentPlayer:
    """The player of who wants no sound, or can have none."""

    def __init__(self, trouble: str | None = None) -> None:
        """A player without a device.

        Args:
            trouble: why there is no sound, unless that is what the user chose.
        """
        self.trouble = trouble
        self.awake = False
        self.facts: Facts | None = None
        self.slips = 0

    def nudge(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""
