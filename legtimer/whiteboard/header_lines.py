"""Lines that say how what follows is done, in the workouts that grow: headers, sections, rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from legtimer.whiteboard.draft import DraftBlock, DraftRest
from legtimer.whiteboard.head_line import BlockHeader
from legtimer.whiteboard.line_pieces import split_names
from legtimer.whiteboard.line_reader import LONG_SENTENCE, LineReader
from legtimer.whiteboard.movement import Movement
from legtimer.whiteboard.source import PART, PLAIN, SourceLine
from legtimer.whiteboard.titles import Title
from legtimer.whiteboard.tokens import QUANTITIES, Token
from legtimer.whiteboard.workout_builder import WorkoutBuilder

_CLOCKS = ("amrap", "for-time")
_WORD_KINDS = ("circuit", "superset", "complex", "timed", "sets")
"""Kinds that a word alone tells."""


@dataclass(slots=True)
class HeaderLines:
    """Takes headers."""

    lines: LineReader
    build: WorkoutBuilder

    def takes(self, line: SourceLine, tokens: Sequence[Token], header: BlockHeader) -> bool:
        if self.lines.vocab.fillers.issuperset(header.note.casefold().split()):
            header.note = ""
        if header.kind == "section":
            return self._takes_section(line, header)
        if header.kind == "rest":
            return self._takes_rest(line, header)
        if line.level and not (header.behind and ":" in line.text):
            self.build.title(line)
            self.build.block, self.build.role, self.build.hint = None, "", header
            return True
        if self._repeats(line, tokens, header) or self._says_of_each(header):
            return True
        if self._rests_between(line, header):
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
            self.build.merge(self.build.block, header, line)
            return True
        if only_cap:
            header.kind = "for-time"
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
            clash = block.keys.keys() & header.keys.keys() or (
                header.kind and block.kind not in ("", header.kind)
            )
            if not clash and (line.indent <= block.indent or not block.keys):
                self.build.merge(block, header, line)
                return True
        if self.lines.is_weekday(header.name):
            self.build.titles, header.name = [Title(header.name, PLAIN, line.number)], ""
        block = self.build.open(line, header)
        block.choice = any(token.kind == "choose" for token in tokens)
        if header.unread:
            block.comments.append((line.number, line.text))
        self._inline(line, header.behind)
        return True

    def _rests_between(self, line: SourceLine, header: BlockHeader) -> bool:
        """Whether a time alone stands below an exercise for a time, as far to the right."""
        block = self.build.block
        if block is None or not block.keys.get("rounds") or header.kind != "timed":
            return False
        last = block.items[-1] if block.items and not header.behind else None
        timed = isinstance(last, Movement) and ":" in last.amount
        timed = timed and not any(map(str.isalpha, line.text))
        if not timed or line.indent < max(block.indents, default=0):
            return False
        block.items.append(DraftRest(header.time, line.number))
        block.add_guess(f"{header.time} as a rest")
        return True

    def _says_of_each(self, header: BlockHeader) -> bool:
        """Whether a line below names says how much of each: "1 minute per station"."""
        block = self.build.block
        if block is None or header.keys.keys() != {"amounts"} or "," in header.amounts:
            return False
        if not block.movements or header.behind or any(m.amount for m in block.movements):
            return False
        block.keys["amounts"] = header.amounts
        block.add_guess("; ".join(header.guesses))
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
        self.build.merge(block, header, line)
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
        if not header.behind or line.level == PART:
            if not self.build.titles or line.level == PART:
                self.build.title(line)
        else:
            self._inline(line, header.behind)
            if self.build.block is None:
                return False
            self.build.block, self.build.role = None, ""
        return True

    def _takes_rest(self, line: SourceLine, header: BlockHeader) -> bool:
        block = self.build.block
        if block is not None and header.note:
            block.notes.append(header.note)
        if block is None or not (block.items or block.inner):
            if block is not None and self._is_whole(line, block):
                self.build.rest_after(header.rest, line)
            elif block is not None:
                self.build.merge(block, header, line)
            elif (
                self.build.workouts
                and self.build.workouts[-1].blocks
                and not self.build.titles
                and self.build.gap
            ):
                self.build.rest_after(header.rest, line)
            elif self.build.rests is None:
                self.build.rests = header, line
            else:
                return False
            return True
        if block.kind == "sets" and not self.build.gap and not line.item:
            # Below several exercises with sets of their own: the rest of all of them.
            for each in self.build.run:
                self.build.say(each, "rest", header.rest, line)
        elif header.between or "between" in (t.kind for t in self.lines.tokens(line.text)):
            self.build.merge(block, header, line)
        elif (
            (self.build.gap or block.bracketed)
            and line.indent <= block.indent
            and (self.build.listed or not line.item)
        ):
            self.build.rest_after(header.rest, line)
        else:
            left = block.indent >= line.indent
            outside = left and (
                block.kind in _CLOCKS or line.indent < min(block.indents, default=0)
            )
            if outside and self.build.parent is not None:
                block.keys["rest-after"] = header.rest
            else:
                block.items.append(DraftRest(header.rest, line.number, outside))
        return True

    def _is_whole(self, line: SourceLine, block: DraftBlock) -> bool:
        """Whether a clock has the name of its exercise beside it: "(8) 0:20 Squats"."""
        clock = block.kind in ("intervals", "emom") and bool(block.name)
        return clock and line.indent <= block.indent

    def _inline(self, line: SourceLine, tokens: Sequence[Token]) -> None:
        if not tokens:
            return
        pieces = self.lines.pieces(tokens, line.text)
        if len(pieces) == 1 and not any(token.kind in QUANTITIES for token in tokens):
            pieces = split_names(tokens)
        found = self.lines.read(replace(line, item=True), pieces)
        if not found and self.build.block is not None:
            self.build.block.comments.append((line.number, line.text))
        if found:
            block = self.build.block or self.build.open(line, None)
            block.items += found
            block.bracketed = line.text.startswith("(")
            # What follows below a blank line is something else.
            self.build.listed = True
