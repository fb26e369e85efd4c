"""``legtimer config``: the settings that count, and changes to their file."""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from legtimer.app.settings import (
    EffectiveSettings,
    SettingPath,
    remove_setting,
    typed_values,
    write_setting,
)
from legtimer.cli.arguments import Parser, add_json
from legtimer.cli.output import cell_count, complain, padded, print_json
from legtimer.cli.settings import effective, print_mistakes
from legtimer.files.closest_word import did_you_mean
from legtimer.files.mistakes import Severity
from legtimer.files.printable import printable
from legtimer.files.settings.listing import SettingEntry, dotted_key, list_settings
from legtimer.files.settings.location import settings_file
from legtimer.files.settings.reading import SettingsReading, current_settings
from legtimer.files.toml.edit import EditError
from legtimer.tui.keymap import SCREEN_NAMES, check_names

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
    return [dotted_key(entry.path) for entry in list_settings(current_settings().settings)]


def run(options: argparse.Namespace) -> int:
    """Do what the action says; returns 0, 1 for mistakes in the file, 2 for what cannot be done."""
    words = [word for word in (options.key, options.value) if word is not None]
    if len(words) != _WORDS_AFTER[options.action]:
        needed = ("nothing", "a KEY", "a KEY and a VALUE")[_WORDS_AFTER[options.action]]
        complain(f"config {options.action} is followed by {needed}")
        return 2
    if options.action == "path" and not options.json:
        print(printable(settings_file(), None))
        return 0
    key = _path_of(options.key) if words else ()
    if options.action in ("set", "unset"):
        try:
            if options.action == "unset":
                remove_setting(key)
            else:
                write_setting(key, typed_values(options.value), SCREEN_NAMES)
        except EditError as problem:
            complain(printable(str(problem), None))
            return 2
    found = effective(options)
    found = found._replace(settings=check_names(found))
    wanted = [entry for entry in list_settings(found.settings) if entry.path[: len(key)] == key]
    if options.action == "get" and not wanted:
        complain(_no_such(key, found))
        return 2
    failed = options.action == "check" and any(
        mistake.severity is Severity.ERROR for mistake in found.reading.mistakes
    )
    if options.json:
        _print_json(found, [] if options.action in ("path", "check") else wanted)
    elif options.action == "check":
        _print_check(found.reading)
    elif options.action == "get" and len(wanted) == 1 and wanted[0].path == key:
        print_mistakes(found.reading.mistakes)
        value = wanted[0].value
        print(printable(value, None) if isinstance(value, str) else as_toml(value))
    else:
        print_mistakes(found.reading.mistakes)
        print("\n".join(_lines(found, wanted)))
    return 1 if failed else 0


def _lines(found: EffectiveSettings, wanted: list[SettingEntry]) -> Iterator[str]:
    """One line of TOML for each setting, with where it comes from as its comment."""
    rows = [
        (
            f"{printable(dotted_key(entry.path), None)} = {as_toml(entry.value)}",
            found.source(entry.path),
        )
        for entry in wanted
    ]
    width = min(max((cell_count(text) for text, _ in rows), default=0), 60)
    for text, source in rows:
        yield f"{padded(text, width)}  # {source}"


def as_toml(value: Any) -> str:
    """A value as it stands in a file, on one line."""
    import tomli_w

    if isinstance(value, list):
        return f"[{', '.join(as_toml(item) for item in value)}]"
    return tomli_w.dumps({"v": value})[4:].rstrip("\n")


def _print_check(reading: SettingsReading) -> None:
    path = settings_file()
    for mistake in reading.mistakes:
        print(mistake.render(path))
    if not any(mistake.severity is Severity.ERROR for mistake in reading.mistakes):
        there = "good" if os.path.lexists(path) else "no such file: defaults used"
        print(f"{printable(path, None)}: {there}")


def _print_json(found: EffectiveSettings, wanted: list[SettingEntry]) -> None:
    """The settings in the shape ``legtimer.config/1`` (see docs/json.md)."""
    path, mistakes = settings_file(), found.reading.mistakes
    answer = {
        "file": path,
        "exists": os.path.lexists(path),
        "good": not any(mistake.severity is Severity.ERROR for mistake in mistakes),
        "mistakes": [mistake.as_json() for mistake in mistakes],
        "settings": [
            {
                "key": dotted_key(entry.path),
                "value": entry.value,
                "from": found.source(entry.path),
                "default": entry.default,
                "help": entry.help,
            }
            for entry in wanted
        ],
    }
    print_json("config/1", answer)


def _path_of(typed: str) -> SettingPath:
    """The names of a dotted key; one with blanks need not be in quotes."""
    try:
        data: Any = tomllib.loads(f"{typed} = 0")
    except (tomllib.TOMLDecodeError, RecursionError):
        return tuple(typed.split(".", 1))
    found: list[str] = []
    while isinstance(data, dict) and len(data) == 1:
        ((name, data),) = data.items()
        found.append(name)
    return tuple(found)


def _no_such(key: SettingPath, found: EffectiveSettings) -> str:
    """Why there is no such setting."""
    typed = printable(dotted_key(key), 80)
    if key[0] in ("keys", "one-rep-max"):
        return f"{typed} is not set"
    known = [dotted_key(entry.path) for entry in list_settings(found.settings)]
    last = [name for name in known if name.rpartition(".")[2] == typed]
    hint = did_you_mean(typed, known, "") or (f"did you mean {last[0]}?" if last else "")
    return f"{typed} is no setting" + (f"; {hint}" if hint else "")
