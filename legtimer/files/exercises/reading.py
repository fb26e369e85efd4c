"""Reads files of exercises: tables named ``[[exercise]]``.

The shipped file and the athlete's own one have the same keys. An entry in the athlete's file may
give only some of them: the others stay as the shipped entry of that name has them. So this module
returns what was given, and ``library`` puts both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import Duration
from legtimer.core.fields import Table, key, read_keys
from legtimer.core.notation import NotUnderstood
from legtimer.core.value_types import Choice, Name, WholeNumber, WordList, expect_type
from legtimer.files.collector import Collector
from legtimer.files.exercises.names import name_key
from legtimer.files.mistakes import Mistake
from legtimer.files.toml.syntax import read_toml

MOST_ENTRIES: Final = 2000
"""The most exercises in one file."""

MUSCLES: Final = (
    "quads", "hamstrings", "glutes", "gluteus maximus", "gluteus medius", "abductors", "adductors",
    "hip flexors", "calves", "tibialis anterior", "core", "obliques", "lower back", "erectors",
    "lats", "upper back", "chest", "shoulders", "triceps", "biceps", "forearms", "neck",
)  # fmt: skip
"""The muscles that an entry may name."""

FIT_CATEGORIES: Final = {
    "bench_press": 0, "calf_raise": 1, "cardio": 2, "carry": 3, "chop": 4, "core": 5, "crunch": 6,
    "curl": 7, "deadlift": 8, "flye": 9, "hip_raise": 10, "hip_stability": 11, "hip_swing": 12,
    "hyperextension": 13, "lateral_raise": 14, "leg_curl": 15, "leg_raise": 16, "lunge": 17,
    "olympic_lift": 18, "plank": 19, "plyo": 20, "pull_up": 21, "push_up": 22, "row": 23,
    "shoulder_press": 24, "shoulder_stability": 25, "shrug": 26, "sit_up": 27, "squat": 28,
    "total_body": 29, "triceps_extension": 30, "warm_up": 31, "run": 32, "bike": 33, "move": 35,
    "pose": 36, "banded_exercises": 37, "battle_rope": 38, "elliptical": 39, "floor_climb": 40,
    "indoor_bike": 41, "indoor_row": 42, "ladder": 43, "sandbag": 44, "sled": 45,
    "sledge_hammer": 46, "stair_stepper": 47, "suspension": 49, "tire": 50,
}  # fmt: skip
"""``exercise_category`` of the public FIT profile: the words and their numbers."""


_FIT_EXAMPLE: Final = 'a table such as { category = "squat", exercise = "step_up", number = 66 }'


class Muscles(WordList):
    """A list of muscles."""

    expected = 'a list of muscles such as ["quads", "glutes"]'

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> tuple[str, ...] | None:
        """A list of known words, in any number and case; for any other the nearest is named."""
        typed: tuple[str, ...] | None = super().read(value, path, report)
        if typed is None:
            return None
        known = {name_key(muscle): muscle for muscle in MUSCLES}
        found = [known.get(name_key(word), "") for word in typed]
        for i, muscle in enumerate(found):
            if not muscle:
                report.invalid_choice((*path, i), typed[i], MUSCLES, "a muscle that is known here")
        return tuple(found) if all(found) else None


class EasierExercise(Name):
    """The name of an easier exercise."""

    expected = 'the name of an exercise, or "omit" to leave it out'

    def parse(self, value: object) -> str:
        """A name, or the word ``omit``."""
        name = super().parse(value)
        if not name:
            raise self.type_error(value)
        if name.casefold() in ("omit", "skip", "none", "leave out"):
            return "omit"
        if name[:1].isdecimal() or "@" in name:
            raise NotUnderstood("write the name alone: how much of it is said by the workout")
        return name


@dataclass(frozen=True, slots=True, kw_only=True)
class FitExercise:
    """What an exercise is called in a FIT file."""

    category: str = key(Choice(*FIT_CATEGORIES), help="The FIT category.")
    exercise: str = key(Name(), help="The FIT name within the category.", default="")
    number: int | None = key(
        WholeNumber(0, 65_533), help="The number of that name in the FIT profile.", default=None
    )

    @property
    def category_number(self) -> int:
        """The number of the category in the FIT profile."""
        return FIT_CATEGORIES[self.category]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryExercise:
    """What is known of an exercise."""

    name: str = key(Name(), help="What it is called.")
    also: tuple[str, ...] = key(WordList(), help="Other names of it.", default=())
    muscles: tuple[str, ...] = key(Muscles(), help="What it trains.", default=())
    equipment: tuple[str, ...] = key(WordList(), help="What it needs.", default=())
    optional: tuple[str, ...] = key(WordList(), help="What makes it harder if at hand.", default=())
    impact: str = key(
        Choice("low", "medium", "high"), help="How hard it lands on the joints.", default=""
    )
    unilateral: str = key(
        Choice("no", "sides", "alternating", "either", "optional"),
        help="Whether the sides work by turns: one side after the other (sides), in turn"
        " (alternating), as one likes (either), or only if one likes (optional).",
        default="no",
    )
    cues: tuple[str, ...] = key(
        WordList(), help="Short reminders: set-up, movement, the mistake to avoid.", default=()
    )
    pace: int | None = key(
        Duration(5_000, 3_600_000),
        help="How long 100 m of it take at an easy pace, for estimates.",
        default=None,
    )
    easier: str = key(
        EasierExercise(), help='What to do instead when it has to be easy, or "omit".', default=""
    )
    fit: FitExercise | None = key(
        Table(FitExercise, "fit", _FIT_EXAMPLE),
        help="What it is called in a FIT file (Garmin's public profile).",
        default=None,
    )
    own: bool = False
    """Whether the athlete's own file has a word in it."""

    @property
    def names(self) -> tuple[str, ...]:
        """All names of it, the proper one first."""
        return (self.name, *self.also)


