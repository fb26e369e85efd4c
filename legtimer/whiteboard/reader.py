"""Reads a text into drafts of workouts.

Theory of operation. The lines go by one after the other. A header opens a block, a line that says
what is done goes into the open block, a heading waits until there is something below it: then it
names a workout or a block. A line that is none of these is prose; it is left out, or, with a figure
in it and in the midst of a block, kept as a comment. At the end each block gets the kind and the
keys that its exercises and rests call for, and each draft is read as a workout file: what our own
reader refuses becomes a comment, so that every file that is given is good.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from legtimer.whiteboard.article import amount_lines, is_prose, paragraphs, read_article
from legtimer.whiteboard.article_lines import ArticleLineReader
from legtimer.whiteboard.bare_names import name_as_exercise, read_names_alone
from legtimer.whiteboard.draft import DraftBlock, DraftRest, DraftWorkout
from legtimer.whiteboard.exercise_lines import ExerciseLines
from legtimer.whiteboard.head_line import BlockHeader
from legtimer.whiteboard.header import read_header
from legtimer.whiteboard.header_lines import HeaderLines
from legtimer.whiteboard.inline_lists import with_inline_lists
from legtimer.whiteboard.left_out import place_comments
from legtimer.whiteboard.lettered_lines import with_superset_heads
from legtimer.whiteboard.line_reader import LineReader, without_numbering
from legtimer.whiteboard.lone_amounts import LoneAmounts
from legtimer.whiteboard.movement import Movement
from legtimer.whiteboard.movement_reader import read_movement
from legtimer.whiteboard.name_finder import NameFinder
from legtimer.whiteboard.result import WhiteboardReading, finish_reading
from legtimer.whiteboard.source import PART, PLAIN, SourceLine, source_lines
from legtimer.whiteboard.tables import column_rows, flat_rows, rows_without_name, with_tables_apart
from legtimer.whiteboard.timed_headings import with_timed_headings
from legtimer.whiteboard.titles import Title, TitleReader
from legtimer.whiteboard.tokens import QUANTITIES, Token
from legtimer.whiteboard.vocabulary import language_of, prose_vocabulary
from legtimer.whiteboard.workout_builder import WorkoutBuilder

LONGEST_TEXT = 262_144
"""The longest text that is read, in characters."""
_LONGEST_LINE = 2000
"""Characters of the longest line that is read; a longer one is prose."""
_MOST_EXERCISES = 200
"""The most exercises that a block of a workout file can have."""
_MOST_TITLE_WORDS = 9
_MOST_WORDS_OF_WORK = 30
"""Words of the longest line among prose that says what is done."""


def read_whiteboard(text: str, name_of: Callable[[str], str | None]) -> WhiteboardReading:
    """Read a text.

    Args:
        text: any text.
        name_of: the library's name of an exercise, None for one that it does not know.
    """
    if len(text) > LONGEST_TEXT:
        return WhiteboardReading((), (), (), (), "the text is longer than 256 KiB")
    vocab = language_of(text)
    typed = with_tables_apart(source_lines(text), vocab)
    rows = {line.number: line.text for line in rows_without_name(typed, vocab)}
    typed = [replace(line, text="") if line.number in rows else line for line in typed]
    typed = [replace(line, text=without_numbering(line.text, vocab)) for line in typed]
    typed = list(with_superset_heads(typed, vocab))
    typed = list(with_timed_headings(typed, vocab, name_of))
    prose = is_prose(typed)
    typed = list(with_inline_lists(typed, vocab)) if prose else typed
    read = ArticleLineReader(prose_vocabulary(vocab.language), name_of)
    inline = {line.number for above, line in pairwise(typed) if above.number == line.number}
    flat = flat_rows(typed, vocab)
    table = column_rows(flat, vocab)
    as_typed = {line.number: line.text for line in typed}
    inline |= {row.number for row in table if row.text != as_typed[row.number]} - {
        line.number for line in typed if line.letter
    }
    listed = amount_lines(paragraphs(typed), read) | inline
    article = read_article(typed, read, prose=prose, listed=listed)
    if article is not None:
        place_comments(article.workouts, rows.items())
        unread, whole = [*article.unread, *rows.items()], list(paragraphs(typed))
        prose_lines = [line.number for line in whole if line.text]
        return finish_reading(article.workouts, unread, prose_lines, whole, read)
    lines, build = LineReader(vocab, name_of), WorkoutBuilder(TitleReader(vocab))
    unread = [*rows.items()]
    headers, amounts = HeaderLines(lines, build), LoneAmounts(lines, build)
    exercises = ExerciseLines(lines, build, amounts)
    reader = _Reader(
        *(lines, build, headers, exercises, amounts, unread), among_prose=prose, listed=listed
    )
    reader.manner = tuple(" ".join(words) for words in read.vocab.manner)
    for line in table:
        reader.line(line)
    board = () if prose else typed
    return finish_reading(*reader.found(), paragraphs(typed), read, board=board)


@dataclass(slots=True)
class _Reader:
    lines: LineReader
    build: WorkoutBuilder
    headers: HeaderLines
    exercises: ExerciseLines
    amounts: LoneAmounts
    unread: list[tuple[int, str]]
    among_prose: bool = False
    """Whether most of the text is sentences, whose figures are seldom work."""
    instead: bool = False
    """Whether the line before ends with "or"."""
    listed: Collection[int] = ()
    """Numbers of the lines that make a list without bullets."""
    manner: tuple[str, ...] = ()
    """How a title begins below which is told how exercises are done."""
    describing: bool = False
    """Whether there was one."""
    condition: int | None = None
    """How far a condition is indented, with what is then done deeper below it."""
    said: set[str] = field(default_factory=set)
    """The lines so far."""
    prose: list[int] = field(default_factory=list)

    def line(self, line: SourceLine) -> None:
        """Take the next line."""
        if not line.text:
            self.build.gap = True
            return
        if len(line.text) > _LONGEST_LINE:
            self.prose.append(line.number)
            return
        if self.build.block is not None and len(self.build.block.items) >= _MOST_EXERCISES:
            # No workout file could hold it.
            self.unread.append((line.number, line.text))
            return
        if self._is_on_condition(line):
            self.unread.append((line.number, line.text))
            return
        if self._describes(line):
            self.prose.append(line.number)
            return
        for part in self.lines.parts(line):
            above = self.build.block
            self._take(part)
            self.build.gap = False
            block = self.build.block
            clock = part.apart and above is not None and above.kind == "timed"
            if clock and block is not None and block is not above:
                block.add_guess("after the clock, not under it")

    def _describes(self, line: SourceLine) -> bool:
        """Whether a line stands below "How to do them" and says nothing that was not said above."""
        text, again = line.text.casefold(), line.text.casefold() in self.said
        self.said.add(text)
        if text.startswith(self.manner):
            self.describing = len(text.split()) <= _MOST_TITLE_WORDS
        elif self.build.naming.is_workout(Title(line.text, line.level or PLAIN, line.number)):
            self.describing = False
        return self.describing and (again or not any(map(str.isdecimal, text)))

    def _is_on_condition(self, line: SourceLine) -> bool:
        """Whether a line is a condition, "If done in <8:00", or stands deeper below one."""
        if self.condition is not None and line.indent > self.condition:
            return True
        first = [token.kind for token in self.lines.tokens(line.text)[:1]]
        compares = first == ["if"] and re.search("[<>]", line.text) and "," not in line.text
        self.condition = line.indent if compares else None
        return bool(compares)

    def _take(self, line: SourceLine) -> None:
        if line.apart:
            self.build.block, self.build.role = None, ""
        if self._takes_note(line):
            return
        line = self.lines.without_effort(line)
        tokens = self.lines.tokens(line.text)
        if self.lines.tells(line) or (self.among_prose and self.lines.explains(tokens)):
            self._takes_prose(line, tokens)
            return
        instead = self.instead or [t.kind for t in tokens[:1]] == ["or"]
        self.instead = [t.kind for t in tokens[-1:]] == ["or"]
        options = [t for n, t in enumerate(tokens) if t.kind != "or" or 0 < n < len(tokens) - 1]
        if instead and (not options or self.exercises.takes_option(line, options)):
            return
        if [token.kind for token in tokens if token.value != ":"] == ["choose"]:
            block = self.build.block
            if block is None or block.items or self.build.titles:
                block = self.build.open(line, None)
            block.choice = True
            return
        if self._is_label(tokens):
            self.build.title(line)
            self.build.block = None
            return
        if self.exercises.takes_growth(line, tokens):
            return
        if self._takes_loads(line, tokens):
            return
        if line.text.startswith(("...", "\u2026")):
            self._takes_prose(line, tokens)
            return
        header = self._header(line, tokens)
        if header is not None and self.headers.takes(line, tokens, header):
            if line.remark and not header.behind and self.build.block is not None:
                self.build.block.notes.append(line.remark)
            return
        done = self.exercises.without_label(line, tokens[:-1] if self.instead else tokens)
        if [t.kind for t in done] == ["rest"] and self.exercises.rests_in_turn(line):
            return
        movements = [] if line.level in (*range(1, 7), PART) else self.lines.movements(line, done)
        if self.among_prose and not self._is_work(line, tokens, movements):
            movements = []
        if movements and self.exercises.takes(line, tokens, movements):
            return
        if self.amounts.takes_amount(line, done) or self.amounts.tells_amount(line, tokens):
            return
        if self._takes_title(line, tokens):
            return
        self._takes_prose(line, tokens)

    def _is_label(self, tokens: Sequence[Token]) -> bool:
        """Whether a line only tells which of several follows: "Set 1", "Set 2", "Monday"."""
        kinds = [token.kind for token in tokens if token.value != ":"]
        if kinds == ["weekday"]:
            return True
        if kinds not in (["sets", "figure"], ["rounds", "figure"]):
            return False
        return tokens[1].value == "1" or bool(self.build.workouts)

    def _header(self, line: SourceLine, tokens: Sequence[Token]) -> BlockHeader | None:
        """A header; a remark can add to one, and makes none."""
        if self.among_prose and self.lines.is_sentence(line):
            found = read_header(tokens, line.text)
            behind = self.lines.read(line, [found.behind]) if found and found.behind else []
            return found if self._is_work(line, (), behind) or not behind else None
        if self.among_prose and any(token.kind == "workout" for token in tokens[1:]):
            title = read_header(tokens, line.text)
            if title is not None and any(token.kind == "workout" for token in title.behind):
                # "Tabata leg workout" is a title.
                return None
        if self.among_prose and self._is_title_of_tabata(line, tokens):
            return None
        text, heads = line.text.removesuffix(f"({line.remark})"), self._heads(line)
        heads = heads and not self.amounts.name_above(line)
        found = read_header(self.lines.tokens(text), text, heads=heads)
        return found and (read_header(tokens, line.text, heads=heads) or found)

    def _is_title_of_tabata(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        """Whether a line speaks of Tabata and names no exercise: "How Tabata helps runners"."""
        kinds = [token.kind for token in tokens]
        says = not QUANTITIES.isdisjoint(kinds) or "word" not in kinds
        finder = NameFinder(self.lines.vocab, self.lines.name_of)
        return "tabata" in kinds and not says and not finder.names(line.text)

    def _is_work(
        self, line: SourceLine, tokens: Sequence[Token], found: Sequence[Movement | DraftRest]
    ) -> bool:
        """Whether a line among prose says what is done, and does not tell of something."""
        names = [each.name for each in found if isinstance(each, Movement)]
        block = self.build.block
        figures = any(token.kind in (*QUANTITIES, "maximum") for token in tokens)
        apart = not (line.item or (block is not None and block.keys and not self.build.gap))
        if tokens and names and line.number in self.listed:
            return True
        if len(line.text.split()) > _MOST_WORDS_OF_WORK:
            # It tells of a workout, among other things.
            return False
        if tokens and not figures and apart:
            # The name of an exercise above its description.
            return False
        if any(self.lines.name_of(name) is not None for name in names):
            return True
        counts = any(token.kind in ("sets", "reps", "times", "sides") for token in tokens)
        first = tokens[0].kind if tokens else ""
        listed = line.item or (first in QUANTITIES and not self.build.gap)
        listed = listed and block is not None and bool(block.keys or block.items)
        return not self.lines.is_sentence(line) and (counts or listed)

    def _heads(self, line: SourceLine) -> bool:
        """Whether an exercise stands below a line, indented deeper."""
        tokens = self.lines.tokens(line.below)
        movement = read_movement(tokens, line.below, self.lines.name_of, listed=True)
        if movement is None or read_header(tokens, line.below) is not None:
            return False
        return bool(movement.amount) or self.lines.name_of(movement.name) is not None

    def _takes_note(self, line: SourceLine) -> bool:
        """A remark, or a line in brackets below a header: a note for the block."""
        block, text = self.build.block, line.text
        if block is None or block.inner or self.build.gap:
            return False
        remark = bool(line.remark) and text == f"({line.remark})"
        if not remark and not re.fullmatch(r"\([^()]*[^\W\d_][^()]*\)", text):
            return False
        tokens = self.lines.tokens(text)
        figures = any(token.kind in QUANTITIES for token in tokens)
        if not remark and block.items and (figures or read_header(tokens, text) is not None):
            return False
        block.notes.append(text[1:-1].strip())
        self.exercises.grow(line)
        return True

    def _takes_loads(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        """A line that says for whom something of the block is: "Men: 24 kg"."""
        block, athletes = self.build.block, self.lines.vocab.athletes
        behind = tokens[2 if [t.value for t in tokens[1:2]] == [":"] else 1 :]
        kinds = {token.kind for token in behind}
        says = len(behind) == len(tokens) - 2 or ("load" in kinds and not kinds & QUANTITIES)
        says = says or (bool(tokens) and tokens[0].kind == "sign")
        if not behind or not says or tokens[0].value.casefold() not in athletes:
            return False
        if read_header(behind, line.text) is not None:
            return False
        if block is None:
            self.unread.append((line.number, line.text))
        elif block.items:
            block.notes.append(line.text)
        return block is None or bool(block.items)

    def _takes_title(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        words, begins = len(line.text.split()), self._begins_with_amount(tokens)
        known = self.lines.name_of(line.text) is not None
        if line.level == 0 and (
            words > _MOST_TITLE_WORDS
            or (line.item and not known)
            or (self.among_prose and begins and not known)
            or line.text.endswith((".", "!", "?", ","))
            or all(
                token.kind not in ("word", "workout", "part", "not-for-time") for token in tokens
            )
            or tokens[0].kind == "rest"
        ):
            return False
        self.build.title(line)
        if line.level or self.build.gap:
            self.build.block = None
        self.build.role, self.build.hint = "", None
        return True

    @staticmethod
    def _begins_with_amount(tokens: Sequence[Token]) -> bool:
        return bool(tokens) and tokens[0].kind in ("distance", "time")

    def _takes_prose(self, line: SourceLine, tokens: Sequence[Token]) -> None:
        figures = any(token.kind in QUANTITIES or token.kind == "load" for token in tokens)
        figures = figures or any(token.kind == "rest" for token in tokens[:1])
        if not self.among_prose and not line.text.endswith((".", "!")):
            figures = figures or any(token.kind == "word" for token in tokens)
        block, begins = self.build.block, self._begins_with_amount(tokens)
        if block is not None and block.items and figures and not self.build.gap:
            block.comments.append((line.number, line.text))
        elif (
            self.among_prose
            and (line.item or begins)
            and figures
            and not self.lines.is_sentence(line)
        ):
            self.unread.append((line.number, line.text))
        elif block is None and not self.build.workouts and not self.build.about and not line.item:
            self.build.about = line.text if len(line.text) <= 300 else ""
            self.prose.append(line.number)
        else:
            self.prose.append(line.number)
        self.build.after_prose = self.build.after_prose or bool(self.prose)

    def found(self) -> tuple[list[DraftWorkout], list[tuple[int, str]], list[int]]:
        """What came of all lines: workouts, what could not be placed, what was left out."""
        if self.build.rests is not None:
            self.prose.append(self.build.rests[1].number)
        if not any(workout.blocks for workout in self.build.workouts):
            read_names_alone(self.lines, self.build)
        for workout in self.build.workouts[:1]:
            self._name_with_figure(workout)
        for workout in self.build.workouts:
            for block in workout.blocks:
                name_as_exercise(block, self.lines, among_prose=self.among_prose)
            if len(workout.blocks) == 1:
                _rest_between(workout.blocks[0])
        if self.build.workouts:
            place_comments(self.build.workouts, self.unread)
        return self.build.workouts, self.unread, [*self.prose, *self.build.unused]

    def _name_with_figure(self, workout: DraftWorkout) -> None:
        """Take a first line that is no exercise as the name: "Hilltop 19", "20-Minute Hills"."""
        first, *others = workout.blocks
        if workout.name or first.keys or len(first.movements) != 1 or not others:
            return
        if others[0].role == "warm-up" and not (first.role or first.name):
            # Nothing is done before the warm-up.
            if self.lines.name_of(first.movements[0].name) is None:
                workout.name, workout.blocks = first.typed, others
            return
        says = others[0].line == first.line + 1 and (others[0].kind or others[0].keys)
        unknown = self.lines.name_of(first.movements[0].name) is None
        if says and unknown and re.fullmatch(r"(?:[^\W\d]+ ?){1,4}\d+(?:\.\d+)?", first.typed):
            workout.name, workout.blocks = first.typed, others


def _rest_between(block: DraftBlock) -> None:
    """Take a rest behind the only block as one between its sets: "(4) 0:30 Plank", "rest 0:30"."""
    keys = block.keys
    counted = block.kind in ("", "sets") and keys.get("rounds") and not block.inner
    if counted and "rest-after" in keys and "rest" not in keys:
        keys["rest"] = keys.pop("rest-after")
        block.guesses["rest"] = f"after each of the {keys['rounds']}, since nothing follows"
