"""Value types that only settings have."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from legtimer.core import notation
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.fields import read_keys
from legtimer.core.notation import NotUnderstood
from legtimer.core.notation.loads import HEAVIEST
from legtimer.core.value_types import (
    Flag,
    ValueType,
    WholeNumber,
    expect_type,
    number_text,
    value_kind,
)

ESTIMATED: Final = -1
"""The latency of who leaves it to the program."""
ESTIMATED_WORD: Final = "estimated"


class Section(ValueType):
    """A table whose keys a dataclass declares. Each key stands for itself."""

    def __init__(self, cls: type, hint: Callable[[str], str]) -> None:
        """Take the dataclass; all of its keys have defaults.

        Args:
            cls: the dataclass.
            hint: where a key belongs that the dataclass has not; empty for nowhere.
        """
        self.cls, self._hint = cls, hint

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> dict[str, Any] | None:
        """The good values by field name; None for what is no table at all."""
        name = path[-1]
        table = expect_type(dict, value, path, report, f"a table that begins with [{name}]")
        if table is None:
            return None
        return read_keys(self.cls, table, path, report, f"[{name}]", hint=self._hint)[0]


class Latency(WholeNumber):
    """Milliseconds, or the word for leaving it to the program."""

    def __init__(self, high: int) -> None:
        super().__init__(0, high)
        self.expected = f'milliseconds from 0 to {high}, or "{ESTIMATED_WORD}"'

    def parse(self, value: object) -> int:
        if isinstance(value, str) and value.strip().lower() == ESTIMATED_WORD:
            return ESTIMATED
        return super().parse(value)


class CommandLine(ValueType):
    """A program with its arguments, one of which holds the file that it is to write."""

    expected = 'a list of words such as ["pico2wave", "-w", "{file}", "{text}"]'

    def parse(self, value: object) -> tuple[str, ...]:
        """A list of strings; an empty one is no command at all."""
        if not isinstance(value, list):
            raise self.type_error(value)
        for word in value:
            if not isinstance(word, str) or "\0" in word:
                raise NotUnderstood(f"expected {self.expected}; {value_kind(word)} is no word")
        if value and not value[0].strip():
            raise NotUnderstood(f"expected {self.expected}; the first word is the program")
        if value and not any("{file}" in word for word in value[1:]):
            raise NotUnderstood(
                'the command needs a "{file}" to write to; expected ' + self.expected
            )
        return tuple(value)


class Folder(ValueType):
    """A folder; it need not exist."""

    expected = 'a folder such as "~/workouts"'

    def parse(self, value: object) -> str:
        """A path from the root or from ``~``; empty for the program's own choice."""
        if not isinstance(value, str) or "\0" in value:
            raise self.type_error(value)
        if not value.strip():
            return ""
        path = os.path.expanduser(value.strip())
        if not os.path.isabs(path):
            raise NotUnderstood(f"expected {self.expected}: begin it with ~ or with the root")
        return path


class NamedValues(ValueType):
    """A table whose keys are names and whose values all have one form."""

    what = ""
    """What the table is, for the message about a name that does not exist."""
    each: ValueType = ValueType()
    """How each of its values is typed."""

    def read(
        self, value: object, path: KeyPath, report: Diagnostics
    ) -> tuple[tuple[str, Any], ...] | None:
        table = expect_type(dict, value, path, report, self.expected)
        return None if table is None else tuple(self.items(table, path, report))

    def items(
        self, table: Mapping[str, object], path: KeyPath, report: Diagnostics
    ) -> Iterator[tuple[str, Any]]:
        """The names with their values, the good ones only."""
        for name, value in table.items():
            found = self.each.read(value, (*path, name), report)
            if found is not None:
                yield name, found

    def parts(self, name: str) -> tuple[str, ...]:
        """The names in the file that lead to a value."""
        return (name,)


