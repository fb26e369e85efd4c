"""A workout that got another name keeps its past."""

from __future__ import annotations

import pytest

from legtimer.app.sessions import SessionService, WorkoutSource
from legtimer.core.workout import expand
from legtimer.files.workouts.reader import read_workout
from legtimer.history.comparisons import last_and_best
from legtimer.history.joining import join_workouts
from legtimer.history.merging import merge
from legtimer.history.store import Store
from tests.history.past_sessions import DAY, FIRST_DAY, pressing, text_of, trained

SETS = {"kind": "sets", "sets": 1, "exercises": ["10 Squat @ 20 kg"]}
NOW = FIRST_DAY + 50 * DAY


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "history.db")
    for day in range(2):
        store.insert(trained(text_of(SETS), pressing(20), day=day))
    yield store
    store.close()


def names(store):
    return [header.workout for header in store.headers()]


def test_all_sessions_have_the_new_name_and_the_old_one_is_kept(store):
    store.insert(trained(text_of(SETS, name="Other"), pressing(20), day=2))
    moved = join_workouts(store, "Legs", "Leg day", NOW)
    assert len(moved) == 2
    assert names(store) == ["Other", "Leg day", "Leg day"]
    log = store.load(moved[0])
    (correction,) = log.corrections
    assert (correction.field, correction.before, correction.at) == ("workout", '"Legs"', NOW)
    plan = expand(read_workout(text_of(SETS, name="Leg day")).workout)
    assert last_and_best(store, plan).times == 2


def test_what_was_joined_is_taken_apart_again(store):
    store.insert(trained(text_of(SETS, name="Leg day"), pressing(20), day=2))
    moved = join_workouts(store, "Legs", "Leg day", NOW)
    join_workouts(store, "Leg day", "Legs", NOW, moved)
    assert names(store) == ["Leg day", "Legs", "Legs"]
    first, second = store.load(moved[0]).corrections
    assert second.at > first.at


def test_a_name_travels_as_any_correction(store):
    before = store.load(f"{0:032x}")
    join_workouts(store, "Legs", "Leg day", NOW)
    assert merge(before, store.load(f"{0:032x}")).record.header.workout == "Leg day"


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        (lambda text: text, 2),
        (lambda text: f"# Mondays\ntags = ['legs']\nabout = 'Heavy.'\n\n{text}", 2),
        (lambda text: text.replace("20 kg", "22 kg"), 0),
        (lambda text: text.replace("sets = 1", "sets = 2"), 0),
    ],
    ids=["name", "words", "load", "sets"],
)
def test_a_file_whose_name_was_changed_keeps_its_past(store, changed, kept):
    """Only the name and other words: a file that is written anew each day is another workout."""
    origin = store.headers()[0].origin
    reading = read_workout(changed(text_of(SETS, name="Leg day")))
    source = WorkoutSource(reading.text, origin)
    sessions = SessionService(store, {reading.workout: source})
    for header in store.headers():
        text = read_workout(text_of(SETS)).text
        with store.transaction() as connection:
            connection.execute("UPDATE session SET text = ? WHERE uid = ?", (text, header.uid))
    sessions.open(reading.workout, {}, 0)
    assert names(store).count("Leg day") == kept
