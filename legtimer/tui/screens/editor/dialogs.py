"""What the editor asks: what becomes of changes, and what a new workout is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Button

from legtimer.tui.screens.box_dialog import BoxDialog
from legtimer.tui.widgets.text import Words


class Answer(NamedTuple):
    """One of the answers to a question."""

    name: str
    """What the dialog gives."""
    text: str
    key: str
    """The letter that gives it, too."""


class ChoiceDialog(BoxDialog[str]):
    """A question with a few answers, the first of which is that of a careless press.

    It gives the name of the answer, and nothing if there is none.
    """

    CSS_PATH = "dialogs.tcss"
    WIDTH = 58
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer('')", "back", id="choice.back"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, answers: Sequence[Answer]) -> None:
        """Set up.

        Args:
            question: what is asked.
            answers: in order.
        """
        super().__init__()
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Container(id="box"):
            yield Words(id="question")
            for answer in self._answers:
                button = Button(id=answer.name, compact=True)
                button.variant = "primary" if answer is self._answers[0] else "default"
                yield button

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", Words).say(self._question)
        self.query(Button).first().focus()

    def lay_out(self) -> None:
        """Share the rows."""
        self.query_one("#question").styles.height = self.rows_for(self._question, most=4)
        for answer in self._answers:
            button = self.query_one(f"#{answer.name}", Button)
            short = answer.text.partition(":")[0]
            self.draw_answer(button, answer.text, short, key=f" ({answer.key})")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """An answer."""
        self.dismiss(event.button.id or "")

    def on_key(self, event: events.Key) -> None:
        """An answer by its letter."""
        for answer in self._answers:
            if event.key == answer.key:
                event.stop()
                self.dismiss(answer.name)

    def action_answer(self, name: str) -> None:
        """An answer by key."""
        self.dismiss(name)

    def interrupt(self) -> None:
        """No answer."""
        self.dismiss("")


def unsaved_dialog(name: str) -> ChoiceDialog:
    """Asks what becomes of changes when the editor is left: ``save``, ``drop`` or nothing."""
    return ChoiceDialog(
        f"{name} has changes that are not saved.",
        (Answer("save", "Save", "s"), Answer("back", "Keep writing", "k"),
         Answer("drop", "Discard the changes", "d")),
    )  # fmt: skip


def pasted_dialog() -> ChoiceDialog:
    """Asks what becomes of a pasted text that is no TOML: ``read``, ``paste`` or nothing."""
    return ChoiceDialog(
        "This text is no workout file, but there is a workout in it.",
        (Answer("read", "Read it as blocks", "r"), Answer("paste", "Paste it as it is", "p")),
    )


def file_changed_dialog(name: str) -> ChoiceDialog:
    """Asks what to do with a file that another program changed: ``mine``, ``theirs`` or nothing."""
    return ChoiceDialog(
        f"{name} was changed by another program since it was read here.",
        (Answer("back", "Keep writing", "k"),
         Answer("theirs", "Reload it: undo brings mine back", "r"),
         Answer("mine", "Overwrite it: a backup stays", "o")),
    )  # fmt: skip
