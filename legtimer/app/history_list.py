"""The list of past sessions in words, for the command line and for the screen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from legtimer.app.dates import date_in_list
from legtimer.core.blocks import kind_named
from legtimer.core.estimate import rounded_minutes
from legtimer.core.scoring import plural
from legtimer.files.printable import printable
from legtimer.history.session_list import SessionSummary, WeekTotal

_NAME_LIMIT: Final = 60


def result_text(session: SessionSummary) -> str:
    """What a session came to: ``7 + 23``, ``3 rounds``, ``top set 5 @ 102.5 kg, stopped early``."""
    scores = ", ".join(printable(text) for text in session.scores)
    early = "" if session.complete else "stopped early"
    return ", ".join(filter(None, (scores or _work_text(session), early)))


def _work_text(session: SessionSummary) -> str:
    """What a session without scores came to."""
    counts: dict[str, int] = {}
    for work in session.work:
        cls = kind_named(work.kind)
        word = cls.word if cls is not None and work.rounds else "set"
        counts[word] = counts.get(word, 0) + (work.sets if word == "set" else work.rounds)
    if session.top is not None and "set" in counts:
        return f"top set {session.top.done} @ {session.top.load.text}"
    return ", ".join(plural(count, word) for word, count in counts.items() if count)


def session_cells(session: SessionSummary, today: datetime) -> tuple[str, ...]:
    """A session as columns: day, time of day, workout, length, result, effort."""
    return (
        date_in_list(session.began, today),
        f"{session.began:%H:%M}",
        printable(session.workout, limit=_NAME_LIMIT),
        f"{rounded_minutes(session.elapsed)} min" if session.elapsed else "",
        result_text(session),
        "" if session.effort is None else f"effort {session.effort}",
    )


def monday_of(day: datetime) -> date:
    """The first day of the week that a day is in."""
    return day.date() - timedelta(days=day.weekday())


def week_heading(monday: date, total: WeekTotal, today: datetime) -> str:
    """``This week: 3 sessions, 64 min``."""
    ago = (monday_of(today) - monday).days // 7
    first = datetime(monday.year, monday.month, monday.day, tzinfo=today.tzinfo)
    week = {0: "This week", 1: "Last week"}.get(ago, f"Week of {date_in_list(first, today)}")
    minutes = f", {rounded_minutes(total.elapsed)} min" if total.elapsed else ""
    return f"{week}: {plural(total.sessions, 'session')}{minutes}"
