"""``legtimer history``: what was trained, listed, shown, corrected, deleted."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import SESSION, Parser, add_json, whole_number


def add_arguments(command: Parser) -> None:
    command.description = "List the sessions, the newest first; or show, edit, delete one of them."
    command.set_defaults(action="list")
    command.add_argument(
        "--workout", metavar="NAME", help="only workouts in whose name this stands"
    )
    command.add_argument(
        "--since", metavar="DATE", help="only since this day: 2026-03-14, or 30d for 30 days ago"
    )
    command.add_argument(
        "--limit",
        type=whole_number(1, 1_000_000, "a number"),
        metavar="N",
        default=20,
        help="at most so many (20)",
    )
    add_json(command)
    actions = command.add_subparsers(title="actions", metavar="ACTION", prog="legtimer history")

    show = actions.add_parser(
        "show",
        help="show a session with all its sets",
        description="Show a session with all its sets.",
    )
    show.add_argument("session", metavar="SESSION", help=SESSION)
    add_json(show, again=True)

    edit = actions.add_parser(
        "edit",
        help="correct a figure of a session",
        description="Correct a figure of a session; what it was is kept with it.",
        epilog="examples:\n"
        "  legtimer history edit last set 3 reps 12\n"
        "  legtimer history edit last set 3 load 22.5 kg\n"
        "  legtimer history edit 2 score 1 score 7 + 23\n"
        "  legtimer history edit 2026-03-14 effort 8\n"
        "  legtimer history edit last date yesterday 18:30\n"
        "  legtimer history edit last length 42:10\n"
        '  legtimer history edit last note "slept badly"',
    )
    edit.add_argument("session", metavar="SESSION", help=SESSION)
    edit.add_argument(
        "words",
        nargs="+",
        metavar="WHAT",
        help="set N or score N, the figure's name, the figure; or effort, note, date, length and "
        "what it is",
    )

    delete = actions.add_parser(
        "delete", help="delete sessions for good", description="Delete sessions for good."
    )
    delete.add_argument("sessions", nargs="+", metavar="SESSION", help=SESSION)
    delete.add_argument("--yes", action="store_true", help="really")

    join = actions.add_parser(
        "join",
        help="join the past of two workout names",
        description="Move all sessions of a workout's old name to its new name.",
        epilog='example:\n  legtimer history join "Legs" "Leg day"',
    )
    join.add_argument("old", metavar="OLD", help="the name that the sessions have")
    join.add_argument("new", metavar="NEW", help="the name that they get")

    for name, action in (("show", show), ("edit", edit), ("delete", delete), ("join", join)):
        action.set_defaults(action=name)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 0 if that was possible, else 2."""
    from legtimer.cli.handlers import history

    return history.run(options)
