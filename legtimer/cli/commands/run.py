"""``legtimer run``: train a workout."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_ranges, add_sound, add_workouts


def add_arguments(command: Parser) -> None:
    command.description = (
        "Train a workout, or several one after the other, such as a warm-up, the session and a "
        "cool-down."
    )
    add_workouts(command)
    command.add_argument(
        "--text", metavar="TEXT", help="a workout as people write it, in place of a file"
    )
    add_ranges(command)
    add_sound(command, again=True)


def run(options: argparse.Namespace) -> int:
    """Open the session screen with the workout."""
    from pathlib import Path

    from legtimer.cli.load import STDIN, chosen_ranges, chosen_swaps, load_workout, workout_of_text
    from legtimer.cli.output import complain
    from legtimer.cli.screens import WorkoutStart, open_screens
    from legtimer.cli.settings import effective
    from legtimer.files.workouts.chain import ChainedWorkout

    if STDIN in options.workouts:
        complain("standard input is needed for the keys; give the workout as a file")
        return 2
    if bool(options.workouts) == (options.text is not None):
        complain("give a workout: a file, a name, or --text with what is to be done")
        return 2
    settings = effective(options).settings
    if options.text is not None:
        chain = [workout_of_text(options.text, settings.personal)]
    else:
        # The mistakes of all of them are told before the first one starts.
        low_impact = options.low_impact
        chain = [
            load_workout(name, settings.personal, low_impact=low_impact)
            for name in options.workouts
        ]
    chosen = next((u for u in ("sets", "rounds", "level") if getattr(options, u) is not None), "")
    if chosen and len(chain) > 1:
        complain(f"--{chosen} goes with one workout; each of several asks when its turn comes")
        return 2
    found, *rest = chain
    choices = chosen_ranges(found.workout, options)
    easier = [chosen_swaps(one.workout, options) for one in chain]
    following = tuple(ChainedWorkout(Path(one.origin), options.low_impact) for one in rest)
    return open_screens(options, WorkoutStart(found, choices, easier[0], following))
