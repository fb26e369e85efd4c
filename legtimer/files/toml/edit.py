"""Changing TOML that a person wrote: everything that is not changed stays byte for byte.

Theory of operation. A value is set or removed by a writer that keeps comments and spacing
(tomlkit). A new key, and two items in each other's place, are spliced into the text where the
values stand: the writer would put a new key behind the last one of its table, below the list of
exercises, and lose which comment belongs to which item of a list.

Neither is trusted: the new text is parsed by the standard parser and compared with what was meant,
and what the writer has left around the change must be the same: to the byte where one value is
replaced by another, else line by line. Only then does it take the place of the old one: written
beside it, flushed to the disk, renamed over it, after the old content was kept as a backup of the
same name with a ``~``.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from legtimer.core.diagnostics import KeyPath
from legtimer.files.atomic_file import write_atomically
from legtimer.files.regular_file import read_file_bytes
from legtimer.files.toml.syntax import LARGEST_FILE, decode_text

if TYPE_CHECKING:
    from legtimer.files.toml.scanner import Node

BACKUP: Final = "~"
"""What a backup's name ends with; folders of workouts do not list such files."""

_TAIL: Final = r"(?:[ \t]*(,))?([ \t]*(?:#[^\n]*)?)(?=\n|$)"
_FIRST: Final = ("kind", "name", "role")
"""Keys that a new one goes behind."""


class EditError(Exception):
    """A file was left as it is; the message is a sentence for a person."""


def with_value(text: str, keys: KeyPath, value: Any) -> str:
    """The text with one value set; tables on the way to it are made where there are none.

    Args:
        text: TOML without mistakes.
        keys: where the value stands; the last item of a list is its length - 1.
        value: what TOML can hold.

    Raises:
        EditError: if the text has mistakes, or the value can't be put there.
    """

    def change(table: Any) -> None:
        for step, after in itertools.pairwise(keys):
            if isinstance(step, str) and step not in table and isinstance(after, str):
                table[step] = _new_table(table)
            table = table[step]
        table[keys[-1]] = value

    return _rewritten(text, change, keys)


def without_value(text: str, keys: KeyPath) -> str:
    """The text without one value; tables that this empties stay.

    Args:
        text: TOML without mistakes.
        keys: where the value stands.

    Raises:
        EditError: if the text has mistakes, or there is no such value.
    """

    def change(document: Any) -> None:
        del _at(document, keys[:-1])[keys[-1]]

    return _rewritten(text, change, keys)


def with_new_key(text: str, table: KeyPath, key: str, value: Any) -> str:
    """The text with a key more in a table that has a header, or at the top, as a line of its own.

    Args:
        text: TOML without mistakes.
        table: the way to the table; empty for the top of the file.
        key: one that it does not have.
        value: what TOML can hold in one line.

    Raises:
        EditError: if the text has mistakes, or the key can't be put there.
    """
    import tomli_w

    def change(data: Any) -> None:
        _at(data, table)[key] = value

    def splice(old: str) -> str:
        node = _node(old, table)
        members = node.members or {}
        after = [members[name].end for name in _FIRST if name in members and members[name].end]
        if not table and not after:
            # Before all else, but for a first comment, which may name the schema.
            at = old.find("\n") + 1 if old.startswith("#") else 0
            return f"{old[:at]}{tomli_w.dumps({key: value})}{old[at:]}"
        place = old.find("\n", max(after) if after else node.start)
        if place < 0:
            old, place = old + "\n", len(old)
        start = old.rfind("\n", 0, place) + 1
        indent = old[start : len(old) - len(old[start:].lstrip(" \t"))]
        return f"{old[: place + 1]}{indent}{tomli_w.dumps({key: value})}{old[place + 1 :]}"

    return _edited(text, splice, change)


def with_items_swapped(text: str, items: KeyPath, one: int, other: int) -> str:
    """The text with two items of a list in each other's place, with the comments behind them.

    Args:
        text: TOML without mistakes.
        items: the way to the list.
        one: an index from 0.
        other: another one.

    Raises:
        EditError: if the text has mistakes, or has no such items.
    """
    first, second = sorted((one, other))

    def change(data: Any) -> None:
        listed = _at(data, items)
        if first < 0 or second >= len(listed) or first == second:
            raise EditError("there is nothing to change places with")
        listed[first], listed[second] = listed[second], listed[first]

    def splice(old: str) -> str:
        found = _node(old, items).items or []
        a, b = found[first], found[second]
        pieces = [(a.start, a.end, old[b.start : b.end]), (b.start, b.end, old[a.start : a.end])]
        tail_a, tail_b = _tail(old, a), _tail(old, b)
        if tail_a is not None and tail_b is not None:
            (begin_a, end_a), (begin_b, end_b) = tail_a, tail_b
            pieces += [(begin_a, end_a, old[begin_b:end_b]), (begin_b, end_b, old[begin_a:end_a])]
        for start, end, piece in sorted(pieces, reverse=True):
            old = old[:start] + piece + old[end:]
        return old

    return _edited(text, splice, change)


