"""What can be read of a workout with mistakes, for whoever is still writing it.

Theory of operation. The data of the file are read again without what was refused. An exercise that
was refused gives way to one that says so, a key to its default, and a block that cannot be had
without it to a block that says so. All others keep their places, and their numbers.
"""

from __future__ import annotations

from typing import Any, Final

from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.blocks import kind_named
from legtimer.core.diagnostics import KeyPath
from legtimer.core.workout import Workout
from legtimer.files.collector import Collector
from legtimer.files.toml.repair import POISON, poisoned_paths
from legtimer.files.toml.syntax import ParsedToml, read_toml
from legtimer.files.workouts.reader import build_workout

MARK: Final = "\N{BALLOT X}"
"""Stands before what could not be read."""
_READINGS: Final = 4
"""What is taken out may lay bare one more mistake: of the key, then of the block."""


def readable_part(
    text: str, name: str = "", personal: AthleteDefaults | None = None
) -> Workout | None:
    """The workout without what cannot be read; None if nothing is left.

    Args:
        text: of a workout's file, with errors.
        name: what the workout is called if the text does not say it.
        personal: what counts where the text says nothing.
    """
    parsed = read_toml(text)
    for path in sorted(poisoned_paths(parsed.data), key=len, reverse=True):
        _take_out(parsed.data, path, parsed.locator.value(path).line)
    for _ in range(_READINGS):
        report = Collector(ParsedToml(parsed.data, [], parsed.locator, unreadable=False))
        workout = build_workout(parsed.data, report, name, personal)
        if workout is not None or not report.refused:
            return workout
        # What is inside of something else first: that may go as a whole.
        for path in sorted(dict.fromkeys(report.refused), key=len, reverse=True):
            _take_out(parsed.data, path, parsed.locator.value(path).line)
    return None


def _take_out(data: dict[str, Any], path: KeyPath, line: int) -> None:
    """Put something that can be read in place of what was refused.

    Args:
        data: of the file; changed.
        path: of what was refused.
        line: where it stands.
    """
    holder: Any = data
    blocks: Any = None
    number = 0
    while len(path) > 1 and path[0] == "block" and isinstance(path[1], int):
        blocks, number, path = holder["block"], path[1], path[2:]
        holder = blocks[number]
        if not isinstance(holder, dict):
            holder, path = {}, ()
    says = f"{MARK} line {line}"
    title, marked, before = _title(holder).partition(f" {MARK}")
    if not path:
        if blocks is not None:
            exercises = [{"name": f"{MARK}{before}" if marked else says}]
            blocks[number] = {"kind": "circuit", "name": title, "rounds": 1, "exercises": exercises}
    elif path[0] == "exercises" and len(path) > 1 and isinstance(path[1], int):
        holder["exercises"][path[1]] = {"name": says}
    elif path[0] in holder:
        del holder[path[0]]
        if blocks is not None and not marked:
            holder["name"] = f"{title} {says}"


def _title(block: dict[str, Any]) -> str:
    """What a block is called, as far as it says so."""
    name, kind = block.get("name"), block.get("kind")
    if isinstance(name, str) and name.strip() and name != POISON:
        return name
    known = kind_named(kind) if isinstance(kind, str) else None
    return known.label if known else "Block"
