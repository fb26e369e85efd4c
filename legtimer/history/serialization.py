"""Kept values as plain ones (numbers, text, lists, objects), and back with every figure looked at.

The fields' types say what a figure may be. Whatever comes from a file goes through ``checked``, so
that nothing else can become part of a session.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from legtimer.core.exercise import Load

_LARGEST: Final = (1 << 53) - 1
"""The largest whole number that every reader of JSON keeps exactly."""


class InvalidValue(ValueError):
    """A value is not what its field can hold; the text says where and why."""


_FIELDS: dict[type, dict[str, Any]] = {}


def field_types(kind: type) -> dict[str, Any]:
    """The fields of a kind of value with their types, in order."""
    if kind not in _FIELDS:
        hints = get_type_hints(kind)
        if dataclasses.is_dataclass(kind):
            names = [field.name for field in dataclasses.fields(kind)]
        else:
            names = kind._fields  # type: ignore[attr-defined]
        _FIELDS[kind] = {name: hints[name] for name in names}
    return _FIELDS[kind]


def to_builtins(value: object) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) or hasattr(value, "_fields"):
        return {name: to_builtins(getattr(value, name)) for name in field_types(type(value))}
    if isinstance(value, Mapping):
        return {key: to_builtins(item) for key, item in sorted(value.items())}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [to_builtins(item) for item in value]
    return value


def to_json(value: object) -> str:
    """A figure as JSON, as a ``Correction`` has it."""
    return json.dumps(to_builtins(value), ensure_ascii=False)


def from_builtins(hint: Any, value: Any, where: str) -> Any:
    """The value that ``plain`` made plain.

    Args:
        hint: the type that it has to be of.
        value: the plain value.
        where: what to call it when it is refused.

    Raises:
        Unfit: if it is not of that type.
    """
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        if value is None:
            return None
        (inner,) = (part for part in get_args(hint) if part is not type(None))
        return from_builtins(inner, value, where)
    if origin is tuple:
        return tuple(
            from_builtins(get_args(hint)[0], item, f"{where}[{n}]")
            for n, item in enumerate(_listed(value, where))
        )
    if origin is frozenset:
        return frozenset(from_builtins(str, item, where) for item in _listed(value, where))
    if origin is Mapping:
        if not isinstance(value, dict):
            raise InvalidValue(f"{where} is no table")
        inner = get_args(hint)[1]
        return {key: from_builtins(inner, item, f"{where}.{key}") for key, item in value.items()}
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(value)
        except ValueError:
            raise InvalidValue(
                f"{where} is none of {', '.join(item.value for item in hint)}"
            ) from None
    if hint is Load:
        return _load(value, where)
    return _single(hint, value, where)


def _single(hint: Any, value: Any, where: str) -> Any:
    if hint is bool:
        if not isinstance(value, bool):
            raise InvalidValue(f"{where} is neither true nor false")
    elif hint is int:
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
            raise InvalidValue(f"{where} is no whole number")
    elif hint is float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InvalidValue(f"{where} is no number")
        if not math.isfinite(value):
            raise InvalidValue(f"{where} is no number")
        return float(value)
    elif not isinstance(value, str) or not _encodable(value):
        raise InvalidValue(f"{where} is no text")
    return value


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _load(value: Any, where: str) -> Load:
    return Load(**fields_from_builtins(Load, value, where))


def fields_from_builtins(kind: type, value: Any, where: str) -> dict[str, Any]:
    """The fields of a kind of value from an object that has them all.

    Raises:
        Unfit: if one is missing or not what it has to be; what is not known is left out.
    """
    if not isinstance(value, dict):
        raise InvalidValue(f"{where} is no table")
    found = {}
    for name, hint in field_types(kind).items():
        if name not in value:
            raise InvalidValue(f"{where} has no {name}")
        found[name] = from_builtins(hint, value[name], f"{where}.{name}")
    return found


def _listed(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InvalidValue(f"{where} is no list")
    return value
