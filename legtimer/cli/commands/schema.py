"""``legtimer schema``: the JSON Schema of workout files."""

from __future__ import annotations

import argparse
import json

from legtimer.cli.arguments import Parser
from legtimer.files.workouts.schema import workout_schema


def add_arguments(command: Parser) -> None:
    """There are none."""


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(workout_schema(), indent=2))
    return 0
