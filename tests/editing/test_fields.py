"""Figures changed through the form: that figure changes, and nothing else."""

from __future__ import annotations

import difflib

import pytest

from legtimer.app.editor_files import CheckedText
from legtimer.core.amount_types import LoadText
from legtimer.core.duration_types import Duration
from legtimer.core.value_types import Choice, Count, Flag
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.files.workouts.reader import read_workout
from legtimer.tui.screens.editor.fields import (
    Field,
    InvalidEdit,
    groups,
    moved,
    step_field,
    with_field,
)

TEXT = """\
# In my garage.
name = "Garage"   # the name

[[block]]
kind = "superset"   # back to back
# three is enough
sets = 3            # or four
rest = '1:30'
exercises = [
  "20 Curtsey lunge @ 30 kg",   # heavy
  # the jumps
  "1:00  Lunge jump",
  { do = "10/side Split squat", note = "slow" }, # each
  { name = "90/90", reps = 12, load = "2x8 kg" }  # last
]

[[block]]
  kind = "repeat"
  rounds = 2
  [[block.block]]
  kind = "amrap"
  time = "10:00"
  exercises = ["10 Push-up", "Plank"]
"""


def check(text: str) -> CheckedText:
    reading = read_workout(text)
    return CheckedText(reading.workout, reading.mistakes)


def field(text: str, title: str, label: str) -> Field:
    return next(
        field
        for group in groups(text)
        for field in group.fields
        if (group.title, field.label) == (title, label)
    )


