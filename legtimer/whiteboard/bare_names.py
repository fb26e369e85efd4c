"""Names that stand alone in a text and are exercises: no line below them says what is done."""

from __future__ import annotations

from dataclasses import replace

from legtimer.whiteboard.draft import DraftBlock
from legtimer.whiteboard.line_reader import LineReader
from legtimer.whiteboard.movement import Movement
from legtimer.whiteboard.movement_reader import read_movement
from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.workout_builder import WorkoutBuilder


def read_names_alone(lines: LineReader, build: WorkoutBuilder) -> None:
    """Take a text that is a list of names, most of them known, as exercises without amounts."""
    titles = {n: text.partition(" (") for n, text in build.unused.items()}
    known = [n for n, (name, _, _) in titles.items() if lines.name_of(name) is not None]
    if len(known) < 2 or len(known) <= len(titles) / 2:
        return
    build.titles = [t for t in build.titles if t.line < known[0]]
    block = build.open(SourceLine(known[0], ""), None)
    for number, (name, _, note) in titles.items():
        if number >= known[0]:
            notes = (note.rstrip(")"),) if note else ()
            found = Movement(lines.name_of(name) or name, (number,), notes=notes)
            block.items.append(found)
            build.unused.pop(number, None)
    block.guesses["kind"] = "no line says how much"


def name_as_exercise(block: DraftBlock, lines: LineReader, *, among_prose: bool) -> None:
    """Take the name of a block without exercises as its exercise: "(5) Pull-ups"."""
    bare = block.kind == "intervals" and block.keys.get("work") and not block.items
    if bare and not block.name and not among_prose:
        work = lines.vocab.words["work"].capitalize()
        block.items = [Movement(work, (block.line,))]
        block.guesses["kind"] = "no exercise is named"
    if block.items or block.inner or not block.name:
        return
    if not (block.keys.get("rounds") or block.keys.get("amounts")):
        return
    found = read_movement(lines.tokens(block.name), block.name, lines.name_of)
    every = block.keys.get("every", "")
    if found is not None and block.kind == "emom" and "every" in block.guesses.get("kind", ""):
        # "(8) :20 Pull-ups" is eight times 20 s of them.
        block.kind = "sets"
        del block.keys["every"]
        block.guesses.clear()
        block.items = [replace(found, lines=(block.line,), amount=every)]
        block.name = ""
    elif found is not None:
        guess = f"{block.name} as an exercise"
        block.items = [replace(found, lines=(block.line,), guesses=(*found.guesses, guess))]
        block.name = ""
