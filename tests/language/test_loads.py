"""Loads by the body weight, ranges of loads, and levels by default."""

from __future__ import annotations

import pytest

from legtimer.audio.voice.wording import step_words
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.notation import NotUnderstood, load_typed, loads, single_load
from legtimer.core.session import commands as c
from legtimer.core.session.command_text import (
    command_text,
    journal_text,
    parse_command,
    parse_journal_text,
)
from legtimer.core.session.machine import Session
from legtimer.core.workout import expand
from legtimer.files.workouts.reader import read_workout
from legtimer.history.results import results_of

KG_72 = AthleteDefaults(weight=Load(LoadUnit.KG, 72))


def texts(typed: str) -> list[str]:
    return [load.text for load in loads(typed)]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1.5x bodyweight", ["1.5x bodyweight"]),
        ("1.5 x BW", ["1.5x bodyweight"]),
        ("1,1.25,1.5x bodyweight", ["1x bodyweight", "1.25x bodyweight", "1.5x bodyweight"]),
        ("bw+10kg", ["bodyweight + 10 kg"]),
        ("Bodyweight - 20 lb", ["bodyweight - 20 lb"]),
        ("bodyweight + 5,10 kg", ["bodyweight + 5 kg", "bodyweight + 10 kg"]),
        ("bodyweight,bodyweight + 5 kg", ["bodyweight", "bodyweight + 5 kg"]),
        ("10-20 lb", ["10-20 lb"]),
        ("2x10-20 kg", ["2x10-20 kg"]),
        ("70-80%", ["70-80%"]),
        ("bodyweight - 10-20 kg", ["bodyweight - 10-20 kg"]),
        ("10-15,15-20 kg", ["10-15 kg", "15-20 kg"]),
    ],
)
def test_loads_are_read_and_shown_as_they_are_typed(typed, shown):
    assert texts(typed) == shown
    assert [texts(text) for text in shown] == [[text] for text in shown]


def planned(line: str, personal: AthleteDefaults | None = None, kind: str = "sets") -> list[str]:
    text = f'[[block]]\nkind = "{kind}"\nexercises = ["{line}"]\n'
    reading = read_workout(text, personal=personal)
    again = read_workout(reading.text)
    assert [s.load for s in expand(again.workout).steps] == [
        s.load for s in expand(reading.workout).steps
    ]
    return [step.load.text for step in expand(reading.workout).steps if step.phase == "work"]


def test_a_multiple_of_the_body_weight_is_a_load_where_the_weight_is_known():
    assert planned("5 Deadlift @ 1.5x bodyweight") == ["1.5x bodyweight"]
    assert planned("5 Deadlift @ 1.5x bodyweight", KG_72) == ["108 kg"]
    assert planned("5 Deadlift @ 1-1.5x bodyweight", KG_72) == ["72-108 kg"]
    pounds = AthleteDefaults(weight=Load(LoadUnit.LB, 161))
    assert planned("5 Press @ 0.75,1x bodyweight", pounds) == ["121 lb", "161 lb"]


def test_what_is_added_to_the_body_weight_stays_what_has_to_be_loaded():
    assert planned("5 Dip @ bodyweight + 10 kg", KG_72) == ["bodyweight + 10 kg"]
    assert planned("5 Dip @ bodyweight", KG_72) == ["bodyweight"]


def test_a_range_of_percent_is_a_range_of_loads_where_the_maximum_is_known():
    personal = AthleteDefaults(maxima={"Squat": Load(LoadUnit.KG, 100)})
    assert planned("5 Squat @ 70-80%", personal) == ["70-80 kg"]


def test_easier_alternatives_options_and_a_complex_have_the_body_weight_too():
    text = """
        [[block]]
        kind = "complex"
        load = "0.5x bodyweight"
        exercises = ["5 Clean"]
        [[block]]
        kind = "sets"
        exercises = [
          { any = ["5 Squat @ 1x bodyweight", "5 Deadlift @ 1.5x bodyweight"] },
          { do = "5 Press", easier = "5 Push press @ 0.25x bodyweight" },
        ]
    """
    workout = read_workout(text, personal=KG_72).workout
    swaps = workout.easier_sources()
    steps = expand(workout, {"block[1].exercises[0].any": 2}, swaps).steps
    assert [s.load.text for s in steps if s.phase == "work"] == ["36 kg", "108 kg", "18 kg"]


def test_the_voice_says_them():
    said = {}
    lines = (
        "bodyweight + 10 kg",
        "bodyweight - 20 lb",
        "1.5x bodyweight",
        "10-20 lb",
        "bodyweight",
    )
    for load in lines:
        text = f'[[block]]\nkind = "sets"\nexercises = ["5 Dip @ {load}"]\n'
        (step,) = [s for s in expand(read_workout(text).workout).steps if s.phase == "work"]
        said[load] = step_words(step)[0].removeprefix("5 Dip, ")
    assert list(said.values()) == [
        "bodyweight plus 10 kilograms",
        "bodyweight minus 20 pounds",
        "1.5 times bodyweight",
        "10 to 20 pounds",
        "bodyweight",
    ]


