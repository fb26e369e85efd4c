"""``legtimer exercises``: the exercise library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from legtimer.app.exercise_book import exercise_facts
from legtimer.cli.arguments import Parser, add_json
from legtimer.cli.output import (
    cell_count,
    complain,
    padded,
    print_json,
    quoted,
    terminal_columns,
    wrapped,
)
from legtimer.files.closest_word import did_you_mean
from legtimer.files.exercises.library import (
    ExerciseLibrary,
    muscle_words,
    open_library,
    trains,
    uses,
)
from legtimer.files.exercises.names import name_key, name_words
from legtimer.files.exercises.reading import LibraryExercise
from legtimer.files.printable import printable

_MOST_NAMED = 6
"""Exercises that are named in place of one that does not exist."""


def add_arguments(command: Parser) -> None:
    command.description = (
        "List the exercises of the library, or tell all about one: muscles, equipment, impact, "
        "cues. Mistakes in the file of your own exercises (see docs/exercises.md) are told too."
    )
    name: Any = command.add_argument(
        "name", nargs="*", metavar="NAME", help="an exercise such as split squat"
    )
    name.completer = lambda **_: [exercise.name for exercise in open_library().all()]
    muscle: Any = command.add_argument(
        "--muscle", metavar="M", help="only those that train a muscle, such as glutes"
    )
    muscle.completer = lambda **_: muscle_words()
    command.add_argument(
        "--equipment",
        metavar="E",
        help="only those that need or can use it, such as kettlebell; none for those without",
    )
    command.add_argument(
        "--impact", choices=("low", "medium", "high"), help="only those of this impact"
    )
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """List exercises, or tell all about one; 1 if the athlete's own file has mistakes."""
    library = open_library()
    code = _tell_mistakes(library)
    name = " ".join(options.name)
    if options.name:
        exercise = library.find(name)
        if exercise is None:
            hint = _hint(library, name)
            complain(f"{quoted(name)}: there is no such exercise; {hint}")
            return 2
        found: tuple[LibraryExercise, ...] = (exercise,)
    else:
        found = library.all()
    if options.muscle is not None:
        known = muscle_words()
        if name_key(options.muscle) not in {name_key(word) for word in known}:
            hint = did_you_mean(options.muscle, known)
            complain(f"--muscle: no muscle {printable(options.muscle)} is known; {hint}")
            return 2
        found = tuple(exercise for exercise in found if trains(exercise, options.muscle))
    if options.equipment is not None:
        if not any(uses(exercise, options.equipment) for exercise in library.all()):
            items = {item for e in library.all() for item in (*e.equipment, *e.optional)}
            hint = did_you_mean(options.equipment, sorted(items))
            complain(f"--equipment: nothing needs {printable(options.equipment)}; {hint}")
            return 2
        found = tuple(exercise for exercise in found if uses(exercise, options.equipment))
    if options.impact is not None:
        found = tuple(exercise for exercise in found if exercise.impact == options.impact)
    if options.json:
        print_json("exercises/1", {"exercises": [_json(exercise) for exercise in found]})
    elif options.name and found:
        print("\n".join(_details(found[0])))
    elif found:
        print("\n".join(_table(found)))
    else:
        complain("no exercise is like that")
    return code


def _tell_mistakes(library: ExerciseLibrary) -> int:
    """Tell what is wrong with the athlete's own file."""
    for mistake in library.mistakes:
        print(mistake.render(str(library.own_path)), file=sys.stderr)
    return 1 if any(mistake.severity.value == "error" for mistake in library.mistakes) else 0


def _hint(library: ExerciseLibrary, name: str) -> str:
    typed = set(name_words(name))
    inside = [
        e.name for e in library.all() if typed and typed <= set(name_words(" ".join(e.names)))
    ]
    if inside:
        more = ", ..." if len(inside) > _MOST_NAMED else ""
        return f"there is {', '.join(printable(name) for name in inside[:_MOST_NAMED])}{more}"
    meant = library.nearest(name)
    return f"did you mean {printable(meant)}?" if meant else "see: legtimer exercises"


def _table(exercises: Iterable[LibraryExercise]) -> list[str]:
    rows = [
        (
            printable(e.name, 40),
            e.impact,
            ", ".join(e.muscles),
            printable(", ".join(e.equipment), 60),
        )
        for e in exercises
    ]
    names, muscles = max(cell_count(row[0]) for row in rows), max(len(row[2]) for row in rows)
    muscles = min(muscles, 50)
    return [
        f"{padded(name, names)}  {impact:<6}  {printable(trained, 50):<{muscles}}  {needs}".rstrip()
        for name, impact, trained, needs in rows
    ]


def _details(exercise: LibraryExercise) -> list[str]:
    lines = [printable(exercise.name, None)]
    room = terminal_columns()
    lines += [wrapped(f"  {what:<9} {text}", 12, room) for what, text in exercise_facts(exercise)]
    if exercise.cues:
        lines += ["", *(f"  - {printable(cue, None)}" for cue in exercise.cues)]
    return lines


def _json(exercise: LibraryExercise) -> dict[str, Any]:
    """One exercise in the shape ``legtimer.exercises/1`` (see docs/json.md)."""
    fit = exercise.fit
    return {
        "name": exercise.name,
        "also": list(exercise.also),
        "muscles": list(exercise.muscles),
        "equipment": list(exercise.equipment),
        "optional": list(exercise.optional),
        "impact": exercise.impact or None,
        "unilateral": exercise.unilateral,
        "cues": list(exercise.cues),
        "pace_ms": exercise.pace,
        "easier": exercise.easier or None,
        "fit": None
        if fit is None
        else {
            "category": fit.category,
            "category_number": fit.category_number,
            "exercise": fit.exercise or None,
            "number": fit.number,
        },
        "own": exercise.own,
    }
