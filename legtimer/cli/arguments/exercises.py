"""Words of the subcommand about the exercise library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from legtimer.cli.arguments.words import Add, as_json


def _names(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.exercise_library import open_library

    return [exercise.name for exercise in open_library().all()]


def _muscles(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.exercise_library import muscle_words

    return muscle_words()


def add_exercises(add: Add) -> None:
    """``legtimer exercises``."""
    exercises = add(
        "exercises",
        "exercises",
        "list exercises, or tell all about one",
        "List the exercises of the library, or tell all about one of them: muscles, equipment, "
        "impact, cues. Your own stand in a file of yours (see docs/exercises.md), whose mistakes "
        "are told here.",
    )
    name: Any = exercises.add_argument(
        "name", nargs="*", metavar="NAME", help="an exercise such as split squat"
    )
    name.completer = _names
    muscle: Any = exercises.add_argument(
        "--muscle", metavar="M", help="only those that train a muscle, such as glutes"
    )
    muscle.completer = _muscles
    exercises.add_argument(
        "--equipment",
        metavar="E",
        help="only those that need or can use it, such as kettlebell; none for those without",
    )
    exercises.add_argument(
        "--impact", choices=("low", "medium", "high"), help="only those of this impact"
    )
    as_json(exercises)
