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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from legtimer.whiteboard.draft import DraftBlock, DraftRest
from legtimer.whiteboard.head_line import BlockHeader
from legtimer.whiteboard.header import read_header
from legtimer.whiteboard.lexer import QUANTITIES, Token
from legtimer.whiteboard.line_reader import LONG_SENTENCE, LineReader, split_names
from legtimer.whiteboard.movement import Movement, read_movement
from legtimer.whiteboard.result import WhiteboardReading, finish_reading
from legtimer.whiteboard.source import PLAIN, SourceLine, source_lines
from legtimer.whiteboard.tables import column_rows
from legtimer.whiteboard.titles import Title, TitleReader
from legtimer.whiteboard.vocabulary import language_of
from legtimer.whiteboard.workout_builder import WorkoutBuilder

LONGEST_TEXT = 262_144
"""The longest text that is read, in characters."""
_LONGEST_LINE = 2000
"""Characters of the longest line that is read; a longer one is prose."""
_MOST_EXERCISES = 200
"""The most exercises that a block of a workout file can have."""
_MOST_TITLE_WORDS = 9
_WORD_KINDS = ("circuit", "superset", "complex", "timed", "sets")
"""Kinds that a word alone tells."""


def read_whiteboard(text: str, name_of: Callable[[str], str | None]) -> WhiteboardReading:
    """Read a text.

    Args:
        text: any text.
        name_of: the library's name of an exercise, None for one that it does not know.
    """
    if len(text) > LONGEST_TEXT:
        return WhiteboardReading((), (), (), (), "the text is longer than 256 KiB")
    vocab = language_of(text)
    reader = _Reader(LineReader(vocab, name_of), WorkoutBuilder(TitleReader(vocab)))
    for line in column_rows(source_lines(text), vocab):
        reader.line(line)
    return reader.reading()


