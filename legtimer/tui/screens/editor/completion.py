"""What could be typed at a place of a workout file.

Theory of operation. The statement that the cursor stands in is found by going up to the next line
that begins one, and walked over up to the cursor (``toml_walk``), so that a mistake elsewhere in
the file does no harm. The walk says whether a key, a value or a string is under way and in which
brackets; the lines around it say in which kind of block. What exists there comes from the same
declarations that the reader reads with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from legtimer.core.block_parser import Blocks
from legtimer.core.blocks import kinds
from legtimer.core.exercise_types import EXERCISE_KEYS
from legtimer.core.fields import keys_of
from legtimer.core.value_types import Choice, Flag, RestTime, ValueType
from legtimer.core.workout import Workout
from legtimer.files.exercises.names import name_key
from legtimer.files.toml.scanner import Scanner, Stage

LEAST_TYPED: Final = 2
"""Characters that have to be typed before anything is suggested unasked."""

_STATEMENT: Final = re.compile(r"\s*([\w-]+)\s*=")
_HEADER: Final = re.compile(r"\s*\[\[?\s*([\w.\s-]+?)\s*\]")
_KIND: Final = re.compile(r"""\s*kind\s*=\s*["']([\w-]*)""")
_TYPED: Final = re.compile(r"[\w-]*$")
_UNITS: Final = frozenset({"m", "km", "mi", "cal", "s", "sec", "min", "reps", "alternating", "max"})
_KeyTable = Mapping[str, tuple[ValueType | None, str]]
"""The form of each key, and what it is for."""

_HEADERS: Final = {
    "[[block]]": "A block of the workout.",
    "[[block.block]]": "A block inside a repeat, or a part of a For Time or an AMRAP.",
}


class Item(NamedTuple):
    """Something that could stand there."""

    text: str
    help: str = ""
    """What it is for, in a sentence."""


class Completion(NamedTuple):
    """What could stand in place of the word under way."""

    start: int
    """The column where that word begins, from 0."""
    typed: str
    """The part of it before the cursor."""
    items: tuple[Item, ...]
    """At least one; those that begin as it does come first."""
    whole: bool = False
    """Whether what is typed could be all of it."""


_LOADS: Final = (
    Item("bodyweight", "Your own weight."),
    Item("bodyweight + ", "What you add to it: bodyweight + 10 kg."),
    Item("bodyweight - ", "What helps you, such as a band: bodyweight - 20 kg."),
    Item("? kg", "The load is the score: you tell it after the set."),
    Item("? lb", "The load is the score: you tell it after the set."),
)


def complete(
    lines: Sequence[str], row: int, column: int, exercises: Mapping[str, str]
) -> Completion | None:
    """What could be typed at a place.

    Args:
        lines: the text.
        row: from 0.
        column: from 0.
        exercises: names of exercises, with what each exercise is known by under all its names.
    """
    before = lines[row][:column]
    first = _statement_row(lines, row)
    walk = Scanner("\n".join([*lines[first:row], before]))
    opened = walk.text[walk.open_string :] if walk.open_string >= 0 else ""
    if "\n" in opened and not opened.startswith(('"""', "'''")):
        # A quote is missing on an earlier line; this one begins anew.
        first, walk = row, Scanner(before)
    box = walk.stack[-1] if walk.stack else None
    if box is None and before.lstrip().startswith("["):
        return _header(lines[row], before)
    statement = _STATEMENT.match(lines[first])
    named = statement[1] if statement else ""
    in_table = box is not None and box.members is not None
    table: _KeyTable = EXERCISE_KEYS if in_table else _keys(lines, row)
    if walk.open_string >= 0:
        start = walk.open_string - (len(walk.text) - len(before)) + 1
        if start < 1:
            return None  # a string that began on an earlier line
        key = walk.parts[-1].name if walk.parts and (in_table or box is None) else named
        return _in_string(before, start, table, key, exercises)
    if walk.stage == Stage.VALUE and (in_table or box is None) and before.rstrip().endswith("="):
        words = _words(table, walk.parts[-1].name if walk.parts else named)
        return _ranked(column, "", words)
    bare = _TYPED.search(before)
    typed = bare[0] if bare else ""
    alone = before.strip() == typed
    if (box is None and alone) or (in_table and walk.stage in (Stage.KEY, Stage.EQUALS)):
        return _key(lines, row, column, typed, table, inline=in_table)
    return None


def suggestion(lines: Sequence[str], row: int, column: int, exercises: Mapping[str, str]) -> str:
    """What is to be added to the word under way, if there is no doubt; else nothing.

    Args:
        lines: the text.
        row: from 0.
        column: from 0.
        exercises: as in ``complete``.
    """
    line = lines[row]
    if line[column : column + 1] not in ("", '"', "'") or line[column - 1 : column] in ("", " "):
        return ""
    found = complete(lines, row, column, exercises)
    if found is None or found.whole or len(found.typed) < LEAST_TYPED:
        return ""
    length = len(found.typed)
    ways = {
        item.text[length:]
        for item in found.items
        if item.text[:length].casefold() == found.typed.casefold()
    }
    return ways.pop() if len(ways) == 1 else ""