def replace_file(path: Path, text: str, was: str | None) -> None:
    """Put a new text in place of a file's content, whole or not at all.

    The old content is kept beside it, under the same name with a ``~``. A link stays a link.

    Args:
        path: the file; its folder is made if need be.
        text: the new content.
        was: the content that the new one was made from; None for a file that is not to exist yet.

    Raises:
        EditError: if the file says something else by now, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        now = read_file_bytes(target) if target.exists() else None
        if now != (None if was is None else was.encode()):
            raise EditError(f"{path} was changed by somebody else meanwhile; it is left as it is")
        if now is not None:
            write_atomically(target.with_name(target.name + BACKUP), [now], like=target)
        write_atomically(target, [text.encode()], like=target if now is not None else None)
        _flush_folder(target.parent)
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise EditError(f"{path} cannot be written: {why}") from None


def read_text(path: Path) -> str | None:
    """The content of a file, to be changed; None where there is none.

    Raises:
        EditError: if it cannot be read, or is no UTF-8.
    """
    try:
        data = read_file_bytes(path, LARGEST_FILE + 1)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise EditError(f"{path} cannot be read: {problem.strerror}") from None
    text = decode_text(data)
    if not isinstance(text, str):
        raise EditError(text.render(str(path)))
    return data.decode()  # with the mark at its beginning, if it has one


def unix_lines(text: str) -> tuple[str, bool]:
    """The text with line ends of Unix, and whether all of them were those of Windows."""
    windows = "\r\n" in text and "\n" not in text.replace("\r\n", "")
    return (text.replace("\r\n", "\n"), True) if windows else (text, False)


def _rewritten(text: str, change: Callable[[Any], None], keys: KeyPath) -> str:
    """The text after a change of the value at ``keys`` by the writer that keeps comments."""

    def rewrite(old: str) -> str:
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        before = tomllib.loads(old)
        had = _has(before, keys)
        try:
            document = tomlkit.parse(old)
            change(document)
            new = tomlkit.dumps(document)
        except TOMLKitError as problem:
            raise ValueError(str(problem)) from problem
        change(before)
        if had and _has(before, keys):
            kept = _same_around(old, new, keys)
        else:
            kept = _one_place(*(new, old) if had else (old, new))
        if not kept:
            raise EditError(_TOUCHED)
        return new

    return _edited(text, rewrite, change)


_TOUCHED: Final = "this cannot be changed without touching what stands around it"


def _edited(text: str, rewrite: Callable[[str], str], change: Callable[[Any], None]) -> str:
    """What ``rewrite`` makes of a text, if its data are what ``change`` makes of the old ones."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    old, windows = unix_lines(text.removeprefix(mark))
    try:
        meant = tomllib.loads(old)
    except (ValueError, RecursionError):
        raise EditError("fix the mistakes in it first") from None
    try:
        change(meant)
        new = rewrite(old)
        found = tomllib.loads(new)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise EditError("this cannot be changed here") from None
    if found != meant:
        raise EditError(_TOUCHED)
    return mark + (new.replace("\n", "\r\n") if windows else new)


def _new_table(parent: Any) -> Any:
    import tomlkit
    from tomlkit.items import AbstractTable, InlineTable
    from tomlkit.toml_document import TOMLDocument

    if isinstance(parent, InlineTable):
        return tomlkit.inline_table()
    return tomlkit.table() if isinstance(parent, AbstractTable | TOMLDocument) else {}


def _same_around(old: str, new: str, keys: KeyPath) -> bool:
    """Whether all text outside a value that was replaced is the same."""
    node = _node(old, keys)
    if not node.end:
        return False  # a table with a header: its parts may stand in many places
    return new.startswith(old[: node.start]) and new.endswith(old[node.end :])


def _one_place(less: str, more: str) -> bool:
    """Whether a text has lines more than another in one place only, and one changed at most."""
    few, many = less.splitlines(), more.splitlines()
    same = _alike(few, many)
    return len(few) - same - _alike(few[same:][::-1], many[same:][::-1]) <= 1


def _alike(some: list[str], others: list[str]) -> int:
    """How many lines two texts have in common at their beginning."""
    pairs = zip(some, others, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(some), len(others))
    )


def _tail(text: str, node: Node) -> tuple[int, int] | None:
    """Where the comment of an item is that has a line of its own; empty if it has none."""
    start = text.rfind("\n", 0, node.start) + 1
    found = re.compile(_TAIL).match(text, node.end)
    if text[start : node.start].strip() or found is None:
        return None
    return found.span(2)


def _node(text: str, keys: KeyPath) -> Node:
    # Its patterns take long to compile, and most programs change no file.
    from legtimer.files.toml.scanner import Scanner

    node: Node | None = Scanner(text).root
    for step in keys:
        if isinstance(step, str):
            node = (node.members or {}).get(step) if node else None
        else:
            listed = (node.items or []) if node else []
            node = listed[step] if step < len(listed) else None
    if node is None:
        raise EditError("this is not in the file any more")
    return node


def _at(data: Any, keys: KeyPath) -> Any:
    for step in keys:
        data = data[step]
    return data


def _has(data: Any, keys: KeyPath) -> bool:
    try:
        _at(data, keys)
    except (LookupError, TypeError):
        return False
    return True


def _flush_folder(folder: Path) -> None:
    """Make the renaming last, where a folder can be flushed at all."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
