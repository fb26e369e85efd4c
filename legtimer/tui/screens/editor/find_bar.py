"""The line in which one types what is to be found in a text, and what is to stand there instead."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from legtimer.tui.widgets.text import LeftLine, Line


class FindBar(Container):
    """Two fields and a line that says how it went."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", show=False, id="find.close"),
        Binding("down", "go(False)", "next", show=False, id="find.next"),
        Binding("up", "go(True)", "previous", show=False, id="find.previous"),
        Binding("tab,shift+tab", "other", "other field", show=False, id="find.other"),
        Binding("ctrl+a,alt+a", "all", "all", show=False, priority=True, id="find.all"),
    ]

    class Wanted(Message):
        """What is to be found was typed; it is shown, but the cursor stays."""

    class Go(Message):
        """Go to the next place, or to the one before."""

        def __init__(self, *, back: bool) -> None:
            """Tell it.

            Args:
                back: whether to the one before.
            """
            super().__init__()
            self.back = back

    class Replace(Message):
        """Replace this place, or all of them."""

        def __init__(self, *, everywhere: bool) -> None:
            """Tell it.

            Args:
                everywhere: whether all.
            """
            super().__init__()
            self.everywhere = everywhere

    class Closed(Message):
        """The athlete is through with it."""

    def __init__(self) -> None:
        """Start closed."""
        super().__init__(id="finding")
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

    def open(self, wanted: str, *, replace: bool) -> None:
        """Open it.

        Args:
            wanted: what to find; empty for what was wanted last.
            replace: whether there is a field for what is to stand there instead.
        """
        self.display = True
        self.query_one("#by").display = replace
        field = self.query_one("#wanted", Input)
        if wanted:
            field.value = wanted
        field.focus()
        field.action_select_all()
        keys = "enter next   ↑ ↓"
        if replace:
            keys = "tab, enter replaces   ctrl+a all"
        self.tell(keys)

    def tell(self, text: str) -> None:
        """Say how it went."""
        self.query_one("#told", Line).say(text)

    @on(Input.Changed, "#wanted")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.post_message(self.Wanted())

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "by":
            self.post_message(self.Replace(everywhere=False))
        else:
            self.post_message(self.Go(back=False))

    def action_go(self, back: bool) -> None:
        """Go to the next or the previous place."""
        self.post_message(self.Go(back=back))

    def action_other(self) -> None:
        """To the other field."""
        if self.replacing:
            there = "#by" if self.query_one("#wanted").has_focus else "#wanted"
            self.query_one(there).focus()

    def action_all(self) -> None:
        """Replace all."""
        if self.replacing:
            self.post_message(self.Replace(everywhere=True))

    def action_close(self) -> None:
        """Close it."""
        self.post_message(self.Closed())
