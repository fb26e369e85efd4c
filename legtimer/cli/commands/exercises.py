"""``legtimer exercises``: the exercise library."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from legtimer.cli.arguments import Parser, add_json


def add_arguments(command: Parser) -> None:
    command.description = (
        "List the exercises of the library, or tell all about one: muscles, equipment, impact, "
        "cues. Mistakes in the file of your own exercises (see docs/exercises.md) are told too."
    )
    name: Any = command.add_argument(
        "name", nargs="*", metavar="NAME", help="an exercise such as split squat"
    )
    name.completer = _names
    muscle: Any = command.add_argument(
        "--muscle", metavar="M", help="only those that train a muscle, such as glutes"
    )
    muscle.completer = _muscles
    command.add_argument(
        "--equipment",
        metavar="E",
        help="only those that need or can use it, such as kettlebell; none for those without",
    )
    command.add_argument(
        "--impact", choices=("low", "medium", "high"), help="only those of this impact"
    )
    add_json(command)


def _names(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.exercises.library import open_library

    return [exercise.name for exercise in open_library().all()]


def _muscles(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.exercises.library import muscle_words

    return muscle_words()


def run(options: argparse.Namespace) -> int:
    """List exercises, or tell all about one; 1 if the athlete's own file has mistakes."""
    from legtimer.cli.handlers import exercises

    return exercises.run(options)
