"""The keys at the foot of a screen; a click on one of them is that key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from legtimer.tui.widgets.fitting import cut
from legtimer.tui.widgets.text import Text

_NAMES = {
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "backspace": "bksp",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


class FooterKey(NamedTuple):
    """A key at the foot of a screen."""

    key: str
    """As it is printed on a keyboard."""
    word: str
    """What it does."""
    action: str
    """The action of the screen that it stands for; empty if a click does nothing."""

    @property
    def text(self) -> str:
        """Both, as they are written."""
        return f"{self.key} {self.word}" if self.word else self.key


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard."""
    *modifiers, name = key.split("+")
    return "+".join([*modifiers, _NAMES.get(name, name)])


def footer_key(binding: Binding) -> FooterKey:
    """What the foot of a screen shows of the first key of a binding."""
    key = key_name(binding.key.partition(",")[0]).replace("ctrl+", "^")
    return FooterKey(key, binding.description, binding.action)


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


def _rows(parts: Iterable[FooterKey], width: int, height: int, gap: int) -> list[list[FooterKey]]:
    """As many keys as fit, from the first on, row by row."""
    rows: list[list[FooterKey]] = []
    room = 0
    for part in parts:
        needed = cell_len(part.text)
        if rows and needed + gap <= room:
            room -= needed + gap
            rows[-1].append(part)
        elif len(rows) < height:
            room = width - needed
            rows.append([part])
        else:
            break
    return rows


class KeysLine(Text):
    """As many keys as fit, from the first on; a key stands out from what it does."""

    DEFAULT_CSS = """
    KeysLine { height: 1; width: 1fr; }
    KeysLine > .keys--key { text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}
    GAP: ClassVar[str] = "   "
    """Between two keys."""

    _parts: tuple[FooterKey, ...] = ()

    def say_keys(self, parts: Sequence[FooterKey]) -> None:
        """Show these keys."""
        self._parts = tuple(parts)
        self.say(*(part.text for part in parts))

    def _arranged(self, width: int, height: int) -> list[tuple[int, list[FooterKey]]]:
        """For each row the cell at which it begins, and its keys."""
        rows = _rows(self._parts, width, height, len(self.GAP))
        free = [width - cell_len(self.GAP.join(part.text for part in row)) for row in rows]
        before = [max(0, room) // 2 if self.ALIGN == "center" else 0 for room in free]
        return list(zip(before, rows, strict=True))

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """The rows as text."""
        rows = self._arranged(width, height)
        texts = (" " * before + self.GAP.join(part.text for part in row) for before, row in rows)
        return [cut(text, width).ljust(width) for text in texts]

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        width, height = self.size
        style = self.visual_style.rich_style
        key_style = style + self.get_component_rich_style("keys--key", partial=True)
        rows = self._arranged(width, height)
        segments = []
        if y < len(rows):
            before, parts = rows[y]
            segments.append(Segment(" " * before, style))
            for i, part in enumerate(parts):
                segments.append(Segment(f"{self.GAP if i else ''}", style))
                segments.append(Segment(part.key, key_style))
                segments.append(Segment(part.text[len(part.key) :], style))
        return Strip(segments).adjust_cell_length(width, style)

    def action_at(self, x: int, y: int = 0) -> str | None:
        """The action of the key that is written at a cell, or just beside it."""
        rows = self._arranged(self.size.width, self.size.height)
        if y >= len(rows):
            return None
        at, parts = rows[y]
        for part in parts:
            if at - 1 <= x <= at + cell_len(part.text):
                return part.action
            at += cell_len(part.text) + len(self.GAP)
        return None

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does; beside the keys a click is what it is anywhere else."""
        at = event.get_content_offset(self)
        action = self.action_at(at.x, at.y) if event.button == 1 and at is not None else None
        if action:
            event.stop()
            await self.screen.run_action(action)


class FooterKeys(KeysLine):
    """The same from the left, with the keys in a colour of their own."""

    DEFAULT_CSS = """
    FooterKeys { padding: 0 1; color: $text-muted; }
    FooterKeys > .keys--key { color: $text-accent; text-style: bold; }
    """
    ALIGN = "left"
