"""The line in which one types what is to be found in a text, and what is to stand there instead."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from legtimer.tui.screens.editor.area import TomlArea
from legtimer.tui.screens.editor.search import Match, matches, nearest, replaced
from legtimer.tui.widgets.text import LeftLine, Line


class FindBar(Container):
    """Finds and replaces in a text: two fields and a line that says how it went."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", show=False, id="find.close"),
        Binding("down", "go(False)", "next", show=False, id="find.next"),
        Binding("up", "go(True)", "previous", show=False, id="find.previous"),
        Binding("tab,shift+tab", "other", "other field", show=False, id="find.other"),
        Binding("ctrl+a,alt+a", "all", "all", show=False, priority=True, id="find.all"),
    ]

    def __init__(self, area: TomlArea) -> None:
        """Start closed.

        Args:
            area: the text in which is found and replaced.
        """
        super().__init__(id="finding")
        self._area = area
        self.display = False

    def compose(self) -> ComposeResult:
        """The two fields and the line."""
        yield Input(placeholder="find", id="wanted", compact=True)
        yield Input(placeholder="replace with", id="by", compact=True)
        yield LeftLine(id="told")

    @property
    def wanted(self) -> str:
        """What is to be found."""
        return self.query_one("#wanted", Input).value

    @property
    def by(self) -> str:
        """What is to stand there instead."""
        return self.query_one("#by", Input).value

    @property
    def replacing(self) -> bool:
        """Whether both fields are open."""
        return self.query_one("#by").display

    def open(self, *, replace: bool) -> None:
        """Open it; what is selected is what is wanted, or else what was wanted last.

        Args:
            replace: whether there is a field for what is to stand there instead.
        """
        self.display = True
        self.query_one("#by").display = replace
        field = self.query_one("#wanted", Input)
        selected = self._area.selected_text
        if selected and "\n" not in selected:
            field.value = selected
        field.focus()
        field.action_select_all()
        self.show()

    def tell(self, text: str) -> None:
        """Say how it went."""
        self.query_one("#told", Line).say(text)

    def show(self) -> None:
        """Show all places of what is wanted; the cursor stays."""
        self._area.show_found(self.wanted)
        found = self._found()
        self.tell(f"found: {len(found)}" if found else "nothing found")

    def replace(self, *, everywhere: bool) -> None:
        """Replace the place that is selected and go to the next; or all of them."""
        area, wanted = self._area, self.wanted
        if not wanted:
            return
        if everywhere:
            lines, count = replaced(area.lines, wanted, self.by)
            area.replace_all("\n".join(lines))
            self.tell(f"replaced: {count}")
            return
        start, end = sorted(area.selection)
        if Match(start, end) in self._found():
            area.history.checkpoint()
            result = area.replace(self.by, start, end, maintain_selection_offset=False)
            area.move_cursor(result.end_location)
        self.action_go(back=False)

    def _found(self) -> list[Match]:
        return matches(self._area.lines, self.wanted)

    @on(Input.Changed, "#wanted")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.show()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "by":
            self.replace(everywhere=False)
        else:
            self.action_go(back=False)

    def action_go(self, back: bool) -> None:
        """To the next place, or the one before; from the last to the first again."""
        found = self._found()
        start, end = sorted(self._area.selection)
        at = nearest(found, start if back else end, back=back)
        if at is not None:
            self._area.move_cursor(found[at].start, center=True)
            self._area.move_cursor(found[at].end, select=True)
            self.tell(f"{at + 1} of {len(found)}")
        elif self.wanted:
            self.tell("nothing found")

    def action_other(self) -> None:
        """To the other field."""
        if self.replacing:
            there = "#by" if self.query_one("#wanted").has_focus else "#wanted"
            self.query_one(there).focus()

    def action_all(self) -> None:
        """Replace all."""
        if self.replacing:
            self.replace(everywhere=True)

    def action_close(self) -> None:
        """Close it."""
        self.display = False
        self._area.show_found("")
        self._area.focus()
