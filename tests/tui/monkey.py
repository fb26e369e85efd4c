"""A monkey at the terminal: keys, mouse, sizes, pastes, bytes of no meaning; and nothing is lost.

The long run, which prints what it finds and a table::

    python tests/tui/monkey.py --seeds 10 --events 100000
    python tests/tui/monkey.py --seed 3 --upto 412          # one run again, up to an event
    python tests/tui/monkey.py --replay FOLDER [--shrink]   # what a finding left behind

Theory of operation. The program runs in a terminal of its own with folders of its own, silent.
One event after the other is made from the seed and its number; which keys are likely depends on
the screen that stands on the terminal, so that all screens are reached. A few events go in at a
time, each written by itself or all in one packet; then the monkey waits until the program has
read them and is at rest. A life of the program ends with keys that leave it, with a signal, with
a closed terminal or with ``kill -9``, and the next one begins in the same folders: ``legtimer``,
``legtimer run`` or ``legtimer resume``.

What is found:

- an end that nobody asked for: an exit code other than 0, a traceback on the terminal, or the
  code 0 where nothing was pressed that can leave, or one single event where leaving has to be
  confirmed. It cannot see that one of several keys in a packet left the program without the
  question that another of them might have answered;
- a terminal with room on which nothing known stands for some looks in a row. It cannot see that
  a part is missing or wrong;
- a report ``crash-*.txt`` in the state folder, whether the program went on or not;
- no rest within five seconds: bytes that are not read, or work without an end; and a program that
  can not be left by ``ctrl+q`` after the monkey is through with it. It cannot see a key that is
  answered by nothing at all, if another one is answered later;
- files, sessions and text that are gone; ``monkey_losses`` says how far it can see.

The run itself is not exactly repeatable, since a clock turns while keys come in. So each finding
keeps the folders as they were when that life began, and all that was sent since: ``--replay``
sends it again, and ``--shrink`` looks for the few events that are enough.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.tui import monkey_screens as screens
from tests.tui.monkey_home import furnish
from tests.tui.monkey_life import Monkey
from tests.tui.monkey_trail import Finding, replay, shrink


@dataclass
class Run:
    """What came of a seed."""

    seed: int
    events: int
    seconds: float
    found: list[Finding]
    visits: Counter[str]
    ends: Counter[str]

    @property
    def unseen(self) -> list[str]:
        """The screens that it should have reached and has not."""
        return [name for name in screens.MUST if not self.visits[name]]


def run(
    seed: int,
    events: int,
    findings: Path,
    *,
    seconds: float = math.inf,
    furnished: Path | None = None,
) -> Run:
    """Let so many events happen.

    Args:
        seed: what all is chosen by.
        events: how many.
        findings: where findings leave what they need to be played again.
        seconds: it ends after so many, whatever is left to do.
        furnished: folders to begin with; None to make them.
    """
    start = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix=f"monkey-{seed}-")) / "home"
    if furnished is None:
        furnish(folder)
    else:
        shutil.copytree(furnished, folder)
    monkey = Monkey(seed, folder, findings)
    monkey.until = start + seconds
    try:
        while monkey.number < events and time.monotonic() < monkey.until:
            monkey.live(events - monkey.number)
        monkey.look_at_shipped()
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)
    took = time.monotonic() - start
    return Run(seed, monkey.number, took, monkey.found, monkey.visits, monkey.ends)


def table(runs: Sequence[Run]) -> str:
    """The results, a row for each seed, and how often each kind was found."""
    rows = ["seed  events  seconds  per s  found  screens  not reached"]
    for one in runs:
        rate = one.events / max(one.seconds, 0.001)
        rows.append(
            f"{one.seed:4} {one.events:7} {one.seconds:8.0f} {rate:6.0f} {len(one.found):6}"
            f" {len(one.visits.keys() & set(screens.SCREENS)):8}  {', '.join(one.unseen)}"
        )
    total = sum(one.events for one in runs)
    found = [finding for one in runs for finding in one.found]
    rows.append(
        f"{total} events, {len(found)} findings, {len(found) * 1e4 / max(total, 1):.1f} per 10,000"
    )
    ends = sum((one.ends for one in runs), Counter[str]())
    rows.append("ends: " + ", ".join(f"{name} {n}" for name, n in ends.most_common()))
    rows += [f"{n:5} x {kind}" for kind, n in Counter(one.kind for one in found).most_common()]
    return "\n".join(rows)


def main() -> int:
    """Read the command line; 1 if anything was found."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--seeds", type=int, default=10, help="how many, from --first on")
    words.add_argument("--first", type=int, default=1)
    words.add_argument("--events", type=int, default=100_000, help="of all seeds together")
    words.add_argument("--seed", type=int, help="this one alone")
    words.add_argument("--upto", type=int, help="its events, as a finding tells them")
    words.add_argument("--findings", type=Path, help="a folder for what findings leave behind")
    words.add_argument("--replay", type=Path, metavar="FOLDER")
    words.add_argument("--shrink", action="store_true")
    options = words.parse_args()
    if options.replay:
        trail = shrink(options.replay) if options.shrink else None
        kind = replay(options.replay, trail, loud=True)
        print(kind or "nothing is found")
        return int(bool(kind))
    findings = options.findings or Path(tempfile.mkdtemp(prefix="monkey-findings-"))
    print(f"findings are kept in {findings}", flush=True)
    seeds = (
        [options.seed]
        if options.seed is not None
        else range(options.first, options.first + options.seeds)
    )
    events = options.upto or options.events // len(seeds)
    furnished = Path(tempfile.mkdtemp(prefix="monkey-home-")) / "home"
    furnish(furnished)
    runs = []
    for seed in seeds:
        runs.append(run(seed, events, findings, furnished=furnished))
        print(table(runs[-1:]), flush=True)
    shutil.rmtree(furnished.parent)
    print(table(runs))
    return int(any(one.found for one in runs))


if __name__ == "__main__":
    sys.exit(main())
