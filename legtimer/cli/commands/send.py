"""``legtimer send``: an order to a session that runs in another terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from legtimer.cli.arguments import Parser, add_json, whole_number
from legtimer.cli.output import complain, print_json
from legtimer.remote import socket_paths
from legtimer.remote.client import NoResponse, send_request
from legtimer.remote.socket_paths import SessionSocket

_DONE, _NOT_DONE, _NOT_UNDERSTOOD = 0, 1, 2
_UNREACHABLE = "unreachable"
_CHOOSE = "choose"
_LOOK = 1.0
"""Seconds for each of several sessions to say how it stands."""


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
    from legtimer.app.request_words import request_words

    return [known.partition(" ")[0] for known in request_words()]


def run(options: argparse.Namespace) -> int:
    """Send it, and print the answer; the exit code is 0 only if it was done."""
    if not socket_paths.AVAILABLE:
        return _refuse(options, "this system has no sockets for one user alone", _UNREACHABLE)
    found = socket_paths.session_sockets()
    if options.to is not None:
        found = [session for session in found if session.pid == options.to]
        if not found:
            return _refuse(options, f"no session runs as process {options.to}", _UNREACHABLE)
    if not found:
        return _refuse(options, "no session is running", _UNREACHABLE)
    if len(found) > 1:
        return _choose(options, found)
    try:
        answer = send_request(found[0].path, _line(options))
    except NoResponse as problem:
        return _refuse(options, str(problem), _UNREACHABLE)
    return _print_json(answer) if options.json else _print_text(answer)


def _line(options: argparse.Namespace) -> str:
    words = " ".join(" ".join(options.words).split())
    return f"json {words}" if options.json else words


def _print_text(answer: str) -> int:
    from legtimer.files.printable import printable

    outcome, _, text = answer.partition(" ")
    if outcome == "ok":
        print(printable(text, None))
        return _DONE
    complain(printable(text, None))
    return _NOT_UNDERSTOOD if outcome == "unknown" else _NOT_DONE


def _print_json(answer: str) -> int:
    import json

    try:
        outcome = json.loads(answer)["outcome"]
    except (ValueError, TypeError, KeyError):
        # A caller of its own making: it reads no JSON, so it gets none.
        return _print_text(answer)
    print(answer)
    return {"ok": _DONE, "unknown": _NOT_UNDERSTOOD}.get(outcome, _NOT_DONE)


def _refuse(
    options: argparse.Namespace,
    why: str,
    outcome: str,
    sessions: Sequence[tuple[SessionSocket, str]] = (),
) -> int:
    """Say why nothing was sent."""
    if options.json:
        told: dict[str, object] = {"outcome": outcome, "text": why, "status": None}
        if sessions:
            told["sessions"] = [{"pid": one.pid, "text": text} for one, text in sessions]
        print_json("send/1", told, indent=None)
    else:
        complain(why)
        for one, text in sessions:
            print(f"  {one.pid}  {text}", file=sys.stderr)
    return _NOT_UNDERSTOOD if outcome == _CHOOSE else _NOT_DONE


def _choose(options: argparse.Namespace, found: Sequence[SessionSocket]) -> int:
    """Several sessions run: say which, and send nothing."""
    from legtimer.files.printable import printable

    told = []
    for session in found:
        try:
            answer = send_request(session.path, "status", _LOOK)
        except NoResponse as problem:
            answer = f"no {problem}"
        told.append((session, printable(answer.partition(" ")[2], None)))
    why = f"{len(found)} sessions are running; choose one with --to"
    return _refuse(options, why, _CHOOSE, told)
