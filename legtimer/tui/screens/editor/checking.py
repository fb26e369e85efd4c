"""Checks a text a moment after it changed, again and again while it is typed.

Theory of operation. The first change arms a timer; further changes do not put it off, so that
somebody who types on and on is told of mistakes all the same. A short text is checked where the
timer fires, which takes a few milliseconds. A long one is checked on a thread of its own while keys
are handled; what changed meanwhile is checked as soon as that is through. Only one
thread of a Python program runs at a time, and handling a key asks for its turn a dozen times over:
while a check runs, turns are so short that all of them together take a few milliseconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final

from textual.timer import Timer

from legtimer.app.editor_files import CheckedText
from legtimer.tui.screens.base import BaseScreen
from legtimer.tui.screens.editor.language import AnyLanguage, Outline

DELAY: Final = 0.02
"""Seconds from a change to its check."""
TURN: Final = 0.0002
"""Seconds after which a check lets the keys come in between."""
# Not asked for at each check: that of an editor just left may still be running.
_USUAL_TURN: Final = sys.getswitchinterval()


class LiveCheck:
    """Tells what comes of the text as it stands, soon after each change."""

    def __init__(
        self,
        screen: BaseScreen[Any],
        read: Callable[[], str],
        check: Callable[[str], CheckedText[Any]],
        show: Callable[[CheckedText[Any]], None],
        language: AnyLanguage,
        show_outline: Callable[[Outline], None],
    ) -> None:
        """Check nothing yet.

        Args:
            screen: whose timers and threads are used.
            read: the text as it stands.
            check: reads a text; called from another thread too.
            show: is told what came of it, on the screen's own thread.
            language: of the text.
            show_outline: is told the outline of what can be read, a moment later.
        """
        self._screen, self._read, self._check = screen, read, check
        self._show, self._language, self._show_outline = show, language, show_outline
        self._timer: Timer | None = None
        self._running = False
        self._text: str | None = None
        """The text that was checked last."""
        self._found: CheckedText[Any] = CheckedText(None)

    def changed(self) -> None:
        """The text has changed."""
        if self._timer is None and not self._running:
            self._timer = self._screen.set_timer(DELAY, self._fire)

    def now(self) -> CheckedText[Any]:
        """What the text as it stands comes to; checks it if that is not known yet."""
        text = self._read()
        if self._text != text:
            self._look(text)
        return self._found

    def _look(self, text: str) -> None:
        """Check and tell it here."""
        found = self._check(text)
        self._told(text, found)
        if found.readable is not None:
            self._show_outline(self._language.outline(found.readable))

    def _fire(self) -> None:
        self._timer = None
        text = self._read()
        if self._text == text:
            return
        if len(text) <= self._language.at_once:
            self._look(text)
            return
        self._running = True
        tell = self._screen.app.call_from_thread

        def work() -> None:
            sys.setswitchinterval(TURN)
            try:
                found = self._check(text)
                tell(self._told, text, found)
                if found.readable is not None:
                    tell(self._outlined, text, self._language.outline(found.readable))
            finally:
                sys.setswitchinterval(_USUAL_TURN)
                tell(self._done)

        self._screen.run_worker(work, thread=True)

    def _told(self, text: str, found: CheckedText[Any]) -> None:
        if self._screen.is_running:
            self._text, self._found = text, found
            self._show(found)

    def _outlined(self, text: str, outline: Outline) -> None:
        if self._screen.is_running and self._text == text:
            self._show_outline(outline)

    def _done(self) -> None:
        self._running = False
        if self._screen.is_running and self._read() != self._text:
            self.changed()
