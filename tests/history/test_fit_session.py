"""A kept session as a watch would have recorded it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legtimer.core.session import commands as c
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.shipped import exercises_file
from legtimer.history.export.fit.session import activity_of
from tests.history.past_sessions import FIRST_DAY, pressing, text_of, trained


@pytest.fixture(scope="module")
def library():
    return ExerciseLibrary(exercises_file())


def rows(activity):
    """The sets with their begin and end in seconds since the session was opened."""
    return [
        (
            "rest" if one.rest else one.label,
            (one.start - FIRST_DAY) / 1000,
            (one.start + one.duration - FIRST_DAY) / 1000,
        )
        for one in activity.sets
    ]


SETS = {"kind": "sets", "sets": 2, "rest": "0:30", "exercises": ["10 Squat @ 2x16 kg"]}


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
