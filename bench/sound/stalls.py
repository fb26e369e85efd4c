"""How often the computer itself stood still: a process of the highest priority sees nothing else.

On a virtual machine that shares its processors with others, all programs stop now and then for some
tens of milliseconds, idle or not. No program can play through that for longer than its buffer
lasts, and whoever judges the figures has to know of it. Needs the right to a real-time priority.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

LEAST = 5.0
"""ms of standing still that count."""
PAUSE = 0.005
"""Seconds that the process sleeps at a time."""


class Stalls:
    """Watches for as long as the context lasts."""

    def __init__(self) -> None:
        self.lengths: list[float] | None = None
        """ms of each, when the context is over; None if they could not be seen."""

    def __enter__(self) -> Stalls:
        self._process = subprocess.Popen(
            [sys.executable, "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        told, _ = self._process.communicate("")
        if self._process.returncode == 0:
            self.lengths = [float(line) for line in told.split()]


def in_words(lengths: list[float] | None) -> str:
    """What was seen, in words."""
    if lengths is None:
        return "whether the computer itself stood still is not known: it needs a real-time priority"
    return (
        f"the computer itself stood still for more than {LEAST:.0f} ms {len(lengths)} times, "
        f"for up to {max(lengths, default=0):.0f} ms"
    )


def watch() -> None:
    """Print how long each stall was, until the standard input ends."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
    except PermissionError:
        sys.exit(1)
    os.set_blocking(0, False)
    while True:
        before = time.monotonic()
        time.sleep(PAUSE)
        late = (time.monotonic() - before - PAUSE) * 1000
        if late > LEAST:
            print(f"{late:.1f}", flush=True)
        try:
            if not os.read(0, 1):
                break
        except BlockingIOError:
            continue


if __name__ == "__main__":
    watch()
