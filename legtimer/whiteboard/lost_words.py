"""Lines of which a word or a figure stands nowhere in the file: they are told as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.name_finder import LONGEST_KNOWN
from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.tokens import QUANTITIES, Token
from legtimer.whiteboard.vocabulary import Vocabulary

_FIGURES = QUANTITIES - {"max"} | {"load", "size", "maximum"}
_CONVERTED = {"sides", "emom", "every"}
"""Kinds of token beside which a figure is another in the file: "E2MOM 20" has ten intervals."""
_COUNTED = ("minute-label", "sets", "rounds", "workout", "part")
"""Kinds of token behind which a figure is a number: "Set 2"."""
_SHORTEST = 3
"""Letters of the shortest word that is looked for."""


def lines_with_lost_words(
    lines: Iterable[SourceLine],
    written: str,
    vocab: Vocabulary,
    name_of: Callable[[str], str | None],
) -> list[tuple[int, str]]:
    """The lines of which something is lost, by number.

    A word that says how it is done ("rounds", "rest") counts as read, and so does the figure of
    both sides beside that of one: "20 lunges (10 each side)".

    Args:
        lines: those that are not told as left out.
        written: the files.
        vocab: of their language.
        name_of: the library's name of an exercise, None for one that it does not know.
    """
    letters, figures = _letters(written), set(_figures(written))

    def lost(token: Token, text: str) -> bool:
        if token.kind in _FIGURES:
            typed = _figures(text[token.start : token.end])
            return not (figures >= typed or figures >= _figures(token.value))
        word = _letters(token.value)
        if token.kind == "alternating":
            return word[:8] not in letters
        says_how = word in vocab.fillers or word in vocab.columns
        if token.kind != "word" or len(word) < _SHORTEST or says_how:
            return False
        return word.rstrip("s")[: max(_SHORTEST, len(word) - 2)] not in letters

    def renamed(word: str, text: str) -> bool:
        """Whether a word is part of an exercise that the library calls otherwise."""
        typed = re.findall(r"[\w'\u2019-]+", text)
        places = [i for i, each in enumerate(typed) if _letters(each) == _letters(word)]
        names = (
            name_of(" ".join(typed[a:b]))
            for i in places
            for a in range(max(0, i + 1 - LONGEST_KNOWN), i + 1)
            for b in range(i + 1, a + 1 + LONGEST_KNOWN)
        )
        return any(name is not None and _letters(name) in letters for name in names)

    found = []
    for line in lines:
        tokens = tokens_of(line.text, vocab)
        kinds = ["", *(token.kind for token in tokens)]
        sought = (
            token
            for before, token in zip(kinds, tokens, strict=False)
            if token.kind not in _FIGURES or not (_CONVERTED & set(kinds) or before in _COUNTED)
        )
        if any(lost(each, line.text) and not renamed(each.value, line.text) for each in sought):
            found.append((line.number, line.text))
    return found


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _figures(text: str) -> set[str]:
    return {figure.lstrip("0") for figure in re.findall(r"\d+", text)} - {""}
