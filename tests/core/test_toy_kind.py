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
from legtimer.core.duration_types import RestTime
from legtimer.core.value_types import WholeNumber
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


SCORED = '''
"""Most reps: as many reps of one thing as fit into a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from legtimer.core.block import Block
from legtimer.core.exercise import Exercise
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.ranking import Ranking
from legtimer.core.scoring import Figures, InvalidScore, ScoredWork, Scoring
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step, Tally
from legtimer.core.duration_types import Duration


class AllReps(Scoring):
    """All reps together."""

    def figures(self, work: ScoredWork) -> Figures:
        return Figures(0, work.total, work.ms, complete=work.by_clock)

    def text(self, score: Figures) -> str:
        return f"{score.reps} reps"

    def spoken(self, score: Figures, duration: Callable[[int], str]) -> str:
        return f"{score.reps} reps in all, in {duration(score.ms)}"

    def tally_figure(
        self, rounds: int, reps: int, total: int, whole: int
    ) -> tuple[str, str]:
        return str(total), "reps so far"

    def parse(self, text: str, planned: int) -> dict[str, Any]:
        figure = text.removesuffix("reps").strip()
        if not figure.isdecimal():
            raise InvalidScore("this score is reps: 57")
        return {"reps": int(figure)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MostReps(Block):
    """As many reps as fit into a time."""

    kind = "most-reps"
    label = "Most reps"
    summary = "As many reps as fit into a time."
    ranking = Ranking.ROUNDS
    scoring = AllReps()
    example = {"time": "1:00", "exercises": ["5 Burpee"]}

    time: int = key(Duration(1000), help="How long the clock runs.")
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done.")

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        tally = Tally((builder.tally_items(0),), endless=True, flows=False, by_round=False)
        step = builder.counted(tally, self.time, builder.place())
        yield step
        yield builder.score(step)
'''

SCORED_SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from legtimer.audio.voice.wording import result_words
from legtimer.cli.main import main
from legtimer.core.session import commands as c
from legtimer.files.workouts.reader import read_workout
from legtimer.history.comparisons import beaten_records
from legtimer.history.corrections import correct
from legtimer.history.recorded_session import record_session
from legtimer.history.store import Store
from legtimer.tui.text.figure import second_figure
from legtimer.tui.text.summary import headline_texts, summary_rows

TEXT = '''
name = "Burpees"
prepare = 0
[[block]]
kind = "most-reps"
time = "1:00"
exercises = ["5 Burpee"]
'''
Path("burpees.toml").write_text(TEXT)
assert main(["check", "burpees.toml"]) == 0
assert main(["plan", "burpees.toml"]) == 0
assert main(["plan", "burpees.toml", "--json"]) == 0
store = Store(Path("history.db"))
workout = read_workout(TEXT).workout


def train(day, presses, answer):
    wall = datetime(2026, 3, day, 18, tzinfo=UTC)
    session = record_session(store, workout, {}, now=0, wall=wall, text=TEXT, clock=lambda: 0)
    session.handle(c.Start(), 0)
    for n in range(presses):
        session.handle(c.Press(), 1000 * (n + 1))
    second = second_figure(session.view(50_000))
    assert (second.shown.text, second.caption) == (str(5 * presses), "reps so far")
    session.advance(60_000)
    session.handle(c.CorrectReps(answer), 61_000)
    view = session.view(62_000)
    record = session.to_record()
    beaten = beaten_records(store, "Burpees", record.sets, record.scores, uid=session.uid)
    session.complete()
    session.close()
    rows = summary_rows(view, session.plan)
    return session.uid, view, [one.text for one in beaten], rows


first, view, beaten, rows = train(14, 3, 2)
assert beaten == [], beaten
assert [score.text for score in view.scores] == ["17 reps"], view.scores
assert view.scores[0].complete
assert headline_texts(view)[0] == "MOST REPS 17 reps", headline_texts(view)
assert rows[0].split() == ["Most", "reps", "17", "reps"], rows
assert result_words(view.scores, 60_000)[-1] == "17 reps in all, in 1 minute"
second, view, beaten, _ = train(15, 4, 1)
assert beaten == ["21 reps"], beaten
correct(store, first, "score 1", "score", "30 reps", 0)
assert store.load(first).scores[0].text == "30 reps"
correct(store, first, "score 1", "reps", "31", 0)
assert store.load(first).scores[0].text == "31 reps"
third, view, beaten, _ = train(16, 5, 0)
assert beaten == [], beaten
store.close()
print("it works", file=sys.stderr)
"""


def copy_with(folder: Path, name: str, text: str) -> Path:
    """A copy of the package with one file more."""
    package = Path(legtimer.__file__).parent
    shutil.copytree(
        package, folder / "legtimer", ignore=shutil.ignore_patterns("__pycache__", "data")
    )
    (folder / "legtimer" / "core" / "blocks" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def copy(tmp_path):
    return copy_with(tmp_path, "toy.py", TOY)


def run(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={
            "PYTHONPATH": str(folder),
            "PATH": "",
            "HOME": str(folder),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_one_file_more_is_one_kind_more(copy):
    done = run(copy, SCRIPT)
    assert (done.stdout, done.stderr) == ("it works\n", "")


def test_one_file_more_is_one_scored_kind_more(tmp_path):
    """Check, plan, a session with its score, a record, corrections, voice, tally and summary."""
    done = run(copy_with(tmp_path, "most_reps.py", SCORED), SCORED_SCRIPT)
    assert done.stderr == "it works\n"
    assert '"scored": "most-reps"' in done.stdout


def test_a_file_without_a_kind_is_told_to_its_author(copy):
    (copy / "legtimer" / "core" / "blocks" / "empty.py").write_text('"""Nothing."""\n')
    done = run(copy, "from legtimer.core.blocks import kinds; kinds()")
    assert done.returncode == 1
    assert "RuntimeError: empty" in done.stderr
