"""Progress as rows of text, the same for the screen and the command line.

Charts are bars and, of the days of a year, shades, which are read without colours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from legtimer.app.bars import BarRow, chart_rows
from legtimer.app.dates import date_text, day_and_month
from legtimer.core.estimate import rounded_minutes
from legtimer.core.exercise import GRAMS, LoadUnit
from legtimer.core.notation import clock, length_text
from legtimer.core.scoring import plural
from legtimer.files.printable import printable
from legtimer.history.progress import (
    ExerciseDay,
    TrainingProgress,
    TrainingTotals,
    WorkoutDay,
    recent_weeks,
)

_SHADES = "\u00b7\u2591\u2592\u2593\u2588"
"""A day without training, and up to 15, 30, 60 and more minutes of it."""
_MINUTES = (0, 15, 30, 60)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SPAN = timedelta(weeks=4)
WEEKS = 12
"""Weeks that the overview has a row for."""
_NAME = 24
_ROOM = 60
"""Cells of a row from which on it tells the volume."""


def overview_rows(
    found: TrainingProgress, today: date, width: int, unit: LoadUnit
) -> Iterator[str]:
    """Sessions and minutes a week, the year as days, and every exercise and workout in a row.

    Args:
        found: what was trained.
        today: the day.
        width: cells of a row.
        unit: the one in which weights are told.
    """
    if not found.days:
        yield "Nothing was trained yet."
        return
    weeks = recent_weeks(found.days, today, WEEKS)
    most = max(week.ms for _, week in weeks)
    yield f"Minutes a week, bars up to {rounded_minutes(most)} min" if most else "Weeks"
    rows = []
    for monday, week in weeks:
        count = plural(week.sessions, "session") if week.sessions else "-"
        told = f"{count}, {rounded_minutes(week.ms)} min" if week.ms else count
        marks = (
            "most" if week.ms == most > 0 else "",
            "this week" if monday == weeks[-1][0] else "",
        )
        mark = ", ".join(filter(None, marks))
        rows.append(BarRow(f" {day_and_month(monday):>6} {told}", week.ms, mark))
    yield from chart_rows(rows, width)
    yield ""
    yield "Year"
    yield from year_rows(found.days, today, width)
    yield ""
    if found.exercises:
        yield f"{'Exercises':<25} times  {'last 4 weeks':<14} 4 weeks before"
        for name, days in reversed(found.exercises.items()):
            yield _exercise_row(name, days, today, unit)
        yield ""
    yield f"{'Workouts':<25} times  {'last time':<12} result"
    for name, sessions in reversed(found.workouts.items()):
        last = sessions[-1]
        day = date_text(last.day)
        yield f" {_name(name)} {len(sessions):>5}  {day:<12} {_result(last)}".rstrip()


def year_rows(days: Mapping[date, TrainingTotals], today: date, width: int) -> Iterator[str]:
    """The days of up to a year: a column for each week, a row for each day of the week."""
    columns = max(4, min(53, width - 6))
    monday = today - timedelta(days=today.weekday())
    firsts = [monday - timedelta(weeks=back) for back in reversed(range(columns))]
    heads = [" "] * (columns + 3)
    for n, first in enumerate(firsts):
        if first.day <= 7 and n + 3 <= columns:
            heads[n : n + 3] = _MONTHS[first.month - 1]
    yield f"     {''.join(heads)}".rstrip()
    for row, label in enumerate(_DAYS):
        shades = (_shade(days, first + timedelta(days=row), today) for first in firsts)
        yield f" {label:<3} {''.join(shades)}".rstrip()


def _shade(days: Mapping[date, TrainingTotals], day: date, today: date) -> str:
    if day > today:
        return " "
    if day not in days:
        return _SHADES[0]
    minutes = days[day].ms / 60_000
    return _SHADES[sum(minutes > least for least in _MINUTES) or 1]


def exercise_rows(days: Sequence[ExerciseDay], width: int, unit: LoadUnit) -> Iterator[str]:
    """An exercise by session, the newest first, with bars of what grows.

    Args:
        days: the oldest first.
        width: cells of a row.
        unit: the one in which weights are told.
    """
    what, figure, unit_text = _grows(days, unit)
    most = max(map(figure, days))
    heaviest = max(days, key=lambda one: (one.one_rep_max, one.load))
    yield f"Best set: {best_set(max(days, key=_rank), unit)}"
    if heaviest.one_rep_max:
        yield f"Estimated one-rep max: {weight_text(heaviest.one_rep_max, unit)}"
    yield ""
    yield f"{what}, bars up to {unit_text(most)}"
    best = next(one for one in reversed(days) if figure(one) == most)
    rows = []
    for one in reversed(days):
        volume = f" {_volume(one, unit)}" if width >= _ROOM else ""
        text = f" {date_text(one.day):>11}  {best_set(one, unit):<12}{volume}"
        marks = ("best" if one is best else "", "last" if one is days[-1] else "")
        rows.append(BarRow(text, figure(one), ", ".join(filter(None, marks))))
    yield from chart_rows(rows, width)


def workout_rows(sessions: Sequence[WorkoutDay], width: int) -> Iterator[str]:
    """A workout by session, the newest first."""
    longest = max(one.elapsed for one in sessions)
    yield f"Time trained, bars up to {clock(longest)}"
    rows = [
        BarRow(
            f" {date_text(one.day):>11}  {_result(one)}",
            one.elapsed,
            "last" if one is sessions[-1] else "",
        )
        for one in reversed(sessions)
    ]
    yield from chart_rows(rows, width)


def best_set(one: ExerciseDay, unit: LoadUnit) -> str:
    """The best set of a session: ``8 x 22.5 kg``, ``20``, ``1:30``, ``2.45 m``."""
    if one.load:
        weight = weight_text(one.load, unit)
        return f"{one.load_reps} x {weight}" if one.load_reps else weight
    if one.farthest:
        return length_text(one.farthest)
    return str(one.most_reps) if one.most_reps else clock(one.longest)


def weight_text(grams: float, unit: LoadUnit) -> str:
    """A weight to the half: ``22.5 kg``."""
    return f"{round(2 * grams / GRAMS[unit]) / 2:g} {unit}"


def _volume(one: ExerciseDay, unit: LoadUnit) -> str:
    texts = [plural(one.sets, "set")]
    if one.volume:
        texts.append(f"{one.volume / GRAMS[unit]:,.0f} {unit}")
    elif one.reps or one.ms:
        texts.append(plural(one.reps, "rep") if one.reps else clock(one.ms))
    return ", ".join(texts)


def _grows(
    days: Sequence[ExerciseDay], unit: LoadUnit
) -> tuple[str, Callable[[ExerciseDay], int], Callable[[int], str]]:
    """The figure of an exercise that is drawn, with its name and how it is written."""
    if any(one.one_rep_max for one in days):
        name = "One-rep max"
        return name, lambda one: round(one.one_rep_max), lambda most: weight_text(most, unit)
    if any(one.farthest for one in days):
        return "Distance", lambda one: one.farthest, length_text
    if any(one.reps for one in days):
        return "Reps", lambda one: one.reps, str
    return "Time", lambda one: one.ms, clock


def _rank(one: ExerciseDay) -> tuple[float, ...]:
    return one.one_rep_max, one.load, one.load_reps, one.farthest, one.most_reps, one.longest


def _exercise_row(name: str, days: Sequence[ExerciseDay], today: date, unit: LoadUnit) -> str:
    """The best set of the last four weeks beside that of the four before."""
    now = [one for one in days if today - one.day < _SPAN]
    before = [one for one in days if _SPAN <= today - one.day < 2 * _SPAN]
    texts = [best_set(max(some, key=_rank), unit) if some else "-" for some in (now, before)]
    return f" {_name(name)} {len(days):>5}  {texts[0]:<14} {texts[1]:<14}".rstrip()


def _result(one: WorkoutDay) -> str:
    told = one.score or (clock(one.elapsed) if one.elapsed else "")
    return ", ".join(filter(None, (told, "" if one.complete else "stopped early")))


def _name(name: str) -> str:
    shown = printable(name, limit=_NAME)
    return f"{shown:<{_NAME}}"
