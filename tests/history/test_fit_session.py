"""A kept session as a watch would have recorded it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.blocks import kinds
from legtimer.core.session import commands as c
from legtimer.core.session.machine import NotAllowed
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.shipped import exercises_file
from legtimer.history.export.fit.activity import SubSport, fit_bytes
from legtimer.history.export.fit.session import activity_of
from tests.core.strategies import SCRIPTS
from tests.history.fit_readers import by_fitdecode
from tests.history.past_sessions import FIRST_DAY, pressing, text_of, trained

LIBRARY = ExerciseLibrary(exercises_file())


@pytest.fixture
def library():
    return LIBRARY


def rows(activity):
    """The sets with their begin and end in seconds since the session was opened."""
    return [
        (
            "rest" if one.rest else one.label,
            (one.start - FIRST_DAY) / 1000,
            (one.end - FIRST_DAY) / 1000,
        )
        for one in activity.sets
    ]


SETS = {"kind": "sets", "sets": 2, "rest": "0:30", "exercises": ["10 Squat @ 2x16 kg"]}
TABATA = {
    "kind": "intervals", "work": "0:20", "rest": "0:10", "rounds": 4, "exercises": ["Squat jump"]
}  # fmt: skip


def test_sets_and_rests_follow_each_other(library):
    activity = activity_of(trained(text_of(SETS), pressing(20, 40)), library)
    assert rows(activity) == [("Squat", 0, 20), ("rest", 20, 50), ("Squat", 50, 60)]
    assert (activity.name, activity.start, activity.utc_offset) == ("Legs", FIRST_DAY, 3_600)
    assert (activity.elapsed, activity.timer) == (60_000, 60_000)
    one = activity.sets[0]
    assert (one.reps, one.weight, one.pounds) == (10, 32.0, False)
    assert one.category == 28


def test_pauses_lie_between_the_sets_as_they_did(library):
    def athlete(driver):
        driver.press(after=20)
        driver.do(c.Pause(), after=10)
        driver.do(c.Resume(), after=600)
        driver.wait(20)
        driver.do(c.Pause(), after=5)
        driver.do(c.Resume(), after=100)
        driver.press(after=15)

    activity = activity_of(trained(text_of(SETS), athlete), library)
    assert rows(activity) == [("Squat", 0, 20), ("rest", 20, 650), ("Squat", 650, 770)]
    assert (activity.elapsed, activity.timer) == (770_000, 70_000)
    assert [one.duration for one in activity.sets] == [20_000, 30_000, 20_000]
    assert [tuple(FIRST_DAY + 1000 * at for at in pause) for pause in [(30, 630), (655, 755)]] == (
        activity.pauses
    )


def test_a_pause_is_no_work(library):
    block = {"kind": "sets", "exercises": ["0:06 Plank"]}

    def athlete(driver):
        driver.do(c.Pause(), after=2)
        driver.do(c.Resume(), after=10)
        driver.wait(4)

    activity = activity_of(trained(text_of(block), athlete), library)
    assert [(one.label, one.duration) for one in activity.sets] == [("Plank", 6_000)]
    assert (activity.timer, activity.elapsed) == (6_000, 16_000)
    (session,) = [fields for number, fields in by_fitdecode(fit_bytes(activity)) if number == 18]
    assert (session[8], session[7]) == (6_000, 16_000)
    events = [fields for number, fields in by_fitdecode(fit_bytes(activity)) if number == 21]
    at = [fields[253] - events[0][253] for fields in events]
    assert list(zip(at, [fields[1] for fields in events], strict=True)) == [
        (0, 0),
        (2, 4),
        (12, 0),
        (16, 4),
    ]


def test_the_question_at_the_end_of_an_amrap_is_a_pause(library):
    amrap = {"kind": "amrap", "time": "1:00", "exercises": ["5 Squat"]}

    def athlete(driver):
        driver.wait(60)
        driver.do(c.CorrectReps(3), after=15)
        driver.press(after=10)
        driver.press(after=40)

    activity = activity_of(trained(text_of(amrap, SETS), athlete), library)
    assert [row[1:] for row in rows(activity)] == [(0, 60), (75, 85), (85, 115), (115, 125)]
    assert (activity.timer, activity.elapsed) == (110_000, 125_000)


ALL_KINDS = [
    text_of({"kind": kind, **cls.example}, SETS, prepare="0:10") for kind, cls in kinds().items()
]


@given(st.sampled_from(ALL_KINDS), SCRIPTS, st.integers(0, 3_600_000))
def test_sets_and_pauses_add_up(text, script, more):
    def athlete(driver):
        for gap, command in script:
            driver.wait(gap / 1000)
            with suppress(NotAllowed):
                driver.do(command)
        driver.wait(more / 1000)
        with suppress(NotAllowed):
            driver.do(c.End())

    log = trained(text, athlete)
    activity = activity_of(log, LIBRARY)
    assert sum(one.duration for one in activity.sets) == activity.timer
    pauses = sum(pause.end - pause.start for pause in activity.pauses)
    assert activity.timer + pauses == activity.elapsed
    assert all(one.end <= after.start for one, after in pairwise(activity.sets))


@pytest.mark.parametrize(
    ("blocks", "sub_sport"),
    [
        ([{"kind": "amrap", "time": "1:00", "exercises": ["5 Squat"]}], SubSport.AMRAP),
        ([{"kind": "emom", "rounds": 2, "exercises": ["5 Squat"]}], SubSport.EMOM),
        ([TABATA], SubSport.TABATA),
        ([{**TABATA, "work": "0:30"}], SubSport.HIIT),
        ([{"kind": "for-time", "exercises": ["5 Squat"]}], SubSport.HIIT),
        ([TABATA, {"kind": "emom", "rounds": 2, "exercises": ["5 Squat"]}], SubSport.HIIT),
        ([SETS], SubSport.STRENGTH_TRAINING),
        ([SETS, TABATA], SubSport.STRENGTH_TRAINING),
        ([{**SETS, "role": "warm-up"}, TABATA], SubSport.TABATA),
    ],
)
def test_the_kind_of_training(blocks, sub_sport, library):
    log = trained(text_of(*blocks), pressing())
    assert activity_of(log, library).sub_sport is sub_sport


def test_what_was_undone_is_part_of_the_set_again(library):
    def athlete(driver):
        driver.press(after=20)
        driver.do(c.Undo(), after=5)
        driver.press(after=10)
        driver.press(after=50)

    activity = activity_of(trained(text_of(SETS), athlete), library)
    assert rows(activity) == [("Squat", 0, 35), ("rest", 35, 65), ("Squat", 65, 85)]


def test_the_time_before_the_start_is_not_part_of_it(library):
    def athlete(driver):
        driver.do(c.Start(), after=12)
        pressing(20, 40)(driver)

    log = trained(text_of(SETS), athlete, start=False)
    activity = activity_of(log, library)
    assert activity.start == FIRST_DAY + 12_000
    assert rows(activity)[0] == ("Squat", 12, 32)
    assert activity.elapsed == 60_000


def test_both_sides_are_one_set(library):
    block = {"kind": "sets", "exercises": ["6/side Row", "5 Dip @ 20 lb", "max Nonsense lift"]}
    log = trained(text_of(block, switch="0:05"), pressing(10, 10, 10, 10))
    activity = activity_of(log, library)
    assert [(one.label, one.reps) for one in activity.sets if not one.rest] == [
        ("Row", 12),
        ("Dip", 5),
        ("Nonsense lift", None),
    ]
    row, dip, odd = activity.sets
    assert row.duration == 20_000
    assert (dip.pounds, round(dip.weight, 2)) == (True, 9.07)
    assert (odd.category, odd.exercise, odd.weight) == (None, None, None)


def test_reps_that_nobody_told_are_left_out(library):
    def athlete(driver):
        driver.press(after=10)
        driver.do(c.CorrectReps(7))
        driver.press(after=10)

    log = trained(text_of({"kind": "sets", "exercises": ["6-8/side Row"]}, switch=0), athlete)
    assert [one.reps for one in activity_of(log, library).sets] == [None]


def test_metres_are_no_reps_and_skipped_sets_no_sets(library):
    block = {"kind": "sets", "exercises": ["400 m Run", "5 Squat"]}

    def athlete(driver):
        driver.press(after=100)
        driver.do(c.Skip(), after=10)

    activity = activity_of(trained(text_of(block), athlete), library)
    assert [(one.label, one.reps) for one in activity.sets if not one.rest] == [("Run", None)]


@pytest.mark.parametrize("text", ["", "name = 'Other'\n[[block]]\nkind = 'rest'\ntime = '0:10'\n"])
def test_a_session_whose_journal_cannot_be_folded_any_more(library, text):
    log = trained(text_of(SETS), pressing(20, 40))
    log = replace(log, header=replace(log.header, text=text))
    assert rows(activity_of(log, library))[0] == ("Squat", 0, 20)


def test_weight_is_what_is_known_in_kg(library):
    lines = [
        "5 Dip @ bodyweight + 22 lb",
        "5 Dip @ bodyweight - 20 kg",
        "5 Squat @ 1.5x bodyweight",
    ]
    block = {"kind": "sets", "exercises": [*lines, "1 Squat @ ? kg", "? m Broad jump"]}
    sets = activity_of(trained(text_of(block), pressing(10, 20, 30, 40, 50)), library).sets
    assert [one.weight and round(one.weight, 2) for one in sets] == [9.98, None, None, None, None]
    assert [one.pounds for one in sets] == [True, False, False, False, False]
    assert [one.reps for one in sets] == [5, 5, 5, 1, None]
