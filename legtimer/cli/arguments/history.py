"""Words of the subcommands about the history."""

from __future__ import annotations

import argparse
from typing import Any

from legtimer.cli.arguments.words import Add, Parser, as_json, figure, sentence

_ID = "last, a number of the list, a day with one session, or the beginning of its id"


def add_history(add: Add) -> None:
    """``legtimer history``."""
    history = add(
        "history",
        "history",
        "list, show, correct and delete sessions",
        "List the sessions, the newest first; or show, edit, delete one of them.",
    )
    history.set_defaults(action="list")
    history.add_argument(
        "--workout", metavar="NAME", help="only workouts in whose name this stands"
    )
    history.add_argument(
        "--since", metavar="DATE", help="only since this day: 2026-03-14, or 30d for 30 days ago"
    )
    history.add_argument(
        "--limit",
        type=figure(1, 1_000_000, "a number"),
        metavar="N",
        default=20,
        help="at most so many (20)",
    )
    as_json(history)
    actions: Any = history.add_subparsers(
        title="actions", metavar="ACTION", prog="legtimer history", parser_class=Parser
    )

    show = _action(actions, "show", "show a session with all its sets")
    _session(show)
    show.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="print JSON instead of text (see docs/json.md)",
    )

    edit = _action(
        actions,
        "edit",
        "correct a figure of a session",
        "Correct a figure of a session; what it was is kept with it.",
        "examples:\n"
        "  legtimer history edit last set 3 reps 12\n"
        "  legtimer history edit last set 3 load 22.5 kg\n"
        "  legtimer history edit 2 score 1 score 7 + 23\n"
        "  legtimer history edit 2026-03-14 effort 8\n"
        '  legtimer history edit last note "slept badly"',
    )
    _session(edit)
    edit.add_argument(
        "words",
        nargs="+",
        metavar="WHAT",
        help="set N or score N, the figure's name, the figure; or effort, note, time and what "
        "it is",
    )

    delete = _action(actions, "delete", "delete sessions for good")
    delete.add_argument("sessions", nargs="+", metavar="SESSION", help=_ID)
    delete.add_argument("--yes", action="store_true", help="really")


def add_export(add: Add) -> None:
    """``legtimer export``."""
    export = add(
        "export",
        "export",
        "write sessions as CSV, JSON, JSON lines or FIT",
        "Write sessions, the oldest first: all of them, or those that are named.",
    )
    form: Any = export.add_mutually_exclusive_group(required=True)
    for name, help in (
        ("csv", "one row per set, for spreadsheets"),
        ("json", "everything, as one JSON object"),
        ("jsonl", "everything, a line per session; legtimer import reads it back"),
        ("fit", "activities for Garmin Connect, Strava, intervals.icu; a file per session"),
    ):
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=help)
    export.add_argument("sessions", nargs="*", metavar="SESSION", help=_ID)
    export.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="where to; without it standard output. Several FIT files need a folder",
    )


def add_import(add: Add) -> None:
    """``legtimer import``."""
    command = add(
        "import",
        "import_",
        "read sessions that were exported",
        "Read sessions that were exported as JSON lines. Those that are there already are left "
        "alone; lines that are no session are told, and the others are read.",
    )
    command.add_argument(
        "--jsonl", required=True, metavar="FILE", help="the file; - for standard input"
    )


def _action(
    actions: Any, name: str, help: str, description: str = "", epilog: str | None = None
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(
        name, help=help, description=description or sentence(help), epilog=epilog
    )
    parser.set_defaults(action=name)
    return parser


def _session(command: argparse.ArgumentParser) -> None:
    command.add_argument("session", metavar="SESSION", help=_ID)
