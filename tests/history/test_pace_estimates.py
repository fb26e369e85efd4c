"""The athlete's own pace, and the reps of the last time."""

from __future__ import annotations

import pytest

from legtimer.core.estimate import Forecast, Pace
from legtimer.core.exercise import Unit
from legtimer.core.session import commands as c
from legtimer.core.workout import expand
from legtimer.files.exercises.library import open_library
from legtimer.history.pace_estimates import _LEAST, _MOST, _RECENT, estimate_pace
from legtimer.history.store import Store
from tests.history.past_sessions import DAY, FIRST_DAY, pressing, read, text_of, trained


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "history.db")
    yield store
    store.close()


def squats(*seconds, day=0, name="Squat", amount="10"):
    block = {"kind": "sets", "sets": len(seconds), "exercises": [f"{amount} {name}".strip()]}
    return trained(text_of(block), pressing(*seconds), day=day)


def test_without_sets_nothing_is_known(store):
    found = estimate_pace(store, FIRST_DAY)
    assert found == Pace()
    assert not found.knows(Unit.REPS, "Squat")


def test_the_pace_is_the_median_of_the_sets(store):
    store.insert(squats(20, 25, 300))
    found = estimate_pace(store, FIRST_DAY + DAY)
    assert found.one(Unit.REPS, "Squat") == 2_500
    assert found.knows(Unit.REPS, "squat")
    assert found.one(Unit.REPS, "Lunge") == Pace().rep


def test_tapping_through_a_workout_teaches_nothing(store):
    store.insert(squats(2.5, 2.5, 2.5))
    assert estimate_pace(store, FIRST_DAY) == Pace()
    store.insert(squats(20, 2, 20, 2, 20, 2, 2, 2, day=1))
    assert estimate_pace(store, FIRST_DAY + DAY).one(Unit.REPS, "Squat") == 2_000


def test_a_distance_has_the_pace_of_its_exercise_then_the_athlete_s_own(store):
    assumed = Pace(metre_of=open_library().metre_of)
    block = {"kind": "sets", "exercises": ["100 m Swimming", "100 m Row", "100 m Nonsense"]}
    swim, row, unknown = Forecast(expand(read(text_of(block))), assumed).steps
    assert (swim, row, unknown) == (135_000, 26_000, 33_000)
    store.insert(squats(180, 180, 180, 1, name="Swimming", amount="100 m"))
    assert estimate_pace(store, FIRST_DAY, assumed).one(Unit.DISTANCE, "Swimming") == 1_800


def test_names_are_compared_loosely(store):
    store.insert(squats(20, 20, 20, name="Push-up"))
    assert estimate_pace(store, FIRST_DAY).one(Unit.REPS, "push  Up") == 2_000


def test_too_few_sets_say_nothing(store):
    store.insert(squats(*[20] * (_LEAST - 1)))
    assert estimate_pace(store, FIRST_DAY) == Pace()


def test_only_the_last_sets_count(store):
    store.insert(squats(*[60] * _MOST, day=0))
    store.insert(squats(*[20] * _MOST, day=1))
    assert estimate_pace(store, FIRST_DAY + DAY).one(Unit.REPS, "Squat") == 2_000


def test_only_recent_sets_count(store):
    store.insert(squats(20, 20, 20, day=0))
    assert estimate_pace(store, FIRST_DAY + _RECENT).knows(Unit.REPS, "Squat")
    assert not estimate_pace(store, FIRST_DAY + _RECENT + 1).knows(Unit.REPS, "Squat")


def test_shared_times_cut_sets_and_skipped_ones_teach_nothing(store):
    rounds = {"kind": "amrap", "time": "1:00", "count": "rounds", "exercises": ["5 Hop", "5 Jump"]}

    def athlete(driver):
        for _ in range(4):
            driver.press(after=10)
        driver.wait(20)
        driver.do(c.CorrectReps(2))
        driver.to_end()

    def skipping(driver):
        for _ in range(3):
            driver.do(c.Skip(), after=10)

    store.insert(trained(text_of(rounds), athlete))
    block = {"kind": "sets", "sets": 3, "exercises": ["5 Hop"]}
    store.insert(trained(text_of(block), skipping, day=1))
    assert estimate_pace(store, FIRST_DAY + DAY) == Pace()


def test_metres_calories_and_sets_without_an_amount_are_learnt_too(store):
    for day, (amount, gap) in enumerate([("400 m", 100), ("20 cal", 60), ("max", 33), ("", 44)]):
        store.insert(squats(gap, gap, gap, day=day, name="Row", amount=amount))
    found = estimate_pace(store, FIRST_DAY + 9 * DAY)
    assert found.one(Unit.DISTANCE, "Row") == 250
    assert found.one(Unit.ENERGY, "Row") == 3_000
    assert found.one(Unit.MAX, "Row") == 33_000
    assert found.one(Unit.OPEN, "Row") == 44_000


def test_estimates_follow_the_athlete(store):
    training = read(text_of({"kind": "for-time", "exercises": ["10/side Squat", "10 Lunge"]}))
    assert Forecast(expand(training)).total == 90_000
    store.insert(squats(20, 20, 20))
    assert Forecast(expand(training), estimate_pace(store, FIRST_DAY)).total == 70_000


def test_a_pace_is_that_of_all_names_of_the_exercise(tmp_path):
    store = Store(tmp_path / "named.db", exercise_id=open_library().exercise_id)
    store.insert(squats(20, 20, 20, name="KB swing"))
    found = estimate_pace(store, FIRST_DAY)
    assert found.one(Unit.REPS, "Kettlebell swings") == 2_000
    assert found.knows(Unit.REPS, "kettlebell-swing")
    assert not found.knows(Unit.REPS, "Swing")
    store.close()
