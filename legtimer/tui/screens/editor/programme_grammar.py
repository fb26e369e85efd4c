"""What there is to type in a programme: keys, workouts by name, steps of growth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from legtimer.core.coach.programme import GrowthSubject, Programme, WorkoutName, WorkoutNames
from legtimer.core.fields import Table, TableList, key_table
from legtimer.core.value_types import KeyTable
from legtimer.tui.screens.editor.completion import Grammar, Item

_TABLES: Final = {
    key: (value_type, f"[[{key}]]" if isinstance(value_type, TableList) else f"[{key}]", help)
    for key, (value_type, help) in key_table(Programme).items()
    if isinstance(value_type, Table)
}
"""The tables of a programme by key, with their headers."""


class ProgrammeGrammar(Grammar):
    headers = {header: help for _, header, help in _TABLES.values()}

    def __init__(
        self, workouts: Callable[[], Iterable[str]], subjects: Callable[[], Iterable[str]]
    ) -> None:
        """Take what can be named.

        Args:
            workouts: gives the names of all workouts.
            subjects: gives the names of what a rule can be for.
        """
        self._workouts, self._subjects = workouts, subjects

    def keys(self, header: str, rows: Sequence[str]) -> KeyTable:
        if not header:
            return key_table(Programme)
        return _TABLES[header][0].members() if header in _TABLES else {}

    def values(self, table: KeyTable, key: str) -> Sequence[Item]:
        value_type = table[key][0] if key in table else None
        if isinstance(value_type, WorkoutName | WorkoutNames):
            return _quoted(self._workouts())
        if isinstance(value_type, GrowthSubject):
            return _quoted(self._subjects())
        return super().values(table, key)


def _quoted(names: Iterable[str]) -> list[Item]:
    """Names as they are typed; those that need more than quotes are left out."""
    plain = (name for name in names if name.isprintable() and not {'"', "\\"} & set(name))
    return [Item(f'"{name}"') for name in plain]
