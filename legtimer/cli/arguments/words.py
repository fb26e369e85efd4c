"""What the words of several subcommands have in common: the parser itself, values, options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn, Protocol

_CHECKED: Final = 80
"""Columns for the formatter that ``argparse`` makes with each argument, only to check it."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Wraps descriptions to the terminal's width, but leaves those with lines of their own."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" in text:
            return super()._fill_text(text, width, indent)
        return argparse.HelpFormatter._fill_text(self, text, width, indent)


class Parser(argparse.ArgumentParser):
    """A parser that abbreviates nothing: what is typed is what is meant.

    What it cannot follow is told in one line with the nearest word, and where the help is.
    """

    def __init__(self, **settings: Any) -> None:
        """Take what ``argparse`` takes."""
        self._width: int | None = _CHECKED
        super().__init__(allow_abbrev=False, formatter_class=_Help, **settings)

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

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse; what this parser does not know it refuses itself: it knows what is near."""
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(self._unknown(rest))
        return found, rest

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and leave."""
        self.exit(2, f"{self.prog}: {message}\nsee: {self.prog} --help\n")

    def _unknown(self, rest: Sequence[str]) -> str:
        from legtimer.files.mistakes import nearest, plain

        options = [word for word in rest if word.startswith("-")]
        if not options:
            return f"{plain(rest[0])} is one word too many"
        typed = options[0].partition("=")[0]
        meant = nearest(typed, self._option_string_actions)
        return f"there is no option {plain(typed)}" + (f"; did you mean {meant}?" if meant else "")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        from legtimer.files.mistakes import nearest, plain

        known = [str(choice) for choice in action.choices]
        meant = nearest(str(value), known)
        hint = f"did you mean {meant}?" if meant else f"known are {', '.join(known)}"
        raise argparse.ArgumentError(action, f"{plain(str(value))} is not known; {hint}")


class Add(Protocol):
    """Adds a subcommand."""

    def __call__(
        self, name: str, module: str, help: str, description: str = ""
    ) -> argparse.ArgumentParser:
        """The parser of a subcommand whose work is done by a module of ``cli.commands``."""


def sentence(help: str) -> str:
    """The description of a command that has no longer one than the line in a list of commands."""
    return f"{help[0].upper()}{help[1:]}."


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
