"""Access to the coach for commands."""

from __future__ import annotations

import argparse

from legtimer.app.coach import CoachDay, CoachService
from legtimer.app.dates import here_and_now
from legtimer.cli.settings import load_settings
from legtimer.files.user_folders import history_file
from legtimer.history.store import Store


def coach_today(options: argparse.Namespace) -> CoachDay:
    """What the programme in use says of today and the days behind it."""
    settings, store = load_settings(options), Store(history_file())
    try:
        service = CoachService(store, lambda: settings.programme.name, settings.personal)
        return service.on(here_and_now().date())
    finally:
        store.close()
