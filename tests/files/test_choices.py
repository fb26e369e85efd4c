"""What was chosen the last time, in a file of the program's own."""

from __future__ import annotations

import os

import pytest

from legtimer.files.workouts.choices import ChoicesFile
from legtimer.files.workouts.reader import read_workout


def workout(sets="3-5", name="Legs"):
    text = f'name = "{name}"\n[[block]]\nkind = "sets"\nsets = "{sets}"\nexercises = ["8 Squat"]\n'
    found = read_workout(text).workout
    assert found is not None
    return found


KEY = workout().asks()[0].key


@pytest.fixture
def path(tmp_path):
    return tmp_path / "made" / "choices.toml"


def test_the_last_choice_is_kept_for_each_workout(path):
    choices = ChoicesFile(path)
    assert choices.last(workout()) == {}
    choices.keep(workout(), {KEY: 4})
    choices.keep(workout(name="'Arms' \\u00e4"), {KEY: 3})
    choices.keep(workout(), {KEY: 5})
    again = ChoicesFile(path)
    assert again.last(workout()) == {KEY: 5}
    assert again.last(workout(name="'Arms' \\u00e4")) == {KEY: 3}
    assert os.listdir(path.parent) == ["choices.toml"]


def test_what_the_range_does_not_allow_any_more_is_not_proposed(path):
    ChoicesFile(path).keep(workout(), {KEY: 5})
    assert ChoicesFile(path).last(workout("2-4")) == {}


@pytest.mark.parametrize("content", [b"= 1", b"\xff", b"Legs = 4\n"])
def test_a_damaged_file_proposes_nothing_and_is_written_anew(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    choices = ChoicesFile(path)
    assert choices.last(workout()) == {}
    choices.keep(workout(), {KEY: 4})
    assert choices.last(workout()) == {KEY: 4}


def test_where_it_cannot_be_written_nothing_else_fails(tmp_path):
    (tmp_path / "made").write_text("a file where the folder should be")
    choices = ChoicesFile(tmp_path / "made" / "choices.toml")
    choices.keep(workout(), {KEY: 4})
    assert choices.last(workout()) == {}
