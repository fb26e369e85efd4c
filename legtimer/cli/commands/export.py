"""``legtimer export``: sessions for other programs, and for keeping."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from legtimer import __version__
from legtimer.cli import stored
from legtimer.cli.arguments import SESSION, Parser
from legtimer.cli.output import complain
from legtimer.files.printable import printable
from legtimer.history.errors import Damaged, StoreError
from legtimer.history.session_record import SessionRecord, local_time

if TYPE_CHECKING:
    from legtimer.history.store import Store

_BOM = "\ufeff".encode()
"""Without it Excel takes a CSV file for one in the computer's old code page."""


class _Logs:
    """The sessions that are wanted, one by one; a damaged one is told and left out."""

    def __init__(self, store: Store, uids: Sequence[str]) -> None:
        self._store = store
        self.uids = uids
        self.left_out = 0

    def __iter__(self) -> Iterator[SessionRecord]:
        for uid in self.uids:
            try:
                yield self._store.log(uid)
            except Damaged as problem:
                complain(f"session {uid[:8]} is left out: {problem.message}")
                self.left_out += 1


def add_arguments(command: Parser) -> None:
    command.description = "Write sessions, the oldest first: all of them, or those that are named."
    forms = command.add_mutually_exclusive_group(required=True)
    for name, help in (
        ("csv", "one row per set, for spreadsheets"),
        ("json", "everything, as one JSON object"),
        ("jsonl", "everything, a line per session; legtimer import reads it back"),
        ("fit", "activities for Garmin Connect, Strava, intervals.icu; a file per session"),
    ):
        forms.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=help)
    command.add_argument("sessions", nargs="*", metavar="SESSION", help=SESSION)
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="where to; without it standard output. Several FIT files need a folder",
    )


def run(options: argparse.Namespace) -> int:
    """Write them; 0 if all are written, 1 if some are damaged, 2 if that is not possible."""
    if not stored.kept():
        complain("nothing was trained yet")
        return 2
    with stored.opened() as store:
        try:
            logs = _Logs(store, _wanted(store, options.sessions))
            code = _fit(logs, options) if options.form == "fit" else _text(logs, options)
        except stored.Refused as refused:
            complain(refused.message)
        except StoreError as problem:
            complain(f"the history: {problem.message}")
        except BrokenPipeError:
            raise
        except OSError as problem:
            why = problem.strerror or type(problem).__name__
            complain(f"{printable(str(options.output or 'standard output'), None)}: {why}")
        else:
            return code or (1 if logs.left_out else 0)
    return 2


def _wanted(store: Store, named: Sequence[str]) -> list[str]:
    """The uids of the sessions that were named, or of all; the oldest first."""
    wanted = {stored.find(store, name) for name in named}
    newest_first = store.read(
        "SELECT uid FROM session WHERE status = 'done' ORDER BY began_at DESC, id DESC"
    )
    return [uid for (uid,) in reversed(newest_first) if not named or uid in wanted]


def _text(logs: _Logs, options: argparse.Namespace) -> int:
    forms = {"csv": _csv, "json": _json, "jsonl": _jsonl}
    pieces = (piece.encode() for piece in forms[options.form](logs))
    if options.output is None:
        # As it is: no line ends are changed, whatever the system.
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return 0
    _write(Path(options.output), _marked(pieces) if options.form == "csv" else pieces)
    return 0


def _marked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield _BOM
    yield from pieces


def _csv(logs: Iterable[SessionRecord]) -> Iterator[str]:
    from legtimer.history.export.csv import csv_lines

    return csv_lines(logs)


def _jsonl(logs: Iterable[SessionRecord]) -> Iterator[str]:
    from legtimer.history.export.jsonl import to_json_line

    for log in logs:
        yield to_json_line(log) + "\n"


def _json(logs: Iterable[SessionRecord]) -> Iterator[str]:
    from legtimer.history.export.jsonl import to_json_line

    yield '{"format": "legtimer.export/1", "sessions": ['
    between = "\n"
    for log in logs:
        yield between + to_json_line(log)
        between = ",\n"
    yield "\n]}\n"


def _fit(logs: _Logs, options: argparse.Namespace) -> int:
    """One file for each session: to a folder, a file, or standard output for a single one."""
    from legtimer.cli.activities import activity_of
    from legtimer.files.exercises.library import open_library
    from legtimer.history.export.fit import fit_bytes

    library = open_library()
    output = None if options.output is None else Path(options.output)
    count = len(logs.uids)
    if output is None and (count > 1 or sys.stdout.isatty()):
        complain("FIT files are binary, one for each session: give a folder with -o")
        return 2
    folder = output is not None and (count > 1 or output.is_dir())
    if folder and output is not None:
        output.mkdir(parents=True, exist_ok=True)
    code = 0
    for log in logs:
        try:
            data = fit_bytes(activity_of(log, library), __version__)
        except ValueError as problem:
            complain(f"session {log.header.uid[:8]} is left out: {problem}")
            code = 1
            continue
        if output is None:
            sys.stdout.buffer.write(data)
        else:
            _write(output / _name(log) if folder else output, [data])
    return code


def _name(log: SessionRecord) -> str:
    """A file's name: the day and time, the workout in plain letters, the beginning of the id."""
    header = log.header
    letters = (c if c.isascii() and c.isalnum() else "-" for c in header.workout.lower())
    words = "-".join(filter(None, "".join(letters).split("-")))[:40].rstrip("-")
    when = local_time(header.began_at, header.utc_offset)
    return "-".join(filter(None, [f"{when:%Y-%m-%d-%H%M}", words, header.uid[:8]])) + ".fit"


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that is there whole or not at all; what is no file is written to."""
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            file.writelines(pieces)
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
