"""Progress as rows of text, the same for the screen and the command line.

Charts are bars of thick lines, which leave a gap between two rows, and of shades: they are read
without colours and in any terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

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

_LINE, _HALF = "\u2501", "\u2578"
_SHADES = "\u00b7\u2591\u2592\u2593\u2588"
"""A day without training, and up to 15, 30, 60 and more minutes of it."""
_MINUTES = (0, 15, 30, 60)
_DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SPAN = timedelta(weeks=4)
WEEKS = 12
"""Weeks that the overview has a row for."""
_NAME = 24
_ROOM = 60
"""Cells of a row from which on it tells the volume."""
_SHORTEST = 5
"""Cells of the shortest bar."""


def bar(value: float, most: float, width: int) -> str:
    """A bar to half a cell.

    Args:
        value: from 0 to ``most``.
        most: what fills the width.
        width: in cells.
    """
    halves = round(2 * width * value / most) if most > 0 else 0
    if value > 0:
        halves = max(1, halves)
    return _LINE * (halves // 2) + _HALF * (halves % 2)


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
    yield "Weeks"
    weeks = recent_weeks(found.days, today, WEEKS)
    most = max(week.ms for _, week in weeks)
    for monday, week in weeks:
        count = plural(week.sessions, "session") if week.sessions else "-"
        told = f"{count}, {rounded_minutes(week.ms)} min" if week.ms else count
        text = f" {day_and_month(monday):>6} {told:<20}"
        yield _with_bar(text, week.ms / most if most else 0, width)
    yield ""
    yield "Year"
    yield from year_rows(found.days, today, width)
    yield ""
    if found.exercises:
        yield "Exercises: the last 4 weeks, and the 4 before"
        for name, days in reversed(found.exercises.items()):
            yield _exercise_row(name, days, today, unit)
        yield ""
    yield "Workouts"
    for name, sessions in reversed(found.workouts.items()):
        last = sessions[-1]
        day = date_text(last.day)
        yield f" {_name(name)} {len(sessions):>4} x  {day:<12} {_result(last)}".rstrip()


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
    figure = _grows(days)
    most = max(map(figure, days))
    heaviest = max(days, key=lambda one: (one.one_rep_max, one.load))
    yield f"Best set: {best_set(max(days, key=_rank), unit)}"
    if heaviest.one_rep_max:
        yield f"Estimated one-rep max: {weight_text(heaviest.one_rep_max, unit)}"
    yield ""
    yield "Sessions"
    for one in reversed(days):
        volume = f" {_volume(one, unit):<17}" if width >= _ROOM else ""
        text = f" {date_text(one.day):>11}  {best_set(one, unit):<12}{volume}"
        yield _with_bar(text, figure(one) / most if most else 0, width)


def workout_rows(sessions: Sequence[WorkoutDay], width: int) -> Iterator[str]:
    """A workout by session, the newest first."""
    yield "Sessions"
    most = max(one.elapsed for one in sessions)
    for one in reversed(sessions):
        text = f" {date_text(one.day):>11}  {_result(one):<14}"
        yield _with_bar(text, one.elapsed / most if most else 0, width)


def _with_bar(text: str, share: float, width: int) -> str:
    """A row with a bar in what is left of its width, if that is enough for one."""
    room = width - len(text) - 1
    return f"{text} {bar(share, 1, room)}".rstrip() if room >= _SHORTEST else text.rstrip()


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


def _grows(days: Sequence[ExerciseDay]) -> Callable[[ExerciseDay], float]:
    """The figure of an exercise that is drawn: its one-rep max, else its reps, else its time."""
    if any(one.one_rep_max for one in days):
        return lambda one: one.one_rep_max
    if any(one.farthest for one in days):
        return lambda one: one.farthest
    if any(one.reps for one in days):
        return lambda one: one.reps
    return lambda one: one.ms


def _rank(one: ExerciseDay) -> tuple[float, ...]:
    return one.one_rep_max, one.load, one.load_reps, one.farthest, one.most_reps, one.longest


def _exercise_row(name: str, days: Sequence[ExerciseDay], today: date, unit: LoadUnit) -> str:
    """The best set of the last four weeks beside that of the four before."""
    now = [one for one in days if today - one.day < _SPAN]
    before = [one for one in days if _SPAN <= today - one.day < 2 * _SPAN]
    texts = [best_set(max(some, key=_rank), unit) if some else "-" for some in (now, before)]
    return f" {_name(name)} {len(days):>4} x  {texts[0]:<14} {texts[1]:<14}".rstrip()


def _result(one: WorkoutDay) -> str:
    told = one.score or (clock(one.elapsed) if one.elapsed else "")
    return ", ".join(filter(None, (told, "" if one.complete else "stopped early")))


def _name(name: str) -> str:
    shown = printable(name, limit=_NAME)
    return f"{shown:<{_NAME}}"
