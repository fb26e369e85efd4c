"""AMRAP and For Time."""

from __future__ import annotations

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.records import Outcome
from legtimer.core.session.transitions import State
from tests.core.driving import Driver, workout

LEGS = ["10 Lunge jump", "20 Squat", "10 Toss"]
AMRAP = {"kind": "amrap", "time": "10:00", "exercises": LEGS}
FOR_TIME = {
    "kind": "for-time",
    "cap": "12:00",
    "exercises": ["21,15,9 Thruster", "21,15,9 Pull-up"],
}
REST = {"kind": "rest", "time": "1:00"}
SQUATS = {"kind": "sets", "exercises": ["10 Goblet squat"]}


def test_amrap_counts_exercise_by_exercise_and_the_round_counts_itself():
    driver = Driver(workout(AMRAP))
    for _ in range(4):
        driver.press(after=20)
    assert driver.heard(cues.Counted, "round", "item") == [(1, 1), (1, 2), (2, 1)]
    assert driver.heard(cues.RoundCounted, "round", "split") == [(1, 60_000)]
    tally = driver.view.tally
    assert (tally.round, tally.item, tally.done, tally.reps, tally.total) == (2, 2, 1, 10, 50)


def test_the_clock_of_an_amrap_runs_whatever_happens():
    driver = Driver(workout(AMRAP))
    driver.press(after=20)
    driver.press(after=40)
    assert driver.left == 540
    assert driver.refuses(c.Adjust(10_000))
    assert driver.refuses(c.Back())
    assert driver.refuses(c.Restart())
    driver.wait(540)
    assert driver.state is State.SCORE
    assert driver.heard(cues.ScoreAsked) == [600]
    assert driver.heard(cues.Countdown) == [597, 598, 599]
    assert driver.heard(cues.Halfway) == [300]


def test_amrap_score_is_rounds_and_reps():
    driver = Driver(workout(AMRAP))
    for _ in range(7):
        driver.press(after=50)
    driver.wait(250)
    assert driver.state is State.SCORE
    assert driver.view.asks
    assert driver.refuses(c.CorrectReps(21))
    driver.do(c.CorrectReps(13), after=2)
    assert driver.state is State.FINISHED
    assert driver.scores == ["2 + 23"]


def test_confirming_without_figures_adds_no_reps():
    driver = Driver(workout(AMRAP))
    driver.wait(600)
    driver.press()
    assert driver.state is State.FINISHED
    assert driver.scores == ["0 + 0"]


def test_all_reps_of_the_last_exercise_make_the_round_whole():
    driver = Driver(workout(AMRAP))
    for _ in range(2):
        driver.press(after=50)
    driver.wait(500)
    driver.do(c.CorrectReps(10))
    assert driver.scores == ["1 + 0"]


def test_a_press_can_count_a_whole_round():
    driver = Driver(workout({**AMRAP, "count": "rounds"}))
    for _ in range(3):
        driver.press(after=90)
    assert driver.heard(cues.RoundCounted, "round") == [(1,), (2,), (3,)]
    assert driver.heard(cues.Counted) == []
    driver.wait(400)
    assert driver.refuses(c.CorrectReps(41))
    driver.do(c.CorrectReps(27))
    assert driver.scores == ["3 + 27"]


def test_what_a_press_counts_changes_on_the_way_and_back():
    driver = Driver(workout(AMRAP))
    driver.press(after=20)
    driver.do(c.ChangeCounting(), after=5)
    assert (driver.left, driver.view.tally.item, driver.view.tally.reps) == (575, 2, 10)
    driver.press(after=35)
    driver.press(after=50)
    assert driver.heard(cues.RoundCounted, "round", "split") == [(1, 60_000), (2, 50_000)]
    driver.do(c.ChangeCounting(), after=1)
    driver.press(after=9)
    assert driver.heard(cues.Counted, "round", "item") == [(1, 1), (3, 1)]
    assert driver.view.tally.total == 90


def test_undo_takes_back_what_was_counted_and_then_how():
    driver = Driver(workout(AMRAP))
    driver.do(c.ChangeCounting(), after=5)
    driver.press(after=35)
    driver.do(c.Undo(), after=5)
    assert (driver.view.tally.done, driver.step.tally.by_round) == (0, True)
    driver.do(c.Undo(), after=5)
    assert not driver.step.tally.by_round
    assert driver.left == 550
    driver.press(after=5)
    assert driver.view.tally.item == 2


def test_exercises_counted_before_whole_rounds_were_are_reps_into_the_round():
    def counted() -> Driver:
        driver = Driver(workout(AMRAP))
        for _ in range(4):
            driver.press(after=20)
        driver.do(c.ChangeCounting(), after=5)
        driver.wait(600)
        assert (driver.state, driver.scores) == (State.SCORE, ["1 + 10"])
        assert driver.view.asked is None
        return driver

    driver = counted()
    driver.do(c.CorrectReps(27))
    assert driver.scores == ["1 + 27"]
    driver = counted()
    driver.press(after=5)
    assert driver.scores == ["1 + 10"]


