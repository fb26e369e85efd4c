"""What helps with the typing: completion, and blocks from templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from legtimer.core.blocks import kinds
from legtimer.files.workouts.templates import block_text
from legtimer.tui.screens.editor.area import WorkoutArea
from legtimer.tui.screens.editor.completion import Item, complete
from legtimer.tui.screens.editor.popup import Popup

_BLOCK: Final = re.compile(r"\s*\[\[\s*block\s*\]\]")


class TypingAid:
    """Completes words and inserts blocks, through the list that lies over the text."""

    def __init__(
        self, area: WorkoutArea, popup: Popup, exercises: Callable[[], Mapping[str, str]]
    ) -> None:
        """Take the parts.

        Args:
            area: the text.
            popup: the list.
            exercises: what can be completed, as in ``complete``.
        """
        self._area, self._popup, self._exercises = area, popup, exercises

    def complete(self) -> bool:
        """Complete the word under way; whether there is anything to complete."""
        area = self._area
        row, column = area.cursor_location
        found = complete(area.lines, row, column, self._exercises())
        if found is None:
            return False
        start = (row, found.start)

        def take(index: int) -> None:
            area.history.checkpoint()
            result = area.replace(
                found.items[index].text, start, (row, column), maintain_selection_offset=False
            )
            area.move_cursor(result.end_location)

        if len(found.items) == 1:
            take(0)
        else:
            self._popup.open(found.items, area.cursor_screen_offset, take)
        return True

    def insert_text(self, text: str) -> None:
        """Insert the text of blocks after the block that the cursor is in."""
        area = self._area
        lines, row = list(area.lines), area.cursor_location[0]
        after = [i for i in range(row + 1, len(lines)) if _BLOCK.match(lines[i])]
        at = after[0] if after else len(lines)
        # Comments right above a header belong to it.
        while after and at > row + 1 and lines[at - 1].lstrip().startswith("#"):
            at -= 1
        head, tail = lines[:at], lines[at:]
        while head and not head[-1].strip():
            head.pop()
        new = text.strip("\n").split("\n")
        gap = [""] if head else []
        place = (len(head) + len(gap) + 1, 0)
        area.replace_all("\n".join([*head, *gap, *new, "", *tail]), place)

    def insert_block(self) -> None:
        """Insert a block after the one that the cursor is in."""
        found = list(kinds().values())

        def take(index: int) -> None:
            self.insert_text(block_text(found[index]))

        items = [Item(cls.kind, cls.summary) for cls in found]
        self._popup.open(items, self._area.cursor_screen_offset, take)
