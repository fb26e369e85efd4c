"""What there is to know of the workout under the cursor: in a few words, and step by step."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container

from legtimer.app.history_views import NO_PRIOR_RESULTS, PriorResults, TrainingSummary
from legtimer.app.library import LowImpactWorkout, WorkoutEntry
from legtimer.app.targets import CoachedWorkout
from legtimer.core.estimate import Pace
from legtimer.core.workout import Workout
from legtimer.files.printable import printable
from legtimer.files.workouts import WorkoutFileError
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.widgets.fitting import wrap
from legtimer.tui.widgets.outline_view import OutlineView
from legtimer.tui.widgets.preview import Headline
from legtimer.tui.widgets.text import Rows

_MOST_ROWS = 4
"""Rows of each fact."""


def facts(
    entry: WorkoutEntry,
    trained: TrainingSummary | None,
    before: PriorResults,
    width: int,
    *,
    wide: bool,
    easier: LowImpactWorkout | WorkoutFileError | None = None,
    reasons: tuple[str, ...] = (),
) -> list[str]:
    """What there is to know of a workout beside its steps.

    Args:
        entry: the workout.
        trained: how often it was done.
        before: how it went.
        width: cells of a row.
        wide: whether there is room for all of it; else for the name only.
        easier: the same with easier exercises, if that is shown.
        reasons: what is prescribed of exercises that grow, and why.
    """
    name = printable(entry.name, limit=NAME_LIMIT)
    if easier is not None:
        name = f"{name} · {_low_impact(easier)}"
    if not wide:
        return wrap(name, width, 1)
    texts = [name, entry.about]
    for word, items in (("equipment", entry.equipment), ("tags", entry.tags)):
        if items:
            texts.append(f"{word} {', '.join(items)}")
    if trained is not None:
        texts.append("done once" if trained.times == 1 else f"done {trained.times:,} times")
    texts += [f"{word} {text}" for word, text in (("last", before.last), ("best", before.best))
              if text]  # fmt: skip
    texts += reasons
    if entry.shipped:
        texts.append("built in")
    return [row for text in texts for row in wrap(printable(text, limit=400), width, _MOST_ROWS)]


def _low_impact(easier: LowImpactWorkout | WorkoutFileError) -> str:
    if isinstance(easier, WorkoutFileError):
        return str(easier)
    count = len(easier.swaps)
    if not count:
        return "low impact as it is"
    return f"low impact: {count} exercise{'s' if count > 1 else ''} made easier or left out"


class Details(Container):
    """Beside the list, or in its place."""

    def __init__(self, pace: Callable[[], Pace]) -> None:
        """Start empty.

        Args:
            pace: by which lengths are estimated.
        """
        super().__init__(id="beside")
        self._pace = pace
        self._outlined: Workout | None = None
        self._headline = ""

    def compose(self) -> ComposeResult:
        """The facts above the steps; where there is room, what matters most in large words."""
        yield Headline()
        yield Rows(id="facts")
        yield OutlineView()

    @property
    def steps(self) -> OutlineView:
        """The steps."""
        return self.query_one(OutlineView)

    def say(
        self,
        entry: WorkoutEntry | None,
        trained: TrainingSummary | None = None,
        before: PriorResults = NO_PRIOR_RESULTS,
        *,
        wide: bool = True,
        easier: LowImpactWorkout | WorkoutFileError | None = None,
        coached: CoachedWorkout | None = None,
    ) -> None:
        """Show a workout from now on.

        Args:
            entry: the workout; None for nothing.
            trained: how often it was done.
            before: how it went.
            wide: whether there is room for more than its name.
            easier: the same with easier exercises, if that is to be shown.
            coached: the same with what is prescribed next, if anything in it grows.
        """
        width = max(10, self.content_size.width)
        shown, steps = self.query_one("#facts", Rows), self.steps
        minutes = f"{entry.minutes} min" if entry is not None and entry.minutes else ""
        self.query_one(Headline).say("" if entry is None else entry.name, minutes)
        if entry is None:
            rows: list[str] = []
            steps.say(())
            self._outlined = None
        elif entry.workout is None:
            rows = facts(entry, trained, before, width, wide=wide)
            steps.say([row for text in entry.mistakes for row in wrap(printable(text), width, 6)])
            self._outlined = None
        else:
            reasons = coached.reasons if coached is not None else ()
            rows = facts(entry, trained, before, width, wide=wide, easier=easier, reasons=reasons)
            if isinstance(easier, LowImpactWorkout):
                rows.append(self._outline(easier.workout, easier.swaps))
            else:
                # The length is the list's, which knows the athlete's own times.
                length = f"{entry.minutes} min · " if entry.minutes else ""
                shown_workout = coached.workout if coached is not None else entry.workout
                count = self._outline(shown_workout).partition(" · ")[2]
                rows.append(f"{length}{count}")
        # The large words say the name.
        shown.say_all(rows[1:] if self.screen.has_class("-broad") else rows)

    def _outline(self, workout: Workout, swaps: frozenset[str] = frozenset()) -> str:
        """Show the steps; how long they take, and how many they are."""
        if workout is self._outlined:
            return self._headline
        # It needs more of the program than the first screen has to wait for.
        from legtimer.tui.screens.editor.outline import outline

        self._outlined = workout
        found = outline(workout, swaps, self._pace())
        self._headline = found.headline
        self.steps.say(found.rows)
        self.steps.scroll_home(animate=False)
        return self._headline
