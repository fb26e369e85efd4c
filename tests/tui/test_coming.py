"""What the lines below the headline say while one gets ready, and on the first of two sides."""

from __future__ import annotations

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.tui.text import place, status
from legtimer.tui.text import prompt as wording
from legtimer.tui.text import tally as tallies
from legtimer.tui.text.figure import figure, second_figure
from tests.tui.moments import at

LEAD_IN = 10_000


CIRCUIT = {"kind": "circuit", "rounds": 2, "rest": "0:30", "exercises": ["10 Squat", "0:45 Jump"]}


def test_the_lead_in_says_where_the_first_exercise_stands_and_what_follows_it(session):
    view = at(session(CIRCUIT, prepare=LEAD_IN), 1_000)
    assert place.where(view)[0] == "Circuit · round 1 of 2 · exercise 1 of 2"
    assert wording.coming(view)[0] == "then: 0:45 Jump"


def test_a_rest_says_where_the_exercise_after_it_stands(session):
    made = session(CIRCUIT, prepare=0)
    at(made, 1_000, c.Press())
    view = at(made, 70_000)
    assert view.state is State.REST
    assert wording.prompt(view)[0] == "NEXT: 10 SQUAT"
    assert place.where(view)[0] == "Circuit · round 2 of 2 · exercise 1 of 2"
    assert wording.coming(view)[0] == "then: 0:45 Jump"


def test_what_one_gets_ready_for_is_never_taken_for_what_is_to_be_done_now(session):
    view = at(session(CIRCUIT, prepare=LEAD_IN), 1_000)
    assert wording.prompt(view) == ("NEXT: 10 SQUAT", "NEXT: SQUAT", "> SQUAT")
    emom = {"kind": "emom", "every": "1:00", "rounds": 2, "exercises": ["10 Swing", "8 Push-up"]}
    made = session(emom)
    assert wording.prompt(at(made, 1_000))[0] == "10 SWING"
    view = at(made, 2_000, c.Press())
    assert view.state is State.WAITING
    assert wording.prompt(view)[0] == "NEXT: 8 PUSH-UP"
    at(made, 62_000)
    view = at(made, 63_000, c.Press())
    assert (wording.prompt(view), wording.coming(view)) == (("WAIT",), ("next: the end",))


def test_all_exercises_of_an_interval_to_come_are_said(session):
    both = {"kind": "emom", "every": "2:00", "rounds": 2, "order": "all"}
    made = session({**both, "exercises": ["10 Swing", "8 Push-up"]}, prepare=LEAD_IN)
    assert wording.prompt(at(made, 1_000))[0] == "NEXT: 10 SWING + 8 PUSH-UP"
    at(made, 11_000)
    view = at(made, 12_000, c.Press())
    assert view.state is State.WAITING
    assert wording.prompt(view)[0] == "NEXT: 10 SWING + 8 PUSH-UP"


def test_more_of_the_same_is_said_with_its_unit(session):
    def following(line):
        block = {"kind": "sets", "sets": 2, "exercises": [line]}
        return wording.coming(at(session(block), 1_000))[0]

    assert following("5 Deadlift @ 100 kg") == "next: 5 reps 100 kg"
    assert following("8-12/side Lunge") == "next: second side"
    assert following("12 Dip") == "next: 12 reps"
    assert following("0:30 Plank @ 10 kg") == "next: 0:30 10 kg"
    assert following("400 m Run") == "next: 400 m"
    assert following("max Pull-up") == "next: max reps"


def test_a_set_by_reps_says_the_rest_that_comes_first(session):
    def following(line, rest):
        block = {"kind": "sets", "sets": 2, "rest": rest, "exercises": [line, "9 Dip"]}
        return wording.coming(at(session(block), 1_000))

    assert following("5 Deadlift @ 100 kg", "2:00-3:00") == (
        "next: rest 2:00-3:00, 5 reps 100 kg",
        "next: rest 2:00-3:00",
    )
    assert following("5 Deadlift", "1:30")[1] == "next: rest 1:30"
    assert following("5 Deadlift", "ready") == ("next: rest, 5 reps", "next: rest")
    # The clock ends a timed set: what to do next counts for more.
    assert following("0:30 Plank @ 10 kg", "1:30")[0] == "next: 0:30 10 kg"
    assert following("8/leg Lunge", "1:30") == ("next: second leg",)


def test_the_last_exercise_is_followed_by_the_end(session):
    made = session({"kind": "sets", "sets": 2, "rest": "1:00", "exercises": ["10 Dip"]}, prepare=0)
    assert wording.coming(at(made, 1_000, c.Press()))[0] == "then: the end"


def test_cues_have_their_line_while_one_gets_ready(session):
    squat = {"do": "10 Squat", "cues": ["knees out", "chest up"]}
    view = at(session({"kind": "sets", "exercises": [squat]}, prepare=LEAD_IN), 1_000)
    assert wording.coming(view) == ("knees out; chest up",)


