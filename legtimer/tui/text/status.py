"""The status line of the session screen: how long, when it ends, what is heard and saved."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from legtimer.core.estimate import rounded_minutes
from legtimer.core.notation import clock
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.files.printable import printable
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.text.figure import TENS

NOT_SAVED: Final = "not saved"


def _written(minutes: int) -> str:
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def progress(view: View) -> tuple[str, ...]:
    """How long it has taken, in steps of ten seconds, and in how many minutes it ends."""
    if view.state is State.FINISHED:
        return (f"{_written(rounded_minutes(view.elapsed))} in all",)
    passed = f"{clock(view.elapsed // TENS * TENS)} done"
    if view.left <= 0:
        return (passed,)
    left = f"about {_written(rounded_minutes(view.left))} left"
    return (f"{passed} · {left}", left)


def finish(view: View, wall: datetime) -> str:
    """The clock time of the finish; empty while that cannot be said."""
    if view.state in (State.PAUSED, State.FINISHED):
        return ""
    return f"done at {wall + timedelta(milliseconds=view.left):%H:%M}"


def sound_texts(*, muted: bool, trouble: str | None) -> tuple[str, ...]:
    """Why nothing is heard, the fullest text first; empty where it is."""
    if trouble:
        return (*dict.fromkeys((_in_short(trouble), "no sound")),)
    return ("muted",) if muted else ()


def trouble_text(trouble: str) -> str:
    """Why nothing is heard."""
    text = printable(trouble, limit=NAME_LIMIT)
    return text if text.lower().startswith(("no sound", "sound ")) else f"no sound: {text}"


def with_saving(heard: tuple[str, ...], *, unsaved: bool) -> tuple[str, ...]:
    """Why nothing is heard, after the word that nothing is being saved if that is so."""
    if not unsaved:
        return heard
    return (*(f"{NOT_SAVED} · {text}" for text in heard), NOT_SAVED)


def unsaved_text(trouble: str) -> str:
    """Why nothing is being saved."""
    text = printable(trouble, limit=NAME_LIMIT)
    return text if text.lower().startswith(NOT_SAVED) else f"{NOT_SAVED}: {text}"


def voice_text(trouble: str) -> str:
    """Why nothing is said any more."""
    text = printable(trouble, limit=NAME_LIMIT)
    return text if text.lower().startswith("no voice") else f"no voice: {text}"


def _in_short(trouble: str) -> str:
    """The same in a few words: "No sound device was found; sound returns …" is no sound device."""
    text = trouble_text(trouble)
    if not text.startswith("no sound: "):
        text = re.split(r"; | was found|\. |\.$", text)[0]
    return text[:1].lower() + text[1:]
