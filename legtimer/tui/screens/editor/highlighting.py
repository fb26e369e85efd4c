"""What the parts of a line of TOML are, so that they can be coloured.

Theory of operation. A line of TOML can be taken apart by itself, except inside a string of several
lines; `quotes_before` tells for each line which such string it begins in. That makes the cost of a
key one look through the text for triple quotes, which workouts hardly ever have, and a few
microseconds for each line on the screen, however long the file is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

COMMENT: Final = "comment"
HEADER: Final = "header"
KEY: Final = "key"
KIND: Final = "kind"
TEXT: Final = "text"
FIGURE: Final = "figure"
"""Numbers, and the amounts and loads within texts."""
WORD: Final = "word"
"""``true`` and ``false``."""

PARTS: Final = (COMMENT, HEADER, KEY, KIND, TEXT, FIGURE, WORD)

_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#.*)
    | (?P<long>\"{3}|'{3})
    | (?P<string>"(?:[^"\\]|\\.)*"? | '[^']*'?)
    | (?P<word>\b(?:true|false)\b)
    | (?P<bare>[\w.+:-]+)
    """,
    re.VERBOSE,
)
_HEADER: Final = re.compile(r"\s*\[\[?[^\[\]#\"']*\]?\]?")
_IS_KEY: Final = re.compile(r"\s*(?:=|\.\s*[\w\"'])")
_AMOUNT: Final = re.compile(r"(?:max|\?[a-z]*|[\d.,:+\u2013-]*\d[^\s\"']*)(?=[\s\"'])")
_LOAD: Final = re.compile(r"(?<=\s)@\s[^\"']*")
_CHARACTERS: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_INVISIBLE: Final = re.compile(
    "[\x80-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_PICTURES: Final = 0x2400


class Part(NamedTuple):
    """A part of a line."""

    start: int
    end: int
    what: str
    """One of ``PARTS``."""


def quotes_before(lines: Sequence[str]) -> list[str] | None:
    """For each line the quotes of the string of several lines that it begins in, or nothing.

    Args:
        lines: the text.

    Returns:
        As many items as lines; None where no line begins in such a string.
    """
    if not any('"""' in line or "'''" in line for line in lines):
        return None
    found = []
    quotes = ""
    for line in lines:
        found.append(quotes)
        *_, (_, quotes) = _tokens(line, quotes)
    return found


def parts(line: str, quotes: str = "") -> list[Part]:
    """The parts of a line that have a colour.

    Args:
        line: without its end.
        quotes: the quotes of the string that it begins in; empty for none.
    """
    return [part for part, _ in _tokens(line, quotes) if part is not None]


def visible(line: str) -> str:
    """A line as a terminal may show it: as many characters, but none that does something."""
    if line.isprintable():
        return line
    line = _CHARACTERS.sub(lambda found: chr(_PICTURES + min(ord(found[0]), 0x21)), line)
    return _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", line)


def _tokens(line: str, quotes: str) -> Iterator[tuple[Part | None, str]]:
    """The parts of a line, each with the quotes that are open behind it."""
    position = 0
    kind = False
    if not quotes and (header := _HEADER.match(line)) and "=" not in header[0]:
        yield Part(len(line) - len(line.lstrip()), header.end(), HEADER), ""
        position = header.end()
    while True:
        if quotes:
            end = line.find(quotes, position)
            stop = len(line) if end < 0 else end + 3
            quotes = quotes if end < 0 else ""
            yield (Part(position, stop, TEXT) if stop > position else None), quotes
            position = stop
            if quotes:
                return
        found = _TOKEN.search(line, position)
        if found is None:
            yield None, ""
            return
        start, position = found.span()
        if found["long"]:
            quotes = found["long"]
            # The opening quotes belong to the text that follows.
            end = line.find(quotes, position)
            stop = len(line) if end < 0 else end + 3
            yield Part(start, stop, TEXT), quotes if end < 0 else ""
            if end < 0:
                return
            quotes, position = "", stop
        elif found["comment"]:
            yield Part(start, position, COMMENT), ""
        elif _IS_KEY.match(line, position):
            kind = found[0] == "kind"
            yield Part(start, position, KEY), ""
        elif found["string"]:
            yield Part(start, position, KIND if kind else TEXT), ""
            if not kind:
                for part in _figures(line, start + 1, position):
                    yield part, ""
            kind = False
        else:
            figure = found["bare"] and any(letter.isdecimal() for letter in found["bare"])
            yield (Part(start, position, FIGURE if figure else WORD), "")


def _figures(line: str, start: int, end: int) -> Iterator[Part]:
    """The amount at the beginning of a string, and the load at its end."""
    if amount := _AMOUNT.match(line, start, end):
        yield Part(*amount.span(), FIGURE)
    if load := _LOAD.search(line, start, end):
        yield Part(*load.span(), FIGURE)
