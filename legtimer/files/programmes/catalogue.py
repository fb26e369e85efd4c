"""The programmes that can be chosen: those in the athlete's folder and the shipped ones."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from legtimer.files.named_file import NamedFiles
from legtimer.files.programmes.reader import read_programme_file
from legtimer.files.shipped import programmes_folder
from legtimer.files.user_folders import own_programmes_folder


def _name_in(path: Path) -> str | None:
    programme = read_programme_file(path).programme
    return None if programme is None else programme.name


PROGRAMMES: Final = NamedFiles(
    what="programme",
    command="legtimer programme list",
    folders=lambda: (own_programmes_folder(), programmes_folder()),
    title=_name_in,
)


def programme_word(path: Path) -> str:
    """By which word a programme's file is found from anywhere; the settings have it."""
    return next((file.name for file in PROGRAMMES.all() if file.path == path), str(path.absolute()))
