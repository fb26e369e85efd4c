"""The figures of a workout's text as fields of a form, and the text with one of them changed.

Theory of operation. Which fields there are follows from the declarations of the keys: every key of
the block's own kind that takes a figure, and those of all blocks that the text gives. An exercise
that is written as a line has two fields, its amount and its load, which are parts of one string. A
change goes through the writer that keeps comments, and the new text is read as a workout before
anybody gets it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from legtimer.app.editor_files import CheckedText
from legtimer.core import notation
from legtimer.core.amount_types import AMOUNTS, LoadText, Quantity
from legtimer.core.block import Block
from legtimer.core.blocks import kind_named
from legtimer.core.coach.growth_types import GrowthSteps, StartFigure
from legtimer.core.diagnostics import KeyPath
from legtimer.core.duration_types import Duration, RestTime
from legtimer.core.exercise import Rest
from legtimer.core.exercise_types import EXERCISE_KEYS, Tempo
from legtimer.core.fields import KeySpec, keys_of
from legtimer.core.notation.levels import line_at_levels
from legtimer.core.value_types import Choice, Count, Flag, ValueType, WholeNumber
from legtimer.core.workout import Workout
from legtimer.files.mistakes import Severity
from legtimer.files.printable import printable
from legtimer.files.toml.edit import (
    EditError,
    with_items_swapped,
    with_new_key,
    with_value,
    without_value,
)
from legtimer.tui.text.exercise import NAME_LIMIT

_FIGURES: Final = (Count, Duration, WholeNumber, RestTime, LoadText, Quantity, Tempo, Flag, Choice)
_ALWAYS: Final = frozenset({"prepare"})
"""Keys of the workout that are offered where the text does not give them."""
_AMOUNT: Final = 'an amount such as "20", "8-12", "1:00", "10/side" or "21,15,9"; empty for none'
_TIME_STEP: Final = 5_000
_FIGURE: Final = re.compile(r"\d+:\d\d|\d+(?:\.\d+)?(?![\d.]*\s*x)")
"""A time or a number; not the pieces of a load such as 2x16 kg."""
_FIRST_OF_ALL: Final[dict[type, str]] = {
    Count: "1", WholeNumber: "1", Duration: "0:30", RestTime: "0:30",
}  # fmt: skip
"""What a figure without a default begins with."""


class InvalidEdit(Exception):
    """A change was refused; the message is a sentence for a person."""


class Field(NamedTuple):
    """One figure."""

    path: KeyPath
    """The way to its value."""
    label: str
    """The key, or which part of an exercise line it is."""
    value: str
    """As it is typed; empty where it is not given."""
    expected: str
    """What may be typed, in words."""
    help: str
    form: ValueType | None
    """How it is typed; None for a part of an exercise line."""
    default: str = ""
    """What counts where it is not given; empty where that is nothing, or given elsewhere."""


class Group(NamedTuple):
    """What belongs together: a workout, a block or an exercise."""

    title: str
    path: KeyPath
    depth: int
    """0 for the workout and its blocks, 1 and more for what is inside."""
    fields: tuple[Field, ...]

    @property
    def exercise(self) -> bool:
        """Whether it is an exercise, which can change places with its neighbours."""
        return len(self.path) > 1 and self.path[-2] == "exercises"


def groups(text: str) -> list[Group]:
    """All fields of a text.

    Args:
        text: a workout without mistakes.
    """
    data = _data(text)
    top = [
        _field(item, (), data)
        for item in keys_of(Workout)
        if isinstance(item.type, _FIGURES) and (item.key in data or item.key in _ALWAYS)
    ]
    return [Group("Workout", (), 0, tuple(top)), *_blocks(data["block"], ("block",), 0)]


def with_field(
    text: str, field: Field, typed: str, check: Callable[[str], CheckedText[Workout]]
) -> str:
    """The text with another figure in a field.

    Args:
        text: what the field was made from.
        field: which.
        typed: the figure; empty to leave it out.
        check: reads a text as a workout.

    Raises:
        InvalidEdit: if the text would not be a workout any more, or can't be changed there.
    """
    if typed == field.value:
        return text
    try:
        if field.form is None:
            return _checked(_with_part(text, field, typed), check)
        if not typed:
            return _checked(without_value(text, field.path) if field.value else text, check)
        value = _value(field, typed)
        if field.value or len(field.path) == 1:
            return _checked(with_value(text, field.path, value), check)
        key = str(field.path[-1])
        return _checked(with_new_key(text, field.path[:-1], key, value), check)
    except EditError as problem:
        raise InvalidEdit(str(problem)) from None


def moved(text: str, group: Group, by: int, check: Callable[[str], CheckedText[Workout]]) -> str:
    """The text with an exercise further up or down in its list.

    Args:
        text: what the group was made from.
        group: an exercise.
        by: -1 for up, 1 for down.
        check: reads a text as a workout.

    Raises:
        InvalidEdit: as ``with_field``.
    """
    at = group.path[-1]
    assert isinstance(at, int)
    try:
        return _checked(with_items_swapped(text, group.path[:-1], at, at + by), check)
    except EditError as problem:
        raise InvalidEdit(str(problem)) from None


def step_field(field: Field, by: int) -> str | None:
    """A figure one more or less: a time 5 s, a load in lb 5 lb; None for what has to be typed.

    Of a range and a list every figure changes. A figure that is not given begins at its default.

    Args:
        field: the figure.
        by: 1 or -1.
    """
    value = field.value or field.default
    if isinstance(field.form, Flag):
        return "false" if value == "true" else "true"
    if isinstance(field.form, Choice):
        words = field.form.words
        at = words.index(value) if value in words else 0
        return words[(at + by) % len(words)]
    if not field.value and not re.search(r"\d", value):
        return "10" if field.label == "amount" else _FIRST_OF_ALL.get(type(field.form))
    if isinstance(field.form, LoadText) and re.search(r"x\s*b", value.lower()):
        # A multiple of the body weight goes by quarters.
        return re.sub(r"\d+(?:\.\d+)?", lambda found: _quarter(found[0], by), value)
    step = 5 if re.search(r"lb|%", value) else 1
    clock_time = bool(re.search(r"\d(:\d|s|\s*(sec|min))", value))
    stepped = _FIGURE.sub(lambda found: _stepped(found[0], by, step, clock_time), value)
    return None if stepped == value and not re.search(r"\d", value) else stepped


def _quarter(figure: str, by: int) -> str:
    number = Decimal(figure) + by * Decimal("0.25")
    return f"{number:g}" if number > 0 else figure


def _stepped(figure: str, by: int, step: int, clock_time: bool) -> str:
    """One figure of a value, one step further; at its least it stays."""
    if clock_time:
        if ":" in figure:
            return notation.clock(max(_TIME_STEP, notation.duration(figure) + by * _TIME_STEP))
        least = _TIME_STEP // 1000
        return str(max(least, int(figure) + by * least)) if figure.isdecimal() else figure
    number = Decimal(figure) + by * step
    return str(number if number >= 0 else figure)


def _data(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))


def _blocks(blocks: list[dict[str, Any]], path: KeyPath, depth: int) -> Iterator[Group]:
    for i, table in enumerate(blocks):
        at = (*path, i)
        cls = kind_named(table["kind"])
        if cls is None:
            continue
        common = {item.key for item in keys_of(Block)}
        fields = tuple(
            _field(item, at, table)
            for item in keys_of(cls)
            if isinstance(item.type, _FIGURES) and (item.key in table or item.key not in common)
        )
        yield Group(printable(table.get("name") or cls.label, limit=NAME_LIMIT), at, depth, fields)
        for j, item in enumerate(table.get("exercises", ())):
            yield _exercise(item, (*at, "exercises", j), depth + 1)
        yield from _blocks(table.get("block", []), (*at, "block"), depth + 1)


def _field(item: KeySpec, path: KeyPath, table: Mapping[str, Any]) -> Field:
    value = _typed(table.get(item.key))
    default = _default(item)
    return Field(
        (*path, item.key), item.key, value, item.type.expected, item.help, item.type, default
    )


def _default(item: KeySpec) -> str:
    if item.required or isinstance(item.default, Rest):
        return ""
    if isinstance(item.type, Duration) and item.default is not None:
        return notation.clock(item.default)
    return _typed(item.default)


def _exercise(item: str | dict[str, Any], path: KeyPath, depth: int) -> Group:
    options = item.split(" | ") if isinstance(item, str) else item.get("any", ())
    if len(options) > 1:
        # What there is to choose is changed in the text.
        lines = (one if isinstance(one, str) else one.get("do") or one["name"] for one in options)
        return Group(_name(" | ".join(lines)), path, depth, ())
    if isinstance(item, str):
        amount, name, load = _parts(item)
        return Group(_name(name), path, depth, _line_fields(path, amount, load))
    fields: list[Field] = []
    if "do" in item:
        amount, name, load = _parts(item["do"])
        in_line = _line_fields((*path, "do"), amount, load)
        fields += in_line[:1] if "load" in item else in_line
    else:
        name = item["name"]
    for key, (form, text) in EXERCISE_KEYS.items():
        wanted = isinstance(form, _FIGURES) and not isinstance(form, Choice | Flag)
        # Several steps of growth are changed in the text.
        if isinstance(form, GrowthSteps | StartFigure):
            wanted = not isinstance(item.get(key), list)
        if wanted and key in item:
            fields.append(Field((*path, key), key, _typed(item[key]), form.expected, text, form))
    return Group(_name(name), path, depth, tuple(fields))


def _name(name: str) -> str:
    return printable(" ".join(name.split()), limit=NAME_LIMIT)


def _line_fields(path: KeyPath, amount: str, load: str) -> tuple[Field, ...]:
    return (
        Field(path, "amount", amount.strip(), _AMOUNT, "How much of it.", None),
        Field(path, "load", load.strip(), LoadText.expected, EXERCISE_KEYS["load"][1], None),
    )


def _parts(line: str) -> tuple[str, str, str]:
    """The amount with the blanks behind it, the name, and the load of an exercise line."""
    name = notation.exercise_line(line_at_levels(line)[0]).name
    work, _, load = line.partition(" @ ")
    start = next(
        i
        for i in range(len(work))
        if not work[i].isspace()
        and (i == 0 or work[i - 1].isspace())
        and " ".join(work[i:].split()) == name
    )
    return work[:start], work[start:], load


def _with_part(text: str, field: Field, typed: str) -> str:
    line: Any = _data(text)
    for step in field.path:
        line = line[step]
    amount, name, load = _parts(line)
    if field.label == "amount":
        blanks = amount[len(amount.rstrip()) :] or " "
        amount = f"{typed}{blanks}" if typed else ""
    else:
        load = typed
    return with_value(text, field.path, f"{amount}{name.rstrip()}" + (f" @ {load}" if load else ""))


def _typed(value: Any) -> str:
    """A value as a field shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(_typed(item) for item in value)
    return str(value)


def _value(field: Field, typed: str) -> Any:
    """What is written in the file for what was typed."""
    if isinstance(field.form, Flag):
        if typed not in ("true", "false"):
            raise InvalidEdit(f"expected {field.expected}")
        return typed == "true"
    number = isinstance(field.form, Count | WholeNumber) or (
        isinstance(field.form, Quantity) and field.form in (AMOUNTS["reps"], AMOUNTS["calories"])
    )
    return int(typed) if typed.isdecimal() and (number or field.value.isdecimal()) else typed


def _checked(text: str, check: Callable[[str], CheckedText[Workout]]) -> str:
    found = check(text)
    if found.content is None:
        first = next(m for m in found.mistakes if m.severity is Severity.ERROR)
        raise InvalidEdit(first.message)
    return text