PartialEntry = dict[str, Any]
"""What an entry gives, by the name of ``LibraryExercise``'s field; ``name`` at least."""


class ExerciseReading(NamedTuple):
    """What came of a file of exercises."""

    entries: tuple[PartialEntry, ...]
    """The entries without a mistake, in the order of the file."""
    mistakes: tuple[Mistake, ...]
    """Errors and warnings in the order of the file."""


def read_exercises(data: bytes | str | Mistake) -> ExerciseReading:
    """Read a file of exercises.

    Args:
        data: the content of the file, or the mistake that it is.
    """
    parsed = read_toml(data)
    report = Collector(parsed)
    for typed in parsed.data:
        if typed != "exercise":
            hint = "each exercise begins with [[exercise]]"
            report.unknown_key((typed,), typed, ("exercise",), "a file of exercises", hint)
    entries = _entries(parsed.data.get("exercise", []), report)
    return ExerciseReading(entries, report.mistakes)


def _entries(value: object, report: Collector) -> tuple[PartialEntry, ...]:
    path: KeyPath = ("exercise",)
    if isinstance(value, Mapping):
        report.error(path, "write [[exercise]] with two brackets: exercises are a list")
        return ()
    tables = expect_type(list, value, path, report, "tables such as [[exercise]]") or []
    if len(tables) > MOST_ENTRIES:
        report.error(path, f"{len(tables):,} exercises; a file has at most {MOST_ENTRIES:,}")
        return ()
    found, taken = [], dict[str, KeyPath]()
    for i, table in enumerate(tables):
        entry = _entry(table, (*path, i), report)
        if entry is not None and _is_new(entry, (*path, i), taken, report):
            found.append(entry)
    return tuple(found)


def _entry(table: object, path: KeyPath, report: Collector) -> PartialEntry | None:
    given = expect_type(dict, table, path, report, "a table such as [[exercise]]")
    if given is None:
        return None
    given, good = read_keys(LibraryExercise, given, path, report, "an exercise", hint=_hint)
    if not good:
        return None
    if not name_key(given["name"]):
        report.error((*path, "name"), "the name of the exercise is missing")
        return None
    if name_key(given.get("easier", "")) == name_key(given["name"]):
        report.error((*path, "easier"), "an exercise is no easier alternative to itself")
        return None
    return given


def _is_new(
    given: PartialEntry, path: KeyPath, taken: dict[str, KeyPath], report: Collector
) -> bool:
    """Whether no entry before this one has one of its names."""
    places: list[tuple[str, KeyPath]] = [(given["name"], (*path, "name"))]
    places += [(name, (*path, "also", i)) for i, name in enumerate(given.get("also", ()))]
    new = True
    for name, place in places:
        first = taken.setdefault(name_key(name), place)
        if first[:2] != path:
            line = report.locator.value(first).line
            report.error(place, f"{name} is in this file already, on line {line}")
            new = False
    return new


_MEANT: Final = {
    **dict.fromkeys(("title", "exercise", "do"), "name"),
    **dict.fromkeys(("alias", "aliases", "synonyms", "aka"), "also"),
    **dict.fromkeys(("muscle", "target", "targets"), "muscles"),
    **dict.fromkeys(("needs", "gear", "tools"), "equipment"),
    **dict.fromkeys(("sides", "side", "per", "alternating"), "unilateral"),
    **dict.fromkeys(("cue", "how", "steps", "note", "notes", "description"), "cues"),
    **dict.fromkeys(("alternative", "instead", "scaled", "regression"), "easier"),
    **dict.fromkeys(("split", "speed", "tempo"), "pace"),
    **dict.fromkeys(("garmin", "category"), "fit"),
}


def _hint(word: str) -> str:
    meant = _MEANT.get(word)
    return f"did you mean {meant}?" if meant else ""
