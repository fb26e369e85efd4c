"""The load or the distance is the score: ``@ ? kg``, ``? m``, told after the set."""

from __future__ import annotations

import pytest

from legtimer.core.exercise import Load, LoadUnit, Unit
from legtimer.core.session import commands as c
from legtimer.core.session.command_text import journal_text, parse_command, parse_journal_text
from legtimer.core.session.machine import NotAllowed
from legtimer.core.session.records import best_of
from legtimer.history.results import results_of
from legtimer.tui.text.last_set import just_done, while_typing
from legtimer.tui.text.summary import headline_texts, summary_rows
from tests.core.driving import Driver, replay, workout

HEAVY = {"kind": "sets", "sets": 3, "rest": "2:00", "exercises": ["1 Deadlift @ ? kg"]}
JUMP = {"kind": "sets", "sets": 2, "rest": "1:00", "exercises": ["? m Broad jump"]}


def tell(driver: Driver, figure: str) -> None:
    driver.do(driver.view.correction(figure), after=1)


def test_a_load_is_asked_after_each_set_and_the_heaviest_is_the_score():
    driver = Driver(workout(HEAVY))
    for load in ("100", "110.5", "105"):
        assert driver.view.now.load.text == "? kg"
        driver.press(after=10)
        view = driver.view
        assert view.target.record.needs_load
        assert view.decimal
        assert just_done(view)[0].startswith("how heavy was Deadlift, set")
        assert while_typing(view, load, None)[0].startswith("LOAD OF DEADLIFT")
        tell(driver, load)
        assert not driver.view.target.record.untold
        if driver.view.step is not None:
            driver.press(after=5)
    records = driver.view.records
    assert [one.load.text for one in records] == ["100 kg", "110.5 kg", "105 kg"]
    assert best_of(records) == "heaviest 110.5 kg"
    assert headline_texts(driver.view)[0] == "HEAVIEST 110.5 kg"
    rows = summary_rows(driver.view, driver.session.plan)
    assert rows[0] == "Straight sets  heaviest 110.5 kg"


def test_a_load_that_is_not_told_is_not_told_and_can_be_told_at_the_end():
    driver = Driver(workout(HEAVY))
    for _ in range(3):
        driver.press(after=10)
        if driver.view.step is not None:
            driver.press(after=5)
    assert [one.load for one in driver.view.records] == [None, None, None]
    assert best_of(driver.view.records) == ""
    for load in ("90", "100", "80"):
        tell(driver, load)
    assert [one.load.value for one in driver.view.records] == [80, 100, 90]


def test_what_is_given_during_a_set_is_that_set_alone():
    driver = Driver(workout(HEAVY))
    driver.do(c.CorrectLoad(Load(LoadUnit.KG, 100)), after=1)
    driver.press(after=10)
    driver.press(after=5)
    assert driver.view.now.load.text == "? kg"
    assert [one.load.value for one in driver.view.records] == [100]


def test_a_range_of_reps_is_told_before_its_load():
    block = {"kind": "sets", "rest": "1:00", "sets": 2, "exercises": ["3-5 Clean @ ? kg"]}
    driver = Driver(workout(block))
    driver.press(after=10)
    assert not driver.view.decimal
    tell(driver, "4")
    assert driver.view.decimal
    tell(driver, "60")
    assert driver.view.records[0].reps == 4
    assert driver.view.records[0].load.text == "60 kg"


def test_a_try_that_failed_is_no_lift():
    driver = Driver(workout(HEAVY))
    driver.press(after=10)
    tell(driver, "100")
    driver.press(after=5)
    driver.press(after=10)
    tell(driver, "120")
    driver.do(c.CorrectReps(0), after=1)
    assert best_of(driver.view.records) == "heaviest 100 kg"


def test_a_load_beyond_any_is_refused():
    driver = Driver(workout(HEAVY))
    driver.press(after=10)
    with pytest.raises(NotAllowed):
        tell(driver, "1001")


def test_two_dumbbells_and_added_weight_keep_their_form():
    block = {"kind": "superset", "exercises": ["5 Press @ 2x? kg", "1 Pull-up @ bodyweight + ? kg"]}
    driver = Driver(workout(block))
    driver.press(after=10)
    tell(driver, "24")
    driver.press(after=10)
    tell(driver, "12.5")
    assert [one.load.text for one in driver.view.records] == ["2x24 kg", "bodyweight + 12.5 kg"]
    assert best_of(driver.view.records) == "total 60.5 kg"


def test_a_complex_is_asked_once_for_all_its_exercises():
    block = {
        "kind": "complex",
        "sets": 2,
        "load": "? kg",
        "rest": "1:00",
        "exercises": ["1 Clean", "1 Jerk"],
    }
    driver = Driver(workout(block))
    driver.press(after=10)
    assert "Complex" in just_done(driver.view)[0]
    tell(driver, "70")
    assert [one.load.text for one in driver.view.records] == ["70 kg", "70 kg"]
    assert not any(one.untold for one in driver.view.records)
    assert best_of(driver.view.records) == "heaviest 70 kg"
    driver.press(after=5)
    assert driver.view.now.load.text == "? kg"


