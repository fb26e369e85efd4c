"""Reads a workout file: TOML in, a workout or all of its mistakes out.

The core's value types read the keys and blocks; the bounds of the whole workout are checked here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.block_parser import MOST_BLOCKS, Blocks
from legtimer.core.diagnostics import KeyPath
from legtimer.core.estimate import Forecast
from legtimer.core.fields import read_keys
from legtimer.core.notation import LONGEST
from legtimer.core.steps import Phase
from legtimer.core.workout import MOST_STEPS, TooLong, Workout, expand, walk
from legtimer.files.collector import Collector
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.toml.syntax import decode_text, read_bytes, read_toml
from legtimer.files.workouts.settings_snapshot import add_snapshot, split_snapshot

_MOST_EXERCISES = 1000
"""The most exercises in one file."""


_LEVELS = ("Rx", "Intermediate", "Scaled", "Beginner", "Easy")
"""Names of levels, for messages."""


class WorkoutReading(NamedTuple):
    """What came of a file."""

    workout: Workout | None
    """The workout; None if the file has errors."""
    mistakes: tuple[Mistake, ...]
    """Errors and warnings in the order of the file."""
    text: str = ""
    """What was read, and with which settings, if it gave a workout: a session keeps it."""

    @property
    def errors(self) -> tuple[Mistake, ...]:
        """The mistakes that keep the workout from running."""
        return tuple(m for m in self.mistakes if m.severity is Severity.ERROR)


def read_file(
    path: str | os.PathLike[str], personal: AthleteDefaults | None = None
) -> WorkoutReading:
    """Read a workout file; a file that cannot be opened is a mistake like any other.

    Args:
        path: the file.
        personal: what counts where the file says nothing; None for the program's own defaults.
    """
    return read_workout(read_bytes(path), name_from_path(path), personal)


def name_from_path(path: str | os.PathLike[str]) -> str:
    """What a workout is called whose file does not say it."""
    words = os.path.splitext(os.path.basename(path))[0].replace("-", " ").replace("_", " ").strip()
    # The name of a file is bytes, which need not be text; that of a workout is written down.
    words = words.encode("utf-8", "replace").decode()
    return words[:1].upper() + words[1:]


def read_workout(
    data: bytes | str | Mistake, name: str = "", personal: AthleteDefaults | None = None
) -> WorkoutReading:
    """Read a workout.

    Args:
        data: the content of the file, or the mistake that it is.
        name: what the workout is called if the file does not say it.
        personal: what counts where the file says nothing; None for the program's own defaults. A
            text that a session has kept says itself what counts.
    """
    text = decode_text(data) if isinstance(data, bytes) else data
    if isinstance(text, Mistake):
        return WorkoutReading(None, (text,))
    if (kept := split_snapshot(text)) is not None:
        personal, text = kept
    parsed = read_toml(text)
    report = Collector(parsed)
    workout = build_workout(parsed.data, report, name, personal)
    if workout is None:
        return WorkoutReading(None, report.mistakes)
    kept_text = add_snapshot(text, personal or AthleteDefaults())
    return WorkoutReading(workout, report.mistakes, kept_text)


def build_workout(
    table: Mapping[str, Any], report: Collector, name: str, personal: AthleteDefaults | None
) -> Workout | None:
    """The workout that a file's data describe; None if there are errors.

    Args:
        table: the data.
        report: told of every mistake.
        name: what the workout is called if the data do not say it.
        personal: what counts where the data say nothing.
    """
    keys, good = read_keys(
        Workout, table, (), report, "a workout", besides=("block",), hint=_hint_at_the_top
    )
    blocks = None
    if "block" in table and not _too_large(table["block"], report):
        blocks = Blocks().read(table["block"], ("block",), report)
    elif "block" not in table and not report.failed:
        report.found.append(
            Mistake(Severity.ERROR, 1, 1, "the workout has no block; begin one with [[block]]")
        )
    if not good or blocks is None:
        return None
    keys["name"] = keys.get("name") or name or "Workout"
    if personal is not None:
        keys = {**personal.keys, **keys}
        blocks = personal.blocks(blocks, table["block"], _exercise_id(personal))
    workout = Workout(**keys, blocks=blocks, level=personal.level if personal else "")
    if personal is not None and personal.targets:
        from legtimer.core.coach.workout_targets import with_targets

        workout = with_targets(workout, personal.targets)
    _check_levels(workout, report)
    # A block whose keys contradict each other cannot be expanded.
    if not report.failed:
        _bounds(workout, report)
    return None if report.failed else workout


def _exercise_id(personal: AthleteDefaults) -> Callable[[str], str]:
    if not personal.maxima:
        return str.casefold
    # Only who asks for shares of a maximum pays for the library.
    from legtimer.files.exercises.library import open_library

    return open_library().exercise_id


def _hint_at_the_top(word: str) -> str:
    from legtimer.core.blocks import kinds
    from legtimer.core.hints import top_level_hint

    return top_level_hint(word, kinds())


def _too_large(blocks: object, report: Collector) -> bool:
    """Refuse a file of more blocks or exercises than anybody types, before they are read."""
    found = exercises = 0
    lists = [blocks]
    while lists:
        items = lists.pop()
        if not isinstance(items, list):
            continue
        found += len(items)
        for item in items:
            if isinstance(item, dict):
                lists.append(item.get("block"))
                inside = item.get("exercises")
                exercises += len(inside) if isinstance(inside, list) else 0
    for count, most, what in (
        (found, MOST_BLOCKS, "blocks"),
        (exercises, _MOST_EXERCISES, "exercises"),
    ):
        if count > most:
            report.error(("block",), f"{count:,} {what}; a workout has at most {most:,}")
            return True
    return False


def path_in_data(place: str) -> KeyPath:
    """The path in a file's data of a block that ``walk`` names ``block[0].block[2]``."""
    numbers = re.findall(r"\d+", place)
    return tuple(part for number in numbers for part in ("block", int(number)))


