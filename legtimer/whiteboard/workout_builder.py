"""The workouts of a text while they grow: the open block, and the workout that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from legtimer.whiteboard.draft import DraftBlock, DraftRest, DraftWorkout
from legtimer.whiteboard.head_line import BlockHeader
from legtimer.whiteboard.source import PLAIN, SourceLine
from legtimer.whiteboard.titles import Title, TitleReader

_WITH_PARTS = ("for-time", "amrap")
"""Kinds that can have parts under their clock."""


@dataclass(slots=True)
class WorkoutBuilder:
    """Opens blocks in the workouts that they belong to, by the titles above them."""

    naming: TitleReader
    workouts: list[DraftWorkout] = field(default_factory=list)
    block: DraftBlock | None = None
    titles: list[Title] = field(default_factory=list)
    parent: DraftBlock | None = None
    """The block whose blocks are read now."""
    flat: bool = False
    """Whether its parts stand as far to the left as it does."""
    hint: BlockHeader | None = None
    """What the last heading says of how the block below it is done."""
    told: BlockHeader | None = None
    """Rounds and rests that prose tells of, for the next block that says nothing of them."""
    rests: tuple[BlockHeader, SourceLine] | None = None
    """Rests that were said before the block that they are for, and their line."""
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
    unused: dict[int, str] = field(default_factory=dict)
    """By the number of its line: a title that names nothing."""
    after_prose: bool = False
    """Whether there was prose, as in an article."""

    def title(self, line: SourceLine) -> None:
        level = line.level or PLAIN
        self.titles = [title for title in self.titles if title.level < level]
        self.titles.append(Title(line.text.rstrip(": "), level, line.number))
        self.unused[line.number] = line.text

    def open(self, line: SourceLine, header: BlockHeader | None) -> DraftBlock:
        """Open a block, in the workout that it belongs to."""
        header, outer = self.with_hint(header or BlockHeader()), self.block
        if self.parent is not None:
            out = self.gap or header.kind if self.flat else line.indent <= self.parent.indent
            if out or self.titles:
                self.parent = None
        scored = header.kind in ("amrap", "for-time") and self.gap
        if (self.role_given or scored) and (header.kind or header.keys):
            self.role = ""
        self.role_given = bool(self.role)
        block = DraftBlock(
            kind=header.kind,
            line=line.number,
            typed=line.text,
            name=header.name,
            indent=line.indent,
            keys=header.keys,
            notes=[header.note] if header.note else [],
            role=header.role or self.role,
        )
        if self.rests is not None:
            said, at = self.rests
            for key in ("rest", "between"):
                if value := getattr(said, key):
                    self.say(block, key, value, at)
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
        if outer is not None and len(outer.items) > 1:
            rest = outer.items[-1]
            if isinstance(rest, DraftRest) and rest.outside:
                # It stands between two blocks.
                outer.items.pop()
                outer.keys["rest-after"] = rest.time
        if outer is not None and not self.titles:
            holds = outer.keys.get("rounds") or outer.kind in _WITH_PARTS
            if holds and not outer.items and line.indent > outer.indent:
                self.parent, self.flat = outer, False
            elif outer.kind == "for-time" and block.keys.keys() == {"rounds"} and not block.kind:
                self._into_parts(outer)
        if line.level:
            self.title(line)
        if self.parent is not None:
            self.parent.inner.append(block)
            self.block, self.listed = block, False
            return block
        workout = self.workout(line)
        if self.titles and not block.name:
            block.name = self.naming.block_name(self.titles[-1])
            self.unused.pop(self.titles[-1].line, None)
        self.titles.clear()
        workout.blocks.append(block)
        self.block = block
        self.listed = False
        return block

    def with_hint(self, header: BlockHeader) -> BlockHeader:
        """A header with what the heading above it says: "Tabata" above a list of exercises."""
        hint, self.hint = self.hint, None
        if hint is not None and not header.kind:
            header.kind = hint.kind
            for key, value in hint.keys.items():
                if not getattr(header, key):
                    setattr(header, key, value)
        return header

    def _into_parts(self, block: DraftBlock) -> None:
        """Make parts of what a For Time has so far: rounds follow under the same clock."""
        if block.items and not block.keys.keys() - {"cap", "time"}:
            first = DraftBlock("circuit", block.line, items=block.items, indent=block.indent)
            block.items, block.inner = [], [first]
            self.parent, self.flat = block, True

    def workout(self, line: SourceLine) -> DraftWorkout:
        """The workout that a new block belongs to; a new one where a title says so."""
        titles = self.titles
        if not self.workouts:
            names = [t for t in titles if not self.naming.is_part(t)]
            own = self.naming.naming(names, prose=self.after_prose)
            workout = DraftWorkout(line=line.number, about=self.about)
            if own is not None:
                workout.name, workout.level, workout.line = (
                    self.naming.workout_name(own),
                    own.level,
                    own.line,
                )
                self.unused.pop(own.line, None)
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
                self.unused.pop(title.line, None)
                titles[:] = [t for t in titles if t.line > title.line]
                self.workouts.append(workout)
                break
        self.about = ""
        return workout

    def say(self, block: DraftBlock, key: str, value: str, line: SourceLine) -> None:
        """Put what a line says into a block; a comment where the block says something else."""
        if block.keys.setdefault(key, value) != value:
            block.comments.append((line.number, line.text))

    def merge(self, block: DraftBlock, header: BlockHeader, line: SourceLine) -> None:
        """Put what a further line says into a block."""
        for key, value in header.keys.items():
            self.say(block, key, value, line)
        block.notes += [header.note] if header.note else []
        kind = "for-time" if header.cap else header.kind
        if kind not in ("", "rest") and block.kind in ("", "circuit"):
            block.kind = kind

    def rest_after(self, rest: str, line: SourceLine) -> None:
        block = self.workouts[-1].blocks[-1]
        if self.parent is not None:
            if line.indent > self.parent.indent:
                block = self.parent.inner[-1]
            else:
                self.parent = None
        self.block = None
        self.say(block, "rest-after", rest, line)
