"""How a session stands at an instant."""

from __future__ import annotations

from legtimer.core.session.commands import Command
from legtimer.core.session.machine import Session
from legtimer.core.session.view import View


def at(session: Session, now: int, *commands: Command) -> View:
    """A session at an instant, in ms, after commands that are given then."""
    for command in commands:
        session.handle(command, now)
    session.advance(now)
    return session.view(now)
