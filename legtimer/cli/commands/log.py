"""``legtimer log``: note a session that was done without legtimer."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser
from legtimer.history.date_entry import FORMS


def add_arguments(command: Parser) -> None:
    command.description = (
        "Note a session that was done without legtimer. What is not given is not written down."
    )
    command.epilog = (
        "examples:\n"
        "  legtimer log Legs --at yesterday --length 45:00 --effort 8\n"
        '  legtimer log Legs --at "2026-03-14 18:30" --set "5 Squat @ 100 kg" --set "5 Squat @ '
        '105 kg"\n'
        '  legtimer log "Leg AMRAP" --score "7 + 23"\n'
        '  legtimer log "Hill run" --new --length 1:05:00 --note "wet"'
    )
    command.add_argument("workout", metavar="NAME", help="the workout's name, or its file's")
    command.add_argument("--at", metavar="DATE", default="", help=f"when: {FORMS} (now)")
    command.add_argument("--length", metavar="TIME", default="0s", help="how long it took: 45:00")
    command.add_argument(
        "--set",
        dest="sets",
        action="append",
        default=[],
        metavar="LINE",
        help='a set as in a workout: "5 Squat @ 100 kg"; give it once for each set',
    )
    command.add_argument(
        "--score",
        dest="scores",
        action="append",
        default=[],
        metavar="SCORE",
        help='the score of its scored block: "7 + 23", 8:41; of several, in their order',
    )
    command.add_argument("--effort", metavar="N", default="none", help="effort, 1 to 10")
    command.add_argument("--note", metavar="TEXT", default="", help="how it was")
    command.add_argument("--new", action="store_true", help="no workout has this name yet")


def run(options: argparse.Namespace) -> int:
    """Write it down; 0 if that was possible, else 2."""
    from legtimer.cli.handlers import log

    return log.run(options)
