"""``legtimer config``: the settings that count, and changes to their file."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any, Final

from legtimer.cli.arguments import Parser, add_json

_WORDS_AFTER: Final = {"show": 0, "path": 0, "check": 0, "get": 1, "set": 2, "unset": 1}
"""How many words follow each action."""


def add_arguments(command: Parser) -> None:
    command.description = (
        "Without an action: all settings in use, each with its source (default, file, flag). path: "
        "where the file is. check: all mistakes in it; exits with 1 if there are any. get KEY: one "
        "setting, or those of a table. set KEY VALUE: change the file, which keeps its comments. "
        "unset KEY: the default again. See docs/settings.md."
    )
    command.add_argument(
        "action", nargs="?", default="show", choices=_WORDS_AFTER, help="what to do (show)"
    )
    key: Any = command.add_argument("key", nargs="?", metavar="KEY", help="such as audio.volume")
    key.completer = _all_keys
    command.add_argument(
        "value",
        nargs="?",
        metavar="VALUE",
        help="such as 60; quotes are added where TOML needs them",
    )
    add_json(command)


def _all_keys(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.settings.listing import dotted_key, list_settings
    from legtimer.files.settings.reading import current_settings

    return [dotted_key(entry.path) for entry in list_settings(current_settings().settings)]


def run(options: argparse.Namespace) -> int:
    """Do what the action says; returns 0, 1 for mistakes in the file, 2 for what cannot be done."""
    from legtimer.cli.handlers import config
    from legtimer.cli.output import complain

    words = [word for word in (options.key, options.value) if word is not None]
    if len(words) != _WORDS_AFTER[options.action]:
        needed = ("nothing", "a KEY", "a KEY and a VALUE")[_WORDS_AFTER[options.action]]
        complain(f"config {options.action} is followed by {needed}")
        return 2
    return config.run(options)