def test_the_first_side_is_followed_by_the_second_one(session):
    made = session(
        {"kind": "sets", "sets": 2, "rest": "1:00", "exercises": ["8/leg Lunge"]}, prepare=LEAD_IN
    )
    view = at(made, 1_000)
    assert wording.coming(view)[0] == "then: second leg"
    assert "first leg" in place.where(view)[0]
    view = at(made, 11_000)
    assert wording.coming(view) == ("next: second leg",)
    view = at(made, 12_000, c.Press())
    view = at(made, 30_000)
    assert "second leg" in place.where(view)[0]
    assert wording.coming(view)[0] == "next: rest 1:00, 8 Lunge"


def test_a_ranged_rest_says_in_how_long_one_may_go_and_then_that_one_may(session):
    made = session(
        {"kind": "sets", "sets": 2, "rest": "45-60s", "exercises": ["10 Dip"]}, prepare=0
    )
    view = at(made, 1_000, c.Press())
    assert wording.state_texts(view) == ("REST - GO IN 0:45", "GO IN 0:45")
    assert wording.state_texts(at(made, 2_000))[1] == "GO IN 0:44"
    assert wording.state_texts(at(made, 2_100, c.Adjust(10_000)))[1] == "GO IN 0:54"
    assert wording.state_texts(at(made, 55_999))[1] == "GO IN 0:01"
    assert wording.state_texts(at(made, 56_000)) == ("GO IF READY",)


def test_a_question_for_reps_says_what_is_typed_and_what_is_recorded_without_an_answer(session):
    def asked(line):
        made = session({"kind": "amrap", "time": "1:00", "exercises": [line, "5 Dip"]})
        view = at(made, 61_000)
        assert view.asks
        return wording.coming(view), wording.main_key(view)

    assert asked("10 Squat") == (("type the reps",), "0 REPS")
    assert asked("15 cal Row") == (("type the calories",), "0 CAL")
    assert asked("max Pull-up") == (("type the reps",), "NOT COUNTED")


def test_a_question_in_place_of_what_is_next_leaves_it_for_the_line_below(session):
    made = session(CIRCUIT, prepare=0)
    at(made, 1_000, c.Press())
    view = at(made, 70_000)
    assert wording.coming(view, "18", covered=True)[0] == "next: 10 Squat"
    at(made, 100_000)
    under_way = at(made, 101_000)
    assert wording.coming(under_way, "18", covered=True) == wording.coming(under_way)


def test_a_rest_until_ready_says_that_it_waits(session):
    made = session({"kind": "sets", "sets": 2, "rest": "ready", "exercises": ["10 Dip"]}, prepare=0)
    view = at(made, 1_000, c.Press())
    assert view.state is State.READY
    assert wording.state_texts(view) == ("REST - GO WHEN READY", "READY?")


def test_for_time_shows_its_cap_before_and_during_it(session):
    made = session(
        {"kind": "for-time", "cap": "12:00", "exercises": ["21,15 Thruster"]}, prepare=LEAD_IN
    )
    assert place.where(at(made, 1_000))[0].startswith("For Time, cap 12:00")
    texts = place.where(at(made, 20_000))
    assert texts[0].startswith("For Time, cap 12:00 · round 1 of 2")
    assert all("cap 12:00" in text for text in texts)


def test_the_lap_of_a_repeat_is_said_beside_the_state(session):
    def beside(inner, *commands):
        made = session({"kind": "repeat", "rounds": 2, "block": [inner]})
        view = at(made, 1_000)
        for number, command in enumerate(commands):
            view = at(made, 5_000 + 5_000 * number, command)
        second = second_figure(view)
        return place.turn_texts(view, told=second is not None and second.turn)

    superset = {"kind": "superset", "sets": 3, "rest": "1:00", "exercises": ["8 Lunge", "9 Dip"]}
    turns = ("LAP 1/2 · SET 1/3", "LAP 1 · SET 1", "SET 1/3", "SET 1")
    assert beside(superset) == turns
    assert beside(superset, c.Press(), c.Press())[0] == "LAP 1/2 · SET 2/3"
    emom = {"kind": "emom", "every": "1:00", "rounds": 3, "exercises": ["10 Swing"]}
    assert beside(emom) == ("LAP 1/2", "LAP 1")
    amrap = {"kind": "amrap", "time": "5:00", "exercises": ["5 Dip"]}
    assert beside(amrap)[0] == "LAP 1/2 · ROUND 1"
    assert beside({"kind": "sets", "exercises": ["0:30 Plank"]}) == ("LAP 1/2", "LAP 1")