def test_a_distance_is_asked_and_the_farthest_is_the_score():
    driver = Driver(workout(JUMP))
    driver.press(after=10)
    assert driver.view.decimal
    assert just_done(driver.view)[0] == "how far was Broad jump, set 1? type the metres + enter"
    tell(driver, "2.45")
    driver.press(after=5)
    driver.press(after=5)
    tell(driver, "2")
    assert [one.reps for one in driver.view.records] == [2450, 2000]
    assert best_of(driver.view.records) == "farthest 2.45 m"
    sets, _ = results_of(driver.view.records, (), driver.session.plan)
    assert [(one.unit, one.done) for one in sets] == [(Unit.LENGTH, 2450), (Unit.LENGTH, 2000)]


def test_a_distance_is_told_in_the_unit_that_it_is_asked_in():
    driver = Driver(workout({"kind": "sets", "exercises": ["? ft Broad jump"]}))
    driver.press(after=10)
    tell(driver, "8.34")
    assert best_of(driver.view.records) == "farthest 8.34 ft"


def test_each_side_has_a_distance_of_its_own():
    driver = Driver(workout({"kind": "sets", "exercises": ["? m/leg Hop"]}, switch=0))
    driver.press(after=10)
    driver.press(after=10)
    tell(driver, "1.9")
    tell(driver, "1.8")
    assert [one.reps for one in driver.view.records] == [1800, 1900]


def test_undo_takes_a_told_load_back():
    driver = Driver(workout(HEAVY))
    driver.press(after=10)
    tell(driver, "100")
    driver.do(c.Undo(), after=1)
    assert driver.view.target.record.needs_load


@pytest.mark.parametrize("text", ["load 100 kg set 2", "load 22.5 lb", "distance 2.45 m"])
def test_what_is_told_is_kept_in_the_journal(text):
    command = parse_command(text)
    assert parse_journal_text(journal_text(command)) == command
    if text.startswith("distance"):
        assert command == c.CorrectReps(2450)


def test_the_fold_of_the_journal_is_the_same_session():
    training = workout(HEAVY, JUMP)
    driver = Driver(training)
    for figure in ("100", "110.5", "105"):
        driver.press(after=10)
        tell(driver, figure)
        if driver.view.step.phase == "rest":
            driver.press(after=1)
    driver.press(after=9)
    tell(driver, "2.3")
    again = replay(training, driver.session.journal, opened=driver.session.opened)
    assert again.view(driver.now) == driver.session.view(driver.now)


EMOM = {"kind": "emom", "every": "2:00", "rounds": 3, "exercises": ["1 Clean @ ? kg"]}


def test_in_an_emom_the_load_is_told_in_what_is_left_of_the_interval():
    driver = Driver(workout(EMOM))
    for load in ("60", "70", ""):
        driver.press(after=20)
        assert just_done(driver.view)[0].startswith("how heavy was Clean")
        if load:
            tell(driver, load)
        driver.wait(120 - (21 if load else 20))
    records = driver.view.records
    assert [one.load and one.load.text for one in records] == ["60 kg", "70 kg", None]
    assert best_of(records) == "heaviest 70 kg"
    (score,) = driver.view.scores
    assert score.text == "3/3"
    sets, _ = results_of(records, driver.view.scores, driver.session.plan)
    assert [one.load and one.load.text for one in sets] == ["60 kg", "70 kg", None]
    tell(driver, "75")
    assert best_of(driver.view.records) == "heaviest 75 kg"


def test_in_an_emom_the_last_interval_can_be_told_before_the_next_press():
    driver = Driver(workout(EMOM))
    driver.press(after=20)
    driver.wait(105)
    tell(driver, "60")
    assert driver.view.records[0].load.text == "60 kg"
    driver.press(after=5)
    tell(driver, "65")
    driver.wait(115)
    assert [one.load.text for one in driver.view.records] == ["60 kg", "65 kg"]


def test_a_missed_interval_lifts_nothing_and_a_distance_is_told_as_reps_are():
    block = {
        "kind": "emom",
        "every": "1:00",
        "rounds": 2,
        "exercises": ["? m Broad jump", "1 Clean @ ? kg"],
    }
    driver = Driver(workout(block))
    driver.press(after=20)
    tell(driver, "2.4")
    driver.wait(39)
    driver.do(c.MarkMissed(), after=5)
    driver.wait(60)
    assert [(one.reps, one.load) for one in driver.view.records] == [(2400, None), (None, None)]
    assert not any(one.untold for one in driver.view.records)
    sets, _ = results_of(driver.view.records, driver.view.scores, driver.session.plan)
    assert [(one.done, one.unit) for one in sets] == [(2400, "length"), (None, "reps")]


def test_a_figure_before_the_end_of_a_set_tells_it():
    driver = Driver(workout(HEAVY))
    assert driver.view.target.under_way
    tell(driver, "100")
    assert just_done(driver.view)[0].startswith("told: Deadlift 100 kg")
    driver.press(after=5)
    assert driver.view.records[0].load.text == "100 kg"
    assert not driver.view.target.record.untold


def test_reps_are_told_before_the_load_while_a_set_is_under_way():
    block = {
        "kind": "sets",
        "sets": 2,
        "rest": "1:00",
        "exercises": ["max Pull-up @ bodyweight + ? kg"],
    }
    driver = Driver(workout(block))
    tell(driver, "8")
    tell(driver, "10")
    driver.press(after=5)
    (record,) = driver.view.records
    assert (record.reps, record.load.text) == (8, "bodyweight + 10 kg")