@pytest.mark.parametrize(
    "load", ["bodyweight + 12.5 kg", "bodyweight - 20 lb", "1.5x bodyweight", "2x16 kg"]
)
def test_a_journal_keeps_them(load):
    command = parse_command(f"load {load}")
    assert command == c.CorrectLoad(single_load(load))
    assert parse_journal_text(journal_text(command)) == command
    assert parse_command(command_text(command)) == command


def test_a_figure_alone_is_in_the_unit_of_what_was_planned():
    assert load_typed("12,5", loads("bodyweight + 10 kg")[0], "lb").text == "bodyweight + 12.5 kg"
    assert load_typed("15", loads("bodyweight - 10-20 lb")[0], "kg").text == "bodyweight - 15 lb"
    assert load_typed("15", loads("10-20 lb")[0], "kg").text == "15 lb"
    assert load_typed("15", loads("bodyweight")[0], "kg").text == "15 kg"
    assert load_typed("2x15", None, "kg").text == "2x15 kg"
    with pytest.raises(NotUnderstood):
        load_typed("10-20", loads("10-20 lb")[0], "kg")


def test_a_range_that_nobody_told_is_not_told_and_what_is_told_holds_for_further_sets():
    text = '[[block]]\nkind = "sets"\nsets = 3\nrest = "0:30"\nexercises = ["5 Curl @ 10-20 lb"]\n'
    plan = expand(read_workout(f"prepare = 0\n{text}").workout)
    session = Session(plan, now=0)
    session.handle(c.Start(), 0)
    session.handle(c.Press(), 10_000)
    session.handle(c.Press(), 20_000)
    assert session.view(20_000).load_target.load.text == "10-20 lb"
    session.handle(c.CorrectLoad(Load(LoadUnit.LB, 15)), 21_000)
    assert session.view(21_000).now.load.text == "15 lb"
    for at in (30_000, 40_000, 50_000):
        session.handle(c.Press(), at)
    view = session.view(50_000)
    assert [record.load and record.load.text for record in view.records] == [None, "15 lb", "15 lb"]
    sets, _ = results_of(view.records, view.scores, plan)
    assert [one.load and one.load.text for one in sets] == [None, "15 lb", "15 lb"]


def test_weight_is_what_is_lifted_and_not_the_body():
    assert single_load("bodyweight + 10 kg").grams == 10_000
    assert single_load("bodyweight - 10 kg").grams == 0
    assert single_load("1.5x bodyweight").grams == 0


LEVELS = '[[block]]\nkind = "sets"\nexercises = ["10/8 Dip"]\n'


def test_the_level_of_the_settings_counts_where_none_is_chosen():
    workout = read_workout(LEVELS, personal=AthleteDefaults(level="Women")).workout
    assert expand(workout).steps[-1].amount.text == "8"
    assert expand(workout, {"level": 1}).steps[-1].amount.text == "10"
    other = read_workout(LEVELS, personal=AthleteDefaults(level="Rx")).workout
    assert expand(other).steps[-1].amount.text == "10"


def test_the_level_of_the_settings_is_kept_with_the_session():
    reading = read_workout(LEVELS, personal=AthleteDefaults(level='w"o\\men'))
    assert read_workout(reading.text).workout.level == 'w"o\\men'


def test_the_load_of_a_complex_has_levels():
    text = """
        [[block]]
        kind = "complex"
        load = "60/40,70/45 kg"
        exercises = ["3/2 Clean", { do = "3 Press | 3 Push press", easier = "3 Raise" }]
    """
    workout = read_workout(text.replace('do = "3 Press | 3 Push press"', 'do = "3 Press"')).workout
    men, women = (
        [
            (item.amount.text, item.exercise.name, item.load.text)
            for step in expand(workout, {"level": level}, workout.easier_sources()).steps
            if step.tally
            for item in step.tally.items(0)
        ]
        for level in (1, 2)
    )
    assert men == [
        ("3", "Clean", "60 kg"),
        ("3", "Raise", "60 kg"),
        ("3", "Clean", "70 kg"),
        ("3", "Raise", "70 kg"),
    ]
    assert women == [
        ("2", "Clean", "40 kg"),
        ("3", "Raise", "40 kg"),
        ("2", "Clean", "45 kg"),
        ("3", "Raise", "45 kg"),
    ]
    assert [ask.key for ask in workout.asks()] == ["level"]


def test_a_complex_in_percent_stays_one_load():
    text = '[[block]]\nkind = "complex"\nload = "70%"\nexercises = ["1 Clean", "1 Press"]\n'
    personal = AthleteDefaults(maxima={"Press": Load(LoadUnit.KG, 60)})
    (step,) = [s for s in expand(read_workout(text, personal=personal).workout).steps if s.tally]
    assert {item.load.text for item in step.tally.items(0)} == {"70%"}
