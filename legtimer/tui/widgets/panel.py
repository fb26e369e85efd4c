"""A list with a head and a foot that stay, scrolled so that the row under way is seen."""

from __future__ import annotations

from collections.abc import Sequence

from legtimer.tui.widgets.fitting import pad
from legtimer.tui.widgets.text import Rows

MORE = "…"


def window(items: Sequence[str], current: int, room: int) -> list[str]:
    """As many rows as there is room for, the one under way among them.

    Args:
        items: all rows.
        current: index of the one under way; -1 for none.
        room: how many rows there may be; a row of them may say that there are more.
    """
    current = max(0, current)
    if len(items) <= room:
        return list(items)
    if room < 3:
        return list(items[current : current + max(room, 0)])
    start = min(max(0, current - room // 2), len(items) - room)
    shown = list(items[start : start + room])
    if start > 0:
        shown[0] = MORE
    if start + room < len(items):
        shown[-1] = MORE
    return shown


class ScrolledPanel(Rows):
    """Rows between a head and a foot."""

    _items, _current = 0, -1

    def say_panel(self, head: str, items: Sequence[str], current: int, foot: Sequence[str]) -> None:
        """Show this from now on."""
        if (len(items), current) != (self._items, self._current):
            self._items, self._current = len(items), current
            self._for = None
        self.say(head, *items, *foot)

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """Head and foot first; the rest is what the list may have."""
        items, foot = self._shown[1 : 1 + self._items], self._shown[1 + self._items :]
        room = height - 1 - len(foot)
        listed = window(items, self._current, room)
        gap = [""] if foot and len(listed) < room else []
        rows = [*self._shown[:1], *listed, *gap, *foot]
        return [pad(row, width, self.ALIGN) for row in rows[:height]]
