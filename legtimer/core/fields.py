"""Declarations of the keys of a table: how each is typed and what it is for.

Theory of operation. A block, like the workout itself, is a frozen dataclass whose fields are
declared with ``key(TYPE, help=...)``. The reader, the schema, the templates and the documents are
all made from these declarations, so a new key is one line in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, field, fields
from typing import Any, NamedTuple, cast

from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.value_types import ValueType


class KeySpec(NamedTuple):
    """One key as declared."""

    name: str
    """The dataclass field's name."""
    key: str
    """The key in the file: the same with hyphens."""
    type: ValueType
    help: str
    required: bool
    default: Any


def key(value_type: ValueType, *, help: str, default: Any = MISSING) -> Any:
    """Declare a key of a block or of the workout.

    Args:
        value_type: how its value is typed.
        help: one sentence for the documents, the schema and the editor.
        default: the core's value where the key is absent; a key without one is required.
    """
    return field(default=default, metadata={"value_type": value_type, "help": help})


_declared: dict[type, tuple[KeySpec, ...]] = {}


def keys_of(cls: type) -> tuple[KeySpec, ...]:
    """The keys of a dataclass, in the order of their declaration."""
    if cls not in _declared:
        _declared[cls] = tuple(
            KeySpec(
                f.name,
                f.name.replace("_", "-"),
                f.metadata["value_type"],
                f.metadata["help"],
                f.default is MISSING,
                f.default,
            )
            for f in fields(cast(Any, cls))
            if "value_type" in f.metadata
        )
    return _declared[cls]


def read_keys(
    cls: type,
    table: Mapping[str, object],
    path: KeyPath,
    report: Diagnostics,
    what: str,
    besides: tuple[str, ...] = (),
    hint: Callable[[str], str] | None = None,
) -> tuple[dict[str, Any], bool]:
    """Read a table by the keys that a dataclass declares.

    Args:
        cls: the dataclass.
        table: what the TOML parser gave.
        path: where the table stands.
        report: told of every mistake.
        what: what the table is, such as ``a circuit``.
        besides: keys that are read elsewhere.
        hint: what was meant by a key that does not exist here, where that is known for sure.

    Returns:
        The good values by field name, and whether nothing was refused.
    """
    known = {item.key: item for item in keys_of(cls)}
    found: dict[str, Any] = {}
    good = True
    for typed, value in table.items():
        if typed in besides:
            continue
        item = known.get(typed)
        if item is None:
            meant = hint(typed) if hint else ""
            report.unknown_key((*path, typed), typed, (*known, *besides), what, meant)
            good = False
            continue
        result = item.type.read(value, (*path, typed), report)
        if result is None:
            good = False
        else:
            found[item.name] = result
    for item in known.values():
        if item.required and item.key not in table:
            report.missing(path, f"{what} needs {item.key}: {item.type.expected}", key=item.key)
            good = False
    return found, good
