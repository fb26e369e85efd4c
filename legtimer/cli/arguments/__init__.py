"""The command line's words: subcommands, options, and what ``--help`` says.

One file per group of subcommands; a new one is a function there and a line in ``_SUBCOMMANDS``.
"""

from __future__ import annotations

import argparse
import sys

from legtimer import __version__
from legtimer.cli.arguments import history, shell, training, workouts
from legtimer.cli.arguments.config import add_config
from legtimer.cli.arguments.exercises import add_exercises
from legtimer.cli.arguments.resuming import add_resume
from legtimer.cli.arguments.sending import add_send
from legtimer.cli.arguments.sound import sound
from legtimer.cli.arguments.words import Parser

_DESCRIPTION = """\
An interval timer for people who train in front of a terminal.
Workouts are TOML files; without a subcommand the library opens."""

_EPILOG = """\
examples:
  legtimer                          pick a workout and train
  legtimer run leg-amrap            train a workout by its name
  legtimer run my/workout.toml      train a file
  legtimer check *.toml             all mistakes of files, with their lines
  legtimer plan runner-circuit --rounds 3
  legtimer rehearse tabata-legs     the cues of a whole session, in an instant
  legtimer new "Hill legs" --kind circuit"""

_SUBCOMMANDS = (
    training.add_run,
    add_resume,
    workouts.add_list,
    workouts.add_check,
    workouts.add_plan,
    workouts.add_rehearse,
    workouts.add_new,
    workouts.add_schema,
    add_exercises,
    history.add_history,
    history.add_export,
    history.add_import,
    add_config,
    add_send,
    shell.add_completion,
)
"""In the order of ``--help``."""


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = Parser(prog="legtimer", description=_DESCRIPTION, epilog=_EPILOG)
    top.add_argument("--version", action="version", version=f"legtimer {__version__}")
    top.set_defaults(command_module="library")
    sound(top)
    commands = top.add_subparsers(
        title="subcommands",
        metavar="SUBCOMMAND",
        # Given, because argparse would otherwise format a usage text to find it out.
        prog="legtimer",
    )

    def add(name: str, module: str, help: str, description: str = "") -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=description or help)
        command.set_defaults(command_module=module)
        return command

    for add_subcommand in _SUBCOMMANDS:
        add_subcommand(add)
    return top


def complain(message: str) -> None:
    """Say on standard error what cannot be done."""
    print(f"legtimer: {message}", file=sys.stderr)
