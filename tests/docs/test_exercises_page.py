"""The page about exercises says what is true."""

import re
from pathlib import Path

from legtimer.core.fields import keys_of
from legtimer.files.exercises.reading import MUSCLES, LibraryExercise, read_exercises

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "exercises.md").read_text()


def test_its_example_is_good():
    (example,) = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    entries, mistakes = read_exercises(example)
    assert mistakes == ()
    assert len(entries) == 2


def test_it_tells_of_every_key_and_muscle():
    for item in keys_of(LibraryExercise):
        assert f"| `{item.key}` |" in PAGE
    assert ", ".join(MUSCLES) in PAGE.replace("\n", " ")
