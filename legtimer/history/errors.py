"""Errors of the history's file, with messages for a person."""

from __future__ import annotations

import sqlite3


class StoreError(Exception):
    """The history cannot be read or written; says why in a few words: ``the disk is full``."""


class TooNew(StoreError):
    """The file was written by a later version of the program; it is left alone."""


class Busy(StoreError):
    """Another program holds the file; a little later it can be free."""


class Damaged(StoreError):
    """The file, or one session in it, is not what the program wrote."""


class Gone(StoreError):
    """There is no such session, or no such figure in it."""


_SAID = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "its file cannot be written to",
    sqlite3.SQLITE_PERM: "its file cannot be written to",
    sqlite3.SQLITE_CANTOPEN: "its file cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk cannot be written to",
    sqlite3.SQLITE_NOMEM: "there is too little memory",
}
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def sqlite_failure(problem: sqlite3.Error) -> StoreError:
    """What an error of SQLite means."""
    # The upper bytes of an extended code say which call it was.
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return Busy("another program holds its file")
    if code in _DAMAGED:
        return Damaged("its file is damaged")
    return StoreError(_SAID.get(code, f"SQLite says: {problem}"))


def system_failure(problem: OSError) -> StoreError:
    """What an error of the operating system means."""
    why = problem.strerror or type(problem).__name__
    return StoreError(why[:1].lower() + why[1:])
