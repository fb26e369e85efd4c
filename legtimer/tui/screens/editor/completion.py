"""What could be typed at a place of a TOML file of ours.

Theory of operation. The statement that the cursor stands in is found by going up to the next line
that begins one, and walked over up to the cursor (``toml.scanner``), so that a mistake elsewhere in
the file does no harm. The walk says whether a key, a value or a string is under way and in which
brackets; the lines around it say in which table. What exists there is told by a grammar, which has
it from the same declarations that the reader reads with.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from legtimer.core.value_types import KeyTable
from legtimer.files.toml.scanner import Scanner, Stage

LEAST_TYPED: Final = 2
"""Characters that have to be typed before anything is suggested unasked."""

_STATEMENT: Final = re.compile(r"\s*([\w-]+)\s*=")
_HEADER: Final = re.compile(r"\s*\[\[?\s*([\w.\s-]+?)\s*\]")
_NAME: Final = re.compile(r"[\w-]+")
_TYPED: Final = re.compile(r"[\w-]*$")


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


class Grammar(ABC):
    """What there is to type in the files of one kind."""

    headers: Mapping[str, str]
    """The headers of tables as they are typed, each with what it is for."""

    @abstractmethod
    def keys(self, header: str, rows: Sequence[str]) -> KeyTable:
        """The keys of a table.

        Args:
            header: the words of its header; empty for the top of the file.
            rows: its lines.
        """

    def values(self, table: KeyTable, key: str) -> Sequence[Item]:
        """The values of a key as they are typed, where they are few."""
        if key not in table:
            return ()
        return [Item(text, help) for text, help in table[key][0].proposals().items()]

    def in_string(self, table: KeyTable, key: str, typed: str) -> Completion | None:
        """What could stand in a string, with columns from its first character on.

        Args:
            table: that the string stands in.
            key: that it belongs to.
            typed: the string up to the cursor.
        """
        words = [Item(text[1:-1], help) for text, help in self.values(table, key) if text[0] == '"']
        return ranked(0, typed, words)


def complete(grammar: Grammar, lines: Sequence[str], row: int, column: int) -> Completion | None:
    """What could be typed at a place.

    Args:
        grammar: of the file.
        lines: the text.
        row: from 0.
        column: from 0.
    """
    before = lines[row][:column]
    first = _statement_row(lines, row)
    walk = Scanner("\n".join([*lines[first:row], before]))
    opened = walk.text[walk.open_string :] if walk.open_string >= 0 else ""
    if "\n" in opened and not opened.startswith(('"""', "'''")):
        # A quote is missing on an earlier line; this one begins anew.
        walk = Scanner(before)
    box = walk.stack[-1] if walk.stack else None
    if box is None and before.lstrip().startswith("["):
        return _header(grammar, lines[row], before)
    in_list = box is not None and box.members is None
    start, end, header = _block(lines, row)
    key, table = _place(walk, grammar.keys(header, lines[start:end]))
    if walk.open_string >= 0:
        begin = walk.open_string - (len(walk.text) - len(before)) + 1
        if begin < 1:
            return None  # a string that began on an earlier line
        found = grammar.in_string(table, key, before[begin:])
        return found and found._replace(start=found.start + begin)
    waits = walk.fresh if in_list else before.rstrip().endswith("=")
    if walk.stage == Stage.VALUE and waits and "#" not in walk.text[walk.token_end :]:
        words = grammar.values(table, key)
        if not in_list and key in table and table[key][0].listed:
            words = [Item(f"[{item.text}]", item.help) for item in words]
        return ranked(column, "", words)
    bare = _TYPED.search(before)
    typed = bare[0] if bare else ""
    if box is None and before.strip() == typed:
        around = (*lines[start:row], *lines[row + 1 : end])
        there = {one[1] for line in around if (one := _STATEMENT.match(line))}
    elif box is not None and box.members is not None and walk.stage in (Stage.KEY, Stage.EQUALS):
        # What stands behind the cursor may be of a table around this one, too.
        there = {*box.members, *re.findall(r"([\w-]+)\s*=", lines[row][column:])}
    else:
        return None
    equals = "" if lines[row][column:].lstrip().startswith("=") else " = "
    headed = {text.strip("[]") for text in grammar.headers}
    keys = [
        Item(name + equals, help)
        for name, (_, help) in table.items()
        if name not in there and name not in headed
    ]
    return ranked(column - len(typed), typed, keys)


def suggestion(grammar: Grammar, lines: Sequence[str], row: int, column: int) -> str:
    """What is to be added to the word under way, if there is no doubt; else nothing.

    Args:
        grammar: of the file.
        lines: the text.
        row: from 0.
        column: from 0.
    """
    line = lines[row]
    if line[column : column + 1] not in ("", '"', "'", "]") or line[column - 1 : column] in (
        "",
        " ",
    ):
        return ""
    found = complete(grammar, lines, row, column)
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


def _place(walk: Scanner, table: KeyTable) -> tuple[str, KeyTable]:
    """The key under way, and the table that it belongs to.

    Args:
        walk: over the statement, up to the cursor.
        table: that the statement stands in.
    """
    key = ""
    for box in walk.stack:
        if box.key != box.start:  # else it is an item of the list around it
            named = _NAME.match(walk.text, box.key)
            key = named[0] if named else ""
        if box.members is not None:
            table = table[key][0].members() if key in table else {}
    if not walk.stack or walk.stack[-1].members is not None:
        key = walk.parts[-1].name if walk.parts else ""
    return key, table


def _header(grammar: Grammar, line: str, before: str) -> Completion | None:
    typed = before.lstrip()
    if line[len(before) :].strip() or typed.endswith("]"):
        return None
    items = [Item(text, help) for text, help in grammar.headers.items() if text.startswith(typed)]
    return ranked(len(before) - len(typed), typed, items)


def ranked(
    start: int, typed: str, items: Sequence[Item], beginning_too: Collection[str] = ()
) -> Completion | None:
    """Those that begin as what is typed, then those in which a word does.

    Args:
        start: the column where that begins, from 0.
        typed: up to the cursor.
        items: what could stand there.
        beginning_too: texts that count as if they began as what is typed.
    """
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
