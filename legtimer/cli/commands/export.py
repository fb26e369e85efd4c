"""``legtimer export``: sessions for other programs, and for keeping."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from legtimer.cli.arguments import SESSION, Parser
from legtimer.cli.history_access import history_exists, open_history
from legtimer.cli.output import complain
from legtimer.cli.settings import load_settings
from legtimer.files.printable import printable
from legtimer.history.export import SessionFileFormat, TextFormat, export_formats
from legtimer.history.export.csv import SEPARATORS, CsvFormat
from legtimer.history.export.ics import IcsFormat, PlannedEvent

if TYPE_CHECKING:
    from pathlib import Path

    from legtimer.history.session_record import SessionRecord
    from legtimer.history.store import Store


def add_arguments(command: Parser) -> None:
    command.description = (
        "Write sessions, the oldest first: all of them, or those that are named. A calendar of all "
        "also has the sessions that the programme in use plans from today on."
    )
    formats = command.add_mutually_exclusive_group(required=True)
    for one in export_formats().values():
        formats.add_argument(
            f"--{one.name}", dest="format", action="store_const", const=one, help=one.help
        )
    command.add_argument(
        "--separator",
        choices=SEPARATORS,
        help="what stands between the columns of a CSV file; with semicolon, figures have decimal"
        " commas (default: the setting export.separator)",
    )
    command.add_argument("sessions", nargs="*", metavar="SESSION", help=SESSION)
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="where to; without it standard output. Several FIT files need a folder",
    )


class _Logs:
    """The sessions that are wanted, one by one; a damaged one is told and left out."""

    def __init__(self, store: Store, uids: Sequence[str]) -> None:
        self._store = store
        self.uids = uids
        self.left_out = 0

    def __iter__(self) -> Iterator[SessionRecord]:
        from legtimer.history.errors import Damaged

        for uid in self.uids:
            try:
                yield self._store.load(uid)
            except Damaged as problem:
                complain(f"session {uid[:8]} is left out: {problem}")
                self.left_out += 1


def run(options: argparse.Namespace) -> int:
    """Write them; 0 if all are written, 1 if some are damaged, 2 if that is not possible."""
    form = options.format
    if isinstance(form, IcsFormat) and not options.sessions:
        form = IcsFormat(_planned(options))
    trained = history_exists()
    if not trained and not (isinstance(form, IcsFormat) and form.planned):
        complain("no sessions yet")
        return 2
    if options.separator and not isinstance(form, CsvFormat):
        complain("--separator: only CSV files have columns")
        return 2
    if isinstance(form, CsvFormat):
        named = options.separator or load_settings(options).export.separator
        form = CsvFormat(SEPARATORS[named])
    with open_history() as store:
        try:
            logs = _Logs(store, _wanted(store, options.sessions) if trained else ())
            if isinstance(form, TextFormat):
                code = _text(logs, form, options.output)
            else:
                code = _files(logs, form, options.output)
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
    from legtimer.cli.find_session import find_session
    from legtimer.history.session_list import session_uids

    wanted = {find_session(store, name) for name in named}
    return [uid for uid in reversed(session_uids(store)) if not named or uid in wanted]


def _planned(options: argparse.Namespace) -> list[PlannedEvent]:
    """The sessions of the programme in use from today on; what is wrong with it is told."""
    from legtimer.cli.coach_access import complain_of, open_coach

    with open_coach(options) as coach:
        found = coach.today()
    complain_of(found)
    events = [] if found.schedule is None else found.schedule.events(found.weeks)
    return [PlannedEvent(*event) for event in events]


def _text(logs: _Logs, form: TextFormat, output: str | None) -> int:
    from pathlib import Path

    parts = (part.encode() for part in form.text(logs))
    if output is None:
        # As it is: no line ends are changed, whatever the system.
        sys.stdout.flush()
        sys.stdout.buffer.writelines(parts)
    else:
        _write(Path(output), chain([form.mark.encode()], parts))
    return 0


def _files(logs: _Logs, form: SessionFileFormat, output: str | None) -> int:
    """One file for each session: to a folder, a file, or standard output for a single one."""
    from pathlib import Path

    path = None if output is None else Path(output)
    count = len(logs.uids)
    if path is None and (count > 1 or sys.stdout.isatty()):
        name = form.name.upper()
        complain(f"{name} files are binary, one for each session: give a folder with -o")
        return 2
    folder = path is not None and (count > 1 or path.is_dir())
    if folder and path is not None:
        path.mkdir(parents=True, exist_ok=True)
    code = 0
    for log in logs:
        try:
            data = form.data(log)
        except ValueError as problem:
            complain(f"session {log.header.uid[:8]} is left out: {problem}")
            code = 1
            continue
        if path is None:
            sys.stdout.buffer.write(data)
        else:
            _write(path / f"{_name(log)}.{form.name}" if folder else path, [data])
    return code


def _name(log: SessionRecord) -> str:
    """A file's name: the day and time, the workout, the beginning of the id."""
    from legtimer.files.slug import slug

    header = log.header
    words = slug(header.workout, 60)
    return "-".join(filter(None, [f"{header.began:%Y-%m-%d-%H%M}", words, header.uid[:8]]))


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file that is there whole or not at all; what is no file is written to."""
    if path.exists() and not path.is_file():
        with open(path, "wb", opener=_open_at_once) as file:
            file.writelines(parts)
        return
    from legtimer.files.atomic_file import write_atomically

    write_atomically(path, parts)


def _open_at_once(path: str, flags: int) -> int:
    """Open for writing; a pipe that nobody reads would let us wait for ever."""
    try:
        handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except OSError as problem:
        if problem.errno == errno.ENXIO:
            why = "nobody reads this; start the reader first"
            raise OSError(problem.errno, why) from None
        raise
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(handle, True)
    return handle
