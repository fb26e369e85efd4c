"""What helps with the typing: completion, and tables from templates."""

from __future__ import annotations

import re
from typing import Final

from legtimer.tui.screens.editor.area import TomlArea
from legtimer.tui.screens.editor.completion import complete
from legtimer.tui.screens.editor.language import AnyLanguage
from legtimer.tui.screens.editor.popup import Popup

_HEADER: Final = re.compile(r"\s*\[\[?\s*[\w-]+\s*\]")


class TypingAid:
    """Completes words and inserts tables, through the list that lies over the text."""

    def __init__(self, area: TomlArea, popup: Popup, language: AnyLanguage) -> None:
        """Take the text, the list, and the language of the text."""
        self._area, self._popup, self._language = area, popup, language

    def complete(self) -> bool:
        """Complete the word under way; whether there is anything to complete."""
        area = self._area
        row, column = area.cursor_location
        found = complete(self._language.grammar, area.lines, row, column)
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
        """Insert the text of tables after the table that the cursor is in."""
        area = self._area
        lines, row = list(area.lines), area.cursor_location[0]
        after = [i for i in range(row + 1, len(lines)) if _HEADER.match(lines[i])]
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

    def insert_part(self) -> None:
        """Insert a table after the one that the cursor is in."""
        parts = self._language.parts()

        def take(index: int) -> None:
            self.insert_text(parts[index][1])

        self._popup.open([item for item, _ in parts], self._area.cursor_screen_offset, take)
