"""``legtimer exercises``: the exercise library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from legtimer.cli.arguments import complain, quoted
from legtimer.files.exercise_form import LibraryExercise
from legtimer.files.exercise_library import (
    ExerciseLibrary,
    muscle_words,
    open_library,
    trains,
    uses,
)
from legtimer.files.exercise_names import folded, words
from legtimer.files.mistakes import nearest, plain
from legtimer.tui.exercise_book import facts

MOST_NAMED = 6
"""Exercises that are named in place of one that does not exist."""


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
        if folded(options.muscle) not in {folded(word) for word in known}:
            meant = nearest(options.muscle, known)
            hint = f"did you mean {meant}?" if meant else f"known are {', '.join(known)}"
            complain(f"--muscle: no muscle {plain(options.muscle)} is known; {hint}")
            return 2
        found = tuple(exercise for exercise in found if trains(exercise, options.muscle))
    if options.equipment is not None:
        if not any(uses(exercise, options.equipment) for exercise in library.all()):
            hint = _needed(library, options.equipment)
            complain(f"--equipment: nothing needs {plain(options.equipment)}; {hint}")
            return 2
        found = tuple(exercise for exercise in found if uses(exercise, options.equipment))
    if options.impact is not None:
        found = tuple(exercise for exercise in found if exercise.impact == options.impact)
    if options.json:
        import json

        entries = [_json(exercise) for exercise in found]
        print(json.dumps({"format": "legtimer.exercises/1", "exercises": entries}, indent=2))
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
    typed = set(words(name))
    inside = [e.name for e in library.all() if typed and typed <= set(words(" ".join(e.names)))]
    if inside:
        more = ", ..." if len(inside) > MOST_NAMED else ""
        return f"there is {', '.join(plain(name) for name in inside[:MOST_NAMED])}{more}"
    meant = library.nearest(name)
    return f"did you mean {plain(meant)}?" if meant else "see: legtimer exercises"


def _needed(library: ExerciseLibrary, typed: str) -> str:
    """What a piece of equipment was perhaps to be that no exercise needs."""
    items = (item for e in library.all() for item in (*e.equipment, *e.optional))
    known = sorted(dict.fromkeys(items))
    meant = nearest(typed, known)
    return (
        f"did you mean {plain(meant)}?" if meant else f"known are {plain(', '.join(known), None)}"
    )


def _table(exercises: Iterable[LibraryExercise]) -> list[str]:
    rows = [
        (plain(e.name, 40), e.impact, ", ".join(e.muscles), plain(", ".join(e.equipment), 60))
        for e in exercises
    ]
    names, muscles = max(len(row[0]) for row in rows), max(len(row[2]) for row in rows)
    muscles = min(muscles, 50)
    return [
        f"{name:<{names}}  {impact:<6}  {plain(trained, 50):<{muscles}}  {needs}".rstrip()
        for name, impact, trained, needs in rows
    ]


def _details(exercise: LibraryExercise) -> list[str]:
    lines = [plain(exercise.name, None)]
    lines += [f"  {what:<9} {text}" for what, text in facts(exercise)]
    if exercise.cues:
        lines += ["", *(f"  - {plain(cue, None)}" for cue in exercise.cues)]
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