def test_what_a_press_counts_holds_for_the_blocks_to_come_and_beside_a_swap():
    easy = {**FOR_TIME, "exercises": [{"do": "10 Jump", "easier": "10 Step"}, "5 Dip"], "rounds": 2}
    driver = Driver(workout(REST, easy, AMRAP, get_set=0))
    driver.do(c.ChangeCounting(), after=5)
    driver.do(c.SwapEasier(), after=5)
    driver.wait(60)
    assert driver.view.now.exercise.name == "Step"
    driver.press(after=30)
    driver.press(after=30)
    assert driver.scores == ["1:10"]
    driver.press(after=30)
    assert driver.view.tally.done == 1
    driver.do(c.ChangeCounting(), after=1)
    driver.press(after=30)
    assert driver.view.tally.item == 2


@pytest.mark.parametrize(
    "blocks",
    [
        [SQUATS, REST, AMRAP],
        [REST, SQUATS, AMRAP],
        [{**AMRAP, "exercises": ["10 Burpee"]}],
        [{"kind": "emom", "rounds": 3, "order": "all", "exercises": LEGS}],
        [{"kind": "timed", "time": "4:00", "exercises": LEGS}],
    ],
)
def test_only_rounds_of_several_exercises_next_in_turn_can_be_counted_as_a_whole(blocks):
    assert Driver(workout(*blocks)).refuses(c.ChangeCounting())


def test_a_key_counts_the_rest_of_the_round():
    driver = Driver(workout(AMRAP))
    driver.press(after=20)
    driver.do(c.CountRound(), after=40)
    assert driver.heard(cues.RoundCounted, "round", "split") == [(1, 60_000)]
    assert (driver.view.tally.total, driver.view.tally.item) == (40, 1)


def test_the_question_is_answered_during_a_rest_that_follows():
    driver = Driver(workout(AMRAP, REST, SQUATS))
    driver.wait(600)
    assert (driver.state, driver.left) == (State.REST, 60)
    assert driver.view.asks
    assert driver.heard(cues.ScoreAsked) == [600]
    driver.do(c.CorrectReps(4), after=5)
    assert not driver.view.asks
    assert (driver.state, driver.left) == (State.REST, 55)
    driver.do(c.CorrectReps(6), after=5)
    assert driver.scores == ["0 + 6"]


def test_an_unanswered_question_stays_open_until_the_next_work_is_over():
    driver = Driver(workout(AMRAP, REST, SQUATS, SQUATS))
    driver.wait(665)
    assert driver.state is State.REPS
    assert not driver.view.asks
    driver.do(c.CorrectReps(6), after=5)
    assert driver.scores == ["0 + 6"]
    assert driver.state is State.REPS
    driver.press(after=5)
    driver.do(c.CorrectReps(9), after=5)
    assert driver.scores == ["0 + 6"]
    assert [record.reps for record in driver.view.records] == [6, 9]


def test_the_last_rung_of_a_list_repeats():
    driver = Driver(workout({**AMRAP, "exercises": ["2,4,6 Burpee", "5 Dip"]}))
    for _ in range(9):
        driver.press(after=10)
    tally = driver.view.tally
    assert tally.total == 2 + 5 + 4 + 5 + 6 + 5 + 6 + 5 + 6
    assert tally.round == 5
    driver.wait(600)
    assert driver.refuses(c.CorrectReps(6))
    driver.do(c.CorrectReps(5))
    assert driver.scores == ["5 + 0"]


def test_a_timed_exercise_scores_nothing_and_waits_for_its_press():
    driver = Driver(workout({**AMRAP, "exercises": ["0:30 Plank", "10 Dip"]}))
    driver.wait(29)
    assert driver.view.tally.item_clock.ms == 1_000
    driver.wait(31)
    assert driver.heard(cues.ItemOver) == [30]
    assert driver.heard(cues.Countdown) == [27, 28, 29]
    assert driver.view.tally.item == 1
    driver.press()
    driver.press(after=20)
    assert driver.view.tally.total == 10
    driver.wait(600)
    # A plank was under way: there are no reps to ask for.
    assert driver.state is State.FINISHED
    assert driver.scores == ["1 + 0"]


def test_a_pause_stops_the_clock_and_marks_the_score():
    driver = Driver(workout(AMRAP))
    driver.wait(60)
    driver.do(c.Pause())
    driver.wait(1000)
    assert driver.left == 540
    driver.press()
    driver.wait(540)
    driver.press()
    assert [score.paused for score in driver.view.scores] == [True]


def test_a_pause_before_the_clock_of_an_amrap_runs_is_no_matter():
    driver = Driver(workout(AMRAP, prepare="0:30"))
    driver.do(c.Pause(), after=5)
    driver.do(c.Resume(), after=5)
    driver.wait(630)
    driver.press()
    assert [score.paused for score in driver.view.scores] == [False]


