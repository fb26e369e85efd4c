"""What the screen says, from views of real sessions."""

from __future__ import annotations

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.core.session.view import BlockProgress
from legtimer.tui.text import place
from legtimer.tui.text import prompt as wording
from legtimer.tui.text import tally as tallies
from legtimer.tui.text.figure import figure, second_figure, turns_in
from legtimer.tui.widgets.bar import bar_cells
from legtimer.tui.widgets.fitting import banner, wrap
from legtimer.tui.widgets.fonts import word_rows, word_width
from tests.tui.moments import at


@pytest.mark.parametrize(
    ("line", "shown", "template"),
    [
        ("20 Squat", "20", "20"),
        ("8-12 Squat", "8-12", "8-12"),
        ("max Pull-up", "MAX", "MAX"),
        ("400 m Run", "400M", "400M"),
        ("15 cal Row", "15CAL", "15CAL"),
        ("Hip thruster", "0:03", "0:00"),
        ("1:00 Plank", "0:57", "0:00"),
    ],
)
def test_figure_of_a_set(session, line, shown, template):
    view = at(session({"kind": "sets", "exercises": [line]}), 3_000)
    assert figure(view)[:2] == (shown, template)


def test_cadence_shows_the_reps_counted(session):
    made = session({"kind": "sets", "exercises": [{"do": "12 Squat", "cadence": "2s"}]})
    assert figure(at(made, 0)).text == "0/12"
    view = at(made, 6_500)
    assert figure(view)[:2] == ("3/12", "00/00")
    assert second_figure(view).shown.text == "0:18"
    assert wording.prompt(view)[0] == "SQUAT"
    assert place.where(view, turns=False) == ("Straight sets · a rep every 2 s", "a rep every 2 s")


def test_a_long_clock_keeps_the_places_of_its_hours(session):
    made = session({"kind": "amrap", "time": "1:00:00", "exercises": ["10 Squat"]})
    assert figure(at(made, 0)).text == "1:00:00"
    assert figure(at(made, 60_000))[:2] == ("59:00", "0:00:00")


def test_sides_passes_and_sets_are_placed(session):
    inner = {
        "kind": "superset",
        "name": "Pair",
        "sets": 3,
        "exercises": ["8/side Lunge", "10 Squat"],
    }
    made = session({"kind": "repeat", "rounds": 2, "block": [inner]})
    view = at(made, 1_000)
    assert place.where(view)[0] == "Pair · lap 1 of 2 · set 1 of 3 · exercise 1 of 2 · first side"
    assert "set 1/3" in place.where(view)[1]
    view = at(made, 2_000, c.Press())
    assert view.state is State.SWITCH
    assert wording.state_texts(view)[0] == "SWITCH SIDES"
    assert "second side" in place.where(view)[0]


def test_the_big_figure_is_not_said_again_but_its_sides_are(session):
    made = session({"kind": "sets", "exercises": ["8-12/side alternating Hop"]}, prepare=10)
    assert wording.prompt(at(made, 0))[0] == "NEXT: 8-12/SIDE HOP"
    assert wording.prompt(at(made, 20_000))[0] == "HOP / SIDE"
    made = session({"kind": "sets", "exercises": ["0:30 Plank @ 10 kg"]}, prepare=10)
    assert wording.prompt(at(made, 0))[0] == "NEXT: 0:30 PLANK 10 kg"
    assert wording.prompt(at(made, 20_000))[0] == "PLANK 10 kg"


def test_a_ranged_rest_says_when_it_may_be_left(session):
    made = session({"kind": "sets", "sets": 2, "rest": "45-60s", "exercises": ["10 Squat"]})
    at(made, 1_000, c.Press())
    assert wording.state_texts(at(made, 40_000))[0] == "REST - GO IN 0:06"
    assert wording.state_texts(at(made, 47_000))[0] == "GO IF READY"


def test_the_main_key_says_what_it_does(session):
    made = session(
        {"kind": "sets", "sets": 2, "rest": "30s", "exercises": ["10 Squat"]},
        {"kind": "amrap", "time": "1:00", "count": "rounds", "exercises": ["5 Dip"]},
    )
    assert wording.main_key(at(made, 0)) == "DONE"
    assert wording.main_key(at(made, 1_000, c.Press())) == "GO"
    assert wording.main_key(at(made, 1_500, c.Pause())) == "RESUME"
    assert wording.main_key(at(made, 2_000, c.Resume(), c.Skip(), c.Skip(), c.Skip())) == "ROUND"