def test_beside_the_state_stands_the_place_in_the_workout_and_nothing_else(session):
    view = at(session(CIRCUIT), 1_000)
    assert place.turn_texts(view) == ("ROUND 1/2", "ROUND 1")
    assert "round" not in place.where(view, turns=False)[0]
    assert place.turn_texts(at(session({"kind": "sets", "exercises": ["9 Dip"]}), 1_000)) == ()
    view = at(session({"kind": "for-time", "exercises": ["21,15 Thruster"]}), 1_000)
    assert place.turn_texts(view) == ("ROUND 1/2", "ROUND 1")
    assert second_figure(view).caption == "of 36 reps"
    view = at(session({"kind": "amrap", "time": "5:00", "exercises": ["9 Dip"]}), 1_000)
    assert place.turn_texts(view) == ("ROUND 1",)
    assert second_figure(view).caption == "rounds+reps"
    view = at(session({"kind": "emom", "rounds": 3, "exercises": ["9 Dip"]}), 1_000)
    assert place.turn_texts(view, told=second_figure(view).turn) == ()
    assert second_figure(view)[1:] == ("minute", True)


def test_work_by_reps_says_that_its_figure_is_reps(session):
    def state(exercise):
        return wording.state_texts(at(session({"kind": "sets", "exercises": [exercise]}), 1_000))

    assert state("12 Squat") == state("8-12 Squat") == state("max Squat") == ("REPS",)
    assert state({"do": "12 Squat", "cadence": "2s"}) == ("REPS",)
    assert state("0:30 Plank") == state("400 m Run") == state("Run") == ("WORK",)


def test_a_clock_that_runs_up_has_a_mark(session):
    sets = at(session({"kind": "sets", "exercises": ["12 Squat"]}), 1_000)
    assert second_figure(sets).shown.marked() == ("▲0:01", "▲0:00")
    assert figure(sets).marked() == ("12", "12")
    long = at(session({"kind": "for-time", "cap": "12:00", "exercises": ["9 Dip"]}), 1_000)
    assert figure(long).marked() == ("▲ 0:01", "▲00:00")
    assert figure(at(session(CIRCUIT, prepare=LEAD_IN), 1_000)).marked() == ("0:09", "0:00")


def test_what_is_typed_is_the_second_figure(session):
    view = at(session(CIRCUIT), 1_000)
    typed = second_figure(view, "18", "reps")
    assert (typed.shown.text, typed.caption) == ("18_", "reps")
    assert place.turn_texts(view, told=typed.turn) == ("ROUND 1/2", "ROUND 1")


def test_the_name_of_the_block_goes_before_the_place_in_it(session):
    inner = {"kind": "superset", "name": "Lower body", "sets": 3, "exercises": ["8/leg Lunge"] * 2}
    made = session({"kind": "repeat", "rounds": 2, "block": [inner]}, prepare=LEAD_IN)
    texts = place.where(at(made, 20_000))
    assert texts[-1] == "lap 1/2 · set 1/3 · ex 1/2 · 1st leg"
    assert all("1st leg" in text or "first leg" in text for text in texts)


@pytest.mark.parametrize(
    ("ms", "minutes"),
    [(0, 0), (1, 1), (29_999, 1), (89_999, 1), (90_000, 2), (600_000, 10), (610_000, 10)],
)
def test_minutes_are_rounded_half_up_but_something_is_never_nothing(ms, minutes):
    assert status.rounded_minutes(ms) == minutes


@pytest.mark.parametrize(
    ("trouble", "short"),
    [
        ("No sound device was found; sound returns when there is one.", "no sound device"),
        ("The sound device is gone; sound returns when it does.", "no sound: The sound device"),
        ("Sound stopped: OSError: gone", "sound stopped: OSError: gone"),
        ("broken", "no sound: broken"),
    ],
)
def test_the_status_line_says_in_short_why_nothing_is_heard(trouble, short):
    assert status.sound_texts(muted=False, trouble=trouble)[0].startswith(short)


def test_of_a_round_a_mark_stands_with_its_name_and_the_exercise_under_way_is_never_cut(session):
    lines = ["5 Dip", "9 Squat @ 16 kg", "7 Lunge"]
    made = session({"kind": "amrap", "time": "5:00", "exercises": lines})
    view = at(made, 1_000, c.Press())
    assert tallies.round_line(view) == (
        "✓ Dip · ▶ 9 Squat 16 kg · 7 Lunge",
        "▶ 9 Squat 16 kg · 7 Lunge",
        "▶ 9 Squat · 7 Lunge",
        "▶ Squat · Lunge",
        "▶ Squat · …",
    )
    view = at(made, 5_000, c.Press())
    assert tallies.round_line(view) == (
        "✓ Dip · ✓ Squat · ▶ 7 Lunge",
        "✓ Squat · ▶ 7 Lunge",
        "▶ 7 Lunge",
        "▶ Lunge",
    )
