"""The text of a workout file while it is typed: colours, mistakes, suggestions.

Theory of operation. Textual's text area colours by tree-sitter or not at all. What it documents for
everybody is that `get_line` may give a line with styles of its own, so the colours and the marks
are put on there: only the lines on the screen are ever taken apart.

A long file must be as quick as a short one. Textual's area paints all of its rows after each key;
here a change within a line paints that line, and other than that a row that looks the same is kept,
by all that its looks depend on. It measures the text when
it paints; without wrapping a text is as high as it has lines. And its width, whose every change
lays the whole screen out anew, grows by steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, Self

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import (
    DocumentNavigator,
    Edit,
    EditResult,
    Location,
    TextAreaTheme,
    WrappedDocument,
)

from legtimer.files.mistakes import Mistake, Severity
from legtimer.tui.screens.editor.completion import Grammar, suggestion
from legtimer.tui.screens.editor.highlighting import PARTS, parts, quotes_before, visible
from legtimer.tui.screens.editor.popup import Popup

_AT_MISTAKE: Final = re.compile(r""""[^"]*"?|'[^']*'?|[\w.+-]+|\S|$""")
_POPUP_KEYS: Final = frozenset({"up", "down", "pageup", "pagedown", "enter", "tab", "escape"})
_BLUE: Final = 0.45
"""How much of the theme's colour is in that of a text in quotes."""
_WIDTH_STEP: Final = 40
_MOST_ROWS_KEPT: Final = 2000
_LENT_ROWS: Final = 6
"""Rows that what is said for a few seconds takes at most."""
_TOML: Final = re.compile(r"""^\s*(?:\[|["'{}\]#]|[\w-]+\s*=)""", re.MULTILINE)
"""How a line of TOML begins."""
_LONGEST_COLOURED: Final = 1000
"""Characters of a line above which it is shown without colours: nobody types such lines."""


class _Theme(TextAreaTheme):
    """Colours from the style sheet; the line of the cursor keeps those of its text."""

    def apply_css(self, text_area: TextArea) -> None:
        """Take the colours from the style sheet."""
        super().apply_css(text_area)
        self.cursor_line_style = text_area.get_component_rich_style(
            "text-area--cursor-line", partial=True
        )


class _Unwrapped(WrappedDocument):
    """A document whose lines are never wrapped."""

    @property
    def height(self) -> int:
        """As many rows as lines."""
        return self.document.line_count


