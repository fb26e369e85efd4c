"""Values as rows of tables, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from legtimer.core.exercise import Load
from legtimer.history.log import Correction, Header, ScoreResult, SetResult
from legtimer.history.plain import Unfit, checked, fields_of, plain

if TYPE_CHECKING:
    from legtimer.core.session.commands import JournalEntry

_LOAD: Final = ("load_unit", "load_value", "load_pieces")
_AS_JSON: Final = frozenset({"choices", "swaps", "assumed", "splits"})
"""Fields that are one column of JSON."""


def _columns(kind: type) -> tuple[str, ...]:
    found: list[str] = []
    for name in fields_of(kind):
        found += _LOAD if name == "load" else (name,)
    return tuple(found)


SESSION: Final = _columns(Header)
"""The columns of a header, in the order of its fields."""
SET: Final = _columns(SetResult)
SCORE: Final = _columns(ScoreResult)
CORRECTION: Final = _columns(Correction)
EVENT: Final = ("at", "command")

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "session": ("id", *SESSION),
    "event": ("session", "number", *EVENT),
    "set_result": ("session", *SET),
    "score": ("session", *SCORE),
    "correction": ("session", "number", *CORRECTION),
}
"""Every table with the columns that the program uses."""

Row = tuple[Any, ...]


def row_of(value: Header | SetResult | ScoreResult | Correction) -> Row:
    """A value as a row of its columns."""
    found: list[Any] = []
    for name in fields_of(type(value)):
        item = getattr(value, name)
        if name == "load":
            found += load_columns(item).values()
        else:
            found.append(column_of(name, item))
    return tuple(found)


def column_of(name: str, item: object) -> Any:
    """One figure as its column holds it."""
    found = plain(item)
    if name in _AS_JSON:
        return json.dumps(found)
    return int(found) if isinstance(found, bool) else found


def value_of(kind: type, row: Row) -> Any:
    """The value that a row holds.

    Raises:
        Unfit: if it is not what the program writes.
    """
    found: dict[str, Any] = {}
    columns = iter(row)
    for name, hint in fields_of(kind).items():
        item: Any = next(columns)
        if name == "load":
            value, pieces = next(columns), next(columns)
            item = None if item is None else {"unit": item, "value": value, "pieces": pieces}
        elif name in _AS_JSON:
            try:
                item = json.loads(item)
            except (TypeError, ValueError):
                raise Unfit(f"{name} is damaged") from None
        elif hint is bool:
            item = bool(item)
        found[name] = checked(hint, item, name)
    return kind(**found)


def event_of(number: int, entry: JournalEntry) -> tuple[int, int, str]:
    """A line of the journal as a row, without its session."""
    from legtimer.history.spelling import spelled

    return number, entry.at, spelled(entry.command)


def entry_of(row: Row) -> JournalEntry:
    """The line of the journal that a row holds.

    Raises:
        Unfit: if it is none.
    """
    from legtimer.core.session.commands import JournalEntry
    from legtimer.history.spelling import Misspelled, command_of

    at, command = row
    try:
        return JournalEntry(checked(int, at, "at"), command_of(checked(str, command, "command")))
    except Misspelled as problem:
        raise Unfit(str(problem)) from None


def load_columns(load: Load | None) -> dict[str, Any]:
    """The three columns of a load."""
    values = (None,) * 3 if load is None else (load.unit.value, load.value, load.pieces)
    return dict(zip(_LOAD, values, strict=True))
