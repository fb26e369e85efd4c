"""Run by the tests in a process of its own: plays cues through the real sound server.

It prints one JSON object: what was due when, in ms of the monotonic clock, and what was noticed.
Its arguments say what to play, and by which player.
"""

from __future__ import annotations

import json
import math
import sys
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from legtimer.audio.engine import Sound
from legtimer.audio.players import choose_player
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
    sound.schedule([Countdown(due=due, step=0, seconds=1) for due in dues if due > at], at)


def press(sound: Sound) -> int:
    at = now()
    sound.play([Counted(due=at, step=0, round=1, item=1)], at)
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
    while sound.player.running:
        time.sleep(0.01)
    time.sleep(0.2)
    presses.append(press(sound))
    time.sleep(0.4)
    return {"dues": dues, "presses": presses}


def outage(sound: Sound) -> dict[str, object]:
    """Cues all the time while the test kills the sound server and starts it again.

    What the state is, a line tells when it changes.
    """
    start = now()
    dues = [start + 300 * i for i in range(1, 80)]
    troubles: list[str | None] = []
    slowest = 0.0
    state = ""
    end = dues[-1]
    while now() < end:
        begun = time.perf_counter()
        follow(sound, dues)
        trouble = sound.error
        slowest = max(slowest, time.perf_counter() - begun)
        if not troubles or troubles[-1] != trouble:
            troubles.append(trouble)
        current = "trouble" if trouble else "playing" if sound.player.running else state
        if current != state:
            state = current
            print(state, flush=True)
            if state == "playing" and any(troubles):
                end = now() + 4000
        time.sleep(0.05)
    return {"troubles": troubles, "slowest": slowest}


def hammered(sound: Sound) -> dict[str, object]:
    """A thousand times pause and resume, back to back; what it costs, and cues before and after."""
    for _ in range(50):
        toggle(sound)
        time.sleep(0.02)
    time.sleep(1)
    before = held()
    for _ in range(1000):
        toggle(sound)
        time.sleep(0.002)
    follow(sound, [])
    time.sleep(1)
    after = held()
    start = now() + 4200
    dues = [start + 250 * i for i in range(12)]
    follow(sound, dues)
    presses = []
    for due in dues[3:9:2]:
        wait_until(due + 100)
        presses.append(press(sound))
        follow(sound, dues)
    wait_until(dues[-1] + 700)
    return {"before": before, "after": after, "dues": dues, "presses": presses}


def toggle(sound: Sound) -> None:
    """Resume, with a cue that the pause right after it takes back."""
    follow(sound, [now() + 400, now() + 5000])
    follow(sound, [])


def held() -> dict[str, int]:
    """Threads, open files, and kB of memory of this process."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {
        "threads": int(status["Threads"]),
        "files": len(list(Path("/proc/self/fd").iterdir())),
        "memory": int(status["VmRSS"].split()[0]),
    }


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
        "hammered": hammered,
    }
    sound = Sound(CLIPS, choose_player(sys.argv[2] if len(sys.argv) > 2 else "auto"))
    told = plays[sys.argv[1]](sound)
    told |= {"trouble": sound.error, "slips": sound.player.underruns}
    print(json.dumps(told))
    # Left open on purpose: ending the process has to close the device.


if __name__ == "__main__":
    main()
