"""The keys that drive a session, and the digits that are typed."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen

from legtimer.app.sound import Sound
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.tui.clock import Clock
from legtimer.tui.figures import turns_in
from legtimer.tui.ports import Driven, EasierOf, no_easier
from legtimer.tui.pump import Pump
from legtimer.tui.screens import keys
from legtimer.tui.typed import Typed


class DrivingScreen(Screen[None]):
    """A screen with a session under it."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.BINDINGS)

    class EditWanted(Message):
        """The athlete wants to edit the file of the workout under way."""

    unit: str = "kg"
    """What a load is in that is typed as a bare number, where the set has none."""

    def __init__(self, session: Driven, clock: Clock, sound: Sound, *, flash: bool = True) -> None:
        """Set up.

        Args:
            session: what is trained.
            clock: tells the time.
            sound: hears the cues.
            flash: whether the figure flashes at the end of a clock.
        """
        super().__init__()
        self._flash = flash
        self.driven = session
        self.clock = clock
        self.sound = sound
        self.pump = Pump(session, clock, sound, self._show, self._turns_in, fail=self._fail)
        self._view = self.pump.view()
        self._typed = Typed()
        self.easier_of: EasierOf = no_easier
        """Knows what is easier where a workout names nothing."""

    @property
    def view(self) -> View:
        """What is shown."""
        return self._view

    def follow(self, *, flash: bool, unit: str) -> None:
        """These settings were changed.

        Args:
            flash: whether the figure flashes at the end of a clock.
            unit: what a load is in that is typed as a bare number.
        """
        self._flash, self.unit = flash, unit

    @property
    def typed(self) -> str:
        """The digits typed so far."""
        return self._typed.text

    def _show(self, view: View) -> None:
        """Bring the screen up to date."""
        raise NotImplementedError

    def _turns_in(self, view: View) -> int | None:
        """Ms until the screen changes by the passing of time alone."""
        return turns_in(view, flash=self._flash)

    def _say_sound(self) -> None:
        """Show how loud it is."""
        raise NotImplementedError

    def _fail(self, error: Exception) -> None:
        """Raise what went wrong under the timer where the app notices it."""

        def again() -> None:
            raise error

        self.call_later(again)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing now are no keys."""
        if (action, parameters) == ("tell", ("easier",)):
            return self.easier() is not None
        return keys.allowed(self._view, action, parameters[0] if parameters else None)

    def _send(self, command: c.Command) -> bool:
        return self.pump.send(command)

    def action_press(self) -> None:
        """The main key; while digits are typed it confirms them."""
        if self.typed:
            self.confirm_typed()
        else:
            self._send(c.Press())

    def action_pause(self) -> None:
        """Pause, or go on."""
        self._send(c.Resume() if self._view.state is State.PAUSED else c.Pause())

    def action_tell(self, word: str) -> None:
        """Give the command of this word."""
        command = keys.COMMANDS[word]
        self._send(self.easier() or command if isinstance(command, c.SwapEasier) else command)

    def easier(self) -> c.SwapEasier | None:
        """What swaps in the easier exercise, or takes it back; None where there is none."""
        view = self._view
        if c.SwapEasier in view.allowed:
            return c.SwapEasier()
        instead = self.easier_of(view.swappable) if view.swappable else ""
        # A round that is counted stays what it is, so nothing is left out of it.
        left_out = instead == "omit" and view.tally is not None
        return c.SwapEasier(instead) if instead and not left_out else None

    def action_rub_out(self) -> None:
        """Delete a digit, or else undo."""
        if self.typed:
            self._typed.rub_out()
            self.pump.catch_up()
        else:
            self._send(c.Undo())

    def action_drop(self) -> None:
        """Drop the typed digits."""
        self._typed.drop()
        self.pump.catch_up()

    def action_edit(self) -> None:
        """Edit the workout's file."""
        self.post_message(self.EditWanted())

    def hold(self) -> None:
        """Pause, where anything runs."""
        if c.Pause in self._view.allowed:
            self._send(c.Pause())

    def action_mute(self) -> None:
        """Sound off or on."""
        self.sound.muted = not self.sound.muted
        self._say_sound()

    def action_volume(self, change: int) -> None:
        """Louder or quieter, by per cent."""
        self.sound.volume = min(100, max(0, self.sound.volume + change))
        self.sound.muted = False
        self._say_sound()

    def action_help(self) -> None:
        """All keys that do something now."""
        from legtimer.tui.screens.dialogs import HelpDialog

        self.app.push_screen(HelpDialog(keys.help_rows(self.active_bindings, self._view)))

    def action_end(self) -> None:
        """Ask whether to end here."""
        from legtimer.tui.screens.dialogs import EndDialog

        def answered(end: bool | None) -> None:
            if end:
                self._send(c.End())

        self.app.push_screen(EndDialog(), answered)

    def interrupt(self) -> None:
        """The same, for who presses what ends programs."""
        self.action_end()

    def action_load(self) -> None:
        """Ask for the load of the set under way, or else of the one just done."""
        from legtimer.tui.screens.dialogs import LoadDialog

        view = self._view
        working = view.now is not None and view.now.exercise is not None
        used = view.now.load if view.now is not None and working else None
        if not working and view.correctable is not None:
            used = view.correctable.load

        def answered(load: Load | None) -> None:
            if load is not None:
                self._send(c.CorrectLoad(load))

        unit = used.unit if used is not None and used.unit is not LoadUnit.BODYWEIGHT else self.unit
        self.app.push_screen(LoadDialog(str(unit)), answered)

    def on_click(self, event: events.Click) -> None:
        """A click anywhere is the main key."""
        if event.button == 1:
            self.action_press()

    def on_key(self, event: events.Key) -> None:
        """Digits are the reps just done."""
        if self.type_digit(event.character):
            event.stop()

    def type_digit(self, char: str | None) -> bool:
        """Take a typed character.

        Returns:
            Whether it was a digit that means something now.
        """
        if not char or char not in "0123456789" or c.CorrectReps not in self._view.allowed:
            return False
        self._typed.add(char, corrected(self._view))
        self.pump.catch_up()
        return True

    def confirm_typed(self) -> bool:
        """The typed digits are right.

        Returns:
            Whether they can be.
        """
        reps = self._typed.take()
        if self._send(c.CorrectReps(reps)):
            return True
        self._typed.refuse(reps)
        self.pump.catch_up()
        return False


def corrected(view: View) -> object:
    """What stands for the set that typed digits are about."""
    record = view.correctable
    return None if record is None else (view.asks, record.step.key, record.began)