def _statement_row(lines: Sequence[str], row: int) -> int:
    """The row in which the statement around a row begins."""
    for at in range(row, -1, -1):
        if _STATEMENT.match(lines[at]) or _HEADER.match(lines[at]):
            return at
    return row


def _block(lines: Sequence[str], row: int) -> tuple[int, int, str]:
    """The rows of the table around a row, without its header, and the words of the header."""
    header, start = "", 0
    for at in range(row, -1, -1):
        if found := _HEADER.match(lines[at]):
            header, start = found[1], at + 1
            break
    end = next((at for at in range(row + 1, len(lines)) if _HEADER.match(lines[at])), len(lines))
    return start, end, header


def _keys(lines: Sequence[str], row: int) -> _KeyTable:
    """The keys that there are in the table around a row, with their forms."""
    start, end, header = _block(lines, row)
    if not header:
        return {item.key: (item.type, item.help) for item in keys_of(Workout)}
    known = kinds()
    kind = next((found[1] for line in lines[start:end] if (found := _KIND.match(line))), "")
    # Of an unknown kind only what all of them have can be said.
    found_kinds = [known[kind]] if kind in known else list(known.values())
    keys: dict[str, tuple[ValueType | None, str]] = {"kind": (None, "What kind of block it is.")}
    for item in keys_of(found_kinds[0]):
        if all(any(other.key == item.key for other in keys_of(cls)) for cls in found_kinds):
            keys[item.key] = (item.type, item.help)
    return keys


def _words(table: _KeyTable, key: str) -> list[Item]:
    """The values that a key can have, as they are typed, where they are few."""
    if key == "kind":
        return [Item(f'"{kind}"', cls.summary) for kind, cls in kinds().items()]
    form = table[key][0] if key in table else None
    if isinstance(form, Choice):
        return [Item(f'"{word}"') for word in form.words]
    if isinstance(form, Flag):
        return [Item("true"), Item("false")]
    return (
        [Item('"ready"', "Until the main key."), Item('"none"')]
        if isinstance(form, RestTime)
        else []
    )


def _in_string(
    before: str, start: int, table: _KeyTable, key: str, exercises: Mapping[str, str]
) -> Completion | None:
    typed = before[start:]
    if key in ("exercises", "do", "easier") or (key == "name" and "do" in table):
        before_load, at, load = typed.partition(" @ ")
        if at:
            return _ranked(start + len(before_load) + len(at), load, _LOADS)
        named = _name_in(typed)
        if named is None:
            return None
        return _exercise(start + len(typed) - len(named), named, exercises)
    words = [Item(text[1:-1], help) for text, help in _words(table, key) if text[0] == '"']
    return _ranked(start, typed, words)


def _exercise(start: int, typed: str, exercises: Mapping[str, str]) -> Completion | None:
    """Each exercise once, by the first of its names that goes with what is typed."""
    wanted = name_key(typed)
    folded = {name for name in exercises if wanted and name_key(name).startswith(wanted)}
    found = _ranked(start, typed, [Item(name) for name in exercises], folded)
    if found is None:
        return None
    once: dict[str, Item] = {}
    for item in found.items:
        once.setdefault(exercises[item.text], item)
    return found._replace(items=tuple(once.values()))


def _name_in(line: str) -> str | None:
    """The part of an exercise line that is its name; None where that is over."""
    if "@" in line:
        return None
    words = line.lstrip().split(" ")
    if words[0] == "max" or words[0][:1] == "?" or words[0][:1].isdecimal():
        if len(words) == 1:
            return None
        words = words[1:]
        while len(words) > 1 and words[0].lower() in _UNITS:
            words = words[1:]
    return " ".join(words)


def _header(line: str, before: str) -> Completion | None:
    typed = before.lstrip()
    if line[len(before) :].strip() or typed.endswith("]"):
        return None
    items = [Item(text, help) for text, help in _HEADERS.items() if text.startswith(typed)]
    return _ranked(len(before) - len(typed), typed, items)


def _key(
    lines: Sequence[str], row: int, column: int, typed: str, table: _KeyTable, *, inline: bool
) -> Completion | None:
    behind = lines[row][column:].lstrip()
    equals = "" if behind.startswith("=") else " = "
    if inline:
        there = set(re.findall(r"([\w-]+)\s*=", lines[row]))
    else:
        start, end, _ = _block(lines, row)
        around = (*lines[start:row], *lines[row + 1 : end])
        there = {found[1] for line in around if (found := _STATEMENT.match(line))}
    items = [
        Item(key + equals, help)
        for key, (form, help) in table.items()
        if key not in there and not isinstance(form, Blocks)
    ]
    return _ranked(column - len(typed), typed, items)


def _ranked(
    start: int, typed: str, items: Sequence[Item], beginning_too: Collection[str] = ()
) -> Completion | None:
    """Those that begin as what is typed, then those in which a word does."""
    wanted = typed.casefold()
    beginning = [
        item
        for item in items
        if item.text.casefold().startswith(wanted) or item.text in beginning_too
    ]
    inside = [
        item
        for item in items
        if wanted
        and item not in beginning
        and any(word.startswith(wanted) for word in re.split(r"[\s-]", item.text.casefold()))
    ]
    found = tuple(item for item in (*beginning, *inside) if item.text != typed)
    whole = any(item.text.casefold() == wanted for item in items)
    return Completion(start, typed, found, whole) if found else None
