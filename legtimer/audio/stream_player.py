"""Plays a plan on one device; on two where the computer is overloaded.

One device with a short buffer plays everything: a press is answered at once, and all sounds come by
the same line. A computer that can't keep up with so short a buffer is given a second device, with a
buffer that rides out its stalls. It takes what is known ahead of time; the first one goes on
with the answers, and with what a press brings so near that the long buffer can't take it any more.
The sound server mixes the two. Nothing is stopped for that: what the first device has taken it
plays, and what the second one has not taken in time the first one plays too. It stays so
for the session.

Where a device can't be had twice, or does not drop what it holds when it is closed, there is only
the first one: what a long one holds must be revocable.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from legtimer.audio.device_keeper import DeviceKeeper, Opener
from legtimer.audio.facts import Facts
from legtimer.audio.stream import MS, Stream

SHORT: Final = 50
"""ms per request of the device for everything. With fixed requests a press waits for up to one of
them, and one more lies before it; and a sound is out of our hands for as long."""
LONG: Final = 600
"""ms per request of the device for what is planned. Half of that was measured to run dry a few
times a minute on an overloaded computer."""


class StreamPlayer:
    """Plays a stream's plan, as long as there is a device."""

    def __init__(
        self,
        stream: Stream,
        opener: Opener,
        *,
        long: int = LONG,
        short: int = SHORT,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """Begin to look for a device, without waiting for it.

        Args:
            stream: what to play.
            opener: opens a device.
            long: ms per request of the device that an overloaded computer is given.
            short: ms per request of the device for everything.
            clock: the monotonic clock of the stream's instants, in ns.
        """
        self._stream = stream
        self._paired = False
        self._everything: DeviceKeeper | None = None
        self._planned = DeviceKeeper(
            stream.planned(long * MS),
            opener,
            long,
            wanted=lambda: self._paired,
            changed=self._nudge_everything,
            clock=clock,
        )
        self._everything = DeviceKeeper(stream, opener, short, watched=self._watch, clock=clock)

    @property
    def trouble(self) -> str | None:
        """Why there is no sound at present."""
        return (self._everything and self._everything.trouble) or self._planned.trouble

    @property
    def awake(self) -> bool:
        """Whether a device runs at present."""
        return self._planned.awake or (self._everything is not None and self._everything.awake)

    @property
    def facts(self) -> Facts | None:
        """What is known of the device for everything; None while there is none."""
        return None if self._everything is None else self._everything.facts

    @property
    def slips(self) -> int:
        """How often a device has stood still."""
        return self._stream.slips

    def nudge(self) -> None:
        """The plan changed: see whether a device has to run now."""
        # The answer to a press comes first.
        self._nudge_everything()
        self._planned.nudge()

    def close(self) -> None:
        """Release the devices and end the threads."""
        if self._everything is not None:
            self._everything.close()
        self._planned.close()

    def _nudge_everything(self) -> None:
        """See whether the first device has to run."""
        if self._everything is not None:
            self._everything.nudge()

    def _watch(self) -> None:
        """Begin with the second device if there is need of it, and if it can be had."""
        if not self._paired and self._stream.overloaded:
            self._paired = self._everything is not None and self._everything.drops
            if self._paired:
                self._planned.nudge()
