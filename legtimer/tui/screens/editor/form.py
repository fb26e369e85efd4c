"""A form for quick changes of a workout: its figures, and the order of its exercises.

Theory of operation. The form holds a text and makes its rows from it anew after every change; each
change goes through ``editing.fields``, which leaves the rest of the text byte for byte as it was
and refuses whatever would not be a workout. Whoever opened the form gets the text at each change,
so that it is kept where the terminal goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from legtimer.app.editor_files import CheckedText
from legtimer.core.workout import Workout
from legtimer.files.printable import printable
from legtimer.tui.screens.base import InnerScreen
from legtimer.tui.screens.editor.fields import (
    Field,
    Group,
    InvalidEdit,
    groups,
    moved,
    step_field,
    with_field,
)
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import cut, pad
from legtimer.tui.widgets.keys import FooterKey, FooterKeys, key_binding
from legtimer.tui.widgets.text import LeftLine, Line

_ABSENT = "not set"


class FormRow(NamedTuple):
    """One row: a heading, or a field."""

    group: Group
    field: Field | None


class FormScreen(InnerScreen[None]):
    """The form over the editor."""

    CSS_PATH = "form.tcss"
    AUTO_FOCUS = "OptionList"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding(
            "form.more", "plus,equals_sign,right", "step(1)", "more", "More: one, or 5 s of a time"
        ),
        key_binding("form.less", "minus,left", "step(-1)", "less", "Less: one, or 5 s of a time"),
        key_binding("form.up", "ctrl+up,K", "move(-1)", "up", "Move the exercise up"),
        key_binding("form.down", "ctrl+down,J", "move(1)", "down", "Move it down"),
        key_binding("form.clear", "delete,backspace", "clear", "clear", "Reset to the default"),
        key_binding("form.undo", "u", "undo", "undo", "Undo the last change"),
        key_binding("form.leave", "escape,q,ctrl+s,f2", "leave", "done", "Back to the text"),
    ]

    def __init__(
        self,
        name: str,
        text: str,
        check: Callable[[str], CheckedText[Workout]],
        changed: Callable[[str], object],
    ) -> None:
        """Set up.

        Args:
            name: the file's name.
            text: a workout without mistakes.
            check: reads a text as a workout.
            changed: takes the text whenever it was changed.
        """
        super().__init__()
        self._file_name, self._text = name, text
        self._check, self._changed = check, changed
        self._before: list[str] = []
        self._rows: list[FormRow] = []

    def compose(self) -> ComposeResult:
        """A title, the rows, what the row under the cursor is for, the keys."""
        yield LeftLine(id="name")
        yield ChoiceList(id="rows", markup=False, compact=True)
        yield LeftLine(id="help")
        yield FooterKeys(id="keys")

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#keys", FooterKeys).say_keys(
            [
                FooterKey("enter", "change", "change"),
                FooterKey("esc", "done", "leave"),
                FooterKey("+ -", "more/less", "step(1)"),
                FooterKey("^↑ ^↓", "move exercise", "move(-1)"),
                FooterKey("u", "undo", "undo"),
            ]
        )

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows for this width."""
        self._fill()

    def _fill(self, path: tuple[object, ...] | None = None, label: str = "") -> None:
        """Write the rows anew, with the cursor at a field of this way and label."""
        options = self.query_one(ChoiceList)
        at = options.highlighted
        self._rows = [
            row
            for group in groups(self._text)
            for row in (FormRow(group, None), *(FormRow(group, field) for field in group.fields))
        ]
        width = max(20, self.size.width - 4)
        headings = [row.field is None for row in self._rows]
        labels = max(_indent(row) + cell_len(row.field.label) for row in self._rows if row.field)
        options.show_rows([cut(_text(row, labels + 2), width) for row in self._rows], headings)
        places = [
            i
            for i, row in enumerate(self._rows)
            if row.field is not None and path == row.group.path and label == row.field.label
        ]
        first = next((i for i, row in enumerate(self._rows) if row.field is not None), None)
        options.highlighted = places[0] if places else at if at is not None else first
        mark = "● " if self._before else "  "
        self.query_one("#name", Line).say(
            f"{mark}{printable(self._file_name, limit=100)}  quick edit"
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the field is for."""
        field = self._rows[event.option_index].field
        if field is not None:
            self.query_one("#help", Line).say(f" {field.help} Expected: {field.expected}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change it."""
        event.stop()
        self.action_change()

    @property
    def _here(self) -> FormRow | None:
        at = self.query_one(OptionList).highlighted
        return None if at is None else self._rows[at]

    def action_change(self) -> None:
        """Ask for another figure."""
        from legtimer.tui.screens.figure_dialog import FigureDialog

        row = self._here
        if row is None or row.field is None:
            return
        field = row.field
        question = f"{printable(row.group.title, limit=40)}: {field.label}"

        def take(typed: str) -> str | None:
            return self._put(row.group, field, typed)

        self.app.push_screen(FigureDialog(question, field.value, take, cut(field.expected, 54)))

    def action_step(self, by: int) -> None:
        """One more or less."""
        row = self._here
        if row is None or row.field is None:
            return
        typed = step_field(row.field, by)
        if typed is None:
            self._complain(f"enter types it: {row.field.expected}")
        elif typed == row.field.value:
            self._complain("It cannot be less.")
        else:
            self._complain(self._put(row.group, row.field, typed))

    def action_clear(self) -> None:
        """Leave the figure out."""
        row = self._here
        if row is not None and row.field is not None and row.field.value:
            self._complain(self._put(row.group, row.field, ""))

    def action_move(self, by: int) -> None:
        """Move the exercise."""
        row = self._here
        if row is None or row.field is None or not row.group.exercise:
            self._complain("Only exercises can be moved.")
            return
        *path, at = row.group.path
        if not isinstance(at, int):
            return
        try:
            text = moved(self._text, row.group, by, self._check)
        except InvalidEdit as problem:
            self._complain(str(problem))
            return
        self._take(text)
        self._fill((*path, at + by), row.field.label)

    def action_undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self._text = self._before.pop()
            self._changed(self._text)
            self._fill()

    def _put(self, group: Group, field: Field, typed: str) -> str | None:
        """Put a figure into the text; why not, if not."""
        try:
            text = with_field(self._text, field, typed, self._check)
        except InvalidEdit as problem:
            return str(problem)
        self._take(text)
        self._fill(group.path, field.label)
        return None

    def _take(self, text: str) -> None:
        if text != self._text:
            self._before.append(self._text)
            self._text = text
            self._changed(text)

    def _complain(self, why: str | None) -> None:
        if why is not None:
            self.tell(why, warning=True)


def _indent(row: FormRow) -> int:
    return 2 * row.group.depth + (4 if row.field is not None else 0)


def _text(row: FormRow, values: int) -> str:
    """A row, with its value at a cell that is the same for all rows."""
    indent = " " * _indent(row)
    if row.field is None:
        return f"{indent}{'· ' * row.group.exercise}{row.group.title}"
    value = printable(row.field.value, limit=200)
    if not value:
        value = f"{row.field.default} (default)" if row.field.default else _ABSENT
    return f"{pad(indent + row.field.label, values, 'left')}{value}"
