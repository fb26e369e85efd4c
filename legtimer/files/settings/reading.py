"""Reads the settings' file into ``Settings``, with all mistakes in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from legtimer.core.fields import KeySpec, keys_of, read_keys
from legtimer.files.collector import Collector
from legtimer.files.mistakes import Mistake
from legtimer.files.regular_file import FileVersion, file_version
from legtimer.files.settings.location import settings_file, settings_file_exists
from legtimer.files.settings.sections import Settings, misplaced_key_hint
from legtimer.files.settings.value_types import NamedValues, Section
from legtimer.files.toml.positions import Locator
from legtimer.files.toml.syntax import ParsedToml, read_bytes, read_toml


@dataclass(eq=False)
class SettingsReading:
    """What came of the file.

    Attributes:
        settings: The settings, with the defaults for what is absent or wrong.
        given: The dotted keys that the file gives and that are good, each as a row of names.
        report: Takes what else turns out to be wrong.
    """

    settings: Settings
    given: frozenset[tuple[str, ...]]
    report: Collector

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Errors and warnings in the order of the file."""
        return self.report.mistakes


def current_settings() -> SettingsReading:
    """The settings as their file says now; read again only when it has changed."""
    path = settings_file()
    return _read(path, file_version(path))


@lru_cache(maxsize=1)
def _read(path: str, version: FileVersion) -> SettingsReading:
    if not any(version) and not settings_file_exists():
        nothing = Collector(ParsedToml({}, [], Locator(""), False))
        return SettingsReading(Settings(), frozenset(), nothing)
    return read_settings(read_bytes(path))


def read_settings(data: bytes | str | Mistake) -> SettingsReading:
    """Read settings.

    Args:
        data: the content of the file, or the mistake that it is.
    """
    parsed = read_toml(data)
    report = Collector(parsed)
    found, _ = read_keys(Settings, parsed.data, (), report, "the settings", hint=misplaced_key_hint)
    given: set[tuple[str, ...]] = set()
    values: dict[str, Any] = {}
    for item in keys_of(Settings):
        if item.name not in found:
            continue
        value = values[item.name] = found[item.name]
        if isinstance(item.type, Section):
            values[item.name] = item.type.cls(**value)
            for inner in keys_of(item.type.cls):
                if inner.name in value:
                    given.update(_paths(inner, value[inner.name], (item.key,)))
        else:
            given.update(_paths(item, value, ()))
    return SettingsReading(Settings(**values), frozenset(given), report)


def _paths(item: KeySpec, value: Any, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The dotted keys for which a value stands."""
    at = (*above, item.key)
    if isinstance(item.type, NamedValues):
        yield from ((*at, *item.type.parts(name)) for name, _ in value)
    else:
        yield at
