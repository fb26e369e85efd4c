"""Writes the date of a programme into the athlete's own copy of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from legtimer.core.coach.programme import Programme
from legtimer.files.atomic_file import unused_path
from legtimer.files.shipped import is_shipped, programme_schema_path
from legtimer.files.toml.edit import (
    EditError,
    read_text,
    replace_file,
    with_new_key,
    with_value,
    without_value,
)
from legtimer.files.user_folders import own_programmes_folder
from legtimer.files.workouts.own_workouts import with_schema


def write_date(path: Path, programme: Programme, key: str, day: date) -> Path:
    """Give a programme its race or its start; a shipped one is copied into the own folder first.

    Args:
        path: the programme's file.
        programme: what it says.
        key: ``race`` or ``start``; the other one is taken out.
        day: the day.

    Returns:
        The file that has the date.

    Raises:
        EditError: if it cannot be written, with the reason.
    """
    was = read_text(path)
    if was is None:
        raise EditError(f"{path} is not there any more")
    target, text, old = path, was, was if not is_shipped(path) else None
    if old is None:
        target = unused_path(own_programmes_folder() / path.name)
        text = with_schema(was, programme_schema_path())
    if getattr(programme, key) is not None:
        text = with_value(text, (key,), day)
    else:
        text = with_new_key(text, (), key, day)
    other = "start" if key == "race" else "race"
    if getattr(programme, other) is not None:
        text = without_value(text, (other,))
    replace_file(target, text, old)
    return target
