"""The history, for commands: opened where there is one, and sessions found as people name them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.cli.output import complain
from legtimer.core.estimate import Pace
from legtimer.files.printable import printable
from legtimer.files.resources import history_file

if TYPE_CHECKING:
    from legtimer.history.store import Store

_UID: Final = r"[0-9a-f]{6,32}"
_NUMBER: Final = r"[1-9]\d{0,4}"
_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_ORDER: Final = "ORDER BY began_at DESC, id DESC"


class Refused(Exception):
    """A session that was asked for is not there, or is not the only one.

    Attributes:
        message: why, for the person who typed it.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def now_ms() -> int:
    """Ms since 1970 in UTC."""
    return time.time_ns() // 1_000_000


@contextmanager
def opened() -> Iterator[Store]:
    """The history; a damaged file that was set aside is told when it is closed.

    The file is made by the first call that needs it: who only reads asks ``kept`` before.
    """
    from legtimer.history.store import Store

    store = Store(history_file())
    try:
        yield store
    finally:
        store.close()
        if store.set_aside is not None:
            complain(f"the history was damaged; the file is kept as {store.set_aside}")


def kept() -> bool:
    """Whether there is a history at all; what lies there and is no file is told by who opens it."""
    return history_file().exists()


def own_pace() -> Pace | None:
    """The athlete's own times; None without a history, which then costs nothing."""
    if not kept():
        return None
    from legtimer.history.errors import StoreError
    from legtimer.history.pace_estimates import estimate_pace

    with opened() as store:
        try:
            return estimate_pace(store, now_ms())
        except StoreError as problem:
            complain(f"the history cannot be read: {problem.message}")
            return None


class Row(NamedTuple):
    """A session as a list of them shows it."""

    number: int
    """1 is the newest of all."""
    id: int
    """Its number in this file."""
    uid: str
    began_at: int
    utc_offset: int
    workout: str
    elapsed: int
    complete: bool
    effort: int | None
    note: str


def rows(
    store: Store,
    *,
    workouts: Sequence[str] | None = None,
    since: int | None = None,
    limit: int | None = None,
) -> list[Row]:
    """Sessions that are over, the newest first.

    Args:
        store: the history.
        workouts: only those of these names.
        since: only those that began then or later, in ms since 1970 in UTC.
        limit: at most so many.

    Raises:
        StoreError: if it cannot be read.
    """
    conditions, values = ["1"], list[object]()
    if workouts is not None:
        conditions.append(f"s.workout IN ({', '.join('?' * len(workouts))})")
        values += workouts
    if since is not None:
        conditions.append("s.began_at >= ?")
        values.append(since)
    found = store.read(
        "SELECT r.number, s.id, s.uid, s.began_at, s.utc_offset, s.workout, s.elapsed,"
        " s.complete, s.effort, s.note FROM session s JOIN"
        f" (SELECT id, ROW_NUMBER() OVER ({_ORDER}) AS number"
        "  FROM session WHERE status = 'done') r ON r.id = s.id"
        f" WHERE {' AND '.join(conditions)} ORDER BY r.number LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    return [Row._make((*row[:7], bool(row[7]), *row[8:])) for row in found]


def workouts_like(store: Store, words: str) -> list[str]:
    """The names of trained workouts in which some words stand, whatever their case.

    Raises:
        StoreError: if it cannot be read.
    """
    wanted = words.casefold().strip()
    names = [name for (name,) in store.read("SELECT DISTINCT workout FROM session")]
    exact = [name for name in names if name.casefold() == wanted]
    return exact or [name for name in names if wanted in name.casefold()]


def find(store: Store, named: str) -> str:
    """The uid of a session as people name it.

    Args:
        store: the history.
        named: ``last``; a number of the list, 1 for the newest; a day, ``2026-03-14``, if that had
            one session; or at least six of the first characters of its uid.

    Raises:
        Refused: if there is none, or if that could be several.
        StoreError: if it cannot be read.
    """
    said = named.strip().lower()
    if said == "last" or re.fullmatch(_NUMBER, said):
        number = 1 if said == "last" else int(said)
        found = store.read(
            f"SELECT uid FROM session WHERE status = 'done' {_ORDER} LIMIT 1 OFFSET ?",
            (number - 1,),
        )
    elif re.fullmatch(_DAY, said):
        found = [(row.uid,) for row in _of_day(store, said)]
    elif re.fullmatch(_UID, said):
        found = store.read(
            "SELECT uid FROM session WHERE status = 'done' AND uid BETWEEN ? AND ? LIMIT 2",
            (said, said + "g"),
        )
    else:
        raise Refused(
            f"{printable(named, 60)} names no session: it is last, a number of the list, a day "
            "such as 2026-03-14, or six or more characters of its id"
        )
    if not found:
        raise Refused(f"there is no session {printable(named, 60)}")
    if len(found) > 1:
        raise Refused(f"several sessions are meant by {printable(named, 60)}; see legtimer history")
    return str(found[0][0])


def day_ms(text: str) -> int:
    """When a day began here, in ms since 1970 in UTC: ``2026-03-14``, or ``30d`` for days ago.

    Raises:
        ValueError: if it is none.
    """
    if match := re.fullmatch(r"(\d{1,5})d", text.strip()):
        day = datetime.now().astimezone().date() - timedelta(days=int(match[1]))
    else:
        day = date.fromisoformat(text.strip())
    midnight = datetime(day.year, day.month, day.day).astimezone()
    return round(midnight.timestamp() * 1000)


def _of_day(store: Store, day: str) -> list[Row]:
    try:
        noon = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp() * 1000
    except ValueError:
        raise Refused(f"{day} is no day") from None
    # A day by the athlete's clock is within a day and a half of its noon in UTC.
    return [
        row
        for row in rows(store, since=round(noon) - 36 * 3_600_000)
        if began(row).strftime("%Y-%m-%d") == day
    ]


def began(row: Row) -> datetime:
    """When a session began, by the athlete's clock then."""
    from legtimer.history.session_record import local_time

    return local_time(row.began_at, row.utc_offset)
