"""Figures put right afterwards."""

from __future__ import annotations

import time

import pytest

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.history.corrections import LONGEST_NOTE, InvalidCorrection, correct, corrections
from legtimer.history.errors import Gone
from legtimer.history.store import Store
from tests.history.past_sessions import text_of, trained

NOW = 1_800_000_000_000


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "history.db")
    yield store
    store.close()


def athlete(driver):
    driver.press(after=20)
    driver.press(after=30)
    for _ in range(3):
        driver.press(after=10)
    driver.wait(30)
    driver.do(c.CorrectReps(4), after=1)
    driver.wait(20)
    driver.do(c.MarkMissed(), after=1)
    driver.wait(30)
    driver.press(after=10)
    driver.to_end()


@pytest.fixture
def log(store):
    text = text_of(
        {"kind": "sets", "rest": "0:10", "exercises": ["8-12 Press @ 20 kg", "400 m Run"]},
        {"kind": "amrap", "time": "1:00", "exercises": ["10 Squat", "5 Lunge"]},
        {"kind": "emom", "every": "0:20", "rounds": 2, "exercises": ["5 Swing"]},
        {"kind": "for-time", "cap": "0:40", "rounds": 2, "exercises": ["5 Burpee"]},
    )
    found = trained(text, athlete)
    assert [score.text for score in found.scores] == ["1 + 14", "1/2", "CAP + 5"]
    store.insert(found)
    return found


def after(store, log, *change):
    correct(store, log.header.uid, *change, NOW)
    return store.load(log.header.uid)


@pytest.mark.parametrize(
    ("field", "text", "name", "value"),
    [
        ("reps", " 11 ", "done", 11),
        ("done", "0", "done", 0),
        ("reps", "none", "done", None),
        ("time", "1:05", "ms", 65_000),
        ("seconds", "45", "ms", 45_000),
        ("rest", "30s", "rest", 30_000),
        ("rest", "none", "rest", None),
        ("outcome", "Skipped", "outcome", "skipped"),
        ("exercise", "Push press", "exercise", "Push press"),
    ],
)
def test_figures_of_a_set(store, log, field, text, name, value):
    found = after(store, log, "set 1", field, text)
    assert getattr(found.sets[0], name) == value
    assert found.sets[1:] == log.sets[1:]
    assert found.scores == log.scores
    assert found.corrections[0].target == "set 1"
    assert found.corrections[0].at == NOW


def test_a_load(store, log):
    assert after(store, log, "set 1", "load", "2x24 kg").sets[0].load.text == "2x24 kg"
    assert after(store, log, "set 1", "load", "none").sets[0].load is None
    found = after(store, log, "set 2", "load", "bodyweight")
    assert found.sets[1].load.text == "bodyweight"
    assert [one.before for one in found.corrections] == [
        '{"unit": "kg", "value": 20.0, "pieces": 1}',
        '{"unit": "kg", "value": 24.0, "pieces": 2}',
        "null",
    ]


def test_a_count_that_was_corrected_is_one_that_was_said(store, log):
    assert not log.sets[0].said
    assert after(store, log, "set 1", "reps", "9").sets[0].said


@pytest.mark.parametrize(
    ("number", "field", "text", "figures"),
    [
        (1, "rounds", "3", {"rounds": 3, "text": "3 + 14"}),
        (1, "reps", "2", {"reps": 2, "text": "1 + 2"}),
        (1, "score", "4+7", {"rounds": 4, "reps": 7, "text": "4 + 7"}),
        (1, "text", "4", {"rounds": 4, "reps": 0, "text": "4 + 0"}),
        (2, "rounds", "2", {"rounds": 2, "reps": 0, "text": "2/2"}),
        (2, "score", "0/2", {"rounds": 0, "reps": 2, "text": "0/2"}),
        (1, "splits", "1:02, 1:10 58s", {"splits": (62_000, 70_000, 58_000)}),
        (1, "splits", "none", {"splits": ()}),
        (3, "reps", "7", {"reps": 7, "text": "CAP + 7"}),
        (3, "score", "cap + 9", {"reps": 9, "capped": True, "text": "CAP + 9"}),
        (3, "time", "0:38", {"ms": 38_000, "capped": False, "complete": True, "text": "0:38"}),
        (3, "score", "0:39", {"ms": 39_000, "capped": False, "text": "0:39"}),
        (
            3,
            "score",
            "stopped + 3",
            {"reps": 3, "capped": False, "complete": False, "text": "stopped + 3"},
        ),
    ],
)
def test_a_score_s_text_follows_its_figures_and_they_its_text(
    store, log, number, field, text, figures
):
    found = after(store, log, f"score {number}", field, text)
    assert found.scores[number - 1] == log.scores[number - 1]._replace(**figures)
    assert found.sets == log.sets


def test_what_the_athlete_says_of_the_session(store, log):
    assert after(store, log, "session", "effort", "8").header.effort == 8
    assert after(store, log, "session", "effort", "none").header.effort is None
    note = after(store, log, "session", "note", "  slept\tbadly \x1b[1m ").header.note
    assert note == "slept badly  [1m"
    assert after(store, log, "session", "time", "12:30").header.elapsed == 750_000


