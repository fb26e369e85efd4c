"""The file of the history: opened when it is needed, and again when it has gone.

Theory of operation. Nothing here remembers that something failed. Every call looks whether the file
that is open is still the one that lies at the path; if not, or if the last call failed, it is
opened anew, which makes it if need be. So whoever tries again has done all that can be done. A file
that SQLite calls damaged is renamed, together with its rollback journal, and a new one is begun;
nothing is ever written over it.

``synchronous`` is ``EXTRA``: with ``FULL``, a power cut soon after a commit could bring the deleted
rollback journal back, and with it the state before the commit.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from legtimer.history.errors import (
    Damaged,
    Gone,
    StoreError,
    TooNew,
    sqlite_failure,
    system_failure,
)
from legtimer.history.file_lock import lock
from legtimer.history.migrations import (
    fetch_all,
    migrate,
    schema_version,
    split_statements,
    unused_name,
)

_T = TypeVar("_T")

_PATIENCE: Final = 250
"""Ms to wait for another program that is writing; no screen should stand still for longer."""
_OLDEST_SQLITE: Final = (3, 37, 0)
"""The first that knows strict tables."""

Identity = tuple[int, int]
"""What tells one file from another that has its name."""


class _NoText(StoreError):
    """Bytes where a text should be."""


class Database:
    """The file, seen as statements that are run on it."""

    def __init__(
        self, path: Path, shape: Mapping[str, Sequence[str]], scripts: Sequence[Path]
    ) -> None:
        """Touch nothing yet.

        Args:
            path: where the file lies; neither it nor its folder need exist.
            shape: the columns of each table that a file must have to be used.
            scripts: the steps that make the tables.
        """
        self.path = path
        self.set_aside: Path | None = None
        """The new name of a damaged file; None if none was found."""
        self._shape = shape
        self._scripts = tuple(scripts)
        self._connection: sqlite3.Connection | None = None
        self.identity: Identity | None = None
        """Which file the last call found; another one has none of what was written before."""
        self._lenient = False
        """Whether what cannot be decoded is read as far as it can be."""

    def read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query.

        Raises:
            StoreError: if it cannot be read.
        """
        return self._do(lambda connection: fetch_all(connection, sql, values), "")

    def look(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do several queries that see the same state.

        Raises:
            StoreError: if it cannot be read.
        """
        return self._do(work, "BEGIN")

    def change(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do some work, all of it or nothing; it is on disk for good when this returns.

        Raises:
            StoreError: if it cannot be done.
        """
        return self._do(work, "BEGIN IMMEDIATE")

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    @contextmanager
    def transaction(self, begin: str = "") -> Iterator[sqlite3.Connection]:
        """The connection to the open file; what is done on it is kept, or undone after an error.

        Args:
            begin: the statement that begins it; empty for a single one, which needs none.

        Raises:
            StoreError: if it cannot be done. A damaged file has another name by then, so whoever
                tries again does it on a new one.
        """
        try:
            # Commits what was begun, or rolls it back after an error.
            with self._opened() as connection:
                if begin:
                    connection.execute(begin)
                yield connection
        except Gone:
            raise
        except (sqlite3.Error, UnicodeError, OSError, StoreError) as problem:
            failure = self._failure(problem)
            self.close()
            if isinstance(failure, _NoText):
                # A byte that is no text any more must not hide all the rest.
                self._lenient = True
            elif isinstance(failure, Damaged):
                self._put_aside()
            raise failure from problem

    def _do(self, work: Callable[[sqlite3.Connection], _T], begin: str) -> _T:
        """Do some work; on a damaged file it is done again on a new one."""
        with suppress(_NoText, Damaged), self.transaction(begin) as connection:
            return work(connection)
        with self.transaction(begin) as connection:
            return work(connection)

    def _failure(self, problem: Exception) -> StoreError:
        """What an error means; one that a sound file cannot cause is looked into."""
        if isinstance(problem, StoreError):
            return problem
        if isinstance(problem, OSError):
            return system_failure(problem)
        if isinstance(problem, UnicodeEncodeError):
            # The file is not to blame for what was to be written.
            return StoreError("what was to be written must be text")
        if not isinstance(problem, sqlite3.Error):
            # What SQLite says of a damaged file can quote what is damaged.
            return Damaged("its file is damaged")
        code = getattr(problem, "sqlite_errorcode", None)
        if code is None and "decode" in str(problem):
            return _NoText("a text in its file is damaged")
        code = (code or 0) & 0xFF
        if (
            code in (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_ERROR)
            and self._connection is not None
            and not _sound(self._connection, self._scripts)
        ):
            return Damaged("its file is damaged")
        return sqlite_failure(problem)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None and self.identity != identity_of(self.path):
            self.close()
        if self._connection is None:
            return self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            raise StoreError(f"it needs SQLite 3.37; this Python has {sqlite3.sqlite_version}")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # A failure closes it again, in ``transaction``.
        connection = self._connection = sqlite3.connect(
            self.path, isolation_level=None, timeout=_PATIENCE / 1000
        )
        if self._lenient:
            connection.text_factory = lambda data: str(data, "utf-8", "replace")
        self.identity = identity_of(self.path)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA foreign_keys = ON")
        version = schema_version(connection)
        if version > len(self._scripts):
            raise TooNew("its file was written by a later version of legtimer, and is left alone")
        if version < len(self._scripts):
            migrate(connection, self.path, self._scripts)
        self.identity = identity_of(self.path)
        for table, columns in self._shape.items():
            try:
                fetch_all(connection, f"SELECT {', '.join(columns)} FROM {table} LIMIT 0")
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                    raise Damaged("its file is damaged") from problem
                raise
        return connection

    def _put_aside(self) -> None:
        """Rename a damaged file; whoever does the same at the same time must not take a new one."""
        seen = self.identity
        try:
            guard = os.open(self.path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o666)
            try:
                if not lock(guard):
                    raise StoreError("another program is renaming its damaged file")
                if seen is None or identity_of(self.path) != seen:
                    return
                name = unused_name(self.path, "corrupt")
                # The journal first: left behind, it would be played back into the new file.
                for tail in ("-journal", "-wal", "-shm"):
                    with suppress(FileNotFoundError):
                        os.rename(f"{self.path}{tail}", f"{name}{tail}")
                os.rename(self.path, name)
                self.set_aside = name
            finally:
                os.close(guard)
        except OSError as problem:
            raise system_failure(problem) from problem


def identity_of(path: Path) -> Identity | None:
    """Which file lies at a path; None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _sound(connection: sqlite3.Connection, scripts: Sequence[Path]) -> bool:
    """Whether a file has the tables that it should have, and SQLite finds nothing wrong with it."""
    try:
        if fetch_all(connection, "PRAGMA quick_check(1)") != [("ok",)]:
            return False
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
            for script in scripts:
                for statement in split_statements(script.read_text(encoding="utf-8")):
                    model.execute(statement)
            return _schema(connection) == _schema(model)
    except sqlite3.Error:
        return False


def _schema(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return fetch_all(
        connection, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
    )
