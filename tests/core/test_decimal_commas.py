"""Fractions as people type them who write them with a comma."""

from __future__ import annotations

import pytest

from legtimer.core import notation
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.notation import NotUnderstood, decimal_point
from legtimer.core.session import commands as c
from legtimer.core.session.command_text import InvalidCommand, parse_command, parse_script


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("22,5 kg", "22.5 kg"),
        ("2x22,5 kg", "2x22.5 kg"),
        ("1:30,5", "1:30.5"),
        ("1,25", "1.25"),
        ("60,70,80 kg", "60,70,80 kg"),
        ("1,000 kg", "1,000 kg"),
        ("60,5,", "60,5,"),
        ("Lunge, hard", "Lunge, hard"),
    ],
)
def test_one_comma_between_digits_is_a_decimal_one(typed, read):
    assert decimal_point(typed) == read


def test_in_a_file_the_message_says_how_it_is_written():
    with pytest.raises(NotUnderstood, match=r"for a fraction write 22\.5 kg$"):
        notation.single_load("22,5 kg")


def test_a_load_of_a_command_has_a_comma():
    load = c.CorrectLoad(Load(LoadUnit.KG, 22.5))
    assert parse_command("load 22,5 kg") == load
    found = parse_script("0:05 press,0:06 load 22,5 kg, 0:07 reps 12,0:08 press,9 press")
    assert [one.command for one in found] == [c.Press(), load, c.CorrectReps(12), *[c.Press()] * 2]


@pytest.mark.parametrize("typed", ["reps 12.5", "reps 12,5"])
def test_reps_are_whole_and_the_message_names_both_sides(typed):
    for read in (parse_command, lambda text: parse_script(f"0:05 press, 0:06 {text}")):
        with pytest.raises(InvalidCommand, match=r"12[.,]5 is not a whole number; write 12 or 13"):
            read(typed)
    with pytest.raises(NotUnderstood, match="write 12 or 13"):
        notation.exercise_line("12.5 Squat")
