"""Lists of sessions: narrowed, searched, in parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legtimer.core.exercise import Load, LoadUnit
from legtimer.history.session_list import (
    BlockWork,
    TopSet,
    WeekTotal,
    list_sessions,
    session_uids,
    week_totals,
    workout_names,
)
from legtimer.history.session_record import (
    Header,
    ScoreResult,
    SessionRecord,
    SessionStatus,
    SetResult,
)
from legtimer.history.store import Store

DAY = 24 * 3600 * 1000
MARCH_3 = 1_772_532_000_000  # 2026-03-03 10:00 UTC


def log(number: int, workout: str = "Legs", note: str = "") -> SessionRecord:
    header = Header(
        uid=f"{number:032x}",
        workout=workout,
        origin="",
        text="",
        choices={},
        swaps=frozenset(),
        began_at=MARCH_3 + number * DAY,
        utc_offset=60,
        version="1",
        status=SessionStatus.DONE,
        note=note,
    )
    one = SetResult(
        1, "b", "sets", "main", "block[0]", "block[0].exercises[0]", 1, "Squat", 0, "done",
        "reps", 5, 5, number, Load(LoadUnit.KG, 20.0, 2), 1000, True, None, 0, True,
    )  # fmt: skip
    other = one._replace(number=2, done=99, load=None)
    scores = [
        ScoreResult(n, "b", "amrap", "amrap", "block[0]", "x", text, 1, 2, 3, (), *[False] * 3)
        for n, text in ((1, "7 + 23"), (2, "8"))
    ]
    return SessionRecord(header=header, journal=(), sets=(one, other), scores=tuple(scores))


@pytest.fixture
def store(tmp_path) -> Store:
    found = Store(tmp_path / "history.db")
    found.insert(log(0, note="100% done_"))
    found.insert(log(1, workout="Arms"))
    found.insert(log(2))
    found.insert(
        replace(log(3, workout="Never"), header=replace(log(3).header, status=SessionStatus.OPEN))
    )
    return found


def numbers(found) -> list[int]:
    return [one.number for one in found]


def test_newest_first_with_what_was_scored(store):
    found = list_sessions(store)
    assert numbers(found) == [1, 2, 3]
    assert session_uids(store) == [one.uid for one in found]
    assert found[0].scores == ("7 + 23", "8")
    assert found[0].complete is False
    assert (found[2].workout, found[2].note, found[2].began_at) == ("Legs", "100% done_", MARCH_3)


def test_a_narrowed_list_keeps_the_numbers(store):
    assert numbers(list_sessions(store, workouts=["Legs"])) == [1, 3]
    assert numbers(list_sessions(store, workouts=[])) == []
    assert numbers(list_sessions(store, since=MARCH_3 + DAY)) == [1, 2]
    assert numbers(list_sessions(store, start=1, limit=1)) == [2]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["legs"], [1, 3]),
        (["4 mar"], [2]),
        (["2026-03-05"], [1]),
        (["legs", "mar 2026"], [1, 3]),
        (["0% d"], [3]),
        (["e_"], [3]),
        (["%"], [3]),
        (["never"], []),
    ],
)
def test_words_are_looked_for_in_name_note_and_day(store, words, found):
    assert numbers(list_sessions(store, words=words)) == found


def test_all_workouts_are_named(store):
    assert sorted(workout_names(store)) == ["Arms", "Legs"]


def test_what_was_done_and_the_top_set_are_told_of_each_session(store):
    newest, *_ = list_sessions(store)
    assert newest.work == (BlockWork("sets", 1, 2),)
    assert newest.top == TopSet(2, Load(LoadUnit.KG, 20.0, 2))


@pytest.mark.parametrize(
    ("outcomes", "work"),
    [
        (["done"] * 4, BlockWork("circuit", 2, 4)),
        (["done", "done", "done", "skipped"], BlockWork("circuit", 1, 3)),
        (["done", "ended"], BlockWork("circuit", 0, 1)),
    ],
)
def test_a_round_counts_when_all_of_it_was_done(tmp_path, outcomes, work):
    sets = [
        log(0).sets[0]._replace(number=n, kind="circuit", round=1 + n // 3, outcome=outcome)
        for n, outcome in enumerate(outcomes, 1)
    ]
    store = Store(tmp_path / "history.db")
    store.insert(replace(log(0), sets=tuple(sets)))
    assert list_sessions(store)[0].work == (work,)


def test_weeks_begin_on_monday_by_the_clock_of_the_session(store):
    # Tue 3, Wed 4 and Thu 5 March 2026.
    assert week_totals(store) == {date(2026, 3, 2): WeekTotal(3, 0)}
    assert week_totals(store, words=["arms"]) == {date(2026, 3, 2): WeekTotal(1, 0)}
    late = replace(log(9).header, began_at=MARCH_3 + 5 * DAY + 13 * 3_600_000, elapsed=7)
    store.insert(replace(log(9), header=late))  # 23:00 on Sunday 8 March in UTC, Monday here
    assert week_totals(store)[date(2026, 3, 9)] == WeekTotal(1, 7)
