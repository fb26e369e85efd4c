"""Words of the subcommands that train."""

from __future__ import annotations

from legtimer.cli.arguments.sound import sound
from legtimer.cli.arguments.words import Add, ranges, workout


def add_run(add: Add) -> None:
    """``legtimer run``."""
    run = add("run", "run", "train a workout")
    workout(run, stdin=False)
    ranges(run)
    sound(run, again=True)
