"""Lines that say what is done, in the workouts that grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from legtimer.whiteboard.draft import DraftBlock, DraftRest
from legtimer.whiteboard.growing_reps import read_growing_reps, rising_step
from legtimer.whiteboard.head_line import BlockHeader
from legtimer.whiteboard.line_reader import LineReader
from legtimer.whiteboard.lone_amounts import LoneAmounts
from legtimer.whiteboard.movement import Movement, with_options
from legtimer.whiteboard.movement_reader import read_movement
from legtimer.whiteboard.source import PLAIN, SourceLine
from legtimer.whiteboard.titles import Title
from legtimer.whiteboard.tokens import QUANTITIES, Token
from legtimer.whiteboard.workout_builder import WorkoutBuilder

_CLOCKS = ("amrap", "emom", "for-time", "intervals", "death-by")
_LONG_NAME = 5
"""Words from which a name without an amount is perhaps a sentence."""


@dataclass(slots=True)
class ExerciseLines:
    """Takes exercises."""

    lines: LineReader
    build: WorkoutBuilder
    amounts: LoneAmounts

    def takes(
        self, line: SourceLine, tokens: Sequence[Token], found: list[Movement | DraftRest]
    ) -> bool:
        said = any(token.kind in (*QUANTITIES, "maximum") for token in tokens)
        said = said or any(self._says_much(m) for m in found if isinstance(m, Movement))
        block = self.build.block
        if not said and not self._bare_name(line, found):
            return False
        if not said:
            found = [self._marked(each) for each in found]
        if line.item and self.lines.asks_no_exercise(line, found):
            return False
        several = len(found) > 1 and all(isinstance(m, DraftRest) or m.amount for m in found)
        choice = any(isinstance(m, Movement) and m.options for m in found)
        if not (several or choice or line.item) and self.lines.is_remark(line, found):
            return False
        if several and not line.item and self.lines.is_sentence(line):
            movements = [m for m in found if isinstance(m, Movement)]
            known = [self.lines.name_of(m.name) is not None for m in movements]
            below = block is not None and not self.build.gap and ". " not in line.text
            listed = below and any(known)
            if not (listed or all(known) or all(m.sets for m in movements)):
                return False
        if block is not None and self.amounts.says_again(block, found):
            return True
        sets = next((m.sets for m in found if isinstance(m, Movement)), "")
        if sets and self._recovers(found):
            block = self.build.open(line, BlockHeader(kind="circuit", rounds=sets))
            done = [replace(m, sets="") for m in found if isinstance(m, Movement)]
            block.guesses["kind"] = f"{done[-1].line} after each of the {sets}"
            block.items = [*done]
            return True
        if self._counts_all(tokens, found):
            block = self.build.open(line, BlockHeader(kind="circuit", rounds=tokens[-1].value))
            block.guesses["kind"] = (
                f"x{tokens[-1].value} as {tokens[-1].value} rounds of all of them"
            )
            block.items = [replace(m, sets="") if isinstance(m, Movement) else m for m in found]
            return True
        if block is not None and self._leaves(line, block, found):
            block = self.build.block = None
        if block is None or self.build.titles:
            block = self.build.open(line, None)
            if sets and block.kind != "superset":
                block.kind = "sets"
        labels = self.lines.tokens(line.remark)[:1] if block.kind == "emom" else ()
        if [token.kind for token in labels] == ["minute-label"]:
            block.keys["order"] = "alternate"
        block.items += found
        block.indents.append(line.indent)
        self.grow(line)
        self.build.listed = (
            self.build.listed or line.item or line.joined or line.indent > block.indent
        )
        return True

    def takes_growth(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        """A death-by that is written out, or a line that says how a block grows."""
        block = self.build.block
        adds = [token.kind for token in tokens[:1]] == ["add"] and self.lines.growth(line.text)
        if adds and block is not None and rising_step(block.movements):
            block.notes.append(line.text)
            self.grow(line)
            return True
        found = read_growing_reps(tokens, line.text, self.lines.vocab, self.lines.name_of)
        if found is not None:
            header, movement = found
            header.note = line.remark or header.note
            block = self.build.open(line, header)
            block.items = [replace(movement, lines=(line.number,))]
        return found is not None

    def takes_option(self, line: SourceLine, tokens: Sequence[Token]) -> bool:
        """A line with "or" before it: what can be done instead of the exercise above."""
        block = self.build.block
        above = block.items[-1] if block is not None and block.items else None
        if block is None or not isinstance(above, Movement) or self.build.titles:
            return False
        found = (
            read_movement(tokens, line.text, self.lines.name_of, listed=True) if tokens else None
        )
        if found is None or not (found.amount or self.lines.name_of(found.name) is not None):
            return False
        above = replace(above, lines=(*above.lines, line.number))
        block.items[-1] = with_options(above, [found])
        return True

    def _marked(self, found: Movement | DraftRest) -> Movement | DraftRest:
        """A long name without an amount that nobody knows, as a guess."""
        if not isinstance(found, Movement) or self.lines.name_of(found.name) is not None:
            return found
        if len(found.name.split()) < _LONG_NAME or found.guesses:
            return found
        return replace(found, guesses=(f"{found.name} as an exercise",))

    def _says_much(self, movement: Movement) -> bool:
        """Whether an exercise says how much; "Heaviest weight ? kg" is a blank to fill in."""
        known = self.lines.name_of(movement.name) is not None
        return bool(movement.amount or (movement.load and (known or "?" not in movement.load)))

    def _counts_all(self, tokens: Sequence[Token], found: Sequence[Movement | DraftRest]) -> bool:
        """Whether an x at the end of a line counts all of its exercises."""
        sets = [m.sets for m in found if isinstance(m, Movement)]
        ends = [t.kind for t in tokens[-2:]] == ["times", "figure"]
        return ends and len(sets) > 1 and sets[-1] == tokens[-1].value and not any(sets[:-1])

    def _recovers(self, found: Sequence[Movement | DraftRest]) -> bool:
        """Whether the second of two exercises is how one recovers: "6 x 300 m fast, 100 m jog"."""
        last = found[-1]
        if len(found) != 2 or not isinstance(last, Movement) or last.sets:
            return False
        return last.name.casefold().split()[-1:] in [[w] for w in self.lines.vocab.recoveries]

    def grow(self, line: SourceLine) -> None:
        """Let the open EMOM grow where a line says so: "add 1 each minute"."""
        block, step = self.build.block, self.lines.growth(line.text)
        if block is None or not step or block.kind == "death-by":
            return
        if block.kind == "timed" and (time := block.keys.pop("time", "")):
            block.kind, block.keys["every"] = "emom", time
        first, *others = block.movements or [Movement(name="")]
        start = int(first.amount or step) if (first.amount or step).isdecimal() else 0
        same = all(m.amount == first.amount for m in others)
        if others and rising_step(block.movements) == int(step):
            # "1 squat, 2 squats, 3 squats" shows how it goes on.
            block.add_guess(", ".join(m.amount for m in block.movements))
            block.items, others, same = [first], [], True
        if not block.kind and not others and not start:
            block.kind, block.keys["every"], start = "emom", first.amount, int(step)
            block.items = [replace(first, amount="")]
        if block.kind != "emom" or not start or not same:
            block.guesses["kind"] = f"it does not grow, although line {line.number} says so"
            return
        block.kind = "death-by"
        block.keys |= {"start": str(start), "step": step}
        more = "one" if step == "1" else step
        block.add_guess(f"{more} more in each interval, from line {line.number}")

    def without_label(self, line: SourceLine, tokens: Sequence[Token]) -> Sequence[Token]:
        """The tokens without "Min 1:" or "Odd:", which give each exercise its interval.

        A day of the week or "Week 2" before a colon is a title.
        """
        colon = next((n for n, token in enumerate(tokens) if token.value == ":"), 0)
        if [t.kind for t in tokens[:colon]] in (["sets", "figure"], ["rounds", "figure"]):
            # "Set 1: 8 reps"
            return tokens[colon + 1 :]
        if [t.kind for t in tokens[:colon]] in (["weekday"], ["workout", "figure"]):
            title = Title(line.text[: tokens[colon - 1].end], PLAIN, line.number)
            self.build.block, self.build.titles = None, [title]
        kinds = [token.kind for token in tokens[:3]]
        count = 2 if kinds[1:2] == ["figure"] else 1
        if kinds[:1] != ["minute-label"] or len(tokens) <= count:
            return tokens
        if tokens[count].kind != "sign":
            return tokens
        if self.build.block is None and tokens[count].value == ":":
            self.build.block = self.build.open(line, BlockHeader(kind="emom", every="1:00"))
        if self.build.block is None or self.build.block.kind != "emom":
            return tokens
        self.build.block.keys["order"] = "alternate"
        if "-" in (several := tokens[count - 1].value):
            self.build.block.add_guess(f"in turn, although line {line.number} says {several}")
        return tokens[count + 1 :]

    def rests_in_turn(self, line: SourceLine) -> bool:
        """Whether a line is an interval of an EMOM without an exercise: "Min 3: rest"."""
        block = self.build.block
        if block is None or block.kind != "emom":
            return False
        block.keys["order"] = "alternate"
        block.items.append(DraftRest(block.keys.get("every", "1:00"), line.number))
        return True

    def _follows_clock(
        self, line: SourceLine, block: DraftBlock, found: Sequence[Movement | DraftRest]
    ) -> bool:
        """Whether a line comes after a clock whose exercise is beside it: "Tabata squats"."""
        inside = line.item or line.joined or line.indent > block.indent
        if inside or not (block.name or block.items) or block.typed.endswith(":"):
            return False
        most = [m.amount for m in found if isinstance(m, Movement) and m.amount.endswith(" max")]
        if len(most) == len(found):
            bare = block.kind == "intervals" and not any(m.amount for m in block.movements)
            return bare or (block.kind in _CLOCKS and not block.indents)
        said = all(isinstance(m, DraftRest) or m.amount for m in found)
        return block.kind in ("intervals", "death-by") and not block.indents and said

    def _leaves(
        self, line: SourceLine, block: DraftBlock, found: Sequence[Movement | DraftRest]
    ) -> bool:
        """Whether a line no longer belongs to the open block."""
        sets = next((m.sets for m in found if isinstance(m, Movement)), "")
        title = line.text.partition(":")[0].casefold()
        if block.items and title in self.lines.vocab.finishers:
            return True
        if self._follows_clock(line, block, found):
            return True
        if not block.items:
            return False
        if line.counted == "letter" and not line.letter and block.kind == "superset":
            # "B. Plank" below "A2. Row"
            return True
        inside = min(block.indents, default=0)
        if line.indent < inside and line.indent <= block.indent and not line.item:
            return True
        if sets and block.kind in _CLOCKS and line.indent <= block.indent:
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
        # "1. Bridges (change legs)." is the name of an exercise with a remark.
        ends = line.text.endswith((".", "!", "?", ":"))
        ends = ends and not (line.counted and line.text.endswith(")."))
        if movement is None or len(found) > 1 or ends:
            return False
        known = self.lines.name_of(movement.name) is not None
        if "?" in movement.load and not known:
            return False
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
        inside = inside or "amounts" in self.build.block.keys
        short = len(movement.name.split()) <= 6
        short = short and (inside or not movement.notes or line.text.endswith(")"))
        return (inside or not self.build.gap) and (known or short)
