"""Where the athlete's own files lie, and what the program remembers."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from legtimer.files.settings.location import config_folder, linux_folder, settings_file_exists

if TYPE_CHECKING:
    from pathlib import Path


def own_exercises_file() -> str:
    """The athlete's own exercises; the file need not exist.

    Every ``check`` asks: a path object would cost its import.
    """
    return os.path.join(config_folder(), "exercises.toml")


def own_workouts_folder() -> Path:
    """The folder of the athlete's own workouts; it need not exist."""
    return _chosen("workouts") or _data_folder() / "workouts"


def own_programmes_folder() -> Path:
    """The folder of the athlete's own programmes; it need not exist."""
    return _chosen("programmes") or _data_folder() / "programmes"


def trash_folder() -> Path:
    """The folder of the workouts that the athlete has deleted; it need not exist."""
    return _data_folder() / "trash"


def own_sounds_folder() -> Path:
    """The folder of the athlete's own sounds; it need not exist."""
    return _chosen("sounds") or _data_folder() / "sounds"


def _chosen(name: str) -> Path | None:
    """A folder that the settings name; None if they name none."""
    if not settings_file_exists():
        return None
    from legtimer.files.settings.reading import current_settings

    path: str = getattr(current_settings().settings.folders, name)
    return _path(path) if path else None


def _path(path: str) -> Path:
    from pathlib import Path

    return Path(path)


def _data_folder() -> Path:
    if sys.platform == "linux":
        return _path(linux_folder("XDG_DATA_HOME", ".local/share"))
    from platformdirs import user_data_path

    return user_data_path("legtimer", appauthor=False)


def cache_folder() -> Path:
    """The folder of what can be made again; it need not exist."""
    from platformdirs import user_cache_path

    return user_cache_path("legtimer", appauthor=False)


def state_folder() -> Path:
    """The folder of what the program remembers; it need not exist."""
    if sys.platform == "linux":
        return _path(linux_folder("XDG_STATE_HOME", ".local/state"))
    from platformdirs import user_state_path

    return user_state_path("legtimer", appauthor=False)


def history_file() -> Path:
    """The history of sessions; it need not exist."""
    return state_folder() / "history.db"
