"""Opening the screens: builds clock, sound, stores and app, and ties them together."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace

from legtimer.cli.arguments import complain
from legtimer.cli.settings import Effective, effective
from legtimer.cli.sounding import make_sound, refused_player
from legtimer.core.estimate import Forecast, rounded_minutes
from legtimer.core.personal import Personal
from legtimer.core.workout import Workout, expand
from legtimer.tui.ports import Driven, Entry, Sound, Unkept


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
    found = effective(options)
    audio, player = found.settings.audio, found.settings.audio.player
    if (why := refused_player(player)) is not None:
        if found.source(("audio", "player")) == "flag":
            complain(f"--player: {why}")
            return 2
        complain(f"audio.player in the settings: {why}")
        audio = replace(audio, player="auto")
    # The device is opened while the screens are imported, so that the first sound is not late.
    sound = make_sound(audio)
    try:
        summary, failure, code = run_app(sound, found, start, given or {}, swaps)
    finally:
        sound.close()
    if failure is not None:
        raise failure
    if summary:
        print(summary)
    return code


def run_app(
    sound: Sound,
    found: Effective,
    start: Workout | None,
    given: Mapping[str, int],
    swaps: frozenset[str],
) -> tuple[str | None, Exception | None, int]:
    """Run the app; what is to be printed after it, what went wrong, and the exit code."""
    from legtimer.awake import Awake
    from legtimer.cli.names import checked
    from legtimer.cli.outside import Outside
    from legtimer.files.choices import ChoicesFile
    from legtimer.files.resources import state_folder
    from legtimer.tui.app import LegtimerApp
    from legtimer.tui.clock import LoopClock

    settings = checked(found)

    def open_session(workout: Workout, choices: Mapping[str, int], now: int) -> Driven:
        return Unkept(workout, choices, now=now, swaps=swaps if workout is start else frozenset())

    awake, outside = Awake(), Outside()
    app = LegtimerApp(
        () if start is not None else entries(settings.personal),
        open_session,
        sound,
        LoopClock(),
        choices=ChoicesFile(state_folder() / "choices.toml"),
        awake=awake,
        remote=outside,
        start=start,
        given=given,
        theme=settings.screen.theme,
    )
    app.set_keymap(settings.keymap)
    try:
        summary = app.run()
    finally:
        outside.close()
        awake.close()
    return summary, app.failure, app.return_code or 0


def entries(personal: Personal) -> tuple[Entry, ...]:
    """All workouts as the library lists them."""
    from legtimer.files.catalogue import catalogue

    found = []
    for path, reading in catalogue(personal):
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
