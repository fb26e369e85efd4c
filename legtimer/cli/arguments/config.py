"""Words of the subcommand about settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from legtimer.cli.arguments.words import Add, as_json


def _keys(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.settings.listing import dotted, entries
    from legtimer.files.settings.reading import current_settings

    return [dotted(entry.path) for entry in entries(current_settings().settings)]


def add_config(add: Add) -> None:
    """``legtimer config``."""
    config = add(
        "config",
        "config",
        "show, check and change the settings",
        "Without more words: all settings that count, each with where it comes from (default, "
        "file, flag). path: where the file is. check: all mistakes in it; exits with 1 if there "
        "are any. get KEY: one setting, or those of a table. set KEY VALUE: change the file, "
        "which keeps its comments. unset KEY: the default again. See docs/settings.md.",
    )
    config.add_argument(
        "action",
        nargs="?",
        default="show",
        choices=("show", "path", "check", "get", "set", "unset"),
        help="what to do; to show them without it",
    )
    key: Any = config.add_argument("key", nargs="?", metavar="KEY", help="such as audio.volume")
    key.completer = _keys
    config.add_argument(
        "value",
        nargs="?",
        metavar="VALUE",
        help="such as 60; quotes are added where TOML needs them",
    )
    as_json(config)
