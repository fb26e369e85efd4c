"""What the words of several subcommands have in common: the parser itself, values, options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

_CHECKED: Final = 80
"""Columns for the formatter that ``argparse`` makes with each argument, only to check it."""


class Parser(argparse.ArgumentParser):
    """A parser that abbreviates nothing: what is typed is what is meant."""

    def __init__(self, **settings: Any) -> None:
        """Take what ``argparse`` takes."""
        self._width: int | None = _CHECKED
        super().__init__(
            allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **settings
        )

    def _get_formatter(self) -> argparse.HelpFormatter:
        # Asking for the terminal's width imports modules for longer than parsing takes.
        return self.formatter_class(prog=self.prog, width=self._width)  # type: ignore[call-arg]

    def format_help(self) -> str:
        """The help, as wide as the terminal."""
        self._width = None
        return super().format_help()

    def format_usage(self) -> str:
        """The usage, as wide as the terminal."""
        self._width = None
        return super().format_usage()


class Add(Protocol):
    """Adds a subcommand."""

    def __call__(
        self, name: str, module: str, help: str, description: str = ""
    ) -> argparse.ArgumentParser:
        """The parser of a subcommand whose work is done by a module of ``cli.commands``."""


def figure(low: int, high: int, what: str) -> Callable[[str], int]:
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
    from legtimer.files.catalogue import files

    return [path.stem for path in files()]


def workout(command: argparse.ArgumentParser, *, stdin: bool = True) -> None:
    """The workout that a command is about."""
    text = "a TOML file, or the name of a workout" + ("; - for standard input" if stdin else "")
    action: Any = command.add_argument("workout", metavar="FILE|NAME", help=text)
    action.completer = _workout_names


def ranges(command: argparse.ArgumentParser) -> None:
    """Options that choose for the workout's ranges."""
    count = figure(1, 1000, "a number")
    command.add_argument(
        "--sets", type=count, metavar="N", help="do N sets where the workout leaves a choice"
    )
    command.add_argument(
        "--rounds", type=count, metavar="N", help="do N rounds where the workout leaves a choice"
    )
    command.add_argument(
        "--low-impact", action="store_true", help="swap in the easier alternatives"
    )


def as_json(command: argparse.ArgumentParser) -> None:
    """The option of every command whose answer a program may want to read."""
    command.add_argument(
        "--json", action="store_true", help="print JSON instead of text (see docs/json.md)"
    )
