"""Progress: best sets, estimated maxima, volume, weeks and days; its rows, and its command."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.app.bars import BarRow, chart_rows
from legtimer.app.progress_text import (
    best_set,
    exercise_rows,
    overview_rows,
    weight_text,
    year_rows,
)
from legtimer.cli.main import main
from legtimer.core.exercise import Load, LoadUnit
from legtimer.files.exercises.library import open_library
from legtimer.files.user_folders import history_file
from legtimer.history.progress import (
    TrainingProgress,
    TrainingTotals,
    recent_weeks,
    training_progress,
)
from legtimer.history.session_record import Header, SessionRecord, SessionStatus, SetResult
from legtimer.history.store import Store

DAY = 24 * 3600 * 1000
MONDAY = 1_772_445_600_000  # 2026-03-02 10:00 UTC
TODAY = date(2026, 3, 20)


def done(number, exercise, reps, load=None, *, unit="reps", ms=1000, **more):
    one = SetResult(
        number, "b", "sets", "main", "block[0]", "block[0].exercises[0]", 1, exercise, 0, "done",
        unit, 5, 5, reps, load, ms, True, None, 0, True,
    )  # fmt: skip
    return one._replace(**more)


def session(day, *sets, workout="Legs", minutes=30, at=MONDAY):
    header = Header(
        uid=f"{day:032x}",
        workout=workout,
        origin="",
        text="",
        choices={},
        swaps=frozenset(),
        began_at=at + day * DAY,
        utc_offset=60,
        version="1",
        status=SessionStatus.DONE,
        elapsed=minutes * 60_000,
        complete=True,
    )
    return SessionRecord(header=header, journal=(), sets=sets, scores=())


KG = [Load(LoadUnit.KG, float(n)) for n in range(200)]
SESSIONS = (
    session(0, done(1, "Goblet squat", 8, KG[20]), done(2, "Goblet squat", 12, KG[16])),
    session(2, done(1, "Plank", None, unit="time", ms=60_000), done(2, "Push-up", 20)),
    session(
        8,
        done(1, "goblet squats", 1, KG[30]),
        done(2, "Goblet squat", None, KG[99]),
        done(3, "Goblet squat", 5, KG[90], role="warm-up"),
        done(4, "Goblet squat", 5, KG[90], outcome="skipped"),
        workout="Heavy",
        minutes=45,
    ),
    session(9, done(1, "Goblet squat", 5, Load(LoadUnit.LB, 50.0, 2))),
)


@pytest.fixture
def store(tmp_path):
    found = Store(tmp_path / "history.db", exercise_id=open_library().exercise_id)
    for one in SESSIONS:
        found.insert(one)
    yield found
    found.close()


def test_an_exercise_by_session_under_all_its_names(store):
    found = training_progress(store)
    assert list(found.exercises) == ["Plank", "Push-up", "Goblet squat"]
    first, heavy, pounds = found.exercises["Goblet squat"]
    assert (first.sets, first.reps, first.volume) == (2, 20, (8 * 20 + 12 * 16) * 1000)
    assert (first.load, first.load_reps) == (20_000, 8)
    # Epley: 20 kg x (1 + 8/30) = 25.3 kg, more than 16 kg x (1 + 12/30).
    assert first.one_rep_max == pytest.approx(25_333, abs=1)
    assert heavy.one_rep_max == 30_000
    assert pounds.volume == pytest.approx(5 * 100 * 453.59237)


def test_reps_that_nobody_told_warm_ups_and_skipped_sets_count_in_no_figure(store):
    heavy = training_progress(store).exercises["Goblet squat"][1]
    assert (heavy.reps, heavy.load_reps, heavy.volume) == (1, 1, 30_000)
    assert best_set(heavy, LoadUnit.KG) == "1 x 30 kg"


def test_work_without_a_load(store):
    found = training_progress(store)
    assert best_set(found.exercises["Plank"][0], LoadUnit.KG) == "1:00"
    assert best_set(found.exercises["Push-up"][0], LoadUnit.KG) == "20"


def test_weeks_and_days(store):
    found = training_progress(store)
    assert found.days[date(2026, 3, 2)] == TrainingTotals(1, 30 * 60_000)
    weeks = recent_weeks(found.days, TODAY, 4)
    assert [(str(monday), week.sessions) for monday, week in weeks] == [
        ("2026-02-23", 0),
        ("2026-03-02", 2),
        ("2026-03-09", 2),
        ("2026-03-16", 0),
    ]
    assert [len(sessions) for sessions in found.workouts.values()] == [1, 3]


@given(st.dictionaries(st.integers(0, 500), st.integers(1, 5), max_size=20), st.integers(1, 60))
def test_every_session_is_in_one_week(found, weeks):
    days = {TODAY - timedelta(days=ago): TrainingTotals(n, n) for ago, n in found.items()}
    totals = recent_weeks(days, TODAY, weeks)
    first = totals[0][0]
    assert first.weekday() == 0
    assert len(totals) == weeks
    assert sum(w.sessions for _, w in totals) == sum(
        one.sessions for day, one in days.items() if day >= first
    )


@given(st.lists(st.floats(0, 1e9), min_size=1), st.integers(1, 80), st.sampled_from(["", "best"]))
def test_a_chart_fits_its_width_and_its_bars_begin_in_one_column(values, width, mark):
    texts = [f" {'day' * (n % 3)}" for n in range(len(values))]
    rows = list(chart_rows([BarRow(t, v, mark) for t, v in zip(texts, values, strict=True)], width))
    assert max(map(len, rows)) <= width
    assert len({row.index("▆") for row in rows if "▆" in row}) <= 1
    if any("▆" in row for row in rows):
        assert ["▆" in row for row in rows] == [value > 0 for value in values]


@pytest.mark.parametrize("width", [34, 54, 80, 200])
def test_no_row_is_wider_than_the_screen(store, width):
    rows = list(overview_rows(training_progress(store), TODAY, width, LoadUnit.KG))
    chart = rows[: rows.index("Year")]
    assert max(map(len, chart)) <= width
    year = list(year_rows(training_progress(store).days, TODAY, width))
    assert [row[1:4] for row in year[1:]] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert max(map(len, year)) <= max(width, 12)


def test_an_empty_history_says_so():
    rows = list(overview_rows(TrainingProgress({}, {}, {}), TODAY, 80, LoadUnit.KG))
    assert rows == ["Nothing was trained yet."]


def test_weights_are_told_in_the_unit_asked_for():
    assert weight_text(22_500, LoadUnit.KG) == "22.5 kg"
    assert weight_text(45_359.237, LoadUnit.LB) == "100 lb"


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    found = Store(history_file())
    for one in SESSIONS:
        found.insert(one)
    found.close()


def test_the_command_tells_an_overview_and_one_exercise(own, capsys):
    assert main(["progress"]) == 0
    out = capsys.readouterr().out
    assert "Weeks\n" in out
    assert "Goblet squat" in out
    assert main(["progress", "KB goblet squats"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Best set: 5 x 45.5 kg\nEstimated one-rep max: 53 kg\n")
    assert main(["progress", "legs"]) == 0
    assert capsys.readouterr().out.count("30:00") == 1 + 3
    assert main(["progress", "Goblet sqaut"]) == 2
    assert "did you mean Goblet squat?" in capsys.readouterr().err


def test_the_same_figures_as_json_and_csv(own, capsys):
    assert main(["progress", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "legtimer.progress/1"
    assert main(["progress", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    squats = [row for row in rows if row["exercise"] == "Goblet squat"]
    assert len(squats) == len(found["exercises"]["Goblet squat"]) == 3
    for row, one in zip(squats, found["exercises"]["Goblet squat"], strict=True):
        assert float(row["volume_kg"]) * 1000 == pytest.approx(one["volume"])
        assert row["day"] == one["day"]


def test_without_a_history(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert main(["progress"]) == 0
    assert capsys.readouterr().out == "Nothing was trained yet.\n"
    assert not history_file().exists()


def test_a_correction_changes_it_as_if_it_had_been_typed_then(store):
    before = training_progress(store).exercises["Push-up"]
    record = replace(SESSIONS[1], sets=(SESSIONS[1].sets[0], SESSIONS[1].sets[1]._replace(done=25)))
    store.delete(record.header.uid)
    store.insert(record)
    after = training_progress(store).exercises["Push-up"]
    assert (before[0].most_reps, after[0].most_reps) == (20, 25)


def test_a_try_that_failed_is_not_the_best_set(store):
    lifts = (1, KG[100]), (0, KG[105]), (None, KG[110])
    sets = (done(number, "Deadlift", *lift) for number, lift in enumerate(lifts, 1))
    store.insert(session(10, *sets))
    (one,) = training_progress(store).exercises["Deadlift"]
    assert best_set(one, LoadUnit.KG) == "1 x 100 kg"


def test_a_distance_with_or_without_a_load(store):
    run = done(1, "Run", 400, unit="distance"), done(2, "Run", 200, unit="distance")
    carry = done(3, "Farmer's carry", 40, KG[48], unit="distance")
    store.insert(session(10, *run, carry, done(4, "Row", 15, unit="energy")))
    found = training_progress(store).exercises
    assert best_set(found["Run"][0], LoadUnit.KG) == "400 m"
    assert best_set(found["Farmer's carry"][0], LoadUnit.KG) == "48 kg"
    assert "Row" not in found
    assert "2 sets ▆" in [*exercise_rows(found["Run"], 80, LoadUnit.KG)][-1]
