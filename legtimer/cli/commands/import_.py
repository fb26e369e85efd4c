"""``legtimer import``: sessions that were exported, from a file of JSON lines.

Every good line is read, whatever is wrong with the others, and of what is there already only newer
corrections are: a file whose mistakes were mended can be read again.
"""

from __future__ import annotations

import argparse
import os
import stat
import sys
from collections.abc import Iterator
from itertools import count, islice
from typing import TYPE_CHECKING, BinaryIO, Final

from legtimer.cli.arguments import Parser
from legtimer.cli.history_access import open_history
from legtimer.cli.output import complain
from legtimer.cli.session_text import correction_text
from legtimer.core.scoring import plural
from legtimer.files.printable import printable
from legtimer.files.regular_file import open_file
from legtimer.history.import_.jsonl import InvalidLine, from_json_line
from legtimer.history.session_record import SessionStatus

if TYPE_CHECKING:
    from legtimer.history.session_record import SessionRecord
    from legtimer.history.store import Store


_TOGETHER: Final = 25
"""Sessions in one transaction: each waits for the disk, and a session under way waits for it."""
_LONGEST: Final = 64 << 20
"""Bytes of a line; a session of the most steps that a workout can have takes half of that."""


def add_arguments(command: Parser) -> None:
    command.description = (
        "Read sessions that were exported as JSON lines. A session that is here already gets newer "
        "corrections only. Invalid lines are told and left out."
    )
    command.add_argument(
        "--jsonl", required=True, metavar="FILE", help="the file; - for standard input"
    )


def run(options: argparse.Namespace) -> int:
    """Read the file; 0 if all of it was good, 1 for lines that are no sessions, 2 for no file."""
    name = options.jsonl
    with open_history() as store:
        try:
            if name == "-":
                return _read(store, sys.stdin.buffer, "<stdin>")
            with open_file(name) as file:
                return _read(store, file, printable(name, None))
        except (OSError, ValueError) as problem:
            why = getattr(problem, "strerror", None) or str(problem)
            if os.path.exists(name) and stat.S_ISFIFO(os.stat(name).st_mode):
                why += "; --jsonl - reads standard input, which may be one"
            complain(f"{printable(name, None)}: {printable(why)}")
    return 2


def _read(store: Store, file: BinaryIO, name: str) -> int:
    added = known = corrected = bad = 0
    sessions = _sessions(file)
    while some := list(islice(sessions, _TOGETHER)):
        logs = []
        for number, log in some:
            if isinstance(log, InvalidLine):
                bad += 1
                print(f"{name}:{number}: {printable(str(log), None)}", file=sys.stderr)
            else:
                logs.append(log)
        for log, new in zip(logs, store.insert_all(logs), strict=True):
            added, known = added + new, known + (not new)
            if not new and log.header.status is SessionStatus.DONE:
                corrected += _corrected(store, log)
    parts = [f"{plural(added, 'session')} read"]
    parts += [f"{known} there already"] * bool(known)
    parts += [f"{corrected} of them corrected"] * bool(corrected)
    parts += [plural(bad, "invalid line")] * bool(bad)
    print(", ".join(parts))
    return 1 if bad else 0


def _sessions(file: BinaryIO) -> Iterator[tuple[int, SessionRecord | InvalidLine]]:
    """The session of each line, or what is wrong with it."""
    for number in count(1):
        line = file.readline(_LONGEST)
        if not line:
            return
        if not line.strip():
            continue
        try:
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                while (rest := file.readline(_LONGEST)) and not rest.endswith(b"\n"):
                    """Up to the end of the line."""
                raise InvalidLine(f"this line is longer than {_LONGEST >> 20} MiB")
            yield number, from_json_line(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            yield number, InvalidLine("this is no UTF-8")
        except InvalidLine as problem:
            yield number, problem


def _corrected(store: Store, log: SessionRecord) -> bool:
    """Take over the newer corrections of a session that is there, and tell them; whether any."""
    merged = store.merge(log)
    header = merged.record.header
    which = f"{printable(header.workout, 60)}, {header.began:%Y-%m-%d %H:%M}: "
    for text in filter(None, map(correction_text, merged.taken)):
        print(f"{which}{text}")
    for text in filter(None, map(correction_text, merged.kept)):
        print(f"{which}{text} is older than what stands here, which stays")
    return bool(merged.taken)
