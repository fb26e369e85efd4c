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
from legtimer.core.value_types import NO_KEY, KeyTable, Schema, ValueType, expect_type, key_schemas


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
                # A key that is a word of Python has an underscore more as a field.
                f.name.rstrip("_").replace("_", "-"),
                f.metadata["value_type"],
                f.metadata["help"],
                f.default is MISSING,
                f.default,
            )
            for f in fields(cast(Any, cls))
            if "value_type" in f.metadata
        )
    return _declared[cls]


def key_table(cls: type) -> KeyTable:
    """The keys of a dataclass: how each is typed, and what it is for."""
    return {item.key: (item.type, item.help) for item in keys_of(cls)}


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


class Table(ValueType):
    """A table whose keys a dataclass declares."""

    def __init__(self, cls: type, what: str, expected: str, besides: tuple[str, ...] = ()) -> None:
        """Take the dataclass, what the table is, and what may be typed.

        Args:
            cls: the dataclass. It may have ``check(path, report)``, which reports keys that
                contradict each other.
            what: what the table is, in messages: ``a phase``.
            expected: completes "expected ...".
            besides: keys that are read elsewhere.
        """
        self.cls, self.what, self.expected, self.besides = cls, what, expected, besides

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> Any:
        table = expect_type(dict, value, path, report, self.expected)
        if table is None:
            return None
        found, good = read_keys(self.cls, table, path, report, self.what, self.besides)
        if not good:
            return None
        made = self.cls(**found)
        if hasattr(made, "check"):
            made.check(path, report)
        return made

    def members(self) -> KeyTable:
        return key_table(self.cls)

    def schema(self) -> Schema:
        properties = key_schemas(self.members())
        return {"type": "object", **table_schema(self.cls), "properties": properties}


class TableList(Table):
    """Tables with a header in two brackets; at least one where the key is there."""

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> tuple[Any, ...] | None:
        if isinstance(value, Mapping):
            report.error(path, f"write [[{path[-1]}]] with two brackets: there can be several")
            return None
        tables = expect_type(list, value, path, report, self.expected)
        if tables is None:
            return None
        if not tables:
            report.error(path, f"the list is empty; expected {self.expected}")
            return None
        one = Table(self.cls, self.what, self.what, self.besides)
        found = [one.read(item, (*path, i), report) for i, item in enumerate(tables)]
        return tuple(found) if None not in found else None

    def schema(self) -> Schema:
        return {"type": "array", "minItems": 1, "items": super().schema()}


def table_schema(cls: type) -> Schema:
    """What a JSON Schema says of the keys of a table.

    A key that does not exist is refused by a schema that nothing satisfies, not by
    ``additionalProperties: false``: taplo reports the latter at the table and all that is in it.
    """
    items = keys_of(cls)
    properties = key_schemas(key_table(cls))
    required = [item.key for item in items if item.required]
    more = {"required": required} if required else {}
    return {"properties": properties, "additionalProperties": NO_KEY, **more}
