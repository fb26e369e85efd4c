"""A row of real cue sounds through the real player, and what can be told of how they were placed.

Theory of operation. The sound engine plays the pattern as it plays a session: cues with instants,
placed ahead of time. It cannot hear itself. What the program knows is at which frame each sound
began, by what the device had told so far; a row of even cues that did not get even
frames was placed while the program was still learning, or after the device had stood still. What
really came out can be heard only where a sound server lets its output be recorded (``monitor``).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from legtimer.audio.clips import RATE, Clips
from legtimer.audio.engine import Sound
from legtimer.audio.instants import MS
from legtimer.audio.player import DeviceInfo, PlaybackRequest, Player
from legtimer.audio.schedule import PlaybackQueue
from legtimer.core.session.cues import Countdown, Cue, StepStarted
from legtimer.core.steps import Phase

_BEGIN: Final = 3600
"""Ms until the first sound: time to open a device and learn its clock, as a session gives it."""
_APART: Final = 200
"""Ms from one sound to the next."""
_TICKS: Final = 7
END: Final = 800
"""Ms after the last sound in which it leaves the device."""
GIVEN_UP: Final = 2000
"""Ms after which a device that cannot be opened is not waited for any longer."""

DUES: Final = tuple(_BEGIN + number * _APART for number in range(_TICKS))
"""Ms from the start at which the ticks are due."""


class PlaybackResult(NamedTuple):
    """What came of a pattern."""

    facts: DeviceInfo | None
    """What the player says of its device; None if it has none."""
    error: str | None
    """Why there is no sound, as a sentence."""
    placed: int
    """How many of the sounds got a frame of the device."""
    off: float
    """Ms by which one of them was placed off their even row at most."""
    slips: int
    """How often the device stood still."""


class Pattern:
    """Plays while other things are looked at."""

    def __init__(
        self,
        clips: Clips,
        player: Callable[[PlaybackRequest], Player],
        *,
        volume: int,
        latency: int | None,
        keep_warm: bool,
    ) -> None:
        """Begin to play, without waiting.

        Args:
            clips: the cue sounds.
            player: makes the player.
            volume: 0 to 100.
            latency: ms, if it is set.
            keep_warm: as in the settings.
        """
        self.began = time.monotonic_ns()
        self._queues: list[PlaybackQueue] = []

        def watched(request: PlaybackRequest) -> Player:
            self._queues.append(request.queue)
            return player(request)

        self._sound = Sound(
            clips.samples,
            watched,
            origin=self.began,
            volume=volume,
            latency=latency,
            keep_warm=keep_warm,
        )
        self._sound.schedule(cues(), 0)

    def finished(self) -> PlaybackResult:
        """Wait until the pattern is over or has no device, and close the player."""
        sound = self._sound
        try:
            while (passed := (time.monotonic_ns() - self.began) // MS) < DUES[-1] + END:
                if passed > GIVEN_UP and sound.error is not None:
                    break
                time.sleep(0.05)
            frames = frames_of(self._queues[0], self.began)
            off = off_row([frame * 1000 / RATE for frame in frames], DUES)
            return PlaybackResult(
                sound.player.info, sound.error, len(frames), off, sound.player.underruns
            )
        finally:
            sound.close()


def cues() -> list[Cue]:
    """The pattern: even ticks, and a longer sound at the end."""
    ticks = [Countdown(due=due, step=0, seconds=1) for due in DUES[:-1]]
    go = StepStarted(due=DUES[-1], step=0, phase=Phase.WORK, timed=True)
    return [*ticks, go]


def frames_of(queue: PlaybackQueue, began: int) -> list[int]:
    """The frames of the device that the sounds of the pattern got, as far as they got any.

    Args:
        queue: that was played.
        began: the instant of the pattern's zero, in ns.
    """
    taken = {entry.due: queue.position_of(entry) for entry in queue.entries}
    found = (taken.get(began + due * MS) for due in DUES)
    return [one.frame for one in found if one is not None]


def off_row(instants: Sequence[float], dues: Sequence[float]) -> float:
    """By how much one of a row of instants is off, at most, when the offset of all is left out.

    Args:
        instants: when something was.
        dues: when it ought to have been, in the same unit; further ones do not count.
    """
    off = sorted(at - due for at, due in zip(instants, dues, strict=False))
    middle = off[len(off) // 2] if off else 0.0
    return max((abs(each - middle) for each in off), default=0.0)
