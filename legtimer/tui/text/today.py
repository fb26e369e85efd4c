"""What the screen of the day says: what is due and why, where the programme stands, what comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from legtimer.app.coach import CoachDay
from legtimer.app.dates import date_text, day_and_month, weekday_text
from legtimer.app.programme_schedule import ProgrammeSchedule
from legtimer.app.programme_text import no_session_text, session_title, week_text
from legtimer.app.targets import PrescribedFigure
from legtimer.core.coach.placement import PlannedSession, day_name
from legtimer.core.coach.programme import RACE
from legtimer.files.printable import printable
from legtimer.tui.widgets.fitting import wrap

_AHEAD: Final = 7
"""Days that are shown after today."""
_MOST_ROWS: Final = 6
"""Of one text."""
_INDENT: Final = "  "


Lengths = Sequence[tuple[str, int]]
"""The workouts of a session, from the warm-up on, each with its minutes; none if not known."""


def today_title(found: CoachDay, lengths: Lengths = ()) -> tuple[str, ...]:
    """The day in a few words, the fullest first; arguments as of ``today_rows``."""
    schedule = found.schedule
    if schedule is None:
        return ("TODAY",)
    if not found.weeks:
        return "PROGRAMME OVER", "OVER"
    if found.due is not None:
        title = session_title(schedule, found.due).upper()
        return f"{title} · {_total(lengths)} MIN" if lengths else title, title, "TODAY"
    if found.done:
        return ("DONE TODAY",)
    return (_run_text(schedule.runs.get(found.day, "")).upper() or "REST DAY",)


def _run_text(run: str) -> str:
    """What kind of day it is by its run; empty without one."""
    return run and f"{run} {'day' if run == RACE else 'run'}"


def today_rows(
    found: CoachDay,
    figures: Sequence[PrescribedFigure],
    width: int,
    lengths: Lengths = (),
    edit_key: str = "e",
) -> Iterator[str]:
    """All that there is to say; headings are not indented.

    Args:
        found: what the coach says.
        figures: of the first planned session.
        width: cells of a row.
        lengths: of the same session.
        edit_key: the key that edits the programme.
    """
    for label, text in _texts(found, figures, lengths, edit_key):
        rows = wrap(text, width - len(label), _MOST_ROWS) or [""]
        yield label + rows[0]
        yield from (" " * len(label) + row for row in rows[1:])


def _total(lengths: Lengths) -> int:
    return sum(minutes for _, minutes in lengths)


def _texts(
    found: CoachDay, figures: Sequence[PrescribedFigure], lengths: Lengths, edit_key: str
) -> Iterator[tuple[str, str]]:
    """What is said, each text behind what stands in front of its first row."""
    schedule = found.schedule
    if found.mistakes:
        yield "", f"{found.error} · {edit_key} edits it"
    elif found.error:
        yield "", found.error
    elif schedule is None:
        yield "", "No programme is in use; all of them: legtimer programme"
    for mistake in found.mistakes:
        yield _INDENT, printable(mistake, 300)
    if schedule is None:
        return
    name = printable(schedule.programme.name, 100)
    if not found.weeks:
        yield "", f"{name} ended on {date_text(schedule.last_day)}."
        yield _INDENT, "All programmes: legtimer programme"
        return
    yield from _first_session(found, schedule, figures, lengths)
    week = found.weeks[0]
    yield "", ""
    if found.day < week.first:
        yield "", f"{name} begins on {weekday_text(week.first)}"
    else:
        yield "", f"{name}, week {week.number} of {schedule.programme.weeks}"
    yield _INDENT, week_text(week)
    if not schedule.programme.per_week_in(week.phase).high:
        yield _INDENT, "This week has no sessions."
    coming = list(_coming(found, schedule))
    if coming:
        yield "", ""
        yield "", "The next days"
        yield from coming


def _first_session(
    found: CoachDay,
    schedule: ProgrammeSchedule,
    figures: Sequence[PrescribedFigure],
    lengths: Lengths,
) -> Iterator[tuple[str, str]]:
    """What is due today, or the session that comes next."""
    one = next(found.planned, None)
    if found.due is None:
        titles = dict.fromkeys(schedule.workouts[done.workout].title for done in found.done)
        done = ", ".join(printable(title, 60) for title in titles)
        run = _run_text(schedule.runs.get(found.day, ""))
        free = f"Today: {run}, no leg session." if run else "No session and no run today: recover."
        yield "", f"Done today: {done}" if done else free
    if one is None:
        yield _INDENT, no_session_text(schedule)
        return
    if found.due is None:
        yield "", ""
    day = "Today" if one is found.due else f"Next, {weekday_text(one.day)}"
    about = f", about {_total(lengths)} min" if lengths else ""
    yield "", f"{day}: {_title(found, schedule, one)}{about}"
    for name, minutes in lengths if len(lengths) > 1 else ():
        yield f"{_INDENT}{minutes:>2} min  ", printable(name, 60)
    for figure in figures:
        yield _INDENT, printable(f"{figure.name} {figure.reason}", None)
    yield _INDENT, f"why {'today' if one is found.due else day_name(one.day)}: {one.reason}"


def _coming(found: CoachDay, schedule: ProgrammeSchedule) -> Iterator[tuple[str, str]]:
    """The sessions and runs of the days after today."""
    sessions = {one.day: one for one in found.planned}
    for ahead in range(1, _AHEAD + 1):
        day = found.day + timedelta(days=ahead)
        one, run = sessions.get(day), schedule.runs.get(day, "")
        if one is not None:
            text = _title(found, schedule, one)
        else:
            text = run if run in ("", RACE) else f"{run} run"
        if text:
            yield f"{_INDENT}{day_name(day)} {day_and_month(day):6}  ", text


def _title(found: CoachDay, schedule: ProgrammeSchedule, one: PlannedSession) -> str:
    return session_title(schedule, one, low_impact=found.low_impact(one))
