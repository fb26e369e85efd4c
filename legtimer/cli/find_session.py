"""Finds sessions, workouts and days as people name them on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from legtimer.app.dates import here_and_now
from legtimer.cli.history_access import NoSuchSession
from legtimer.files.closest_word import closest_word
from legtimer.files.printable import printable
from legtimer.history.session_list import list_sessions, session_uids, workout_names

if TYPE_CHECKING:
    from legtimer.history.store import Store

_UID: Final = r"[0-9a-f]{6,32}"
_NUMBER: Final = r"[1-9]\d{0,4}"
_DAY: Final = r"\d{4}-\d{2}-\d{2}"


def workouts_named(store: Store, words: str) -> list[str]:
    """The trained workouts of a name, or else those in whose names some words are found.

    Raises:
        StoreError: if the history cannot be read.
    """
    wanted, names = words.casefold().strip(), workout_names(store)
    exact = [name for name in names if name.casefold() == wanted]
    return exact or [name for name in names if wanted in name.casefold()]


def unknown_name(what: str, typed: str, names: Iterable[str]) -> str:
    """That there is no such workout, and which one was perhaps meant."""
    near = closest_word(typed, names)
    meant = f"; did you mean {printable(near)}?" if near is not None else ""
    return f"{what} {printable(typed)}{meant}"


def find_session(store: Store, named: str) -> str:
    """The uid of a session as people name it.

    Args:
        store: the history.
        named: ``last``; a number of the list, 1 for the newest; a day, ``2026-03-14``, if that had
            one session; or at least six of the first characters of its uid.

    Raises:
        NoSuchSession: if there is none, or if that could be several.
        StoreError: if the history cannot be read.
    """
    typed, uids = named.strip().lower(), session_uids(store)
    if typed == "last":
        found = uids[:1]
    elif re.fullmatch(_NUMBER, typed):
        found = uids[int(typed) - 1 : int(typed)]
    elif re.fullmatch(_DAY, typed):
        found = _of_day(store, typed)
    elif re.fullmatch(_UID, typed):
        found = [uid for uid in uids if uid.startswith(typed)]
    else:
        raise NoSuchSession(
            f"{printable(named, 60)} names no session: it is last, a number of the list, a day "
            "such as 2026-03-14, or six or more characters of its id"
        )
    if not found:
        raise NoSuchSession(f"there is no session {printable(named, 60)}")
    if len(found) > 1:
        raise NoSuchSession(
            f"several sessions are meant by {printable(named, 60)}; see legtimer history"
        )
    return found[0]


def parse_day(text: str) -> int:
    """When a day began here, in ms since 1970 in UTC: ``2026-03-14``, or ``30d`` for days ago.

    Raises:
        ValueError: if it is none.
    """
    if match := re.fullmatch(r"(\d{1,5})d", text.strip()):
        day = here_and_now().date() - timedelta(days=int(match[1]))
    else:
        day = date.fromisoformat(text.strip())
    midnight = datetime(day.year, day.month, day.day).astimezone()
    return round(midnight.timestamp() * 1000)


def _of_day(store: Store, day: str) -> list[str]:
    try:
        noon = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp() * 1000
    except ValueError:
        raise NoSuchSession(f"{day} is no day") from None
    # A day by the athlete's clock is within a day and a half of its noon in UTC.
    near = list_sessions(store, since=round(noon) - 36 * 3_600_000)
    return [one.uid for one in near if f"{one.began:%Y-%m-%d}" == day]
