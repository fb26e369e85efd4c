"""Back, restart, skip, ten seconds more or less, the end; presses and sleep."""

from __future__ import annotations

from contextlib import suppress

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.machine import NotAllowed
from legtimer.core.session.records import Outcome
from legtimer.core.session.transitions import State
from tests.core.driving import OPENED, Driver, workout

SETS = {"kind": "sets", "sets": 3, "rest": "1:00", "exercises": ["10 Squat"]}
PLANKS = {"kind": "circuit", "exercises": ["0:40 Plank", "0:30 Hang", "0:20 Bridge"]}
AMRAP = {"kind": "amrap", "time": "4:00", "exercises": ["10 Dip", "10 Squat"]}
RANGED = {**SETS, "rest": "45-60s"}


def test_back_goes_to_the_start_of_this_step():
    driver = Driver(workout(PLANKS))
    driver.wait(45)
    driver.do(c.Back())
    assert (driver.view.number, driver.left) == (1, 30)


def test_back_goes_to_the_step_before_when_less_than_two_seconds_in():
    driver = Driver(workout(PLANKS))
    driver.wait(41.999)
    driver.do(c.Back())
    assert (driver.view.number, driver.left) == (0, 40)
    assert driver.view.records == ()
    driver.wait(42)
    driver.do(c.Back())
    assert driver.view.number == 1


def test_back_and_back_again_goes_further():
    driver = Driver(workout(SETS))
    driver.press(after=20)
    driver.press(after=20)
    driver.press(after=20)
    assert len(driver.view.records) == 2
    for number, records in ((2, 1), (1, 1), (0, 0), (0, 0)):
        driver.do(c.Back(), after=0.5)
        assert (driver.view.number, len(driver.view.records)) == (number, records)


def test_back_works_in_a_pause_and_stays_in_it():
    driver = Driver(workout(PLANKS))
    driver.wait(55)
    driver.press()
    driver.do(c.Back(), after=10)
    assert (driver.state, driver.view.number, driver.left) == (State.PAUSED, 1, 30)
    driver.do(c.Back(), after=10)
    assert (driver.view.number, driver.left) == (0, 40)
    driver.press(after=10)
    driver.wait(40)
    assert driver.view.number == 1


def test_back_never_enters_scored_work():
    driver = Driver(workout(AMRAP, PLANKS))
    driver.wait(240)
    driver.press()
    driver.do(c.Skip(), after=0.5)
    driver.do(c.Back(), after=0.5)
    assert driver.step.place.block == 1
    driver.do(c.Back(), after=0.5)
    assert driver.step.place.block == 1
    assert len(driver.view.scores) == 1


def test_restart_goes_to_the_start_of_this_step():
    driver = Driver(workout(PLANKS))
    driver.wait(41)
    driver.do(c.Restart())
    assert (driver.view.number, driver.left) == (1, 30)
    driver.wait(30)
    assert driver.heard(cues.Countdown, "seconds") == [(3,), (2,), (1,)] * 2


def test_skip_records_what_was_left_out():
    driver = Driver(workout(SETS))
    driver.do(c.Skip(), after=5)
    assert driver.state is State.REST
    assert [(r.outcome, r.reps) for r in driver.view.records] == [(Outcome.SKIPPED, None)]


def test_ten_seconds_more_and_less():
    driver = Driver(workout(PLANKS))
    driver.do(c.Adjust(10_000), after=5)
    assert (driver.left, driver.view.limit) == (45, 50_000)
    driver.do(c.Adjust(-10_000))
    driver.do(c.Adjust(-10_000))
    assert driver.left == 25
    driver.wait(25)
    assert driver.view.number == 1
    assert driver.heard(cues.Countdown) == [27, 28, 29]


def test_ten_seconds_more_on_a_step_are_ten_seconds_more_on_the_whole():
    driver = Driver(workout(PLANKS))
    assert driver.view.left == 90_000
    driver.do(c.Adjust(10_000), after=5)
    assert driver.view.left == 95_000
    driver.do(c.Adjust(-10_000))
    driver.do(c.Adjust(-10_000))
    assert driver.view.left == 75_000


def test_ten_seconds_less_than_nothing_ends_the_step():
    driver = Driver(workout(PLANKS))
    driver.do(c.Adjust(-10_000), after=31)
    assert (driver.view.number, driver.left) == (1, 30)
    assert driver.view.records[0].ms == 31_000
    assert driver.heard(cues.Countdown) == []


