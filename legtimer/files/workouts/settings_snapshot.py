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
from legtimer.core.coach.target import Target
from legtimer.core.duration_types import Duration
from legtimer.core.exercise import Load
from legtimer.core.fields import keys_of
from legtimer.core.notation import NotUnderstood
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
    if personal.targets:
        tables = (f"{_quoted(key)} = {_target_text(one)}" for key, one in personal.targets.items())
        said.append(f"targets = {{ {', '.join(tables)} }}")
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
        targets = {key: _target(one) for key, one in said.pop("targets", {}).items()}
        keys = {known[key].name: known[key].type.parse(said[key]) for key in said}
        loads = {name: notation.single_load(load) for name, load in maxima.items()}
        known_weight = notation.single_load(weight) if weight else None
    except (ValueError, TypeError, AttributeError, KeyError, NotUnderstood, RecursionError):
        return None
    return AthleteDefaults(keys, count, loads, easier, known_weight, level, targets), rest


def _target_text(target: Target) -> str:
    """A target as an inline table; sets and times of ranges are in the session's choices."""
    said: dict[str, str | int] = {"reason": target.reason}
    if target.amount is not None:
        said["amount"] = target.amount
    if target.load is not None:
        said["load"] = target.load.text
    if target.variant:
        said["harder"] = target.variant
    if target.ramp:
        said["ramp"] = ",".join(load.text for load in target.ramp)
    if target.plates:
        said["plates"] = target.plates
    return _inline(said)


def _target(said: Mapping[str, Any]) -> Target:
    """What a table of ``_target_text`` says; raises what ``split_snapshot`` expects."""
    amount, variant = said.get("amount"), said.get("harder", 0)
    ramp = notation.loads(said["ramp"]) if "ramp" in said else ()
    texts = said["reason"], said.get("plates", "")
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a reason is text")
    if type(variant) is not int or variant < 0 or (amount is not None and type(amount) is not int):
        raise TypeError("a figure is a number")
    return Target(
        texts[0],
        amount,
        notation.single_load(said["load"]) if "load" in said else None,
        variant=variant,
        ramp=tuple(load for load in ramp if isinstance(load, Load)),
        plates=texts[1],
    )


def _quoted(key: str) -> str:
    return _inline({key: ""}).removeprefix("{ ").partition(" = ")[0]


def _inline(table: Mapping[str, str | int]) -> str:
    import tomli_w

    lines = tomli_w.dumps(table).strip("\n").split("\n")
    return f"{{ {', '.join(lines)} }}"