@pytest.mark.parametrize(
    ("target", "field", "text", "message"),
    [
        ("set 99", "reps", "1", "there is no set 99 in this session; they go from 1 to"),
        ("set x", "reps", "1", "there is no set x"),
        ("score 4", "reps", "1", "there is no score 4 in this session; they go from 1 to 3"),
        ("round 1", "reps", "1", "round 1 cannot be corrected; it is set N"),
        ("set 1", "colour", "1", "a set has no colour; what can be corrected is reps,"),
        ("set 1", "reps", "-1", "the figure goes from 0 to 100,000"),
        ("set 1", "reps", "100001", "the figure goes from 0 to 100,000"),
        ("set 1", "reps", "\u0661", "the figure goes from 0 to 100,000"),
        ("set 1", "load", "20", "20 needs a unit: 20 kg, 20 lb or 20%"),
        ("set 1", "time", "soon", "expected a duration"),
        ("set 1", "outcome", "fine", "an outcome is one of done, skipped"),
        ("set 1", "exercise", " ", "an exercise has a name"),
        ("score 1", "score", "8:41", "this score is rounds and reps: 7 + 23"),
        ("score 2", "score", "3/2", "it had 2 intervals"),
        ("score 2", "score", "2/3", "an EMOM's score is the intervals made: 9, or 9/2"),
        ("score 3", "score", "fast", "a For Time's score is a time such as 8:41"),
        ("score 1", "score", "9 + 9999", "there is room for 14 reps at most"),
        ("score 1", "reps", "15", "there is room for 14 reps at most"),
        ("score 3", "score", "CAP + 10", "there is room for 9 reps at most"),
        ("score 3", "score", "0:41", "the cap is 0:40"),
        ("score 1", "splits", "1:02 fast", "expected a duration"),
        ("score 1", "splits", "1 " * 1001, "there are at most 1,000 rounds"),
        ("session", "effort", "11", "effort goes from 1 to 10"),
        ("session", "note", "x" * (LONGEST_NOTE + 1), "a note has at most 2000 characters"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    store, log, target, field, text, message
):
    with pytest.raises(InvalidCorrection) as refused:
        correct(store, log.header.uid, target, field, text, NOW)
    assert message in str(refused.value)
    assert store.load(log.header.uid) == log


def test_what_is_so_already_is_no_correction(store, log):
    assert corrections(log, "score 1", "rounds", "1", NOW) == ()
    assert after(store, log, "score 1", "rounds", "1").corrections == ()


def test_a_session_that_is_gone(store, log):
    store.delete(log.header.uid)
    with pytest.raises(Gone):
        correct(store, log.header.uid, "set 1", "reps", "1", NOW)


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("2026-03-14 18:30", "2026-03-14 18:30"),
        ("2026-03-14T18:30", "2026-03-14 18:30"),
        ("2026-03-14", "2026-03-14 10:00"),
        ("7:05", "2026-01-01 07:05"),
        ("yesterday 6:00", "2027-01-14 06:00"),
        ("3d", "2027-01-12 10:00"),
    ],
)
def test_when_a_session_began(store, log, text, began, monkeypatch):
    monkeypatch.setenv("TZ", "Etc/GMT-1")
    time.tzset()
    found = after(store, log, "session", "date", text).header
    assert f"{found.began:%Y-%m-%d %H:%M}" == began
    assert found.utc_offset == 60
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("next week", "a date is 2026-03-14, "),
        ("", "a date is 2026-03-14, "),
        ("2026-02-30", "a date is 2026-03-14, "),
        ("99999d", "dates begin with 1970"),
        ("2030-01-01", "2030-01-01 "),
    ],
)
def test_what_is_no_date(store, log, text, message):
    with pytest.raises(InvalidCorrection, match=message):
        correct(store, log.header.uid, "session", "date", text, NOW)


def test_one_session_goes_to_another_workout(store, log):
    assert after(store, log, "session", "workout", "Leg day").header.workout == "Leg day"


def test_decimal_commas_are_taken_where_a_load_is_typed(store, log):
    correct(store, log.header.uid, "set 1", "load", "22,5 kg", NOW)
    assert store.load(log.header.uid).sets[0].load == Load(LoadUnit.KG, 22.5)
    with pytest.raises(InvalidCorrection, match="12,5 is not a whole number; write 12 or 13"):
        correct(store, log.header.uid, "set 1", "reps", "12,5", NOW)


@pytest.mark.parametrize(
    ("zone", "typed"),
    [("Europe/Berlin", "2025-03-30 02:30"), ("Australia/Lord_Howe", "2025-10-05 02:15")],
)
def test_a_time_that_the_clocks_went_past_is_no_other_time(store, log, monkeypatch, zone, typed):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    with pytest.raises(InvalidCorrection, match=f"went past {typed}"):
        correct(store, log.header.uid, "session", "date", typed, NOW)
    monkeypatch.undo()
    time.tzset()
