"""What came of a text: the files of its workouts, what was guessed, what was not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from legtimer.whiteboard.article_lines import ArticleLineReader
from legtimer.whiteboard.blocks import finish_block
from legtimer.whiteboard.draft import DraftBlock, DraftWorkout, FileLine, file_text, shown_lines
from legtimer.whiteboard.good_file import good_lines
from legtimer.whiteboard.left_out import exercises_left_out, place_comments, tell_prose
from legtimer.whiteboard.lost_words import lines_with_lost_words
from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.vocabulary import vocabulary

_MOST_WORDS = 3
"""The most words of a header without a kind; more without figures are a title."""


class WrittenWorkout(NamedTuple):
    """A workout that was read, as a file."""

    name: str
    text: str
    """The file."""
    lines: tuple[FileLine, ...]
    """Its lines, each with the line of the source that it was read from."""

    @property
    def blocks(self) -> tuple[FileLine, ...]:
        """The lines of its blocks."""
        starts = (n for n, line in enumerate(self.lines) if line.text.startswith("[["))
        return self.lines[next(starts, 0) :]


class WhiteboardReading(NamedTuple):
    """What came of a text."""

    workouts: tuple[WrittenWorkout, ...]
    guesses: tuple[tuple[int, str], ...]
    """Number of a line of the source and what was guessed there."""
    unread: tuple[tuple[int, str], ...]
    """Lines with figures that could not be placed."""
    prose: tuple[int, ...]
    """Numbers of the lines that were left out."""
    problem: str = ""
    """Why there is no workout; empty where there is one."""


def finish_reading(
    workouts: Sequence[DraftWorkout],
    unread: Iterable[tuple[int, str]],
    prose: Iterable[int],
    lines: Iterable[SourceLine],
    read: ArticleLineReader,
    *,
    board: Sequence[SourceLine] = (),
) -> WhiteboardReading:
    """The files of drafts.

    Args:
        workouts: as they were read.
        unread: lines that could not be placed, by number.
        prose: numbers of the lines that may have been left out.
        lines: of the text; sentences that were broken are whole.
        read: for its language.
        board: all lines of a text without prose, each of whose words is looked for.
    """
    unread, prose, lines = list(unread), list(prose), list(lines)
    written = []
    guesses: list[tuple[int, str]] = []
    for workout in workouts:
        workout.blocks = _finished(workout.blocks, unread, prose)
    several = len(workouts) > 1
    workouts = [workout for workout in workouts if workout.blocks]
    unread += [comment for w in workouts for block in w.blocks for comment in _comments(block)]
    if workouts:
        searched = [line for line in lines if not board or line.number in prose]
        left_out = exercises_left_out(searched, read, workouts, (n for n, _ in unread))
        told = {number for number, _ in unread}.union(prose)
        left_out += lines_with_lost_words(
            (line for line in board if line.number not in told),
            "".join(map(file_text, workouts)),
            vocabulary(read.vocab.language),
            read.name_of,
        )
        place_comments(workouts, left_out)
        unread += left_out
        left = set(prose) - {number for number, _ in unread}
        prose = tell_prose([line for line in lines if line.number in left], read, workouts)
    for number, workout in enumerate(workouts, 1):
        if not workout.name:
            workout.name = workout.blocks[0].name or "Workout"
        workout.name = workout.name[:1].upper() + workout.name[1:]
        if workout.blocks[0].name == workout.name:
            workout.blocks[0].name = ""
        if workout.name == "Workout" and several:
            workout.name = f"Workout {number}"
        file, refused = good_lines(workout)
        unread += refused
        if not file:
            continue
        text = "".join(f"{line.text}\n" for line in file)
        written.append(WrittenWorkout(workout.name, text, tuple(file)))
        guesses += [(line.source or 0, line.guess) for line in file if line.guess]
    problem = "" if written else "there is no workout in the text: no line says how much of what"
    says = [line.number for line in lines if read.prescribes(line.text)]
    if not written and says:
        problem = (
            f"there is no workout in the text: how much is said in {shown_lines(says)}, not of what"
        )
    return WhiteboardReading(
        tuple(written),
        tuple(guesses),
        tuple(sorted(set(unread))),
        tuple(sorted(set(prose))),
        problem,
    )


def _finished(
    blocks: Sequence[DraftBlock], unread: list[tuple[int, str]], prose: list[int]
) -> list[DraftBlock]:
    """Blocks as they stand in the file; the header of one without exercises is not read."""
    found: list[DraftBlock] = []
    for block in blocks:
        done = finish_block(block)
        if not done and block.kind == "timed" and found and "rest-after" not in found[-1].keys:
            time = found[-1].keys["rest-after"] = block.keys["time"]
            found[-1].guesses["rest-after"] = f"{time} as a rest"
        elif not done and block.keys.keys() == {"rounds"} and found and _can_repeat(found[-1]):
            # Rounds below what is done.
            found[-1].keys = block.keys | found[-1].keys
            found[-1].guesses = {"rounds": f"from line {block.line}"}
        elif not done and (block.kind or not _is_title(block.typed)):
            unread.append((block.line, block.typed))
        elif not done:
            prose.append(block.line)
        found += done
    for block, following in pairwise(found):
        rest = block.keys.get("rest", "")
        if block.kind == following.kind == "intervals" and rest and "rest-after" not in block.keys:
            block.keys["rest-after"] = rest
            block.guesses["rest-after"] = "the rest of the intervals"
    return found


def _can_repeat(block: DraftBlock) -> bool:
    return block.kind == "circuit" and "rounds" not in block.keys and not block.role


def _is_title(typed: str) -> bool:
    """Whether a header without exercises is a title: "Two circuits for runners"."""
    return len(typed.split()) > _MOST_WORDS and not any(letter.isdigit() for letter in typed)


def _comments(block: DraftBlock) -> Iterator[tuple[int, str]]:
    """The lines that could not be placed, of a block and the blocks inside it."""
    yield from block.comments
    for inner in block.inner:
        yield from _comments(inner)
