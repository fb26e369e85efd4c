"""Opening the screens: builds clock, sound, stores and app, and ties them together."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from legtimer.app.settings import EffectiveSettings, SettingsService
from legtimer.app.sound import make_sound, refused_player
from legtimer.audio.engine import Sound
from legtimer.cli.output import complain
from legtimer.cli.settings import effective, load_checked_settings
from legtimer.cli.terminal import take_standard_output, terminal_error
from legtimer.core.workout import Workout

if TYPE_CHECKING:
    from legtimer.app.sessions import WorkoutSource
    from legtimer.cli.load import LoadedWorkout
    from legtimer.files.workouts.chain import Chain


class WorkoutStart(NamedTuple):
    """The workout to train."""

    loaded: LoadedWorkout
    given: Mapping[str, int]
    """Choices for its ranges that are made already."""
    swaps: frozenset[str]
    """The sources of its exercises that are swapped for easier ones."""
    following: Chain = ()
    """What is trained after it."""


def open_screens(
    options: argparse.Namespace, start: WorkoutStart | None = None, resumed: str = ""
) -> int:
    """Run the app until it is left.

    Args:
        options: the command line, for the sound.
        start: the workout to train; None for the library.
        resumed: the uid of a session that was cut off, to go on with in place of both.

    Returns:
        The exit code.
    """
    if why := terminal_error():
        complain(why)
        return 2
    take_standard_output()
    found = effective(options)
    audio, player = found.settings.audio, found.settings.audio.player
    if (refused := refused_player(player)) is not None:
        if found.source(("audio", "player")) == "flag":
            complain(f"--player: {refused}")
            return 2
        complain(f"audio.player in the settings: {refused}")
        audio = replace(audio, player="auto")
    # The device is opened while the screens are imported, so that the first sound is not late.
    sound = make_sound(audio, complain)
    try:
        left = run_app(sound, found, start, resumed)
    finally:
        sound.close()
    for text in left.told:
        # The terminal may be what was closed.
        with suppress(OSError):
            complain(text)
    if left.failure is not None:
        raise left.failure
    if left.summary:
        print(left.summary)
    return left.code


class Left(NamedTuple):
    """How the app was left."""

    summary: str
    """What is to be printed of the last session."""
    told: tuple[str, ...]
    """What the athlete has to know besides."""
    failure: Exception | None
    code: int


def run_app(
    sound: Sound, found: EffectiveSettings, start: WorkoutStart | None, resumed: str
) -> Left:
    """Run the app."""
    from legtimer.app.services import open_services
    from legtimer.app.sessions import WorkoutSource
    from legtimer.app.signals import ExitOnSignals
    from legtimer.tui.app import LegtimerApp
    from legtimer.tui.clock import Clock
    from legtimer.tui.keymap import SCREEN_NAMES

    settings = load_checked_settings(found)
    sources: dict[Workout, WorkoutSource] = {}
    if start is not None:
        loaded = start.loaded
        sources[loaded.workout] = WorkoutSource(loaded.text, loaded.origin, start.swaps)
    service = SettingsService(found._replace(settings=settings), SCREEN_NAMES)
    services = open_services(service, sound, sources)
    clock = Clock()
    told: list[str] = []
    try:
        driven = services.sessions.resume(resumed, clock.now()) if resumed else None
        if resumed and driven is None:
            return Left("", ("another legtimer runs this session",), None, 1)
        app = LegtimerApp(
            services,
            clock,
            start=start.loaded.workout if start else None,
            given=start.given if start else None,
            following=start.following if start else (),
            resumed=driven,
        )
        app.set_keymap(settings.keymap)
        with ExitOnSignals(app.leave) as leaving:
            summary = app.run()
        app.settings.write()
        failure = app.recovery.failure
        told += [f"something failed that is our mistake; see {p}" for p in app.recovery.reports]
        cut_off = app.training.session is not None and app.training.session.error is None
        if cut_off and (failure is not None or leaving.code is not None):
            told.append("what was done is saved; to resume it: legtimer resume")
    finally:
        told += services.close()
    if leaving.code is not None:
        return Left("", tuple(told), None, leaving.code)
    return Left(summary or "", tuple(told), failure, app.return_code or 0)
