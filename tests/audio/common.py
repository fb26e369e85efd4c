"""What several tests of sound do alike: waiting for threads, and an hour of cues."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Mapping
from typing import Protocol

from legtimer.audio.engine import Sound
from legtimer.audio.player import PlaybackRequest
from legtimer.audio.schedule import PlaybackQueue
from legtimer.core.session.cues import Countdown


class Driven(Protocol):
    """A sound in virtual time."""

    sound: Sound

    def run(self, ms: float) -> None: ...

    def onsets(self) -> list[float]: ...


def request_for(clips: Mapping[str, array[int]], rate: int = 48_000) -> PlaybackRequest:
    """A request with an empty queue."""
    return PlaybackRequest(queue=PlaybackQueue(), clips=clips, rate=rate)


def until(condition: Callable[[], object]) -> None:
    """Wait for what another thread does."""
    end = time.monotonic() + 3
    while not condition():
        assert time.monotonic() < end, "that did not happen"
        time.sleep(0.002)


def worst_of_an_hour(rig: Driven) -> float:
    """By how many ms one of four cues every twenty seconds is off its instant; all are heard."""
    dues = [
        ms
        for start in range(10_000, 3_590_000, 20_000)
        for ms in (start, start + 1000, start + 2000, start + 3000)
    ]
    for at in range(0, 3_600_000, 10_000):
        coming = [Countdown(due=due, step=0, seconds=1) for due in dues if at < due < at + 30_000]
        rig.sound.schedule(coming, at)
        rig.run(at + 10_000)
    onsets = rig.onsets()
    assert len(onsets) == len(dues)
    return max(abs(a - b) for a, b in zip(onsets, dues, strict=True))
