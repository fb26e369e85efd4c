"""Where the files lie that come with the program."""

from __future__ import annotations

from pathlib import Path


def _shipped(name: str) -> Path:
    """A folder that ships with the program.

    In a source tree the folder stands beside the package; it comes first, so that an editable
    install never reads a stale copy. In a wheel it lies inside the package.
    """
    package = Path(__file__).resolve().parent.parent
    source = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and source.is_dir():
        return source
    return package / "data" / name


def sounds_folder() -> Path:
    """The folder of the shipped cue sounds."""
    return _shipped("sounds")


def workouts_folder() -> Path:
    """The folder of the shipped workouts."""
    return _shipped("workouts")


def programmes_folder() -> Path:
    """The folder of the shipped programmes."""
    return _shipped("programmes")


def is_shipped(path: Path) -> bool:
    """Whether a workout or a programme came with the program."""
    folders = (workouts_folder(), programmes_folder())
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)


def schema_path() -> Path:
    """The JSON Schema of workout files, beside the shipped workouts that name it."""
    return workouts_folder() / "workout.schema.json"


def programme_schema_path() -> Path:
    """The JSON Schema of programme files, beside the shipped programmes that name it."""
    return programmes_folder() / "programme.schema.json"


def exercises_file() -> Path:
    """The shipped exercise library."""
    return _shipped("exercises") / "exercises.toml"
