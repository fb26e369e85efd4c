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
from typing import Any, Final, NamedTuple

from textual.screen import Screen
from textual.timer import Timer

from legtimer.tui.editing.outline import Outline, outline
from legtimer.tui.editing.workshop import Checked

DELAY: Final = 0.03
"""Seconds from a change to its check."""
TURN: Final = 0.0002
"""Seconds after which a check lets the keys come in between."""
SHORT: Final = 6_000
"""Characters up to which a text is checked at once: some 300 lines, some 8 ms."""


class Found(NamedTuple):
    """What came of a check."""

    text: str
    checked: Checked
    outline: Outline | None
    """The steps; None where the text has errors."""


class LiveCheck:
    """Calls ``show`` with what came of the text as it stands, soon after each change."""

    def __init__(
        self,
        screen: Screen[Any],
        read: Callable[[], str],
        check: Callable[[str], Checked],
        show: Callable[[Found], None],
    ) -> None:
        """Check nothing yet.

        Args:
            screen: whose timers and threads are used.
            read: the text as it stands.
            check: reads a text; called from another thread too.
            show: is told what came of it, on the screen's own thread.
        """
        self._screen, self._read, self._check, self._show = screen, read, check, show
        self._timer: Timer | None = None
        self._running = False
        self._found: Found | None = None

    def changed(self) -> None:
        """The text has changed."""
        if self._timer is None and not self._running:
            self._timer = self._screen.set_timer(DELAY, self._fire)

    def now(self) -> Found:
        """What the text as it stands comes to; checks it if that is not known yet."""
        text = self._read()
        if self._found is None or self._found.text != text:
            self._told(self._look(text))
        assert self._found is not None
        return self._found

    def _fire(self) -> None:
        self._timer = None
        text = self._read()
        if self._found is not None and self._found.text == text:
            return
        if len(text) <= SHORT:
            self._told(self._look(text))
            return
        self._running = True

        def work() -> None:
            turn = sys.getswitchinterval()
            sys.setswitchinterval(TURN)
            try:
                found = self._look(text)
            finally:
                sys.setswitchinterval(turn)
            self._screen.app.call_from_thread(self._done, found)

        self._screen.run_worker(work, thread=True, exit_on_error=False)

    def _done(self, found: Found) -> None:
        self._running = False
        if not self._screen.is_attached:
            return
        self._told(found)
        if self._read() != found.text:
            self._fire()

    def _look(self, text: str) -> Found:
        checked = self._check(text)
        return Found(text, checked, outline(checked.workout) if checked.workout else None)

    def _told(self, found: Found) -> None:
        self._found = found
        self._show(found)
