"""What happens after an error in a screen: that screen is closed, the session goes on.

Theory of operation. Textual hands every error that escapes from a handler, a callback, a timer, a
worker or the drawing of a widget to ``App._handle_exception``, and then ends the message loop that
it escaped from, so the screen of that widget answers no more. Textual would end the program. Here
the app hands the error to ``ErrorRecovery``, which

- writes a report and tells of it in one line,
- keeps the text of an editor that fails in its recovery file, from where it is offered again,
- closes the screen that failed, with the screens above it that wait to answer to it,
- puts the plain screen in the place of a session's screen that failed, with the same session,
- puts a new screen in the place of a failed one that has none below it.

The app's own message loop must not end, so the app catches what escapes from its handlers before
Textual does. The actions of keys run there: an error in one breaks no screen, so the screen stays,
with all that was typed in it. A second one from the same screen within ``PATIENCE`` closes it, lest
nobody get out of it.

If another screen has to be replaced within ``PATIENCE``, replacing does not help: the program
ends. So it does after ``MOST_ERRORS`` of any kind in that time.

This touches private parts of Textual, which is why its version is bounded in ``pyproject.toml``;
``tests/tui/test_error_recovery.py`` fails if they change.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from textual._context import active_message_pump
from textual.await_complete import AwaitComplete
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker

from legtimer.app.crash_report import write_crash_report

if TYPE_CHECKING:
    from textual.app import App

PATIENCE: Final = 10_000
"""Ms within which a second screen that has to be replaced ends the program."""
MOST_ERRORS: Final = 10
"""Errors within that time that end the program, wherever they come from."""


@runtime_checkable
class TextKeeping(Protocol):
    """A screen with text that is not saved yet."""

    def keep_text(self) -> bool:
        """Write the text to its recovery file; whether there is any."""


class ErrorRecovery:
    """Closes what failed, and lets the rest go on."""

    def __init__(
        self,
        app: App[Any],
        replace: Callable[[Screen[Any]], Screen[Any] | None],
        now: Callable[[], int],
    ) -> None:
        """Watch over an app.

        Args:
            app: whose screens are closed.
            replace: makes the screen that takes over from a failed one; None where the screen
                below it is good enough.
            now: ms of a clock that only goes forward.
        """
        self._app, self._replace, self._now = app, replace, now
        self.failure: Exception | None = None
        """The error that ended the program; None if none did."""
        self.reports: list[Path] = []
        """The reports on errors after which the program went on."""
        self._errors: list[int] = []
        self._replaced_at: int | None = None
        self._failed_action: tuple[Screen[Any] | None, int] = (None, 0)

    def handle(self, error: Exception) -> None:
        """Go on after an error, or end the program if that can't be.

        Called wherever the error escaped; screens are closed a moment later.
        """
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        now = self._now()
        self._errors = [at for at in self._errors if now - at < PATIENCE] + [now]
        if not self._app.is_running or len(self._errors) >= MOST_ERRORS:
            self.end(error)
            return
        screen = _screen_with_an_ended_loop() or self._screen_in_use(error)
        asyncio.get_running_loop().call_soon(self._recover, error, screen)

    def end(self, error: Exception) -> None:
        """End the program because of an error; whoever runs the app writes the report."""
        self.failure = self.failure or error
        self._app._exception = self.failure  # a test that drives the app raises it
        self._app._exception_event.set()
        self.keep_texts()
        self._app._close_messages_no_wait()

    def keep_texts(self) -> None:
        """Write the unsaved text of every editor to its recovery file."""
        for screen in self._app._screen_stack:
            if isinstance(screen, TextKeeping):
                screen.keep_text()

    def _recover(self, error: Exception, screen: Screen[Any] | None) -> None:
        with self._app._context():
            try:
                screen = getattr(screen, "fails_with", screen)
                kept = screen is not None and self._close(screen, error)
            except Exception as problem:
                self.end(problem)
            else:
                self._tell(error, kept=kept)

    def _screen_in_use(self, error: Exception) -> Screen[Any] | None:
        """The screen whose action failed, if one of its actions failed just before too."""
        trace, screen = error.__traceback__, None
        while trace is not None:
            owner = _screen_of(trace.tb_frame.f_locals.get("self"))
            screen, trace = owner or screen, trace.tb_next
        if screen is None:
            return None
        now, (before, at) = self._now(), self._failed_action
        self._failed_action = (screen, now)
        return screen if screen is before and now - at < PATIENCE else None

    def _tell(self, error: Exception, *, kept: bool) -> None:
        path = write_crash_report(error)
        if path is not None:
            self.reports.append(path)
        text = "Something failed that is our mistake"
        text += f"; the report is in {path}." if path else "."
        if kept:
            text += " Your text is kept; the editor offers it again."
        self._app.notify(text, markup=False, severity="error", timeout=10)

    def _close(self, screen: Screen[Any], error: Exception) -> bool:
        """Close a screen that failed; whether it had text that was kept."""
        stack = self._app._screen_stack
        if screen not in stack:
            return False
        kept = isinstance(screen, TextKeeping) and screen.keep_text()
        # A dialog that the failed screen has opened would give its answer to nobody.
        for above in [one for one in stack if _asker(one) is screen]:
            kept = self._close(above, error) or kept
        on_top, place = screen is stack[-1], stack.index(screen)
        instead = self._replace(screen)
        if instead is None:
            del stack[place]
        else:
            now = self._now()
            if self._replaced_at is not None and now - self._replaced_at < PATIENCE:
                raise error
            self._replaced_at = now
            new, _ = self._app._get_screen(instead)
            new._push_result_callback(self._app, None)
            self._app._load_screen_css(new)
            stack[place] = new
        if screen._result_callbacks:  # the very first screen was never pushed
            screen._pop_result_callback()
        AwaitComplete(self._app._replace_screen(screen)).call_next(self._app)
        if on_top:
            self._app.screen.post_message(ScreenResume())
            self._app.screen_change_signal.publish(self._app.screen)
        return kept


def _screen_with_an_ended_loop() -> Screen[Any] | None:
    """The screen whose message loop, timer or worker lets an error out just now."""
    try:
        return _screen_of(get_current_worker().node)
    except NoActiveWorker:
        return _screen_of(active_message_pump.get(None))


def _asker(screen: Screen[Any]) -> Screen[Any] | None:
    """The screen that waits for the answer of this one."""
    callback = screen._result_callbacks[-1] if screen._result_callbacks else None
    return _screen_of(callback.requester) if callback and callback.callback else None


def _screen_of(part: object) -> Screen[Any] | None:
    """The screen that a part of the screens belongs to; None for the app and all else."""
    nodes = part.ancestors_with_self if isinstance(part, Widget) else ()
    return next((one for one in nodes if isinstance(one, Screen)), None)
