"""Runs legtimer and writes down which command its session took at which instant, nothing else.

    python probe.py LOG run FILE ...

The instants at which cues are due follow from these and from the workout alone.
"""

from __future__ import annotations

import json
import os
import sys

from legtimer.cli.main import main
from legtimer.core.session.command_text import command_text
from legtimer.core.session.machine import Session

log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND)
handle = Session.handle


def noted(self, command, now):
    """Handle a command, and write down that it was one that may be pressed."""
    told = handle(self, command, now)
    try:
        words = command_text(command)
    except StopIteration:
        return told
    os.write(log, json.dumps({"command": words, "now": now}).encode() + b"\n")
    return told


Session.handle = noted  # type: ignore[method-assign]
sys.argv[0] = "legtimer"
if __name__ == "__main__":
    sys.exit(main())
