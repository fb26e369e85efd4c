"""``legtimer list``: all workouts."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_json


def add_arguments(command: Parser) -> None:
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """List the workouts, those with mistakes as such."""
    from legtimer.cli.handlers import list

    return list.run(options)
