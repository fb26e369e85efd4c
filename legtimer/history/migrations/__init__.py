"""Brings an older file of the history up to what this version of the program writes.

Each step is a numbered SQL file in this folder; the file's ``user_version`` is the number of the
last one. All steps that are due run in one transaction, so that a file has one version or the
other. Before that, the file is copied to one beside it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from legtimer.files.atomic_file import unused_path
from legtimer.history.errors import Damaged, StoreError, sqlite_failure, system_failure

MIGRATIONS: Final = Path(__file__).parent
"""The folder of the steps."""


def migration_scripts(folder: Path = MIGRATIONS) -> tuple[Path, ...]:
    """The SQL files, in the order in which they run: 0001.sql, 0002.sql, and so on."""
    return tuple(sorted(folder.glob("[0-9][0-9][0-9][0-9].sql")))


def schema_version(connection: sqlite3.Connection) -> int:
    """Which step was the file's last; 0 for an empty file."""
    ((version,),) = fetch_all(connection, "PRAGMA user_version")
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path, scripts: Sequence[Path]) -> None:
    """Run the steps that a file has not seen.

    Args:
        connection: to the file, in autocommit mode.
        path: where the file lies; a copy of it is written beside it.
        scripts: all steps.

    Raises:
        StoreError: if one fails, or the copy cannot be written; the file is then as it was.
    """
    try:
        # A step may have to build a table anew, which must not take along what refers to it.
        connection.execute("PRAGMA foreign_keys = OFF")
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            _run(connection, path, scripts)
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error as problem:
        raise sqlite_failure(problem) from problem


def _run(connection: sqlite3.Connection, path: Path, scripts: Sequence[Path]) -> None:
    # Another program may have been faster.
    version = schema_version(connection)
    if not version and fetch_all(connection, "SELECT 1 FROM sqlite_master"):
        raise Damaged("its file is damaged")
    if 0 < version < len(scripts):
        _copy(path, version)
    for number, script in enumerate(scripts[version:], version + 1):
        for statement in split_statements(script.read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    if fetch_all(connection, "PRAGMA foreign_key_check"):
        raise StoreError("its content contradicts itself")


def fetch_all(
    connection: sqlite3.Connection, sql: str, values: Sequence[object] = ()
) -> list[tuple[Any, ...]]:
    """The rows of a query.

    A cursor that is left behind by an error would keep the file locked for as long as the error
    itself is remembered.
    """
    with closing(connection.execute(sql, values)) as cursor:
        return cursor.fetchall()


def split_statements(script: str) -> Iterator[str]:
    """The statements of a script; ``executescript`` would commit before the first one."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def unused_name(path: Path, what: str) -> Path:
    """A name beside a file that nobody has: ``history-<what>-20260131-184502.db``."""
    name = f"{path.stem}-{what}-{datetime.now():%Y%m%d-%H%M%S}{path.suffix}"
    return unused_path(path.with_name(name))


def _copy(path: Path, version: int) -> None:
    """Copy a file whose connection holds the right to write, so that nobody changes it."""
    try:
        wanted = unused_name(path, f"version-{version}")
        part = wanted.with_suffix(".part")
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        os.replace(part, wanted)
    except OSError as problem:
        raise system_failure(problem) from problem
