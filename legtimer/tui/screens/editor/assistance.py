"""What helps with the typing: completion, blocks from templates, finding and replacing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from legtimer.core.blocks import kinds
from legtimer.files.workouts.templates import block_text
from legtimer.tui.screens.editor.area import WorkoutArea
from legtimer.tui.screens.editor.completion import Item, complete
from legtimer.tui.screens.editor.find_bar import FindBar
from legtimer.tui.screens.editor.popup import Popup
from legtimer.tui.screens.editor.search import Match, matches, nearest, replaced

_BLOCK: Final = re.compile(r"\s*\[\[\s*block\s*\]\]")


class TypingAid:
    """Completes words and inserts blocks, through the list that lies over the text."""

    def __init__(
        self, area: WorkoutArea, popup: Popup, exercises: Callable[[], Sequence[str]]
    ) -> None:
        """Take the parts.

        Args:
            area: the text.
            popup: the list.
            exercises: the names that can be completed.
        """
        self._area, self._popup, self._exercises = area, popup, exercises
        self._choose: Callable[[int], None] | None = None

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
            self._open(found.items, take)
        return True

    def insert_block(self) -> None:
        """Insert a block after the one that the cursor is in."""
        found = list(kinds().values())

        def take(index: int) -> None:
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
            new = block_text(found[index]).rstrip("\n").split("\n")
            gap = [""] if head else []
            place = (len(head) + len(gap) + 1, 0)
            area.replace_all("\n".join([*head, *gap, *new, "", *tail]), place)

        self._open([Item(cls.kind, cls.summary) for cls in found], take)

    def key(self, key: str) -> None:
        """A key for the list."""
        at = self._popup.highlighted
        if key in ("enter", "tab") and at is not None:
            self.choose(at)
        elif key == "escape":
            self.close()
        elif key not in ("enter", "tab"):
            self._popup.move(key)

    def choose(self, index: int) -> None:
        """Take one of the list."""
        choose = self._choose
        self.close()
        if choose is not None:
            choose(index)

    def close(self) -> None:
        """Close the list."""
        self._choose = None
        self._area.popup_open = False
        self._popup.display = False

    def _open(self, items: Sequence[Item], choose: Callable[[int], None]) -> None:
        self._choose = choose
        self._area.popup_open = True
        self._popup.open(items, self._area.cursor_screen_offset)


class FindAndReplace:
    """Finds and replaces in the text, as the line for it says."""

    def __init__(self, area: WorkoutArea, bar: FindBar) -> None:
        """Take the parts.

        Args:
            area: the text.
            bar: what is to be found.
        """
        self._area, self._bar = area, bar

    def open(self, *, replace: bool) -> None:
        """Open the line; what is selected is what is wanted."""
        selected = self._area.selected_text
        self._bar.open(selected if "\n" not in selected else "", replace=replace)
        self.show()

    def close(self) -> None:
        """Close the line."""
        self._bar.display = False
        self._area.show_found("")
        self._area.focus()

    def show(self) -> None:
        """Show all places of what is wanted."""
        self._area.show_found(self._bar.wanted)
        self._bar.tell(_count(self._found()))

    def go(self, *, back: bool) -> None:
        """To the next place, or the one before; from the last to the first again."""
        found = self._found()
        start, end = sorted(self._area.selection)
        at = nearest(found, start if back else end, back=back)
        if at is not None:
            self._select(found[at])
            self._bar.tell(f"{at + 1} of {len(found)}")
        elif self._bar.wanted:
            self._bar.tell("nothing found")

    def replace(self, *, everywhere: bool) -> None:
        """Replace the place that is selected and go to the next; or all of them."""
        area, wanted = self._area, self._bar.wanted
        if not wanted:
            return
        if everywhere:
            lines, count = replaced(area.lines, wanted, self._bar.by)
            area.replace_all("\n".join(lines))
            self._bar.tell(f"replaced: {count}")
            return
        start, end = sorted(area.selection)
        if Match(start, end) in self._found():
            area.history.checkpoint()
            result = area.replace(self._bar.by, start, end, maintain_selection_offset=False)
            area.move_cursor(result.end_location)
        self.go(back=False)

    def _found(self) -> list[Match]:
        return matches(self._area.lines, self._bar.wanted)

    def _select(self, match: Match) -> None:
        self._area.move_cursor(match.start, center=True)
        self._area.move_cursor(match.end, select=True)


def _count(found: Sequence[Match]) -> str:
    return "nothing found" if not found else f"found: {len(found)}"
