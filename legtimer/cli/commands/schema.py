"""``legtimer schema``: the JSON Schema of workout files, or of programme files."""

from __future__ import annotations

import argparse
import json

from legtimer.cli.arguments import Parser


def add_arguments(command: Parser) -> None:
    command.add_argument(
        "of",
        nargs="?",
        default="workout",
        choices=("workout", "programme"),
        help="which files it is for (workout)",
    )


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    if options.of == "programme":
        from legtimer.files.programmes.schema import programme_schema as schema
    else:
        from legtimer.files.workouts.schema import workout_schema as schema
    print(json.dumps(schema(), indent=2))
    return 0