def test_seconds_that_a_shorter_step_has_passed_are_not_called():
    driver = Driver(workout(PLANKS))
    given = driver.do(c.Adjust(-10_000), after=28.5)
    assert given == [cues.Adjusted(due=driver.now, step=0, delta=-10_000)]
    driver.wait(2)
    assert driver.heard(cues.Countdown, "seconds") == [(1,)]


def test_seconds_that_a_longer_step_has_again_are_called_again():
    driver = Driver(workout(PLANKS))
    driver.do(c.Adjust(10_000), after=38.5)
    driver.wait(11.5)
    assert driver.heard(cues.Countdown, "seconds") == [(3,), (2,), (3,), (2,), (1,)]


@pytest.mark.parametrize(
    ("table", "seconds"),
    [
        ({"blocks": [PLANKS], "prepare": "0:30"}, 0),
        ({"blocks": [{"kind": "rest", "time": "0:30"}]}, 0),
        ({"blocks": [{"kind": "timed", "time": "0:30"}]}, 0),
        ({"blocks": [{"kind": "timed", "time": "0:30", "exercises": ["0:05 Jog", "Run"]}]}, 0),
        ({"blocks": [{"kind": "circuit", "exercises": ["0:10/side Hang"]}], "switch": "0:30"}, 10),
    ],
)
def test_ten_seconds_more_on_whatever_the_clock_alone_rules(table, seconds):
    fields = dict(table)
    driver = Driver(workout(*fields.pop("blocks"), **fields))
    driver.do(c.Adjust(10_000), after=seconds)
    assert driver.left == 40


@pytest.mark.parametrize(
    "block",
    [
        AMRAP,
        {"kind": "for-time", "cap": "4:00", "exercises": ["10 Dip"]},
        {"kind": "emom", "rounds": 2, "exercises": ["10 Dip"]},
        {"kind": "death-by", "exercises": ["Dip"]},
        SETS,
        {"kind": "sets", "exercises": [{"do": "9 Dip", "cadence": "2s"}]},
    ],
)
def test_no_ten_seconds_where_the_clock_is_scored_or_none(block):
    driver = Driver(workout(block))
    driver.wait(5)
    assert driver.refuses(c.Adjust(10_000))
    assert driver.refuses(c.Adjust(-10_000))


def test_both_calls_of_a_rest_move_with_it():
    driver = Driver(workout(RANGED))
    driver.press(after=10)
    driver.do(c.Adjust(10_000), after=10)
    driver.wait(80)
    assert driver.heard(cues.RestCalled) == [65]
    assert driver.heard(cues.RestOver) == [80]


def test_a_rest_that_is_shortened_past_its_first_call_is_called_now():
    driver = Driver(workout(RANGED))
    driver.press(after=10)
    given = driver.do(c.Adjust(-10_000), after=40)
    assert cues.RestCalled(due=driver.now, step=1) in given
    assert driver.view.called
    driver.wait(10)
    assert driver.heard(cues.RestOver) == [60]
    assert driver.heard(cues.RestCalled) == [50]


def test_a_rest_that_is_shortened_past_its_first_call_at_its_start_is_called_once():
    driver = Driver(workout({"kind": "rest", "time": "5-20s"}))
    driver.do(c.Adjust(-10_000))
    driver.wait(5)
    assert driver.heard(cues.RestCalled) == [0]


def test_the_end_keeps_what_was_done():
    driver = Driver(workout(SETS, AMRAP))
    driver.press(after=20)
    driver.do(c.CorrectReps(12), after=5)
    driver.press(after=5)
    driver.do(c.End(), after=5)
    view = driver.view
    assert view.state is State.FINISHED
    assert view.early
    assert [(r.outcome, r.reps) for r in view.records] == [
        (Outcome.DONE, 12),
        (Outcome.ENDED, None),
    ]
    assert driver.heard(cues.Finished, "early") == [(True,)]
    driver.wait(100)
    assert driver.elapsed == 35


def test_the_end_in_the_middle_of_an_amrap_keeps_its_count():
    driver = Driver(workout(AMRAP))
    for _ in range(3):
        driver.press(after=20)
    driver.do(c.End(), after=20)
    assert driver.scores == ["1 + 10"]
    assert not driver.view.scores[0].complete


def test_after_the_last_step_the_session_is_over():
    driver = Driver(workout(PLANKS))
    driver.wait(1000)
    assert driver.state is State.FINISHED
    assert not driver.view.early
    assert driver.elapsed == 90
    assert driver.heard(cues.Finished) == [90]
    assert driver.session.next_deadline() is None
    assert driver.session.upcoming(driver.now, 10**9) == []
    assert driver.view.left == 0


