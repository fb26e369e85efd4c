"""What every screen of a session does: clock, keys, digits, sound and remote control; no drawing.

Two screens draw a session: the full one, and the plain one that takes over where the full one
fails. A session goes from one to the other without losing a press.

Theory of operation. Nothing polls and there is no frame loop. One timer is armed at the next
instant at which anything can change: a deadline of the session, the turn of a digit, or the point
at which the sound wants to know more of the future. When it fires, the session advances, the sound
hears its cues, a view is made and shown, and the timer is armed anew. A command does the same.
Between two changes nothing happens at all. Coming late does no harm: figures derive from instants,
and the session says every cue in order, stamped with when it was due.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.keys import key_to_character
from textual.message import Message

from legtimer.app.services import Services
from legtimer.core import notation
from legtimer.core.exercise import LoadUnit, OpenLoad
from legtimer.core.session import commands as c
from legtimer.core.session.cues import Cue, Finished, StepStarted
from legtimer.core.session.machine import NotAllowed
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.history.recorded_session import RecordedSession
from legtimer.tui.clock import Clock, Handle
from legtimer.tui.digit_entry import DigitEntry
from legtimer.tui.screens.base import BaseScreen, Dialog
from legtimer.tui.screens.session import keys
from legtimer.tui.sleep_inhibitor import SleepInhibitor
from legtimer.tui.text.figure import turns_in
from legtimer.tui.text.last_set import step_names, useless_digit
from legtimer.tui.text.summary import NOTHING_SAID, Said, summary_text
from legtimer.tui.widgets.keys import key_name

if TYPE_CHECKING:
    from legtimer.remote.messages import Request, Response


_ADJUSTS: Final = {"longer": 1, "shorter": -1}
"""The keys that tell reps in the rest after a range, and how many more."""
HORIZON: Final = 30_000
"""How far ahead, in ms, the sound is told what is to come; told anew when half of it is over."""
RUNS_ON: Final = 3
"""Seconds for which it is said that the clock runs on."""
_HINT: Final = 5_000
"""Ms of training for which it is said why a key did nothing."""


class DrivingScreen(BaseScreen[None]):
    """A screen with a session under it."""

    AUTO_FOCUS = None
    comes_by_itself = True
    ALLOW_SELECT = False  # a press of the mouse is the main key, however shaky the hand
    BINDINGS: ClassVar[list[BindingType]] = list(keys.BINDINGS)

    class Closed(Message):
        """The athlete is through with the session."""

        def __init__(self, summary: str) -> None:
            """Tell it.

            Args:
                summary: what was done, as plain text for the terminal.
            """
            super().__init__()
            self.summary = summary

    class EditWanted(Message):
        """The athlete wants to edit the file of the workout under way."""

    def __init__(
        self,
        session: RecordedSession,
        clock: Clock,
        services: Services,
        easier_of: Callable[[str], str],
        handle_request: Callable[[DrivingScreen, Request], Response],
    ) -> None:
        """Set up the screen; the session begins when it is first shown.

        Args:
            session: what is trained.
            clock: tells the time.
            services: what else is done: sound, history, remote control.
            easier_of: what is easier than the exercise of a name, or ``omit``; empty for nothing.
            handle_request: does what a request by remote control wants.
        """
        super().__init__()
        self.settings = services.settings.screen
        """What the screen goes by; may be set at any time."""
        self.driven = session
        self.clock = clock
        self.sound = services.sound
        self.history = services.history
        self._handle_request = handle_request
        self.easier_of = easier_of
        """Knows what is easier where a workout names nothing."""
        self._cues_of = services.exercises.cues_of
        self._sleep_inhibitor = SleepInhibitor(services.awake, clock)
        self._remote = services.remote
        self._driving = False
        """Whether this screen drives the session."""
        self._handle: Handle | None = None
        self._planned = 0
        """When the sound was told last what is to come."""
        self.fired = 0
        """How often the timer fired, for measuring."""
        self.closing = False
        """Whether the finished session is being closed."""
        self._view = self.view_now()
        self.obeys = False
        """Whether what is shown just now comes of a command, and not of time."""
        self._typed = DigitEntry()
        self._held = False
        """Whether a dialog has paused it."""
        self._hint: tuple[str, int] | None = None
        """Why the last key did nothing, and the ms of training time until which that is said."""

    def begin(self) -> None:
        """Drive the session from now on."""
        self._driving = True
        self._turn(self.clock.now(), [], replan=True)
        if self._view.state is State.NEW:
            self.send(c.Start())
        # What is outside can wait until the athlete sees the first figure.
        self.call_after_refresh(self._open_remote)

    def _open_remote(self) -> None:
        # Another screen may have taken over meanwhile.
        if self._driving:
            self._remote.open(self._obey)

    def release(self) -> None:
        """Let go of clock, sound and remote control, for good; calling it again does nothing."""
        if self._driving:
            self._driving = False
            self._disarm()
            self._sleep_inhibitor.end()
            self._remote.close()

    def on_unmount(self) -> None:
        """Let everything go."""
        self.release()

    def _obey(self, request: Request) -> Response:
        """Do what somebody outside wants."""
        try:
            return self._handle_request(self, request)
        except Exception as error:
            self._fail(error)
            raise

    def finish(self, said: Said = NOTHING_SAID, *, unwanted: bool = False) -> None:
        """Keep the finished session and leave; where it can't be saved, offer a file first.

        Args:
            said: what the athlete has said about it.
            unwanted: keep nothing of it.
        """
        if self.closing:
            return
        self.closing = True
        view = self.view_now()
        if unwanted or not view.records:
            self.driven.discard()
            text = (
                "The session was discarded." if unwanted else summary_text(view, self.driven.plan)
            )
            self._leave(text)
            return
        self.driven.complete(said.effort, said.note)
        text = summary_text(view, self.driven.plan, said, LoadUnit(self.settings.units))
        path = self.history.rescue_path(self.driven)
        if path:
            from legtimer.tui.screens.session.rescue_file import offer_file

            write = partial(self.history.write, self.driven)
            offer_file(self.app, path, write, lambda told: self._leave(f"{text}\n{told}"))
        else:
            self._leave(text)

    def _leave(self, text: str) -> None:
        self.post_message(self.Closed(text))

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
        """Why the last key did nothing; empty after some seconds."""
        return self._hint[0] if self._hint is not None else ""

    def look_at(self, view: View) -> None:
        """Take what is to be shown; digits, + and - are about the set that was chosen in it."""
        moved_on = view.number != self._view.number
        self._view = self._typed.look_at(view)
        # The clock of training may stand from now on.
        if self._hint is not None and (moved_on or view.elapsed >= self._hint[1]):
            self._hint = None

    @property
    def typed(self) -> str:
        """The digits typed so far."""
        return self._typed.text

    def _show(self, view: View) -> None:
        """Bring the screen up to date."""
        raise NotImplementedError

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
        if action == "press" and self.typed:
            # It takes the digits, also where nothing else is to be pressed.
            return True
        if action == "tell" and parameters[0] in _ADJUSTS and self.adjusts:
            return True
        return keys.allowed(self._view, action, parameters[0] if parameters else None)

    def send(self, command: c.Command) -> bool:
        """Hand on a command.

        Args:
            command: what the athlete wants.

        Returns:
            Whether it was legal. An illegal one changes nothing.
        """
        self._hint = None
        now = self.clock.now()
        cues = self._wake_up(now)
        try:
            cues += self.driven.handle(command, now)
            allowed = True
        except NotAllowed:
            allowed = False
        self.obeys = True
        self._turn(now, cues, replan=True)
        self.obeys = False
        return allowed

    def view_now(self) -> View:
        """The session as it is now, which the screen may not show yet."""
        return self.driven.view(self.clock.now())

    def catch_up(self) -> None:
        """Advance and show at once, after a resize for instance."""
        if self._driving:
            self._advance()

    def _fire(self) -> None:
        self.fired += 1
        self._handle = None
        try:
            self._advance()
        except Exception as error:
            # A timer's error would end in the loop's log, where no one looks.
            self._fail(error)
            self.release()

    def _advance(self) -> None:
        now = self.clock.now()
        cues = self._wake_up(now)
        slept = bool(cues)
        cues += self.driven.advance(now)
        self._turn(now, cues, replan=slept or any(isinstance(cue, StepStarted) for cue in cues))

    def _wake_up(self, now: int) -> list[Cue]:
        """Tell the session if the computer has slept since the last time."""
        at = self.clock.slept()
        if at is None:
            return []
        try:
            return self.driven.handle(c.Slept(max(0, at - self.driven.opened)), now)
        except NotAllowed:
            return []

    def _turn(self, now: int, cues: list[Cue], *, replan: bool) -> None:
        """Tell the sound, show, arm."""
        if cues:
            self.sound.say(cues, now)
        view = self.driven.view(now)
        if replan:
            self.sound.prepare(self.driven.plan.steps, view.number)
        if replan or now - self._planned >= HORIZON // 2:
            self.sound.follow(self.driven.upcoming(now, HORIZON), now)
            self._planned = now
        if any(isinstance(cue, Finished) for cue in cues):
            self.sound.result(view.scores, view.elapsed, now)
        # A timer runs in the context of whoever armed it last, which may be a dialog that is gone.
        with self._context():
            self._show(view)
        if self._driving:
            self._arm(now, view)

    def _arm(self, now: int, view: View) -> None:
        self._disarm()
        instants = []
        deadline = self.driven.next_deadline()
        if deadline is not None:
            instants += [deadline, self._planned + HORIZON // 2]
        turn = turns_in(view, flash=self.settings.flash)
        if turn is not None:
            instants.append(now + turn)
        if instants:
            self._handle = self.clock.call_at(max(now, min(instants)), self._fire)

    def _disarm(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def action_press(self) -> None:
        """The main key; while digits are typed it confirms them."""
        if self.typed:
            self.confirm_typed()
        else:
            self.send(c.Press())

    def action_pause(self) -> None:
        """Pause, or go on."""
        self.send(c.Resume() if self._view.state is State.PAUSED else c.Pause())

    def action_tell(self, word: str) -> None:
        """Give the command of this word."""
        if word in _ADJUSTS and self.adjusts:
            self._adjust_reps(_ADJUSTS[word])
            return
        command = keys.COMMANDS[word]
        self.send(self.easier() or command if isinstance(command, c.SwapEasier) else command)

    def _adjust_reps(self, change: int) -> None:
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
            self.catch_up()
        else:
            self.send(c.Undo())

    def action_drop(self) -> None:
        """Drop the typed digits."""
        self._typed.drop()
        self.catch_up()

    def action_edit(self) -> None:
        """Edit the workout's file."""
        self.ask(self.EditWanted())

    def hold(self) -> None:
        """Pause, where anything runs."""
        if c.Pause in self._view.allowed:
            self.send(c.Pause())

    def on_screen_suspend(self) -> None:
        """Pause while a dialog takes the eyes off; say so where the clock runs on.

        In scored work it runs on, because a score with a pause in it is no record.
        """
        view = self._view
        if not self._driving or c.Pause not in view.allowed:
            return
        step = view.step
        scored = step is not None and step.scored
        if isinstance(self.app.screen, Dialog) and not scored:
            self._held = self.send(c.Pause())
        else:
            self.app.notify("The clock runs on.", timeout=RUNS_ON)

    def on_screen_resume(self) -> None:
        """Go on after a dialog that paused."""
        if self._held and self._driving and self._view.state is State.PAUSED:
            self.send(c.Resume())
        self._held = False

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
        from legtimer.tui.screens.session.dialogs import HelpDialog

        self.app.push_screen(HelpDialog(keys.session_help(self.active_bindings, self._view)))

    def action_end(self) -> None:
        """Ask whether to end here."""
        from legtimer.tui.screens.session.dialogs import EndDialog

        def answered(end: bool | None) -> None:
            if end:
                self.send(c.End())

        self.app.push_screen(EndDialog(), answered)

    def interrupt(self) -> None:
        """The same, for who presses what ends programs."""
        self.action_end()

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
            there = self.view_now().load_target
            if there is None or there.step.key != target.step.key:
                return f"{name} is over; esc, then l for the set under way"
            if load != there.load:
                self.send(c.CorrectLoad(load))
            return None

        shown = now.text if now is not None else ""
        if isinstance(now, OpenLoad):
            # What was lifted the last time is proposed.
            name += f", {now.text}"
            unit = now.unit.value if now.unit in (LoadUnit.KG, LoadUnit.LB) else unit
            shown = self.history.last_load(self.driven.plan, target.step.key)
        self.app.push_screen(FigureDialog(f"Load of {name}", shown, take, f"24 or 2x16 {unit}"))

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
        points = ".," if self._view.decimal else ""
        if not char or char not in f"0123456789{points}":
            return False
        if c.CorrectReps not in self._view.allowed:
            self._say_hint(useless_digit(self._view))
            return False
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
        self._hint = text, self._view.elapsed + _HINT
        self.catch_up()

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
