"""What all screens have in common: each leaves once, and nothing of it comes late.

Theory of operation. Keys and the mouse are quicker than screens: a screen that was opened has no
widgets before a moment has passed, one that was left goes on with what is in its queue, and a
second press may be on its way to it. So

- a key or a click waits until the widgets of the uppermost screen are there (in the app's
  ``on_event``, by ``InputOrder``, and ``_dispatch_action``);
- a screen leaves once, by ``dismiss`` or by a message that ``ask`` sends to the app;
- a key that was pressed at another screen and is held since answers nothing: only what leads out or
  is typed as text counts, and not even that on a screen that comes by itself;
- what buttons, inputs and lists tell a screen below another one counts no more, and nothing counts
  that is told to a screen on its way out;
- workers end before the widgets of their screen do, and what was to be done after a refresh is not
  done any more when they have gone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.await_complete import AwaitComplete
from textual.geometry import Offset
from textual.message import Message
from textual.messages import Prune
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList

from legtimer.core.workout import Workout
from legtimer.files.printable import printable
from legtimer.files.workouts.chain import Chain

ScreenResult = TypeVar("ScreenResult")

_ANSWERS: Final = (Button.Pressed, Input.Submitted, OptionList.OptionSelected)
_FIRST: Final = (events.Mount, events.Resize, events.ScreenResume)
_LAST: Final = (Prune, events.ScreenSuspend, events.Unmount)


@runtime_checkable
class Interruptible(Protocol):
    """A screen that the keys that end programs do not simply leave."""

    def interrupt(self) -> None:
        """One of those keys was pressed."""


@runtime_checkable
class Copying(Protocol):
    """A screen with text that can be copied."""

    def copy_selection(self) -> bool:
        """Copy what is selected; whether anything was."""


class WorkoutPicked(Message):
    """A workout is to start."""

    def __init__(self, workout: Workout, following: Chain = ()) -> None:
        """Tell it.

        Args:
            workout: which.
            following: what is trained after it.
        """
        super().__init__()
        self.workout, self.following = workout, following


class BaseScreen(Screen[ScreenResult]):
    """A screen of the app."""

    comes_by_itself = False
    """Whether it may follow another one without having been asked for."""
    _leaving = False
    _result: tuple[ScreenResult | None] | None = None
    """What is to be given when nothing lies over this screen any more; None for nothing."""

    def dismiss(self, result: ScreenResult | None = None) -> AwaitComplete:
        """Leave, once; a screen below another one leaves when that one has left.

        Args:
            result: given to whoever opened the screen.
        """
        if self.app.screen is self and not self._leaving:
            self._leaving = True
            return super().dismiss(result)
        if self in self.app.screen_stack and not self._leaving:
            self._result = (result,)
        nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
        return nothing

    def on_screen_resume(self) -> None:
        if self._result is not None:
            self.dismiss(*self._result)

    def takes_held(self, event: events.Key) -> bool:
        """Whether a key that is held since another screen does something here."""
        focused = self.focused
        typed = focused is not None and focused.check_consume_key(event.key, event.character)
        return (typed or event.key == "escape") and not self.comes_by_itself

    def ignore_held(self, key: str) -> None:
        """A key came again that is held since another screen, and does nothing here.

        Args:
            key: as Textual calls it.
        """

    def ask(self, message: Message) -> None:
        """Have the app open another screen, unless it is asked already or has opened one."""
        if self._leaving or self.app.screen is not self:
            return
        self._leaving = True
        self.app.post_message(message)
        # Comes after the message; the app may have refused.
        self.app.call_later(self._stay)

    def _stay(self) -> None:
        self._leaving = False

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **options: Any) -> bool:
        """Call something after the next refresh, if the widgets are there then.

        Textual has the uppermost screen call it, which by then may be another one. A screen runs
        from before its widgets are made until they are removed.
        """
        return super().call_after_refresh(partial(self._if_there, callback), *args, **options)

    def _if_there(self, callback: Callable[..., Any], *args: Any, **options: Any) -> Any:
        return callback(*args, **options) if self.is_running else None

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What text is at a place; none where a widget was that has gone since the last refresh.

        Textual would ask for the region of its parent (github.com/Textualize/textual/issues/6643).
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        return (widget, offset) if widget is not None and widget.is_attached else (None, None)

    # These two are Textual's own. If it has others some day, late answers are late again.

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Say something in a corner of the screen, as it stands."""
        severity: SeverityLevel = "warning" if warning else "information"
        self.notify(printable(text, limit=300), markup=False, severity=severity)

    async def _on_message(self, message: Message) -> None:
        late = isinstance(message, _ANSWERS) and self.app.screen is not self
        # If it is removed while its widgets are made, those that are lacking never come.
        gone = (self._pruning or self._closing) and not isinstance(message, _LAST)
        ended = self.app._exit or self not in self.app.screen_stack
        left = ended and isinstance(message, _FIRST)
        # Textual sends a screen its own size again after each change: two on the way at once would
        # follow each other for ever.
        outdated = isinstance(message, events.Resize) and message.size != self.app.size
        if not (late or gone or left or outdated):
            await super()._on_message(message)

    async def _message_loop_exit(self) -> None:
        self.workers.cancel_node(self)
        await super()._message_loop_exit()


class InnerScreen(BaseScreen[ScreenResult]):
    """A screen that another one has opened: keys that leave, or that end programs, go back there.

    It gives None then.
    """

    def action_leave(self) -> None:
        self.dismiss()

    def interrupt(self) -> None:
        self.dismiss()


class Dialog(ModalScreen[ScreenResult], InnerScreen[ScreenResult]):
    """A screen that lies over another one."""
