"""``legtimer export``: sessions for other programs, and for keeping."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import SESSION, Parser
from legtimer.history.export import export_formats
from legtimer.history.export.csv import SEPARATORS


def add_arguments(command: Parser) -> None:
    command.description = (
        "Write sessions, the oldest first: all of them, or those that are named. A calendar of all "
        "also has the sessions that the programme in use plans from today on."
    )
    formats = command.add_mutually_exclusive_group(required=True)
    for one in export_formats().values():
        formats.add_argument(
            f"--{one.name}", dest="format", action="store_const", const=one, help=one.help
        )
    command.add_argument(
        "--separator",
        choices=SEPARATORS,
        help="what stands between the columns of a CSV file; with semicolon, figures have decimal"
        " commas (default: the setting export.separator)",
    )
    command.add_argument("sessions", nargs="*", metavar="SESSION", help=SESSION)
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="where to; without it standard output. Several FIT files need a folder",
    )


def run(options: argparse.Namespace) -> int:
    """Write them; 0 if all are written, 1 if some are damaged, 2 if that is not possible."""
    from legtimer.cli.handlers import export

    return export.run(options)
