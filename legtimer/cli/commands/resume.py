"""``legtimer resume``: go on with a session that was cut off, keep it, drop it, list them."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_json, add_sound


def add_arguments(command: Parser) -> None:
    command.description = (
        "Resume an interrupted session, paused where it stopped: the latest one, or the one with "
        "this id."
    )
    command.add_argument(
        "id", nargs="?", default="", metavar="ID", help="the beginning of its id, as in --list"
    )
    actions = command.add_mutually_exclusive_group()
    for name, help in (
        ("list", "list the interrupted sessions"),
        ("keep", "keep what was done, and end it"),
        ("drop", "keep nothing of it"),
    ):
        actions.add_argument(
            f"--{name}", dest="action", action="store_const", const=name, help=help
        )
    add_json(command)
    add_sound(command, again=True)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 0 if that was possible, else 2."""
    from legtimer.cli.handlers import resume

    return resume.run(options)
