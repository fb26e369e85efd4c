"""The running session: what four metres away has to be seen, and the keys that drive it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.table import State
from legtimer.core.session.view import View
from legtimer.tui import asking, status, tallies, wording
from legtimer.tui.clock import Clock
from legtimer.tui.figures import figure, turns_in
from legtimer.tui.ports import Driven, Sound
from legtimer.tui.pump import Pump
from legtimer.tui.report import summary_text
from legtimer.tui.screens import keys
from legtimer.tui.typed import Typed
from legtimer.tui.widgets.bar import BlockBar
from legtimer.tui.widgets.figure import Figure
from legtimer.tui.widgets.fitting import fits_one_line
from legtimer.tui.widgets.keys import KeysLine
from legtimer.tui.widgets.panel import ScrolledPanel
from legtimer.tui.widgets.text import LeftLine, Line, LowWords, RightLine, Words

if TYPE_CHECKING:
    from legtimer.tui.screens.summary import SummaryScreen


ROWS_FOR_KEYS = 15
"""Rows from which on the keys have a line of their own."""


class SessionScreen(Screen[None]):
    """A session under way."""

    CSS_PATH = "session.tcss"
    AUTO_FOCUS = None
    ALLOW_SELECT = False  # a press of the mouse is the main key, however shaky the hand
    BINDINGS: ClassVar[list[BindingType]] = list(keys.BINDINGS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide"), (110, "-wider"), (180, "-widest")]
    VERTICAL_BREAKPOINTS = [
        (0, "-tiny"),
        (ROWS_FOR_KEYS, "-short"),
        (22, "-normal"),
        (34, "-tall"),
        (54, "-taller"),
        (72, "-tallest"),
    ]

    class Closed(Message):
        """The athlete is through with the session."""

        def __init__(self, summary: str) -> None:
            """Tell it.

            Args:
                summary: what was done, as plain text for the terminal.
            """
            super().__init__()
            self.summary = summary

    def __init__(self, session: Driven, opened: int, clock: Clock, sound: Sound) -> None:
        """Set up the screen; the session begins when it is first shown.

        Args:
            session: what is trained.
            opened: the instant at which it was opened, in ms of the clock.
            clock: tells the time.
            sound: hears the cues.
        """
        super().__init__()
        self.clock = clock
        self.sound = sound
        self.pump = Pump(session, opened, clock, sound, self._show, turns_in, fail=self._fail)
        self._view = self.pump.view()
        self._typed = Typed()
        self._mood = ""
        self._keys_for: object = None
        self._summary: SummaryScreen | None = None
        self._words_of_state = Words(id="state")
        self._figure = Figure(id="figure")
        self._tally = ScrolledPanel(id="tally")
        self._prompt = LowWords(id="prompt")
        self._where = LowWords(id="where")
        self._next = LowWords(id="next")
        self._aside = Line(id="aside")
        self._bar = BlockBar(id="bar")
        self._progress = LeftLine(id="progress")
        self._heard, self._finish = Line(), RightLine()
        self._keys = KeysLine(id="keys")

    @property
    def view(self) -> View:
        """What is shown."""
        return self._view

    @property
    def typed(self) -> str:
        """The digits typed so far."""
        return self._typed.text

    def compose(self) -> ComposeResult:
        """From the top: state, figure, what now, where, what next, progress, keys."""
        # A change of a widget makes the compositor go through all widgets of the containers that it
        # touches: three of them keep a turning digit from going through the whole screen.
        with Container(id="above"):
            yield self._words_of_state
        with Container(id="middle"):
            yield self._figure
            yield self._tally
        with Container(id="below"):
            yield self._prompt
            yield self._where
            yield self._next
            yield self._aside
            yield self._bar
            with Container(id="status"):
                yield self._progress
                yield self._heard
                yield self._finish
            yield self._keys

    def on_mount(self) -> None:
        """Begin."""
        self.pump.start()
        if self._view.state is State.NEW:
            self.pump.send(c.Start())

    def on_resize(self) -> None:
        """Say again what depends on the width."""
        self.pump.catch_up()

    def on_unmount(self) -> None:
        """Let the clock go."""
        self.pump.stop()

    # ---------------------------------------------------------------- showing

    def _show(self, view: View) -> None:
        """Bring every widget up to date; those that show the same already do nothing."""
        self._view = view
        self._typed.keep_for(_corrected(view))
        typed = self.typed
        panel = tallies.tally_panel(view)
        self._set_mood(wording.MOODS[view.state], counting=panel is not None)
        shown = figure(view, typed)
        self._figure.say(shown.text, shown.template)
        self._words_of_state.say(*self._state_texts(view))
        prompts = asking.while_typing(view, typed, self._typed.refused) or wording.prompt(view)
        self._prompt.say(*prompts)
        # Where the prompt needs one line only, what comes next gets the other one.
        self._set("brief", fits_one_line(prompts[0], self.size.width))
        self._where.say(*wording.where(view))
        self._next.say(*wording.coming(view))
        self._aside.say(*self._aside_texts(view, typed))
        # The smallest screens show that line only where the athlete has to know or to answer.
        self._set("urgent", _urgent(view))
        if panel is not None:
            self._tally.say_panel(*panel)
        self._bar.say_blocks(view.blocks)
        self._progress.say(*(f" {text}" for text in status.progress(view)))
        self._finish.say(f"{status.finish(view, self.clock.wall())} ")
        self._say_sound()
        self._say_keys(view)
        self._close_or_reopen(view)

    def _state_texts(self, view: View) -> tuple[str, ...]:
        """The state; on a screen with no row for the keys also what the main key does."""
        texts, key = wording.state_texts(view), wording.main_key(view)
        if self.size.height >= ROWS_FOR_KEYS or not key:
            return texts
        return (*(f"{text}   (space: {key})" for text in texts), *texts)

    def _aside_texts(self, view: View, typed: str) -> tuple[str, ...]:
        """The line between what next and the bar: whatever matters most of several things."""
        for texts in (
            asking.just_done(view, typed, self._typed.refused),
            tallies.intervals_line(view),
            tallies.tally_line(view),
        ):
            if texts[0]:
                return texts
        # The status line has little room for a reason.
        return (status.trouble_text(self.sound.trouble) if self.sound.trouble else "",)

    def _set_mood(self, mood: str, *, counting: bool) -> None:
        if mood != self._mood:
            # Styling all widgets takes milliseconds; once is enough.
            self.remove_class(self._mood or "none", update=False)
            self.add_class(mood)
            self._mood = mood
        self._set("counting", counting)

    def _set(self, name: str, on: bool) -> None:
        if self.has_class(name) is not on:
            self.set_class(on, name)

    def _say_sound(self) -> None:
        sound = self.sound
        self._heard.say(*status.sound_texts(sound.volume, muted=sound.muted, trouble=sound.trouble))

    def _say_keys(self, view: View) -> None:
        made_from = (view.state, view.allowed, wording.main_key(view), self.size.width)
        if made_from != self._keys_for:
            self._keys_for = made_from
            self.refresh_bindings()
            self._keys.say_keys(keys.footer(self.active_bindings, view))

    def _close_or_reopen(self, view: View) -> None:
        """The summary lies over the finished session, and goes if the end is taken back."""
        if view.state is not State.FINISHED:
            if self._summary is not None:
                self._summary.dismiss(False)
                self._summary = None
        elif self._summary is None:
            from legtimer.tui.screens.summary import SummaryScreen

            self._summary = SummaryScreen(self, view)
            self.app.push_screen(self._summary, self._read)
        else:
            self._summary.show(view, self.typed, self._typed.refused)

    def _read(self, closed: bool | None) -> None:
        if closed:
            self.post_message(self.Closed(summary_text(self.pump.view())))

    def _fail(self, error: Exception) -> None:
        """Raise what went wrong under the timer where the app notices it."""

        def again() -> None:
            raise error

        self.call_later(again)

    # ------------------------------------------------------------------- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing now are no keys."""
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
        self._send(keys.COMMANDS[word])

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

        unit = used.unit if used is not None and used.unit is not LoadUnit.BODYWEIGHT else "kg"
        self.app.push_screen(LoadDialog(str(unit)), answered)

    def on_click(self, event: events.Click) -> None:
        """A click anywhere is the main key."""
        if event.button == 1:
            self.action_press()

    # ----------------------------------------------------------------- digits

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
        self._typed.add(char, _corrected(self._view))
        self.pump.catch_up()
        return True

    def confirm_typed(self) -> None:
        """The typed digits are right."""
        reps = self._typed.take()
        if not self._send(c.CorrectReps(reps)):
            self._typed.refuse(reps)
            self.pump.catch_up()


def _corrected(view: View) -> object:
    """What stands for the set that typed digits are about."""
    record = view.correctable
    return None if record is None else (view.asks, record.step.key, record.began)


def _urgent(view: View) -> bool:
    """Whether the aside says what has to be seen on the smallest screen too."""
    if view.intervals is not None and view.intervals.marked:
        return True
    resting = view.now is None or view.now.exercise is None
    return resting and view.state is not State.SCORE and (view.asks or asking.wants_reps(view))
