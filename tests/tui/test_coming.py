"""What the lines below the headline say while one gets ready, and on the first of two sides."""

from __future__ import annotations

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.tui.text import prompt as wording
from legtimer.tui.text import status
from legtimer.tui.text import tally as tallies
from tests.tui.moments import at

LEAD_IN = 10_000


CIRCUIT = {"kind": "circuit", "rounds": 2, "rest": "0:30", "exercises": ["10 Squat", "0:45 Jump"]}


def test_the_lead_in_says_where_the_first_exercise_stands_and_what_follows_it(session):
    view = at(session(CIRCUIT, prepare=LEAD_IN), 1_000)
    assert wording.where(view)[0] == "Circuit · round 1 of 2 · exercise 1 of 2"
    assert wording.coming(view)[0] == "then: 0:45 Jump"


def test_a_rest_says_where_the_exercise_after_it_stands(session):
    made = session(CIRCUIT, prepare=0)
    at(made, 1_000, c.Press())
    view = at(made, 70_000)
    assert view.state is State.REST
    assert wording.prompt(view)[0] == "10 SQUAT"
    assert wording.where(view)[0] == "Circuit · round 2 of 2 · exercise 1 of 2"
    assert wording.coming(view)[0] == "then: 0:45 Jump"


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
    assert "first leg" in wording.where(view)[0]
    view = at(made, 11_000)
    assert wording.coming(view) == ("next: second leg",)
    view = at(made, 12_000, c.Press())
    view = at(made, 30_000)
    assert "second leg" in wording.where(view)[0]
    assert wording.coming(view)[0] == "next: 8 Lunge"


def test_a_ranged_rest_says_its_range_also_after_it_was_made_longer(session):
    made = session(
        {"kind": "sets", "sets": 2, "rest": "45-60s", "exercises": ["10 Dip"]}, prepare=0
    )
    assert wording.state_texts(at(made, 1_000, c.Press())) == ("REST 0:45-1:00", "REST")
    assert wording.state_texts(at(made, 2_000, c.Adjust(10_000)))[0] == "REST 0:55-1:10"


def test_a_rest_until_ready_says_that_it_waits(session):
    made = session({"kind": "sets", "sets": 2, "rest": "ready", "exercises": ["10 Dip"]}, prepare=0)
    view = at(made, 1_000, c.Press())
    assert view.state is State.READY
    assert wording.state_texts(view) == ("REST - GO WHEN READY", "REST UNTIL READY")


def test_for_time_shows_its_cap_before_and_during_it(session):
    made = session(
        {"kind": "for-time", "cap": "12:00", "exercises": ["21,15 Thruster"]}, prepare=LEAD_IN
    )
    assert wording.where(at(made, 1_000))[0].startswith("For Time, cap 12:00")
    texts = wording.where(at(made, 20_000))
    assert texts[0].startswith("For Time, cap 12:00 · round 1 of 2")
    assert all("cap 12:00" in text for text in texts)


def test_the_name_of_the_block_goes_before_the_place_in_it(session):
    inner = {"kind": "superset", "name": "Lower body", "sets": 3, "exercises": ["8/leg Lunge"] * 2}
    made = session({"kind": "repeat", "rounds": 2, "block": [inner]}, prepare=LEAD_IN)
    texts = wording.where(at(made, 20_000))
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
    assert status.sound_texts(80, muted=False, trouble=trouble)[0].startswith(short)


def test_where_a_round_does_not_fit_what_is_done_goes_first(session):
    made = session(
        {"kind": "amrap", "time": "5:00", "exercises": ["5 Dip", "9 Squat", "7 Lunge"]}, prepare=0
    )
    view = at(made, 1_000, c.Press())
    assert tallies.round_line(view) == (
        "✓ 5 Dip  ▶ 9 Squat  · 7 Lunge",
        "▶ 9 Squat  · 7 Lunge",
        "▶ 9 Squat  …",
    )
    view = at(made, 5_000, c.Press())
    assert tallies.round_line(view)[1:] == ("▶ 7 Lunge",)
