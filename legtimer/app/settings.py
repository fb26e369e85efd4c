"""The settings: what counts, and changes to their file.

A new text takes the place of the old one only if the value is good in it and nothing else became
wrong by it. The command line and the settings' screen both change the file here.
"""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from legtimer.core.fields import keys_of
from legtimer.core.notation import decimal_point
from legtimer.core.value_types import Choice
from legtimer.files.mistakes import Severity
from legtimer.files.printable import printable
from legtimer.files.settings.listing import SettingEntry, dotted_key, list_settings
from legtimer.files.settings.location import settings_file
from legtimer.files.settings.reading import SettingsReading, current_settings, read_settings
from legtimer.files.settings.sections import ScreenSettings, Settings
from legtimer.files.settings.value_types import CommandLine, KeyNames
from legtimer.files.toml.edit import EditError, read_text, replace_file, with_value, without_value

SettingPath = tuple[str, ...]
"""The names of a dotted key."""


UNSAVED: Final = "unsaved"
"""The source of a value that was chosen here and could not be written."""


_HEAD: Final = "# Settings of legtimer; all keys are told by: legtimer config\n"
"""The first line of a file that the program makes."""


class EffectiveSettings(NamedTuple):
    """The settings that count for this run."""

    settings: Settings
    reading: SettingsReading
    """What the file gave."""
    flags: frozenset[tuple[str, ...]]
    """The dotted keys that the command line gave."""

    def source(self, path: tuple[str, ...]) -> str:
        """Where a setting comes from: ``flag``, ``file`` or ``default``."""
        if path in self.flags:
            return "flag"
        return "file" if path in self.reading.given else "default"


@dataclass(frozen=True)
class ScreenNames:
    """What only the screens know of the settings: the names of themes and keys."""

    check: Callable[[EffectiveSettings, bool], Settings]
    """The settings without names that do not exist, which are reported to their reading. The flag
    says whether all screens are to be imported for that, or only those that are needed."""
    themes: Callable[[], Sequence[str]]
    keys: Callable[[], Mapping[str, Sequence[str]]]
    """The keys of all screens, by what they do; imports all screens."""
    helps: Callable[[], Mapping[str, str]]
    """What the keys do, in words, by the same names."""


class SettingsService:
    """Reads and changes the athlete's settings."""

    def __init__(self, found: EffectiveSettings, names: ScreenNames) -> None:
        """Change nothing yet.

        Args:
            found: the settings that count at the start.
            names: knows themes and keys.
        """
        self._names = names
        self.personal = found.settings.personal
        """What counts where a workout's file says nothing, as it was at the start."""
        self.owned = found.settings.owned
        """The weights that the athlete owns, as they were at the start."""
        self.screen = found.settings.screen
        """What the screens go by; changes count at once, whether they are written or not."""
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

    def all(self) -> Sequence[SettingEntry]:
        """All settings but the keys."""
        found = self._effective()
        return [
            self._setting(entry, found)
            for entry in list_settings(found.settings)
            if entry.path[0] != "keys"
        ]

    def keys(self) -> Sequence[SettingEntry]:
        """All keys."""
        return list(self._keys())

    def _keys(self) -> Iterator[SettingEntry]:
        found = self._effective()
        chosen = dict(found.settings.keys)
        helps = self._names.helps()
        for name, ours in sorted(self._names.keys().items()):
            keys = [*chosen.get(name, ours)]
            source = "file" if name in chosen else "default"
            path = ("keys", *name.split("."))
            help = helps.get(name, "")
            yield SettingEntry(path, keys, [*ours], help, KeyNames(), source)

    def let_count(self, path: SettingPath, value: Any) -> None:
        """Let a good value of a setting of the screens count from now on.

        Args:
            path: which; it begins with ``screen``.
            value: as TOML has it.
        """
        item = next(item for item in keys_of(ScreenSettings) if item.key == path[1])
        self.screen = replace(self.screen, **{item.name: item.type.parse(value)})

    def set(self, path: SettingPath, value: Any) -> str | None:
        """Write a value."""
        return self._change(path, lambda: write_setting(path, [value], self._names))

    def type(self, path: SettingPath, text: str) -> str | None:
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
            values = [*typed_values(text)]
        return self._change(path, lambda: write_setting(path, values, self._names))

    def unset(self, path: SettingPath) -> str | None:
        """Take a value out."""
        return self._change(path, lambda: remove_setting(path))

    def _change(self, path: SettingPath, write: Callable[[], None]) -> str | None:
        try:
            write()
        except EditError as problem:
            return printable(str(problem).removeprefix(f"{dotted_key(path)}: "), None)
        # Who changes a setting by hand does not want the word on the command line any more.
        self._given.pop(path, None)
        return None

    def _effective(self) -> EffectiveSettings:
        """What counts now."""
        reading = current_settings()
        given = {_field(path): value for path, value in self._given.items()}
        settings = replace(reading.settings, audio=replace(reading.settings.audio, **given))
        found = EffectiveSettings(settings, reading, frozenset(self._given))
        return found._replace(settings=self._names.check(found, False))

    def _form(self, path: SettingPath) -> object:
        if path[0] == "keys":
            return KeyNames()
        settings = self._effective().settings
        return next((e.form for e in list_settings(settings) if e.path == path), None)

    def _setting(self, entry: SettingEntry, found: EffectiveSettings) -> SettingEntry:
        form = Choice(*self._names.themes()) if entry.path == ("screen", "theme") else entry.form
        return entry._replace(form=form, source=found.source(entry.path))


