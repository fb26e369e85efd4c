"""A workout as it was read from a text, and the file that it becomes.

Every line of the file that was a guess has a comment with what it was read from; what could not be
placed stands as a comment where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

import tomli_w

from legtimer.whiteboard.movement import Movement


@dataclass(slots=True)
class DraftRest:
    """A rest between exercises."""

    time: str
    line: int
    outside: bool = False
    """Whether it stands farther to the left than the exercises above it, or below a clock."""


@dataclass(slots=True)
class DraftBlock:
    """A block."""

    kind: str
    line: int
    """The number of its line in the source."""
    typed: str = ""
    """That line."""
    name: str = ""
    role: str = ""
    notes: list[str] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    """The keys of its kind, in the workout format."""
    guesses: dict[str, str] = field(default_factory=dict)
    """By key: what was guessed, in words."""
    items: list[Movement | DraftRest] = field(default_factory=list)
    rests: dict[int, str] = field(default_factory=dict)
    """The rest after an exercise, by its number."""
    inner: list[DraftBlock] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    """Lines that could not be placed: number and text."""
    indent: int = 0
    choice: bool = False
    """Whether one of its exercises is done."""
    bracketed: bool = False
    """Whether its exercises stand in its header, behind rounds in brackets."""
    indents: list[int] = field(default_factory=list)
    """Those of its exercises."""

    @property
    def movements(self) -> list[Movement]:
        return [item for item in self.items if isinstance(item, Movement)]

    def add_guess(self, guess: str) -> None:
        """Say one more guess about how it is done."""
        said = self.guesses.get("kind", "")
        self.guesses["kind"] = f"{said}; {guess}" if said else guess


@dataclass(slots=True)
class DraftWorkout:
    """A workout."""

    name: str = ""
    about: str = ""
    line: int = 1
    level: int = 0
    keys: dict[str, str] = field(default_factory=dict)
    blocks: list[DraftBlock] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    """Sentences with figures of which nothing was read: number of the line and text."""
    prose: list[int] = field(default_factory=list)
    """Numbers of the other lines of which nothing was read."""


class FileLine(NamedTuple):
    """One line of the file."""

    text: str
    source: int | None = None
    """The line of the source that it was read from."""
    guess: str = ""
    """What in it was not said by the source."""


def file_lines(workout: DraftWorkout) -> list[FileLine]:
    """The lines of the file of a draft."""
    found = [FileLine(f"name = {_quoted(workout.name)}", workout.line if workout.name else None)]
    if workout.about:
        found.append(FileLine(f"about = {_quoted(workout.about)}"))
    found += [_key(key, value, workout.line, "") for key, value in workout.keys.items()]
    found += [_comment(number, text) for number, text in workout.comments]
    for block in workout.blocks:
        found += _block_lines(block, "block", "")
    if workout.left_out or workout.prose:
        found.append(FileLine(""))
    found += [_comment(number, text) for number, text in workout.left_out]
    if workout.prose:
        found.append(FileLine(f"# left out as prose: {shown_lines(workout.prose)}"))
    return found


def shown_lines(lines: list[int]) -> str:
    """Numbers of lines, as few as tell them: ``lines 3, 5-8``."""
    runs = (list(run) for _, run in groupby(enumerate(lines), lambda each: each[1] - each[0]))
    ends = ((run[0][1], run[-1][1]) for run in runs)
    shown = ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in ends)
    return f"line{'s' if lines[1:] else ''} {shown}"


def file_text(workout: DraftWorkout) -> str:
    """The file of a draft."""
    return "".join(f"{line.text}\n" for line in file_lines(workout))


def _block_lines(block: DraftBlock, path: str, indent: str) -> Iterator[FileLine]:
    def line(text: str, source: int | None = None, guess: str = "") -> FileLine:
        note = f"  # guess: {_one_line(guess)}" if guess else ""
        return FileLine(f"{indent}{text}{note}", source, guess)

    yield FileLine("")
    yield line(f"[[{path}]]", block.line)
    if block.name:
        yield line(f"name = {_quoted(block.name)}", block.line)
    if block.role:
        yield line(f"role = {_quoted(block.role)}", block.line)
    if block.notes:
        yield line(f"note = {_quoted('; '.join(block.notes))}", block.line)
    yield line(f"kind = {_quoted(block.kind)}", block.line, block.guesses.get("kind", ""))
    for key, value in block.keys.items():
        written = _key(key, value, block.line, block.guesses.get(key, ""))
        yield written._replace(text=indent + written.text)
    movements, comments = block.movements, sorted(block.comments)
    if movements and not block.inner:
        yield line("exercises = [")
        for number, movement in enumerate(movements):
            source = movement.lines[0] if movement.lines else None
            while number and comments and source and comments[0][0] < source:
                yield line(f"  {_comment(*comments[0]).text}", comments.pop(0)[0])
            text = _movement(movement, block.rests.get(number, ""))
            yield line(f"  {text},", source, "; ".join(movement.guesses))
        yield line("]")
    for comment in comments:
        written = _comment(*comment)
        yield written._replace(text=indent + written.text)
    for inner in block.inner:
        yield from _block_lines(inner, f"{path}.block", indent + "  ")


def _movement(movement: Movement, rest: str) -> str:
    """An exercise: one text, or a table where there is more to say."""
    rest = rest or movement.rest
    note = "; ".join(movement.notes)
    if movement.readable:
        start = {"do": movement.line}
    else:
        start = {"name": movement.name}
        if movement.amount:
            start[_amount_key(movement.amount)] = movement.amount
        if movement.sides and movement.amount:
            start["per"] = movement.sides
        if movement.load:
            start["load"] = movement.load
    more = {**({"rest": rest} if rest else {}), **({"note": note} if note else {})}
    if not more and "do" in start:
        return _quoted(start["do"])
    if movement.options and "do" in start:
        # The line of a table holds no choice.
        options = ", ".join(map(_quoted, start.pop("do").split(" | ")))
        said = "".join(f", {key} = {_quoted(value)}" for key, value in more.items())
        return f"{{ any = [{options}]{said} }}"
    return (
        "{ "
        + ", ".join(f"{key} = {_quoted(value)}" for key, value in {**start, **more}.items())
        + " }"
    )


def _amount_key(amount: str) -> str:
    if ":" in amount or amount.endswith((" s", " min", " h")):
        return "time"
    if amount.endswith(" cal"):
        return "calories"
    return "distance" if amount[-1:].isalpha() and amount != "max" else "reps"


def _key(key: str, value: str, source: int, guess: str) -> FileLine:
    written = value if value.isdecimal() else _quoted(value)
    note = f"  # guess: {_one_line(guess)}" if guess else ""
    return FileLine(f"{key} = {written}{note}", source, guess)


def _comment(number: int, text: str) -> FileLine:
    return FileLine(f"# line {number}, not read: {_one_line(text)}", number)


def _one_line(text: str) -> str:
    shown = " ".join(text.split())
    return "".join(letter for letter in shown if letter.isprintable())[:300]


def _quoted(text: str) -> str:
    return tomli_w.dumps({"k": _one_line(text)}).removeprefix("k = ").rstrip("\n")
