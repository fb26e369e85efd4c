"""Where things lie: the shipped sounds and workouts, and the athlete's own folders."""

from __future__ import annotations

import sys
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


def is_shipped(path: Path) -> bool:
    """Whether a workout file came with the program."""
    return path.resolve().is_relative_to(workouts_folder().resolve())


def schema_path() -> Path:
    """The JSON Schema of workout files, beside the shipped workouts that name it."""
    return workouts_folder() / "workout.schema.json"


def exercises_file() -> Path:
    """The shipped exercise library."""
    return _shipped("exercises") / "exercises.toml"


def own_exercises_file() -> Path:
    """The athlete's own exercises; the file need not exist."""
    return config_folder() / "exercises.toml"


def own_workouts_folder() -> Path:
    """The folder of the athlete's own workouts; it need not exist."""
    return _chosen("workouts") or _data_folder() / "workouts"


def trash_folder() -> Path:
    """The folder of the workouts that the athlete has deleted; it need not exist."""
    return _data_folder() / "trash"


def own_sounds_folder() -> Path:
    """The folder of the athlete's own sounds; it need not exist."""
    return _chosen("sounds") or _data_folder() / "sounds"


def _chosen(name: str) -> Path | None:
    """A folder that the settings name; None if they name none."""
    from legtimer.files.settings.location import settings_file_exists

    if not settings_file_exists():
        return None
    from legtimer.files.settings.reading import current_settings

    path: str = getattr(current_settings().settings.folders, name)
    return Path(path) if path else None


def config_folder() -> Path:
    """The folder of what the athlete has set; it need not exist."""
    from legtimer.files.settings import location as place

    return Path(place.config_folder())


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("legtimer", appauthor=False)


def cache_folder() -> Path:
    """The folder of what can be made again; it need not exist."""
    from platformdirs import user_cache_path

    return user_cache_path("legtimer", appauthor=False)


def state_folder() -> Path:
    """The folder of what the program remembers; it need not exist."""
    if sys.platform == "linux":
        from legtimer.files.settings.location import linux_folder

        return Path(linux_folder("XDG_STATE_HOME", ".local/state"))
    from platformdirs import user_state_path

    return user_state_path("legtimer", appauthor=False)


def history_file() -> Path:
    """The history of sessions; it need not exist."""
    return state_folder() / "history.db"
