"""Run by the tests in a process of its own: plays cues through the real sound server.

It prints one JSON object: what was due when, in ms of the monotonic clock, and what was noticed.
Its argument says what to play.
"""

from __future__ import annotations

import json
import math
import sys
import time
from array import array
from collections.abc import Callable

from legtimer.audio.engine import Sound
from legtimer.audio.miniaudio_device import miniaudio_player
from legtimer.core.session.cues import Countdown, Counted

CLIPS = {
    name: array("h", (round(20000 * math.cos(i / 6)) for i in range(480)))
    for name in ("tick", "counted")
}


def now() -> int:
    return time.monotonic_ns() // 1_000_000


def wait_until(instant: int) -> None:
    time.sleep(max(0, instant - now()) / 1000)


def follow(sound: Sound, dues: list[int]) -> None:
    at = now()
    sound.follow([Countdown(due=due, step=0, seconds=1) for due in dues if due > at], at)


def press(sound: Sound) -> int:
    at = now()
    sound.say([Counted(due=at, step=0, round=1, item=1)], at)
    return at


def row(sound: Sound) -> dict[str, object]:
    """Cues in a row, presses while the stream is open, one from a stream that sleeps."""
    start = now() + 4000  # as when a sleeping stream is woken for a cue
    dues = [start + 97 * i for i in range(24)]
    follow(sound, dues)
    wait_until(dues[-1] + 200)
    presses = []
    for _ in range(3):
        presses.append(press(sound))
        time.sleep(0.223)
    while sound.awake:
        time.sleep(0.01)
    time.sleep(0.2)
    presses.append(press(sound))
    time.sleep(0.4)
    return {"dues": dues, "presses": presses}


def outage(sound: Sound) -> dict[str, object]:
    """Cues all the time while the sound server is killed and started again by the test."""
    dues = [now() + 300 * i for i in range(1, 60)]
    troubles: list[str | None] = []
    slowest = 0.0
    told = False
    while now() < dues[-1]:
        begun = time.perf_counter()
        follow(sound, dues)
        trouble = sound.trouble
        slowest = max(slowest, time.perf_counter() - begun)
        if not troubles or troubles[-1] != trouble:
            troubles.append(trouble)
        if sound.awake and not told:
            print("playing", flush=True)
            told = True
        if len(troubles) > 1 and trouble is None and sound.awake:
            time.sleep(0.7)
            break
        time.sleep(0.05)
    return {"troubles": troubles, "slowest": slowest}


def revoked(sound: Sound) -> dict[str, object]:
    """Of each three cues, the second is cancelled 110 to 290 ms ahead."""
    start = now() + 4000
    kept: list[int] = []
    gone: list[int] = []
    for i in range(10):
        first, second, third = (start + i * 900 + at for at in (0, 400, 700))
        kept += [first, third]
        gone.append(second)
        follow(sound, [first, second, third])
        wait_until(second - 110 - 20 * i)
        follow(sound, [third, third + 200])
        wait_until(third + 50)
    follow(sound, [])
    time.sleep(0.6)
    return {"kept": kept, "gone": gone}


def main() -> None:
    plays: dict[str, Callable[[Sound], dict[str, object]]] = {
        "row": row,
        "outage": outage,
        "revoked": revoked,
    }
    sound = Sound(CLIPS, miniaudio_player)
    told = plays[sys.argv[1]](sound)
    told |= {"trouble": sound.trouble, "slips": sound.slips}
    print(json.dumps(told))
    # Left open on purpose: ending the process has to close the device.


if __name__ == "__main__":
    main()