def test_a_double_press_is_one_press():
    driver = Driver(workout(AMRAP))
    driver.press(after=20)
    driver.press(after=0.299)
    assert driver.view.tally.item == 2
    assert len(driver.session.journal) == 2
    driver.press(after=0.299)
    assert driver.view.tally.item == 2, "the guard runs from the press that was received last"
    driver.press(after=0.3)
    assert driver.view.tally.done == 1


@pytest.mark.parametrize("delay", [0.25, 0.375, 0.5, 0.66])
@pytest.mark.parametrize("rate", [0.025, 0.033, 0.092])
@pytest.mark.parametrize("block", [AMRAP, SETS, PLANKS, RANGED])
def test_a_key_that_is_held_counts_once(block, delay, rate):
    driver = Driver(workout(block, prepare="0:10"), start=False)
    once = Driver(workout(block, prepare="0:10"), start=False)
    driver.do(c.Start())
    once.do(c.Start())
    for _ in range(3):
        driver.press(after=1.5)
        once.press(after=1.5)
        driver.press(after=delay)
        once.wait(delay)
        for _ in range(30):
            driver.press(after=rate)
            once.wait(rate)
        assert driver.state is once.state
        assert driver.view.number == once.view.number
        assert (driver.view.tally and driver.view.tally[:3]) == (
            once.view.tally and once.view.tally[:3]
        )


def test_two_presses_and_a_bounce_are_two_presses():
    driver = Driver(workout(AMRAP))
    driver.press(after=20)
    driver.press(after=0.5)
    driver.press(after=0.06)
    assert driver.view.tally.done == 1


def test_repeats_where_a_press_means_nothing_take_nothing_back():
    driver = Driver(workout(SETS))
    driver.press(after=20)
    driver.do(c.Skip())
    driver.do(c.End())
    assert driver.state is State.FINISHED
    for after in (1, 0.5, *[0.03] * 9):
        with suppress(NotAllowed):
            driver.press(after=after)
    assert driver.state is State.FINISHED


def test_a_journal_with_a_held_key_replays():
    driver = Driver(workout(AMRAP))
    driver.press(after=20)
    driver.press(after=0.5)
    for _ in range(9):
        driver.press(after=0.03)
    assert [type(entry.command) for entry in driver.session.journal][-3:] == [
        c.Press,
        c.Press,
        c.Undo,
    ]
    again = Driver(workout(AMRAP), start=False)
    assert len([*again.session.fold(driver.session.journal)]) == 4
    assert again.session.view(driver.now).tally == driver.view.tally


def test_every_input_has_the_rule_of_the_double_press():
    driver = Driver(workout({**SETS, "rest": "ready"}, prepare="0:10"), start=False)
    driver.press()
    driver.press(after=0.2)
    assert driver.state is State.PREPARE
    driver.press(after=0.3)
    driver.press(after=0.2)
    assert driver.state is State.REPS


def test_a_key_that_starts_the_session_does_not_cut_the_lead_in_too():
    driver = Driver(workout(SETS, prepare="0:10"))
    driver.press(after=0.25)
    assert driver.state is State.PREPARE


def test_a_press_just_after_a_step_changed_by_itself_was_meant_for_the_one_before():
    driver = Driver(workout(PLANKS))
    driver.press(after=40.399)
    assert driver.state is State.TIMED
    assert len(driver.session.journal) == 1
    driver.press(after=0.3)
    assert driver.state is State.PAUSED
    driver = Driver(workout(PLANKS))
    driver.press(after=40.4)
    assert driver.state is State.PAUSED


def test_a_press_just_after_a_step_that_a_press_ended_is_a_press():
    driver = Driver(workout(SETS))
    driver.press(after=20)
    driver.press(after=0.35)
    assert driver.state is State.REPS


def test_the_main_key_pauses_timed_work_and_lets_it_go_on():
    driver = Driver(workout(PLANKS))
    driver.press(after=10)
    assert driver.state is State.PAUSED
    assert driver.session.next_deadline() is None
    assert driver.session.upcoming(driver.now, 100_000) == []
    driver.wait(500)
    assert (driver.left, driver.elapsed) == (30, 10)
    driver.press()
    driver.wait(30)
    assert driver.view.number == 1
    assert driver.heard(cues.Paused) == [10]
    assert driver.heard(cues.Resumed) == [511]
    assert driver.heard(cues.StepStarted) == [0, 541]


