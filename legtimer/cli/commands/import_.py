"""``legtimer import``: sessions that were exported, from a file of JSON lines."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser


def add_arguments(command: Parser) -> None:
    command.description = (
        "Read sessions that were exported as JSON lines. A session that is here already gets newer "
        "corrections only. Invalid lines are told and left out."
    )
    command.add_argument(
        "--jsonl", required=True, metavar="FILE", help="the file; - for standard input"
    )


def run(options: argparse.Namespace) -> int:
    """Read the file; 0 if all of it was good, 1 for lines that are no sessions, 2 for no file."""
    from legtimer.cli.handlers import import_

    return import_.run(options)
