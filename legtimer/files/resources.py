"""Where things lie: the shipped sounds and workouts, and the athlete's own folders."""

from __future__ import annotations

import os
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
    from legtimer.files.settings import current_settings

    chosen = current_settings().settings.folders.workouts
    return Path(chosen) if chosen else _data_folder() / "workouts"


def own_sounds_folder() -> Path:
    """The folder of the athlete's own sounds; it need not exist."""
    from legtimer.files.settings import current_settings

    chosen = current_settings().settings.folders.sounds
    return Path(chosen) if chosen else _data_folder() / "sounds"


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("legtimer", appauthor=False)


def config_folder() -> Path:
    """The folder of the athlete's settings; it need not exist."""
    if sys.platform == "linux":
        return _linux_folder("XDG_CONFIG_HOME", ".config")
    from platformdirs import user_config_path

    return user_config_path("legtimer", appauthor=False)


def cache_folder() -> Path:
    """The folder of what can be made again; it need not exist."""
    from platformdirs import user_cache_path

    return user_cache_path("legtimer", appauthor=False)


def state_folder() -> Path:
    """The folder of what the program remembers; it need not exist."""
    if sys.platform == "linux":
        return _linux_folder("XDG_STATE_HOME", ".local/state")
    from platformdirs import user_state_path

    return user_state_path("legtimer", appauthor=False)


def history_file() -> Path:
    """The history of sessions; it need not exist."""
    return state_folder() / "history.db"


def _linux_folder(variable: str, otherwise: str) -> Path:
    """A folder of the program, as platformdirs finds it.

    Every command that reads a workout asks for one: that import would cost it a tenth.
    """
    given = os.environ.get(variable, "").strip()
    # By the specification a relative one does not count.
    return (Path(given) if os.path.isabs(given) else Path.home() / otherwise) / "legtimer"
