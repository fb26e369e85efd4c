"""A scan over TOML text that notes where every key and value stands.

Theory of operation
-------------------
The standard parser says what a text holds but not where. The scan goes over the same text once,
from left to right, with its own stack in place of recursion, and builds a tree of nodes that
mirrors the data: each node keeps the offsets of its key and of its value. Brackets and strings are
all that it needs to understand; what a number or a date is worth is the parser's business.

The scan trusts its text. For text that the parser refuses, give it the part before the parser's
complaint: it then stops at the end of that part, and its fields say what it was in the middle of,
which is what a diagnosis needs to know. It never raises, and costs time and memory in proportion
to the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stage:
    """How far a statement has come, where a scan ran out of text.

    No enumeration: its members cost a tenth of a scan.
    """

    KEY: Final = "key"
    EQUALS: Final = "equals"
    VALUE: Final = "value"
    AFTER: Final = "after"
    HEADER: Final = "header"
    AFTER_HEADER: Final = "after header"


MOST_NESTED: Final = 500
"""Open brackets at which the scan gives up; the parser's own limit lies below."""

LONGEST_KEY: Final = 64
"""Parts of a dotted key above which it is reported; the parser's cost grows with their square."""

_ABSURD_KEY: Final = 1000  # the parts at which the scan itself gives up

_SPACE: Final = re.compile(r"[ \t]*+")
_GAP: Final = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]++")
_BASIC: Final = re.compile(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"')
_LITERAL: Final = re.compile(r"'[^'\n]*+'")
_LONG_BASIC: Final = re.compile(r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})', re.DOTALL)
_LONG_LITERAL: Final = re.compile(r"'''(?:[^']++|'(?!''))*+'''(?:'{0,2})")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d[\d:.]*+(?:[Zz]|[+-]\d\d:\d\d)?)?")
_BARE_VALUE: Final = re.compile(r"[A-Za-z0-9_+.:-]++")
_CHARACTER: Final = re.compile(
    r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}|(\\[ \t]*\n[ \t\n]*)|\\.|.", re.DOTALL
)
_ESCAPED: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class Node:
    """A table, list or single value, with offsets into the text.

    Attributes:
        key: Offset of the key that names it; of the value for an item of a list.
        start: Offset of the value's first character; for a table with a header, of the header; for
            one that exists only as a part of dotted keys, of that part.
        end: Offset after the value's last character; 0 while it is open or has no text of its own.
        members: What a table holds, by key.
        items: What a list holds, in order.
        headed: Whether a list is one of tables, each with a header of its own.
    """

    __slots__ = ("end", "headed", "items", "key", "members", "start")

    def __init__(self, key: int, start: int) -> None:
        self.key = key
        self.start = start
        self.end = 0
        self.members: dict[str, Node] | None = None
        self.items: list[Node] | None = None
        self.headed = False


class KeyPart(NamedTuple):
    """One name of a dotted key, with its offsets."""

    name: str
    start: int
    end: int


