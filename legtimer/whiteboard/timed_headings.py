"""Headings that say how long a part takes, above what is done in it: "WARM UP (4 min)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from legtimer.whiteboard.head_line import SECTIONS
from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.source import PART, SourceLine
from legtimer.whiteboard.tokens import QUANTITIES
from legtimer.whiteboard.vocabulary import Vocabulary

_MOST_WORDS = 12
"""Words of the longest line that says how much of what."""
_MOST_NAME_WORDS = 3
_IN_BRACKETS = re.compile(r"[^()]+(?=\s\([^()]*\)$)")
"""What stands before brackets at the end."""


def with_timed_headings(
    lines: Sequence[SourceLine], vocab: Vocabulary, name_of: Callable[[str], str | None]
) -> Iterator[SourceLine]:
    """The lines, with these as headings of parts, since their time is not that of an exercise."""
    for n, line in enumerate(lines):
        kinds = [token.kind for token in tokens_of(line.text, vocab) if token.kind != "sign"]
        below = next((each.text for each in lines[n + 1 :] if each.text), "")
        if line.item or kinds.count("time") != 1 or not _is_done(below, vocab):
            yield line
            continue
        kinds.remove("time")
        name = _IN_BRACKETS.match(line.text)
        role = len(kinds) == 1 and kinds[0] in SECTIONS and (name or line.below)
        part = (
            name is not None
            and name[0].isupper()
            and not below.isupper()
            and set(kinds) == {"word"}
            and len(kinds) <= _MOST_NAME_WORDS
            and name_of(name[0]) is None
        )
        yield replace(line, level=PART) if role or part else line


def _is_done(text: str, vocab: Vocabulary) -> bool:
    """Whether a line says how much of what."""
    kinds = [token.kind for token in tokens_of(text, vocab)]
    words = "word" in kinds and len(text.split()) <= _MOST_WORDS
    return words and not QUANTITIES.isdisjoint(kinds) and kinds[0] not in SECTIONS
