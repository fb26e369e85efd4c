"""The choices made for a workout's ranges the last time, in a small file of the program's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from legtimer.core.workout import Workout
from legtimer.files.atomic_file import write_atomically
from legtimer.files.regular_file import read_file_bytes


class ChoicesFile:
    """Remembers choices by the workout's name, across sessions.

    It is a convenience: a file that cannot be read or written changes nothing but what is
    proposed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self, workout: Workout) -> Mapping[str, int]:
        """The last choices of a workout that its ranges still allow."""
        return workout.allowed(self._read().get(workout.name, {}))

    def keep(self, workout: Workout, choices: Mapping[str, int]) -> None:
        """Remember choices; the old file stays whole until the new one is complete."""
        self._write({**self._read(), workout.name: dict(choices)})

    def _write(self, data: Mapping[str, Mapping[str, int]]) -> None:
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

    def _read(self) -> dict[str, dict[str, int]]:
        try:
            data = tomllib.loads(read_file_bytes(self._path).decode())
        except (OSError, ValueError):
            return {}
        return {name: value for name, value in data.items() if isinstance(value, dict)}
