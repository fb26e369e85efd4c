"""When a device has to run: it sleeps while nothing is due soon, and wakes early enough.

Instants are nanoseconds of the monotonic clock.
"""

from __future__ import annotations

from typing import Final

from legtimer.audio.instants import SECOND
from legtimer.audio.schedule import PlaybackQueue

_LEAD: Final = 4 * SECOND
"""ns before a sound at which a sleeping stream is woken: time to open a device and learn its clock,
and for a wireless speaker to wake up."""
_HOLD: Final = 7 * SECOND
"""ns within which the next sound must be due for a stream to stay awake."""
LINGER: Final = 7 * SECOND
"""ns for which a stream stays awake after a sound or its start. The sound has left the device in
a tenth of that; the rest is for short pauses, after which the line is still the same."""


def needed_at(queue: PlaybackQueue, kept_until: int, now: int, *, running: bool) -> int | None:
    """The instant at which a stream has to run: now or before, later, or None for never.

    Args:
        queue: what is to be heard.
        kept_until: the instant up to which it stays awake whatever comes.
        now: the present instant.
        running: whether it runs.
    """
    if running and now < kept_until:
        return now
    due = next((entry.due for entry in queue.open(now)), None)
    if due is None:
        return None
    return now if due - now <= (_HOLD if running else _LEAD) else due - _LEAD
