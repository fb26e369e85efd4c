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
from typing import NamedTuple

from legtimer.whiteboard.blocks import finish_block
from legtimer.whiteboard.draft import DraftBlock, DraftRest, DraftWorkout, FileLine
from legtimer.whiteboard.good_file import good_lines
from legtimer.whiteboard.head_line import BlockHeader
from legtimer.whiteboard.header import read_header
from legtimer.whiteboard.lexer import QUANTITIES, Token
from legtimer.whiteboard.line_reader import LONG_SENTENCE, LineReader, split_names
from legtimer.whiteboard.movement import Movement, read_movement
from legtimer.whiteboard.source import PLAIN, SourceLine, source_lines
from legtimer.whiteboard.tables import column_rows
from legtimer.whiteboard.titles import Title, TitleReader
from legtimer.whiteboard.vocabulary import language_of

LONGEST_TEXT = 262_144
"""The longest text that is read, in characters."""
_MOST_TITLE_WORDS = 9
_WORD_KINDS = ("circuit", "superset", "complex", "timed", "sets")
"""Kinds that a word alone tells."""


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


def read_whiteboard(text: str, name_of: Callable[[str], str | None]) -> WhiteboardReading:
    """Read a text.

    Args:
        text: any text.
        name_of: the library's name of an exercise, None for one that it does not know.
    """
    if len(text) > LONGEST_TEXT:
        return WhiteboardReading((), (), (), (), "the text is longer than 256 KiB")
    vocab = language_of(text)
    reader = _Reader(LineReader(vocab, name_of), TitleReader(vocab))
    for line in column_rows(source_lines(text), vocab):
        reader.line(line)
    return reader.reading()


