"""Lists of the sessions that are over, for whoever shows or looks for some of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from legtimer.core.exercise import Load, LoadUnit
from legtimer.history.session_record import local_time

if TYPE_CHECKING:
    from legtimer.history.store import Store

_NEWEST_FIRST: Final = "ORDER BY began_at DESC, id DESC"
_LOCAL: Final = "(began_at / 1000 + utc_offset * 60), 'unixepoch'"
_MONTH: Final = f"3 * CAST(strftime('%m', {_LOCAL}) AS INTEGER) - 2"
_DAY: Final = (
    f"CAST(strftime('%d', {_LOCAL}) AS INTEGER) || ' '"
    f" || substr('JanFebMarAprMayJunJulAugSepOctNovDec', {_MONTH}, 3)"
    f" || ' ' || strftime('%Y %Y-%m-%d', {_LOCAL})"
)
"""A day as the screens write it (``3 Mar 2026``), and as a calendar does."""
_SEARCHED: Final = f"(workout || ' ' || note || ' ' || {_DAY}) LIKE ? ESCAPE '!'"
_LISTED: Final = f"""
    SELECT r.number, uid, began_at, utc_offset, workout, elapsed, complete, effort, note,
        (SELECT json_group_array(text) FROM
            (SELECT text FROM score WHERE session = s.id ORDER BY number)),
        (SELECT json_group_array(json_array(kind, rounds, sets)) FROM
            (SELECT kind, SUM(whole AND round > 0) AS rounds, SUM(sets) AS sets FROM
                (SELECT place, kind, round, MIN(number) AS first,
                    MIN(outcome = 'done') AS whole, SUM(outcome = 'done' AND side <> 2) AS sets
                    FROM set_result WHERE session = s.id AND role = 'main' GROUP BY place, round)
                GROUP BY place ORDER BY MIN(first))),
        (SELECT json_array(done, load_unit, load_value, load_pieces) FROM set_result
            WHERE session = s.id AND role = 'main' AND done > 0 AND load_unit IN ('kg', 'lb')
            ORDER BY load_value * load_pieces * IIF(load_unit = 'lb', 0.45359237, 1) DESC, done DESC
            LIMIT 1)
    FROM session s JOIN
        (SELECT id, ROW_NUMBER() OVER ({_NEWEST_FIRST}) AS number
            FROM session WHERE status = 'done') r ON r.id = s.id
    WHERE {{conditions}} ORDER BY r.number LIMIT ? OFFSET ?"""


_WEEKS: Final = f"""
    SELECT date({_LOCAL}, 'weekday 0', '-6 days'), COUNT(*), SUM(elapsed)
    FROM session WHERE status = 'done' AND {{conditions}} GROUP BY 1"""


class BlockWork(NamedTuple):
    """What was done of one block."""

    kind: str
    rounds: int
    """Rounds, sets or intervals of which every exercise was done."""
    sets: int
    """Sets that were done; both sides of an exercise are one."""


class TopSet(NamedTuple):
    """The set with the heaviest load."""

    done: int
    load: Load


class WeekTotal(NamedTuple):
    """All sessions of a week."""

    sessions: int
    elapsed: int
    """Ms trained, pauses left out."""


class SessionSummary(NamedTuple):
    """One session in a list."""

    number: int
    """1 is the newest of all sessions, whatever the list is narrowed to."""
    uid: str
    began_at: int
    """When it began: ms since 1970 in UTC."""
    utc_offset: int
    """Minutes that the athlete's clock was ahead of UTC then."""
    workout: str
    elapsed: int
    """Ms trained, pauses left out."""
    complete: bool
    effort: int | None
    """How hard it was, 1 to 10, if the athlete said."""
    note: str
    scores: tuple[str, ...]
    """The texts of its scores, in order."""
    work: tuple[BlockWork, ...] = ()
    """What was done of each block, warm-ups and cool-downs left out."""
    top: TopSet | None = None
    """Its top set; None if no weight was lifted."""

    @property
    def began(self) -> datetime:
        """When it began, by the athlete's clock then."""
        return local_time(self.began_at, self.utc_offset)


