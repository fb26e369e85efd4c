"""Bringing an older file of the history up to what this version of the program writes.

Each step is a numbered SQL file in ``migrations``; the file's ``user_version`` is the number of the
last one. All that are due run in one transaction, so that a file is of one version or of the other,
and before it, what there was is copied to a file beside it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from legtimer.history.failures import Damaged, failure_of_system

MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""The folder of the steps."""


def steps(folder: Path = MIGRATIONS) -> tuple[Path, ...]:
    """The SQL files, in the order in which they run: 0001.sql, 0002.sql, and so on."""
    return tuple(sorted(folder.glob("[0-9][0-9][0-9][0-9].sql")))


def version_of(connection: sqlite3.Connection) -> int:
    """Which step was the file's last; 0 for an empty file."""
    with closing(connection.execute("PRAGMA user_version")) as cursor:
        (version,) = cursor.fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path, scripts: Sequence[Path]) -> None:
    """Run the steps that a file has not seen.

    Args:
        connection: to the file, in autocommit mode.
        path: where the file lies; a copy of it is written beside it.
        scripts: all steps.

    Raises:
        sqlite3.Error: if one fails; the file is then as it was.
        Damaged: if what the file holds contradicts itself.
        StoreError: if the copy cannot be written.
    """
    # A step may have to build a table anew, which must not take along the rows that refer to it.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have been faster.
        version = version_of(connection)
        if not version and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise Damaged("its file is damaged")
        if 0 < version < len(scripts):
            _copy(path, version)
        for number, script in enumerate(scripts[version:], version + 1):
            for statement in statements(script.read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise Damaged("its file is damaged")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA foreign_keys = ON")


def statements(script: str) -> Iterator[str]:
    """The statements of a script; ``executescript`` would commit before the first one."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def beside(path: Path, what: str) -> Path:
    """A name beside a file that nobody has: ``history-<what>-20260131-184502.db``."""
    name = f"{path.stem}-{what}-{datetime.now():%Y%m%d-%H%M%S}"
    found = path.with_name(name + path.suffix)
    number = 2
    while found.exists():
        found = path.with_name(f"{name}-{number}{path.suffix}")
        number += 1
    return found


def _copy(path: Path, version: int) -> None:
    """Copy a file whose connection holds the right to write, so that nobody changes it."""
    try:
        wanted = beside(path, f"version-{version}")
        part = wanted.with_suffix(".part")
        part.unlink(missing_ok=True)
        source, target = sqlite3.connect(path), sqlite3.connect(part)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
        os.replace(part, wanted)
    except OSError as problem:
        raise failure_of_system(problem) from problem
