"""Exercises with the letter of their superset: "A1: Squat 3 x 10", "A2: Lunge 3 x 10"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.source import PART, SourceLine
from legtimer.whiteboard.vocabulary import Vocabulary

_SAYS_KIND = ("superset", "circuit", "rounds", "amrap", "emom", "for-time")


def with_superset_heads(lines: Sequence[SourceLine], vocab: Vocabulary) -> Iterator[SourceLine]:
    """The lines, with a head above those that have one letter, unless a head stands there."""
    heads = {}
    lettered = [line for line in lines if line.letter]
    for letter, run in groupby(lettered, lambda line: line.letter):
        first, *others = run
        what = vocab.words["superset" if others else "part"].capitalize()
        heads[first.number] = f"{what} {letter}:"
    above = ""
    for line in lines:
        if line.number in heads and not (above and _says_kind(above, vocab)):
            yield SourceLine(line.number, "")
            yield SourceLine(line.number, heads[line.number], level=PART)
        yield replace(line, text=_with_sets(line.text, vocab)) if line.letter else line
        above = "" if line.letter else line.text or above


def _says_kind(text: str, vocab: Vocabulary) -> bool:
    return any(token.kind in _SAYS_KIND for token in tokens_of(text, vocab))


def _with_sets(text: str, vocab: Vocabulary) -> str:
    """A line with its rounds as sets: "Squat / 4 Rounds x 12"."""
    tokens = tokens_of(text, vocab)
    for figure, rounds, times in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (figure.kind, rounds.kind, times.kind) == ("figure", "rounds", "times"):
            name = text[: figure.start].rstrip(" /:-")
            return f"{name}: {text[figure.start : figure.end]} {text[times.start :]}"
    return text
