"""The keys at the foot of a screen; a click on one of them is that key."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding

from legtimer.tui.widgets.text import Line

GAP = "   "


def key_binding(name: str, keys: str, action: str, word: str, tooltip: str = "") -> Binding:
    """A key of a screen that is shown at its foot.

    Args:
        name: what the settings call it, with the name of the screen in front.
        keys: as Textual has them.
        action: what it does.
        word: for it, at the foot.
        tooltip: what it does, in a sentence; the palette has the keys that have one.
    """
    return Binding(keys, action, word, id=name, tooltip=tooltip)


class KeysLine(Line):
    """As many keys as fit, from the first on."""

    _parts: tuple[tuple[str, str], ...] = ()

    def say_keys(self, parts: Sequence[tuple[str, str]]) -> None:
        """Show these keys.

        Args:
            parts: for each what is written, and the action of the screen that it stands for.
        """
        self._parts = tuple(parts)
        texts = [text for text, _ in parts]
        self.say(*(GAP.join(texts[:n]) for n in range(len(texts), 0, -1)))

    def action_at(self, x: int) -> str | None:
        """The action of the key that is written at a cell, or just beside it."""
        row = self.arrange_rows(self.size.width, 1)[0]
        at = cell_len(row) - cell_len(row.lstrip())
        end = cell_len(row.rstrip())
        for text, action in self._parts:
            if at >= end:
                break
            if at - 1 <= x <= at + cell_len(text):
                return action
            at += cell_len(text) + len(GAP)
        return None

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does; beside the keys a click is what it is anywhere else."""
        action = self.action_at(event.x) if event.button == 1 else None
        if action is not None:
            event.stop()
            await self.screen.run_action(action)