def test_the_clock_of_an_exercise_within_a_round_runs_in_the_prompt(session):
    made = session({"kind": "timed", "time": "5:00", "exercises": ["0:30 Jog", "10 Squat"]})
    assert wording.prompt(at(made, 5_000))[0] == "0:25 JOG"
    assert turns_in(at(made, 5_300)) == 700
    assert wording.prompt(at(made, 31_000))[0] == "10 SQUAT"


def test_the_exercises_of_a_round_lose_their_loads_first_and_then_all_their_counts(session):
    together = ["10 Lunge jump", "20 Kettlebell squat @ 16 kg"]
    made = session({"kind": "amrap", "time": "5:00", "count": "rounds", "exercises": together})
    assert wording.prompt(at(made, 1_000)) == (
        "10 LUNGE JUMP + 20 KETTLEBELL SQUAT 16 kg",
        "10 LUNGE JUMP + 20 KETTLEBELL SQUAT",
        "LUNGE JUMP + KETTLEBELL SQUAT",
    )


def test_a_line_ends_neither_in_a_load_nor_between_a_count_and_what_is_counted():
    assert wrap("20 Kettlebell squat 16 kg", 22, 2) == ["20 Kettlebell squat", "16 kg"]
    assert wrap("New best: 7 + 23 (before: 5 + 2)", 17, 2) == [
        "New best: 7 + 23",
        "(before: 5 + 2)",
    ]
    drawn = banner(("10 RUN + 8 PUSH-UP",), word_width("10 RUN + 8", 1), 6)
    assert [row.strip() for row in drawn[3:]] == [row.strip() for row in word_rows("8 PUSH-UP", 1)]


def test_the_tally_of_for_time_counts_reps_and_that_of_an_amrap_rounds(session):
    made = session({"kind": "for-time", "exercises": ["21,15 Thruster", "21,15 Pull-up"]})
    view = at(made, 5_000, c.Press())
    second = second_figure(view)
    assert (second.shown.text, second.caption) == ("21", "of 72 reps")
    assert tallies.round_line(view)[0] == "✓ Thruster · ▶ 21 Pull-up"
    made = session({"kind": "amrap", "time": "5:00", "exercises": ["5 Dip"]})
    second = second_figure(at(made, 5_000, c.Press()))
    assert (second.shown.text, second.caption) == ("1+0", "rounds+reps")


def test_nothing_turns_while_paused_or_finished(session):
    made = session({"kind": "amrap", "time": "1:00", "exercises": ["5 Dip"]})
    assert turns_in(at(made, 300)) == 700
    assert turns_in(at(made, 300, c.Pause())) is None
    assert turns_in(at(made, 300, c.Resume(), c.End())) is None


def test_nothing_turns_while_the_last_reps_are_asked_for(session):
    """The training time stands, however near to a turn it is."""
    made = session({"kind": "amrap", "time": "1:00", "exercises": ["5 Dip"]})
    view = at(made, 70_000)
    assert view.asks
    assert turns_in(view._replace(elapsed=59_999)) is None


def test_a_countdown_and_minutes_turn_together_with_the_second(session):
    made = session({"kind": "sets", "exercises": ["20 Squat"]})
    # The time that the set has taken turns, and with it whatever shows minutes.
    assert turns_in(at(made, 15_300)) == 700


@pytest.mark.parametrize("width", [1, 5, 20, 80, 300])
def test_the_bar_has_its_width_and_its_blocks(width):
    blocks = [
        BlockProgress("a", "main", 60_000, 1.0),
        BlockProgress("b", "main", 30_000, 0.5),
        BlockProgress("c", "main", 10_000, 0.0),
    ]
    cells = bar_cells(blocks, width)
    assert len(cells) == width
    if width >= 20:
        assert [len(run) > 0 for run in cells.split()] == [True] * 3
        assert set(cells.split()[0]) == {"█"}
        assert set(cells.split()[2]) == {"░"}


def test_thousands_of_blocks_are_one_bar():
    blocks = [BlockProgress("", "main", 1_000, 1.0 if i < 500 else 0.0) for i in range(1000)]
    cells = bar_cells(blocks, 80)
    assert len(cells) == 80
    assert abs(cells.count("█") - 40) <= 1
