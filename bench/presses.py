"""What a press costs: from the key to a count that is on the disk for good, and on the screen.

    python bench/presses.py [--presses 360] [--folder ~] [--json]

An AMRAP in a pseudo-terminal of 80x24. Each press counts an exercise; the time goes from the write
of the key to the first byte that comes back, and to the chunk that has the new count in it, which
stands to the right of the clock. With that byte in hand, a second connection counts the lines of
the journal: a press that is on the screen and not in the file is told, and so is one that is
missing at the end. Presses fall anywhere in the second, beyond what counts as a double press. The
history lies in a folder of ``--folder``, which should be on a disk and not in memory. Beside it:
the same transaction alone, in this process. Runs with the Python of the project's environment.
Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import select
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from peers import ENDING, ROOT, WORKOUTS, Running

MOVE = re.compile(rb"\x1b\[(\d+);(\d+)H")
"""Moves the cursor to a row and a column, from where on something is painted."""
TURNS = 4.0
"""Seconds of a running clock after which it is known where that is painted."""
GOAL = 15
"""Ms within which 99 of 100 presses are on the disk and on the screen."""


def lines(path: Path) -> int:
    """How many commands are in the journal on the disk."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as history:
        return history.execute("SELECT count(*) FROM event").fetchone()[0]


def places(data: bytes) -> list[tuple[int, int]]:
    """The rows and columns in which something begins that is painted."""
    return [(int(row), int(column)) for row, column in MOVE.findall(data)]


def clock_place(running: Running) -> tuple[set[int], int]:
    """The rows of the clock, and the last column in which something of it begins."""
    before = len(running.seen)
    running.read(TURNS)
    painted = Counter(places(running.seen[before:]))
    turning = [place for place, times in painted.items() if times > 1]
    return {row for row, _ in turning}, max(column for _, column in turning)


def press(running: Running, rows: set[int], clock: int) -> tuple[float, float] | None:
    """Ms from a key to the first byte, and to the new count; None if it did not come.

    Args:
        running: the program.
        rows: those of the clock and the count.
        clock: the last column in which something of the clock begins.
    """
    sent = time.perf_counter()
    os.write(running.terminal, b" ")
    first, seen = None, b""
    while time.perf_counter() - sent < 2:
        if not select.select([running.terminal], [], [], 0.1)[0]:
            continue
        seen += os.read(running.terminal, 65536)
        came = 1000 * (time.perf_counter() - sent)
        first = came if first is None else first
        if any(row in rows and column > clock for row, column in places(seen)):
            return first, came
    return None


def transactions(folder: Path, count: int) -> list[float]:
    """Ms of one line of a journal, written as the program writes it, so many times."""
    sys.path.insert(0, str(ROOT))
    from legtimer.core.session.commands import JournalEntry, Press
    from legtimer.history.recorded_session import APPEND
    from legtimer.history.rows import entry_row
    from legtimer.history.session_record import Header
    from legtimer.history.store import Store

    store = Store(folder / "alone" / "history.db")
    header = Header(
        uid="0" * 32, workout="Alone", origin="", text="", choices={}, swaps=frozenset(),
        began_at=0, utc_offset=0, version="0.1.0",
    )  # fmt: skip
    store.begin(header, ())
    found = []
    for number in range(count):
        began = time.perf_counter()
        with store.transaction() as connection:
            row = entry_row(number, JournalEntry(number, Press()))
            connection.execute(APPEND, (*row, header.uid))
        found.append(1000 * (time.perf_counter() - began))
        time.sleep(0.02)
    store.close()
    return found


def at(times: list[float], share: float) -> float:
    """The time within which such a share of all lies."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--presses", type=int, default=360)
    words.add_argument("--folder", type=Path, default=Path.home(), help="where the history lies")
    words.add_argument("--json", action="store_true")
    options = words.parse_args()
    dice = random.Random(1)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        (folder / "amrap.toml").write_text(WORKOUTS["amrap"])
        os.environ.update(XDG_STATE_HOME=name, XDG_CONFIG_HOME=name, PYTHONPATH=str(ROOT))
        history = folder / "legtimer" / "history.db"
        workout = str(folder / "amrap.toml")
        program = [sys.executable, "-m", "legtimer", "run", workout]
        running = Running([*program, "--player", "silent"])
        if running.read(10, until_quiet=1) is None or not history.exists():
            raise SystemExit(f"it does not start:\n{running.seen.decode(errors='replace')}")
        running.read(1.0)
        rows, clock = clock_place(running)
        began = lines(history)
        firsts, counts, late = [], [], 0
        for number in range(1, options.presses + 1):
            running.read(0.31 + dice.random() * 0.1)
            took = press(running, rows, clock)
            if took is None:
                raise SystemExit(f"press {number} is not on the screen")
            firsts.append(took[0])
            counts.append(took[1])
            late += lines(history) != began + number
        running.leave(ENDING)
        missing = began + options.presses + 1 - lines(history)
        alone = transactions(folder, options.presses)
    rows = {"the transaction alone": alone, "to the first byte": firsts, "to the new count": counts}
    found = {
        row: {"p50": statistics.median(t), "p99": at(t, 0.99), "worst": max(t)}
        for row, t in rows.items()
    }
    if options.json:
        print(json.dumps({**found, "seen before saved": late, "missing": missing}, indent=2))
        return
    print(f"{options.presses} presses, in ms   p50    p99  worst")
    for row, figures in found.items():
        print(f"{row:22}", *(f"{value:6.1f}" for value in figures.values()))
    print(f"on the screen before they were on the disk: {late}; missing at the end: {missing}")
    reached = found["to the new count"]["p99"] <= GOAL
    print(f"goal, p99 of the new count within {GOAL} ms: {'reached' if reached else 'missed'}")


if __name__ == "__main__":
    main()
