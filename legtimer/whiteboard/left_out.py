"""What of a text stands in no file: it is told there, with the numbers of its lines.

A line that looks like an exercise is told at its place. What else has a figure is told at the end
of the file, a sentence each, and the rest of the prose by its line numbers. Lines are told apart by
these numbers: a second "400 m run" in a list is another exercise, and one that is left out is told,
whatever stands in the lines before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from legtimer.whiteboard.article_lines import ArticleLine, ArticleLineReader
from legtimer.whiteboard.draft import DraftBlock, DraftWorkout, file_lines
from legtimer.whiteboard.movement import Movement
from legtimer.whiteboard.source import SourceLine

_MOST_WORDS = 6
"""Words of the longest line that looks like an exercise and is not the name of one."""
_FEWEST_COUNTED = 2
"""Exercises with numbers from which other lines with numbers are exercises too."""


def exercises_left_out(
    lines: Iterable[SourceLine],
    read: ArticleLineReader,
    workouts: Sequence[DraftWorkout],
    told: Iterable[int],
) -> list[tuple[int, str]]:
    """The lines that look like exercises and are in no workout.

    Args:
        lines: of the text; sentences that were broken are whole.
        read: for its language.
        workouts: what was read.
        told: numbers of the lines that could not be placed.
    """
    movements = [m for workout in workouts for m in _movements(workout.blocks)]
    done = {number for movement in movements for number in movement.lines}
    names = {movement.name.casefold() for movement in movements}
    names |= {workout.name.casefold() for workout in workouts}
    placed = done.union(told, *map(_cited, workouts))
    found = [read.read(line) for line in lines if line.text]
    counted = sum(each.counted and each.line.number in done for each in found)
    return [
        (each.line.number, each.line.text)
        for each in (found if found[:1] and found[0].exact else found[1:])
        if each.line.number not in placed
        and _is_exercise(each, read, counted=counted >= _FEWEST_COUNTED)
        and (read.begins_with_amount(each.line.text) or each.name.casefold() not in names)
    ]


def place_comments(workouts: Sequence[DraftWorkout], comments: Iterable[tuple[int, str]]) -> None:
    """Put lines that were not read into the blocks that stand above them, or above the first."""
    places: list[DraftWorkout | DraftBlock] = [*workouts]
    places += [block for workout in workouts for block in workout.blocks]
    for number, text in sorted(comments):
        above = [place for place in places if place.line <= number] or places[:1]
        max(reversed(above), key=lambda place: place.line).comments.append((number, text))


def tell_prose(
    lines: Iterable[SourceLine], read: ArticleLineReader, workouts: Sequence[DraftWorkout]
) -> list[int]:
    """Tell at the end of each file what was left out of its part of the text.

    Args:
        lines: those that may be left out and are not told yet; sentences are whole.
        read: for the language of the text.
        workouts: what was read.

    Returns:
        The numbers of the lines that were left out, in part or as a whole.
    """
    cited, found = dict[int, list[str]](), list[int]()
    for number, text in (each for workout in workouts for each in _citations(workout)):
        cited.setdefault(number, []).append(text)
    heads = {line.source for workout in workouts for line in file_lines(workout)}
    for line in lines:
        said = cited.get(line.number, [])
        # A title at the head of a line, or a line that was read as a whole.
        sentences = read.sentences(line.text)[line.number in heads :]
        left = [s.strip() for s in sentences if not any(s.strip(" .") in c for c in said)]
        figures = [s for s in left if any(map(str.isdecimal, s)) or read.prescribes(s)]
        above = [w for w in workouts if w.line <= line.number] or workouts[:1]
        own = max(above, key=lambda workout: workout.line)
        found += [line.number] if left else []
        if figures:
            own.left_out.append((line.number, " ... ".join(figures)))
        elif not said:
            own.prose.append(line.number)
    return found


def _is_exercise(found: ArticleLine, read: ArticleLineReader, *, counted: bool) -> bool:
    """Whether a line looks like an exercise: a known name, a figure before one, or a number."""
    text = re.sub(r"^\([^()]*\)\s*", "", found.line.text) or found.line.text
    if len((found.name or text).split()) > _MOST_WORDS and not found.exact:
        return False
    if found.kind == "exercise" and not text.endswith(":"):
        cue = found.line.item and not (found.exact or found.counted)
        return (
            (found.known and not cue)
            or read.begins_with_amount(text)
            or (found.counted and counted)
        )
    return found.kind == "text" and text[-1].isalnum() and read.begins_with_amount(text)


def _cited(workout: DraftWorkout) -> set[int]:
    """The lines of the source from which the lines of a file were read."""
    return {number for number, _ in _citations(workout)}


def _citations(workout: DraftWorkout) -> Iterator[tuple[int, str]]:
    """The same, each with what was read there."""
    for line in file_lines(workout):
        if line.source:
            yield line.source, line.text
        for found in re.finditer(r"\bline (\d+): ", line.guess):
            yield int(found[1]), line.guess[found.end() :]


def _movements(blocks: Iterable[DraftBlock]) -> Iterator[Movement]:
    for block in blocks:
        yield from block.movements
        yield from _movements(block.inner)
