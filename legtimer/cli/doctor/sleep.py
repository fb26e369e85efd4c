"""Whether the computer can be kept from falling asleep during a session."""

from __future__ import annotations

from typing import Final

from legtimer.awake import Awake
from legtimer.cli.doctor.findings import Finding, note, ok

_PATIENCE: Final = 2.0
"""Seconds after which a system that has not answered is held to be one that will not."""


def look_at_sleep() -> Finding:
    """Ask for it, and give it back."""
    awake = Awake(settled=0)
    awake.keep()
    try:
        known, error = awake.known(_PATIENCE), awake.error
    finally:
        awake.close()
    if not known:
        return note(
            "the system does not say whether it can be kept awake",
            "if it falls asleep during a session, set it not to",
            kept=None,
        )
    if error is not None:
        return note(error, "set the computer not to fall asleep by itself", kept=False)
    return ok("the computer is kept awake during a session", kept=True)
