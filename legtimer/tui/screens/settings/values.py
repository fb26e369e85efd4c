"""What the settings' screen is given: all settings, and a way to change them."""

from __future__ import annotations

from typing import Any

from legtimer.app.settings import UNSAVED, SettingPath
from legtimer.core.duration_types import Duration
from legtimer.core.value_types import Choice, Flag, ValueType, WholeNumber
from legtimer.files.settings.listing import toml_value
from legtimer.files.settings.value_types import ESTIMATED, KeyNames, Latency


def _at_once(path: SettingPath) -> bool:
    return path[0] == "screen" or path in (("audio", "volume"), ("audio", "mute"))


def takes_effect(path: SettingPath, source: str = "") -> str:
    """When a change of a setting is felt, in words.

    Args:
        path: which setting.
        source: where its value is from.
    """
    if source == UNSAVED:
        return "applies now, not saved" if _at_once(path) else "not saved"
    if _at_once(path) or path[0] == "keys":
        return "applies now"
    return "after restart"


def shown(value: Any) -> str:
    """A value as a screen shows it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list):
        return " ".join(map(str, value)) or "-"
    return "-" if value in ("", None) else str(value)


def words_of(form: ValueType) -> str:
    """What may be typed, with the bounds."""
    if isinstance(form, Flag):
        return "on or off"
    if isinstance(form, KeyNames):
        return "one key or several: j f2 ctrl+n"
    if isinstance(form, Choice) and len(form.words) > 6:
        return f"one of {len(form.words)}"
    if isinstance(form, Choice):
        return " or ".join(form.words)
    if isinstance(form, Duration):
        least, most = toml_value(form, form.low), toml_value(form, form.high)
        return f"a time from {least} to {most}"
    return form.expected


def step_setting(form: ValueType, value: Any, way: int) -> Any:
    """The next value in one direction, as TOML has it; None for what has to be typed.

    Args:
        form: how it is typed.
        value: what it is, as TOML has it.
        way: 1 or -1.
    """
    if isinstance(form, Flag):
        return not value
    if isinstance(form, Choice):
        at = form.words.index(value) if value in form.words else 0
        return form.words[(at + way) % len(form.words)]
    if isinstance(form, Latency):
        return _later(form, form.parse(value), way)
    if isinstance(form, WholeNumber):
        step = 1 if form.high - form.low <= 20 else 5
        return _bounded(form, _even(value, step, way))
    if isinstance(form, Duration):
        return toml_value(form, _bounded(form, _even(form.parse(value), 1000, way)))
    return None


def _later(form: Latency, ms: int, way: int) -> Any:
    """Before 0 ms comes the estimate."""
    if way < 0 and ms <= 0:
        return toml_value(form, ESTIMATED)
    return 0 if ms == ESTIMATED else _bounded(form, _even(ms, 10, way))


def _even(value: int, step: int, way: int) -> int:
    """The next multiple of a step."""
    return (value // step + 1) * step if way > 0 else (-(-value // step) - 1) * step


def _bounded(form: WholeNumber | Duration, value: int) -> int:
    return max(form.low, min(form.high, value))
