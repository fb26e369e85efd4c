"""The exercise library: typing finds, muscle, equipment and impact narrow it down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList

from legtimer.app.exercise_book import FACETS, filter_exercises, value_counts
from legtimer.core.exercise import Exercise
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.printable import printable
from legtimer.tui.screens.exercises.dialog import ExerciseDialog, FacetDialog, detail_rows
from legtimer.tui.screens.find_screen import FindScreen
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.finding import MOVES, FindLine, FoundList
from legtimer.tui.widgets.fitting import cut, pad
from legtimer.tui.widgets.keys import FooterKey, FooterKeys
from legtimer.tui.widgets.text import Rows, Words

if TYPE_CHECKING:
    from legtimer.files.exercises.reading import LibraryExercise

_WIDE = 100
"""Columns from which on the details stand beside the list."""
_WHOLE_FACETS = 60
"""Columns from which on the buttons say what they filter by, beside the value."""
_KEYS = ("f2", "f3", "f4")
"""The keys of the facets."""


def exercise_row(exercise: LibraryExercise, width: int) -> str:
    """One exercise on one line of at most ``width`` cells; one's own has a star."""
    name = ("* " if exercise.own else "  ") + printable(exercise.name, limit=NAME_LIMIT)
    if width < 50:
        return f"{pad(name, width - 7, 'left')} {pad(exercise.impact, 6, 'left')}"
    room = min(34, width // 2)
    muscles = printable(", ".join(exercise.muscles), limit=NAME_LIMIT)
    return cut(f"{pad(name, room, 'left')} {pad(exercise.impact, 6, 'left')}  {muscles}", width)


class ExercisesScreen(FindScreen):
    """All exercises, and everything about the one that is marked."""

    CSS_PATH = ["screen.tcss", "dialog.tcss"]
    AUTO_FOCUS = "FindLine"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (30, "-tall")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        *(
            Binding(
                key,
                f"facet({i})",
                facet.name,
                id=f"exercises.{facet.name}",
                tooltip=f"Filter by {facet.name}",
            )
            for i, (key, facet) in enumerate(zip(_KEYS, FACETS, strict=True))
        ),
        Binding(
            "escape", "leave", "back", id="exercises.leave", tooltip="Clear the search, or back"
        ),
    ]

    def __init__(self, book: ExerciseLibrary) -> None:
        """Set up.

        Args:
            book: knows all exercises.
        """
        super().__init__()
        self._book = book
        self._chosen: dict[str, str] = {}
        self._all: tuple[LibraryExercise, ...] = ()
        self._found: list[LibraryExercise] = []
        self._width = 0
        self._none = "No exercise matches."
        """What is said where nothing is listed."""

    def compose(self) -> ComposeResult:
        """A title, what to look for, the facets, the list, the details."""
        yield Words(id="title")
        yield FindLine("name, muscle, equipment")
        with Horizontal(id="facets"):
            for key, facet in zip(_KEYS, FACETS, strict=True):
                yield Button(
                    Content(facet.name),
                    id=facet.name,
                    compact=True,
                    tooltip=f"Filter by {facet.name} ({key})",
                )
        with Container(id="both"):
            yield FoundList()
            with VerticalScroll(id="details", can_focus=False):
                yield Rows()
        yield FooterKeys(id="closing")

    def on_mount(self) -> None:
        """Read them."""
        self.query_one("#title", Words).say("EXERCISES")
        text = ""
        try:
            self._all = self._book.all()
            if self._book.mistakes:
                text = f"{self._book.own_path} has mistakes; see: legtimer exercises"
        except OSError as problem:
            text = f"The exercises cannot be read: {problem.strerror or type(problem).__name__}"
            self._none = "The exercises cannot be read."
        if text:
            self.tell(text, warning=True)
        self.query_one("#closing", FooterKeys).say_keys(
            [
                FooterKey("enter", "open", "open"),
                FooterKey("esc", "back", "leave"),
                *(
                    FooterKey(key, facet.name, f"facet({i})")
                    for i, (key, facet) in enumerate(zip(_KEYS, FACETS, strict=True))
                ),
            ]
        )

    def on_resize(self, event: events.Resize) -> None:
        """Write everything anew for the new width."""
        wide = event.size.width >= _WIDE
        # Padding at both sides, and two cells for a scroll bar.
        self._width = max(20, (event.size.width // 2 if wide else event.size.width) - 6)
        self._fill()
        self._say_facets()
        self.call_after_refresh(self._say_details)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for these words."""
        event.stop()
        self._fill()

    def _fill(self) -> None:
        if not self._width:
            return
        marked = self._marked()
        self._found = filter_exercises(self._all, self.query_one(FindLine).words, self._chosen)
        found = self.query_one(FoundList)
        rows = [exercise_row(exercise, self._width) for exercise in self._found]
        hints = [printable("; ".join(e.cues), limit=300) for e in self._found]
        found.fill(rows, [False] * len(rows), hints)
        if marked in self._found:
            found.highlighted = self._found.index(marked)
        self._say_details()

    def _marked(self) -> LibraryExercise | None:
        at = self.query_one(FoundList).highlighted
        return self._found[at] if at is not None and at < len(self._found) else None

    def on_option_list_option_highlighted(self) -> None:
        """Tell about it."""
        self._say_details()

    def _say_details(self) -> None:
        marked = self._marked()
        scroll = self.query_one("#details", VerticalScroll)
        width = max(10, scroll.size.width - 6)
        rows = [self._none] if marked is None else detail_rows(marked, width)
        if self.has_class("-low") and marked is not None:
            # The name is in the list, just above.
            rows = detail_rows(marked, width, titled=False)
        scroll.query_one(Rows).say_all(rows or [""])
        scroll.scroll_home(animate=False)

    def _say_facets(self) -> None:
        for facet in FACETS:
            button = self.query_one(f"#{facet.name}", Button)
            value = self._chosen.get(facet.name, "")
            text = printable(value, limit=60)
            if self.size.width >= _WHOLE_FACETS:
                text = f"{facet.name}: {text or 'any'}"
            button.label = Content(f"{text or facet.name} ▾")
            button.set_class(bool(value), "-chosen")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A facet is to be chosen."""
        event.stop()
        self.action_facet([facet.name for facet in FACETS].index(event.button.id or ""))

    def action_facet(self, number: int) -> None:
        """Choose the value of a facet."""
        facet = FACETS[number]
        values = value_counts(self._all, facet, self._chosen)
        dialog = FacetDialog(facet.name, values, self._chosen.get(facet.name, ""))
        self.app.push_screen(dialog, partial(self._choose, facet.name))

    def _choose(self, name: str, value: str | None) -> None:
        self.query_one(FindLine).focus()
        if value is None:
            return
        if value:
            self._chosen[name] = value
        else:
            self._chosen.pop(name, None)
        self._say_facets()
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click marks it; where that shows little of it, it opens it too."""
        event.stop()
        if self.has_class("-low"):
            self.action_open()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show all of the marked one, with as much room as there is."""
        marked = self._marked()
        if marked is not None:
            self.app.push_screen(ExerciseDialog(Exercise(name=marked.name), marked))

    def action_leave(self) -> None:
        """Show all again, or leave."""
        if self._chosen and not self.query_one(FindLine).value:
            self._chosen.clear()
            self._say_facets()
            self._fill()
        else:
            super().action_leave()