def list_sessions(
    store: Store,
    *,
    workouts: Sequence[str] | None = None,
    since: int | None = None,
    words: Sequence[str] = (),
    start: int = 0,
    limit: int | None = None,
) -> list[SessionSummary]:
    """Sessions that are over, the newest first.

    Args:
        store: the history.
        workouts: only sessions of workouts with these names.
        since: only sessions that began then or later, in ms since 1970 in UTC.
        words: only sessions with all of these in the workout's name, the note or the day.
        start: how many of these sessions to leave out at the beginning.
        limit: how many to return at most; None for all.

    Raises:
        StoreError: if the history cannot be read.
    """
    conditions, values = _conditions(workouts, since, words)
    found = store.read(
        _LISTED.format(conditions=conditions), (*values, -1 if limit is None else limit, start)
    )
    return [_summary(row) for row in found]


def week_totals(
    store: Store,
    *,
    workouts: Sequence[str] | None = None,
    since: int | None = None,
    words: Sequence[str] = (),
) -> dict[date, WeekTotal]:
    """The weeks of the same sessions, by their Mondays; arguments as of ``list_sessions``.

    Raises:
        StoreError: if the history cannot be read.
    """
    conditions, values = _conditions(workouts, since, words)
    found = store.read(_WEEKS.format(conditions=conditions), values)
    return {date.fromisoformat(monday): WeekTotal(*total) for monday, *total in found}


def _conditions(
    workouts: Sequence[str] | None, since: int | None, words: Sequence[str]
) -> tuple[str, tuple[object, ...]]:
    conditions, values = ["1"], list[object]()
    if workouts is not None:
        conditions.append(f"workout IN ({', '.join('?' * len(workouts))})")
        values += workouts
    if since is not None:
        conditions.append("began_at >= ?")
        values.append(since)
    for word in words:
        conditions.append(_SEARCHED)
        values.append(f"%{_literal(word)}%")
    return " AND ".join(conditions), tuple(values)


def _summary(row: Sequence[Any]) -> SessionSummary:
    *_, scores, work, top = row
    blocks = tuple(BlockWork(*one) for one in json.loads(work))
    found = (*row[:6], bool(row[6]), *row[7:9], tuple(json.loads(scores)), blocks, _top_set(top))
    return SessionSummary._make(found)


def _top_set(text: str | None) -> TopSet | None:
    if text is None:
        return None
    done, unit, value, pieces = json.loads(text)
    return TopSet(done, Load(LoadUnit(unit), value, pieces))


def sessions_since(store: Store, since: int) -> list[tuple[str, datetime]]:
    """The workout and the beginning of each session that is over, the oldest first.

    Args:
        store: the history.
        since: only sessions that began then or later, in ms since 1970 in UTC.

    Raises:
        StoreError: if the history cannot be read.
    """
    found = store.read(
        "SELECT workout, began_at, utc_offset FROM session"
        " WHERE status = 'done' AND began_at >= ? ORDER BY began_at, id",
        (since,),
    )
    return [(workout, local_time(at, offset)) for workout, at, offset in found]


def session_uids(store: Store) -> list[str]:
    """The ids of all sessions that are over, the newest first.

    Raises:
        StoreError: if the history cannot be read.
    """
    found = store.read(f"SELECT uid FROM session WHERE status = 'done' {_NEWEST_FIRST}")
    return [uid for (uid,) in found]


def workout_names(store: Store) -> list[str]:
    """The names of all workouts of which there is a session.

    Raises:
        StoreError: if the history cannot be read.
    """
    return [name for (name,) in store.read("SELECT DISTINCT workout FROM session")]


def _literal(word: str) -> str:
    """A word in which nothing has a meaning for LIKE."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
