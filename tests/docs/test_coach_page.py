"""The page of the coach: its examples are right, and its tables are those of the declarations."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from legtimer.files.programmes.reader import read_programme
from legtimer.files.workouts.reader import read_workout

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "coach.md").read_text(encoding="utf-8")


def test_its_examples_are_good():
    examples = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (whole,) = (text for text in examples if "[[phase]]" in text)
    assert read_programme(whole).mistakes == ()
    parts = [text for text in examples if text.startswith(("[runs]", "[[rule]]"))]
    assert len(parts) == 2
    for text in parts:
        bare = re.sub(r"\[runs\].*?\n\n", "", whole, flags=re.DOTALL)
        assert read_programme(f"{bare}\n{text}").mistakes == ()
    (growing,) = (text for text in examples if "[[block]]" in text)
    assert read_workout(growing).mistakes == ()


def test_its_tables_are_current():
    spec = importlib.util.spec_from_file_location("make", DOCS / "make_workout_format.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.current(TEXT, make.COACH_PARTS) == TEXT, "stale; run docs/make_workout_format.py"
