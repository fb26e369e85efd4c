"""``legtimer run``: train a workout."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_ranges, add_sound, add_workout


def add_arguments(command: Parser) -> None:
    add_workout(command, stdin=False, optional=True)
    command.add_argument(
        "--text", metavar="TEXT", help="a workout as people write it, in place of a file"
    )
    add_ranges(command)
    add_sound(command, again=True)


def run(options: argparse.Namespace) -> int:
    """Open the session screen with the workout."""
    from legtimer.cli.load import STDIN, chosen_ranges, chosen_swaps, load_workout, workout_of_text
    from legtimer.cli.output import complain
    from legtimer.cli.screens import WorkoutStart, open_screens
    from legtimer.cli.settings import effective

    if options.workout == STDIN:
        complain("standard input is needed for the keys; give the workout as a file")
        return 2
    if (options.workout is None) == (options.text is None):
        complain("give a workout: a file, a name, or --text with what is to be done")
        return 2
    settings = effective(options).settings
    if options.text is not None:
        found = workout_of_text(options.text, settings.personal)
    else:
        found = load_workout(options.workout, settings.personal, low_impact=options.low_impact)
    choices = chosen_ranges(found.workout, options)
    easier = chosen_swaps(found.workout, options)
    return open_screens(options, WorkoutStart(found, choices, easier))
