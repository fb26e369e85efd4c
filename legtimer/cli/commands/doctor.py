"""``legtimer doctor``: whether all is well, and what to do about what is not."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_json, add_sound


def add_arguments(command: Parser) -> None:
    command.description = (
        "Check sound with a test pattern, voice, terminal, sleep, folders, settings and versions. "
        "One line each, with what to do about a problem. Exits with 1 if there is one."
    )
    command.add_argument("--quiet", action="store_true", help="check everything without a sound")
    command.add_argument("--no-sound", action="store_true", help="open no sound device at all")
    add_sound(command, again=True)
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """Look at everything; returns 1 if there is a problem."""
    from legtimer.cli.doctor import report

    return report.run(options)
