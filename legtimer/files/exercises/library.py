"""The exercises that are known: the shipped ones, and the athlete's own on top.

Theory of operation. Most sessions ask for a handful of exercises, and parsing the whole shipped
file would take longer than anything else at the start. So the file is only split at its table
headers and indexed by name, in a millisecond, and each entry is parsed when it is asked for. That
takes the file to be in our own plain style, which a test sees to. The athlete's own file is read
whole, with all of its mistakes; an entry of it adds to the shipped one of the same name, key by
key, and an entry with a mistake is left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from legtimer.core.estimate import METRE
from legtimer.files.closest_word import closest_word
from legtimer.files.exercises.names import name_key, name_words
from legtimer.files.toml.syntax import read_bytes

if TYPE_CHECKING:
    from legtimer.files.exercises.reading import LibraryExercise, PartialEntry
    from legtimer.files.mistakes import Mistake

_HEADER: Final = re.compile(r"^\[\[exercise\]\]$", re.MULTILINE)
_NAMES: Final = re.compile(r"^(?:name|also) = (.*)$", re.MULTILINE)
_QUOTED: Final = re.compile(r'"([^"]*)"')

_PART_OF: Final = {
    "gluteus maximus": "glutes",
    "gluteus medius": "glutes",
    "obliques": "core",
    "erectors": "lower back",
    "lower back": "back",
    "upper back": "back",
    "lats": "back",
}
"""Muscles that a wider word also finds."""


class ExerciseLibrary:
    """Looks up exercises by their names; nothing is read before the first question."""

    def __init__(
        self, shipped: str | os.PathLike[str], own: str | os.PathLike[str] | None = None
    ) -> None:
        """Take the files.

        Args:
            shipped: the file that comes with the program.
            own: the athlete's own; it need not exist.
        """
        self._shipped = shipped
        self.own_path = own
        """Where the athlete's own exercises stand."""
        self._own_mistakes: tuple[Mistake, ...] = ()
        self._texts: list[str] | None = None
        self._index: dict[str, int] = {}
        self._ids: list[str] = []
        self._words: set[str] = set()
        self._meant: dict[str, str | None] = {}
        self._changes: dict[int, PartialEntry] = {}
        self._read: dict[int, LibraryExercise] = {}

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What is wrong with the athlete's own file."""
        self._load()
        return self._own_mistakes

    @property
    def loaded(self) -> bool:
        """Whether anything was asked yet."""
        return self._texts is not None

    def find(self, name: str) -> LibraryExercise | None:
        """The exercise of this name, compared as in ``names``; None if unknown."""
        self._load()
        number = self._index.get(name_key(name))
        return None if number is None else self._entry(number)

    def spelling(self, name: str) -> str | None:
        """A name that was typed, in the library's spelling; None if it is not known."""
        found = self.find(name)
        if found is None:
            return None
        key = name_key(name)
        return next((known for known in found.names if name_key(known) == key), found.name)

    def exercise_id(self, name: str) -> str:
        """What two names of the same exercise have in common, and no other name.

        Everything that compares exercises asks here. It is the folded proper name of an exercise
        that is known, and of any other what was typed, folded as in ``names``.
        """
        key = name_key(name) or name.casefold().strip()
        try:
            self._load()
        except OSError:
            # A damaged installation still tells exercises apart.
            return key
        number = self._index.get(key)
        return key if number is None else self._ids[number]

    def all(self) -> tuple[LibraryExercise, ...]:
        """All exercises, the shipped ones first."""
        return tuple(self._entry(number) for number in range(len(self._load())))

    def cues_of(self, name: str) -> tuple[str, ...]:
        """The cues of an exercise; none for one that is not known, or without a library."""
        try:
            found = self.find(name)
        except OSError:
            # A damaged installation is no reason to end somebody's session.
            return ()
        return () if found is None else found.cues

    def metre_of(self, name: str) -> int:
        """Ms of one metre of an exercise at an easy pace; those of a run where nothing is known."""
        try:
            found = self.find(name)
        except OSError:
            # A damaged installation still estimates.
            return METRE
        return METRE if found is None or found.pace is None else round(found.pace / 100)

    def nearest(self, name: str) -> str | None:
        """The name that was probably meant by one that is not known."""
        return closest_word(name, (known for exercise in self.all() for known in exercise.names))

    def misspelled(self, name: str) -> str | None:
        """The known name in which a key slipped, probably; None for a name of one's own.

        Only a word of four letters or more that no known name has can be a slip, and its first
        letter is right: neither a "Sled pull" nor a "Hack squat" is another exercise misspelled.
        """
        if name not in self._meant:
            self._meant[name] = self._find_meant(name)
        return self._meant[name]

    def _find_meant(self, name: str) -> str | None:
        words = name_words(name)
        try:
            if self.exercise_id(name) in self._index or not words:
                return None
            if not self._words:
                self._words = {word for known in self._names() for word in name_words(known)}
        except OSError:
            return None
        slips = {word[0] for word in words if len(word) > 3 and word not in self._words}
        if not slips:
            return None
        near = (known for known in self._names() if slips <= {w[0] for w in name_words(known)})
        return closest_word(name, near, slips_only=True)

    def _names(self) -> Iterator[str]:
        """All names, without a look at anything else that stands in the files."""
        for text in self._load():
            for names in _NAMES.findall(text):
                yield from _QUOTED.findall(names)
        for given in self._changes.values():
            yield from (given["name"], *given.get("also", ()))

    def _load(self) -> list[str]:
        if self._texts is None:
            with open(self._shipped, encoding="utf-8") as file:
                text = file.read()
            self._texts = [f"[[exercise]]{part}" for part in _HEADER.split(text)[1:]]
            for number, part in enumerate(self._texts):
                keys = [
                    name_key(name)
                    for names in _NAMES.findall(part)
                    for name in _QUOTED.findall(names)
                ]
                self._ids.append(keys[0])
                for key in keys:
                    self._index.setdefault(key, number)
            self._load_own(self._texts)
        return self._texts

    def _load_own(self, texts: list[str]) -> None:
        data = b"" if self.own_path is None else read_bytes(self.own_path, missing_ok=True)
        if not data:
            return
        from legtimer.files.exercises.reading import read_exercises

        entries, self._own_mistakes = read_exercises(data)
        for given in entries:
            number = self._index.get(name_key(given["name"]))
            if number is None:
                number = len(texts)
                texts.append("")
                self._ids.append(name_key(given["name"]))
            self._changes[number] = given
            for name in (given["name"], *given.get("also", ())):
                # What one calls one's own comes before what the shipped ones are also called.
                self._index[name_key(name)] = number

    def _entry(self, number: int) -> LibraryExercise:
        if number not in self._read:
            from legtimer.files.exercises.reading import LibraryExercise, read_exercises

            text, changes = self._load()[number], self._changes.get(number)
            given = read_exercises(text).entries[0] if text else {}
            entry = LibraryExercise(**{**given, **(changes or {})}, own=changes is not None)
            if given and entry.name != given["name"]:
                entry = replace(entry, also=tuple(dict.fromkeys((given["name"], *entry.also))))
            self._read[number] = entry
        return self._read[number]


