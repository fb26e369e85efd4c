"""Run by a test in a process of its own: plays cues as passages by way of simpleaudio.

Its argument is how many. It prints one JSON object: what was due when, in ms of the monotonic
clock, and in which passage; and what was the matter.
"""

from __future__ import annotations

import json
import math
import sys
import time
from array import array

from legtimer.audio.engine import Sound
from legtimer.audio.simple import passage_player, simpleaudio_player
from legtimer.core.session.cues import Countdown, Counted

CLIPS = {
    name: array("h", (round(20000 * math.cos(i / 6)) for i in range(480)))
    for name in ("tick", "counted")
}


def now() -> int:
    return time.monotonic_ns() // 1_000_000


def main() -> None:
    count = int(sys.argv[1])
    passages: list[list[int]] = []
    original = passage_player.render_passage

    def spied(passage, *rest):  # type: ignore[no-untyped-def]
        if passage.entries[0].sound == "tick":
            passages.append([entry.due // 1_000_000 for entry in passage.entries])
        return original(passage, *rest)

    passage_player.render_passage = spied
    sound = Sound(CLIPS, simpleaudio_player)
    start = now() + 4000
    dues = [start + 97 * i + (i * 31) % 17 + 3200 * (i // 40) for i in range(count)]
    presses = []
    while now() < dues[-1] + 300:
        at = now()
        sound.schedule(
            [Countdown(due=d, step=0, seconds=1) for d in dues if at < d < at + 30_000], at
        )
        time.sleep(0.3)
    for _ in range(5):
        presses.append(now())
        sound.play([Counted(due=presses[-1], step=0, round=1, item=1)], presses[-1])
        time.sleep(0.313)
    time.sleep(0.3)
    told = {"dues": dues, "passages": passages, "presses": presses, "trouble": sound.error}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
