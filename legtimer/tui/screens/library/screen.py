"""The library: all workouts; find one, look at it, go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input, OptionList

from legtimer.app.history import HistoryService
from legtimer.app.history_views import NO_PRIOR_RESULTS, PriorResults
from legtimer.app.library import LowImpactWorkout, WorkoutEntry, WorkoutLibrary
from legtimer.app.targets import CoachedWorkout
from legtimer.core.workout import Workout
from legtimer.files.printable import printable
from legtimer.files.workouts import WorkoutFileError
from legtimer.tui.screens.base import BaseScreen, WorkoutPicked
from legtimer.tui.screens.library.details import Details
from legtimer.tui.screens.library.file_actions import FileActions
from legtimer.tui.screens.library.filter import Finder, Order, arranged, with_headings
from legtimer.tui.screens.library.keys import BINDINGS, first_key, library_footer, library_help
from legtimer.tui.screens.library.list import WorkoutList, entry_key
from legtimer.tui.screens.library.loading import FIRST, LibraryLoader
from legtimer.tui.screens.library.rows import RowData, Titles, columns
from legtimer.tui.text.summary import before_texts
from legtimer.tui.widgets.fitting import wrap
from legtimer.tui.widgets.keys import FooterKeys
from legtimer.tui.widgets.preview import BROAD, columns_beside
from legtimer.tui.widgets.text import LeftLine, Line, RightLine, Rows, Words

_WIDE: Final = 110
"""Columns from which the steps are shown beside the list."""
_AROUND: Final = 16
"""Rows of the screen that the list has not, and that are to stay blank."""


class LibraryScreen(BaseScreen[None]):
    """The list of workouts."""

    CSS_PATH = "screen.tcss"
    comes_by_itself = True
    AUTO_FOCUS = "#list"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (30, "-tall")]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (60, "-narrow"), (_WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]

    class EditWanted(Message):
        """The athlete wants to change a workout's file."""

        def __init__(self, origin: str) -> None:
            """Tell it.

            Args:
                origin: the file.
            """
            super().__init__()
            self.origin = origin

    def __init__(
        self,
        library: WorkoutLibrary,
        history: HistoryService,
        wall: Callable[[], datetime],
        coached: Callable[[Workout], CoachedWorkout] | None = None,
    ) -> None:
        """Set up.

        Args:
            library: all workouts, and the files that cannot be read.
            history: tells how each went before.
            wall: tells the time of day.
            coached: gives a workout with what is prescribed next.
        """
        super().__init__()
        self._library = library
        self._history = history
        self._wall = wall
        self._ask_coach = coached
        self._coached: dict[Workout, CoachedWorkout] = {}
        self._changes = FileActions(
            self, library, history, self.reload, lambda: self.marked, self.key_of
        )
        self._finder = Finder()
        self._order = Order.NAME
        self._files = LibraryLoader(library, history, self._fill, self._all_read)
        self._low_impact = False
        self._away = False
        self._mistakes = False
        """Whether the file under the cursor has mistakes."""

    def compose(self) -> ComposeResult:
        """A title, the list, something about the workout under the cursor, the keys."""
        yield Words(id="title")
        with Container(id="head"):
            yield Input(
                placeholder="/ find by name, tag, type, equipment, exercise",
                id="words",
                compact=True,
            )
            yield RightLine(id="count")
        with Container(id="body"):
            yield WorkoutList()
            yield Details(self._library.pace)
        yield Rows(id="about")
        yield LeftLine(id="before")
        yield FooterKeys(id="closing")

    @property
    def marked(self) -> WorkoutEntry | None:
        """The workout under the cursor."""
        return self._list.marked

    @property
    def _list(self) -> WorkoutList:
        return self.query_one(WorkoutList)

    def key_of(self, action: str) -> str:
        """The first key of an action, as it is printed on a keyboard; empty if it has none."""
        return first_key(self.active_bindings, action)

    def on_mount(self) -> None:
        """Read what the first picture needs."""
        self.query_one("#title", Words).say("LEGTIMER")
        self._files.begin()
        self.call_after_refresh(self._go_on)

    def reload(self, origin: str = "") -> None:
        """Read what was changed, and show that.

        Args:
            origin: the file to have under the cursor; empty for the one that is.
        """
        self._files.reload()
        self._fill(origin)
        self.call_after_refresh(self._go_on)

    async def _go_on(self) -> None:
        """A slice of the work; the next one when what has come meanwhile is painted."""
        if len(self._files.entries) >= FIRST:
            # Textual takes message after message while there are any; keys would have to wait.
            await asyncio.sleep(0)
        if self._files.load_slice():
            self.call_after_refresh(self._go_on)

    def _all_read(self) -> None:
        self._say_marked()
        if self._history.error is not None:
            self.tell(self._history.error, warning=True)

    def on_screen_resume(self) -> None:
        """Back from a session or another screen: what was done counts, what was written is read."""
        self._say_keys()
        if self._away:
            self._away = False
            self._library.renew()
            self._coached.clear()
            self.reload()

    def on_screen_suspend(self) -> None:
        """To another screen; a dialog or the palette changes nothing by itself."""
        self._away = not self.app.screen.is_modal

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows anew for the new width."""
        # A broad screen is a wide one, too.
        self.set_class(event.size.width >= BROAD, "-broad")
        self._fill()
        self._lay_out()

    def _lay_out(self) -> None:
        """The steps beside the list, in its place, or nowhere."""
        details = self.query_one(Details)
        details.styles.width = None if self.has_class("-steps") else self._beside or None
        self.call_after_refresh(self._say_marked)

    @property
    def _beside(self) -> int:
        """Cells of the steps beside the list; 0 where there is no room for them."""
        width = self.size.width
        return columns_beside(width) or (min(64, width * 2 // 5) if width >= _WIDE else 0)

    @property
    def _width(self) -> int:
        """Cells of a row of the list: padding twice at both sides, two cells for a scroll bar."""
        return max(20, self.size.width - self._beside - 6)

    def _fill(self, origin: str = "", *, best: bool = False) -> None:
        """Write the list, with the cursor at a file, at the best match, or where it was."""
        if not self.size.width:
            return
        words = self.query_one("#words", Input).value
        every, trained = self._files.entries, self._files.trained
        shown = self._finder.find(arranged(every, self._order, trained), words)
        if best and shown and words.strip():
            origin = entry_key(shown[0])
        today = self._wall()

        def known(entry: WorkoutEntry) -> RowData:
            return RowData(entry, trained.get(entry.name), today)

        laid_out = columns(self._width, [known(entry) for entry in every])
        # What is found stands best match first, whatever its group.
        items: Sequence[WorkoutEntry | str] = shown if words.strip() else with_headings(shown)
        items = items or ["No workout matches." if every else "No workouts yet."]
        # Two rows each, where the list is not longer than the screen by that.
        about = self.size.width >= _WIDE and 2 * len(items) < self.size.height - _AROUND
        self._list.show(items, self._order, known, laid_out, origin, about=about)
        count = f"{len(shown)} of {len(every)}" if words.strip() else f"{len(every)}"
        noun = "workout" if len(every) == 1 else "workouts"
        by = "best match first" if words.strip() else f"by {self._order.value}"
        texts = [f"{count} {noun} · {by}", f"{count} · {by}", count]
        if self._low_impact:
            texts = [*(f"low impact · {text}" for text in texts), "low impact"]
        self.query_one("#count", Line).say(*texts)
        self._say_marked()

    def _say_marked(self) -> None:
        """What there is to know of the one under the cursor."""
        entry = self.marked
        mistakes = entry is not None and entry.workout is None and bool(entry.origin)
        if mistakes != self._mistakes:
            self._mistakes = mistakes
            self._say_keys()
        about, width = self.query_one("#about", Rows), max(10, self.size.width - 4)
        if entry is None:
            about.say("")
            self.query_one("#before", Line).say("")
            self.query_one(Details).say(None)
            return
        text = " · ".join(entry.mistakes) if entry.workout is None else entry.about
        about.say(*wrap(printable(text, limit=400), width, about.size.height or 3))
        before = NO_PRIOR_RESULTS
        if self._files.read and entry.workout is not None:
            before = self._history.before(entry.workout)
        self._say_before(entry, before)
        details = self.query_one(Details)
        if self._files.read and details.display:
            wide = self.size.height >= 20
            trained = self._files.trained.get(entry.name)
            details.say(
                entry,
                trained,
                before,
                wide=wide,
                easier=self._easier(entry),
                coached=self._coached_of(entry.workout),
            )

    def _coached_of(self, workout: Workout | None) -> CoachedWorkout | None:
        """The workout with what is prescribed next; None where nothing is known of it."""
        if workout is None or self._ask_coach is None:
            return None
        if workout not in self._coached:
            self._coached[workout] = self._ask_coach(workout)
        return self._coached[workout]

    def _say_before(self, entry: WorkoutEntry, before: PriorResults) -> None:
        line = self.query_one("#before", Line)
        if entry.workout is not None:
            line.say(*before_texts(before))
        else:
            line.say("enter opens it at the mistake" if entry.origin else "")

    def _say_keys(self) -> None:
        """The keys at the foot, as the athlete has set them."""
        footer = library_footer(self.active_bindings, mistakes=self._mistakes)
        self.query_one("#closing", FooterKeys).say_keys(footer)

    @on(OptionList.OptionHighlighted)
    def _marked(self) -> None:
        self._say_marked()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(best=True)

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _chosen(self, event: Message) -> None:
        event.stop()
        self.action_start()

    @on(Titles.Clicked)
    def _title_clicked(self, event: Titles.Clicked) -> None:
        self._sort(event.order)

    def _sort(self, order: Order) -> None:
        self._order = order
        self._fill()

    def action_start(self) -> None:
        """Start the one under the cursor; one with mistakes is opened where they are."""
        entry = self.marked
        if entry is None:
            return
        if entry.workout is not None:
            easier = self._easier(entry)
            if isinstance(easier, WorkoutFileError):
                self.tell(str(easier), warning=True)
            else:
                self.ask(WorkoutPicked(easier.workout if easier else entry.workout))
        elif entry.origin:
            self.ask(self.EditWanted(entry.origin))
        else:
            first = entry.mistakes[0] if entry.mistakes else "This file has mistakes."
            self.tell(first, warning=True)

    def _easier(self, entry: WorkoutEntry) -> LowImpactWorkout | WorkoutFileError | None:
        """A workout with easier exercises, or why there is none; None where nobody wants that."""
        if not self._low_impact or entry.workout is None:
            return None
        try:
            return self._library.low_impact(entry)
        except WorkoutFileError as problem:
            return problem

    def action_low_impact(self) -> None:
        """Show and start workouts with easier exercises, or as they are written."""
        self._low_impact = not self._low_impact
        self._fill()

    def action_find(self) -> None:
        """Type what to look for."""
        self.query_one("#words", Input).focus()

    def action_steps(self) -> None:
        """The steps in place of the list, or the list again."""
        self.toggle_class("-steps")
        steps = self.query_one(Details).steps
        steps.can_focus = self.has_class("-steps")
        (steps if steps.can_focus else self._list.options).focus()
        self._lay_out()

    def action_edit(self) -> None:
        """Change the file of the one under the cursor."""
        entry = self.marked
        if entry is not None and entry.origin:
            self.ask(self.EditWanted(entry.origin))

    def action_duplicate(self) -> None:
        """Make a copy."""
        if self.marked is not None:
            self._changes.duplicate(self.marked)

    def action_rename(self) -> None:
        """Give it another name."""
        entry = self.marked
        if entry is not None:
            every = self._files.entries
            names = {one.name.casefold() for one in every if one.origin != entry.origin}
            self._changes.rename(
                entry,
                trained=entry.name in self._files.trained,
                taken=lambda name: name.casefold() in names,
            )

    def action_delete(self) -> None:
        """Put it into the trash."""
        if self.marked is not None:
            self._changes.delete(self.marked)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._changes.undo()

    def action_trash(self) -> None:
        """Show the trash."""
        self._changes.open_trash()

    def action_sort(self) -> None:
        """Sort by the next thing."""
        self._sort(self._order.next)

    def action_reload(self) -> None:
        """Read the folders again."""
        self.reload()

    def action_help(self) -> None:
        """Show all keys."""
        from legtimer.tui.screens.session.dialogs import HelpDialog

        self.app.push_screen(HelpDialog(library_help(self.active_bindings)))

    def action_move(self, where: str) -> None:
        """Mark another one while words are typed."""
        self._list.options.move(where)

    def action_back(self) -> None:
        """Back to the list, or show all again; this never leaves the program."""
        words = self.query_one("#words", Input)
        if self.has_class("-steps"):
            self.action_steps()
        elif words.value or words.has_focus:
            words.value = ""
            self._list.options.focus()
        else:
            self.tell(f"{self.key_of('leave')} quits.")
