"""A new kind of block is one new file: dropped into a copy of the package, it works everywhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import legtimer

TOY = '''
"""Toy: an exercise of every second minute, twice as long each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legtimer.core.ranking import Ranking
from legtimer.core.block import Block
from legtimer.core.exercise import Exercise, Rest
from legtimer.core.exercise_types import Exercises
from legtimer.core.step_builder import StepBuilder, time_amount
from legtimer.core.value_types import RestTime, WholeNumber
from legtimer.core.fields import key
from legtimer.core.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Toy(Block):
    """Work that doubles."""

    kind = "toy"
    label = "Toy"
    summary = "Every exercise once, each twice as long as the one before."
    ranking = Ranking.NOTHING
    example = {"first": 5, "rest": "0:10", "exercises": ["Squat", "Plank", "Hop"]}

    first: int = key(WholeNumber(1, 60), help="Seconds of the first one.")
    rest: Rest = key(RestTime(), help="The rest between them.")
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done.")

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        """Work and rest."""
        exercises = builder.exercises()
        for i, (source, exercise) in enumerate(exercises):
            place = builder.place(1, 1, i + 1, len(exercises), source=source)
            yield from builder.work(exercise, place, amount=time_amount(self.first * 1000 * 2**i))
            if i + 1 < len(exercises):
                yield from builder.rest(self.rest, place)
'''

SCRIPT = """
import jsonschema, tomli_w
from legtimer.core.blocks import kinds
from legtimer.core.session import commands as c
from legtimer.core.session.machine import Session
from legtimer.core.workout import expand
from legtimer.files.workouts.reader import read_workout
from legtimer.files.workouts.schema import workout_schema

assert "toy" in kinds()
table = {"prepare": 0, "block": [{"kind": "toy", **kinds()["toy"].example}]}
reading = read_workout(tomli_w.dumps(table))
assert reading.mistakes == (), reading.mistakes
phases = [(s.phase.value, s.limit) for s in expand(reading.workout).steps]
assert phases == [("work", 5000), ("rest", 10000), ("work", 10000), ("rest", 10000),
                  ("work", 20000)], phases

session = Session(reading.workout, now=0)
session.handle(c.Start(), 0)
cues = session.advance(55_000)
assert session.state.value == "finished"
assert [type(cue).__name__ for cue in cues].count("StepStarted") == 4

checker = jsonschema.Draft7Validator(workout_schema())
checker.validate(table)
table["block"][0]["firts"] = table["block"][0].pop("first")
assert list(checker.iter_errors(table))
(mistake, *_) = read_workout(tomli_w.dumps(table)).errors
assert "did you mean first" in mistake.message, mistake
print("it works")
"""


@pytest.fixture
def copy(tmp_path):
    """A copy of the package with one file more."""
    package = Path(legtimer.__file__).parent
    shutil.copytree(
        package, tmp_path / "legtimer", ignore=shutil.ignore_patterns("__pycache__", "data")
    )
    (tmp_path / "legtimer" / "core" / "blocks" / "toy.py").write_text(TOY, encoding="utf-8")
    return tmp_path


def run(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_one_file_more_is_one_kind_more(copy):
    done = run(copy, SCRIPT)
    assert (done.stdout, done.stderr) == ("it works\n", "")


def test_a_file_without_a_kind_is_told_to_its_author(copy):
    (copy / "legtimer" / "core" / "blocks" / "empty.py").write_text('"""Nothing."""\n')
    done = run(copy, "from legtimer.core.blocks import kinds; kinds()")
    assert done.returncode == 1
    assert "RuntimeError: empty" in done.stderr
