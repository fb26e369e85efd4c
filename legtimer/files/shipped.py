"""Where the files lie that come with the program.

A path object costs its import, which ``check`` can do without: it asks for the exercises alone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def _shipped(name: str) -> str:
    """A folder that ships with the program.

    In a source tree the folder stands beside the package; it comes first, so that an editable
    install never reads a stale copy. In a wheel it lies inside the package.
    """
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    tree = os.path.dirname(package)
    source = os.path.join(tree, name)
    if os.path.isfile(os.path.join(tree, "pyproject.toml")) and os.path.isdir(source):
        return source
    return os.path.join(package, "data", name)


def _folder(name: str) -> Path:
    from pathlib import Path

    return Path(_shipped(name))


def sounds_folder() -> Path:
    """The folder of the shipped cue sounds."""
    return _folder("sounds")


def workouts_folder() -> Path:
    """The folder of the shipped workouts."""
    return _folder("workouts")


def programmes_folder() -> Path:
    """The folder of the shipped programmes."""
    return _folder("programmes")


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


def exercises_file() -> str:
    """The shipped exercise library."""
    return os.path.join(_shipped("exercises"), "exercises.toml")
