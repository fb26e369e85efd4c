"""``legtimer check``: all mistakes of workout files."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_json


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
    from legtimer.cli.handlers import check

    return check.run(options)
