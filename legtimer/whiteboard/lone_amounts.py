"""Lines that say only how much: of the exercise whose name stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from legtimer.whiteboard.draft import DraftBlock, DraftRest
from legtimer.whiteboard.line_reader import LineReader
from legtimer.whiteboard.movement import Movement
from legtimer.whiteboard.movement_reader import read_movement
from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.tokens import QUANTITIES, Token
from legtimer.whiteboard.workout_builder import WorkoutBuilder


@dataclass(slots=True)
class LoneAmounts:
    """Takes amounts."""

    lines: LineReader
    build: WorkoutBuilder

    def name_above(self, line: SourceLine) -> bool:
        """Whether the name of an exercise stands above a line, without how much of it."""
        titles = self.build.titles
        near = bool(titles) and titles[-1].line >= line.number - 2
        return near and self.lines.is_name(titles[-1].text)

    def says_again(self, block: DraftBlock, found: Sequence[Movement | DraftRest]) -> bool:
        """Whether a line says how much of the exercise above it, by its name once more."""
        above = block.items[-1] if block.items else None
        if len(found) != 1 or not isinstance(above, Movement) or above.amount:
            return False
        (again,) = found
        if not isinstance(again, Movement) or again.name != above.name or not again.amount:
            return False
        block.items[-1] = replace(again, lines=(*above.lines, *again.lines))
        return True

    def takes_amount(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        """A line that says only how much: of the exercise whose name stands above it."""
        if [t.kind for t in tokens[:2]] in (["workout", "sign"], ["main", "sign"]):
            # "Workout: 4 x 1200 m"
            tokens = tokens[2:]
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
        elif (
            isinstance(above, Movement)
            and not (self.build.titles or (self.build.block and self.build.block.keys))
            and (found.load or line.remark or any(token.value == "@" for token in tokens))
        ):
            # Another set of the same, with another load.
            named, lines = above.name, ()
        elif self.name_above(line):
            title = self.build.titles.pop()
            self.build.unused.pop(title.line, None)
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

    def tells_amount(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
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
