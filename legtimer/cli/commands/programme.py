"""``legtimer programme``: programmes listed, shown, checked, rehearsed, taken into use."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from typing import Any

from legtimer.cli.arguments import Parser, add_json, whole_number


def add_arguments(command: Parser) -> None:
    command.description = "List the programmes; or show, check, rehearse one, or take it into use."
    command.epilog = (
        "examples:\n"
        "  legtimer programme rehearse half-marathon-legs --all-done\n"
        "  legtimer programme use half-marathon-legs --race 2027-04-11\n"
        "  legtimer next"
    )
    command.set_defaults(action="list")
    add_json(command)
    actions = command.add_subparsers(title="actions", metavar="ACTION", prog="legtimer programme")

    def action(name: str, help: str, *, json: bool = True) -> Any:
        found = actions.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
        found.set_defaults(action=name)
        if json:
            add_json(found, again=True)
        return found

    def add_name(to: Parser, *, needed: bool = False) -> None:
        text = "a TOML file, or the name of a programme"
        if not needed:
            text += "; without it the one in use"
        argument: Any = to.add_argument(
            "name", nargs=None if needed else "?", metavar="FILE|NAME", help=text
        )
        argument.completer = _programme_names

    action("list", "list all programmes")
    add_name(action("show", "show the phases of a programme with their dates"))
    check = action("check", "find all mistakes in programme files and their calendars", json=True)
    check.add_argument(
        "files", nargs="*", metavar="FILE|NAME", help="files or names; without any the one in use"
    )
    rehearse = action("rehearse", "show every session of a programme, with the reason of its day")
    add_name(rehearse)
    rehearse.add_argument(
        "--all-done",
        action="store_true",
        help="from the first day on, as if every session had been done; else from today on, by "
        "what was done",
    )
    rehearse.add_argument(
        "--weeks", type=whole_number(1, 999, "weeks"), metavar="N", help="at most so many weeks"
    )
    use = action("use", "have the sessions of a programme due from now on", json=False)
    add_name(use, needed=True)
    dates = use.add_mutually_exclusive_group()
    dates.add_argument("--race", type=_day, metavar="DATE", help="the weeks count back from it")
    dates.add_argument("--start", type=_day, metavar="DATE", help="the first day")


def _programme_names(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.programmes.catalogue import PROGRAMMES

    return [file.name for file in PROGRAMMES.all()]


def _day(text: str) -> date:
    from legtimer.core.notation import NotUnderstood
    from legtimer.core.value_types import CalendarDate

    try:
        found: date = CalendarDate().parse(text)
    except NotUnderstood as problem:
        raise argparse.ArgumentTypeError(f"{problem}, not {text!r}") from None
    return found


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 0 if that was possible, 1 for mistakes in a file, else 2."""
    from legtimer.cli.handlers import programme

    return programme.run(options)