class Scanner:
    """The tree of a text and, for text that breaks off, the state at its end.

    Attributes:
        root: The node of the whole document.
        stage: What the statement under way has come to, one of the stage constants.
        statement: Offset of the statement under way.
        parts: The key read last.
        stack: The open lists and inline tables, outermost first.
        fresh: Whether the innermost open bracket waits for an item, not for a comma.
        last: The value completed last, if any.
        token_end: Offset after the last thing that is neither blank nor comment.
        comma: Offset of the last comma between items, or -1.
        open_string: Offset of a string that is not closed, or -1.
        clash: The node that already stands where the last key belongs, if any.
        deepest: Offset of the bracket that is nested deepest.
        deep_statement: Offset of the statement that holds it.
        long_key: Offset of the first key with too many parts, or -1.
        longest: Offsets of the longest value without quotes.
    """

    def __init__(self, text: str) -> None:
        r"""Scan a text with `\n` line ends and no byte-order mark."""
        self.text = text
        self.root = Node(0, 0)
        self.root.members = {}
        self.stage: str = Stage.KEY
        self.statement = 0
        self.parts: list[KeyPart] = []
        self.stack: list[Node] = []
        self.fresh = False
        self.last: Node | None = None
        self.token_end = 0
        self.comma = -1
        self.open_string = -1
        self.clash: Node | None = None
        self.deepest = 0
        self.deep_statement = 0
        self._depth = 0
        self.long_key = -1
        self.longest = (0, 0)
        self._table = self.root
        self._run()

    def find(self, names: list[str]) -> Node | None:
        """Return the node a header of these names speaks of, the last one of a list of tables."""
        node = self.root
        for name in names:
            child = (_newest(node).members or {}).get(name)
            if child is None:
                return None
            node = child
        return node

    def _run(self) -> None:
        text, size = self.text, len(self.text)
        position = 0
        while True:
            begin = position
            position = _skip(_GAP, text, position)
            if begin == 0 or "\n" in text[begin:position]:
                self.stage, self.statement, self.parts = Stage.KEY, position, []
            if position >= size:
                return
            self.clash = None
            position = self._header(position) if text[position] == "[" else self._pair(position)
            if position < 0:
                return

    def _header(self, opening: int) -> int:
        double = self.text.startswith("[[", opening)
        self.stage = Stage.HEADER
        self.token_end = opening + 1 + double
        position = self._key(_skip(_SPACE, self.text, opening + 1 + double))
        if position < 0:
            self.stage = Stage.HEADER
            return -1
        if not self.text.startswith("]]" if double else "]", position):
            return -1
        node = self.root
        for part in self.parts[:-1]:
            node = self._descend(_newest(node), part, opening)
        self._open_table(_newest(node), self.parts[-1], opening, double=double)
        self.stage = Stage.AFTER_HEADER
        self.token_end = position + 1 + double
        return self.token_end

    def _open_table(self, parent: Node, part: KeyPart, opening: int, *, double: bool) -> None:
        members = parent.members if parent.members is not None else {}
        node = members.get(part.name)
        if node is None:
            node = members[part.name] = Node(part.start, opening)
        if double:
            if node.items is None:
                node.items, node.headed = [], True
            table = Node(part.start, opening)
            node.items.append(table)
            node = table
        else:
            # The header proper is a better place than a sub-table's that came before it.
            node.key, node.start = part.start, opening
        if node.members is None:
            node.members = {}
        self._table = node

    def _descend(self, parent: Node, part: KeyPart, start: int) -> Node:
        if parent.members is None:
            self.clash = parent
            return Node(part.start, start)
        node = parent.members.get(part.name)
        if node is None:
            node = parent.members[part.name] = Node(part.start, start)
            node.members = {}
        return node

    def _pair(self, position: int) -> int:
        node, position = self._named(position, self._table)
        return self._value(position, node) if position >= 0 else -1

    def _named(self, position: int, table: Node) -> tuple[Node, int]:
        """Read `key =`; return the node for its value and where the value begins, or -1."""
        node = table
        self.stage = Stage.KEY
        position = self._key(position)
        if position < 0:
            return node, -1
        self.stage = Stage.EQUALS
        if not self.text.startswith("=", position):
            return node, -1
        self.stage = Stage.VALUE
        self.token_end = position + 1
        for part in self.parts[:-1]:
            node = self._descend(node, part, part.start)
        part = self.parts[-1]
        members = node.members
        node = Node(part.start, part.start)
        if members is None:
            self.clash = self.clash or table
        elif part.name in members:
            self.clash = members[part.name]
        else:
            members[part.name] = node
        return node, _skip(_SPACE, self.text, position + 1)

    def _key(self, position: int) -> int:
        """Read a dotted key and the blanks after it; return where it ends, or -1."""
        text = self.text
        self.parts = parts = []
        first = position
        while True:
            quote = text[position : position + 1]
            pattern = _BASIC if quote == '"' else _LITERAL if quote == "'" else _BARE_KEY
            found = pattern.match(text, position)
            if found is None:
                if quote in ('"', "'"):
                    self.open_string = position
                return -1
            name = found[0]
            if pattern is _LITERAL:
                name = name[1:-1]
            elif pattern is _BASIC:
                name = "".join(character for character, _ in characters(text, *found.span()))
            parts.append(KeyPart(name, position, found.end()))
            if len(parts) > LONGEST_KEY and self.long_key < 0:
                self.long_key = first
            if len(parts) > _ABSURD_KEY:
                return -1
            self.token_end = found.end()
            position = _skip(_SPACE, text, found.end())
            if not text.startswith(".", position):
                break
            self.token_end = position + 1
            position = _skip(_SPACE, text, position + 1)
        return position

    def _value(self, position: int, node: Node) -> int:
        """Read a value with all that is in it; return where it ends, or -1."""
        while True:
            self.stage = Stage.VALUE
            position = self._begin(position, node)
            if position < 0:
                return -1
            if not self.stack:
                return position
            node, position = self._next_item(position)
            if position < 0 or not self.stack:
                return position

    def _begin(self, position: int, node: Node) -> int:
        """Read a single value or an opening bracket into a node."""
        text = self.text
        if position >= len(text):
            return -1
        node.start = position
        opening = text[position]
        if opening in "[{":
            if len(self.stack) >= self._depth:
                self._depth = len(self.stack) + 1
                self.deepest, self.deep_statement = position, self.statement
            if self._depth > MOST_NESTED:
                return -1
            if opening == "[":
                node.items = []
            else:
                node.members = {}
            self.stack.append(node)
            self.fresh = True
            self.token_end = position + 1
            return position + 1
        end = self._scalar(opening, position)
        if end >= 0:
            self._complete(node, end)
        return end

    def _scalar(self, opening: str, position: int) -> int:
        text = self.text
        if opening == '"':
            found = (_LONG_BASIC if text.startswith('"""', position) else _BASIC).match(
                text, position
            )
        elif opening == "'":
            found = (_LONG_LITERAL if text.startswith("'''", position) else _LITERAL).match(
                text, position
            )
        else:
            found = _DATE.match(text, position) or _BARE_VALUE.match(text, position)
            if found is not None and found.end() - position > self.longest[1] - self.longest[0]:
                self.longest = found.span()
        if found is not None:
            return found.end()
        if opening in "\"'":
            self.open_string = position
        return -1

    def _complete(self, node: Node, end: int) -> None:
        node.end = self.token_end = end
        self.last = node
        self.fresh = False
        self.stage = Stage.AFTER

    def _next_item(self, position: int) -> tuple[Node, int]:
        """Go on inside the innermost bracket up to its next value, or out of all of them."""
        text, stack = self.text, self.stack
        while stack:
            box = stack[-1]
            position = _skip(_GAP, text, position)
            if self.fresh:
                self.stage = Stage.KEY if box.items is None else Stage.VALUE
            if position >= len(text):
                return box, -1
            letter = text[position]
            if letter == ("}" if box.items is None else "]"):
                stack.pop()
                position += 1
                self._complete(box, position)
            elif not self.fresh:
                if letter != ",":
                    return box, -1
                self.comma = position
                position += 1
                self.token_end = position
                self.fresh = True
            elif box.items is None:
                return self._named(position, box)
            else:
                item = Node(position, position)
                box.items.append(item)
                return item, position
        return self.root, position


def characters(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield the characters of a quoted string as the parser reads them, each with its offset.

    Args:
        text: The document.
        start: Offset of the opening quote.
        end: Offset after the closing quote.
    """
    quote = text[start]
    length = 3 if text.startswith(quote * 3, start) and end - start >= 6 else 1
    first, last = start + length, end - length
    if length == 3 and text.startswith("\n", first):
        first += 1
    if quote == "'":
        for offset in range(first, last):
            yield text[offset], offset
        return
    for found in _CHARACTER.finditer(text, first, last):
        # A backslash at a line's end joins the lines and stands for nothing.
        if found[1] is None:
            yield _unescaped(found[0]), found.start()


def _unescaped(written: str) -> str:
    if len(written) == 1:
        return written
    if len(written) == 2:
        return _ESCAPED.get(written[1], written[1])
    try:
        return chr(int(written[2:], 16))
    except (ValueError, OverflowError):
        return written


def _newest(node: Node) -> Node:
    return node.items[-1] if node.headed and node.items else node


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
