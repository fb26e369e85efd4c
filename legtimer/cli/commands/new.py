"""``legtimer new``: a new workout or programme, from a template or from a text."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser
from legtimer.core.blocks import kind_words


def add_arguments(command: Parser) -> None:
    command.add_argument(
        "name", nargs="?", metavar="NAME", help="its name, or the path of a .toml file to write"
    )
    command.add_argument(
        "--kind",
        choices=kind_words(),
        metavar="KIND",
        help="the kind of its first block: %(choices)s",
    )
    command.add_argument(
        "--programme",
        choices=("race", "weeks"),
        metavar="TEMPLATE",
        help="write a programme in place of a workout: %(choices)s",
    )
    command.add_argument(
        "--text",
        metavar="FILE",
        help="find the workouts in a text, such as an article or a message; - for standard input",
    )
    command.add_argument(
        "--yes", action="store_true", help="with --text, write all of them and ask nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Write the file and print where it is; an existing file is never touched."""
    from legtimer.cli.handlers import new

    return new.run(options)
