"""Copies, renames and deletes the athlete's own workout files.

Deleted files go into a folder ``trash`` beside the athlete's workouts, not into the system's trash:
not every computer has one, and it hides where a file came from. No file is ever written over
another one, neither on the way in nor on the way out.
"""

from __future__ import annotations

import shutil
import tomllib
from contextlib import suppress
from pathlib import Path

from legtimer.files.atomic_file import unused_path
from legtimer.files.named_file import toml_files
from legtimer.files.printable import printable
from legtimer.files.shipped import is_shipped, schema_path
from legtimer.files.toml.edit import EditError, read_text, replace_file, with_new_key, with_value
from legtimer.files.user_folders import own_workouts_folder, trash_folder
from legtimer.files.workouts import WorkoutFileError
from legtimer.files.workouts.templates import file_name

_MARK = "\ufeff"
_SCHEMA = "#:schema "


def with_schema(text: str, schema: Path) -> str:
    """The text of a shipped file, naming its schema so that it is found from anywhere."""
    first, line_end, rest = text.partition("\n")
    if not first.startswith(_SCHEMA):
        return text
    return f"{_SCHEMA}{schema.as_uri()}{line_end}{rest}"


def duplicate(path: Path, name: str) -> Path:
    """Write a copy of a workout into the athlete's folder.

    Args:
        path: the file.
        name: what the copy is called; of a file with mistakes only the file's name changes.

    Returns:
        The new file.

    Raises:
        WorkoutFileError: if it cannot be read or written.
    """
    text = _text(path).removeprefix(_MARK)
    if is_shipped(path):
        text = with_schema(text, schema_path())
    try:
        text, target = with_name(text, name), file_name(name)
    except EditError:
        target = path.name
    own = own_workouts_folder()
    copy = unused_path((path.parent if path.is_relative_to(own) else own) / target)
    _replace(copy, text, None)
    return copy


def rename(path: Path, name: str) -> Path:
    """Give a workout another name, and its file the name that goes with it.

    Args:
        path: the file.
        name: the new name.

    Returns:
        The file under its new name.

    Raises:
        WorkoutFileError: if the file came with the program, has mistakes or cannot be changed.
    """
    _refuse_shipped(path)
    text = _text(path)
    try:
        _replace(path, with_name(text, name), text)
    except EditError as problem:
        raise WorkoutFileError(f"{printable(path.name)} cannot be renamed: {problem}.") from None
    wanted = path.with_name(file_name(name))
    if wanted == path:
        return path
    target = unused_path(wanted)
    try:
        path.rename(target)
    except OSError:
        return path  # it has its new name inside, which is what counts
    return target


def with_name(text: str, name: str) -> str:
    """The text of a workout under another name; all else in it stays.

    Raises:
        EditError: if it has mistakes.
    """
    named = False
    with suppress(ValueError):
        named = "name" in tomllib.loads(text.removeprefix(_MARK))
    return with_value(text, ("name",), name) if named else with_new_key(text, (), "name", name)


def delete(path: Path) -> Path:
    """Put a file of the athlete's into the trash.

    Returns:
        Where it lies there.

    Raises:
        WorkoutFileError: if it came with the program or cannot be moved.
    """
    _refuse_shipped(path)
    own = own_workouts_folder()
    name = path.relative_to(own) if path.is_relative_to(own) else path.name
    return _moved(path, trash_folder() / name)


def deleted_workouts() -> tuple[Path, ...]:
    """The files in the trash, by name."""
    return tuple(toml_files(trash_folder()))


def restore(path: Path) -> Path:
    """Take a file out of the trash, back into the athlete's folder.

    Returns:
        Where it is now: under its old name, or with a number if that is taken.

    Raises:
        WorkoutFileError: if it is not there any more or cannot be moved.
    """
    trash = trash_folder()
    name = path.relative_to(trash) if path.is_relative_to(trash) else path.name
    return _moved(path, own_workouts_folder() / name)


def _refuse_shipped(path: Path) -> None:
    if is_shipped(path):
        raise WorkoutFileError("This workout is built in and cannot be changed; a copy can.")


def _moved(path: Path, wanted: Path) -> Path:
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        target = unused_path(wanted)
        shutil.move(path, target)
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise WorkoutFileError(f"{printable(path.name)} cannot be moved: {why}.") from None
    return target


def _text(path: Path) -> str:
    try:
        text = read_text(path)
    except EditError as problem:
        raise WorkoutFileError(f"{problem}.") from None
    if text is None:
        raise WorkoutFileError(f"{printable(path.name)} is not there any more.")
    return text


def _replace(path: Path, text: str, was: str | None) -> None:
    try:
        replace_file(path, text, was)
    except EditError as problem:
        raise WorkoutFileError(f"{problem}.") from None
