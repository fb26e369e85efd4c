"""The words of the list of sessions, which the command line and the screen share."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from legtimer.app.history_list import monday_of, result_text, session_cells, week_heading
from legtimer.core.exercise import Load, LoadUnit
from legtimer.history.session_list import BlockWork, SessionSummary, TopSet, WeekTotal

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
BARE = SessionSummary(
    number=1,
    uid="a",
    began_at=round(datetime(2026, 3, 3, 18, 5, tzinfo=UTC).timestamp() * 1000),
    utc_offset=0,
    workout="Legs",
    elapsed=1_245_000,
    complete=True,
    effort=None,
    note="",
    scores=(),
)
CIRCUIT, SETS = BlockWork("circuit", 3, 9), BlockWork("sets", 3, 6)
TOP = TopSet(5, Load(LoadUnit.KG, 102.5))


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ({"scores": ("7 + 23", "8:41"), "work": (CIRCUIT,)}, "7 + 23, 8:41"),
        ({"work": (CIRCUIT,), "top": TOP}, "3 rounds"),
        ({"work": (SETS,)}, "6 sets"),
        ({"work": (SETS, CIRCUIT)}, "6 sets, 3 rounds"),
        ({"work": (SETS, CIRCUIT), "top": TOP}, "top set 5 @ 102.5 kg"),
        ({"work": (BlockWork("circuit", 0, 2),), "complete": False}, "2 sets, stopped early"),
        ({"work": (BlockWork("a kind of another version", 1, 1),)}, "1 set"),
        ({"complete": False}, "stopped early"),
        ({}, ""),
    ],
)
def test_every_kind_of_workout_has_a_result(figures, text):
    assert result_text(BARE._replace(**figures)) == text


def test_a_row_has_weekday_time_length_and_effort():
    one = BARE._replace(scores=("7 + 23",), effort=8)
    assert session_cells(one, NOW) == ("Tue 3 Mar", "18:05", "Legs", "21 min", "7 + 23", "effort 8")
    assert session_cells(one, NOW.replace(year=2027))[0] == "Tue 3 Mar 2026"


@pytest.mark.parametrize(
    ("monday", "heading"),
    [
        (date(2026, 3, 2), "This week: 2 sessions, 41 min"),
        (date(2026, 2, 23), "Last week: 2 sessions, 41 min"),
        (date(2026, 2, 16), "Week of Mon 16 Feb: 2 sessions, 41 min"),
        (date(2024, 12, 30), "Week of Mon 30 Dec 2024: 2 sessions, 41 min"),
    ],
)
def test_weeks_have_headings(monday, heading):
    assert week_heading(monday, WeekTotal(2, 2_460_000), NOW) == heading


def test_a_week_begins_on_monday():
    assert monday_of(datetime(2026, 3, 8, 23, 59, tzinfo=UTC)) == date(2026, 3, 2)
    assert monday_of(datetime(2026, 3, 9, tzinfo=UTC)) == date(2026, 3, 9)
