"""The workouts that can be picked: those in the athlete's folder and the shipped ones."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.files.named_file import NamedFile, NamedFiles
from legtimer.files.shipped import workouts_folder
from legtimer.files.user_folders import own_workouts_folder
from legtimer.files.workouts.reader import WorkoutReading, read_file


class CatalogueEntry(NamedTuple):
    """A workout file and what came of reading it."""

    file: NamedFile
    reading: WorkoutReading


def _name_in(path: Path) -> str | None:
    workout = read_file(path).workout
    return None if workout is None else workout.name


WORKOUTS: Final = NamedFiles(
    what="workout",
    command="legtimer list",
    folders=lambda: (own_workouts_folder(), workouts_folder()),
    title=_name_in,
)


def read_catalogue(personal: AthleteDefaults | None = None) -> tuple[CatalogueEntry, ...]:
    """All workouts, read.

    Args:
        personal: what counts where a file says nothing.
    """
    return tuple(CatalogueEntry(file, read_file(file.path, personal)) for file in WORKOUTS.all())
