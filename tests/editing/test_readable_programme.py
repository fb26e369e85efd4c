"""What is placed of a programme with mistakes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legtimer.app.readable_programme import readable_schedule
from tests.files.broken_programmes import broken_programmes
from tests.tui.programme_desk import PROGRAMME

TODAY = date(2026, 3, 1)
TEXT = PROGRAMME.replace('"legs"', '"runner-circuit", "heavy-day"')


def placed(text: str) -> list[tuple[str, int]]:
    """The phases of the weeks, with the number of their sessions."""
    schedule = readable_schedule(text, Path("spring.toml"), TODAY, None)
    if schedule is None:
        return []
    weeks = schedule.weeks([], schedule.first_day)
    return [(week.phase.name, len(week.planned)) for week in weeks]


LEARN, HEIGHT, RACE = [("Learn", 2)] * 3, ("Height of training", 1), ("Race week", 0)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('tue = "hard"', 'tue = "hart"', [*LEARN, HEIGHT, RACE]),
        ("days = 1", "dys = 1", [*LEARN, HEIGHT, RACE]),
        ('"heavy-day"', '"heavy-dya"', [*LEARN, HEIGHT, RACE]),
        ("weeks = 3", "weeks = 0", [HEIGHT, RACE]),
        ("weeks = 3", "weeks = ", [HEIGHT, RACE]),
        ('"Learn"', '"Learn', [HEIGHT, RACE]),
        ("Goblet squat", "Goblet sqaut", [*LEARN, HEIGHT, RACE]),
        ('grow = "2 kg"', 'grow = "2 k', [*LEARN, HEIGHT, RACE]),
        ('tue = "hard"', 'calendar = "none.ics"', [*LEARN, HEIGHT, RACE]),
        ("warm-up-for", "warm-up-fro", [*LEARN, HEIGHT, RACE]),
        ("race = 2026-03-22", "race = 2026-03-32", [*LEARN, HEIGHT, RACE]),
        ("per-week = 2\n", "", [HEIGHT, RACE]),
    ],
)
def test_the_weeks_without_what_cannot_be_read(old, new, expected):
    assert placed(TEXT.replace(old, new)) == expected


def test_of_some_texts_nothing_is_left():
    for text in ("", "name = 1", "[[phase]]", '[[block]]\nkind = "rest"', "phase = 3"):
        assert placed(text) == []


def test_no_broken_programme_stops_it():
    for case in broken_programmes()[::3]:
        readable_schedule(case.text, Path("spring.toml"), TODAY, None)