class Switches(NamedValues):
    """Things that are on or off."""

    each = Flag()

    def __init__(self, known: Callable[[], Collection[str]], what: str) -> None:
        """Take what gives the names, when they are needed, and what the table is."""
        self.known, self.what = known, what
        self.expected = "a table such as { tick = false }"

    def items(
        self, table: Mapping[str, object], path: KeyPath, report: Diagnostics
    ) -> Iterator[tuple[str, Any]]:
        known = sorted(self.known())
        for name in table.keys() - set(known):
            report.unknown_key((*path, name), name, known, self.what)
        good = {name: value for name, value in table.items() if name in known}
        return super().items(good, path, report)


class SingleLoad(ValueType):
    """A load in kg or lb."""

    expected = 'a load such as "100 kg" or "225 lb"'

    def parse(self, value: object) -> Load:
        if isinstance(value, int | float) and not isinstance(value, bool):
            raise NotUnderstood(
                f'{number_text(value)} needs a unit, in quotes: "{number_text(value)} kg"'
            )
        if not isinstance(value, str):
            raise self.type_error(value)
        load = notation.single_load(value)
        if load.unit not in (LoadUnit.KG, LoadUnit.LB) or load.pieces != 1:
            raise NotUnderstood(f"expected {self.expected}")
        return load


class BodyWeight(SingleLoad):
    """A weight in kg or lb, or an empty text."""

    expected = 'a weight such as "72 kg" or "160 lb", or "" for none'

    def parse(self, value: object) -> Any:
        return None if value == "" else super().parse(value)


class BarWeight(BodyWeight):
    expected = 'a weight such as "20 kg" or "45 lb", or "" for none'


class Weights(ValueType):
    """Weights as they are typed: numbers, or texts with a unit."""

    expected = 'a list of weights such as [8, 12, 16] or ["25 lb", "35 lb"]'
    most = 40

    def parse(self, value: object) -> tuple[float | str, ...]:
        """A list, or a text with commas.

        Raises:
            NotUnderstood: if it is none.
        """
        parts = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
        if not isinstance(parts, list):
            raise self.type_error(value)
        if len(parts) > self.most:
            raise NotUnderstood(f"a list has at most {self.most} weights")
        return tuple(self._weight(part) for part in parts if part != "")

    def _weight(self, part: object) -> float | str:
        if isinstance(part, str):
            try:
                return self._weight(float(part))
            except ValueError:
                return SingleLoad().parse(part).text
        if isinstance(part, bool) or not isinstance(part, int | float):
            raise self.type_error(part)
        if not 0 < part <= HEAVIEST:
            raise NotUnderstood(f"{number_text(part)} is no weight; expected {self.expected}")
        return int(part) if part == int(part) else float(part)


class Loads(NamedValues):
    """Loads by exercise."""

    expected = 'a table such as { "Back squat" = "100 kg" }'
    each = SingleLoad()


class KeyNames(ValueType):
    """One key of the keyboard, or several."""

    expected = 'a key such as "j", or a list of keys such as ["j", "f2", "ctrl+n"]'

    def parse(self, value: object) -> tuple[str, ...]:
        """Text, or a list of at least one."""
        keys = value if isinstance(value, list) else [value]
        if not keys:
            raise NotUnderstood(f"expected {self.expected}, not an empty list")
        found = []
        for key in keys:
            if not isinstance(key, str):
                raise self.type_error(key)
            if not key:
                raise NotUnderstood(f"expected {self.expected}")
            if "," in key and key != ",":
                raise NotUnderstood('several keys are written as a list: ["j", "f2"]')
            found.append("comma" if key == "," else key.strip() or "space")
        return tuple(found)


class Keymap(NamedValues):
    """Keys by what they do. The names have points in them, so tables within tables are the same."""

    expected = 'lines such as session.skip = "j"'
    each = KeyNames()

    def items(
        self, table: Mapping[str, object], path: KeyPath, report: Diagnostics
    ) -> Iterator[tuple[str, Any]]:
        for word, value in table.items():
            at = (*path, word)
            if isinstance(value, Mapping):
                yield from self.items(value, at, report)
            elif (keys := KeyNames().read(value, at, report)) is not None:
                yield ".".join(str(part) for part in at[1:]), keys

    def parts(self, name: str) -> tuple[str, ...]:
        """The names in the file that lead to a value."""
        return tuple(name.split("."))
