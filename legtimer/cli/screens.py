"""Opening the screens: builds clock, sound, stores and app, and ties them together."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from legtimer.app.settings import EffectiveSettings
from legtimer.app.sound import Sound, make_sound, refused_player
from legtimer.cli.output import complain
from legtimer.cli.settings import effective
from legtimer.cli.terminal import take_standard_output, terminal_error
from legtimer.core.workout import Workout

if TYPE_CHECKING:
    from legtimer.app.sessions import WorkoutSource
    from legtimer.cli.load import Loaded
    from legtimer.core.estimate import Pace


class WorkoutStart(NamedTuple):
    """The workout to train."""

    loaded: Loaded
    given: Mapping[str, int]
    """Choices for its ranges that are made already."""
    swaps: frozenset[str]
    """The sources of its exercises that are swapped for easier ones."""


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
    from legtimer.app.editor_files import EditorFiles
    from legtimer.app.history import HistoryService
    from legtimer.app.library import WorkoutLibrary
    from legtimer.app.remote_control import RemoteControl
    from legtimer.app.sessions import SessionService, WorkoutSource
    from legtimer.app.settings import SettingsService
    from legtimer.app.signals import ExitOnSignals
    from legtimer.awake import Awake
    from legtimer.cli.settings import load_checked_settings
    from legtimer.files.exercises.library import open_library
    from legtimer.files.user_folders import history_file, state_folder
    from legtimer.files.workouts.choices import ChoicesFile
    from legtimer.history.store import Store
    from legtimer.tui.app import LegtimerApp
    from legtimer.tui.clock import LoopClock
    from legtimer.tui.keymap import SCREEN_NAMES

    settings = load_checked_settings(found)
    sources: dict[Workout, WorkoutSource] = {}
    if start is not None:
        loaded = start.loaded
        sources[loaded.workout] = WorkoutSource(loaded.text, loaded.origin, start.swaps)
    sessions = SessionService(Store(history_file()), sources)
    choices = ChoicesFile(state_folder() / "choices.toml")
    clock = LoopClock()
    awake, outside, library = Awake(), RemoteControl(), open_library()
    told: list[str] = []

    def kept_pace() -> Pace | None:
        """The athlete's own times; who only looks makes no history."""
        return sessions.pace() if history_file().is_file() else None

    try:
        driven = sessions.resume(resumed, clock.now()) if resumed else None
        if resumed and driven is None:
            return Left("", ("another legtimer goes on with this session",), None, 1)
        app = LegtimerApp(
            (),
            sessions.open,
            sound,
            clock,
            choices=choices,
            history=HistoryService(sessions, choices),
            awake=awake,
            remote=outside,
            cues_of=library.cues_of,
            start=start.loaded.workout if start else None,
            given=start.given if start else None,
            resumed=driven,
            theme=settings.screen.theme,
            flash=settings.screen.flash,
            unit=settings.screen.units,
            workshop=EditorFiles(settings.personal, sources, library, kept_pace),
            preferences=SettingsService(found, SCREEN_NAMES),
            exercises=library,
            shelf=WorkoutLibrary(settings.personal, sources, library, kept_pace),
        )
        app.set_keymap(settings.keymap)
        with ExitOnSignals(app.leave) as leaving:
            summary = app.run()
        app.write_settings()
        failure = app.recovery.failure
        told += [f"something failed that is our mistake; see {p}" for p in app.recovery.reports]
        cut_off = app.driven is not None and app.driven.error is None
        if cut_off and (failure is not None or leaving.code is not None):
            told.append("what was done is saved; legtimer resume goes on with it")
    finally:
        outside.close()
        awake.close()
        told += sessions.close()
        if library.loaded and library.mistakes:
            told.append(f"{library.own_path} has mistakes; see: legtimer exercises")
    if leaving.code is not None:
        return Left("", tuple(told), None, leaving.code)
    return Left(summary or "", tuple(told), failure, app.return_code or 0)
