"""Recorded values as builtins (numbers, text, lists, dicts), and back with every figure checked.

The types of the fields say what a figure may be. Whatever comes from a file goes through
``from_builtins``, so that nothing else can become part of a session.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

_LARGEST: Final = (1 << 53) - 1
"""The largest whole number that every reader of JSON keeps exactly."""


_FIELD_TYPES: Final[dict[type, dict[str, Any]]] = {}


class InvalidValue(ValueError):
    """A value is not what its field can hold; the text says where and why."""


def field_types(kind: type) -> dict[str, Any]:
    """The fields of a dataclass or a named tuple with their types, in order."""
    if kind in _FIELD_TYPES:
        return _FIELD_TYPES[kind]
    hints = get_type_hints(kind)
    names = getattr(kind, "_fields", None) or [field.name for field in dataclasses.fields(kind)]
    found = _FIELD_TYPES[kind] = {name: hints[name] for name in names}
    return found


def to_builtins(value: object) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if _has_fields(type(value)):
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
    """The value from which ``to_builtins`` made this one; fields that are not known are left out.

    Args:
        hint: the type that it has to be of.
        value: what ``to_builtins`` made.
        where: what to call it in the message.

    Raises:
        InvalidValue: if it is not of that type.
    """
    origin, args = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        (inner,) = (part for part in args if part is not type(None))
        return None if value is None else from_builtins(inner, value, where)
    if origin is tuple:
        items = enumerate(_checked(list, value, where))
        return tuple(from_builtins(args[0], item, f"{where}[{n}]") for n, item in items)
    if origin is frozenset:
        return frozenset(from_builtins(str, item, where) for item in _checked(list, value, where))
    if origin is Mapping:
        table = _checked(dict, value, where)
        return {key: from_builtins(args[1], item, f"{where}.{key}") for key, item in table.items()}
    if issubclass(hint, Enum):
        try:
            return hint(value)
        except ValueError:
            known = ", ".join(item.value for item in hint)
            raise InvalidValue(f"{where} is none of {known}") from None
    if not _has_fields(hint):
        return _checked(hint, value, where)
    table, found = _checked(dict, value, where), {}
    for name, inner in field_types(hint).items():
        if name not in table:
            raise InvalidValue(f"{where} has no {name}")
        found[name] = from_builtins(inner, table[name], f"{where}.{name}")
    return hint(**found)


def _has_fields(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")


_WORDS: Final = {
    bool: "is neither true nor false",
    int: "is no whole number",
    float: "is no number",
    str: "must be text",
    list: "is no list",
    dict: "is no table",
}


def _checked(kind: type, value: Any, where: str) -> Any:
    """A value that has to be exactly of a builtin type; of whole numbers also as a float."""
    if kind is float and type(value) is int:
        value = float(value)
    good = type(value) is kind
    if good and kind is int:
        good = abs(value) <= _LARGEST
    elif good and kind is float:
        good = math.isfinite(value)
    elif good and kind is str:
        # A lone surrogate is no text that a file could hold.
        good = not any("\ud800" <= letter <= "\udfff" for letter in value)
    if not good:
        raise InvalidValue(f"{where} {_WORDS[kind]}")
    return value
