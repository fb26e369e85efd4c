"""Sets and scores as they follow from what was done."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.session import commands as c
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.core.session.records import Outcome
from legtimer.core.workout import expand
from legtimer.history.fingerprint import fingerprint, scored_blocks
from legtimer.history.results import results_of
from tests.core.driving import Driver, replay, workout
from tests.core.strategies import SCRIPTS, workouts


def results(driver):
    view = driver.view
    return results_of(view.records, view.scores, driver.session.plan)


def sets(driver, *names):
    return [tuple(getattr(one, name) for name in names) for one in results(driver)[0]]


def test_straight_sets_with_their_rests():
    driver = Driver(
        workout({"kind": "sets", "sets": 2, "rest": "0:30", "exercises": ["8-12 Press @ 2x24 kg"]})
    )
    driver.press(after=20)
    driver.do(c.CorrectReps(11), after=5)
    driver.wait(25)
    driver.press(after=30)
    assert sets(driver, "number", "round", "done", "said", "ms", "rest", "began") == [
        (1, 1, 11, True, 20_000, 30_000, 0),
        (2, 2, None, False, 30_000, None, 50_000),
    ]
    one = results(driver)[0][0]
    assert one.load is not None
    assert one.load.text == "2x24 kg"
    assert (one.planned_low, one.planned_high, one.unit, one.outcome) == (8, 12, "reps", "done")
    assert (one.block, one.kind, one.role) == ("Straight sets", "sets", "main")
    assert (one.place, one.source) == ("block[0]", "block[0].exercises[0]")
    assert one.measured


def test_sides_are_two_sets_unless_they_alternate():
    driver = Driver(
        workout(
            {"kind": "sets", "exercises": ["6/side Row", "8-10/side alternating Lunge", "Plank"]},
            switch="0:05",
        )
    )
    driver.press(after=10)
    driver.wait(5)
    for _ in range(3):
        driver.press(after=10)
    assert sets(driver, "exercise", "side", "done", "planned_low", "planned_high", "rest") == [
        ("Row", 1, 6, 6, 6, 5_000),
        ("Row", 2, 6, 6, 6, 0),
        ("Lunge", 0, None, 16, 20, 0),
        ("Plank", 0, None, 0, 0, None),
    ]


def test_an_amrap_has_every_exercise_of_every_round_at_its_own_time():
    driver = Driver(
        workout({"kind": "amrap", "time": "1:00", "exercises": ["10 Squat", "5/side Lunge"]})
    )
    for seconds in (9, 8, 7):
        driver.press(after=seconds)
    driver.wait(40)
    driver.do(c.CorrectReps(4))
    assert sets(driver, "exercise", "round", "done", "ms", "began", "outcome", "measured") == [
        ("Squat", 1, 10, 9_000, 0, "done", True),
        ("Lunge", 1, 10, 8_000, 9_000, "done", True),
        ("Squat", 2, 10, 7_000, 17_000, "done", True),
        ("Lunge", 2, 4, 36_000, 24_000, "cut", True),
    ]
    (score,) = results(driver)[1]
    assert (score.text, score.rounds, score.reps, score.splits) == ("1 + 14", 1, 14, (17_000,))
    assert (score.kind, score.scored, score.complete, score.paused) == (
        "amrap",
        "amrap",
        True,
        False,
    )


def test_rounds_that_were_counted_whole_share_their_time():
    driver = Driver(
        workout(
            {
                "kind": "amrap",
                "time": "1:00",
                "count": "rounds",
                "exercises": ["10 Squat", "20 Jump", "0:10 Plank"],
            }
        )
    )
    driver.press(after=25)
    driver.wait(35)
    driver.do(c.CorrectReps(13))
    assert sets(driver, "exercise", "round", "done", "ms", "measured") == [
        ("Squat", 1, 10, 7_500, False),
        ("Jump", 1, 20, 15_000, False),
        ("Plank", 1, None, 2_500, False),
        ("Squat", 2, 10, 11_666, False),
        ("Jump", 2, 3, 23_334, False),
    ]
    assert results(driver)[1][0].text == "1 + 13"


def test_rounds_counted_whole_from_the_middle_of_one_have_the_reps_that_were_counted_before():
    exercises = ["10 Squat", "20 Jump"]
    driver = Driver(workout({"kind": "amrap", "time": "1:00", "exercises": exercises}))
    driver.press(after=10)
    driver.press(after=10)
    driver.press(after=10)
    driver.do(c.ChangeCounting(), after=5)
    driver.do(c.End(), after=5)
    assert sets(driver, "exercise", "round", "done", "began", "outcome") == [
        ("Squat", 1, 10, 0, "done"),
        ("Jump", 1, 20, 10_000, "done"),
        ("Squat", 2, 10, 20_000, "done"),
    ]
    assert results(driver)[1][0].text == "1 + 10"


def test_an_interval_is_work_until_it_is_pressed_and_rest_behind():
    driver = Driver(
        workout({"kind": "emom", "every": "0:30", "rounds": 3, "exercises": ["5 Swing"]})
    )
    driver.press(after=12)
    driver.wait(18 + 30)
    driver.do(c.MarkMissed(), after=1)
    driver.wait(29)
    assert sets(driver, "round", "done", "ms", "rest", "outcome", "measured") == [
        (1, 5, 12_000, 18_000, "done", True),
        (2, 5, 30_000, 0, "done", False),
        (3, None, 30_000, None, "missed", False),
    ]
    assert results(driver)[1][0].text == "2/3"


def test_the_last_reps_of_a_death_by_go_to_its_first_exercises():
    driver = Driver(
        workout(
            {
                "kind": "death-by",
                "every": "0:20",
                "start": 4,
                "step": 4,
                "exercises": ["Burpee", "Squat"],
            }
        )
    )
    driver.press(after=15)
    driver.wait(25)
    driver.do(c.CorrectReps(10), after=1)
    assert sets(driver, "exercise", "round", "done", "outcome") == [
        ("Burpee", 1, 4, "done"),
        ("Squat", 1, 4, "done"),
        ("Burpee", 2, 8, "missed"),
        ("Squat", 2, 2, "missed"),
    ]


def test_a_list_that_repeats_has_its_exercises_too():
    driver = Driver(workout({"kind": "timed", "time": "0:30", "exercises": ["0:10 Jog", "5 Hop"]}))
    driver.wait(10)
    driver.press(after=8)
    driver.wait(20)
    assert sets(driver, "exercise", "round", "done", "ms", "outcome") == [
        ("Jog", 1, None, 10_000, "done"),
        ("Hop", 1, 5, 8_000, "done"),
        ("Jog", 2, None, 10_000, "done"),
        ("Hop", 2, None, 2_000, "cut"),
    ]


def test_what_was_swapped_on_the_way_is_what_was_done():
    driver = Driver(
        workout(
            {
                "kind": "amrap",
                "time": "1:00",
                "exercises": [{"do": "10 Squat jump", "easier": "6 Squat"}],
            }
        )
    )
    driver.press(after=10)
    driver.do(c.SwapEasier(), after=1)
    driver.press(after=10)
    driver.wait(60)
    assert sets(driver, "exercise", "done")[:2] == [("Squat jump", 10), ("Squat", 6)]


def test_a_repeat_tells_its_passes_apart():
    inner = {"kind": "for-time", "exercises": ["5 Burpee"]}
    driver = Driver(workout({"kind": "repeat", "rounds": 2, "block": [inner]}, get_set=0))
    driver.press(after=9)
    driver.press(after=8)
    assert sets(driver, "place", "ms") == [
        ("block[0].block[0]#1", 9_000),
        ("block[0].block[0]#2", 8_000),
    ]
    first, second = results(driver)[1]
    assert (first.place, second.place) == ("block[0].block[0]#1", "block[0].block[0]#2")
    assert first.sameness == second.sameness


def test_reps_of_the_last_time_are_proposed_and_never_taken_as_done():
    training = workout({"kind": "sets", "sets": 3, "exercises": ["8-12 Press", "5 Row"]})
    key = "block[0].exercises[0] 8-12 Press"
    driver = Driver(training, assumed={key: (11, 10)})
    proposals = []
    for _ in range(3):
        driver.press(after=20)
        proposals.append(driver.view.target.proposal)
    assert proposals == [11, 10, 10]
    driver.do(c.CorrectReps(7))
    driver.press(after=20)
    assert sets(driver, "done", "said") == [(None, False), (None, False), (7, True), (5, False)]
    again = replay(training, driver.session.journal, opened=0, assumed={key: (11, 10)})
    assert again.view(0 + 80_000).records == driver.view.records


def test_reps_into_a_round_are_credited_behind_timed_work_too():
    exercises = ["0:01 Plank", "4 Squat", "4 Dip"]
    driver = Driver(
        workout({"kind": "amrap", "time": "0:20", "count": "rounds", "exercises": exercises})
    )
    driver.do(c.CorrectReps(3), after=20)
    assert sets(driver, "exercise", "done") == [("Plank", None), ("Squat", 3)]


BASE = {"kind": "amrap", "time": "10:00", "exercises": ["10 Push-up", "20 Squat @ 16 kg"]}


def fingerprint_of(**changes):
    block = {name: value for name, value in {**BASE, **changes}.items() if value is not None}
    ((_, _, found),) = scored_blocks(expand(workout(block)))
    return found


def test_a_fingerprint_is_the_same_for_ever():
    assert fingerprint_of() == "7df16f8ece7b4d7cf512"
    code = "from tests.history.test_results import fingerprint_of as f, emom as e\nprint(f(), e())"
    for seed in ("0", "1", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        out = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        assert out.stdout.split() == [fingerprint_of(), emom()]


def emom():
    training = workout({"kind": "emom", "rounds": 4, "exercises": ["5 Swing @ 24 kg", "3 Burpee"]})
    ((_, _, found),) = scored_blocks(expand(training))
    return found


def test_the_fingerprint_is_of_the_work_alone():
    same = [
        fingerprint_of(name="Finisher", note="all out", halfway=False, countdown=0),
        fingerprint_of(count="rounds"),
        fingerprint_of(exercises=["10 push up", {"do": "20 Squat @ 16 kg", "note": "deep"}]),
    ]
    assert set(same) == {fingerprint_of()}
    other = [
        fingerprint_of(time="9:00"),
        fingerprint_of(exercises=["20 Squat @ 16 kg", "10 Push-up"]),
        fingerprint_of(exercises=["10 Push-up", "20 Squat @ 20 kg"]),
        fingerprint_of(exercises=["10 Push-up", "20 Squat @ 2x8 kg"]),
        fingerprint_of(exercises=["10 Push-up", "21 Squat @ 16 kg"]),
        fingerprint_of(exercises=["10 Push-up", "20/side Squat @ 16 kg"]),
        fingerprint_of(exercises=["10 Push-up", "20 cal Squat @ 16 kg"]),
        fingerprint_of(exercises=["10 Push-up"]),
        fingerprint_of(kind="for-time", time=None, cap="10:00"),
    ]
    assert len({*other, fingerprint_of()}) == len(other) + 1


def test_no_steps_have_no_fingerprint():
    assert fingerprint(()) == ""


@given(workouts(), SCRIPTS, st.integers(0, 60_000))
def test_sets_fill_the_time_and_add_up_to_the_scores(training, script, rest):
    session = Session(training, now=0)
    now = 0
    session.handle(c.Start(), now)
    for gap, command in script:
        now += gap
        with suppress(NotAllowed):
            session.handle(command, now)
    now += rest
    session.advance(now)
    if session.allows(c.End):
        session.handle(c.End(), now)
    view = session.view(now)
    found, scores = results_of(view.records, view.scores, session.plan)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    for one, after in pairwise(found):
        assert one.ms >= 0
        assert one.began + one.ms <= after.began
        assert one.rest == after.began - one.began - one.ms
    if found:
        assert found[-1].rest is None
        assert sum(one.ms + (one.rest or 0) for one in found) <= view.elapsed
    assert [score.text for score in scores] == [score.text for score in view.scores]
    assert all(len(score.sameness) == 20 for score in scores)
    counted = {"reps", "energy"}
    for record in view.records:
        step = record.step
        if step.place.kind not in ("amrap", "for-time"):
            continue
        rows = [
            one
            for one in found
            if record.began <= one.began < max(record.ended, record.began + 1)
            and one.kind == step.place.kind
        ]
        done = sum(one.done or 0 for one in rows if one.unit in counted)
        assert done == record.total + (record.reps or 0)
        if record.outcome is Outcome.DONE:
            assert sum(one.ms for one in rows) == record.ms
