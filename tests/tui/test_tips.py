"""Cues of the exercise library, shown in turn with what follows."""

from __future__ import annotations

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.tui.text.tips import TURN, reminder
from tests.tui.fakes import NoExercises
from tests.tui.moments import at

LEAD_IN = 10_000

KNOWN = {
    "Squat": ("sit back", "drive up: knees out", "heels down, chest up"),
    "Jump": ("land softly",),
}
CIRCUIT = {"kind": "circuit", "rounds": 2, "rest": "0:30", "exercises": ["10 Squat", "0:45 Jump"]}


def cues_of(name):
    return KNOWN.get(name, ())


def test_while_getting_ready_what_follows_and_the_cues_take_turns(session):
    made = session(CIRCUIT, prepare=60_000)
    shown = [reminder(at(made, turn * TURN + 1), cues_of) for turn in range(9)]
    one_round = [(), ("sit back",), ("drive up: knees out", "drive up")]
    one_round += [("heels down, chest up",)]
    assert shown == [*one_round, *one_round, ()]


def test_a_rest_tells_of_the_exercise_after_it(session):
    made = session(CIRCUIT, prepare=0)
    at(made, 1_000, c.Press())
    view = at(made, 60_000)
    assert view.state is State.REST
    assert reminder(view, cues_of) == ("sit back",)


def test_a_rest_until_ready_goes_on_telling(session):
    made = session(
        {"kind": "sets", "sets": 2, "rest": "ready", "exercises": ["0:10 Jump"]}, prepare=0
    )
    assert at(made, 10_000).state is State.READY
    assert reminder(at(made, 10_000 + TURN), cues_of) == ("land softly",)
    assert reminder(at(made, 10_000 + 2 * TURN), cues_of) == ()
    assert reminder(at(made, 10_000 + 9 * TURN), cues_of) == ("land softly",)


def test_work_is_not_disturbed(session):
    made = session(CIRCUIT, prepare=0)
    assert reminder(at(made, 20_000), cues_of) == ()


def test_a_pause_keeps_the_cue_that_was_shown(session):
    made = session(CIRCUIT, prepare=60_000)
    view = at(made, TURN + 500, c.Pause())
    assert view.state is State.PAUSED
    assert reminder(at(made, 900_000), cues_of) == ("sit back",)


@pytest.mark.parametrize("own", [{"note": "slowly"}, {"cues": ["mine"]}])
def test_what_the_file_says_comes_before_the_library(session, own):
    made = session(
        {"kind": "sets", "exercises": [{"do": "10 Squat", **own}]}, prepare=60_000
    )  # fmt: skip
    assert reminder(at(made, TURN + 1), cues_of) == ()


def test_an_unknown_exercise_is_fine(session):
    made = session({"kind": "sets", "exercises": ["10 Garage crawl"]}, prepare=60_000)
    assert all(reminder(at(made, second * 1000), cues_of) == () for second in range(60))


def test_nothing_is_looked_up_in_the_first_seconds(session):
    def refuse(name):
        raise AssertionError(name)

    made = session(CIRCUIT, prepare=LEAD_IN)
    assert reminder(at(made, 0), refuse) == ()
    assert reminder(at(made, TURN - 1), refuse) == ()


def test_a_cue_is_data(session):
    made = session({"kind": "sets", "exercises": ["10 Squat"]}, prepare=LEAD_IN)
    (text, *_) = reminder(at(made, TURN + 1), lambda _: ("\x1b[2J[red]down",))
    assert text == "\\u{1b}[2J[red]down"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_the_screen_shows_them(rig, workouts, size):
    exercises = NoExercises()
    exercises.cues_of = cues_of
    made = rig(workouts.build(CIRCUIT, prepare=20_000), exercises=exercises)
    async with made.app.run_test(size=size) as pilot:
        await made.after(pilot, 1)
        assert "then: 0:45 Jump" in made.screen.query_one("#next").shown
        await made.after(pilot, 4)
        assert made.screen.query_one("#next").shown == ("sit back",)
        await made.after(pilot, 12)
        assert "then: 0:45 Jump" in made.screen.query_one("#next").shown


NOTED = {"kind": "circuit", "rounds": 2, "note": "On grass.", "exercises": ["10 Squat", "9 Jump"]}


def test_the_note_of_a_block_is_shown_before_it_and_when_it_begins(session):
    made = session(NOTED, prepare=60_000)
    shown = [reminder(at(made, turn * TURN + 1), cues_of) for turn in range(3)]
    assert shown == [("On grass.",), (), ("sit back",)]
    assert reminder(at(made, 61_000), cues_of) == ("On grass.",)
    assert reminder(at(made, 61_000 + 3 * TURN), cues_of) == ()
    assert reminder(at(made, 75_000, c.Press()), cues_of) == ()


def test_the_note_of_a_block_around_is_that_of_the_blocks_in_it(session):
    inner = {"kind": "circuit", "exercises": ["10 Hop"]}
    made = session({"kind": "repeat", "rounds": 2, "note": "Slowly.", "block": [inner]})
    assert reminder(at(made, 1), cues_of) == ("Slowly.",)


def test_a_rest_of_its_own_shows_its_own_note_then_that_of_the_block_after_it(session):
    rest = {"kind": "rest", "time": "1:00", "note": "Set up the rower."}
    made = session({"kind": "sets", "exercises": ["5 Hop"]}, rest, NOTED)
    assert reminder(at(made, 5_000, c.Press()), cues_of) == ("Set up the rower.",)
