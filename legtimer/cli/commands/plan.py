"""``legtimer plan``: the expanded steps of a workout and the time that it takes."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_json, add_ranges, add_workout


def add_arguments(command: Parser) -> None:
    add_workout(command)
    add_ranges(command)
    add_json(command)
    command.add_argument(
        "--text", action="store_true", help="print it as a text for a friend or a whiteboard"
    )


def run(options: argparse.Namespace) -> int:
    """Print the plan."""
    # Not at the head: what plans needs most of the core, which its help does not.
    from datetime import timedelta

    from legtimer.app.dates import here_and_now
    from legtimer.cli.history_access import own_pace
    from legtimer.cli.load import plan_with_targets
    from legtimer.cli.output import print_json
    from legtimer.cli.plan_output import plan_json, plan_text, targets_json
    from legtimer.core.estimate import Forecast

    plan, targets = plan_with_targets(options)
    if options.text:
        from legtimer.whiteboard.writer import whiteboard_text

        print(whiteboard_text(plan.workout), end="")
        return 0
    pace = own_pace()
    finish = here_and_now() + timedelta(milliseconds=Forecast(plan, pace).total)
    if options.json:
        print_json(
            "plan/2", plan_json(plan, finish, pace) | {"targets": targets_json(plan, targets)}
        )
    else:
        print("\n".join(plan_text(plan, finish, pace)))
    return 0
