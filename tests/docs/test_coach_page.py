"""The page of the coach: its examples are right, and its tables are those of the declarations."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from legtimer.files.programmes.reader import read_programme

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "coach.md").read_text(encoding="utf-8")


def test_its_examples_are_good():
    first, calendar = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert read_programme(first).mistakes == ()
    assert (
        read_programme(re.sub(r"\[runs\].*?\n\n", calendar, first, flags=re.DOTALL)).mistakes == ()
    )


def test_its_tables_are_current():
    spec = importlib.util.spec_from_file_location("make", DOCS / "make_workout_format.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.current(TEXT, make.COACH_PARTS) == TEXT, "stale; run docs/make_workout_format.py"
