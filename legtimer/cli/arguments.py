"""The command line: the subcommands' parser, and the options that several of them have.

A command line that begins with a subcommand is read with the arguments of that one alone: to import
all commands would take longer than most of them run.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from itertools import takewhile
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, Final, NoReturn

from legtimer import __version__
from legtimer.audio.players import PLAYER_NAMES
from legtimer.cli.commands import SUBCOMMANDS

if TYPE_CHECKING:
    from types import ModuleType

_DESCRIPTION = """\
An interval timer for people who train in front of a terminal.
Workouts are TOML files; without a subcommand the library opens, or
what is due today where a programme is in use."""

_EPILOG = """\
examples:
  legtimer                          pick a workout and train
  legtimer run leg-amrap            train a workout by its name
  legtimer run my/workout.toml      train a file
  legtimer run warm-up-for-runners leg-amrap    one after the other
  legtimer check *.toml             all mistakes of files, with their lines
  legtimer plan runner-circuit --rounds 3
  legtimer rehearse tabata-legs     the cues of a whole session, in an instant
  legtimer new "Hill legs" --kind circuit
  legtimer new --text article.txt   workout files from an article
  legtimer run --text "AMRAP 10: 10 lunge jumps, 20 squats\""""

SESSION: Final = "last, a number of the list, a day with one session, or the beginning of its id"
"""How a session of the history can be named."""

_FAST: Final = partial(argparse.HelpFormatter, width=80)
"""``argparse`` makes a formatter with each argument, only to check it. One that asks for the
terminal's width imports modules for longer than parsing takes."""


class Parser(argparse.ArgumentParser):
    """A parser that abbreviates nothing: what is typed is what is meant.

    What it cannot follow is told in one line with the nearest word, and where the help is.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=_FAST, **settings)

    def format_help(self) -> str:
        """The help, as wide as the terminal; the lines of examples stay as they are."""
        lines = "\n" in (self.epilog or "")
        self.formatter_class = (
            argparse.RawDescriptionHelpFormatter if lines else argparse.HelpFormatter
        )
        return super().format_help()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse; what this parser does not know it refuses itself: it knows what is near."""
        args = sys.argv[1:] if args is None else args
        # First, because the value of such an option would be read as a word of the command.
        if unknown := self._unknown_options(args):
            self.error(self._unknown(unknown))
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(self._unknown(rest))
        return found, rest

    def _unknown_options(self, args: Sequence[str]) -> list[str]:
        """The long options before ``--`` and before a command with options of its own."""
        commands = self._subparsers._group_actions[0].choices if self._subparsers else None
        own = takewhile(lambda word: word != "--" and word not in (commands or ()), args)
        return [
            word
            for word in own
            if re.match(r"--[^ ]+$", word)
            and word.partition("=")[0] not in self._option_string_actions
        ]

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and leave."""
        self.exit(2, f"{self.prog}: {_with_hint(message)}\nsee: {self.prog} --help\n")

    def _unknown(self, rest: Sequence[str]) -> str:
        from legtimer.files.closest_word import did_you_mean
        from legtimer.files.printable import printable

        options = [word for word in rest if word.startswith("-")]
        if not options:
            return f"{printable(rest[0])} is one word too many"
        typed = options[0].partition("=")[0]
        hint = did_you_mean(typed, re.findall(r"-[-\w]+", self.format_usage()), "")
        return f"there is no option {printable(typed)}" + (f"; {hint}" if hint else "")


def _with_hint(message: str) -> str:
    """A message of ``argparse`` about a word that is none of several, with the nearest of them."""
    found = re.fullmatch(r"(.*: )invalid choice: (.*) \(choose from (.*)\)", message, re.DOTALL)
    if found is None:
        return message
    from ast import literal_eval

    from legtimer.files.closest_word import did_you_mean
    from legtimer.files.printable import printable

    typed, known = literal_eval(found[2]), found[3].replace("'", "").split(", ")
    return f"{found[1]}{printable(typed)} is not known; {did_you_mean(typed, known)}"


def parser(arguments: Sequence[str] | None = None) -> Parser:
    """The parser of the command line.

    Args:
        arguments: what is to be parsed; only the subcommand that they name gets its arguments. None
            for a parser of all of them.
    """
    top = Parser(prog="legtimer", description=_DESCRIPTION, epilog=_EPILOG)
    top.add_argument("--version", action="version", version=f"legtimer {__version__}")
    top.set_defaults(command="library")
    add_sound(top)
    commands = top.add_subparsers(
        title="subcommands",
        metavar="SUBCOMMAND",
        # Given, because argparse would otherwise format a usage text to find it out.
        prog="legtimer",
    )
    alone = arguments[:1] if arguments and arguments[0] in SUBCOMMANDS else SUBCOMMANDS
    named = next((word for word in arguments or () if word in SUBCOMMANDS), None)
    for name in alone:
        help = SUBCOMMANDS[name]
        command = commands.add_parser(name, help=help, description=sentence(help))
        command.set_defaults(command=name)
        if arguments is None or name == named:
            module_of(name).add_arguments(command)
    return top


def module_of(command: str) -> ModuleType:
    """The module of a subcommand, or of ``library``."""
    name = f"{command}_" if iskeyword(command) else command
    return import_module(f"legtimer.cli.commands.{name}")


def sentence(help: str) -> str:
    """The description of a command that has no longer one than the line in a list of commands."""
    return f"{help[0].upper()}{help[1:]}."


def whole_number(low: int, high: int, what: str) -> Callable[[str], int]:
    """Reads a whole number within bounds, both of them allowed.

    Args:
        low: the least.
        high: the most.
        what: what it is, for the message: ``a volume``.
    """

    def read(text: str) -> int:
        if text.isdecimal() and low <= int(text) <= high:
            return int(text)
        raise argparse.ArgumentTypeError(f"expected {what} from {low} to {high}, not {text!r}")

    return read


def _workout_names(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.workouts.catalogue import WORKOUTS

    return [file.name for file in WORKOUTS.all()]


def add_workout(command: Parser) -> None:
    """The workout that a command is about."""
    text = "a TOML file, or the name of a workout; - for standard input"
    _complete(command.add_argument("workout", metavar="FILE|NAME", help=text))


def add_workouts(command: Parser) -> None:
    """The workouts that a command is about, one after the other."""
    text = "TOML files, or names of workouts; several follow each other"
    _complete(command.add_argument("workouts", nargs="*", metavar="FILE|NAME", help=text))


def _complete(action: Any) -> None:
    action.completer = _workout_names


def add_ranges(command: Parser) -> None:
    """Options that choose for the workout's ranges."""
    count = whole_number(1, 1000, "a number")
    command.add_argument(
        "--sets", type=count, metavar="N", help="do N sets where the workout leaves a choice"
    )
    add_rounds_and_level(command)
    command.add_argument("--low-impact", action="store_true", help="use the easier exercises")


