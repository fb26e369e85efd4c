"""``legtimer next``: which sessions of the programme in use are due, when, and why."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_json


def add_arguments(command: Parser) -> None:
    command.description = (
        "Tell which sessions of the programme in use are due, when, and why on that day."
    )
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """Tell it; 0 if that was possible, 1 if the programme has mistakes."""
    from legtimer.cli.handlers import next

    return next.run(options)