def difference(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("title", "label", "typed", "old", "new"),
    [
        ("Superset", "sets", "4", "sets = 3 ", "sets = 4 "),
        ("Superset", "sets", "2-4", "sets = 3 ", 'sets = "2-4" '),
        ("Superset", "rest", "2:00", "'1:30'", '"2:00"'),
        ("Curtsey lunge", "amount", "12", "20 Curtsey", "12 Curtsey"),
        ("Curtsey lunge", "amount", "", "20 Curtsey", "Curtsey"),
        ("Curtsey lunge", "load", "32 kg", "30 kg", "32 kg"),
        ("Curtsey lunge", "load", "", " @ 30 kg", ""),
        ("Lunge jump", "load", "5 kg", "jump", "jump @ 5 kg"),
        ("Lunge jump", "amount", "45s", '"1:00 ', '"45s '),
        ("Split squat", "amount", "8/leg", "10/side", "8/leg"),
        ("90/90", "reps", "8-12", "reps = 12", 'reps = "8-12"'),
        ("90/90", "load", "2x12 kg", "2x8", "2x12"),
        ("AMRAP", "time", "12:00", '"10:00"', '"12:00"'),
        ("Plank", "amount", "0:30", '"Plank"', '"0:30 Plank"'),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_one_figure_changes_and_nothing_else(title, label, typed, old, new, ends):
    text = TEXT.replace("\n", ends)
    found = with_field(text, field(text, title, label), typed, check)
    place = text.index(old, text.index("jump") - 12 if title == "Lunge jump" else 0)
    if title == "Lunge jump" and label == "load":
        place = text.index("jump", text.index("Lunge jump"))
    assert found == text[:place] + new + text[place + len(old) :]


def test_a_figure_that_was_not_given_gets_a_line_of_its_own():
    text = TEXT.replace("sets = 3            # or four\n", "")
    found = with_field(text, field(text, "Superset", "sets"), "5", check)
    assert difference(text, found) == ["+sets = 5"]
    assert found.index("sets = 5") < found.index("# three is enough")
    nested = with_field(TEXT, field(TEXT, "AMRAP", "count"), "rounds", check)
    assert difference(TEXT, nested) == ['+  count = "rounds"']


def test_a_figure_is_left_out():
    found = with_field(TEXT, field(TEXT, "Superset", "rest"), "", check)
    assert difference(TEXT, found) == ["-rest = '1:30'"]


@pytest.mark.parametrize(
    ("title", "label", "typed", "why"),
    [
        ("Superset", "sets", "0", "from 1 to 1000"),
        ("Superset", "sets", "many", "whole number"),
        ("Superset", "rest", "1.5.2", "rest"),
        ("Curtsey lunge", "amount", "3x10", "sets are given"),
        ("Curtsey lunge", "load", "heavy", "load"),
        ("AMRAP", "time", "", "needs time"),
    ],
)
def test_what_would_be_no_workout_is_refused(title, label, typed, why):
    with pytest.raises(InvalidEdit, match=why):
        with_field(TEXT, field(TEXT, title, label), typed, check)


def test_an_exercise_moves_with_its_comment():
    listed = {group.title: group for group in groups(TEXT) if group.exercise}
    down = moved(TEXT, listed["Curtsey lunge"], 1, check)
    assert down == TEXT.replace(
        '  "20 Curtsey lunge @ 30 kg",   # heavy\n  # the jumps\n  "1:00  Lunge jump",\n',
        '  "1:00  Lunge jump",\n  # the jumps\n  "20 Curtsey lunge @ 30 kg",   # heavy\n',
    )
    up = moved(TEXT, listed["90/90"], -1, check)
    assert up == TEXT.replace(
        '  { do = "10/side Split squat", note = "slow" }, # each\n'
        '  { name = "90/90", reps = 12, load = "2x8 kg" }  # last\n',
        '  { name = "90/90", reps = 12, load = "2x8 kg" },  # last\n'
        '  { do = "10/side Split squat", note = "slow" } # each\n',
    )
    assert moved(up, {g.title: g for g in groups(up)}["Split squat"], -1, check) == TEXT
    line = moved(TEXT, listed["Plank"], -1, check)
    assert difference(TEXT, line)[1] == '+  exercises = ["Plank", "10 Push-up"]'
    with pytest.raises(InvalidEdit):
        moved(TEXT, listed["Plank"], 1, check)


@pytest.mark.parametrize("path", [file.path for file in WORKOUTS.all()], ids=lambda path: path.stem)
def test_every_figure_of_the_shipped_workouts_can_be_typed_again(path):
    text = path.read_text()
    for group in groups(text):
        for one in group.fields:
            if not one.value:
                continue
            # Another spelling of the same: what changes is the one value.
            if one.value.isdecimal() and one.form is not None:
                found = with_field(
                    text, one, str(int(one.value) + 1), lambda text: CheckedText(object())
                )
                assert len(difference(text, found)) == 2
            assert with_field(text, one, one.value, check) == text


def figure(value: str, form: object = None, label: str = "amount", default: str = "") -> Field:
    return Field(("x",), label, value, "", "", form, default)


@pytest.mark.parametrize(
    ("value", "more", "less"),
    [
        ("3", "4", "2"),
        ("0", "1", "0"),
        ("1:30", "1:35", "1:25"),
        ("45s", "50s", "40s"),
        ("0:05", "0:10", "0:05"),
        ("8-12", "9-13", "7-11"),
        ("45-60s", "50-65s", "40-55s"),
        ("1:00-1:30", "1:05-1:35", "0:55-1:25"),
        ("4/side", "5/side", "3/side"),
        ("0:30/side", "0:35/side", "0:25/side"),
        ("21,15,9", "22,16,10", "20,14,8"),
        ("24 kg", "25 kg", "23 kg"),
        ("102.5 kg", "103.5 kg", "101.5 kg"),
        ("2x16 kg", "2x17 kg", "2x15 kg"),
        ("50 lb", "55 lb", "45 lb"),
        ("80%", "85%", "75%"),
        ("", "10", "10"),
        ("max", None, None),
    ],
)
def test_one_more_and_one_less(value, more, less):
    assert (step_field(figure(value), 1), step_field(figure(value), -1)) == (more, less)


def test_a_load_by_the_body_weight_goes_by_quarters_and_what_is_added_by_kg():
    times, added = (figure(text, LoadText(), "load") for text in ("1.5x bodyweight", "bw + 10 kg"))
    assert (step_field(times, 1), step_field(times, -1)) == ("1.75x bodyweight", "1.25x bodyweight")
    assert (step_field(added, 1), step_field(added, -1)) == ("bw + 11 kg", "bw + 9 kg")
    assert step_field(figure("0.25x bw", LoadText(), "load"), -1) == "0.25x bw"
    assert step_field(figure("10-20 lb", LoadText(), "load"), 1) == "15-25 lb"


def test_a_figure_that_is_not_given_begins_at_its_default():
    assert step_field(figure("", Duration(0, 60_000), "prepare", "0:10"), 1) == "0:15"
    assert step_field(figure("", Count(), "rounds"), 1) == "1"
    assert step_field(figure("", Flag(), "halfway", "true"), 1) == "false"
    assert step_field(figure("", Choice("a", "b"), "count"), 1) == "b"
    assert step_field(figure("", None, "load"), 1) is None


def test_a_step_of_growth_and_the_first_figure_are_figures_of_the_form():
    one = '{ do = "20 Walking lunge", from = 10, grow = "1 rep" }'
    several = '{ do = "8-12 Squat", grow = ["1 rep", "1 set"], after = 2 }'
    text = f'[[block]]\nkind = "sets"\nsets = "2-4"\nexercises = [\n{one},\n{several},\n]\n'
    new = with_field(text, field(text, "Walking lunge", "grow"), "2 reps", check)
    assert 'grow = "2 reps" }' in new
    new = with_field(text, field(text, "Walking lunge", "from"), "12", check)
    assert "from = 12," in new
    labels = {f.label for group in groups(text) for f in group.fields if group.title == "Squat"}
    assert labels == {"amount", "load", "after"}
