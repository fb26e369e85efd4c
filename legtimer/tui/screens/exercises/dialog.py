"""How one exercise is done, over the session that goes on; and the choice of a facet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList

from legtimer.app.exercise_book import exercise_facts
from legtimer.core.exercise import Exercise
from legtimer.files.printable import printable
from legtimer.tui.screens.base import Dialog
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.figure import Figure
from legtimer.tui.widgets.fitting import pad, wrap
from legtimer.tui.widgets.text import Rows

if TYPE_CHECKING:
    from legtimer.files.exercises.reading import LibraryExercise

_MOST_ROWS = 20
"""Rows of a single fact or cue; nobody reads more."""
_FEWEST_ROWS = 4
"""Rows of the dialog, on however low a screen."""


def detail_rows(exercise: LibraryExercise, width: int, *, titled: bool = True) -> list[str]:
    """All that is known of an exercise: its name, its cues, and the exercise_facts.

    Args:
        exercise: which.
        width: cells of a row.
        titled: whether it begins with the name.
    """
    rows = wrap(printable(exercise.name, None), width, 2) if titled else []
    rows += [row for cue in exercise.cues for row in _item("- ", printable(cue, None), width)]
    for what, text in exercise_facts(exercise):
        rows += _item(f"{what:<8} ", text, width)
    return rows


def _item(head: str, text: str, width: int) -> list[str]:
    """A text behind a head, its further rows indented as far."""
    indent = cell_len(head)
    parts = wrap(text, max(8, width - indent), _MOST_ROWS)
    return [(head if i == 0 else " " * indent) + part for i, part in enumerate(parts)]


class ExerciseDialog(Dialog[None]):
    """How the exercise under way is done; the figure stays in sight above it."""

    CSS_PATH = "dialog.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i,enter,space,right,pagedown", "dismiss", "close", id="exercise.close")
    ]

    def __init__(self, exercise: Exercise, known: LibraryExercise | None) -> None:
        """Set up.

        Args:
            exercise: as the workout has it.
            known: what the library knows of it, if anything.
        """
        super().__init__()
        self._exercise, self._known = exercise, known

    def compose(self) -> ComposeResult:
        """Rows that scroll."""
        with VerticalScroll():
            yield Rows()

    def on_mount(self) -> None:
        """Take the arrow keys."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows for this width."""
        # Border, padding and a scroll bar.
        rows = self._texts(max(10, min(110, event.size.width) - 8))
        self.query_one(Rows).say_all(rows)
        # The screen below is laid out anew for this size too.
        self.call_after_refresh(self._stay_below_the_figure)

    def _stay_below_the_figure(self) -> None:
        figures = [f for screen in self.app.screen_stack[:-1] for f in screen.query(Figure)]
        if figures:
            room = self.size.height - max(figure.region.bottom for figure in figures)
            self.query_one(VerticalScroll).styles.max_height = max(_FEWEST_ROWS, room)

    def _texts(self, width: int) -> list[str]:
        ours = self._exercise
        rows = wrap(printable(ours.name, None), width, 2)
        if ours.note:
            rows += wrap(printable(ours.note, None), width, _MOST_ROWS)
        rows += [row for cue in ours.cues for row in _item("- ", printable(cue, None), width)]
        if self._known is None:
            return [*rows, *wrap("Not in the exercise library.", width, 2)]
        titled = self._known.name.casefold() != ours.name.casefold()
        return rows + detail_rows(self._known, width, titled=titled)

    def on_click(self, event: events.Click) -> None:
        """A click anywhere closes it."""
        event.stop()
        self.dismiss()


class FacetDialog(Dialog[str | None]):
    """The values of a facet; gives one, empty for any, or None for no answer."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "close", id="facet.close")
    ]

    def __init__(self, name: str, values: Sequence[tuple[str, int]], chosen: str) -> None:
        """Set up.

        Args:
            name: of the facet.
            values: each with how many exercises have it.
            chosen: the value that counts now; empty for any.
        """
        super().__init__()
        self._name, self._values, self._chosen = name, values, chosen

    def compose(self) -> ComposeResult:
        """The list."""
        yield ChoiceList(markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows for this width."""
        options = self.query_one(ChoiceList)
        at = options.highlighted
        if at is None:
            values = ["", *(value for value, _ in self._values)]
            at = values.index(self._chosen) if self._chosen in values else 0
        room = min(30, event.size.width - 14)
        rows = [f"any {self._name}"]
        rows += [
            f"{pad(printable(value, limit=60), room, 'left')} {count:>4}"
            for value, count in self._values
        ]
        options.show_rows(rows)
        options.highlighted = at
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """It was chosen."""
        event.stop()
        self.dismiss(self._values[event.option_index - 1][0] if event.option_index else "")
