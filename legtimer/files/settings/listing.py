"""Every setting with its value, as it could stand in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from legtimer.core.duration_types import Duration
from legtimer.core.exercise import Load
from legtimer.core.fields import KeySpec, keys_of
from legtimer.core.notation import clock
from legtimer.core.value_types import ValueType
from legtimer.files.settings.sections import Settings
from legtimer.files.settings.value_types import (
    ESTIMATED,
    ESTIMATED_WORD,
    Latency,
    NamedValues,
    Section,
    Switches,
)


class SettingEntry(NamedTuple):
    """One setting."""

    path: tuple[str, ...]
    """Its dotted key."""
    value: Any
    """As TOML has it: a string, a number, true or false, or a list of strings."""
    default: Any
    """What would count without it; None for an entry of a table that has none."""
    help: str
    form: ValueType
    """How it is typed."""
    source: str = "default"
    """Where the value is from: ``default``, ``file``, ``flag``; or ``unsaved``."""


def list_settings(settings: Settings) -> Iterator[SettingEntry]:
    """All settings in the order of their declaration; of tables with free names, what they hold."""
    for item in keys_of(Settings):
        value = getattr(settings, item.name)
        if isinstance(item.type, Section):
            for inner in keys_of(item.type.cls):
                yield from _entries(inner, getattr(value, inner.name), (item.key,))
        else:
            yield from _entries(item, value, ())


def _entries(item: KeySpec, value: Any, above: tuple[str, ...]) -> Iterator[SettingEntry]:
    path = (*above, item.key)
    if isinstance(item.type, Switches):
        chosen: Mapping[str, bool] = dict(value)
        for name in sorted(item.type.known()):
            yield SettingEntry(
                (*path, name), chosen.get(name, True), True, item.help, item.type.each
            )
    elif isinstance(item.type, NamedValues):
        for name, held in value:
            at = (*path, *item.type.parts(name))
            yield SettingEntry(at, toml_value(item.type, held), None, item.help, item.type.each)
    else:
        default = toml_value(item.type, item.default)
        yield SettingEntry(path, toml_value(item.type, value), default, item.help, item.type)


def toml_value(form: ValueType, value: Any) -> Any:
    """A value as a person would type it in TOML.

    Args:
        form: its form.
        value: the core's value.
    """
    if isinstance(form, Duration):
        return clock(value) if value % 1000 == 0 else f"{value / 1000:g}s"
    if isinstance(form, Latency) and value == ESTIMATED:
        return ESTIMATED_WORD
    if isinstance(value, Load):
        return value.text
    if value is None:
        return ""
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 and isinstance(form, NamedValues) else list(value)
    return value


def dotted_key(path: tuple[str, ...]) -> str:
    """A dotted key as TOML writes it: names with blanks and the like in quotes."""
    return ".".join(part if _bare(part) else _quoted(part) for part in path)


def _bare(part: str) -> bool:
    return bool(part) and part.isascii() and part.replace("-", "").replace("_", "").isalnum()


def _quoted(part: str) -> str:
    import tomli_w

    return tomli_w.dumps({part: 0}).rsplit(" = ", 1)[0]
