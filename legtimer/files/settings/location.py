"""Where the settings are. Every command that reads a workout asks, so this imports nothing."""

from __future__ import annotations

import os
import sys


def config_folder() -> str:
    """The folder of what the athlete has set; it need not exist."""
    if sys.platform == "linux":
        return linux_folder("XDG_CONFIG_HOME", ".config")
    from platformdirs import user_config_dir

    return user_config_dir("legtimer", appauthor=False)


def linux_folder(variable: str, otherwise: str) -> str:
    """A folder of the program, as platformdirs finds it.

    Its import would cost a short command a tenth of its time.

    Args:
        variable: of the environment; by its specification a relative path in it does not count.
        otherwise: the folder in the user's home where the variable says nothing.
    """
    given = os.environ.get(variable, "").strip()
    base = given if os.path.isabs(given) else os.path.join(os.path.expanduser("~"), otherwise)
    return os.path.join(base, "legtimer")


def settings_file() -> str:
    """The file; it need not exist."""
    return os.path.join(config_folder(), "settings.toml")


def settings_file_exists() -> bool:
    """Whether there is such a file, readable or not."""
    return os.path.lexists(settings_file())