def add_rounds_and_level(command: Parser) -> None:
    """Options that choose for what a score depends on."""
    count = whole_number(1, 1000, "a number")
    command.add_argument(
        "--rounds", type=count, metavar="N", help="do N rounds where the workout leaves a choice"
    )
    command.add_argument(
        "--level", metavar="NAME", help="your level where figures differ by it: women, or Scaled"
    )


def add_json(command: Parser, *, again: bool = False) -> None:
    """The option of every command whose answer a program may want to read.

    Args:
        command: gets the option.
        again: whether the level above has it too, whose word then must not be forgotten.
    """
    command.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS if again else False,
        help="print JSON instead of text (see docs/json.md)",
    )


def add_sound(command: Parser, *, again: bool = False) -> None:
    """Options of sound; what is not given is left to the settings.

    Args:
        command: gets the options.
        again: whether the level above has them too, whose words then must not be forgotten.
    """
    default: Any = argparse.SUPPRESS if again else None

    def switch(name: str, help: str) -> None:
        command.add_argument(
            name, action=argparse.BooleanOptionalAction, default=default, help=help
        )

    command.add_argument(
        "--player", choices=PLAYER_NAMES, default=default, help="what plays the sounds"
    )
    switch("--voice", "let a voice say what comes next (needs espeak-ng, or say on macOS)")
    command.add_argument(
        "--latency",
        type=whole_number(0, 2000, "milliseconds"),
        metavar="MS",
        default=default,
        help="delay of wireless speakers in ms, measured by ear",
    )
    switch("--keep-warm", "keep wireless speakers awake before a sound")
    command.add_argument(
        "--volume",
        type=whole_number(0, 100, "a volume"),
        metavar="0-100",
        default=default,
        help="how loud the sounds are",
    )
    switch("--mute", "begin without sound")
