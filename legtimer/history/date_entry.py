"""When a session began, as a person types it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

FORMS: Final = "2026-03-14, 2026-03-14 18:30, 18:30, today, yesterday or 3d for three days ago"


class InvalidDate(ValueError):
    """A text that is no date, or one to come; it says why."""


def parse_beginning(text: str, was: datetime, now: int) -> tuple[int, int]:
    """When it began: ms since 1970 in UTC, and the minutes that the clock here was ahead of UTC.

    Args:
        text: a day, a time of day, or both, by the clock here; see ``FORMS``.
        was: gives the day or the time of day where the text does not.
        now: ms since 1970 in UTC.

    Raises:
        InvalidDate: if it is none of them, or after now.
    """
    words = re.sub(r"(?<=\d)t(?=\d)", " ", text.strip().lower())
    day, clock = was.date(), was.time()
    parts = words.split()
    today = datetime.fromtimestamp(now / 1000).date()
    try:
        if parts and ":" in parts[-1]:
            clock = time.fromisoformat(parts.pop().zfill(5))
        if parts:
            day = _day(parts.pop(0), today)
        if parts or not words or clock.tzinfo is not None:
            raise ValueError
        typed = datetime.combine(day, clock)
        began = typed.astimezone()
        at = round(began.timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        raise InvalidDate(f"a date is {FORMS}") from None
    if began.replace(tzinfo=None) != typed:
        raise InvalidDate(
            f"the clocks here went past {typed:%Y-%m-%d %H:%M} when they were changed"
        )
    if at > now:
        raise InvalidDate(f"{began:%Y-%m-%d %H:%M} is still to come")
    if at < 0:
        raise InvalidDate("dates begin with 1970")
    offset = began.utcoffset()
    return at, 0 if offset is None else round(offset.total_seconds() / 60)


def _day(word: str, today: date) -> date:
    if word in ("today", "yesterday"):
        return today - timedelta(days=word == "yesterday")
    if match := re.fullmatch(r"(\d{1,5})d", word):
        return today - timedelta(days=int(match[1]))
    return date.fromisoformat(word)
