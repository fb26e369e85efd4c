"""What is said of the set just done, and what is asked, from views of real sessions."""

from __future__ import annotations

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.tui.text import last_set as asking
from legtimer.tui.text import prompt as wording
from tests.tui.moments import at


def sets(*lines, **keys):
    return {"kind": "sets", "rest": "1:00", "sets": 2, "exercises": list(lines), **keys}


def test_the_question_names_what_the_clock_cut_off(session):
    made = session({"kind": "amrap", "time": "1:00", "exercises": ["5 Dip", "20 Kettlebell squat"]})
    at(made, 30_000, c.Press())
    view = at(made, 61_000)
    assert wording.prompt(view)[0] == "REPS OF KETTLEBELL SQUAT?"
    assert asking.just_done(view)[0].startswith("how many reps of Kettlebell squat did you finish?")


def test_the_question_says_that_both_sides_count_and_asks_for_calories(session):
    made = session({"kind": "amrap", "time": "1:00", "exercises": ["8/leg alternating Lunge"]})
    view = at(made, 61_000)
    assert wording.prompt(view)[0] == "REPS OF LUNGE, BOTH LEGS?"
    assert "both legs counted" in asking.just_done(view)[0]
    made = session({"kind": "amrap", "time": "1:00", "exercises": ["15 cal Row"]})
    assert wording.prompt(at(made, 61_000))[0] == "CALORIES OF ROW?"


def test_a_round_counted_as_a_whole_is_asked_for_as_a_whole(session):
    block = {"kind": "amrap", "time": "1:00", "count": "rounds", "exercises": ["5 Dip", "9 Squat"]}
    assert wording.prompt(at(session(block), 61_000))[0] == "REPS INTO THE ROUND?"
    made = session(block, {"kind": "rest", "time": "1:00"}, sets("10 Squat"))
    view = at(made, 61_000)
    assert asking.just_done(view)[0].startswith("how many reps of the last round did you finish?")
    view = at(made, 62_000, c.CorrectReps(7))
    assert asking.just_done(view)[-1] == "done: 7 reps into the round"


def test_the_answer_is_credited_to_the_exercise_that_was_cut_off(session):
    made = session(
        {"kind": "amrap", "time": "1:00", "exercises": ["5 Dip", "20 Push-up"]},
        {"kind": "rest", "time": "1:00"},
        sets("10 Squat"),
    )
    at(made, 30_000, c.Press())
    view = at(made, 62_000, c.CorrectReps(7))
    assert asking.just_done(view)[-1] == "done: 7 Push-up"


def test_as_many_as_possible_asks_how_many(session):
    made = session(sets("max Pull-up"))
    view = at(made, 20_000, c.Press())
    assert asking.just_done(view)[0] == "how many Pull-up, set 1? type the reps + enter"
    view = at(made, 21_000, c.CorrectReps(9))
    assert asking.just_done(view)[-1] == "done: 9 Pull-up"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Hip thruster", "done: Hip thruster"),
        ("400 m Run", "done: 400 m Run"),
        ("15 cal Row", "done: 15 cal Row"),
        ("20 Kettlebell squat @ 16 kg", "done: 20 Kettlebell squat 16 kg"),
    ],
)
def test_what_was_done_keeps_its_unit(session, line, said):
    assert asking.just_done(at(session(sets(line)), 20_000, c.Press()))[-1] == said


def test_corrected_metres_are_metres(session):
    made = session(sets("400 m Run"))
    view = at(made, 20_000, c.Press(), c.CorrectReps(350))
    assert asking.just_done(view)[-1] == "done: 350 m Run"
    assert asking.while_typing(view, "30", None) == (
        "METRES OF RUN, SET 1?",
        "RUN, SET 1?",
        "RUN?",
        "METRES?",
    )


def test_reps_of_a_timed_set_stand_beside_its_time(session):
    made = session(sets("0:45 Squat jump"))
    assert asking.just_done(at(made, 46_000))[-1] == "done: 0:45 Squat jump"
    view = at(made, 47_000, c.CorrectReps(22))
    assert asking.just_done(view)[-1] == "done: 0:45, 22 reps Squat jump"


def test_a_refused_number_is_said_with_the_question(session):
    made = session({"kind": "amrap", "time": "1:00", "exercises": ["5 Dip"]})
    view = at(made, 61_000)
    assert view.state is State.SCORE
    assert asking.while_typing(view, "", 99)[0] == "99 IS TOO MANY. REPS OF DIP?"
    assert asking.just_done(view, "", 99)[0].startswith("99 is too many: how many reps of Dip")


def test_a_set_that_was_not_done_is_not_called_done(session):
    view = at(session(sets("10 Dip")), 5_000, c.Skip())
    assert asking.just_done(view)[0].startswith("skipped: Dip · wrong?")
    view = at(session(sets("10 Dip")), 5_000, c.End())
    assert asking.just_done(view)[-1] == "ended here: Dip"


def test_reps_are_asked_for_only_of_what_is_counted(session):
    timed = session(sets("0:30 Plank"))
    assert asking.just_done(at(timed, 31_000)) == ("done: 0:30 Plank",)
    view = at(timed, 32_000, c.CorrectReps(12))
    assert asking.just_done(view)[0].endswith("wrong? type the reps + enter")
    counted = session(sets("10 Dip"))
    view = at(counted, 1_000, c.Press())
    assert asking.just_done(view)[0] == "done: 10 Dip · wrong? type the reps + enter"


def test_a_short_question_for_reps_says_how_to_answer(session):
    made = session(sets("max Pull-up", rest="ready"))
    texts = asking.just_done(at(made, 1_000, c.Press()))
    assert texts[2:4] == ("how many Pull-up? type reps + enter", "Pull-up? type reps + enter")


def test_undo_says_what_is_open_again(session):
    made = session(sets("10 Dip"))
    at(made, 1_000)
    before = at(made, 2_000, c.Press())
    assert asking.undone(before, at(made, 3_000, c.Undo())) == "undone: Dip is open again"
    view = at(made, 4_000)
    assert asking.undone(view, view) == "undone"
    made = session({"kind": "amrap", "time": "5:00", "exercises": ["5 Dip", "9 Squat"]})
    before = at(made, 1_000, c.Press())
    assert asking.undone(before, at(made, 2_000, c.Undo())) == "undone: Dip is open again"
