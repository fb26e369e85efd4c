"""Asks what a new file is called and what it begins with, or takes a text with workouts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input, OptionList

from legtimer.core.blocks import kinds
from legtimer.files.programmes.templates import PROGRAMME_TEMPLATES
from legtimer.tui.screens.base import Dialog
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut
from legtimer.tui.widgets.text import LeftLine, Line

_LONGEST = 80


class NewFile(NamedTuple):
    """What is to be written."""

    name: str
    """What it is called."""
    template: str
    """What it begins with."""


class PastedText(str):
    """A text to find workouts in."""


class _NameInput(Input):
    """A field for a name; what is pasted in several lines is no name."""

    def _on_paste(self, event: events.Paste) -> None:
        text = event.text.strip()
        if "\n" in text or len(text) > _LONGEST:
            event.prevent_default()
            event.stop()
            self.screen.dismiss(PastedText(event.text))


class NewDialog(Dialog[NewFile | PastedText | None]):
    """Gives the name and the template, or a text that was pasted; None for no new file."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "drop", id="new.drop"),
        Binding("up", "move('cursor_up')", "up", show=False, id="new.up"),
        Binding("down", "move('cursor_down')", "down", show=False, id="new.down"),
    ]

    def __init__(
        self,
        questions: tuple[str, str],
        templates: Mapping[str, str],
        template: str = "",
        *,
        takes_text: bool = False,
    ) -> None:
        """Set up.

        Args:
            questions: what is asked, the fullest first.
            templates: what it can begin with, each with what it is.
            template: the one that is proposed.
            takes_text: whether a text can be pasted in place of a name.
        """
        super().__init__()
        self._questions, self._templates, self._takes_text = questions, templates, takes_text
        self._names = list(templates)
        self._width = 0
        self._template = template if template in templates else self._names[0]

    def compose(self) -> ComposeResult:
        """A field for the name, and the templates."""
        field = _NameInput if self._takes_text else Input
        with Container():
            yield LeftLine(id="question")
            yield field(placeholder="name", max_length=_LONGEST, compact=True)
            yield ChoiceList(id="kinds", markup=False, compact=True)
            yield LeftLine(id="keys")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", Line).say(*self._questions)
        pasting = "or paste a text with workouts in it   " if self._takes_text else ""
        self.query_one("#keys", Line).say(
            f"enter begins it   {pasting}esc leaves", "enter begins it   esc leaves"
        )
        options = self.query_one(OptionList)
        options.can_focus = False
        self._fill()
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Write the templates for this width."""
        if self._width != self.app.size.width:
            self._fill()

    def _fill(self) -> None:
        options = self.query_one(ChoiceList)
        at = options.highlighted
        self._width = self.app.size.width
        room = max(20, min(76, self._width) - 9)
        options.show_rows(cut(f"{name:<10} {what}", room) for name, what in self._templates.items())
        options.highlighted = self._names.index(self._template) if at is None else at

    def action_move(self, way: str) -> None:
        """To another template."""
        self.query_one(ChoiceList).move(way)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a template: the cursor is there, the name is still to be typed."""
        event.stop()
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin."""
        event.stop()
        at = self.query_one(OptionList).highlighted or 0
        name = " ".join(event.value.split())
        if name:
            self.dismiss(NewFile(name, self._names[at]))
        else:
            self.query_one("#question", Line).say("A name is needed.")


def new_workout_dialog(kind: str = "") -> NewDialog:
    """Asks for a workout; its template is the kind of its first block.

    Args:
        kind: the one that is proposed.
    """
    return NewDialog(
        ("A new workout: its name, and ↑ ↓ for its first block", "New workout: name and type"),
        {kind: cls.summary for kind, cls in kinds().items()},
        kind,
        takes_text=True,
    )


def new_programme_dialog() -> NewDialog:
    """Asks for a programme."""
    return NewDialog(
        ("A new programme: its name, and ↑ ↓ for a template", "New programme: name, template"),
        PROGRAMME_TEMPLATES,
    )
