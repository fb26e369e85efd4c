"""The sessions on disk: begun, finished, looked up, corrected.

Every method raises ``StoreError`` with a message for a person if it cannot be done, and then it has
changed nothing. None remembers a failure: whoever tries again may succeed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from legtimer.files.exercises.names import name_key
from legtimer.history import rows
from legtimer.history.database import Database
from legtimer.history.errors import Damaged, Gone, StoreError
from legtimer.history.merging import MergeResult, merge
from legtimer.history.migrations import fetch_all, migration_scripts
from legtimer.history.serialization import InvalidValue, field_types, from_builtins
from legtimer.history.session_record import (
    CORRECTABLE_FIELDS,
    Correction,
    Header,
    ScoreResult,
    SessionRecord,
    SessionStatus,
    SetResult,
)

if TYPE_CHECKING:
    from legtimer.core.session.commands import JournalEntry

_TABLE: Final = {"session": "session", "set": "set_result", "score": "score"}
_HEADER: Final = ", ".join(rows.SESSION_COLUMNS)


class Store(Database):
    """The history's file."""

    def __init__(
        self,
        path: Path,
        scripts: Sequence[Path] | None = None,
        exercise_id: Callable[[str], str] = name_key,
    ) -> None:
        """Touch nothing: the first call of a method opens the file, or makes it.

        Args:
            path: where the file lies, or will.
            scripts: the steps that make its tables; None for the program's own.
            exercise_id: the same for all names of an exercise, as ``ExerciseLibrary.exercise_id``;
                by itself the history knows no synonyms.
        """
        self.exercise_id = exercise_id
        super().__init__(path, rows.TABLES, migration_scripts() if scripts is None else scripts)

    @property
    def beats(self) -> Path:
        """The folder with the heartbeats of the sessions under way."""
        return self.path.parent / "sessions"

    def begin(self, header: Header, entries: Sequence[JournalEntry]) -> None:
        """Write a session's header and its journal so far; what is there already stays."""
        self.change(lambda db: _whole(db, header, entries))

    def complete(self, log: SessionRecord) -> None:
        """Write a session as it ended, with its results and whatever of it is not there yet."""
        self.change(lambda db: _finished(db, log))

    def insert(self, log: SessionRecord) -> bool:
        """Add a session from elsewhere; whether it was added, as in ``insert_all``."""
        return self.insert_all([log])[0]

    def insert_all(self, logs: Iterable[SessionRecord]) -> list[bool]:
        """Add sessions from elsewhere, all in one transaction.

        Returns:
            Whether each was added. A session that is there already is left as it is, unless it
            was dropped, or never finished and this is more of it.
        """
        return self.change(lambda db: [_inserted(db, log) for log in logs])

    def merge(self, other: SessionRecord) -> MergeResult:
        """Bring the corrections of another copy of a session that is over to the one here.

        Raises:
            Gone: if there is no such session.
            StoreError: if it cannot be done, or the session was changed meanwhile.
        """
        here = self.load(other.header.uid)
        merged = merge(here, other)
        if set(merged.record.corrections) != set(here.corrections):
            self.change(lambda db: _merged(db, here, merged.record))
        return merged

    def discard(self, uid: str) -> None:
        """Let a session be in no list any more."""
        drop = "UPDATE session SET status = 'dropped' WHERE uid = ?"
        self.change(lambda db: db.execute(drop, (uid,)))

    def delete(self, uid: str) -> None:
        """Delete a session for good, with all that belongs to it.

        Raises:
            Gone: if there is none.
        """

        def delete(db: sqlite3.Connection) -> None:
            if not db.execute("DELETE FROM session WHERE uid = ?", (uid,)).rowcount:
                raise Gone("there is no such session")

        self.change(delete)

    def load(self, uid: str) -> SessionRecord:
        """All of a session.

        Raises:
            Gone: if there is none.
            Damaged: if it is not what the program wrote.
        """

        def whole(db: sqlite3.Connection) -> tuple[list[tuple[Any, ...]], ...]:
            # In one query: in a damaged file the index of the ids may know another row.
            found = fetch_all(db, f"SELECT id, {_HEADER} FROM session WHERE uid = ?", (uid,))
            if not found:
                raise Gone("there is no such session")
            number = found[0][0]
            return (
                [found[0][1:]],
                _of(db, "event", rows.EVENT_COLUMNS, number),
                _of(db, "set_result", rows.SET_COLUMNS, number),
                _of(db, "score", rows.SCORE_COLUMNS, number),
                _of(db, "correction", rows.CORRECTION_COLUMNS, number),
            )

        (header,), events, sets, scores, corrections = self.look(whole)
        try:
            return SessionRecord(
                header=rows.from_row(Header, header),
                journal=tuple(map(rows.entry_from_row, events)),
                sets=tuple(rows.from_row(SetResult, row) for row in sets),
                scores=tuple(rows.from_row(ScoreResult, row) for row in scores),
                corrections=tuple(rows.from_row(Correction, row) for row in corrections),
            )
        except InvalidValue as problem:
            raise Damaged(f"this session is damaged: {problem}") from problem

    def headers(self, status: SessionStatus = SessionStatus.DONE) -> list[Header]:
        """The headers of the sessions that are so far, the newest first, without damaged ones."""
        found = self.read(
            f"SELECT {_HEADER} FROM session WHERE status = ? ORDER BY began_at DESC, id DESC",
            (status.value,),
        )
        headers = []
        for row in found:
            try:
                headers.append(rows.from_row(Header, row))
            except InvalidValue:
                continue
        return headers

    def open_headers(self) -> list[Header]:
        """The headers of the sessions that are not over, the newest first."""
        return self.headers(SessionStatus.OPEN)

    def correct(self, uid: str, *corrections: Correction) -> None:
        """Change figures of a session that is over, all or none, and keep what they were.

        Args:
            uid: the session.
            corrections: the changes; ``before`` must be what the figure is now.

        Raises:
            Gone: if there is no such session, set or score, or no such figure of it.
            StoreError: if a figure cannot be that, or was changed meanwhile.
        """
        changes = [_change(correction) for correction in corrections]

        def change(db: sqlite3.Connection) -> None:
            session = _id(db, uid)
            ((count,),) = fetch_all(
                db, "SELECT count(*) FROM correction WHERE session = ?", (session,)
            )
            for number, (correction, old, new) in enumerate(changes, count):
                _corrected(db, session, correction, old, new)
                _insert(db, "correction", session, [(number, *rows.to_row(correction))])

        self.change(change)