def _check_levels(workout: Workout, report: Collector) -> None:
    """Report figures for more or fewer levels than the workout has."""
    names = len(workout.levels) or 2
    if len(workout.levels) == 1:
        report.error(("levels",), "one level is none: name two or more, or leave levels out")
    for place, block in walk(workout.blocks):
        path = path_in_data(place)
        for i, exercise in enumerate(block.exercise_list()):
            for count in exercise.levels() - {names}:
                advice = "give one for each"
                if not workout.levels:
                    shown = ", ".join(f'"{name}"' for name in _LEVELS[:count])
                    advice = f"name them at the top of the file, such as levels = [{shown}]"
                report.error(
                    (*path, "exercises", i),
                    f"figures for {count} levels where the workout has {names}; {advice}",
                )


def _bounds(workout: Workout, report: Collector) -> None:
    """Refuse what is too long to be trained, with the highest choices."""
    highest = {ask.key: ask.high for ask in workout.asks()}
    most = " with the highest choices" if highest else ""
    try:
        plan = expand(workout, highest)
    except TooLong as problem:
        report.error(
            ("block", problem.block),
            f"with this block the workout has more than {MOST_STEPS:,} steps{most}",
        )
        return
    if not any(step.phase in (Phase.WORK, Phase.REST) for step in plan.steps):
        report.error(("block",), "there is nothing to do in this workout")
    forecast = Forecast(plan)
    ms = forecast.total
    if ms > LONGEST:
        longest = max(range(len(workout.blocks)), key=forecast.block)
        tenths = ms // 360_000
        hours = f"{tenths // 10:,}" + (f".{tenths % 10}" if tenths % 10 else "")
        report.error(
            ("block", longest),
            f"the workout takes {hours} hours{most}, the longest part here; there may be 24",
        )
