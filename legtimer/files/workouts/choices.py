"""The choices made for a workout's ranges the last time, in a small file of the program's own."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from legtimer.core.range_question import RangeQuestion
from legtimer.core.workout import Workout
from legtimer.files.atomic_file import write_atomically
from legtimer.files.exercises.names import name_key
from legtimer.files.regular_file import read_file_bytes


class ChoicesFile:
    """Remembers choices by the workout's name, across sessions.

    A range is known by its exercises and by its number among such ranges of the workout, since
    lines are moved and added. What there is to choose from is known by its text.

    It is a convenience: a file that cannot be read or written changes nothing but what is
    proposed.
    """

    def __init__(self, path: Path, exercise_id: Callable[[str], str] = name_key) -> None:
        """Touch nothing yet.

        Args:
            path: the file.
            exercise_id: the same for all names of an exercise.
        """
        self._path, self._exercise_id = path, exercise_id

    def last(self, workout: Workout) -> Mapping[str, int]:
        """The last choices of a workout that its ranges still allow."""
        known = self._read().get(workout.name)
        if not known:
            return {}
        found = {}
        for name, question in self._named(workout):
            # Files of earlier versions have the place in the file.
            choice = known.get(name, known.get(question.key))
            if choice in question.options:
                choice = question.options.index(choice) + 1
            found[question.key] = choice
        return workout.allowed(found)

    def keep(self, workout: Workout, choices: Mapping[str, int]) -> None:
        """Remember choices; the old file stays whole until the new one is complete."""
        found = {
            name: question.text(choice) if question.options else choice
            for name, question in self._named(workout)
            if (choice := choices.get(question.key)) is not None
        }
        self._write({**self._read(), workout.name: found})

    def _named(self, workout: Workout) -> Iterator[tuple[str, RangeQuestion]]:
        """The questions of a workout by what is the same wherever in the file they stand."""
        count: Counter[str] = Counter()
        for question in workout.asks():
            about = ", ".join(sorted({self._exercise_id(name) for name in question.exercises}))
            name = f"{question.key.rpartition('.')[2]}: {about}"
            count[name] += 1
            yield f"{name} {count[name]}", question

    def _write(self, data: Mapping[str, Mapping[str, object]]) -> None:
        import tomli_w

        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, [tomli_w.dumps(data).encode()])

    def rename(self, old: str, new: str) -> None:
        """Remember the choices of a workout under its new name."""
        data = self._read()
        if old in data:
            data[new] = data.pop(old)
            self._write(data)

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            data = tomllib.loads(read_file_bytes(self._path).decode())
        except (OSError, ValueError):
            return {}
        return {name: value for name, value in data.items() if isinstance(value, dict)}