def _field(path: SettingPath) -> str:
    """The name of the field of a key."""
    return path[-1].replace("-", "_")


def write_setting(key: SettingPath, values: Iterable[Any], names: ScreenNames) -> None:
    """Set a key to the first of some values that is good for it.

    Args:
        key: which.
        values: what TOML can hold; at least one.
        names: knows themes and keys.

    Raises:
        EditError: if the file is left as it was, with the reason.
    """
    if any(len(key) == 1 and key[0] == item.key for item in keys_of(Settings)):
        raise EditError(f"{key[0]} is a table; name one of its keys")
    path = Path(settings_file())
    was = read_text(path)
    refusals: list[str] = []
    for value in values:
        new = _with(path, was, key, value)
        wrong = _wrong(key, new, was or "", names)
        if not wrong:
            if new != was:
                replace_file(path, new, was)
            return
        refusals.append(wrong)
    raise EditError(f"{dotted_key(key)}: {refusals[0]}")


def remove_setting(key: SettingPath) -> None:
    """Take a key out of the file, so that its default counts.

    Raises:
        EditError: if the file is left as it was, with the reason.
    """
    path = Path(settings_file())
    was = read_text(path)
    if was is None or not _in_file(was, key):
        raise EditError(f"{dotted_key(key)} is not in {path}")
    replace_file(path, without_value(was, key), was)


def _with(path: Path, was: str | None, key: SettingPath, value: Any) -> str:
    """The file's text with a value in it."""
    if was is not None:
        try:
            return with_value(was, key, value)
        except EditError as problem:
            raise EditError(f"{path}: {problem}; see: legtimer config check") from None
    import tomli_w

    tree: Any = value
    for name in reversed(key):
        tree = {name: tree}
    return _HEAD + "\n" + tomli_w.dumps(tree)


def typed_values(typed: str) -> Iterator[Any]:
    """What may be meant by a word on the command line: TOML, or text without its quotes."""
    try:
        found = tomllib.loads(f"v = {typed}")
        if list(found) == ["v"]:
            yield found["v"]
    except (tomllib.TOMLDecodeError, RecursionError):
        pass
    yield typed
    if (figure := decimal_point(typed)) != typed:
        yield figure


def _wrong(key: SettingPath, new: str, was: str, names: ScreenNames) -> str:
    """What is wrong with a new text that was not wrong with the old one; empty for nothing."""
    before, after = read_settings(was), read_settings(new)
    for reading in (before, after):
        # Only a change of the keys is worth loading all screens for.
        found = EffectiveSettings(reading.settings, reading, frozenset())
        names.check(found, key[0] == "keys")
    known = {mistake.message for mistake in before.mistakes}
    for mistake in after.mistakes:
        if mistake.severity is Severity.ERROR and mistake.message not in known:
            return mistake.message
    if any(given[: len(key)] == key for given in after.given):
        return ""
    return "this is wrong already: see legtimer config check"


def _in_file(text: str, key: SettingPath) -> bool:
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return True  # the writer says what is the matter
    for name in key:
        if not isinstance(data, dict) or name not in data:
            return False
        data = data[name]
    return True
