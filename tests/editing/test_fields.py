"""Figures changed through the form: that figure changes, and nothing else."""

from __future__ import annotations

import difflib

import pytest

from legtimer.app.editor_files import CheckedText
from legtimer.files.workouts.catalogue import workout_files
from legtimer.files.workouts.reader import read_workout
from legtimer.tui.screens.editor.fields import Field, Refused, groups, moved, step_field, with_field

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
    with pytest.raises(Refused, match=why):
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
    with pytest.raises(Refused):
        moved(TEXT, listed["Plank"], 1, check)


@pytest.mark.parametrize("path", [*workout_files()], ids=lambda path: path.stem)
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


def test_one_more_and_one_less():
    assert [step_field(value, 1) for value in ("3", "1:30", "45s", "8-12", "")] == [
        "4", "1:35", "0:50", None, None,
    ]  # fmt: skip
    assert [step_field(value, -1) for value in ("0", "0:05")] == ["0", "0:05"]
