"""Words about a programme's weeks and sessions, for commands and screens."""

from __future__ import annotations

from legtimer.app.dates import date_text
from legtimer.app.programme_schedule import ProgrammeSchedule
from legtimer.core.coach.placement import PlannedSession, ProgrammeWeek, day_name
from legtimer.core.scoring import plural
from legtimer.files.printable import printable


def week_text(week: ProgrammeWeek) -> str:
    """The phase of a week and how it stands: ``Learn · done Mon · 1 session missed``."""
    done = " ".join(day_name(one.day) for one in week.done)
    missed = f"{plural(week.missed, 'session')} missed: no need to make up for it"
    parts = (
        printable(week.phase.name, 60),
        f"done {done}" if done else "",
        missed if week.missed else "",
        week.no_day,
    )
    return " · ".join(filter(None, parts))


def no_session_text(schedule: ProgrammeSchedule) -> str:
    """What is said where no session is left."""
    return f"No session comes before the end on {date_text(schedule.last_day)}."


def session_title(
    schedule: ProgrammeSchedule, one: PlannedSession, *, low_impact: bool = False
) -> str:
    """What a planned session is called, and whether its phase wants low impact."""
    title = printable(schedule.workouts[one.workout].title, 60)
    return f"{title}, low impact" if low_impact else title
