"""``legtimer list``: all workouts."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from legtimer.cli.arguments import Parser, add_json
from legtimer.cli.history_access import own_pace
from legtimer.cli.output import cell_count, command_word, padded, print_json, terminal_columns
from legtimer.cli.settings import personal_of
from legtimer.files.printable import printable

if TYPE_CHECKING:
    from legtimer.core.estimate import Pace
    from legtimer.files.workouts.catalogue import CatalogueEntry


def add_arguments(command: Parser) -> None:
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """List the workouts, those with mistakes as such."""
    from legtimer.core.estimate import rounded_minutes
    from legtimer.core.scoring import plural
    from legtimer.files.workouts.catalogue import read_catalogue

    found, pace = read_catalogue(personal_of(options)), own_pace()
    if options.json:
        print_json("list/1", {"workouts": [_entry(item, pace) for item in found]})
        return 0
    room = terminal_columns()
    width = max((cell_count(printable(item.file.path.stem, 60)) for item in found), default=0)
    shown = [item.reading.workout for item in found]
    titles = [printable(workout.name, 40) for workout in shown if workout is not None]
    names = max(map(cell_count, titles), default=0)
    group = ""
    for item in sorted(found, key=lambda item: item.file.group):
        if item.file.group != group:
            group = item.file.group
            print(f"\n{printable(group, None)}:")
        workout = item.reading.workout
        stem = padded(printable(item.file.path.stem, 60), width)
        if workout is None:
            count = len(item.reading.errors)
            what = f"{stem}  {plural(count, 'mistake')}: legtimer check"
            named = (command_word(str(item.file.path)), command_word(item.file.name))
            print(_fitting([f"{what} {name}" for name in named], room))
            continue
        entry = _entry(item, pace)
        minutes = rounded_minutes(entry["estimate_ms"])
        name = padded(printable(workout.name, 40), names)
        kinds = entry["kinds"]
        texts = [", ".join(kinds)]
        texts += [f"{', '.join(kinds[:n])}, …" for n in range(len(kinds) - 1, 0, -1)]
        print(_fitting([f"{stem}  {minutes:>3} min  {name}  {text}" for text in texts], room))
    return 0


def _fitting(texts: Sequence[str], room: int) -> str:
    """The first text that a terminal has room for, the last one cut; the first for a pipe, 0."""
    if not room:
        return texts[0]
    from rich.cells import cell_len, set_cell_size

    fitting = next((text for text in texts if cell_len(text) <= room), None)
    return fitting or set_cell_size(texts[-1], room - 1).rstrip() + "…"


def _entry(item: CatalogueEntry, pace: Pace | None) -> dict[str, Any]:
    workout = item.reading.workout
    path, group = str(item.file.path), item.file.group
    common: dict[str, Any] = {"file": path, "group": group, "good": workout is not None}
    if workout is None:
        return common
    from legtimer.core.estimate import Forecast
    from legtimer.core.workout import expand

    return {
        **common,
        "name": workout.name,
        "about": workout.about,
        "tags": list(workout.tags),
        "equipment": list(workout.equipment),
        "kinds": list(workout.kinds()),
        "estimate_ms": Forecast(expand(workout), pace).total,
    }
