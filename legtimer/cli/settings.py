"""The settings that count: the file's, with the words of the command line before them.

This is the one place where the two meet. What is wrong with the file is said on standard error, and
the program goes on with its defaults.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from legtimer.cli.output import complain
from legtimer.files.settings.location import settings_file, settings_file_exists

if TYPE_CHECKING:
    from legtimer.app.settings import EffectiveSettings
    from legtimer.core.athlete_defaults import AthleteDefaults
    from legtimer.files.mistakes import Mistake
    from legtimer.files.settings.sections import Settings

FLAGS: Final = ("player", "volume", "mute", "latency", "keep_warm", "voice")
"""The options that stand for a setting of ``[audio]``, as ``argparse`` names them; None where not
given."""


def effective(options: argparse.Namespace) -> EffectiveSettings:
    """The settings that count.

    Args:
        options: the command line; options that it does not have are those that were not given.
    """
    from dataclasses import replace

    from legtimer.app.settings import EffectiveSettings
    from legtimer.files.settings.reading import current_settings

    reading = current_settings()
    typed = {
        name: getattr(options, name) for name in FLAGS if getattr(options, name, None) is not None
    }
    audio = replace(reading.settings.audio, **typed)
    return EffectiveSettings(
        replace(reading.settings, audio=audio) if typed else reading.settings,
        reading,
        frozenset(("audio", name.replace("_", "-")) for name in typed),
    )


def personal_of(options: argparse.Namespace) -> AthleteDefaults:
    """What the settings add to every workout, for a command that needs no more of them."""
    from legtimer.core.athlete_defaults import AthleteDefaults

    return load_settings(options).personal if settings_file_exists() else AthleteDefaults()


def load_settings(options: argparse.Namespace) -> Settings:
    """The settings that count, for a command that is not about them: mistakes are told."""
    found = effective(options)
    print_mistakes(found.reading.mistakes)
    return found.settings


def print_mistakes(mistakes: tuple[Mistake, ...]) -> None:
    """Say on standard error what is wrong with the file, and what counts instead."""
    if not mistakes:
        return
    for mistake in mistakes:
        print(mistake.render(settings_file()), file=sys.stderr)
    complain("invalid settings ignored, defaults used")


def load_checked_settings(found: EffectiveSettings) -> Settings:
    """The settings without names that nothing has; all that is wrong with the file is told.

    Args:
        found: the settings that count.
    """
    from legtimer.tui.keymap import check_names

    settings = check_names(found, thorough=False)
    print_mistakes(found.reading.mistakes)
    return settings
