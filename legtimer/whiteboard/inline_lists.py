"""Workouts in one sentence of an article: "Every minute on the minute: 12 squats 8 push-ups"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from legtimer.whiteboard.header import read_header
from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.tokens import QUANTITIES
from legtimer.whiteboard.vocabulary import Vocabulary

_FEWEST = 2
"""Exercises in the shortest list."""
_MOST_WORDS = 9
"""Words of the longest header."""
_BRACKETS = re.compile(r"\([^()]*\)")
_ITEM = re.compile(r"(?:^|(?<=[\s,;]))(?=\d[\d\-\u2013:/.]*\s*[^\W\d_])")
"""Where an exercise begins: at a figure before a word."""
_END = re.compile(r"(?<=[^\W\d_)])[.!]+(?=\s|$)")


def with_inline_lists(lines: Sequence[SourceLine], vocab: Vocabulary) -> Iterator[SourceLine]:
    """The lines, with each of these as a header, a line for each exercise, and what follows."""
    for line in lines:
        yield from _parted(line, vocab) or (line,)


def _parted(line: SourceLine, vocab: Vocabulary) -> list[SourceLine]:
    head, colon, tail = line.text.partition(": ")
    if not colon or line.item or len(head.split()) > _MOST_WORDS:
        return []
    header = read_header(tokens_of(head, vocab), head)
    if header is None or not header.kind or header.behind:
        return []
    plain = _BRACKETS.sub(lambda found: "x" * len(found[0]), tail)
    end = _END.search(plain)
    stop = end.start() if end else len(tail)
    starts = [found.start() for found in _ITEM.finditer(plain[:stop])]
    if not starts or plain[: starts[0]].strip():
        return []
    items = [
        tail[start:after].strip(" ,;")
        for start, after in zip(starts, [*starts[1:], stop], strict=True)
    ]
    # "12 minutes total" tells of the whole.
    whole = [item for item in items if not _names(item, vocab)]
    items = [item for item in items if item not in whole]
    if len(items) < _FEWEST:
        return []
    header_line = replace(line, text=f"{', '.join([head, *whole])}:", below=items[0])
    rest = tail[end.end() :].strip() if end else ""
    return [
        header_line,
        *(replace(line, text=item, item=True) for item in items),
        *([replace(line, text=rest)] if rest else []),
    ]


def _names(item: str, vocab: Vocabulary) -> bool:
    """Whether a piece names something, besides how much of it."""
    kinds = [token.kind for token in tokens_of(_BRACKETS.sub("", item), vocab)]
    return "word" in kinds and not QUANTITIES.isdisjoint(kinds)
