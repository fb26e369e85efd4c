"""The settings behind their screen: the file, and what the command line said."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from legtimer.cli.changing import meanings, take_out, write_first
from legtimer.cli.names import bindings, check_names, declared_in, theme_names
from legtimer.cli.settings import Effective
from legtimer.core.value_types import Choice
from legtimer.files.printable import printable
from legtimer.files.settings.listing import SettingEntry, dotted_key, list_settings
from legtimer.files.settings.location import settings_file
from legtimer.files.settings.reading import current_settings
from legtimer.files.settings.value_types import CommandLine, KeyNames
from legtimer.files.toml.edit import EditError
from legtimer.tui.preferences import Path, Setting


class FilePreferences:
    """The settings' file; see ``legtimer.tui.preferences.Preferences``."""

    def __init__(self, found: Effective) -> None:
        """Take what counts at the start.

        Args:
            found: the settings that count.
        """
        self._given = {path: getattr(found.settings.audio, _field(path)) for path in found.flags}

    @property
    def file(self) -> str:
        """Where they are written."""
        return settings_file()

    @property
    def mistakes(self) -> Sequence[str]:
        """What is wrong with the file."""
        reading = current_settings()
        return [mistake.render(settings_file()) for mistake in reading.mistakes]

    @property
    def keymap(self) -> Mapping[str, str]:
        """The keys that can be used."""
        return self._effective().settings.keymap

    def all(self) -> Sequence[Setting]:
        """All settings but the keys."""
        found = self._effective()
        return [
            self._setting(entry, found)
            for entry in list_settings(found.settings)
            if entry.path[0] != "keys"
        ]

    def keys(self) -> Sequence[Setting]:
        """All keys."""
        return list(self._keys())

    def _keys(self) -> Iterator[Setting]:
        found = self._effective()
        chosen = dict(found.settings.keys)
        helps = _binding_helps()
        for name, ours in sorted(bindings().items()):
            keys = [*chosen.get(name, ours)]
            source = "file" if name in chosen else "default"
            path = ("keys", *name.split("."))
            yield Setting(path, keys, [*ours], source, helps.get(name, ""), KeyNames())

    def set(self, path: Path, value: Any) -> str | None:
        """Write a value."""
        return self._change(path, lambda: write_first(path, [value]))

    def type(self, path: Path, text: str) -> str | None:
        """Write what was typed."""
        form = self._form(path)
        values: list[Any]
        if isinstance(form, KeyNames) and not text.lstrip().startswith(("[", '"')):
            keys = text.split()
            values = [keys[0] if len(keys) == 1 else keys]
        elif isinstance(form, CommandLine) and not text.lstrip().startswith("["):
            try:
                values = [shlex.split(text)]
            except ValueError:
                return "a quote is opened and not closed"
        else:
            values = [*meanings(text)]
        return self._change(path, lambda: write_first(path, values))

    def unset(self, path: Path) -> str | None:
        """Take a value out."""
        return self._change(path, lambda: take_out(path))

    def _change(self, path: Path, write: Callable[[], None]) -> str | None:
        try:
            write()
        except EditError as problem:
            return printable(str(problem).removeprefix(f"{dotted_key(path)}: "), None)
        # Who changes a setting by hand does not want the word on the command line any more.
        self._given.pop(path, None)
        return None

    def _effective(self) -> Effective:
        """What counts now."""
        reading = current_settings()
        given = {_field(path): value for path, value in self._given.items()}
        settings = replace(reading.settings, audio=replace(reading.settings.audio, **given))
        found = Effective(settings, reading, frozenset(self._given))
        return found._replace(settings=check_names(found, thorough=False))

    def _form(self, path: Path) -> object:
        if path[0] == "keys":
            return KeyNames()
        settings = self._effective().settings
        return next((e.form for e in list_settings(settings) if e.path == path), None)

    def _setting(self, entry: SettingEntry, found: Effective) -> Setting:
        form = Choice(*theme_names()) if entry.path == ("screen", "theme") else entry.form
        source = found.source(entry.path)
        return Setting(entry.path, entry.value, entry.default, source, entry.help, form)


def _field(path: Path) -> str:
    """The name of the field of a key."""
    return path[-1].replace("-", "_")


def _binding_helps() -> dict[str, str]:
    """What the keys do, by their names."""
    helps: dict[str, str] = {}
    for name, module in [*sys.modules.items()]:
        if name.startswith("legtimer.tui."):
            for binding in declared_in(module):
                helps.setdefault(binding.id or "", binding.tooltip or binding.description)
    return helps
