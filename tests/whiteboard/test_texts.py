"""What people write, in many styles, and the plan that each text must give."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from legtimer.files.workouts.reader import read_workout
from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.reader import read_whiteboard
from legtimer.whiteboard.source import source_lines
from legtimer.whiteboard.vocabulary import language_of
from legtimer.whiteboard.writer import whiteboard_text
from tests.whiteboard.mutate import faults, texts
from tests.whiteboard.plans import LIBRARY, name_of

CASES = tomllib.loads((Path(__file__).parent / "texts.toml").read_text("utf-8"))["text"]


def exercise(given: object) -> str:
    """An exercise of a file in one line."""
    if isinstance(given, str):
        return given
    keys = dict(given)
    note = keys.pop("note", "")
    do = keys.pop("do", None) or " | ".join(keys.pop("any", ()))
    words = [do or f"{{{keys.pop('name')}}}"]
    words += [f"{key}={value}" for key, value in keys.items()]
    return " ".join(words) + (f" ({note})" if note else "")


def block_lines(block: dict, indent: str = "") -> list[str]:
    """A block of a file, in a line and one more for each block inside it."""
    block = dict(block)
    kind, inner = block.pop("kind"), block.pop("block", [])
    name = f"[{block.pop('name')}] " if "name" in block else ""
    done = " | ".join(map(exercise, block.pop("exercises", [])))
    keys = "".join(f" {key}={value}" for key, value in sorted(block.items()))
    lines = [f"{indent}{name}{kind}{keys}: {done}".rstrip()]
    return lines + [line for each in inner for line in block_lines(each, f"{indent}  ")]


def plan(text: str) -> str:
    """What a text is read as: the name of each workout, and a line for each block."""
    lines = []
    for workout in read_whiteboard(text, name_of).workouts:
        data = tomllib.loads(workout.text)
        lines.append(f"# {data['name']}")
        lines += [line for block in data["block"] for line in block_lines(block)]
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=[f"{n} {c['style']}" for n, c in enumerate(CASES, 1)])
def test_a_text_gives_its_plan(case):
    assert plan(case["text"]) == case["plan"].strip("\n")
    reading = read_whiteboard(case["text"], name_of)
    assert [[number, guess] for number, guess in reading.guesses] == case.get("guesses", [])
    assert [number for number, _ in reading.unread] == case.get("unread", [])


def test_there_are_enough_of_them():
    assert len(CASES) >= 150
    assert len({case["style"] for case in CASES}) >= 12


def test_any_text_gives_good_files_or_a_reason():
    for text in texts(300, seed=7):
        assert faults(text, LIBRARY) == [], repr(text)


def test_no_line_with_a_figure_disappears():
    text = "AMRAP 10\n10 squats\nSquat 3 of 4 on 5 for 6, and so on and so forth it goes 7 times 8"
    reading = read_whiteboard(text, name_of)
    known = {number for number, _ in reading.unread} | set(reading.prose)
    placed = {line.source for workout in reading.workouts for line in workout.lines}
    assert known | placed >= {1, 2, 3}


def test_a_title_that_names_nothing_is_told():
    text = "# Club\n## Autumn\nEvening group\nAMRAP 10\n10 squats\n\nScore: all reps\n"
    reading = read_whiteboard(text, name_of)
    assert [workout.name for workout in reading.workouts] == ["Club"]
    assert reading.prose == (2, 7)


def test_a_choice_with_a_note_stays_a_choice():
    reading = read_whiteboard("3 rounds:\n- 400 m Run (easy) | 500 m Row\n- 10 squats\n", name_of)
    workout = read_workout(reading.workouts[0].text).workout
    assert workout is not None
    first = workout.blocks[0].exercises[0]
    assert [option.name for option in first.options] == ["Run", "Row"]
    assert {option.note for option in first.options} == {"easy"}


def test_what_was_not_read_stands_in_the_file():
    reading = read_whiteboard("3 rounds\n10 squats\n5 @ 80\n", name_of)
    assert any("line 3, not read" in line.text for line in reading.workouts[0].lines)
    assert read_workout(reading.workouts[0].text).workout is not None


def test_what_no_file_can_hold_is_left_out_and_told():
    reading = read_whiteboard("3 rounds\n" + "5 dips\n" * 300 + "10 squats, " * 1000, name_of)
    (workout,) = reading.workouts
    assert workout.text.count('"5 Dip"') == 200
    assert len(reading.unread) == 100
    assert reading.prose == (302,)


def test_a_choice_is_written_and_read_back():
    line = "400 m Run | 500 m Row @ 10 kg"
    text = f'name = "A"\n[[block]]\nkind = "circuit"\nrounds = 3\nexercises = ["{line}"]\n'
    workout = read_workout(text).workout
    written = whiteboard_text(workout)
    assert f"- {line}\n" in written
    assert plan(written) == f"# A\ncircuit rounds=3: {line}"


def test_a_text_without_a_workout_says_so():
    assert "no workout" in read_whiteboard("It was a sunny day.", name_of).problem
    assert "longer than" in read_whiteboard("squat " * 60_000, name_of).problem
    assert read_whiteboard("", name_of).problem


def exercises(text: str) -> list[list[object]]:
    """The exercises of each block that a text gives."""
    (workout,) = read_whiteboard(text, name_of).workouts
    return [block["exercises"] for block in tomllib.loads(workout.text)["block"]]


@pytest.mark.parametrize(
    "typed",
    [
        "12 dips / 24 push-ups",
        "12 dips OR 24 push-ups",
        "12 dips\nOR 24 push-ups",
        "12 dips or\n24 push-ups",
        "12 dips\nor\n24 push-ups",
    ],
)
def test_one_of_two_exercises_is_a_choice(typed):
    assert exercises(f"3 rounds:\n{typed}\n5 squats\n") == [["12 Dip | 24 Push-up", "5 Squat"]]


def test_a_choice_loses_no_word():
    assert exercises("AMRAP 9:\n12 dips\nor 24 push-ups (on the knees), rest 0:30") == [
        [{"any": ["12 Dip", "24 Push-up"], "note": "Push-up: on the knees; Push-up: rest 0:30"}]
    ]


def test_half_a_rep_more_is_no_growth():
    assert plan("EMOM 10:\n5 squats\nadd 0.5 each minute\n").startswith("# Workout\nemom ")


SHORT_NAMES = ("kb",)
"""Words of names that the library writes otherwise."""


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


@pytest.mark.parametrize("case", CASES, ids=[f"{n} {c['style']}" for n, c in enumerate(CASES, 1)])
def test_no_word_is_lost(case):
    """Each word stands in the file, counts something, or its line is told as left out."""
    reading, vocab = read_whiteboard(case["text"], name_of), language_of(case["text"])
    told = {number for number, _ in reading.unread} | set(reading.prose)
    written = letters("".join(workout.text for workout in reading.workouts))
    for line in source_lines(case["text"]):
        for token in tokens_of(line.text, vocab):
            word = letters(token.value)
            counts = token.kind != "word" or word in vocab.fillers or word in vocab.columns
            kept = word in SHORT_NAMES or word.rstrip("s")[: max(3, len(word) - 2)] in written
            assert line.number in told or counts or kept, line
