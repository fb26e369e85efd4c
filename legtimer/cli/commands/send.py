"""``legtimer send``: an order to a session that runs in another terminal."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from legtimer.cli.arguments import Parser, add_json, whole_number


def add_arguments(command: Parser) -> None:
    command.description = (
        "Tell a session that runs in another terminal what to do, exactly as its keys would: done, "
        "pause, resume, undo, back, skip, round, reps 12, +10, ... (see docs/remote.md); status "
        "says how it stands. Exits with 0 if it was done, 1 if it was not possible, 2 if it was "
        "not understood."
    )
    words: Any = command.add_argument(
        "words", nargs="+", metavar="WORD", help="what to do: done, pause, undo, reps 12, status"
    )
    words.completer = _first_words
    command.add_argument(
        "--to",
        type=whole_number(1, 2**31 - 1, "a process id"),
        metavar="PID",
        help="to which session, where several run",
    )
    add_json(command)


def _first_words(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.app.remote_control import request_words

    return [known.partition(" ")[0] for known in request_words()]


def run(options: argparse.Namespace) -> int:
    """Send it, and print the answer; the exit code is 0 only if it was done."""
    from legtimer.cli.handlers import send

    return send.run(options)
