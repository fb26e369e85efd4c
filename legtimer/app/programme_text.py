"""Words about a programme's weeks and sessions, for commands and screens."""

from __future__ import annotations

from legtimer.app.programme_schedule import ProgrammeSchedule
from legtimer.core.coach.placement import PlannedSession, ProgrammeWeek, day_name
from legtimer.files.printable import printable


def week_text(week: ProgrammeWeek) -> str:
    """The phase of a week and how it stands: ``Learn; done Mon, 1 missed``."""
    done = " ".join(day_name(one.day) for one in week.done)
    parts = (
        f"done {done}" if done else "",
        f"{week.missed} missed" if week.missed else "",
        week.no_day,
    )
    text = ", ".join(filter(None, parts))
    return printable(week.phase.name, 60) + (f"; {text}" if text else "")


def session_title(schedule: ProgrammeSchedule, one: PlannedSession) -> str:
    """What a planned session is called."""
    return printable(schedule.workouts[one.workout].title, 60)
