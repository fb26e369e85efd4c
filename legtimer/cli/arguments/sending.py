"""Words of ``legtimer send``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from legtimer.cli.arguments.words import Add, as_json, figure


def _words(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.cli.orders import words

    return [known.partition(" ")[0] for known in words()]


def add_send(add: Add) -> None:
    """``legtimer send``."""
    send = add(
        "send",
        "send",
        "tell a running session what to do",
        "Tell a session that runs in another terminal what to do, exactly as its keys would: done, "
        "pause, resume, undo, back, skip, round, reps 12, +10, ... (see docs/remote.md); status "
        "says how it stands. Exits with 0 if it was done, 1 if it was not possible, 2 if it was "
        "not understood.",
    )
    words: Any = send.add_argument(
        "words", nargs="+", metavar="WORD", help="what to do: done, pause, undo, reps 12, status"
    )
    words.completer = _words
    send.add_argument(
        "--to",
        type=figure(1, 2**31 - 1, "a process id"),
        metavar="PID",
        help="to which session, where several run",
    )
    as_json(send)
