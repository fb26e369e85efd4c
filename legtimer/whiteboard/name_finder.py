"""Names of exercises in titles and sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.prose_figures import plain_figures
from legtimer.whiteboard.tokens import QUANTITIES
from legtimer.whiteboard.vocabulary import Vocabulary

LONGEST_KNOWN = 4
"""Words of the longest name that is looked for inside a text."""
_FEWEST_LISTED = 3
"""Known exercises in a sentence that lists them."""


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds the exercises of the library in texts of one language."""

    vocab: Vocabulary
    """With the words of prose."""
    name_of: Callable[[str], str | None]
    """The library's name of an exercise, None for one that it does not know."""

    def known(self, name: str) -> bool:
        """Whether the library has a name, or one that stands in it: "Elevated lunge"."""
        return bool(self.names(name))

    def names(self, text: str) -> list[str]:
        """The exercises of the library that a text names, each by its longest name."""
        words = re.findall(r"[\w'\u2019-]+", text)
        found: list[str] = []
        i = 0
        while i < len(words):
            for j in range(min(len(words), i + LONGEST_KNOWN), i, -1):
                name = self.name_of(" ".join(words[i:j])) if words[i][0].isalpha() else None
                if name is not None:
                    found.append(name)
                    i = j - 1
                    break
            i += 1
        return found

    def first_name(self, text: str) -> str:
        """The exercise with which a text begins: "Donkey kicks are good for the hips."."""
        words = text.split()
        heads = (" ".join(words[:n]) for n in range(LONGEST_KNOWN, 0, -1))
        return next((name for name in map(self.name_of, heads) if name), "")

    def name_in(self, sentence: str) -> str:
        """The exercise of which a sentence says how much: the first behind a figure."""
        plain = plain_figures(sentence, self.vocab)
        figures = (t.start for t in tokens_of(plain, self.vocab) if t.kind in QUANTITIES)
        found = self.names(plain[next(figures, 0) :]) or self.names(plain)
        return found[0] if found else ""

    def listed(self, sentence: str) -> list[str]:
        """The exercises that a sentence lists: "Use these: squats, push-ups and planks"."""
        behind = re.split(r"[:;]\s", sentence)[-1]
        conjunctions = [
            word for word, known in self.vocab.phrases.items() if ((word,), "and") in known
        ]
        pieces = re.split(
            rf",\s*(?:(?:{'|'.join(conjunctions)})\s)?|\s(?:{'|'.join(conjunctions)})\s", behind
        )
        pieces = [piece.strip(" .!") for piece in pieces]
        names = [self.name_of(piece) for piece in pieces]
        if sum(name is not None for name in names) < _FEWEST_LISTED:
            return []
        return [
            name or piece[:1].upper() + piece[1:]
            for name, piece in zip(names, pieces, strict=True)
            if len(piece.split()) <= LONGEST_KNOWN
        ]
