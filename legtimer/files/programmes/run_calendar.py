"""Runs from a calendar file (iCalendar, RFC 5545).

Theory of operation. Only events whose title makes them a run are looked at, so a calendar may hold
a whole life. Their series are expanded by ``recurring_ical_events``. Series are refused that repeat
within a day, or by parts that a rule of days and weeks hardly has: with a few of these the expander
counts to the year 9999. What was found is kept in the cache folder until the file changes, because
the two libraries take a tenth of a second to import.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from legtimer.core.coach.programme import Runs
from legtimer.core.value_types import FIRST_YEAR, LAST_YEAR
from legtimer.files.atomic_file import write_atomically
from legtimer.files.printable import printable
from legtimer.files.regular_file import file_version, read_file_bytes
from legtimer.files.user_folders import cache_folder

_LARGEST: Final = 8 << 20
"""Bytes; ten years of several events a day."""
_MOST_EVENTS: Final = 5000
_HARDEST_FIRST: Final = ("hard", "long", "easy")
_DATES: Final = {
    "DTSTART": "dt", "DTEND": "dt", "RECURRENCE-ID": "dt", "EXDATE": "dts", "RDATE": "dts"
}  # fmt: skip
_DAILY_PARTS: Final = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "WKST"}
_RULE_PARTS: Final = {
    "DAILY": _DAILY_PARTS,
    "WEEKLY": _DAILY_PARTS,
    "MONTHLY": _DAILY_PARTS | {"BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _DAILY_PARTS | {"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}
"""The parts that a rule of each frequency may have."""


class CalendarError(Exception):
    """A calendar cannot be used; says why, so that it can stand behind the file's name."""


def calendar_path(runs: Runs, programme: Path) -> Path:
    """The calendar of a programme; a relative path begins at the programme's folder.

    Args:
        runs: has a calendar.
        programme: the programme's file.
    """
    return programme.parent / os.path.expanduser(runs.calendar.strip())


def runs_in_calendar(path: Path, runs: Runs, first: date, days: int) -> Mapping[date, str]:
    """The kinds of run by day; of several on one day the hardest.

    Args:
        path: the calendar's file.
        runs: its words make events runs.
        first: the first day that is asked for.
        days: how many days are asked for.

    Raises:
        CalendarError: if the calendar cannot be used.
    """
    words = [getattr(runs, kind) for kind in _HARDEST_FIRST]
    asked = json.dumps([str(path), file_version(path), words, str(first), days])
    cache = cache_folder() / "runs.json"
    with suppress(OSError, ValueError, TypeError, AttributeError):
        kept = json.loads(read_file_bytes(cache))
        if kept["asked"] == asked:
            return {date.fromisoformat(day): str(kind) for day, kind in kept["runs"].items()}
    found = _read(path, runs, first, days)
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        kept = {"asked": asked, "runs": {str(day): kind for day, kind in found.items()}}
        write_atomically(cache, [json.dumps(kept).encode()])
    return found


def _read(path: Path, runs: Runs, first: date, days: int) -> dict[date, str]:
    try:
        data = read_file_bytes(path, _LARGEST + 1)
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise CalendarError(f"cannot be read: {why}") from None
    if len(data) > _LARGEST:
        raise CalendarError(f"larger than {_LARGEST >> 20} MiB: export the runs alone")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise CalendarError(f"the byte 0x{data[problem.start]:02X} is not UTF-8") from None
    if "BEGIN:VCALENDAR" not in text.upper():
        raise CalendarError("this is no calendar: it has no line BEGIN:VCALENDAR")
    try:
        return _runs_in(text, runs, first, days)
    except CalendarError:
        raise
    except Exception as problem:  # whatever the libraries say of text that somebody else wrote
        raise CalendarError(f"not understood: {printable(str(problem), 120)}") from None


def _runs_in(text: str, runs: Runs, first: date, days: int) -> dict[date, str]:
    from icalendar import Calendar

    # Where lines are missing, the parser gives parts of calendars too.
    parts = Calendar.from_ical(text, multiple=True)
    calendars = [part for part in parts if part.name == "VCALENDAR"]
    if not calendars:
        raise CalendarError("incomplete: it has no line END:VCALENDAR")
    found: dict[date, str] = {}
    for calendar in calendars:
        for day, kind in _occurrences(calendar, runs, first, days):
            known = found.get(day, _HARDEST_FIRST[-1])
            found[day] = min(known, kind, key=_HARDEST_FIRST.index)
    return found


def _occurrences(calendar: Any, runs: Runs, first: date, days: int) -> Iterator[tuple[date, str]]:
    """The days and kinds of all runs of one calendar."""
    import recurring_ical_events

    events = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    uids = {str(event.get("UID")) for event in events if runs.kind_of(_title(event))}
    # A single event of a series may have another title, which makes it no run any more.
    wanted = [event for event in events if str(event.get("UID")) in uids]
    if len(wanted) > _MOST_EVENTS:
        raise CalendarError(f"{len(wanted):,} runs; there may be {_MOST_EVENTS:,}")
    for event in wanted:
        _check_event(event)
    others = [part for part in calendar.subcomponents if part.name != "VEVENT"]
    calendar.subcomponents = others + wanted
    last = first + timedelta(days=days)
    for event in recurring_ical_events.of(calendar).between(first, last):
        kind = runs.kind_of(_title(event))
        if kind and str(event.get("STATUS", "")).upper() != "CANCELLED":
            yield _local_day(event["DTSTART"].dt), kind


def _title(event: Any) -> str:
    found = event.get("SUMMARY", "")
    return str(found[0] if isinstance(found, list) else found)


def _check_event(event: Any) -> None:
    """Refuse what the expander would take very long for, or fail at."""
    name = f'the event "{printable(_title(event), 60)}"'
    begins = None
    for key, part in _DATES.items():
        values = event.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            try:
                found = getattr(value, part)  # a broken value raises when it is looked at
            except (ValueError, AttributeError):
                raise CalendarError(f"{name}: its {key} is not understood") from None
            begins = found if key == "DTSTART" else begins
    if not isinstance(begins, date):
        raise CalendarError(f"{name} has no DTSTART")
    if not FIRST_YEAR <= begins.year <= LAST_YEAR:
        raise CalendarError(f"{name} is in {begins.year}, not from {FIRST_YEAR} to {LAST_YEAR}")
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        text = printable(rule.to_ical().decode().replace("\\;", ";"), 80)
        try:
            parts = {key.upper(): value for key, value in rule.items()}
            frequency = str(parts.get("FREQ", [""])[0])
            known = parts.keys() <= _RULE_PARTS.get(frequency, set())
            counts = [*parts.get("INTERVAL", []), *parts.get("COUNT", [])]
            repeats = all(count > 0 for count in counts)
        except (ValueError, AttributeError):
            known = repeats = False
        if not known:
            raise CalendarError(f"{name} repeats in a way that no run does: {text}")
        if not repeats:
            raise CalendarError(f"{name} repeats with a number below 1: {text}")


def _local_day(begins: date) -> date:
    """The day on which something begins, by the clock of this computer."""
    if not isinstance(begins, datetime):
        return begins
    return (begins if begins.tzinfo is None else begins.astimezone()).date()
