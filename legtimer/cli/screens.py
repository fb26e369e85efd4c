"""Opening the screens: builds clock, sound, stores and app, and ties them together."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from legtimer.cli.arguments import complain
from legtimer.core.estimate import Forecast, rounded_minutes
from legtimer.core.workout import Workout, expand
from legtimer.tui.ports import Driven, Entry, Silence, Sound, Unkept

if TYPE_CHECKING:
    from legtimer.audio.voice.speaker import Voice


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
    if (why := refused_player(options.player)) is not None:
        complain(f"--player: {why}")
        return 2
    # The device is opened while the screens are imported, so that the first sound is not late.
    sound = make_sound(options)
    try:
        summary, failure, code = run_app(sound, start, given or {}, swaps)
    finally:
        sound.close()
    if failure is not None:
        raise failure
    if summary:
        print(summary)
    return code


def run_app(
    sound: Sound, start: Workout | None, given: Mapping[str, int], swaps: frozenset[str]
) -> tuple[str | None, Exception | None, int]:
    """Run the app; what is to be printed after it, what went wrong, and the exit code."""
    from legtimer.files.choices import ChoicesFile
    from legtimer.files.resources import state_folder
    from legtimer.tui.app import LegtimerApp
    from legtimer.tui.clock import LoopClock

    def open_session(workout: Workout, choices: Mapping[str, int], now: int) -> Driven:
        return Unkept(workout, choices, now=now, swaps=swaps if workout is start else frozenset())

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
    return summary, app.failure, app.return_code or 0


def refused_player(name: str) -> str | None:
    """Why the player that was asked for by name cannot be used here; None if it can."""
    from legtimer.audio.players import refusal

    return None if name == "auto" else refusal(name)


def make_sound(options: argparse.Namespace) -> Sound:
    """The sound that the options ask for; without a device the screen says so."""
    volume = 80 if options.volume is None else options.volume
    if options.player == "silent":
        quiet = Silence("sound is off (--player silent)")
        quiet.volume = volume
        return quiet
    from legtimer.audio.clips import load_clips
    from legtimer.audio.engine import Sound as Engine
    from legtimer.audio.players import choose_player
    from legtimer.files.resources import own_sounds_folder, sounds_folder

    clips = load_clips(sounds_folder(), own_sounds_folder())
    for complaint in clips.complaints:
        complain(complaint)
    return Engine(
        clips.samples,
        choose_player(options.player),
        volume=volume,
        muted=options.mute,
        latency=options.latency,
        keep_warm=options.keep_warm,
        voice=make_voice() if options.voice else None,
    )


def make_voice() -> Voice:
    """The voice; without a program that speaks it says why, once, and the beeps go on alone."""
    from legtimer.audio.voice.renderers import find_renderer
    from legtimer.audio.voice.speaker import Voice
    from legtimer.files.resources import cache_folder

    voice = Voice(find_renderer(), cache_folder() / "speech")
    if voice.trouble is not None:
        complain(voice.trouble)
    return voice


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
        minutes = rounded_minutes(Forecast(expand(workout)).total)
        found.append(
            Entry(
                workout.name,
                workout,
                (),
                minutes,
                workout.kinds(),
                workout.about,
                workout.tags,
                str(path),
            )
        )
    return tuple(found)
