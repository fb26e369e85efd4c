"""Broken workout files: every message word for word, at its line and column.

The cases stand in ``broken``: a title behind ``===``, the file, and behind ``---`` what
is said about it. Where a case ends in ``...`` nothing else is hidden: all mistakes are listed.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from legtimer.files.collector import _MOST_MISTAKES
from legtimer.files.mistakes import Severity
from legtimer.files.workouts.reader import read_workout


class Case(NamedTuple):
    title: str
    text: str
    expected: list[str]


def cases() -> list[Case]:
    paths = sorted((Path(__file__).parent / "broken").glob("*.txt"))
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    found = []
    for part in source.split("=== ")[1:]:
        title, _, rest = part.partition("\n")
        text, _, expected = rest.partition("---\n")
        found.append(Case(title, text, expected.strip().splitlines()))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_every_mistake_is_told_at_its_place(case):
    reading = read_workout(case.text)
    told = [f"{m.line}:{m.column}: {m.severity.value}: {m.message}" for m in reading.mistakes]
    assert told == case.expected
    warnings_only = all(m.severity is Severity.WARNING for m in reading.mistakes)
    assert (reading.workout is not None) == warnings_only


def test_there_are_many_cases_and_no_two_of_one_title():
    titles = [case.title for case in cases()]
    assert len(titles) == len(set(titles)) >= 80


def test_every_message_says_something_to_do_or_to_know():
    for case in cases():
        assert case.expected, case.title
        for line in case.expected:
            message = line.split(": ", 2)[2]
            assert 15 < len(message) < 250, line
            assert not message.endswith("."), line


def test_a_hundred_mistakes_are_enough():
    text = '[[block]]\nkind = "sets"\nexercises = [\n' + '"3x10 Squat",\n' * 150 + "]\n"
    reading = read_workout(text)
    assert len(reading.mistakes) == _MOST_MISTAKES
    assert reading.mistakes[-1].message == "and 51 more mistakes"


def test_a_file_of_too_many_blocks_or_exercises_is_refused_at_once():
    rests = '[[block]]\nkind = "rest"\ntime = 5\n' * 1001
    (mistake,) = read_workout(rests).mistakes
    assert mistake.message == "1,001 blocks; a workout has at most 1,000"
    lines = '[[block]]\nkind = "sets"\nexercises = [' + '"1..100 X",' * 200 + "]\n"
    (mistake,) = read_workout(lines * 6).mistakes
    assert mistake.message == "1,200 exercises; a workout has at most 1,000"


def test_too_many_steps_are_refused_at_once_however_many_there_are():
    text, header = "", "block"
    for _ in range(7):
        text += f'[[{header}]]\nkind = "repeat"\nrounds = 1000\n'
        header += ".block"
    text += f'[[{header}]]\nkind = "circuit"\nrounds = 1000\nexercises = ["A"]\n'
    (mistake,) = read_workout(text).mistakes
    assert mistake.message == "with this block the workout has more than 100,000 steps"


@pytest.mark.parametrize("digits", [13, 4000, 5000])
def test_figures_of_any_length(digits):
    text = f'rest = {"9" * digits}\n[[block]]\nkind = "sets"\nsets = 0x{"F" * digits}\n'
    text += f'exercises = [{{ name = "A", reps = {"9" * digits} }}, "{"9" * digits} B"]'
    lines = {mistake.line for mistake in read_workout(text).mistakes}
    assert lines == {1, 4, 5}
