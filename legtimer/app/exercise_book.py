"""What is known of the exercises of the library in words, and how they are narrowed down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.core.notation import clock
from legtimer.files.exercises.library import muscle_words, trains, uses
from legtimer.files.exercises.names import name_words
from legtimer.files.printable import printable

if TYPE_CHECKING:
    from legtimer.files.exercises.reading import LibraryExercise


_SIDES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no": "",
        "sides": "one side after the other",
        "alternating": "the sides take turns",
        "either": "one side after the other, or in turn",
        "optional": "both sides, or one at a time",
    }
)


def exercise_facts(exercise: LibraryExercise) -> list[tuple[str, str]]:
    """What is known of an exercise but its cues: what it is about, and what it is."""
    rows = (
        ("also", ", ".join(exercise.also)),
        ("muscles", ", ".join(exercise.muscles)),
        ("equipment", ", ".join(exercise.equipment)),
        ("optional", ", ".join(exercise.optional)),
        ("impact", exercise.impact),
        ("sides", _SIDES[exercise.unilateral]),
        ("pace", "" if exercise.pace is None else f"{clock(exercise.pace)} per 100 m"),
        ("easier", "leave it out" if exercise.easier == "omit" else exercise.easier),
        ("watch", fit_text(exercise)),
        ("from", "your own file" if exercise.own else ""),
    )
    return [(what, printable(text, None)) for what, text in rows if text]


def fit_text(exercise: LibraryExercise) -> str:
    """What watches call it, in plain words; empty for nothing."""
    fit = exercise.fit
    if fit is None:
        return ""
    text = f"{fit.category}: {fit.exercise}" if fit.exercise else fit.category
    return text.replace("_", " ").replace("plyo", "plyometrics")


class Facet(NamedTuple):
    """Something by which exercises are narrowed down."""

    name: str
    values: Callable[[Sequence[LibraryExercise]], Sequence[str]]
    """All values that it can have, in the order in which they are offered."""
    fits: Callable[[LibraryExercise, str], bool]
    """Whether an exercise has a value."""


def _equipment(exercises: Sequence[LibraryExercise]) -> list[str]:
    found = {item for e in exercises for item in (*e.equipment, *e.optional)}
    return ["none", *sorted(found, key=str.casefold)]


FACETS: Final = (
    Facet("muscle", lambda _: sorted(muscle_words()), trains),
    Facet("equipment", _equipment, uses),
    Facet("impact", lambda _: ("low", "medium", "high"), lambda e, value: e.impact == value),
)
"""Muscle, equipment, impact."""


def filter_exercises(
    exercises: Sequence[LibraryExercise], typed: Sequence[str], chosen: Mapping[str, str]
) -> list[LibraryExercise]:
    """The exercises that have some words in what is told of them, and some values, by name.

    Args:
        exercises: all of them.
        typed: words in lower case; each has to be in a name, a muscle, a piece of equipment or the
            impact.
        chosen: the values by the names of their facets.
    """
    found = (
        exercise
        for exercise in exercises
        if all(facet.fits(exercise, chosen[facet.name]) for facet in FACETS if facet.name in chosen)
        and _has(exercise, typed)
    )
    return sorted(found, key=lambda exercise: exercise.name.casefold())


def value_counts(
    exercises: Sequence[LibraryExercise], facet: Facet, chosen: Mapping[str, str]
) -> list[tuple[str, int]]:
    """The values of a facet that find anything beside the other facets, with how many."""
    others = {name: value for name, value in chosen.items() if name != facet.name}
    left = filter_exercises(exercises, (), others)
    counts = [(value, sum(facet.fits(e, value) for e in left)) for value in facet.values(exercises)]
    return [(value, count) for value, count in counts if count]


def _has(exercise: LibraryExercise, typed: Sequence[str]) -> bool:
    """Whether all words are in what is told of an exercise, as typed or in full."""
    if not typed:
        return True
    known = (*exercise.names, *exercise.muscles, *exercise.equipment, *exercise.optional)
    told = " ".join((*known, exercise.impact, "own" if exercise.own else ""))
    text = f"{told.casefold()} {' '.join(name_words(told))}"
    return all(word in text or all(part in text for part in name_words(word)) for word in typed)
