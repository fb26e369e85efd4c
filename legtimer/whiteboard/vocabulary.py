"""The words of a language: numbers, units, phrases by their meaning, columns of tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """One language."""

    language: str
    decimal: str
    """The sign before the decimals of a figure."""
    numbers: dict[str, int]
    recoveries: frozenset[str]
    """How one recovers, in one word."""
    strokes: frozenset[str]
    """Names of what is swum, so that a figure alone is a distance."""
    efforts: frozenset[str]
    """How hard sets are, before a colon."""
    finishers: frozenset[str]
    """What is done once after all rounds, before a colon."""
    heights: frozenset[str]
    """What is so many inches high."""
    athletes: frozenset[str]
    """For whom a load or an easier form is, before a colon."""
    fillers: frozenset[str]
    """Words of a header that say nothing."""
    ordinals: frozenset[str]
    """What makes a number of an order of a figure: ``1st``."""
    units: dict[str, str]
    """From a word to the unit as the workout format has it."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    """By the first word: the words of a phrase and what it means, the longest first."""
    columns: dict[str, str]
    """From the head of a column to what stands in it."""
    words: dict[str, str]
    """From a meaning to the phrase to write."""
    results: frozenset[str] = frozenset()
    """Words before a colon and what came of a workout: "Average pace: 5:50/km"."""
    ones: tuple[str, ...] = ()
    """Words before a unit that mean one: "a minute"."""
    manner: tuple[tuple[str, ...], ...] = ()
    """What stands before the name of an exercise in a title: "How to do a squat"."""
    never: frozenset[str] = frozenset()
    """Words that no name of an exercise has."""
    explains: frozenset[str] = frozenset()
    """Words behind one whose meaning is told."""
    counters: tuple[str, ...] = ()
    """Words before the number of an exercise: "Exercise 1"."""
    inside: tuple[tuple[str, ...], ...] = ()
    """How a title begins that stands inside the description of an exercise."""
    outside: tuple[tuple[str, ...], ...] = ()
    """How a title begins that names no exercise and ends the description of the one above."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of a language, by the name of its file.

    Raises:
        FileNotFoundError: if there is no such file.
    """
    data = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        language=language,
        decimal=data["decimal"],
        numbers=data["numbers"],
        recoveries=frozenset(data["recoveries"]),
        strokes=frozenset(data["strokes"]),
        efforts=frozenset(data["efforts"]),
        finishers=frozenset(data["finishers"]),
        heights=frozenset(data["heights"]),
        athletes=frozenset(data["athletes"]),
        fillers=frozenset(data["fillers"]),
        ordinals=frozenset(data["ordinals"]),
        explains=frozenset(data["titles"]["explains"]),
        counters=tuple(data["titles"]["counters"]),
        never=frozenset(data["titles"]["never"]),
        units={word: unit for unit, known in data["units"].items() for word in known},
        phrases=_by_first_word(data["phrases"]),
        columns={word: what for what, known in data["columns"].items() for word in known},
        words={meaning: known[0] for meaning, known in data["phrases"].items()},
    )


@cache
def prose_vocabulary(language: str) -> Vocabulary:
    """The words of a language with those that only sentences have."""
    data = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    plain, prose = vocabulary(language), data["prose"]
    titles = data["titles"]
    # Of a phrase with two meanings, the one of prose counts.
    phrases = _by_first_word(prose, data["phrases"])
    inside, outside, manner = (
        tuple(tuple(phrase.split()) for phrase in titles[key])
        for key in ("inside", "outside", "manner")
    )
    return replace(
        plain,
        phrases=phrases,
        ones=tuple(titles["ones"]),
        results=frozenset(titles["results"]),
        manner=manner,
        inside=inside,
        outside=outside,
    )


def _by_first_word(*tables: dict[str, list[str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases of tables, by their first word; the longest first, then those of the first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for table in tables:
        for meaning, known in table.items():
            for phrase in known:
                words = tuple(phrase.split())
                found.setdefault(words[0], []).append((words, meaning))
    for phrases in found.values():
        phrases.sort(key=lambda pair: -len(pair[0]))
    return found


def languages() -> list[str]:
    """The names of all languages, English first."""
    return sorted(
        (path.stem for path in _FOLDER.glob("*.toml")), key=lambda name: (name != "en", name)
    )


def language_of(text: str) -> Vocabulary:
    """The vocabulary that has the most words of a text; English where several have as many."""
    typed = set(re.findall(r"[^\W\d_]+", text.casefold()))

    def known(vocab: Vocabulary) -> int:
        return len(typed & {*vocab.phrases, *vocab.units, *vocab.numbers})

    return max((vocabulary(name) for name in languages()), key=known)


def match_phrase(vocab: Vocabulary, words: Sequence[str]) -> tuple[str, int] | None:
    """The meaning of the longest phrase that some words begin with, and how many words it has."""
    for phrase, meaning in vocab.phrases.get(words[0], ()) if words else ():
        if tuple(words[: len(phrase)]) == phrase:
            return meaning, len(phrase)
    return None
