"""The workouts that can be picked: those in the athlete's folder and the shipped ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.files.closest_word import did_you_mean
from legtimer.files.shipped import workouts_folder
from legtimer.files.user_folders import own_workouts_folder
from legtimer.files.workouts.reader import WorkoutReading, read_file

_NO_NAME: Final = "a workout has a name; see: legtimer list"
_FOLDER: Final = "that is a folder; name a file in it"


class WorkoutFile(NamedTuple):
    """A workout file and what came of reading it."""

    path: Path
    reading: WorkoutReading


class NoSuchWorkout(LookupError):
    """No workout of that name; says what was looked for, and what was perhaps meant."""


def workout_folders() -> tuple[Path, ...]:
    """Where workouts are looked for: the athlete's own first."""
    return own_workouts_folder(), workouts_folder()


def workout_files() -> Iterator[Path]:
    """All workout files, the athlete's own first; one that has the name of another hides it."""
    seen: set[str] = set()
    for folder in workout_folders():
        try:
            # Who reads a pipe waits for its writer.
            paths = sorted(path for path in folder.glob("*.toml") if not path.is_fifo())
        except OSError:
            continue
        for path in paths:
            if path.stem not in seen:
                seen.add(path.stem)
                yield path


def read_catalogue(personal: AthleteDefaults | None = None) -> tuple[WorkoutFile, ...]:
    """All workouts, read.

    Args:
        personal: what counts where a file says nothing.
    """
    return tuple(WorkoutFile(path, read_file(path, personal)) for path in workout_files())


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
        folder = path.is_dir()
    except (OSError, ValueError):
        raise NoSuchWorkout("that is no name of a file") from None
    if folder and len(path.parts) > 1:
        raise NoSuchWorkout(_FOLDER)
    if path.suffix == ".toml" or len(path.parts) > 1:
        raise NoSuchWorkout("there is no such file")
    known = list(workout_files())
    wanted = _folded(name)
    for candidate in known:
        if _folded(candidate.stem) == wanted:
            return candidate
    named = {}
    for candidate in known:
        workout = read_file(candidate).workout
        if workout is not None:
            named[workout.name] = candidate
            if _folded(workout.name) == wanted:
                return candidate
    if folder:
        raise NoSuchWorkout(_FOLDER)
    names = [*(path.stem for path in known), *named]
    raise NoSuchWorkout(
        f"there is no such workout; {did_you_mean(name, names, 'see: legtimer list')}"
    )


def _folded(name: str) -> str:
    return "".join(name.casefold().replace("-", " ").replace("_", " ").split())