@dataclass(slots=True)
class _Reader:
    lines: LineReader
    build: WorkoutBuilder
    prose: list[int] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)

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
        for part in self.lines.parts(line):
            self._take(part)
            self.build.gap = False

    def _take(self, line: SourceLine) -> None:
        if line.apart:
            self.build.block, self.build.role = None, ""
        if self._takes_note(line):
            return
        tokens = self.lines.tokens(line.text)
        header = read_header(tokens, line.text)
        if header is not None and self._takes_header(line, tokens, header):
            return
        movements = (
            []
            if line.level in range(1, 7)
            else self.lines.movements(line, self._without_label(line, tokens))
        )
        if movements and self._takes_movements(line, tokens, movements):
            return
        if self._takes_amount(line, tokens) or self._tells_amount(line, tokens):
            return
        if self._takes_title(line, tokens):
            return
        self._takes_prose(line, tokens)

    def _takes_note(self, line: SourceLine) -> bool:
        """A line in brackets below a header: a note for the block."""
        block, text = self.build.block, line.text
        if block is None or block.items or block.inner or self.build.gap:
            return False
        if not re.fullmatch(r"\([^()]*[^\W\d_][^()]*\)", text):
            return False
        block.notes.append(text[1:-1].strip())
        return True

    # Headers

    def _takes_header(self, line: SourceLine, tokens: Sequence[Token], header: BlockHeader) -> bool:
        if header.kind == "section":
            return self._takes_section(line, header)
        if header.kind == "rest":
            return self._takes_rest(line, header)
        if line.level and not (header.behind and ":" in line.text):
            self.build.title(line)
            self.build.block, self.build.role, self.build.hint = None, "", header
            return True
        if self._repeats(line, tokens, header):
            return True
        named = not header.keys and not any(t.kind in QUANTITIES for t in header.behind)
        if (
            header.kind in _WORD_KINDS
            and named
            and len(tokens) > 1
            and "," not in line.text
            and not self.lines.is_sentence(line)
        ):
            # "Strength circuit for runners" is a title.
            self.build.title(line)
            self.build.block, self.build.hint = None, header
            return True
        only_cap = not header.kind and header.keys.keys() == {"cap"} and not header.behind
        if self.build.block is not None and only_cap:
            self.build.merge(self.build.block, header)
            return True
        if (
            not line.text.startswith("(")
            and self.lines.is_sentence(line)
            and not self._opens(line, tokens, header)
        ):
            if self.build.block is None and (header.rounds or header.rest) and not header.behind:
                self.build.told = header
            return False
        block = self.build.block
        if block is not None and not block.items and not block.inner and not header.behind:
            # A second line about the same block: "For time", "3 rounds of".
            clash = block.keys.keys() & header.keys.keys() or (header.kind and block.kind)
            if not clash and (line.indent <= block.indent or not block.keys):
                self.build.merge(block, header)
                return True
        if self.lines.is_weekday(header.name):
            self.build.titles, header.name = [Title(header.name, PLAIN, line.number)], ""
        block = self.build.open(line, header)
        if header.unread:
            block.comments.append((line.number, line.text))
            self.unread.append((line.number, line.text))
        self._inline(line, header.behind)
        return True

    def _repeats(self, line: SourceLine, tokens: Sequence[Token], header: BlockHeader) -> bool:
        """Whether a line below a list says how often it is done: "Repeat three times."."""
        block = self.build.block
        if block is None or not block.items or not tokens:
            return False
        if tokens[0].kind != "repeat" and (tokens[0].kind != "times" or self.build.gap):
            return False
        if header.behind or not header.rounds or block.keys.get("rounds"):
            return False
        if block.kind not in ("", "circuit", "superset") or line.text.endswith(":"):
            return False
        self.build.merge(block, header)
        return True

    def _opens(self, line: SourceLine, tokens: Sequence[Token], header: BlockHeader) -> bool:
        """Whether a sentence says how what follows is done."""
        if len(self.lines.pieces(header.behind, line.text)) > 1:
            return True
        if header.kind in ("amrap", "emom", "intervals"):
            return bool(header.time or header.rounds or header.work)
        said = header.rounds or header.amounts or header.behind
        return bool(said) and len(tokens) < LONG_SENTENCE

    def _takes_section(self, line: SourceLine, header: BlockHeader) -> bool:
        if self.lines.is_sentence(line) and not header.behind:
            return False
        self.build.block, self.build.role, self.build.role_given = None, header.role, False
        if not header.behind:
            if not self.build.titles:
                self.build.title(line)
        else:
            self._inline(line, header.behind)
            self.build.block, self.build.role = None, ""
        return True

    def _takes_rest(self, line: SourceLine, header: BlockHeader) -> bool:
        block = self.build.block
        if block is None or not (block.items or block.inner):
            if block is not None:
                self.build.merge(block, header)
            elif (
                self.build.workouts
                and self.build.workouts[-1].blocks
                and not self.build.titles
                and self.build.gap
            ):
                self.build.rest_after(header.rest, line)
            else:
                self.build.rests = header
            return True
        if block.kind == "sets" and not self.build.gap and not line.item:
            # Below several exercises with sets of their own: the rest of all of them.
            for each in self.build.run:
                each.keys.setdefault("rest", header.rest)
        elif header.between or "between" in (t.kind for t in self.lines.tokens(line.text)):
            self.build.merge(block, header)
        elif (
            (self.build.gap or block.bracketed)
            and line.indent <= block.indent
            and (self.build.listed or not line.item)
        ):
            self.build.rest_after(header.rest, line)
        else:
            block.items.append(DraftRest(header.rest, line.number))
        return True

    def _without_label(self, line: SourceLine, tokens: Sequence[Token]) -> Sequence[Token]:
        """The tokens without "Min 1:" or "Odd:", which give each exercise its interval.

        A day of the week before a colon is a title.
        """
        if [t.kind for t in tokens[:1]] == ["weekday"] and tokens[1:] and tokens[1].value == ":":
            self.build.block, self.build.titles = (
                None,
                [Title(line.text[: tokens[0].end], PLAIN, line.number)],
            )
        kinds = [token.kind for token in tokens[:3]]
        count = 2 if kinds[1:2] == ["figure"] else 1
        if kinds[:1] != ["minute-label"] or tokens[count : count + 1] == []:
            return tokens
        if (
            self.build.block is None
            or self.build.block.kind != "emom"
            or tokens[count].kind != "sign"
        ):
            return tokens
        self.build.block.keys["order"] = "alternate"
        return tokens[count + 1 :]

    def _inline(self, line: SourceLine, tokens: Sequence[Token]) -> None:
        if not tokens:
            return
        pieces = self.lines.pieces(tokens, line.text)
        if len(pieces) == 1 and not any(token.kind in QUANTITIES for token in tokens):
            pieces = split_names(tokens)
        found = self.lines.read(line, pieces)
        if found:
            block = self.build.block or self.build.open(line, None)
            block.items += found
            block.bracketed = line.text.startswith("(")
            # What follows below a blank line is something else.
            self.build.listed = True

    def _takes_movements(
        self, line: SourceLine, tokens: Sequence[Token], found: list[Movement | DraftRest]
    ) -> bool:
        said = any(token.kind in (*QUANTITIES, "maximum") for token in tokens)
        block = self.build.block
        if not said and not self._bare_name(line, found):
            return False
        several = len(found) > 1 and all(isinstance(m, DraftRest) or m.amount for m in found)
        if not several and not line.item and self.lines.is_remark(line, found):
            return False
        if several and not line.item and self.lines.is_sentence(line):
            movements = [m for m in found if isinstance(m, Movement)]
            known = all(self.lines.name_of(m.name) is not None for m in movements)
            if not known and not all(m.sets for m in movements):
                return False
        if block is not None and self._says_again(block, found):
            return True
        sets = next((m.sets for m in found if isinstance(m, Movement)), "")
        if block is not None and self._leaves(line, block, sets):
            block = self.build.block = None
        if block is None or self.build.titles:
            block = self.build.open(line, None)
            if sets and block.kind != "superset":
                block.kind = "sets"
        block.items += found
        block.indents.append(line.indent)
        self.build.listed = (
            self.build.listed or line.item or line.joined or line.indent > block.indent
        )
        return True

    def _says_again(self, block: DraftBlock, found: Sequence[Movement | DraftRest]) -> bool:
        """Whether a line says how much of the exercise above it, by its name once more."""
        above = block.items[-1] if block.items else None
        if len(found) != 1 or not isinstance(above, Movement) or above.amount:
            return False
        (again,) = found
        if not isinstance(again, Movement) or again.name != above.name or not again.amount:
            return False
        block.items[-1] = replace(again, lines=(*above.lines, *again.lines))
        return True

    def _takes_amount(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        """A line that says only how much: of the exercise whose name stands above it."""
        found = read_movement(tokens, line.text, self.lines.name_of, nameless=True)
        if found is None or found.name or not found.amount:
            return False
        above = (
            self.build.block.items[-1]
            if self.build.block is not None and self.build.block.items
            else None
        )
        if isinstance(above, Movement) and not above.amount and not self.build.titles:
            named, lines = above.name, above.lines
            assert self.build.block is not None
            self.build.block.items.pop()
        elif self.build.titles and self.build.titles[-1].line >= line.number - 2:
            title = self.build.titles.pop()
            named, lines = self.lines.name_of(title.text) or title.text, (title.line,)
        elif found.amount.endswith((" m", " km", " mi")):
            named, lines = "Run", ()
            found = replace(found, guesses=(*found.guesses, f"{found.amount} as a run"))
        else:
            return False
        block = self.build.block
        same = block is not None and (
            not block.items or {m.sets for m in block.movements} == {found.sets}
        )
        if block is None or not same:
            block = self.build.open(line, None)
            block.kind = "sets" if found.sets else ""
        block.items.append(replace(found, name=named, lines=(*lines, line.number)))
        return True

    def _tells_amount(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        """A sentence that tells how much, below an exercise without an amount: "Hold for 45 s"."""
        block = self.build.block
        above = block.items[-1] if block is not None and block.items else None
        start = next((n for n, token in enumerate(tokens) if token.kind == "do"), None)
        if block is None or not isinstance(above, Movement) or above.amount or start is None:
            return False
        amount = next((t for t in tokens[start:] if t.kind in QUANTITIES), None)
        if amount is None or block.kind in ("intervals", "death-by") or "amounts" in block.keys:
            return False
        sets = next(
            (t.value for t, u in pairwise(tokens) if t.kind == "figure" and u.kind == "sets"), ""
        )
        if sets == amount.value:
            amount = next(
                (t for t in tokens[start:] if t.kind in QUANTITIES and t != amount), amount
            )
        sides = next((t.value for t in tokens if t.kind == "sides"), "")
        block.items[-1] = replace(
            above,
            amount=amount.value,
            sets=above.sets or (sets if sets != amount.value else ""),
            sides=above.sides or sides,
            guesses=(*above.guesses, f"from line {line.number}"),
        )
        return True

    def _leaves(self, line: SourceLine, block: DraftBlock, sets: str) -> bool:
        """Whether a line no longer belongs to the open block."""
        if not block.items:
            return False
        inside = min(block.indents, default=0)
        if line.indent < inside and line.indent <= block.indent and not line.item:
            return True
        if block.inner or self.build.listed:
            out = not line.item and not line.joined and line.indent <= block.indent
            if out and (self.build.gap or line.indent < block.indent):
                return True
        own = next((m.sets for m in block.movements), "")
        if self.build.gap and sets and sets != own:
            return True
        return sets != own and block.kind in ("sets", "") and not block.keys.keys() - {"rest-after"}

    def _bare_name(self, line: SourceLine, found: Sequence[Movement | DraftRest]) -> bool:
        """Whether a line without a figure is an exercise: known, or short in a list."""
        movement = found[0] if found and isinstance(found[0], Movement) else None
        if movement is None or len(found) > 1 or line.text.endswith((".", "!", "?", ":")):
            return False
        known = self.lines.name_of(movement.name) is not None
        under_head = (
            self.build.hint is not None
            and self.build.hint.kind not in ("", "for-time")
            and line.item
        )
        if (self.build.block is None or self.build.titles) and not under_head:
            return False
        if self.build.block is None:
            return known or len(movement.name.split()) <= 5
        inside = line.item or line.indent > self.build.block.indent
        short = len(movement.name.split()) <= 6 and (inside or not movement.notes)
        return (inside or not self.build.gap) and (known or short)

    # Titles and prose

    def _takes_title(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        words = len(line.text.split())
        known = self.lines.name_of(line.text) is not None
        if line.level == 0 and (
            words > _MOST_TITLE_WORDS
            or (line.item and not known)
            or line.text.endswith((".", "!", "?", ","))
            or all(token.kind not in ("word", "workout", "part") for token in tokens)
        ):
            return False
        self.build.title(line)
        if line.level or self.build.gap:
            self.build.block = None
        self.build.role, self.build.hint = "", None
        return True

    def _takes_prose(self, line: SourceLine, tokens: Sequence[Token]) -> None:
        figures = any(token.kind in QUANTITIES or token.kind == "load" for token in tokens)
        block = self.build.block
        if block is not None and block.items and figures and not self.build.gap:
            block.comments.append((line.number, line.text))
            self.unread.append((line.number, line.text))
        elif block is None and not self.build.workouts and not self.build.about and not line.item:
            self.build.about = line.text if len(line.text) <= 300 else ""
            self.prose.append(line.number)
        else:
            self.prose.append(line.number)
        self.build.after_prose = self.build.after_prose or bool(self.prose)

    def reading(self) -> WhiteboardReading:
        """What came of all lines."""
        for workout in self.build.workouts:
            for block in workout.blocks:
                self._named_exercise(block)
        return finish_reading(self.build.workouts, self.unread, self.prose)

    def _named_exercise(self, block: DraftBlock) -> None:
        """Take the name of a block without exercises as its exercise: "(5) Pull-ups"."""
        if block.items or block.inner or not block.name or not block.keys.get("rounds"):
            return
        found = read_movement(self.lines.tokens(block.name), block.name, self.lines.name_of)
        every = block.keys.get("every", "")
        if found is not None and block.kind == "emom" and "every" in block.guesses.get("kind", ""):
            # "(8) :20 Pull-ups" is eight times 20 s of them.
            block.kind, block.keys = "sets", {"rounds": block.keys["rounds"]}
            block.guesses.clear()
            block.items = [replace(found, lines=(block.line,), amount=every)]
            block.name = ""
        elif found is not None:
            guess = f"{block.name} as an exercise"
            block.items = [replace(found, lines=(block.line,), guesses=(*found.guesses, guess))]
            block.name = ""
