"""EMOM, death-by and cadence: work whose boundaries come by themselves."""

from __future__ import annotations

from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.records import Outcome
from legtimer.core.session.transitions import State
from tests.core.driving import Driver, workout

EMOM = {"kind": "emom", "rounds": 4, "exercises": ["10 Swing", "8 Push-up"]}
DEATH = {"kind": "death-by", "start": 2, "step": 2, "exercises": ["Burpee"]}
SQUATS = {"kind": "sets", "exercises": ["10 Squat"]}


def outcomes(driver: Driver) -> list[Outcome]:
    return [record.outcome for record in driver.view.records]


def test_the_boundary_of_an_emom_moves_on_by_itself():
    driver = Driver(workout(EMOM))
    driver.wait(240)
    assert driver.state is State.FINISHED
    assert driver.heard(cues.StepStarted) == [0, 60, 120, 180]
    assert [r.step.exercise.name for r in driver.view.records] == ["Swing", "Push-up"] * 2


def test_a_press_in_an_emom_means_waiting():
    driver = Driver(workout(EMOM))
    driver.press(after=35)
    assert driver.state is State.WAITING
    assert driver.left == 25
    assert driver.heard(cues.IntervalMade) == [35]
    driver.wait(1)
    assert driver.refuses(c.Press())
    driver.wait(24)
    assert (driver.state, driver.left) == (State.INTERVAL, 60)


def test_unpressed_intervals_of_an_emom_count_as_made():
    driver = Driver(workout(EMOM))
    driver.press(after=30)
    driver.wait(210)
    assert driver.scores == ["4/4"]
    assert outcomes(driver) == [Outcome.DONE] * 4


def test_an_interval_can_be_marked_missed_and_the_mark_taken_back():
    driver = Driver(workout(EMOM))
    driver.do(c.MarkMissed(), after=50)
    driver.wait(60)
    driver.do(c.MarkMissed())
    driver.do(c.MarkMissed(), after=2)
    driver.wait(200)
    assert outcomes(driver) == [Outcome.MISSED] + [Outcome.DONE] * 3
    assert driver.scores == ["3/4"]
    assert driver.view.scores[0].complete


def test_a_mark_that_is_taken_back_leaves_the_interval_as_it_was():
    driver = Driver(workout(DEATH))
    driver.press(after=20)
    driver.do(c.MarkMissed(), after=1)
    assert driver.state is State.INTERVAL
    driver.do(c.MarkMissed(), after=1)
    assert driver.state is State.WAITING
    driver.wait(60)
    assert outcomes(driver) == [Outcome.DONE]


def test_a_press_takes_a_mark_back_too():
    driver = Driver(workout(EMOM))
    driver.do(c.MarkMissed(), after=20)
    driver.press()
    assert driver.state is State.WAITING
    assert not driver.view.intervals.marked


def test_all_exercises_in_each_interval():
    driver = Driver(workout({**EMOM, "order": "all", "every": "2:00", "rounds": 2}))
    driver.press(after=60)
    assert driver.state is State.WAITING
    driver.wait(180)
    assert [record.reps for record in driver.view.records] == [18, 18]


def test_leaving_an_emom_keeps_the_intervals_that_were_made():
    driver = Driver(workout(EMOM, SQUATS))
    driver.wait(60)
    driver.press()
    driver.do(c.Skip(), after=5)
    assert driver.step.place.block == 1
    assert driver.scores == ["2/4"]
    assert not driver.view.scores[0].complete


def test_death_by_ends_by_the_first_interval_without_a_press():
    driver = Driver(workout(DEATH, SQUATS))
    for _ in range(3):
        driver.press(after=40)
        driver.wait(20)
    driver.wait(60)
    assert driver.heard(cues.Failed) == [240]
    assert driver.state is State.SCORE
    assert driver.view.asks
    assert driver.refuses(c.CorrectReps(9))
    driver.do(c.CorrectReps(5), after=4)
    assert driver.scores == ["3 + 5"]
    assert driver.view.scores[0].complete
    assert driver.state is State.REPS


