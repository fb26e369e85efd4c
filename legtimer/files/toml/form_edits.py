"""Changes that a form makes in a workout's file: a key more, and another order of a list.

Theory of operation. As in ``rewrite``, everything that is not changed stays byte for byte, and the
new text is believed only when the standard parser finds in it exactly what was meant. Here the text
is cut and joined where the values stand (``toml_walk``): a comment-keeping document would put a new
key behind the last one of its table, below the list of exercises, and lose which comment belongs to
which item of a list.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from legtimer.core.diagnostics import KeyPath
from legtimer.files.toml.edit import EditError, unix_lines
from legtimer.files.toml.scanner import Scanner

if TYPE_CHECKING:
    from legtimer.files.toml.scanner import Node

_TAIL: Final = re.compile(r"(?:[ \t]*(,))?([ \t]*(?:#[^\n]*)?)(?=\n|$)")
_FIRST: Final = ("kind", "name", "role")
"""Keys that a new one goes behind."""


def with_new_key(text: str, table: KeyPath, key: str, value: Any) -> str:
    """The text with a key more in a table that has a header, as a line of its own.

    Args:
        text: TOML without mistakes.
        table: the way to the table.
        key: one that it does not have.
        value: what TOML can hold in one line.

    Raises:
        NotRewrittenError: if the text has mistakes, or the key can't be put there.
    """
    import tomli_w

    unix, windows = unix_lines(text)
    node = _node(unix, table)
    members = node.members or {}
    after = [members[name].end for name in _FIRST if name in members and members[name].end]
    place = unix.find("\n", max(after) if after else node.start)
    if place < 0:
        unix, place = unix + "\n", len(unix)
    start = unix.rfind("\n", 0, place) + 1
    indent = unix[start : len(unix) - len(unix[start:].lstrip(" \t"))]
    line = tomli_w.dumps({key: value})
    new = f"{unix[: place + 1]}{indent}{line}{unix[place + 1 :]}"

    def change(data: Any) -> None:
        _at(data, table)[key] = value

    return _believed(unix, new, change, windows=windows)


def with_items_swapped(text: str, items: KeyPath, one: int, other: int) -> str:
    """The text with two items of a list in each other's place, with the comments behind them.

    Args:
        text: TOML without mistakes.
        items: the way to the list.
        one: an index from 0.
        other: another one.

    Raises:
        NotRewrittenError: if the text has mistakes, or has no such items.
    """
    unix, windows = unix_lines(text)
    found = _node(unix, items).items or []
    first, second = sorted((one, other))
    if first < 0 or second >= len(found) or first == second:
        raise EditError("there is nothing to change places with")
    a, b = found[first], found[second]
    pieces = [(a.start, a.end, unix[b.start : b.end]), (b.start, b.end, unix[a.start : a.end])]
    tail_a, tail_b = _tail(unix, a), _tail(unix, b)
    if tail_a is not None and tail_b is not None:
        (begin_a, end_a), (begin_b, end_b) = tail_a, tail_b
        pieces += [(begin_a, end_a, unix[begin_b:end_b]), (begin_b, end_b, unix[begin_a:end_a])]
    new = unix
    for start, end, piece in sorted(pieces, reverse=True):
        new = new[:start] + piece + new[end:]

    def change(data: Any) -> None:
        listed = _at(data, items)
        listed[first], listed[second] = listed[second], listed[first]

    return _believed(unix, new, change, windows=windows)


def _tail(text: str, node: Node) -> tuple[int, int] | None:
    """Where the comment of an item is that has a line of its own; empty if it has none."""
    start = text.rfind("\n", 0, node.start) + 1
    found = _TAIL.match(text, node.end)
    if text[start : node.start].strip() or found is None:
        return None
    return found.span(2)


def _node(text: str, keys: KeyPath) -> Node:
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


def _believed(old: str, new: str, change: Any, *, windows: bool) -> str:
    """The new text, if it says what was meant."""
    try:
        meant = tomllib.loads(old)
        change(meant)
        found = tomllib.loads(new)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise EditError("this cannot be changed here") from None
    if found != meant:
        raise EditError("this cannot be changed without touching what stands around it")
    return new.replace("\n", "\r\n") if windows else new
