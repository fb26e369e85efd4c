"""Plays a plan on two devices: one that nothing can empty, and one that answers at once.

A long buffer rides out the stalls of an overloaded computer. It costs nothing for what is known
ahead of time, but a press would be answered late. So answers have a device of their own, with a
short buffer, which sleeps but around presses. It also plays what a press brings so near that the
long buffer can't take it any more. The sound server mixes the two.

Where a device can't be had twice, or does not drop what it holds when it is closed, there is one
with a short buffer for everything: what a long one holds must be revocable.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from legtimer.audio.device_keeper import DeviceKeeper, Opener
from legtimer.audio.facts import Facts
from legtimer.audio.stream import Stream

LONG: Final = 600
"""ms per request of the device for what is planned. Half of that was measured to run dry a few
times a minute on an overloaded computer."""
SHORT: Final = 60
"""ms per request of the device for answers: a multiple of PulseAudio's pieces, so that its requests
are even."""
ALONE: Final = 50
"""ms per request of a device that can have no other one beside it."""


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
        """Begin to look for devices, without waiting for them.

        Args:
            stream: what to play.
            opener: opens a device.
            long: ms per request of the device for what is planned.
            short: ms per request of the device for answers.
            clock: the monotonic clock of the stream's instants, in ns.
        """
        answers = stream.answers()
        self._answers: DeviceKeeper | None = None
        self._planned = DeviceKeeper(
            stream, opener, long, alone=ALONE, changed=self._nudge_answers, clock=clock
        )
        self._answers = DeviceKeeper(
            answers, opener, short, wanted=lambda: answers.wanted, clock=clock
        )

    @property
    def trouble(self) -> str | None:
        """Why there is no sound at present."""
        return self._planned.trouble or (self._answers.trouble if self._answers else None)

    @property
    def awake(self) -> bool:
        """Whether a device runs at present."""
        return self._planned.awake or (self._answers is not None and self._answers.awake)

    @property
    def facts(self) -> Facts | None:
        """What is known of the device for what is planned; None while there is none."""
        return self._planned.facts

    def nudge(self) -> None:
        """The plan changed: see whether a device has to run now."""
        # The answer to a press comes first.
        self._nudge_answers()
        self._planned.nudge()

    def close(self) -> None:
        """Release the devices and end the threads."""
        if self._answers is not None:
            self._answers.close()
        self._planned.close()

    def _nudge_answers(self) -> None:
        """See whether there is anything to answer."""
        if self._answers is not None:
            self._answers.nudge()
