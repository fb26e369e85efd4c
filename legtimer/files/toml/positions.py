"""Where the keys and values of a TOML text stand.

Theory of operation
-------------------
A message about a value needs the place where the person typed it, and the standard parser does not
tell. A locator answers from a second look at the text (`scanner`), taken at the first question
only, since most files are right and nobody asks. It answers always: for a path that the text does
not have, with the place of the nearest table, list or value around it.

Where the text was repaired before it could be parsed, the locator looks at the repaired text and
translates each place back to what the person sees in the editor.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from legtimer.core.diagnostics import KeyPath

if TYPE_CHECKING:
    from collections.abc import Callable

    from legtimer.files.toml.scanner import Node


class Position(NamedTuple):
    """A place in a text: line and column from 1, the column in characters."""

    line: int
    column: int


class Locator:
    """Places of the keys and values of one text."""

    def __init__(self, text: str, original: Callable[[Position], Position] | None = None) -> None:
        """Remember the text; nothing is looked at yet.

        Args:
            text: TOML that the standard parser accepts, with any line ends.
            original: Translates a place in `text` to the place to report.
        """
        self._text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        self._original = original
        self._root: Node | None = None
        self._lines: list[int] = []

    def value(self, path: KeyPath) -> Position:
        """Return where a value begins; for a table with a header, where the header begins.

        A path that leads nowhere gives the nearest place around it, at the latest line 1, column 1.
        """
        return self._position(self._nearest(path)[0].start)

    def key(self, path: KeyPath) -> Position:
        """Return where the key of a value begins; for an item of a list, the item.

        In a header this is the last name in the brackets. A path that leads nowhere gives the
        nearest place around it.
        """
        return self._position(self._nearest(path)[0].key)

    def inside(self, path: KeyPath, offset: int) -> Position:
        """Return where a character of a string value was typed.

        Args:
            path: The way to the value.
            offset: Index into the string as parsed, from 0; an index past the end gives the closing
                quote, one below 0 the first character. For a value that is not a string, and for
                one that the text does not have, it does not count.
        """
        node, exact = self._nearest(path)
        if not exact or not node.end or self._text[node.start] not in "\"'":
            return self._position(node.start)
        from legtimer.files.toml.scanner import characters

        for index, (_, place) in enumerate(characters(self._text, node.start, node.end)):
            if index >= offset:
                return self._position(place)
        quotes = 3 if self._text.startswith(self._text[node.start] * 3, node.start) else 1
        # Two quotes alone are an empty string, not the beginning of a long one.
        return self._position(node.end - min(quotes, (node.end - node.start) // 2))

    def _nearest(self, path: KeyPath) -> tuple[Node, bool]:
        if self._root is None:
            self._look()
        node = self._root
        assert node is not None
        for step in path:
            child: Node | None = None
            if isinstance(step, str):
                child = (node.members or {}).get(step)
            elif node.items is not None and 0 <= step < len(node.items):
                child = node.items[step]
            if child is None:
                return node, False
            node = child
        return node, True

    def _look(self) -> None:
        from legtimer.files.toml.scanner import Scanner

        self._root = Scanner(self._text).root
        start = 0
        for line in self._text.split("\n"):
            self._lines.append(start)
            start += len(line) + 1

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._lines, offset)
        position = Position(line, offset - self._lines[line - 1] + 1)
        return self._original(position) if self._original else position
