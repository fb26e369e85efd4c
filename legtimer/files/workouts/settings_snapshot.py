"""A snapshot of the settings in a workout's text, so that the text reads the same for ever.

A recorded session is its workout's text and what was pressed. The settings may change afterwards,
and the same text would then give other steps. So the text begins with the settings it was read
with: an inline table of TOML, in a comment on its first line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from legtimer.core import notation
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.fields import keys_of
from legtimer.core.notation import NotUnderstood
from legtimer.core.value_types import Duration
from legtimer.core.workout import Workout

_MARK: Final = "#:read-with "
"""What the first line begins with; an inline table follows."""


def add_snapshot(text: str, personal: AthleteDefaults) -> str:
    """The text to keep.

    Args:
        text: as the file has it.
        personal: what it was read with.
    """
    said = []
    for item in keys_of(Workout):
        if item.name in personal.keys:
            value = personal.keys[item.name]
            timed = isinstance(item.type, Duration)
            said.append(f"{item.key} = " + (f'"{value / 1000}s"' if timed else str(value).lower()))
    if personal.counted:
        said.append(f'count = "{personal.counted}"')
    if personal.maxima:
        loads = {name: load.text for name, load in personal.maxima.items()}
        said.append(f"maxima = {_inline(loads)}")
    if personal.weight:
        said.append(f'weight = "{personal.weight.text}"')
    if personal.level:
        said.append(_inline({"level": personal.level})[2:-2])
    if personal.easier:
        said.append(f"easier = {_inline(personal.easier)}")
    return f"{_MARK}{{ {', '.join(said)} }}\n{text}"


def split_snapshot(text: str) -> tuple[AthleteDefaults, str] | None:
    """The settings of a snapshot, and the text itself; None for a text without a snapshot.

    Args:
        text: of a file, or of a kept session.
    """
    if not text.startswith(_MARK):
        return None
    first, _, rest = text.partition("\n")
    known = {item.key: item for item in keys_of(Workout)}
    try:
        said: dict[str, Any] = tomllib.loads(f"v = {first.removeprefix(_MARK)}")["v"]
        count, maxima = said.pop("count", ""), said.pop("maxima", {})
        weight, level = said.pop("weight", ""), said.pop("level", "")
        easier = dict(said.pop("easier", {}))
        if count not in ("", "exercises", "rounds"):
            return None
        if not all(isinstance(name, str) for name in (level, *easier.values())):
            return None
        keys = {known[key].name: known[key].type.parse(said[key]) for key in said}
        loads = {name: notation.single_load(load) for name, load in maxima.items()}
        known_weight = notation.single_load(weight) if weight else None
    except (ValueError, TypeError, AttributeError, KeyError, NotUnderstood, RecursionError):
        return None
    return AthleteDefaults(keys, count, loads, easier, known_weight, level), rest


def _inline(table: Mapping[str, str]) -> str:
    import tomli_w

    lines = tomli_w.dumps(table).strip("\n").split("\n")
    return f"{{ {', '.join(lines)} }}"
