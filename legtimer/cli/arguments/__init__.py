"""The command line's words: subcommands, options, and what ``--help`` says.

One file per group of subcommands; a new one is a function there, ``add_`` and its name, and a line
in ``_SUBCOMMANDS``. A command line that begins with a subcommand is read with the words of that one
alone: to build all of them would take longer than most commands do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

from legtimer import __version__
from legtimer.cli.arguments.sound import sound
from legtimer.cli.arguments.words import Parser, sentence

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

_SUBCOMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "run": "training",
        "resume": "resuming",
        "list": "workouts",
        "check": "workouts",
        "plan": "workouts",
        "rehearse": "workouts",
        "new": "workouts",
        "schema": "workouts",
        "exercises": "exercises",
        "history": "history",
        "export": "history",
        "import": "history",
        "config": "config",
        "doctor": "doctor",
        "send": "sending",
        "completion": "shell",
    }
)
"""The subcommands in the order of ``--help``, each with the file that has its words."""


def parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of the command line.

    Args:
        arguments: what is to be parsed; a parser of one subcommand is enough if it begins with it.
    """
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
        command = commands.add_parser(name, help=help, description=description or sentence(help))
        command.set_defaults(command_module=module)
        return command

    named = arguments[0] if arguments else ""
    for name in (named,) if named in _SUBCOMMANDS else _SUBCOMMANDS:
        module = import_module(f"{__name__}.{_SUBCOMMANDS[name]}")
        getattr(module, f"add_{name}")(add)
    return top


def quoted(name: str, limit: int | None = 200) -> str:
    """What was typed for a name, as a complaint can begin with it.

    Args:
        name: perhaps with nothing in it that could be seen.
        limit: characters that are shown at most; None for all.
    """
    from legtimer.files.mistakes import plain

    return plain(name, limit) if name.strip() else f'"{plain(name, limit)}"'


def complain(message: str) -> None:
    """Say on standard error what cannot be done."""
    print(f"legtimer: {message}", file=sys.stderr)
