"""What was chosen the last time, in a file of the program's own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def of_lines(*lines):
    """A workout with a block of each of these exercises."""
    blocks = (f'[[block]]\nkind = "sets"\nsets = "1-9"\nexercises = [{line}]\n' for line in lines)
    found = read_workout('name = "Legs"\n' + "".join(blocks)).workout
    assert found is not None
    return found


PLANK, SQUAT, CHOICE = '"30-60s Plank"', '"8 Squat"', '"5 Squat | 8 Lunge"'


def named(workout, choices):
    """Choices by what they are about."""
    return {
        (ask.key.rpartition(".")[2], *ask.exercises): ask.text(choices[ask.key])
        for ask in workout.asks()
        if ask.key in choices
    }


@given(st.permutations([PLANK, SQUAT, CHOICE]), st.permutations([PLANK, SQUAT, CHOICE]))
def test_choices_follow_their_exercises_wherever_they_stand(before, after):
    with tempfile.TemporaryDirectory() as folder:
        choices = ChoicesFile(Path(folder) / "choices.toml")
        first, second = of_lines(*before), of_lines(*after)
        chosen = {ask.key: ask.low + n for n, ask in enumerate(first.asks())}
        chosen = first.allowed(chosen)
        choices.keep(first, chosen)
        assert named(second, choices.last(second)) == named(first, chosen)


def test_the_second_range_of_an_exercise_is_another_one(path):
    choices = ChoicesFile(path)
    choices.keep(of_lines(PLANK, PLANK), {f"block[{n}].sets": n + 2 for n in range(2)})
    again = choices.last(of_lines(SQUAT, PLANK, PLANK))
    assert again == {"block[1].sets": 2, "block[2].sets": 3}


def test_one_of_several_is_known_by_its_text_and_under_another_name_of_the_exercise(path):
    choices = ChoicesFile(path)
    choices.keep(of_lines('"5 Squat | 8 KB swing"'), {"block[0].exercises[0].any": 2})
    turned = of_lines('"8 KB swing | 5 Squats"')
    assert choices.last(turned) == {"block[0].exercises[0].any": 1}


def test_the_file_of_an_earlier_version_is_read(path):
    path.parent.mkdir()
    path.write_text('[Legs]\n"block[0].sets" = 4\n"block[1].exercises[0].any" = 2\n')
    old = {"block[0].sets": 4, "block[1].exercises[0].any": 2}
    assert ChoicesFile(path).last(of_lines(PLANK, CHOICE)) == old


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
