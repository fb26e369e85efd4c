"""``legtimer rehearse``: a whole session at virtual time."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_json, add_ranges, add_workout


def add_arguments(command: Parser) -> None:
    command.description = (
        "Run through a whole session in an instant and print its cues. Without --keys, everything "
        "takes its estimated time."
    )
    add_workout(command)
    add_ranges(command)
    command.add_argument(
        "--keys",
        metavar="SCRIPT",
        help="what is pressed when, such as '0:12 press, 1:30 undo, 1:31.5 reps 12'; "
        "@FILE reads it from a file",
    )
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """Rehearse the workout and print what happens."""
    from legtimer.cli.handlers import rehearse

    return rehearse.run(options)
