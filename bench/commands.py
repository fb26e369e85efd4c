"""What a short command costs as a process, beside an empty one, in turns.

    python bench/commands.py

CPU time of the child and all it waited for, as the kernel accounts it.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys

RUNS = 25
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "legtimer check": ["-m", "legtimer", "check", "WORKOUT"],
    "legtimer plan": ["-m", "legtimer", "plan", "WORKOUT"],
}


def cost(words: list[str]) -> float:
    """CPU seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    from legtimer.files.workouts.catalogue import WORKOUTS

    # Compiled files are part of every installation; without them each run would compile anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    workout = str(WORKOUTS.find("runner-circuit"))
    found: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS + 1):
        for name, words in COMMANDS.items():
            found[name].append(cost([workout if w == "WORKOUT" else w for w in words]))
    base = found["python -c pass"]
    for name, times in found.items():
        ratios = [time / empty for time, empty in zip(times[1:], base[1:], strict=True)]
        print(f"{name:16}{statistics.median(times[1:]) * 1000:7.1f} ms"
              f"{statistics.median(ratios):7.2f}x")  # fmt: skip


if __name__ == "__main__":
    main()
