"""The workouts that can be picked: those in the athlete's folder and the shipped ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.files.closest_word import did_you_mean
from legtimer.files.printable import printable
from legtimer.files.shipped import workouts_folder
from legtimer.files.user_folders import own_workouts_folder
from legtimer.files.workouts.reader import WorkoutReading, read_file

_NO_NAME: Final = "a workout has a name; see: legtimer list"
_FOLDER: Final = "that is a folder; name a file in it"
_NO_FILE: Final = "there is no such file"
_NO_FILE_THERE: Final = "that is not a file but a pipe, a socket or a device"


class WorkoutFile(NamedTuple):
    """A workout file that can be picked."""

    path: Path
    name: str
    """Its path in the folder of workouts, with ``/`` and without ``.toml``; it is found by that."""

    @property
    def group(self) -> str:
        """The folder in the folder of workouts that it lies in; empty for none."""
        return self.name.rpartition("/")[0]


class CatalogueEntry(NamedTuple):
    """A workout file and what came of reading it."""

    file: WorkoutFile
    reading: WorkoutReading


class NoSuchWorkout(LookupError):
    """No workout of that name; says what was looked for, and what was perhaps meant."""


def workout_folders() -> tuple[Path, ...]:
    """Where workouts are looked for: the athlete's own first."""
    return own_workouts_folder(), workouts_folder()


def workout_files() -> Iterator[WorkoutFile]:
    """All workout files, the athlete's own first; one that has the name of another hides it."""
    seen: set[str] = set()
    for folder in workout_folders():
        for path in toml_files(folder):
            name = path.relative_to(folder).with_suffix("").as_posix()
            if name not in seen:
                seen.add(name)
                yield WorkoutFile(path, name)


def toml_files(folder: Path) -> list[Path]:
    """The TOML files in a folder and its folders, sorted, those of the folder itself first.

    Names with a leading dot are left out: editors and computers put such files beside others.
    Links to folders are not followed, for they can go round in circles.
    """
    found = []
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(where, name)
            for name in sorted(files)
            if name.lower().endswith(".toml") and not name.startswith(".")
        ]
    return found


def read_catalogue(personal: AthleteDefaults | None = None) -> tuple[CatalogueEntry, ...]:
    """All workouts, read.

    Args:
        personal: what counts where a file says nothing.
    """
    return tuple(CatalogueEntry(file, read_file(file.path, personal)) for file in workout_files())


def find_workout(name: str) -> Path:
    """The file that a person means by a path, a file's name, or a workout's name.

    Raises:
        NoSuchWorkout: if there is none.
    """
    if not name.strip():
        raise NoSuchWorkout(_NO_NAME)
    path = Path(name)
    try:
        if path.is_file():
            return path
        is_other = path.exists()
        why = (_FOLDER if path.is_dir() else _NO_FILE_THERE) if is_other else _NO_FILE
    except (OSError, ValueError):
        raise NoSuchWorkout("that is no name of a file") from None
    is_path = len(path.parts) > 1 or path.suffix.lower() == ".toml"
    if path.is_absolute() or (is_other and is_path):
        raise NoSuchWorkout(why)
    known = list(workout_files())
    bare = path.with_suffix("") if path.suffix.lower() == ".toml" else path
    found = _by_file_name(bare.as_posix(), known)
    if found is not None:
        return found
    named = {}
    for file in known:
        workout = read_file(file.path).workout
        if workout is not None:
            named[workout.name] = file.path
            if _folded(workout.name) == _folded(name):
                return file.path
    if is_other or is_path:
        raise NoSuchWorkout(why)
    names = [*(file.name for file in known), *named]
    raise NoSuchWorkout(
        f"there is no such workout; {did_you_mean(name, names, 'see: legtimer list')}"
    )


def _by_file_name(name: str, known: list[WorkoutFile]) -> Path | None:
    """The file of this name, with its folder or without."""
    wanted = _folded(name)
    whole = [file for file in known if _folded(file.name) == wanted]
    found = whole[:1] or [file for file in known if _folded(file.path.stem) == wanted]
    if len(found) > 1:
        raise NoSuchWorkout(f"that can be {' or '.join(printable(file.name) for file in found)}")
    return found[0].path if found else None


def _folded(name: str) -> str:
    return "".join(name.casefold().replace("-", " ").replace("_", " ").split())
