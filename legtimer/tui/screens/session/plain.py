"""A session on a plain screen, which takes over where the full one fails.

It has the same clock, keys, sound and remote control, and draws with one widget of Textual's own.
The texts are those of the full screen, but each one may be what failed there, so a text that
cannot be made is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.text import last_set as asking
from legtimer.tui.text import prompt as wording
from legtimer.tui.text import status
from legtimer.tui.text.figure import figure
from legtimer.tui.text.place import where
from legtimer.tui.text.summary import summary_text

KEYS = "space: main key   p pause   u undo   n skip   q end"
KEYS_AT_THE_END = "enter: close   u undo"
KEYS_BEFORE_MORE = "enter: on to {}   q end here   u undo"


class PlainSessionScreen(DrivingScreen):
    """A session under way, drawn as plainly as possible."""

    DEFAULT_CSS = """
    PlainSessionScreen { padding: 1 2; }
    PlainSessionScreen Static { width: 1fr; height: 1fr; text-style: bold; }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="plain")

    def on_mount(self) -> None:
        """Take over."""
        self.begin()

    def _show(self, view: View) -> None:
        self.look_at(view)
        view = self._view
        with suppress(Exception):
            self._sleep_inhibitor.watch(view)
        if self.is_mounted:
            rows = "\n\n".join(row for row in self._rows(view) if row)
            self.query_one("#plain", Static).update(Content(rows))

    def _rows(self, view: View) -> Iterator[str]:
        typed, refused = self.typed, self._typed.refused
        if view.state is State.FINISHED:
            yield _safe(lambda: summary_text(view, self.session.plan))
            yield KEYS_BEFORE_MORE.format(self.following) if self.following else KEYS_AT_THE_END
            return
        asked = _safe(lambda: asking.while_typing(view, typed, refused)[0])
        yield _safe(lambda: wording.state_texts(view)[0]) or view.state.value
        yield _safe(lambda: figure(view, typed).text)
        yield f"{asked} {typed}" if asked else _safe(lambda: wording.prompt(view)[0])
        yield _safe(lambda: where(view)[0])
        yield _safe(lambda: wording.coming(view, covered=bool(asked))[0])
        yield _safe(lambda: status.progress(view)[0])
        yield KEYS

    def _say_sound(self) -> None:
        """The plain screen does not show how loud it is."""

    def action_press(self) -> None:
        """Do the main key's work; at the end, close."""
        if self._view.state is State.FINISHED and not self.typed:
            self.finish(goes_on=True)
        else:
            super().action_press()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the main key, and the key that ends, close a finished session."""
        finished = self._view.state is State.FINISHED
        return (finished and action in ("press", "end")) or super().check_action(action, parameters)

    def action_end(self) -> None:
        """Ask whether to end; at the end, close."""
        if self._view.state is State.FINISHED:
            self.finish()
        else:
            super().action_end()


def _safe(text: Callable[[], str]) -> str:
    """The text; empty if it cannot be made."""
    with suppress(Exception):
        return text()
    return ""