def _inserted(db: sqlite3.Connection, log: SessionRecord) -> bool:
    known = fetch_all(
        db,
        "SELECT status, (SELECT count(*) FROM event WHERE session = id) FROM session WHERE uid = ?",
        (log.header.uid,),
    )
    for status, lines in known:
        over = log.header.status is SessionStatus.DONE
        if status == "done" or (status == "open" and lines >= len(log.journal) + over):
            return False
    _finished(db, log)
    return True


def _change(correction: Correction) -> tuple[Correction, dict[str, Any], dict[str, Any]]:
    """A correction with the columns as they have to be, and as they will be."""
    kind, _, number = correction.target.partition(" ")
    value_kind, fields = CORRECTABLE_FIELDS.get(kind, (Header, frozenset()))
    if correction.field not in fields or (kind == "session") == bool(number):
        raise Gone(f"{correction.target} has no {correction.field} to correct")
    hint = field_types(value_kind)[correction.field]
    try:
        before = from_builtins(hint, json.loads(correction.before), correction.field)
        after = from_builtins(hint, json.loads(correction.after), correction.field)
    except ValueError as problem:
        raise StoreError(str(problem)) from None
    name = correction.field
    return correction, rows.columns_of(name, before), rows.columns_of(name, after)


def _corrected(
    db: sqlite3.Connection,
    session: int,
    correction: Correction,
    old: dict[str, Any],
    new: dict[str, Any],
) -> None:
    kind, _, number = correction.target.partition(" ")
    where, at = (
        ("id = ?", (session,))
        if kind == "session"
        else ("session = ? AND number = ?", (session, number))
    )
    same = " AND ".join(f"{column} IS ?" for column in old)
    done = db.execute(
        f"UPDATE {_TABLE[kind]} SET {', '.join(f'{column} = ?' for column in new)}"
        f" WHERE {where} AND {same}",
        (*new.values(), *at, *old.values()),
    )
    if not done.rowcount:
        if not fetch_all(db, f"SELECT 1 FROM {_TABLE[kind]} WHERE {where}", at):
            raise Gone(f"there is no {correction.target} in this session")
        raise StoreError(f"{correction.field} was changed meanwhile")


def _id(db: sqlite3.Connection, uid: str) -> int:
    """A session's number in this file."""
    found = fetch_all(db, "SELECT id FROM session WHERE uid = ?", (uid,))
    if not found:
        raise Gone("there is no such session")
    return int(found[0][0])


def _of(
    db: sqlite3.Connection, table: str, columns: Sequence[str], session: int
) -> list[tuple[Any, ...]]:
    wanted = ", ".join(columns)
    return fetch_all(
        db, f"SELECT {wanted} FROM {table} WHERE session = ? ORDER BY number", (session,)
    )


def _insert(
    db: sqlite3.Connection,
    table: str,
    session: int | None,
    values: Sequence[tuple[Any, ...]],
    otherwise: str = "",
) -> None:
    columns = rows.TABLES[table]
    marks = ", ".join("?" * len(columns))
    db.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}){otherwise}",
        [(session, *row) for row in values],
    )


def _whole(db: sqlite3.Connection, header: Header, entries: Sequence[JournalEntry]) -> int:
    """Write what is not there yet of a session and its journal; its number in this file."""
    try:
        session = _id(db, header.uid)
    except Gone:
        _insert(db, "session", None, [rows.to_row(header)])
        try:
            session = _id(db, header.uid)
        except Gone as problem:
            # The index of the ids has a wrong key, which leads the search past the new one.
            raise Damaged("its file is damaged") from problem
    events = [rows.entry_row(n, entry) for n, entry in enumerate(entries)]
    _insert(db, "event", session, events, " ON CONFLICT (session, number) DO NOTHING")
    return session


def _merged(db: sqlite3.Connection, here: SessionRecord, record: SessionRecord) -> None:
    known = _of(db, "correction", rows.CORRECTION_COLUMNS, _id(db, here.header.uid))
    if len(known) != len(here.corrections):
        raise StoreError("the session was changed meanwhile")
    _finished(db, record)


def _finished(db: sqlite3.Connection, log: SessionRecord) -> None:
    session = _whole(db, log.header, log.journal)
    header = rows.to_row(log.header)
    for table in ("set_result", "score", "correction"):
        db.execute(f"DELETE FROM {table} WHERE session = ?", (session,))
    assigned = ", ".join(f"{name} = ?" for name in rows.SESSION_COLUMNS)
    db.execute(f"UPDATE session SET {assigned} WHERE id = ?", (*header, session))
    _insert(db, "set_result", session, [rows.to_row(row) for row in log.sets])
    _insert(db, "score", session, [rows.to_row(row) for row in log.scores])
    corrections = [(n, *rows.to_row(row)) for n, row in enumerate(log.corrections)]
    _insert(db, "correction", session, corrections)
