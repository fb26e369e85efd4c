"""Titles: which of them name a workout, which a block, and what is left of them as a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.source import PART, PLAIN
from legtimer.whiteboard.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Title:
    """A heading, or a line that stands like one."""

    text: str
    level: int
    """1 to 6 for one with marks, 7 for bold type, ``PLAIN`` for a line of its own, or ``PART``."""
    line: int
    """The number of its line in the source."""


@dataclass(frozen=True, slots=True)
class TitleReader:
    """Reads titles in one language."""

    vocab: Vocabulary

    def naming(self, titles: Sequence[Title], *, prose: bool) -> Title | None:
        """Of the titles above the first block, the one that names the workout.

        Args:
            titles: in the order of the text.
            prose: whether there was prose above them, as in an article.
        """
        for title in reversed(titles):
            if self.is_workout(title):
                return title
        if not titles:
            return None
        if not prose:
            return titles[0]
        deepest = max(title.level for title in titles)
        # The headings of an article come first; the last one above a workout is its name.
        return next((t for t in reversed(titles) if t.level == deepest), titles[-1])

    def is_workout(self, title: Title) -> bool:
        """Whether a title says that a workout begins: "Workout 2: circuit", "Day 1"."""
        tokens = tokens_of(title.text, self.vocab)
        kinds = [token.kind for token in tokens]
        for i, kind in enumerate(kinds):
            if kind == "weekday" and i == 0:
                return True
            if kind == "workout" and (title.level < PLAIN or kinds[i + 1 : i + 2] == ["figure"]):
                return True
        return False

    def block_name(self, title: Title) -> str:
        """A title as the name of a block; none where it only says what the block is."""
        tokens = tokens_of(title.text, self.vocab)
        numbers = bool(tokens) and tokens[0].kind in ("sets", "rounds")
        said = any(token.kind == "word" for token in tokens) or title.level == PART
        if tokens and not numbers and not said:
            return ""
        return re.sub(r"\s*[(,]?\s*[x\u00d7]\s?\d[\d\-]*\)?$", "", title.text)

    def workout_name(self, title: Title) -> str:
        """A title without the count before it: "Workout 2: circuit"."""
        before, colon, behind = title.text.partition(":")
        tokens = tokens_of(before, self.vocab)
        counted = [t.kind for t in tokens] == ["workout", "figure"]
        return behind.strip() if colon and counted and behind.strip() else title.text

    def is_part(self, title: Title) -> bool:
        tokens = tokens_of(title.text, self.vocab)
        return title.level == PART or (
            bool(tokens)
            and tokens[0].kind
            in ("part", "sets", "rounds", "superset", "circuit", "warm-up", "cool-down")
        )
