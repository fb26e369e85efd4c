"""Whether the screens can be shown where the program was started."""

from __future__ import annotations

import os
import sys
from typing import Final

SHAPES: Final = "█▀▄▐▌░─│┌┐└┘←→↑↓·…"
"""What the figures, bars and frames are made of."""
CANNOT_MOVE: Final = frozenset({"dumb", "unknown"})
"""What terminals call themselves that only print line after line."""


def terminal_error() -> str:
    """Why the screens cannot be shown, and what to do about it; empty if they can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "this needs a terminal; see legtimer --help for what works without one"
    name = os.environ.get("TERM", "")
    if name.lower() in CANNOT_MOVE:
        # Textual takes it for one of 80x25, and lays the screen out again and again.
        return (
            f"the terminal calls itself {name}, which cannot move its cursor; "
            "if it can: export TERM=xterm-256color"
        )
    encoding = sys.stdout.encoding or "ascii"
    try:
        SHAPES.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return (
            f"the terminal is written to as {encoding}, which has no letters of blocks; "
            "for UTF-8: export LC_ALL=C.UTF-8"
        )
    return ""


def take_standard_output() -> None:
    """Draw on standard output where standard error leads elsewhere; Textual draws on the latter."""
    if not sys.stderr.isatty():
        sys.__stderr__ = sys.__stdout__  # type: ignore[misc]
