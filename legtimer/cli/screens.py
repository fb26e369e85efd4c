"""Opening the screens: builds clock, sound, stores and app, and ties them together."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from legtimer.cli.arguments import complain
from legtimer.core.estimate import Forecast
from legtimer.core.session.machine import Session
from legtimer.core.workout import Workout, expand, walk
from legtimer.tui.ports import Entry, Silence, Sound


def open_screens(
    options: argparse.Namespace,
    start: Workout | None = None,
    given: Mapping[str, int] | None = None,
    swaps: frozenset[str] = frozenset(),
) -> int:
    """Run the app until it is left.

    Args:
        options: the command line, for the sound.
        start: the workout to train; None for the library.
        given: choices for its ranges that are made already.
        swaps: the sources of its exercises that are swapped for easier ones.

    Returns:
        The exit code.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        complain("this needs a terminal; see legtimer --help for what works without one")
        return 2
    from legtimer.files.choices import ChoicesFile
    from legtimer.files.resources import state_folder
    from legtimer.tui.app import LegtimerApp
    from legtimer.tui.clock import LoopClock

    def open_session(workout: Workout, choices: Mapping[str, int], now: int) -> Session:
        return Session(workout, choices, now=now, swaps=swaps if workout is start else frozenset())

    sound = make_sound(options)
    try:
        app = LegtimerApp(
            () if start is not None else entries(),
            open_session,
            sound,
            LoopClock(),
            choices=ChoicesFile(state_folder() / "choices.toml"),
            start=start,
            given=given,
        )
        summary = app.run()
    finally:
        sound.close()
    if app.failure is not None:
        raise app.failure
    if summary:
        print(summary)
    return app.return_code or 0


def make_sound(options: argparse.Namespace) -> Sound:
    """The sound that the options ask for; without a device the screen says so."""
    volume = 80 if options.volume is None else options.volume
    if options.player == "silent":
        quiet = Silence("sound is off (--player silent)")
        quiet.volume = volume
        return quiet
    from legtimer.audio.clips import load_clips
    from legtimer.audio.engine import Sound as Engine
    from legtimer.audio.miniaudio_device import miniaudio_player
    from legtimer.files.resources import sounds_folder

    return Engine(
        load_clips(sounds_folder()).samples, miniaudio_player, volume=volume, muted=options.mute
    )


def entries() -> tuple[Entry, ...]:
    """All workouts as the library lists them."""
    from legtimer.files.catalogue import catalogue

    found = []
    for path, reading in catalogue():
        workout = reading.workout
        if workout is None:
            lines = tuple(mistake.render(path.name) for mistake in reading.mistakes)
            found.append(Entry(path.stem, None, lines, origin=str(path)))
            continue
        minutes = round(Forecast(expand(workout)).total / 60_000)
        kinds = tuple(dict.fromkeys(block.kind for _, block in walk(workout.blocks)))
        found.append(
            Entry(workout.name, workout, (), minutes, kinds, workout.about, workout.tags, str(path))
        )
    return tuple(found)
