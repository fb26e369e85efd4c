"""The time of day, and how a day is written: the nearer in the past, the shorter."""

from __future__ import annotations

from datetime import date, datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEK = 7
_MOST_OF_A_YEAR = 330


def here_and_now() -> datetime:
    """The time of day, with its zone."""
    return datetime.now().astimezone()


def date_text(day: date) -> str:
    """``3 Mar 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """``3 Mar``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def weekday_text(day: date) -> str:
    """``Tue 3 Mar 2026``."""
    return f"{_DAYS[day.weekday()]} {date_text(day)}"


def day_text(day: datetime, today: datetime) -> str:
    """``today``, ``yesterday``, ``Tue 3 Mar`` within the last week, else ``3 Mar 2026``."""
    ago = (today.date() - day.date()).days
    if ago in (0, 1):
        return ("today", "yesterday")[ago]
    if 0 < ago < _WEEK:
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return date_text(day)


def date_in_list(day: datetime, today: datetime) -> str:
    """``Tue 3 Mar``, and of a day long ago ``Tue 3 Mar 2025``."""
    text = weekday_text(day)
    return text.removesuffix(f" {day.year}") if (today - day).days < _MOST_OF_A_YEAR else text


def moment_text(when: datetime, today: datetime) -> str:
    """The day and the time of day: ``yesterday at 18:04``."""
    return f"{day_text(when, today)} at {when:%H:%M}"


def short_date(day: datetime, today: datetime) -> str:
    """At most eight cells: ``3 Mar``, and of a day long ago ``Mar 2025``."""
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month}" if (today - day).days < _MOST_OF_A_YEAR else f"{month} {day.year}"
