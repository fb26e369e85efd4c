"""The list over the text: what can be typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from legtimer.tui.screens.editor.completion import Item
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut, pad

_MOST_ROWS = 8


class Popup(ChoiceList):
    """A list that lies over the text, beside the cursor; the text keeps the keys."""

    can_focus = False

    class Chosen(Message):
        """Something was chosen."""

        def __init__(self, index: int) -> None:
            """Tell it.

            Args:
                index: which, from 0.
            """
            super().__init__()
            self.index = index

    def __init__(self) -> None:
        """Start closed."""
        super().__init__(id="popup", markup=False, compact=True)
        self.display = False

    def open(self, items: Sequence[Item], place: tuple[int, int]) -> None:
        """Show these.

        Args:
            items: what can be chosen.
            place: column and row of the cursor on the screen; the list goes below it, or above.
        """
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
        self.clear_options()
        self.add_options(Option(Content(row)) for row in rows)
        self.styles.width, self.styles.height = wide, high
        top = place[1] + 1 if high <= below else place[1] - high
        self.styles.offset = (max(0, min(place[0], width - wide)), max(0, top))
        self.display = True
        self.highlighted = 0

    def move(self, key: str) -> None:
        """Move as a key says; up and down go round."""
        count, at = self.option_count, self.highlighted or 0
        if key in ("up", "down"):
            self.highlighted = (at + (1 if key == "down" else -1)) % count
        else:
            page = max(1, self.size.height - 1)
            self.highlighted = max(0, min(count - 1, at + (page if key == "pagedown" else -page)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chose it."""
        event.stop()
        self.post_message(self.Chosen(event.option_index))
