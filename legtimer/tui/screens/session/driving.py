"""What every screen of a session does: clock, keys, sound and remote control; no drawing.

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

from asyncio import TimerHandle
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.message import Message

from legtimer.app.services import Services
from legtimer.core.exercise import LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.cues import Cue, Finished, StepStarted
from legtimer.core.session.machine import NotAllowed
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.history.recorded_session import RecordedSession
from legtimer.tui.clock import Clock
from legtimer.tui.screens.base import Dialog
from legtimer.tui.screens.session import keys
from legtimer.tui.screens.session.set_entry import ADJUSTS, SetEntryScreen
from legtimer.tui.sleep_inhibitor import SleepInhibitor
from legtimer.tui.text.figure import turns_in
from legtimer.tui.text.summary import NOTHING_SAID, Said, summary_text

if TYPE_CHECKING:
    from legtimer.remote.messages import Request, Response
    from legtimer.tui.screens.session.dialogs import HelpDialog


HORIZON: Final = 30_000
"""How far ahead, in ms, the sound is told what is to come; told anew when half of it is over."""
RUNS_ON: Final = 3
"""Seconds for which it is said that the clock runs on."""


class DrivingScreen(SetEntryScreen):
    """A screen with a session under it."""

    AUTO_FOCUS = None
    comes_by_itself = True
    ALLOW_SELECT = False  # a press of the mouse is the main key, however shaky the hand
    BINDINGS: ClassVar[list[BindingType]] = list(keys.BINDINGS)

    class Closed(Message):
        """The athlete is through with the session."""

        def __init__(self, summary: str, *, goes_on: bool) -> None:
            """Tell it.

            Args:
                summary: what was done, as plain text for the terminal.
                goes_on: whether what follows is to start.
            """
            super().__init__()
            self.summary, self.goes_on = summary, goes_on

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
        self.session = session
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
        self._handle: TimerHandle | None = None
        self._planned = 0
        """When the sound was told last what is to come."""
        self.fired = 0
        """How often the timer fired, for measuring."""
        self.following = ""
        """The name of the workout that comes next; empty for none."""
        self.closing = False
        """Whether the finished session is being closed."""
        self._view = self.view_now()
        self.shows_command = False
        """Whether what is shown just now comes of a command, and not of time."""
        self._held = False
        """Whether a dialog has paused it."""
        self.help: HelpDialog | None = None
        """The list of keys while it is open."""

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
            self._remote.open(self._handle_safely)

    def stop_driving(self) -> None:
        """Let go of clock, sound and remote control, for good; calling it again does nothing."""
        if self._driving:
            self._driving = False
            self._disarm()
            self._sleep_inhibitor.end()
            self._remote.close()

    def on_unmount(self) -> None:
        """Let everything go."""
        self.stop_driving()

    def _handle_safely(self, request: Request) -> Response:
        """Do what somebody outside wants."""
        try:
            return self._handle_request(self, request)
        except Exception as error:
            self._fail(error)
            raise

    def finish(
        self, said: Said = NOTHING_SAID, *, unwanted: bool = False, goes_on: bool = False
    ) -> None:
        """Keep the finished session and leave; where it can't be saved, offer a file first.

        Args:
            said: what the athlete has said about it.
            unwanted: keep nothing of it.
            goes_on: start what follows.
        """
        if self.closing:
            return
        self.closing = True
        leave = partial(self._leave, goes_on=goes_on)
        view = self.view_now()
        if unwanted or not view.records:
            self.session.discard()
            text = (
                "The session was discarded." if unwanted else summary_text(view, self.session.plan)
            )
            leave(text)
            return
        self.session.complete(said.effort, said.note)
        text = summary_text(view, self.session.plan, said, LoadUnit(self.settings.units))
        path = self.history.rescue_path(self.session)
        if path:
            from legtimer.tui.screens.session.rescue_file import offer_file

            write = partial(self.history.write, self.session)
            offer_file(self.app, path, write, lambda told: leave(f"{text}\n{told}"))
        else:
            leave(text)

    def _leave(self, text: str, *, goes_on: bool) -> None:
        self.post_message(self.Closed(text, goes_on=goes_on))

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
        if action == "tell" and parameters[0] in ADJUSTS and self.adjusts:
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
            cues += self.session.handle(command, now)
            allowed = True
            if isinstance(command, c.Undo):
                self._say_undone(self.session.view(now))
        except NotAllowed:
            allowed = False
        self.shows_command = True
        self._turn(now, cues, replan=True)
        self.shows_command = False
        return allowed

    def view_now(self) -> View:
        """The session as it is now, which the screen may not show yet."""
        return self.session.view(self.clock.now())

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
            self.stop_driving()

    def _advance(self) -> None:
        now = self.clock.now()
        cues = self._wake_up(now)
        slept = bool(cues)
        cues += self.session.advance(now)
        self._turn(now, cues, replan=slept or any(isinstance(cue, StepStarted) for cue in cues))

    def _wake_up(self, now: int) -> list[Cue]:
        """Tell the session if the computer has slept since the last time."""
        at = self.clock.slept()
        if at is None:
            return []
        try:
            return self.session.handle(c.Slept(max(0, at - self.session.opened)), now)
        except NotAllowed:
            return []

    def _turn(self, now: int, cues: list[Cue], *, replan: bool) -> None:
        """Tell the sound, show, arm."""
        if cues:
            self.sound.play(cues, now)
        view = self.session.view(now)
        if replan:
            self.sound.prepare(self.session.plan.steps, view.number)
        if replan or now - self._planned >= HORIZON // 2:
            self.sound.schedule(self.session.upcoming(now, HORIZON), now)
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
        deadline = self.session.next_deadline()
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
        if word in ADJUSTS and self.adjusts:
            self.adjust_reps(ADJUSTS[word])
            return
        command = keys.COMMANDS[word]
        self.send(self.easier() or command if isinstance(command, c.SwapEasier) else command)

    def easier(self) -> c.SwapEasier | None:
        """What swaps in the easier exercise, or takes it back; None where there is none."""
        view = self._view
        if c.SwapEasier in view.allowed:
            return c.SwapEasier()
        instead = self.easier_of(view.swappable) if view.swappable else ""
        # A round that is counted stays what it is, so nothing is left out of it.
        left_out = instead == "omit" and view.tally is not None
        return c.SwapEasier(instead) if instead and not left_out else None

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
            self.catch_up()
            return
        step = view.step
        scored = step is not None and step.scored
        if isinstance(self.app.screen, Dialog) and not scored:
            self._held = self.send(c.Pause())
        else:
            self.app.notify("The clock runs on.", timeout=RUNS_ON)
            self.catch_up()

    def on_screen_resume(self) -> None:
        """Go on after a dialog that paused."""
        if self._held and self._driving and self._view.state is State.PAUSED:
            self.send(c.Resume())
        self._held = False
        self.catch_up()

    def action_mute(self) -> None:
        """Sound off or on."""
        self.sound.muted = not self.sound.muted
        self._say_sound()

    def action_volume(self, change: int) -> None:
        """Louder or quieter, by per cent."""
        self.sound.volume = min(100, max(0, self.sound.volume + change))
        self.sound.muted = False
        self._say_hint(f"volume {self.sound.volume}%")

    def action_help(self) -> None:
        """All keys that do something now."""
        from legtimer.tui.screens.session.dialogs import HelpDialog

        def closed(_: None) -> None:
            self.help = None

        self.help = HelpDialog(
            keys.session_help(self.active_bindings, self._view), below_clock=True
        )
        self.app.push_screen(self.help, closed)

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

    def on_click(self, event: events.Click) -> None:
        """A click anywhere is the main key."""
        if event.button == 1:
            self.action_press()
