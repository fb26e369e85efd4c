"""One rep is told as one."""

from __future__ import annotations

from legtimer.app.set_text import set_text
from legtimer.core.session import commands as c
from legtimer.history.results import results_of
from legtimer.tui.text.exercise import amount_and_load, record_figure
from legtimer.tui.text.prompt import main_key
from tests.core.driving import Driver, workout


def test_of_a_set():
    block = {"kind": "sets", "sets": 2, "rest": "1:00", "exercises": ["1 Deadlift @ 60 kg"]}
    driver = Driver(workout(block))
    assert amount_and_load(driver.view.now) == "1 rep 60 kg"


def test_of_as_many_as_possible_in_a_time():
    driver = Driver(workout({"kind": "circuit", "exercises": ["0:30 max Burpee"]}))
    driver.to_end()
    driver.do(c.CorrectReps(1))
    (record,) = driver.view.records
    assert record_figure(record) == "0:30, 1 rep"
    ((done,), _) = results_of(driver.view.records, (), driver.session.plan)
    assert set_text(done._replace(unit="time")) == "0:30 (1 rep)"


def test_of_the_question_at_the_end_of_an_amrap():
    block = {"kind": "amrap", "time": "0:30", "exercises": ["1 Rope climb", "10 Squat"]}
    driver = Driver(workout(block))
    driver.press(after=5)
    driver.do(c.ChangeCounting(), after=1)
    driver.wait(30)
    assert main_key(driver.view) == "1 REP"
