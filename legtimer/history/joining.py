"""Sessions of a workout that has got another name, so that it keeps its past.

Theory of operation. The name is corrected in every session, as any figure is: what it was is kept,
and the new name travels with export and import.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from legtimer.history.migrations import fetch_all
from legtimer.history.serialization import to_json

if TYPE_CHECKING:
    from legtimer.history.store import Store

_SESSIONS: Final = """
    SELECT s.id, s.uid, COUNT(c.at), COALESCE(MAX(c.at) + 1, 0)
    FROM session s LEFT JOIN correction c ON c.session = s.id
    WHERE s.workout = ? AND s.status = 'done' GROUP BY s.id"""
_LAST_OF_FILE: Final = """
    SELECT workout, text FROM session
    WHERE origin = ? AND status = 'done'
        AND NOT EXISTS (SELECT 1 FROM session WHERE workout = ? AND status = 'done')
    ORDER BY began_at DESC LIMIT 1"""


def join_workouts(
    store: Store, old: str, new: str, now: int, only: Sequence[str] | None = None
) -> tuple[str, ...]:
    """Have the sessions of one workout be of another.

    Args:
        store: the history.
        old: the name that they have.
        new: the name that they get.
        now: ms since 1970 in UTC.
        only: the uids of those that are meant; None for all.

    Returns:
        The uids of the sessions that have the new name now.

    Raises:
        StoreError: if that cannot be done; nothing is changed then.
    """
    return store.change(partial(_joined, old=old, new=new, now=now, only=only))


def _joined(
    db: sqlite3.Connection, old: str, new: str, now: int, only: Sequence[str] | None
) -> tuple[str, ...]:
    found = [row for row in fetch_all(db, _SESSIONS, (old,)) if only is None or row[1] in only]
    before, after = to_json(old), to_json(new)
    db.executemany(
        "INSERT INTO correction (session, number, at, target, field, before, after)"
        " VALUES (?, ?, ?, 'session', 'workout', ?, ?)",
        [(session, count, max(now, at), before, after) for session, _, count, at in found],
    )
    db.executemany("UPDATE session SET workout = ? WHERE id = ?", [(new, row[0]) for row in found])
    return tuple(row[1] for row in found)


def former_name(store: Store, name: str, origin: str, same: Callable[[str], bool]) -> str | None:
    """The name that the workout of a file had when it was trained last, if that is another one.

    Args:
        store: the history.
        name: its name now; one that was trained is no new name.
        origin: the file.
        same: whether a text of then is that of now, but for the name.

    Raises:
        StoreError: if the history cannot be read.
    """
    found = store.read(_LAST_OF_FILE, (origin, name)) if origin else []
    return next((workout for workout, text in found if same(text)), None)
