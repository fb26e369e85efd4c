"""What was done in each set the last time: by exercise, wherever it stands in the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.core.workout import expand
from legtimer.files.exercises.library import open_library
from legtimer.history.last_sets import assumed_reps, last_sets, previous_session
from legtimer.history.store import Store
from tests.history.past_sessions import read, text_of, trained


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "history.db")
    yield store
    store.close()


def sets(*lines, **keys):
    return {"kind": "sets", "sets": 1, "exercises": list(lines), **keys}


def last(store, *blocks, swaps=frozenset(), **fields):
    """What the last time was for each set of today: its exercise, and reps with the load."""
    today = expand(read(text_of(*blocks, switch=0, **fields)), swaps=swaps)
    names = {step.key: step.exercise.name for step in today.steps if step.exercise}
    return [
        (names[key], f"{done}{f' x {load.text}' if load else ''}")
        for key, (done, load) in last_sets(store, today).items()
    ]


def train(store, *blocks, day=0, **options):
    def athlete(driver):
        while driver.session.state is not State.FINISHED:
            driver.press(after=60)

    store.insert(trained(text_of(*blocks, switch=0), athlete, day=day, **options))


LINES = ["5 Squat @ 100 kg", "5 Curl @ 10 kg", "8/leg Split squat @ 20 kg", "3 Dip"]


def test_two_lines_that_swapped_places_keep_their_past(store):
    train(store, sets("5 Squat @ 100 kg", "5 Curl @ 10 kg"))
    swapped = last(store, sets("5 Curl @ 10 kg", "5 Squat @ 100 kg"))
    assert swapped == [("Curl", "5 x 10 kg"), ("Squat", "5 x 100 kg")]


def test_an_easier_exercise_has_a_past_of_its_own(store):
    block = sets("5 Squat @ 100 kg", {"do": "5 Jump @ 30 kg", "easier": "5 Step @ 10 kg"})
    train(store, block)
    assert last(store, block)[1] == ("Jump", "5 x 30 kg")
    assert last(store, block, swaps=frozenset({"block[0].exercises[1]"})) == [
        ("Squat", "5 x 100 kg")
    ]


def test_a_block_above_changes_nothing(store):
    train(store, sets("5 Squat @ 100 kg", sets=2))
    rest = {"kind": "rest", "time": "1:00"}
    warm_up = sets("5 Squat @ 20 kg", role="warm-up")
    found = [("Squat", "5 x 100 kg")] * 2
    assert last(store, rest, sets("5 Squat @ 100 kg", sets=2)) == found
    assert last(store, warm_up, sets("5 Squat @ 100 kg", sets=2)) == found


@settings(max_examples=20, deadline=None)
@given(st.permutations(LINES), st.permutations(LINES))
def test_the_order_of_the_lines_does_not_matter(tmp_path_factory, before, today):
    store = Store(tmp_path_factory.mktemp("past") / "history.db")
    train(store, sets(*before, sets=2))
    figures = {"Squat": "5 x 100 kg", "Curl": "5 x 10 kg", "Split squat": "8 x 20 kg", "Dip": "3"}
    found = last(store, sets(*today, sets=2))
    assert len(found) == 10
    assert all(figures[name] == text for name, text in found)
    store.close()


def test_each_exercise_has_its_own_last_time(store):
    train(store, sets("5 Squat @ 100 kg", "5 Curl @ 10 kg"))
    store.insert(
        trained(
            text_of(sets("5 Squat @ 110 kg", "5 Curl @ 10 kg")),
            lambda athlete: (athlete.press(after=5), athlete.do(c.Skip()), athlete.to_end()),
            day=1,
        )
    )
    found = last(store, sets("5 Squat", "5 Curl"))
    assert found == [("Squat", "5 x 110 kg"), ("Curl", "5 x 10 kg")]


def test_what_clocks_counted_does_not_number_sets(store):
    amrap = {"kind": "amrap", "time": "0:30", "exercises": ["1 Squat @ 20 kg"]}
    train(store, amrap, sets("5 Squat @ 100 kg"))
    assert last(store, sets("5 Squat")) == [("Squat", "5 x 100 kg")]


def test_all_names_of_an_exercise_are_one(tmp_path):
    store = Store(tmp_path / "history.db", exercise_id=open_library().exercise_id)
    store.insert(
        trained(
            text_of(sets("8-12 KB swing @ 16 kg")),
            lambda athlete: (athlete.press(after=5), athlete.do(c.CorrectReps(8))),
        )
    )
    for name in ("KB swings", "Kettlebell swing", "kettlebell-swings"):
        assert last(store, sets(f"8-12 {name}")) == [(name, "8 x 16 kg")]
        today = expand(read(text_of(sets(f"8-12 {name}"))))
        assert list(assumed_reps(store, today).values()) == [(8,)]
    store.close()


def test_the_session_before_calls_its_exercises_as_today(tmp_path):
    store = Store(tmp_path / "history.db", exercise_id=open_library().exercise_id)
    assert previous_session(store, "Legs", ["Dip"]) is None
    train(store, sets("5 KB swing @ 16 kg", "5 Thing", "5 Kettlebell squat"))
    for today, then in (
        (["Kettlebell swing", "Thing"], ["Kettlebell swing", "Thing", "Kettlebell squat"]),
        (["Kettlebell swing", "KB swing"], ["KB swing", "Thing", "Kettlebell squat"]),
    ):
        record = previous_session(store, "Legs", today)
        assert [one.exercise for one in record.sets] == then
    store.close()


def test_only_reps_that_were_told_are_those_of_the_last_time(store):
    train(store, sets("8-12 Press @ 30 kg"))
    assert last(store, sets("8-12 Press")) == []


RANGES = {
    "kind": "sets",
    "sets": 3,
    "exercises": ["8-12 Press", "6-8/side Row", "5-9/side alternating Lunge", "10 Squat"],
}


def done(*counts, day=0, **more):
    """A session in which so many reps were done, None for those of which nothing was said."""

    def athlete(driver):
        for count in counts:
            driver.press(after=20)
            if count is not None:
                driver.do(c.CorrectReps(count), after=1)
        driver.to_end()

    return trained(text_of(RANGES, switch=0), athlete, day=day, **more)


def plan(text=None):
    return expand(read(text or text_of(RANGES, switch=0)))


FIRST = (12, 11, 10, 8, 7, 8, 7, 6, 7, 18, 16, 14, None, None, None)


def test_reps_of_the_last_time_are_assumed_set_by_set(store):
    store.insert(done(*FIRST))
    assert assumed_reps(store, plan()) == {
        "block[0].exercises[0] 8-12 Press": (12, 11, 10),
        "block[0].exercises[1] 6-8 Row (side 1)": (8, 8, 6),
        "block[0].exercises[1] 6-8 Row (side 2)": (7, 7, 7),
        "block[0].exercises[2] 5-9 Lunge": (18, 16, 14),
    }


def test_what_nobody_told_does_not_change_what_is_proposed(store):
    store.insert(done(*FIRST))
    again = done(*[None] * 15, day=1, assumed=assumed_reps(store, plan()))
    assert [one.done for one in again.sets[:3]] == [None, None, None]
    store.insert(again)
    assert store.load(again.header.uid).header.assumed == again.header.assumed
    assert assumed_reps(store, plan()) == again.header.assumed


def test_another_range_or_exercise_assumes_nothing(store):
    store.insert(done(*FIRST))
    block = {"kind": "sets", "sets": 3, "exercises": ["3-5 Press", "8-12 Dip"]}
    assert assumed_reps(store, plan(text_of(block))) == {}
    assert assumed_reps(store, plan(text_of(RANGES, name="Other", switch=0))) == {}


def test_an_exercise_that_moved_is_found_again(store):
    store.insert(done(*FIRST))
    block = {"kind": "circuit", "rounds": 4, "exercises": ["10 Hop", "8-12 press"]}
    found = assumed_reps(store, plan(text_of(block)))
    assert found == {"block[0].exercises[1] 8-12 press": (12, 11, 10)}
