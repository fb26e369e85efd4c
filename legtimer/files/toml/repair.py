"""The text of a file while it is repaired, with the way back to the places that the person sees.

Every repair keeps the number of lines. So a place moves within its line only, and a short list of
edits for each touched line is enough to translate it back.
"""

from __future__ import annotations

from typing import Final

from legtimer.core.diagnostics import KeyPath
from legtimer.files.toml.positions import Position

POISON: Final = "\ue000unreadable\ue000"
"""Stands in the data for a value that could not be read; the mistake has been reported already."""


def poisoned_paths(value: object, path: KeyPath = ()) -> list[KeyPath]:
    """The paths of what could not be read, in the order of the file."""
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    else:
        return [path] if value == POISON else []
    return [found for key, item in inside for found in poisoned_paths(item, (*path, key))]


class RepairBuffer:
    """A text under repair.

    Attributes:
        text: The text as it stands after the repairs so far.
    """

    def __init__(self, text: str) -> None:
        r"""Begin with the text as the person wrote it, line ends `\n`."""
        self.text = text
        self._edits: dict[int, list[tuple[int, int, int]]] = {}

    def replace(self, start: int, end: int, new: str) -> None:
        """Put new text for the part between two offsets, line for line.

        Args:
            start: Offset of the first character to go.
            end: Offset after the last one; equal to `start` for an insertion.
            new: What stands there from now on; where it has fewer line ends than the old part, the
                missing ones are added at its end, and it never has more.
        """
        old = self.text[start:end]
        new += "\n" * (old.count("\n") - new.count("\n"))
        line, column = self._place(start)
        for old_line, new_line in zip(old.split("\n"), new.split("\n"), strict=True):
            if len(old_line) != len(new_line):
                edits = self._edits.setdefault(line, [])
                edits.append((column, len(old_line), len(new_line)))
            line, column = line + 1, 0
        self.text = self.text[:start] + new + self.text[end:]

    def quote(self, start: int, end: int, mark: str = '"') -> None:
        """Put quotes around the part between two offsets."""
        self.replace(end, end, mark)
        self.replace(start, start, mark)

    def position(self, offset: int) -> Position:
        """Return the place in the person's text of an offset into the text as it stands."""
        line, column = self._place(offset)
        return self.original(Position(line + 1, column + 1))

    def original(self, position: Position) -> Position:
        """Return the place in the person's text of a place in the text as it stands."""
        column = position.column - 1
        for start, old, new in reversed(self._edits.get(position.line - 1, [])):
            if column >= start + new:
                column += old - new
            elif column > start:
                column = start + min(column - start, max(old - 1, 0))
        return Position(position.line, column + 1)

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        r"""Return the offset of the end of the line of an offset, before its `\n`."""
        end = self.text.find("\n", offset)
        return end if end >= 0 else len(self.text)

    def _place(self, offset: int) -> tuple[int, int]:
        return self.text.count("\n", 0, offset), offset - self.line_start(offset)
