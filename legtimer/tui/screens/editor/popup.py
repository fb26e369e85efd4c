"""The list over the text: what can be typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets import OptionList

from legtimer.tui.screens.editor.completion import Item
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut, pad

_MOST_ROWS = 8


class Popup(ChoiceList):
    """A list that lies over the text, beside the cursor; the text keeps the keys."""

    can_focus = False

    def __init__(self) -> None:
        """Start closed."""
        super().__init__(id="popup", markup=False, compact=True)
        self.display = False
        self._choose: Callable[[int], None] | None = None

    def open(
        self, items: Sequence[Item], place: tuple[int, int], choose: Callable[[int], None]
    ) -> None:
        """Show these.

        Args:
            items: what can be chosen.
            place: column and row of the cursor on the screen; the list goes below it, or above.
            choose: takes the number of what was chosen, from 0.
        """
        self._choose = choose
        width, height = self.screen.size
        longest = min(34, max(len(item.text.strip(" =")) for item in items) + 1)
        room = min(width - 2, 76)
        rows = []
        for item in items:
            text = pad(item.text.removesuffix(" = "), longest, "left")
            rows.append(cut(f"{text} {item.help}".rstrip(), room - 3))
        wide = max(len(row) for row in rows) + 3
        below = height - place[1] - 2
        high = min(len(rows), _MOST_ROWS, max(below, place[1] - 1))
        self.show_rows(rows)
        self.styles.width, self.styles.height = wide, high
        top = place[1] + 1 if high <= below else place[1] - high
        self.styles.offset = (max(0, min(place[0], width - wide)), max(0, top))
        self.display = True
        self.highlighted = 0

    def close(self) -> None:
        """Close it."""
        self._choose = None
        self.display = False

    def choose(self, index: int) -> None:
        """Take one of the list."""
        choose = self._choose
        self.close()
        if choose is not None:
            choose(index)

    def key(self, key: str) -> None:
        """Move as a key says, take what is marked, or close; up and down go round."""
        count, at = self.option_count, self.highlighted or 0
        if key in ("enter", "tab"):
            self.choose(at)
        elif key == "escape":
            self.close()
        elif key in ("up", "down"):
            self.highlighted = (at + (1 if key == "down" else -1)) % count
        else:
            page = max(1, self.size.height - 1)
            self.highlighted = max(0, min(count - 1, at + (page if key == "pagedown" else -page)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chose it."""
        event.stop()
        self.choose(event.option_index)
