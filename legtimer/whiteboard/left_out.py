"""Lines that look like exercises and stand in no file: they are told, not left out as prose.

Lines are told apart by their numbers. A second "400 m run" in a list is another exercise, and one
that is left out is told, whatever stands in the lines before it.
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
    lines = file_lines(workout)
    cited = (re.findall(r"\bline (\d+):", line.guess) for line in lines)
    return {line.source or 0 for line in lines}.union(int(n) for found in cited for n in found)


def _movements(blocks: Iterable[DraftBlock]) -> Iterator[Movement]:
    for block in blocks:
        yield from block.movements
        yield from _movements(block.inner)
