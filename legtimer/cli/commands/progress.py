"""``legtimer progress``: what has come of training."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_json


def add_arguments(command: Parser) -> None:
    command.add_argument(
        "name", nargs="?", metavar="NAME", help="an exercise or a workout, for all of its sessions"
    )
    add_json(command)
    command.add_argument(
        "--csv", action="store_true", help="print a row for each exercise of each session"
    )


def run(options: argparse.Namespace) -> int:
    """Print it; 0 if there was something to print."""
    from legtimer.cli.handlers import progress

    return progress.run(options)