@dataclass(slots=True)
class _Reader:
    lines: LineReader
    naming: TitleReader
    workouts: list[DraftWorkout] = field(default_factory=list)
    block: DraftBlock | None = None
    titles: list[Title] = field(default_factory=list)
    parent: DraftBlock | None = None
    """The block whose blocks are read now."""
    hint: BlockHeader | None = None
    """What the last heading says of how the block below it is done."""
    told: BlockHeader | None = None
    """Rounds and rests that prose tells of, for the next block that says nothing of them."""
    rests: BlockHeader | None = None
    """Rests that were said before the block that they are for."""
    run: list[DraftBlock] = field(default_factory=list)
    """The blocks that were opened since the last blank line."""
    role: str = ""
    role_given: bool = False
    """Whether a block has the role already."""
    gap: bool = True
    """Whether the line before was blank."""
    listed: bool = False
    """Whether the exercises of the open block stand in a list or are indented."""
    about: str = ""
    prose: list[int] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)

    def line(self, line: SourceLine) -> None:
        """Take the next line."""
        if not line.text:
            self.gap = True
            return
        for part in self.lines.parts(line):
            self._take(part)
            self.gap = False

    def _take(self, line: SourceLine) -> None:
        if line.apart:
            self.block, self.role = None, ""
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
        block, text = self.block, line.text
        if block is None or block.items or block.inner or self.gap:
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
            self._title(line)
            self.block, self.role, self.hint = None, "", header
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
            self._title(line)
            self.block, self.hint = None, header
            return True
        only_cap = not header.kind and header.keys.keys() == {"cap"} and not header.behind
        if self.block is not None and only_cap:
            self._merge(self.block, header)
            return True
        if (
            not line.text.startswith("(")
            and self.lines.is_sentence(line)
            and not self._opens(line, tokens, header)
        ):
            if self.block is None and (header.rounds or header.rest) and not header.behind:
                self.told = header
            return False
        block = self.block
        if block is not None and not block.items and not block.inner and not header.behind:
            # A second line about the same block: "For time", "3 rounds of".
            clash = block.keys.keys() & header.keys.keys() or (header.kind and block.kind)
            if not clash and (line.indent <= block.indent or not block.keys):
                self._merge(block, header)
                return True
        if self.lines.is_weekday(header.name):
            self.titles, header.name = [Title(header.name, PLAIN, line.number)], ""
        block = self._open(line, header)
        if header.unread:
            block.comments.append((line.number, line.text))
            self.unread.append((line.number, line.text))
        self._inline(line, header.behind)
        return True

    def _repeats(self, line: SourceLine, tokens: Sequence[Token], header: BlockHeader) -> bool:
        """Whether a line below a list says how often it is done: "Repeat three times."."""
        block = self.block
        if block is None or not block.items or not tokens:
            return False
        if tokens[0].kind != "repeat" and (tokens[0].kind != "times" or self.gap):
            return False
        if header.behind or not header.rounds or block.keys.get("rounds"):
            return False
        if block.kind not in ("", "circuit", "superset") or line.text.endswith(":"):
            return False
        self._merge(block, header)
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
        self.block, self.role, self.role_given = None, header.role, False
        if not header.behind:
            if not self.titles:
                self._title(line)
        else:
            self._inline(line, header.behind)
            self.block, self.role = None, ""
        return True

    def _takes_rest(self, line: SourceLine, header: BlockHeader) -> bool:
        block = self.block
        if block is None or not (block.items or block.inner):
            if block is not None:
                self._merge(block, header)
            elif self.workouts and self.workouts[-1].blocks and not self.titles and self.gap:
                self._rest_after(header.rest, line)
            else:
                self.rests = header
            return True
        if block.kind == "sets" and not self.gap and not line.item:
            # Below several exercises with sets of their own: the rest of all of them.
            for each in self.run:
                each.keys.setdefault("rest", header.rest)
        elif header.between or "between" in (t.kind for t in self.lines.tokens(line.text)):
            self._merge(block, header)
        elif self.gap and line.indent <= block.indent and (self.listed or not line.item):
            self._rest_after(header.rest, line)
        else:
            block.items.append(DraftRest(header.rest, line.number))
        return True

    def _rest_after(self, rest: str, line: SourceLine) -> None:
        block = self.workouts[-1].blocks[-1]
        if self.parent is not None:
            if line.indent > self.parent.indent:
                block = self.parent.inner[-1]
            else:
                self.parent = None
        self.block = None
        block.keys["rest-after"] = rest

    def _with_hint(self, header: BlockHeader) -> BlockHeader:
        """A header with what the heading above it says: "Tabata" above a list of exercises."""
        hint, self.hint = self.hint, None
        if hint is not None and not header.kind:
            header.kind = hint.kind
            for key, value in hint.keys.items():
                if not getattr(header, key):
                    setattr(header, key, value)
        return header

    def _merge(self, block: DraftBlock, header: BlockHeader) -> None:
        """Put what a further line says into a block."""
        for key, value in header.keys.items():
            block.keys.setdefault(key, value)
        kind = "for-time" if header.cap else header.kind
        if kind not in ("", "rest") and block.kind in ("", "circuit"):
            block.kind = kind

    def _open(self, line: SourceLine, header: BlockHeader | None) -> DraftBlock:
        """Open a block, in the workout that it belongs to."""
        header, outer = self._with_hint(header or BlockHeader()), self.block
        if self.parent is not None and (line.indent <= self.parent.indent or self.titles):
            self.parent = None
        scored = header.kind in ("amrap", "for-time") and self.gap
        if (self.role_given or scored) and (header.kind or header.keys):
            self.role = ""
        self.role_given = bool(self.role)
        block = DraftBlock(
            kind=header.kind,
            line=line.number,
            name=header.name,
            indent=line.indent,
            keys=header.keys,
            role=self.role,
        )
        if self.rests is not None:
            for key in ("rest", "between"):
                if value := getattr(self.rests, key):
                    block.keys.setdefault(key, value)
            self.rests = None
        self.run = [block] if self.gap or block.kind else [*self.run, block]
        if self.told is not None and not header.keys:
            for key in ("rounds", "rest"):
                if value := getattr(self.told, key):
                    block.keys[key] = value
                    block.guesses[key] = "from the text above"
        self.told = None
        if header.guesses:
            block.guesses["kind"] = "; ".join(header.guesses)
        if (
            outer is not None
            and outer.keys.get("rounds")
            and not outer.items
            and line.indent > outer.indent
            and not self.titles
        ):
            self.parent = outer
        if line.level:
            self._title(line)
        if self.parent is not None:
            self.parent.inner.append(block)
            self.block, self.listed = block, False
            return block
        workout = self._workout(line)
        if self.titles and not block.name:
            block.name = self.naming.block_name(self.titles[-1])
        self.titles.clear()
        workout.blocks.append(block)
        self.block = block
        self.listed = False
        return block

    def _workout(self, line: SourceLine) -> DraftWorkout:
        """The workout that a new block belongs to; a new one where a title says so."""
        titles = self.titles
        if not self.workouts:
            names = [t for t in titles if not self.naming.is_part(t)]
            own = self.naming.naming(names, prose=bool(self.prose))
            workout = DraftWorkout(line=line.number, about=self.about)
            if own is not None:
                workout.name, workout.level, workout.line = (
                    self.naming.workout_name(own),
                    own.level,
                    own.line,
                )
                titles[:] = [t for t in titles if t.line > own.line]
            self.workouts.append(workout)
            return workout
        workout = self.workouts[-1]
        for title in titles:
            again = (
                title.level <= workout.level and not self.naming.is_part(title) and workout.level
            )
            if (again or self.naming.is_workout(title)) and not self.role:
                workout = DraftWorkout(
                    name=self.naming.workout_name(title),
                    level=title.level,
                    line=title.line,
                    about=self.about,
                )
                titles[:] = [t for t in titles if t.line > title.line]
                self.workouts.append(workout)
                break
        self.about = ""
        return workout

    def _without_label(self, line: SourceLine, tokens: Sequence[Token]) -> Sequence[Token]:
        """The tokens without "Min 1:" or "Odd:", which give each exercise its interval.

        A day of the week before a colon is a title.
        """
        if [t.kind for t in tokens[:1]] == ["weekday"] and tokens[1:] and tokens[1].value == ":":
            self.block, self.titles = None, [Title(line.text[: tokens[0].end], PLAIN, line.number)]
        kinds = [token.kind for token in tokens[:3]]
        count = 2 if kinds[1:2] == ["figure"] else 1
        if kinds[:1] != ["minute-label"] or tokens[count : count + 1] == []:
            return tokens
        if self.block is None or self.block.kind != "emom" or tokens[count].kind != "sign":
            return tokens
        self.block.keys["order"] = "alternate"
        return tokens[count + 1 :]

    def _inline(self, line: SourceLine, tokens: Sequence[Token]) -> None:
        if not tokens:
            return
        pieces = self.lines.pieces(tokens, line.text)
        if len(pieces) == 1 and not any(token.kind in QUANTITIES for token in tokens):
            pieces = split_names(tokens)
        found = self.lines.read(line, pieces)
        if found:
            block = self.block or self._open(line, None)
            block.items += found
            # What follows below a blank line is something else.
            self.listed = True

    def _takes_movements(
        self, line: SourceLine, tokens: Sequence[Token], found: list[Movement | DraftRest]
    ) -> bool:
        said = any(token.kind in (*QUANTITIES, "maximum") for token in tokens)
        block = self.block
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
            block = self.block = None
        if block is None or self.titles:
            block = self._open(line, None)
            if sets:
                block.kind = "sets"
        block.items += found
        block.indents.append(line.indent)
        self.listed = self.listed or line.item or line.joined or line.indent > block.indent
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
        above = self.block.items[-1] if self.block is not None and self.block.items else None
        if isinstance(above, Movement) and not above.amount and not self.titles:
            named, lines = above.name, above.lines
            assert self.block is not None
            self.block.items.pop()
        elif self.titles and self.titles[-1].line >= line.number - 2:
            title = self.titles.pop()
            named, lines = self.lines.name_of(title.text) or title.text, (title.line,)
        elif found.amount.endswith(" m") or found.amount.endswith((" km", " mi")):
            named, lines = "Run", ()
            found = replace(found, guesses=(*found.guesses, f"{found.amount} as a run"))
        else:
            return False
        block = self.block
        same = block is not None and (
            not block.items or {m.sets for m in block.movements} == {found.sets}
        )
        if block is None or not same:
            block = self._open(line, None)
            block.kind = "sets" if found.sets else ""
        block.items.append(replace(found, name=named, lines=(*lines, line.number)))
        return True

    def _tells_amount(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        """A sentence that tells how much, below an exercise without an amount: "Hold for 45 s"."""
        block = self.block
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
        inside = min((indent for indent in block.indents), default=0)
        if line.indent < inside and line.indent <= block.indent and not line.item:
            return True
        if block.inner or self.listed:
            out = not line.item and not line.joined and line.indent <= block.indent
            if out and (self.gap or line.indent < block.indent):
                return True
        own = next((m.sets for m in block.movements), "")
        if self.gap and sets and sets != own:
            return True
        return sets != own and block.kind in ("sets", "") and not block.keys.keys() - {"rest-after"}

    def _bare_name(self, line: SourceLine, found: Sequence[Movement | DraftRest]) -> bool:
        """Whether a line without a figure is an exercise: known, or short in a list."""
        movement = found[0] if found and isinstance(found[0], Movement) else None
        if movement is None or len(found) > 1 or line.text.endswith((".", "!", "?", ":")):
            return False
        known = self.lines.name_of(movement.name) is not None
        under_head = self.hint is not None and self.hint.kind not in ("", "for-time") and line.item
        if (self.block is None or self.titles) and not under_head:
            return False
        if self.block is None:
            return known or len(movement.name.split()) <= 5
        short = len(movement.name.split()) <= 6 and (line.item or not movement.notes)
        in_list = line.item or line.indent > self.block.indent or not self.gap
        return in_list and (known or short)

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
        self._title(line)
        if line.level or self.gap:
            self.block = None
        self.role, self.hint = "", None
        return True

    def _title(self, line: SourceLine) -> None:
        level = line.level or PLAIN
        self.titles = [title for title in self.titles if title.level < level]
        self.titles.append(Title(line.text.rstrip(": "), level, line.number))

    def _takes_prose(self, line: SourceLine, tokens: Sequence[Token]) -> None:
        figures = any(token.kind in QUANTITIES or token.kind == "load" for token in tokens)
        block = self.block
        if block is not None and block.items and figures and not self.gap:
            block.comments.append((line.number, line.text))
            self.unread.append((line.number, line.text))
        elif block is None and not self.workouts and not self.about and not line.item:
            self.about = line.text if len(line.text) <= 300 else ""
            self.prose.append(line.number)
        else:
            self.prose.append(line.number)

    # The end

    def reading(self) -> WhiteboardReading:
        """What came of all lines."""
        written = []
        guesses: list[tuple[int, str]] = []
        for number, workout in enumerate(self.workouts, 1):
            for block in workout.blocks:
                self._named_exercise(block)
            workout.blocks = [done for block in workout.blocks for done in finish_block(block)]
            if not workout.blocks:
                continue
            if not workout.name:
                workout.name = workout.blocks[0].name or "Workout"
            workout.name = workout.name[:1].upper() + workout.name[1:]
            if workout.blocks[0].name == workout.name:
                workout.blocks[0].name = ""
            if workout.name == "Workout" and len(self.workouts) > 1:
                workout.name = f"Workout {number}"
            lines, refused = good_lines(workout)
            self.unread += refused
            if not lines:
                continue
            text = "".join(f"{line.text}\n" for line in lines)
            written.append(WrittenWorkout(workout.name, text, tuple(lines)))
            guesses += [(line.source or 0, line.guess) for line in lines if line.guess]
        problem = (
            "" if written else "there is no workout in the text: no line says how much of what"
        )
        return WhiteboardReading(
            tuple(written),
            tuple(guesses),
            tuple(sorted(set(self.unread))),
            tuple(sorted(set(self.prose))),
            problem,
        )

    def _named_exercise(self, block: DraftBlock) -> None:
        """Take the name of a block without exercises as its exercise: "(5) Pull-ups"."""
        if block.items or block.inner or not block.name or not block.keys.get("rounds"):
            return
        found = read_movement(self.lines.tokens(block.name), block.name, self.lines.name_of)
        if found is not None:
            guess = f"{block.name} as an exercise"
            block.items = [replace(found, lines=(block.line,), guesses=(*found.guesses, guess))]
            block.name = ""
