"""The file of a draft, without what our own reader refuses: that becomes a comment."""

from __future__ import annotations

from itertools import pairwise

from legtimer.files.workouts.reader import read_workout
from legtimer.whiteboard.draft import DraftWorkout, FileLine, file_lines


def good_lines(workout: DraftWorkout) -> tuple[list[FileLine], list[tuple[int, str]]]:
    """The lines of a file that our own reader takes, and what it refused, by lines of the source.

    Returns:
        No lines where nothing is left of the workout.
    """
    refused: list[tuple[int, str]] = []
    lines = file_lines(workout)
    for _ in range(20):
        reading = read_workout("".join(f"{line.text}\n" for line in lines))
        if reading.workout is not None:
            return lines, refused
        lines = _without(lines, {mistake.line for mistake in reading.errors}, refused)
        if not any(line.text.lstrip().startswith("[[") for line in lines):
            break
    return [], refused


def _without(
    lines: list[FileLine], wrong: set[int], refused: list[tuple[int, str]]
) -> list[FileLine]:
    """The lines with those that are refused as comments; a block without exercises goes whole."""
    found = []
    for number, line in enumerate(lines, 1):
        if number in wrong and not line.text.lstrip().startswith(("[[", "kind", "exercises", "#")):
            source = line.source or 0
            found.append(FileLine(f"# line {source}, not read: {line.text.strip()}", line.source))
            refused.append((source, line.text.strip()))
        elif number in wrong:
            found.append(line._replace(guess="", text=line.text + " #!"))
        else:
            found.append(line)
    return _without_blocks(found)


def _without_blocks(lines: list[FileLine]) -> list[FileLine]:
    """The lines, with blocks as comments that have no exercise left or are refused whole."""
    starts = [i for i, line in enumerate(lines) if line.text.startswith("[[")] + [len(lines)]
    found = lines[: starts[0]]
    for start, end in pairwise(starts):
        part = lines[start:end]
        bad = any(line.text.endswith(" #!") for line in part)
        empty = any("exercises = [" in line.text for line in part) and not any(
            line.text.lstrip().startswith(('"', "'", "{")) for line in part
        )
        if bad or empty:
            part = [
                line
                if not line.text.strip() or line.text.startswith("#")
                else line._replace(text=f"# not read: {line.text.removesuffix(' #!')}")
                for line in part
            ]
        found += part
    return found