def test_a_marked_interval_of_a_death_by_is_a_failure():
    driver = Driver(workout(DEATH))
    driver.press(after=20)
    driver.do(c.MarkMissed(), after=10)
    driver.wait(30)
    assert driver.state is State.SCORE


def test_death_by_with_a_number_of_intervals_ends_with_the_last_one():
    driver = Driver(workout({**DEATH, "rounds": 3}))
    for _ in range(3):
        driver.press(after=40)
        driver.wait(20)
    assert driver.state is State.FINISHED
    assert driver.scores == ["3 + 0"]
    assert driver.view.scores[0].complete


def test_a_death_by_that_is_left_is_not_complete():
    driver = Driver(workout(DEATH, SQUATS))
    driver.press(after=20)
    driver.do(c.Skip(), after=5)
    assert driver.scores == ["1 + 0"]
    assert not driver.view.scores[0].complete


def test_death_by_is_asked_about_during_a_rest_that_follows():
    driver = Driver(workout(DEATH, {"kind": "rest", "time": "1:00"}, SQUATS))
    driver.wait(60)
    assert (driver.state, driver.left) == (State.REST, 60)
    driver.do(c.CorrectReps(1), after=10)
    assert driver.scores == ["0 + 1"]


def test_cadence_beeps_every_rep_and_ends_itself():
    driver = Driver(
        workout({"kind": "sets", "exercises": [{"do": "5 Squat", "cadence": "2s"}]}, SQUATS)
    )
    driver.wait(4.5)
    assert driver.view.reps == 2
    driver.wait(5.5)
    assert driver.heard(cues.RepTick) == [2, 4, 6, 8, 10]
    assert driver.heard(cues.RepTick, "rep") == [(1,), (2,), (3,), (4,), (5,)]
    assert driver.heard(cues.Countdown) == []
    assert driver.step.place.block == 1
    assert driver.view.records[0].reps == 5


def test_a_press_ends_a_cadence_with_the_reps_counted_so_far():
    driver = Driver(workout({"kind": "sets", "exercises": [{"do": "5 Squat", "cadence": "2s"}]}))
    driver.press(after=7)
    assert driver.state is State.FINISHED
    assert driver.view.records[0].reps == 3


def test_tempo_beats_the_parts_of_a_rep():
    driver = Driver(workout({"kind": "sets", "exercises": [{"do": "2 Squat", "tempo": "3-1-1"}]}))
    driver.wait(10)
    assert driver.heard(cues.TempoBeat) == [3, 4, 8, 9]
    assert driver.heard(cues.TempoBeat, "part") == [(1,), (2,), (1,), (2,)]
    assert driver.heard(cues.RepTick) == [5, 10]
    assert driver.state is State.FINISHED


def test_a_beat_without_an_end_goes_on_until_the_press():
    driver = Driver(workout({"kind": "sets", "exercises": [{"do": "max Squat", "cadence": "2s"}]}))
    driver.wait(101)
    assert driver.heard(cues.RepTick, "rep")[-1] == (50,)
    driver.press()
    assert driver.view.records[0].reps == 51


def test_a_list_that_flows_goes_on_by_itself_and_repeats():
    driver = Driver(
        workout(
            {"kind": "timed", "time": "2:00", "exercises": ["0:20 Jog", "0:10 Skip", "5 Lunge"]}
        )
    )
    assert driver.state is State.CYCLE
    driver.wait(31)
    assert driver.heard(cues.ItemOver) == [20, 30]
    assert driver.view.now.exercise.name == "Lunge"
    driver.press(after=14)
    assert driver.view.now.exercise.name == "Jog"
    driver.wait(75)
    assert driver.state is State.FINISHED
    assert driver.view.scores == ()


def test_a_press_just_after_an_exercise_gave_way_was_meant_for_it():
    driver = Driver(
        workout({"kind": "timed", "time": "2:00", "exercises": ["0:20 Jog", "0:10 Skip"]})
    )
    driver.press(after=20.3)
    assert driver.view.now.exercise.name == "Skip"
    driver.press(after=0.3)
    assert driver.view.now.exercise.name == "Jog"
