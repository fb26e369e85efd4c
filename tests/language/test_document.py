"""The reference of the format: its examples are right, and no kind or key is missing or stale."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from legtimer.core.blocks import kinds
from legtimer.core.exercise_types import EXERCISE_KEYS
from legtimer.core.fields import keys_of
from legtimer.core.workout import Workout
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.mistakes import Severity
from legtimer.files.shipped import exercises_file
from legtimer.files.workouts.exercise_hints import exercise_hints
from legtimer.files.workouts.reader import read_workout

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "workout-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_is_a_good_workout(example):
    reading = read_workout(example)
    assert [m.render("example") for m in reading.mistakes] == []


def test_there_is_an_example_of_every_kind():
    assert len(EXAMPLES) >= len(kinds()) + 4
    for kind in kinds():
        assert any(f'kind = "{kind}"' in example for example in EXAMPLES)


def test_the_generated_parts_are_current():
    spec = importlib.util.spec_from_file_location("make", DOCS / "make_workout_format.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.current(TEXT) == TEXT, "stale; run: python docs/make_workout_format.py"


def test_every_key_is_documented_with_its_help():
    for cls in (Workout, *kinds().values()):
        for item in keys_of(cls):
            assert f"| `{item.key}` | {item.help}" in TEXT
    for name, (_, text) in EXERCISE_KEYS.items():
        assert f"| `{name}` | {text}" in TEXT


def test_every_kind_has_a_chapter():
    for kind, cls in kinds().items():
        assert f'### {cls.label}: `kind = "{kind}"`\n\n{cls.summary}\n' in TEXT


def test_the_choice_of_a_kind_names_every_kind():
    table = re.search(r"\| you want \| take `kind` \|\n(.*?)\n\n", TEXT, re.DOTALL)
    named = re.findall(r"\| `\"([^\"]*)\"`[^|]*\|$", table[1], re.MULTILINE)
    assert set(named) == set(kinds())


def test_a_rest_between_rounds_of_intervals(steps):
    (example,) = [text for text in EXAMPLES if "Three rounds of five" in text]
    found = steps(example)
    assert [found.index("rest 1:00"), found.count("rest 1:00")] == [5, 2]
    assert found[-1].startswith("work")


def test_examples_of_lists_of_words_fit_their_keys():
    rows = dict(
        re.findall(r"^\| `(levels|cues|equipment|tags)` \|.*?(`\[.*?\]`)", TEXT, re.MULTILINE)
    )
    assert rows == {
        "levels": '`["Rx", "Scaled"]`',
        "cues": '`["Chest up.", "Knees out."]`',
        "equipment": '`["kettlebell", "box"]`',
        "tags": '`["legs", "easy"]`',
    }


def test_the_slips_are_slips_and_what_to_write_is_right():
    rows = re.findall(r'^\| `("[^"]*")` (?:in an AMRAP )?\| `("[^"]*")`', TEXT, re.MULTILINE)
    assert len(rows) >= 4
    for slip, right in rows:
        block = '[[block]]\nkind = "sets"\nsets = 3\nexercises = [{}]'
        assert read_workout(block.format(slip)).workout is None
        assert read_workout(block.format(right)).mistakes == ()


def test_the_messages_shown_are_those_that_are_told():
    shown = re.findall(r"^legs\.toml:\d+:\d+: (error|warning|hint): (.*)$", TEXT, re.MULTILINE)
    reading = read_workout(
        '[[block]]\nkind = "circut"\n[[block]]\nkind = "sets"\nexercises = ["3x10 Squat"]\n'
        'rest = "3:00:00"\n'
    )
    good = '[[block]]\nkind = "circuit"\nrounds = 3\nexercises = ["10 Goblet sqaut"]\n'
    hints = exercise_hints(good, read_workout(good).workout, ExerciseLibrary(exercises_file()))
    told = [*reading.mistakes, *hints]
    assert [(m.severity.value, m.message) for m in told] == shown
    assert {m.severity for m in told} == set(Severity)