@pytest.mark.parametrize("block", [PLANKS, SETS, AMRAP, {"kind": "rest", "time": "5:00"}])
def test_sleep_pauses_at_the_instant_of_falling_asleep(block):
    driver = Driver(workout(block))
    driver.wait(20)
    driver.do(c.Slept(22_500), after=3600)
    assert driver.state is State.PAUSED
    assert driver.heard(cues.Paused) == [22.5]
    assert driver.elapsed == 22.5
    driver.wait(100)
    assert driver.elapsed == 22.5
    driver.press()
    driver.wait(2)
    assert driver.elapsed == 24.5


def test_what_was_due_before_falling_asleep_happens():
    driver = Driver(workout(PLANKS))
    driver.wait(20)
    driver.do(c.Slept(45_000), after=3600)
    assert driver.heard(cues.StepStarted) == [0, 40]
    assert (driver.view.number, driver.left) == (1, 25)


def test_sleep_that_is_told_late_pauses_as_early_as_it_can():
    driver = Driver(workout(PLANKS))
    driver.wait(30)
    driver.do(c.Slept(22_500), after=5)
    assert driver.elapsed == 30


def test_sleep_during_a_pause_changes_nothing():
    driver = Driver(workout(PLANKS))
    driver.press(after=10)
    assert driver.do(c.Slept(22_500), after=5) == []
    assert driver.elapsed == 10


def test_there_is_nothing_to_pause_before_the_start_and_after_the_end():
    driver = Driver(workout(PLANKS), start=False)
    assert driver.refuses(c.Slept(0))
    driver.do(c.Start())
    driver.wait(90)
    assert driver.refuses(c.Slept(90_000))


def test_a_slow_pump_is_no_sleep():
    driver = Driver(workout(PLANKS))
    came = driver.wait(3600)
    assert driver.state is State.FINISHED
    assert [cue.due for cue in came] == sorted(cue.due for cue in came)
    assert driver.heard(cues.StepStarted) == [0, 40, 70]
    assert len(driver.heard(cues.Countdown)) == 9


def test_a_session_that_is_not_started_waits():
    driver = Driver(workout(SETS, prepare="0:10"), start=False)
    driver.wait(500)
    assert driver.state is State.NEW
    assert driver.elapsed == 0
    with pytest.raises(NotAllowed, match="Pause is not possible: ready to start"):
        driver.do(c.Pause())
    driver.press()
    assert driver.heard(cues.StepStarted) == [501]
    assert (driver.state, driver.left) == (State.PREPARE, 10)
    assert driver.session.opened == OPENED


@pytest.mark.parametrize("seconds", [0, 1, 3, 10])
def test_so_many_of_the_last_seconds_are_beeped(seconds):
    driver = Driver(workout(PLANKS, countdown=seconds))
    driver.wait(40)
    assert driver.heard(cues.Countdown, "seconds") == [(n,) for n in range(seconds, 0, -1)]
    assert driver.heard(cues.Countdown) == [40 - n for n in range(seconds, 0, -1)]


def test_a_step_as_short_as_its_countdown_does_not_beep_at_its_start():
    driver = Driver(workout({"kind": "circuit", "exercises": ["0:03 Jump", "0:09 Hop"]}))
    driver.wait(3)
    assert driver.heard(cues.Countdown, "seconds") == [(2,), (1,)]


def test_half_of_the_time_is_called_from_thirty_seconds_on():
    exercises = ["0:29 Jump", "0:31 Hop", "1:00 Run"]
    driver = Driver(workout({"kind": "circuit", "exercises": exercises}))
    driver.wait(200)
    assert driver.heard(cues.Halfway) == [44.5, 90]


def test_a_block_can_call_half_of_any_time_or_of_none():
    blocks = [{**PLANKS, "halfway": True}, {**PLANKS, "halfway": False}]
    driver = Driver(workout(*blocks))
    driver.wait(200)
    assert driver.heard(cues.Halfway) == [20, 55, 80]


def test_half_is_half_of_what_was_planned():
    driver = Driver(workout(PLANKS))
    driver.do(c.Adjust(10_000), after=25)
    driver.wait(20)
    assert driver.heard(cues.Halfway) == [20]


def test_blocks_that_are_done_are_told_when_another_follows():
    driver = Driver(workout(PLANKS, PLANKS, PLANKS))
    driver.wait(300)
    assert driver.heard(cues.BlockDone, "block") == [(0,), (1,)]
    assert driver.heard(cues.BlockDone) == [90, 180]
