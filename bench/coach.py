"""The coach as processes: what ten years of history cost it, and how long a rehearsal takes.

    python bench/coach.py [--sessions 1500] [--sets 50] [--pairs 15] [--root FOLDER]

Fills a history with the workouts of a shipped programme, two days apart, every set with its
figures, the last session yesterday, and takes the programme into use: today is in its third week.
Then runs ``legtimer next`` and the first screen, in turns with this history and without one, and
both shipped programmes rehearsed to their end. CPU time of whole processes, least and median; of
the screen also the ms until its last byte. Other programs disturb the least figures the least. The
goals: 30 ms more with the history, 200 ms for a rehearsal. Linux only.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from history import ROOT, cost, environment, fill, screens

PROGRAMMES = ("half-marathon-legs", "leg-strength-twice-a-week")
WORKOUTS = ("runner-leg-strength", "runner-circuit")
"""Those of the first phase of the first programme, which has growth for both."""
TO_THE_RACE = timedelta(days=82)
"""That many days before its race it is in its third week, in the first phase."""


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--sessions", type=int, default=1500)
    words.add_argument("--sets", type=int, default=50)
    words.add_argument("--pairs", type=int, default=15)
    words.add_argument("--root", type=Path, default=ROOT, help="another copy of the project")
    options = words.parse_args()
    # Compiled files are part of every installation; without them each run would compile anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    race = date.today() + TO_THE_RACE
    with tempfile.TemporaryDirectory() as folder:
        envs = [environment(Path(folder) / name, options.root) for name in ("without", "with")]
        history = Path(folder) / "with" / "legtimer" / "history.db"
        fill(history, options.sessions, options.sets, WORKOUTS)
        for env in envs:
            use = ["programme", "use", PROGRAMMES[0], "--race", str(race)]
            subprocess.run(
                [sys.executable, "-m", "legtimer", *use], env=env, check=True, capture_output=True
            )
        found: dict[str, tuple[list[float], list[float]]] = {}
        rehearsals: dict[str, list[float]] = {name: [] for name in PROGRAMMES}
        for turn in range(options.pairs + 1):
            for side, env in enumerate(envs):
                taken, cpu = screens(env)
                measured = {"next, CPU ms": cost(["next"], env)}
                measured |= {"first screen, CPU ms": cpu, "first screen, ms": taken}
                for name, value in measured.items() if turn else ():
                    found.setdefault(name, ([], []))[side].append(value)
            for name, times in rehearsals.items():
                times.append(cost(["programme", "rehearse", name, "--all-done"], envs[0]))
        print(f"{'':22}{'without':>15}{f'{options.sessions} sessions':>15}{'more':>15}")
        for name, sides in found.items():
            least, middle = map(min, sides), map(statistics.median, sides)
            figures = [(a, b, b - a) for a, b in (tuple(least), tuple(middle))]
            columns = zip(*figures, strict=True)
            print(f"{name:22}" + "".join(f"{a:8.1f}{b:7.1f}" for a, b in columns))
        for name, times in rehearsals.items():
            print(
                f"rehearse {name:28}{min(times[1:]):8.1f}{statistics.median(times[1:]):7.1f} CPU ms"
            )


if __name__ == "__main__":
    main()
