"""``legtimer next``: which sessions of the programme in use are due, when, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from legtimer.app.dates import date_text, weekday_text
from legtimer.cli.arguments import Parser, add_json
from legtimer.cli.output import command_word, print_json
from legtimer.files.printable import printable

if TYPE_CHECKING:
    from legtimer.app.coach import CoachDay
    from legtimer.app.programme_schedule import ProgrammeSchedule
    from legtimer.app.targets import PrescribedFigure
    from legtimer.core.coach.placement import PlannedSession, ProgrammeWeek

_SHOWN = 3
"""Sessions that are shown to a reader."""


def add_arguments(command: Parser) -> None:
    command.description = (
        "Tell which sessions of the programme in use are due, when, and why on that day."
    )
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """Tell it; 0 if that was possible, 1 if the programme has mistakes."""
    from legtimer.cli.coach_access import complain_of, open_coach

    with open_coach(options) as coach:
        found = coach.today()
        figures = coach.figures(found)
    complain_of(found)
    if options.json:
        print_json("next/1", next_json(found, figures))
    elif found.schedule is not None:
        print("\n".join(_lines(found, found.schedule, figures)))
    elif not found.error:
        print("no programme in use; see: legtimer programme list")
    return 1 if found.error and found.schedule is None else 0


def _lines(
    found: CoachDay, schedule: ProgrammeSchedule, figures: Sequence[PrescribedFigure]
) -> Iterator[str]:
    from legtimer.app.programme_text import no_session_text, session_title, week_text

    name = printable(schedule.programme.name, 100)
    if not found.weeks:
        yield f"{name} is over since {date_text(schedule.last_day)}"
        return
    week = found.weeks[0]
    yield f"{name}, week {week.number} of {schedule.programme.weeks}: {week_text(week)}"
    if found.due is None:
        yield "Today: nothing due"
    if not any(found.planned):
        yield no_session_text(schedule)
        return
    for one in islice(found.planned, _SHOWN):
        day = "Today" if one.day == found.day else weekday_text(one.day)
        low_impact = found.low_impact(one)
        yield f"{day}: {session_title(schedule, one, low_impact=low_impact)}"
        yield f"    {one.reason}"
        for figure in figures if one is next(found.planned) else ():
            yield f"    {printable(f'{figure.name} {figure.reason}', None)}"
        flag = " --low-impact" if low_impact else ""
        names = " ".join(map(command_word, schedule.programme.around(one.workout)))
        yield f"    legtimer run {names}{flag}"


def next_json(found: CoachDay, figures: Sequence[PrescribedFigure]) -> dict[str, Any]:
    """What is due, in the shape ``legtimer.next/1`` (see docs/json.md).

    Args:
        found: what is due.
        figures: of the first session.
    """
    schedule = found.schedule
    weeks = [] if schedule is None else [week_json(schedule, week) for week in found.weeks]
    return {
        "day": str(found.day),
        "programme": None if schedule is None else programme_json(schedule),
        "error": found.error or None,
        "figures": [one._asdict() for one in figures],
        "weeks": weeks,
    }


def programme_json(schedule: ProgrammeSchedule) -> dict[str, Any]:
    """A programme with its dates."""
    programme = schedule.programme
    return {
        "name": programme.name,
        "file": str(schedule.path),
        "about": programme.about,
        "weeks": programme.weeks,
        "first_day": str(schedule.first_day),
        "last_day": str(schedule.last_day),
        "race": programme.race and str(programme.race),
        "warm_up": programme.warm_up or None,
        "cool_down": programme.cool_down or None,
    }


def week_json(
    schedule: ProgrammeSchedule,
    week: ProgrammeWeek,
    figures: Mapping[PlannedSession, Sequence[PrescribedFigure]] = MappingProxyType({}),
) -> dict[str, Any]:
    """One week with its sessions, and their figures where they are known."""
    phase = week.phase
    return {
        "number": week.number,
        "first_day": str(week.first),
        "phase": phase.name,
        "low_impact": phase.low_impact,
        "drop_sets": phase.drop_sets,
        "growth": phase.growth,
        "done": [{"day": str(one.day), "workout": one.workout} for one in week.done],
        "missed": week.missed,
        "no_day": week.no_day or None,
        "sessions": [
            {
                "day": str(one.day),
                "workout": one.workout,
                "name": schedule.workouts[one.workout].title,
                "file": str(schedule.workouts[one.workout].path),
                "after_run": one.run or None,
                "reason": one.reason,
                "figures": [figure._asdict() for figure in figures.get(one, ())],
            }
            for one in week.planned
        ],
    }