def open_library() -> ExerciseLibrary:
    """The library of this machine's user."""
    from legtimer.files.shipped import exercises_file
    from legtimer.files.user_folders import own_exercises_file

    return ExerciseLibrary(exercises_file(), own_exercises_file())


def trains(exercise: LibraryExercise, muscle: str) -> bool:
    """Whether an exercise trains a muscle, or a part of what is named.

    Args:
        exercise: the exercise.
        muscle: as in the library, in any number and case; ``glutes`` finds the medius too.
    """
    wanted = name_key(muscle)
    return any(wanted in _widened(word) for word in exercise.muscles)


def muscle_words() -> tuple[str, ...]:
    """All words that ``trains`` knows."""
    from legtimer.files.exercises.reading import MUSCLES

    return tuple(dict.fromkeys((*MUSCLES, *_PART_OF.values())))


def _widened(muscle: str) -> set[str]:
    found = {name_key(muscle)}
    while muscle in _PART_OF:
        muscle = _PART_OF[muscle]
        found.add(name_key(muscle))
    return found


def uses(exercise: LibraryExercise, equipment: str) -> bool:
    """Whether an exercise needs a piece of equipment, or can be done with it.

    Args:
        exercise: the exercise.
        equipment: some of its words; ``none`` finds what needs nothing.
    """
    if equipment.strip().casefold() == "none":
        return not exercise.equipment
    wanted = set(name_words(equipment))
    return any(
        wanted <= set(name_words(item)) for item in (*exercise.equipment, *exercise.optional)
    )