def test_for_time_ends_with_the_work():
    driver = Driver(workout(FOR_TIME))
    assert driver.view.tally.rounds == 3
    for n in range(6):
        assert driver.state is State.COUNTING, n
        driver.press(after=40)
    assert driver.state is State.FINISHED
    assert driver.scores == ["4:00"]
    assert driver.view.scores[0].splits == (80_000, 80_000, 80_000)
    assert driver.heard(cues.CapReached) == []


def test_the_clock_of_a_for_time_counts_up():
    driver = Driver(workout(FOR_TIME))
    driver.wait(75)
    assert driver.view.clock.up
    assert driver.left == 75
    assert driver.heard(cues.Halfway) == []


def test_at_the_cap_the_score_is_cap_and_all_reps_done():
    driver = Driver(workout(FOR_TIME))
    for _ in range(3):
        driver.press(after=60)
    driver.wait(600)
    assert driver.heard(cues.CapReached) == [720]
    assert driver.state is State.SCORE
    driver.do(c.CorrectReps(7), after=3)
    assert driver.scores == ["CAP + 64"]
    assert driver.view.scores[0].figures.capped


def test_a_press_at_the_very_cap_comes_too_late():
    driver = Driver(workout({"kind": "for-time", "cap": "1:00", "exercises": ["10 Dip"]}))
    driver.press(after=60)
    assert driver.state is State.SCORE
    driver.press(after=0.5)
    assert driver.scores == ["CAP + 0"]


def test_for_time_without_a_cap_goes_on_until_the_work_is_done():
    driver = Driver(workout({"kind": "for-time", "exercises": ["100 Burpee"]}))
    assert driver.session.next_deadline() is None
    driver.press(after=5000)
    assert driver.scores == ["1:23:20"]


def test_every_pass_of_a_repeat_has_its_own_cap_and_score():
    training = workout(
        {
            "kind": "repeat",
            "rounds": 3,
            "rest": "1:00",
            "block": [{"kind": "for-time", "cap": "2:00", "exercises": ["10 Dip", "10 Squat"]}],
        }
    )
    driver = Driver(training)
    driver.press(after=30)
    driver.press(after=30)
    driver.wait(60)
    driver.press(after=30)
    driver.wait(90)
    assert driver.state is State.REST
    driver.do(c.CorrectReps(4), after=5)
    driver.wait(55)
    driver.press(after=20)
    driver.press(after=20)
    assert driver.state is State.FINISHED
    assert driver.scores == ["1:00", "CAP + 14", "0:40"]
    assert [score.place.passes for score in driver.view.scores] == [((1, 3),), ((2, 3),), ((3, 3),)]


@pytest.mark.parametrize("block", [AMRAP, FOR_TIME])
def test_skip_leaves_the_block_and_asks_nothing(block):
    driver = Driver(workout(block, SQUATS))
    driver.press(after=20)
    driver.do(c.Skip(), after=10)
    assert driver.state is State.REPS
    assert driver.step.place.block == 1
    assert not driver.view.asks
    score = driver.view.scores[0]
    assert not score.complete
    assert driver.view.records[0].outcome is Outcome.SKIPPED


def test_skip_of_a_paused_amrap_leaves_it_too():
    driver = Driver(workout(AMRAP, SQUATS))
    driver.do(c.Pause(), after=20)
    driver.do(c.Skip(), after=10)
    assert driver.state is State.PAUSED
    assert driver.view.state_behind_pause is State.REPS
    assert driver.view.elapsed == 20_000


def test_skip_of_the_question_answers_it_with_nothing():
    driver = Driver(workout(AMRAP, SQUATS))
    driver.wait(601)
    driver.do(c.Pause())
    driver.do(c.Skip())
    assert driver.scores == ["0 + 0"]
    assert driver.view.records[0].said
    assert driver.view.state_behind_pause is State.REPS


def test_the_question_after_an_amrap_is_no_training_time():
    driver = Driver(workout(AMRAP, {"kind": "sets", "exercises": ["5 Squat"]}))
    driver.wait(600 + 90)
    assert driver.state is State.SCORE
    assert driver.elapsed == 600
    driver.press()
    driver.press(after=20)
    assert driver.state is State.FINISHED
    assert driver.elapsed == 620


def test_undo_across_the_question_has_no_time_of_it():
    plank = {"kind": "sets", "exercises": ["0:30 Plank"], "get-set": 0}
    driver = Driver(workout(AMRAP, plank))
    driver.wait(600 + 90)
    driver.do(c.CorrectReps(3))
    driver.do(c.Pause(), after=10)
    driver.do(c.Undo(), after=5)
    assert (driver.state, driver.view.state_behind_pause) == (State.PAUSED, State.SCORE)
    assert driver.elapsed == 600
    driver.do(c.Resume(), after=5)
    driver.do(c.CorrectReps(4), after=5)
    assert driver.elapsed == 600
    assert driver.left == 30
