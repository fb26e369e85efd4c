"""What ``plan --json`` says of counted work, levels, choices and loads, and ``plan`` of tempo."""

from __future__ import annotations

from datetime import datetime
from textwrap import dedent

import pytest

from legtimer.app.step_text import plan_text_of
from legtimer.cli.plan_output import plan_json, plan_text
from legtimer.core.estimate import Pace
from legtimer.core.workout import expand
from legtimer.files.workouts.reader import read_workout

TEXT = """\
prepare = 0
[[block]]
kind = "for-time"
exercises = [
  "21,15,9 Thruster @ 42.5/30,40/27.5,35/25 kg",
  "21,15,9/side Row @ 20,22.5,25 kg",
  { any = ["400 m Run", "500 m Row"] },
]
[[block]]
kind = "amrap"
time = "5:00"
exercises = ["3..+3 Burpee"]
[[block]]
kind = "sets"
sets = 2
exercises = ["12 Raise @ 10-20 lb", "? m Broad jump", "5 Squat @ 60 kg"]
"""


def plan(choices):
    workout = read_workout(dedent(TEXT)).workout
    return plan_json(expand(workout, choices), datetime(2027, 1, 1), Pace())


def test_counted_work_has_all_of_its_rounds():
    found = plan({"level": 2, "block[0].exercises[2].any": 2})
    for_time, amrap = (step for step in found["steps"] if step["tally"])
    assert for_time["text"] == (
        "3 rounds: 21,15,9 Thruster @ 30,27.5,25 kg + 21,15,9/side Row @ 20,22.5,25 kg + 500 m Row"
    )
    assert (for_time["round"], for_time["rounds"]) == (None, 3)
    assert [items["items"][1]["sides"] for items in for_time["tally"]["rounds"]] == ["side"] * 3
    assert amrap["text"] == "3..+3 Burpee"
    assert (amrap["rounds"], amrap["tally"]["rises"], amrap["tally"]["endless"]) == (
        None,
        True,
        True,
    )


def test_the_level_and_the_choice_are_told():
    found = plan({"level": 2, "block[0].exercises[2].any": 2})
    assert found["level"] == "women"
    assert [(one["unit"], one["chosen"]) for one in found["ranges"]] == [("level", 2), ("any", 2)]


def test_every_set_has_its_round():
    sets = [step for step in plan({})["steps"] if step["phase"] == "work" and not step["tally"]]
    assert [(step["round"], step["rounds"]) for step in sets] == [(1, 2), (2, 2)] * 3


def test_loads_that_the_athlete_chooses_have_no_value():
    sets = [step for step in plan({})["steps"] if step["phase"] == "work" and not step["tally"]]
    assert sets[0]["load"] == {
        "unit": "lb", "value": None, "low": 10.0, "high": 20.0, "pieces": 1, "text": "10-20 lb",
    }  # fmt: skip
    assert sets[2]["amount"] == {
        "unit": "length", "low": 0, "high": 0, "most": False, "text": "? m",
    }  # fmt: skip
    assert (sets[4]["load"]["value"], sets[4]["load"]["low"]) == (60.0, 60.0)


@pytest.mark.parametrize(
    "loads",
    [
        "bodyweight + 5,10 kg",
        "1,1.25x bodyweight",
        "2x16,2x20 kg",
        "40,42.5 kg",
        "bodyweight,20 kg",
        "20 kg,45 lb",
    ],
)
def test_loads_per_round_are_told_as_they_are_typed(loads):
    text = f'[[block]]\nkind = "for-time"\nexercises = ["5 Squat @ {loads}"]\n'
    (step,) = [one for one in expand(read_workout(text).workout).steps if one.tally]
    assert plan_text_of(step) == f"2 rounds: 5 Squat @ {loads}"


def test_the_text_has_the_tempo_and_the_cadence_of_an_exercise():
    workout = read_workout(
        '[[block]]\nkind = "circuit"\nexercises = [{ do = "5 Squat @ 40 kg", tempo = "3-1-X" },'
        ' { do = "12 Push-up", cadence = "1.5s" }, "8 Row"]'
    ).workout
    lines = plan_text(expand(workout), datetime(2027, 1, 1), Pace())
    assert any("5 Squat @ 40 kg, tempo 3-1-1" in line for line in lines)
    assert any("12 Push-up, cadence 1.5s" in line for line in lines)
    assert any(line.endswith("8 Row") for line in lines)
