"""Recorded values as rows of tables, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from legtimer.core.exercise import GRAMS
from legtimer.history.serialization import InvalidValue, field_types, from_builtins, to_builtins
from legtimer.history.session_record import Correction, Header, ScoreResult, SetResult

if TYPE_CHECKING:
    from legtimer.core.session.commands import JournalEntry

_LOAD: Final = ("load_unit", "load_value", "load_pieces")
_AS_JSON: Final = frozenset({"choices", "swaps", "assumed", "splits"})
"""Fields that are one column of JSON."""


def _columns(kind: type) -> tuple[str, ...]:
    found: list[str] = []
    for name in field_types(kind):
        found += _LOAD if name == "load" else (name,)
    return tuple(found)


SESSION_COLUMNS: Final = _columns(Header)
"""The columns of a header, in the order of its fields."""
SET_COLUMNS: Final = _columns(SetResult)
SCORE_COLUMNS: Final = _columns(ScoreResult)
CORRECTION_COLUMNS: Final = _columns(Correction)
EVENT_COLUMNS: Final = ("at", "command")

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "session": ("id", *SESSION_COLUMNS),
    "event": ("session", "number", *EVENT_COLUMNS),
    "set_result": ("session", *SET_COLUMNS),
    "score": ("session", *SCORE_COLUMNS),
    "correction": ("session", "number", *CORRECTION_COLUMNS),
}
"""Every table with the columns that the program uses."""

_GRAMS_OF_UNIT: Final = " ".join(f"WHEN '{unit.value}' THEN {one}" for unit, one in GRAMS.items())
LOAD_GRAMS: Final = (
    f"CASE r.load_unit {_GRAMS_OF_UNIT} ELSE 0 END"
    " * COALESCE(MAX(r.load_value, 0) * r.load_pieces, 0)"
)
"""``Load.grams`` of a ``set_result`` called r, in SQL."""

_Row = tuple[Any, ...]


def to_row(value: Header | SetResult | ScoreResult | Correction) -> _Row:
    """A value as a row of its columns."""
    found: list[Any] = []
    for name in field_types(type(value)):
        found += columns_of(name, getattr(value, name)).values()
    return tuple(found)


def columns_of(name: str, item: object) -> dict[str, Any]:
    """One figure as its columns hold it: a load has three, anything else one."""
    found = to_builtins(item)
    if name == "load":
        return {column: found and found[column.removeprefix("load_")] for column in _LOAD}
    if name in _AS_JSON:
        return {name: json.dumps(found)}
    return {name: int(found) if isinstance(found, bool) else found}


def from_row(kind: type, row: _Row) -> Any:
    """The value that a row holds.

    Raises:
        InvalidValue: if it is not what the program writes.
    """
    found: dict[str, Any] = {}
    columns = iter(row)
    for name, hint in field_types(kind).items():
        item: Any = next(columns)
        if name == "load":
            value, pieces = next(columns), next(columns)
            item = None if item is None else {"unit": item, "value": value, "pieces": pieces}
        elif name in _AS_JSON:
            try:
                item = json.loads(item)
            except (TypeError, ValueError):
                raise InvalidValue(f"{name} is damaged") from None
        elif hint is bool:
            item = bool(item)
        found[name] = from_builtins(hint, item, name)
    return kind(**found)


def entry_row(number: int, entry: JournalEntry) -> tuple[int, int, str]:
    """A line of the journal as a row, without its session."""
    from legtimer.core.session.command_text import journal_text

    return number, entry.at, journal_text(entry.command)


def entry_from_row(row: _Row) -> JournalEntry:
    """The line of the journal that a row holds.

    Raises:
        InvalidValue: if it is none.
    """
    from legtimer.core.session.command_text import InvalidCommand, parse_journal_text
    from legtimer.core.session.commands import JournalEntry

    at, command = row
    try:
        return JournalEntry(
            from_builtins(int, at, "at"), parse_journal_text(from_builtins(str, command, "command"))
        )
    except InvalidCommand as problem:
        raise InvalidValue(str(problem)) from None
