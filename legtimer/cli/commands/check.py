"""``legtimer check``: all mistakes of workout files."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from legtimer.cli.arguments import Parser, add_json
from legtimer.cli.load import STDIN, read_stdin
from legtimer.cli.output import complain, print_json, quoted
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.printable import printable
from legtimer.files.regular_file import open_file
from legtimer.files.workouts.reader import WorkoutReading, read_file
from legtimer.files.workouts.settings_snapshot import split_snapshot

_NO_NAME = "a file has a name, such as workouts/*.toml"


def add_arguments(command: Parser) -> None:
    command.description = (
        "Find all mistakes in workout files, each with line and column. A hint marks an exercise "
        "that may be misspelled. Exits with 0 if the files are good (warnings and hints do not "
        "count), 1 if there are mistakes, 2 if a file cannot be read."
    )
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE|NAME",
        help="a TOML file, or the name of a workout; - for standard input",
    )
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """Check the files; returns 0 if all are good, 1 for mistakes, 2 if one cannot be read."""
    code = 0
    found: list[tuple[str, WorkoutReading]] = []
    for name in options.files:
        if name == STDIN:
            found.append(("<stdin>", _with_hints(read_stdin())))
            continue
        path, why = _find(name)
        if not path:
            reading = WorkoutReading(None, (Mistake(Severity.ERROR, 1, 1, why),))
            if options.json:
                found.append((name, reading))
            else:
                complain(f"{quoted(name, None)}: {why}")
            code = 2
            continue
        found.append((path, _own_exercises(path) or _with_hints(read_file(path))))
    if any(reading.errors for _, reading in found):
        code = max(code, 1)
    if options.json:
        print_check_json([(name, reading.mistakes) for name, reading in found])
        return code
    for name, reading in found:
        print_check_text(name, reading.mistakes)
    return code


def print_check_text(name: str, mistakes: Sequence[Mistake]) -> None:
    """Print the mistakes of a file, a line each, or that it is good."""
    for mistake in mistakes:
        print(mistake.render(name))
    if _good(mistakes):
        print(f"{printable(name, None)}: good")


def print_check_json(found: Sequence[tuple[str, Sequence[Mistake]]]) -> None:
    """Print files with their mistakes as ``check/1``."""
    files = [
        {
            "file": name,
            "good": _good(mistakes),
            "mistakes": [mistake.as_json() for mistake in mistakes],
        }
        for name, mistakes in found
    ]
    print_json("check/1", {"files": files})


def _good(mistakes: Sequence[Mistake]) -> bool:
    return not any(mistake.severity is Severity.ERROR for mistake in mistakes)


def _with_hints(reading: WorkoutReading) -> WorkoutReading:
    """The reading with questions about names that are probably misspelled."""
    kept = split_snapshot(reading.text)
    if reading.workout is None or kept is None:
        return reading
    from legtimer.files.exercises.library import open_library
    from legtimer.files.workouts.exercise_hints import exercise_hints

    hints = exercise_hints(kept[1], reading.workout, open_library())
    mistakes = sorted((*reading.mistakes, *hints), key=lambda one: (one.line, one.column))
    return reading._replace(mistakes=tuple(mistakes))


def _own_exercises(path: str) -> WorkoutReading | None:
    """What is wrong with the athlete's own exercises; None for any other file."""
    if os.path.basename(path) != "exercises.toml":
        return None
    from legtimer.files.exercises.reading import read_exercises
    from legtimer.files.toml.syntax import read_bytes
    from legtimer.files.user_folders import own_exercises_file

    own = own_exercises_file()
    if not (os.path.exists(own) and os.path.samefile(own, path)):
        return None
    return WorkoutReading(None, read_exercises(read_bytes(own)).mistakes)


def _find(name: str) -> tuple[str, str]:
    """The file of this name, or of the workout of this name; else why there is none."""
    try:
        with open_file(name):  # a path object would cost its import
            return name, ""
    except (OSError, ValueError) as problem:
        unreadable = f"it cannot be read: {getattr(problem, 'strerror', problem)}"
    from legtimer.files.named_file import NoSuchFile
    from legtimer.files.workouts.catalogue import WORKOUTS

    try:
        path = str(WORKOUTS.find(name))
    except NoSuchFile as problem:
        return "", str(problem) if name.strip() else _NO_NAME
    return ("", unreadable) if os.path.abspath(path) == os.path.abspath(name) else (path, "")