class TomlArea(TextArea):
    """A text area for TOML, with colours, marks and suggestions."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"area--{what}" for what in PARTS),
        "area--error",
        "area--warning",
        "area--hint",
        "area--found",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "text_start", "start", show=False, id="text.start"),
        Binding("ctrl+end", "text_end", "end", show=False, id="text.end"),
    ]

    class Left(Message):
        """The escape key was pressed."""

    class TextPasted(Message):
        """Something was pasted that is no TOML."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, text: str, grammar: Grammar, popup: Popup) -> None:
        """Set up.

        Args:
            text: what to begin with.
            grammar: of the text.
            popup: the list over the text, which has some of its keys while it is open.
        """
        self._grammar, self._popup = grammar, popup
        self._quotes: list[str] | None = None
        self._quotes_known = False
        self._marks: dict[int, list[tuple[int, Severity]]] = {}
        self._found = ""
        self._suggested_at: Location = (0, 0)
        self._rows: dict[object, Strip] = {}
        self._narrow = self._asked = False
        super().__init__(
            text, soft_wrap=False, tab_behavior="indent", show_line_numbers=True, id="text"
        )
        self.wrapped_document = _Unwrapped(self.document, tab_width=2)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.indent_width = 2
        self.cursor_blink = False
        self.register_theme(_Theme("toml"))
        self.theme = "toml"

    async def _on_paste(self, event: events.Paste) -> None:
        if "\n" in event.text.strip() and not _TOML.search(event.text):
            event.prevent_default()
            event.stop()
            self.post_message(self.TextPasted(event.text))

    @property
    def lines(self) -> Sequence[str]:
        """The text, line by line."""
        return self.document.lines

    def mark(self, mistakes: Sequence[Mistake]) -> None:
        """Underline these from now on.

        Args:
            mistakes: in the order of the text.
        """
        marks: dict[int, list[tuple[int, Severity]]] = {}
        for mistake in mistakes:
            marks.setdefault(mistake.line - 1, []).append((mistake.column - 1, mistake.severity))
        rows = [row for row in {*marks, *self._marks} if marks.get(row) != self._marks.get(row)]
        if rows:
            self._marks = marks
            self._look_again(rows)

    def show_found(self, wanted: str) -> None:
        """Show all places of a piece of text; empty for none."""
        if wanted != self._found:
            self._found = wanted
            self._look_again(range(self.document.line_count))

    def _look_again(self, rows: Iterable[int]) -> None:
        """These rows look different by now."""
        # Textual's own way to forget how lines looked; the rows kept here know what they depend on.
        super().notify_style_update()
        first, height = self.scroll_offset.y, self.size.height
        for row in rows:
            if first <= row < first + height:
                self.refresh_lines(row)

    def notify_style_update(self) -> None:
        """Forget how all rows looked."""
        self._rows.clear()
        super().notify_style_update()

    def validate_virtual_size(self, size: Size) -> Size:
        """The size of the text, its width in whole steps."""
        return Size(-(-size.width // _WIDTH_STEP) * _WIDTH_STEP, size.height)

    def render_line(self, y: int) -> Strip:
        """Paint one row, unless it looks as it did before."""
        scroll_x, scroll_y = self.scroll_offset
        row = scroll_y + y
        first, last = sorted(self.selection)
        if row >= self.document.line_count or first[0] <= row <= last[0]:
            return super().render_line(y)
        looks = (
            row,
            self.document.get_line(row),
            self._quotes_at(row),
            tuple(self._marks.get(row, ())),
            self._found,
            scroll_x,
            self.size,
            self.virtual_size.width,
            self.gutter_width,
        )
        strip = self._rows.get(looks)
        if strip is None:
            if len(self._rows) >= _MOST_ROWS_KEPT:
                self._rows.clear()
            strip = self._rows[looks] = super().render_line(y)
        return strip

    def edit(self, edit: Edit) -> EditResult:
        """Change the text."""
        long_strings = self._has_long_strings()
        self._quotes_known = False
        place = (self.scroll_offset, self.virtual_size, self.gutter_width)
        self._narrow, self._asked = True, False
        try:
            result = super().edit(edit)
        finally:
            self._narrow = False
        if self._asked:
            row = result.end_location[0]
            one_line = edit.from_location[0] == edit.to_location[0] == row
            now = (self.scroll_offset, self.virtual_size, self.gutter_width)
            if one_line and now == place and not (long_strings or self._has_long_strings()):
                self.refresh_lines(row)
            else:
                self.refresh()
        return result

    def _has_long_strings(self) -> bool:
        """Whether a change of one line can change what other lines are."""
        self._quotes_at(0)
        return self._quotes is not None

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint again; while the text is changed, only note that it has to be."""
        if self._narrow and not layout and not recompose:
            self._asked = True
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def undo(self) -> None:
        """Take the last change back."""
        self._quotes_known = False
        super().undo()

    def redo(self) -> None:
        """Make the last change again that was taken back."""
        self._quotes_known = False
        super().redo()

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor; not while it stands where the text has no line any more.

        An undo makes the text shorter before it moves the cursor; if a scroll bar goes with that,
        Textual scrolls in between (github.com/Textualize/textual/issues/6686).
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset(0, 0)
        return super().scroll_cursor_visible(center, animate)

    def get_line(self, line_index: int) -> Text:
        """A line with its colours and marks."""
        raw = self.document.get_line(line_index)
        line = Text(visible(raw), end="", no_wrap=True)
        if len(raw) <= _LONGEST_COLOURED:
            for start, end, what in parts(raw, self._quotes_at(line_index)):
                line.stylize(self._style(f"area--{what}"), start, end)
        for column, severity in self._marks.get(line_index, ()):
            token = _AT_MISTAKE.search(raw, min(column, len(raw)))
            start, end = token.span() if token else (column, column)
            if start == end:  # something is missing at the end of the line
                start, end = max(0, start - 1), max(1, end)
            line.stylize(self._style(f"area--{severity.value}"), start, end)
        if self._found:
            from legtimer.tui.screens.editor.search import matches

            for match in matches([raw], self._found):
                line.stylize(self._style("area--found"), match.start[1], match.end[1])
        return line

    def _style(self, name: str) -> Style:
        style = self.get_component_rich_style(name, partial=True)
        if name == "area--text":
            # A style sheet can't mix: a theme's own blue may be too dark to read.
            foreground, primary = (
                Color.parse(self.app.theme_variables[word]) for word in ("foreground", "primary")
            )
            style += Style(color=foreground.blend(primary, _BLUE).rich_color)
        return style

    def _quotes_at(self, row: int) -> str:
        if not self._quotes_known:
            self._quotes = quotes_before(self.document.lines)
            self._quotes_known = True
        return self._quotes[row] if self._quotes is not None and row < len(self._quotes) else ""

    def on_resize(self) -> None:
        """Keep the line that is typed in sight when rows below are needed for something else."""
        below = self.cursor_location[0] - round(self.scroll_y) - self.size.height + 1
        if 0 < below <= _LENT_ROWS:
            self.scroll_relative(y=below, animate=False, immediate=True)

    def action_text_start(self) -> None:
        """To the beginning of the text."""
        self.move_cursor((0, 0))

    def action_text_end(self) -> None:
        """To the end of the text."""
        self.move_cursor(self.document.end)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """None: for an open bracket Textual would look through the whole text at every key."""
        return None

    def update_suggestion(self) -> None:
        """Suggest how the word under way ends, where there is no doubt."""
        row, column = self._suggested_at = self.cursor_location
        if self.selection.is_empty and row < len(self.document.lines):
            self.suggestion = suggestion(self._grammar, self.document.lines, row, column)

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        """What was suggested belongs to the place where it was typed."""
        if self.cursor_location != self._suggested_at:
            self.suggestion = ""

    def on_key(self, event: events.Key) -> None:
        """Keys of the list that is open; escape leaves; tab takes what is suggested."""
        if self._popup.display and event.key in _POPUP_KEYS:
            self._popup.key(event.key)
        elif event.key == "escape":
            self.post_message(self.Left())
        elif event.key == "tab" and self.suggestion:
            self.insert(self.suggestion)
        elif event.key == "enter" and self.selection.is_empty:
            self.insert("\n" + self._indent())
        else:
            return
        event.stop()
        event.prevent_default()

    def _indent(self) -> str:
        """The blanks that a new line begins with."""
        row, column = self.cursor_location
        line = self.document.get_line(row)[:column]
        indent = line[: len(line) - len(line.lstrip())]
        return indent + "  " if line.rstrip().endswith("[") and "=" in line else indent

    def replace_all(self, text: str, place: Location | None = None) -> None:
        """Put a whole text in place of this one, so that one undo takes it back.

        Args:
            text: the new one.
            place: where the cursor goes, row and column from 0; None to stay where it is.
        """
        was = self.cursor_location
        scroll = self.scroll_offset
        old, new = self.document.lines, text.splitlines()
        if text.endswith("\n") or not text:
            new.append("")
        same = 0
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
        tail = 0
        while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        if same == len(old) == len(new):
            return
        self._replace_rows(same, len(old) - tail, new[same : len(new) - tail])
        self.move_cursor(place or was)
        if place is None:
            self.scroll_to(*scroll, animate=False)

    def _replace_rows(self, start: int, end: int, rows: Sequence[str]) -> None:
        """Put rows in place of those from one index to before another, in one change."""
        self.history.checkpoint()
        last = len(self.document.lines)
        if end < last:
            text = "".join(f"{row}\n" for row in rows)
            self.replace(text, (start, 0), (end, 0), maintain_selection_offset=False)
        elif start > 0:
            text = "".join(f"\n{row}" for row in rows)
            before = (start - 1, len(self.document.get_line(start - 1)))
            self.replace(text, before, self.document.end, maintain_selection_offset=False)
        else:
            self.replace("\n".join(rows), (0, 0), self.document.end)
