"""The order of keys, clicks and pastes: each waits until what the one before set off is done.

A key that is held through a change of screens is known here too.

Theory of operation. A terminal can send several keys in one packet, and over a slow line it does
so all the time. A key goes to the widget with the focus and from there up to the app, from queue
to queue; what it means is done when it gets to the app, and a change of the focus or a new screen
takes some messages more. The keys behind it wait in the app's queue already, so Textual would give
them to the screen and the widget of before. Here an event is handed on at once where nothing is
under way, which is so for every key that a hand presses; all others wait in line.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual import events

from legtimer.core.session.press_guard import DOUBLE_PRESS, REPEAT_DELAY

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from legtimer.tui.clock import Clock

PATIENCE: Final = 3.0
"""Seconds after which an event is handed on whatever is still under way."""

FOCUSING: Final = 0.2
"""Seconds after the window got the focus in which a click was only meant to give it."""


class InputOrder:
    """The line in which events of the keyboard and the mouse wait."""

    def __init__(self, app: App[Any]) -> None:
        """Let nothing wait.

        Args:
            app: the app whose events these are.
        """
        self._app = app
        self._waiting: deque[events.Event] = deque()
        self._first: events.Event | None = None
        """The event whose turn it is, on its way through the app's queue."""
        self._task: asyncio.Task[None] | None = None
        self._focused = -FOCUSING
        """When the window got the focus, by the clock of the events."""
        self._focusing = False
        """Whether the last press of a mouse button did nothing else than give it."""

    def only_focuses(self, event: events.Event) -> bool:
        """Whether an event belongs to the click that gave the terminal's window the focus.

        Args:
            event: any that the app gets.
        """
        if event is self._first:
            # It was looked at when it came, and the focus may have come since.
            return False
        if isinstance(event, events.AppFocus):
            self._focused = event.time
        if isinstance(event, events.MouseDown):
            self._focusing = event.time - self._focused < FOCUSING
        return self._focusing and isinstance(event, events.MouseDown | events.MouseUp)

    def must_wait(self, event: events.Event) -> bool:
        """Whether an event has to wait; if so it comes again when its turn is.

        Args:
            event: just taken from the app's queue.
        """
        waits = event is not self._first and (
            bool(self._waiting) or self._first is not None or not self._is_quiet(event)
        )
        if waits:
            self._waiting.append(event)
        else:
            self._first = None
        if self._waiting and self._first is None and self._task is None:
            self._task = asyncio.create_task(self._hand_on())
        return waits

    def _is_quiet(self, event: events.Event) -> bool:
        """Whether no message is on its way between the app and the widget that gets the keys.

        For the mouse all widgets have to be at their places too.
        """
        app = self._app
        if app.message_queue_size or not app.screen_stack or not app.screen.is_mounted:
            return False
        if isinstance(event, events.MouseEvent) and app.screen._layout_required:
            return False
        pumps = (app.focused or app.screen).ancestors_with_self
        return not any(pump.message_queue_size for pump in pumps)

    async def _hand_on(self) -> None:
        """Give the first in line to the app as soon as all is quiet."""
        # Textual starts tasks eagerly from Python 3.12 on: this one must not end before it is kept.
        await asyncio.sleep(0)
        end = monotonic() + PATIENCE
        while not self._is_quiet(self._waiting[0]) and monotonic() < end:
            await asyncio.sleep(0)
        self._first = self._waiting.popleft()
        self._task = None
        self._app.post_message(self._first)


class HeldKey:
    """Knows the repeats of a key that is held since another screen was open."""

    def __init__(self, clock: Clock) -> None:
        """No key was received.

        Args:
            clock: tells when a key is received.
        """
        self._clock = clock
        self._key = ""
        self._received = 0
        self._repeats = 0
        self._screen: Screen[Any] | None = None
        """Where it was pressed first."""

    def is_held_over(self, key: str, screen: Screen[Any]) -> bool:
        """Whether a key that is received now was pressed at another screen and not let go since.

        Args:
            key: as Textual calls it.
            screen: the uppermost one.
        """
        now = self._clock.now()
        longest = DOUBLE_PRESS if self._repeats else REPEAT_DELAY
        if key == self._key and now - self._received <= longest:
            self._repeats += 1
        else:
            self._repeats, self._screen = 0, screen
        self._key, self._received = key, now
        return self._screen is not screen
