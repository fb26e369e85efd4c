"""What a screen of a session is told about sets: reps by digits and by + and -, and loads.

It also says why a key that was pressed does nothing.
"""

from __future__ import annotations

from typing import Final

from textual import events
from textual.keys import key_to_character

from legtimer.app.history import HistoryService
from legtimer.core import notation
from legtimer.core.exercise import LoadUnit, OpenLoad
from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.core.session.view import LoadTarget, View
from legtimer.core.steps import PressEffect
from legtimer.files.settings.sections import ScreenSettings
from legtimer.history.recorded_session import RecordedSession
from legtimer.tui.digit_entry import DigitEntry
from legtimer.tui.screens.base import BaseScreen
from legtimer.tui.screens.session import keys
from legtimer.tui.text.last_set import step_names, undone, useless_digit
from legtimer.tui.widgets.keys import key_name

ADJUSTS: Final = {"longer": 1, "shorter": -1}
"""The keys that tell reps in the rest after a range, and how many more."""
_HINT: Final = 5_000
"""Ms of training for which it is said why a key did nothing."""


class SetEntryScreen(BaseScreen[None]):
    """A screen that takes what is said about sets; whoever drives the session derives from it."""

    settings: ScreenSettings
    """What the screen goes by; may be set at any time."""
    session: RecordedSession
    history: HistoryService
    _view: View

    def __init__(self) -> None:
        super().__init__()
        self._typed = DigitEntry()
        self._hint: tuple[str, int, int] | None = None
        """Of the last key why it did nothing or what it took back, the step in which that is said,
        and the ms of training time until which it is."""

    def send(self, command: c.Command) -> bool:
        """Hand on a command; whether it was legal."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Show how it is now."""
        raise NotImplementedError

    def view_now(self) -> View:
        """The session as it is now, which the screen may not show yet."""
        raise NotImplementedError

    @property
    def view(self) -> View:
        """What is shown."""
        return self._view

    @property
    def adjusts(self) -> bool:
        """Whether + and - tell the reps of a range now."""
        return self._typed.adjusts(self._view)

    @property
    def hint(self) -> str:
        """Why the last key did nothing, or what it took back; empty after some seconds."""
        return self._hint[0] if self._hint is not None else ""

    def look_at(self, view: View) -> None:
        """Take what is to be shown; digits, + and - are about the set that was chosen in it."""
        self._view = self._with_load_target(self._typed.look_at(view))
        # The clock of training may stand from now on.
        if self._hint is not None:
            _, number, until = self._hint
            if view.number != number or view.elapsed >= until:
                self._hint = None

    def _with_load_target(self, view: View) -> View:
        """The load is that of the set that was chosen, or at the end of the one asked for."""
        target = view.target
        if target is None or target.under_way:
            return view
        record = target.record
        by_sets = record.step.press in (PressEffect.DONE, PressEffect.PAUSE)
        if not by_sets or not (self._typed.chosen or view.state is State.FINISHED):
            return view
        step = record.complex_set or record.step
        found = LoadTarget(step, record.load or record.step.load, target.number)
        return view._replace(load_target=found)

    @property
    def typed(self) -> str:
        """The digits typed so far."""
        return self._typed.text

    def adjust_reps(self, change: int) -> None:
        """A rep more or less of the set that is asked for, which stays so until the step ends."""
        target = self._view.target
        assert target is not None
        reps = target.proposal if target.record.reps is None else target.record.reps
        self._typed.choose(self._view, target.number)
        self.send(self._view.correct_reps((reps or 0) + change))

    def action_next_set(self) -> None:
        """Tell the reps of the set before; after the first one, of the last one again."""
        numbers = [one.number for one in self._view.correctables]
        target = self._view.target
        if target is not None:
            self._typed.choose(self._view, numbers[numbers.index(target.number) - 1])
            self.catch_up()

    def action_rub_out(self) -> None:
        """Delete a digit, or else undo."""
        if self.typed:
            self._typed.rub_out()
            self.catch_up()
        else:
            self.send(c.Undo())

    def action_drop(self) -> None:
        """Drop the typed digits."""
        self._typed.drop()
        self.catch_up()

    def action_load(self) -> None:
        """Ask for the load of the set under way, or else of the one just done."""
        from legtimer.tui.screens.figure_dialog import FigureDialog

        target = self._view.load_target
        if target is None:
            return
        now, unit = target.load, self.settings.units
        name = step_names(target.step)[0]

        def take(text: str) -> str | None:
            if not text:
                return None
            try:
                load = notation.load_typed(text, now, unit)
            except notation.NotUnderstood as error:
                return error.message
            there = target if target.number else self.view_now().load_target
            if there is None or there.step.key != target.step.key:
                return f"{name} is over; esc, then l for the set under way"
            if load != there.load:
                self.send(c.CorrectLoad(load, target.number))
            return None

        shown = now.text if now is not None else ""
        if isinstance(now, OpenLoad):
            # What was lifted the last time is proposed.
            name += f", {now.text}"
            unit = now.unit.value if now.unit in (LoadUnit.KG, LoadUnit.LB) else unit
            shown = self.history.last_load(self.session.plan, target.step.key)
        dialog = FigureDialog(f"Load of {name}", shown, take, f"24 or 2x16 {unit}")
        self.app.push_screen(dialog)

    def on_key(self, event: events.Key) -> None:
        """Digits are the reps just done."""
        if self.type_digit(event.character):
            event.stop()

    def type_digit(self, char: str | None) -> bool:
        """Take a typed character.

        Returns:
            Whether it was a digit that means something now.
        """
        points = ".," if self._view.decimal else ""
        if not char or char not in f"0123456789{points}":
            return False
        if c.CorrectReps not in self._view.allowed:
            self._say_hint(useless_digit(self._view))
            return False
        self._hint = None
        self._typed.add(char, self._view)
        self.catch_up()
        return True

    def answer_useless(self, key: str) -> None:
        """Say that a key means nothing now; of digits that is said already.

        Args:
            key: as Textual calls it; modifiers and other keys that type nothing get no answer.
        """
        typed = key_to_character(key)
        if typed is None or typed in "0123456789":
            return
        name = typed if typed.isprintable() and typed.strip() else key_name(key)
        helps = keys.keys_of_screen(self.active_bindings, "session").get("session.help")
        way_out = f" · {key_name(helps[0].key)} help" if helps else ""
        self._say_hint(f"{name} does nothing here{way_out}")

    def _say_hint(self, text: str) -> None:
        self._hint = text, self._view.number, self._view.elapsed + _HINT
        self.catch_up()

    def _say_undone(self, view: View) -> None:
        """Say what undo has taken back, from the next picture on."""
        self._hint = undone(self._view, view), view.number, view.elapsed + _HINT

    def confirm_typed(self) -> bool:
        """The typed digits are right.

        Returns:
            Whether they can be.
        """
        figure, target = self._typed.take(), self._view.target
        if self.send(self._view.correction(figure)):
            self._typed.accept()
            if target is not None and target.under_way and keys.press_ends_work(self._view):
                self.send(c.Press())
            self.catch_up()
            return True
        self._typed.refused = figure
        self.catch_up()
        return False
