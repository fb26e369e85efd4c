"""Names of exercises that are probably misspelled: a hint, and never more than that."""

from __future__ import annotations

import json

import pytest

from legtimer.cli.main import main
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.mistakes import Severity
from legtimer.files.shipped import exercises_file
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.files.workouts.exercise_hints import exercise_hints
from legtimer.files.workouts.reader import read_workout

LIBRARY = ExerciseLibrary(exercises_file())
TEXT = """\
[[block]]
kind = "circuit"
rounds = 3
exercises = [
  "20 Bulgarian spit squat @ 16 kg",
  { any = ["10 Squat",
           "10 Thruter"], note = "slow" },
  { do = "5 Deadlift", easier = "Goblet sqaut" },
  "10 Hack squat",
]
"""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bulgarian spit squat", "Bulgarian split squat"),
        ("goblet sqaut", "Goblet squat"),
        ("Pusup", "Push-up"),
        ("Romanian deadlfit", "Romanian deadlift"),
        ("Mountain climer", "Mountain climber"),
        ("Burpess", "Burpee"),
        # Known, under any of its names and spellings.
        ("Bulgarian split squats", None),
        ("RDL", None),
        # One's own: near to a known name, and yet no slip of a key.
        ("Sled pull", None),
        ("Log press", None),
        ("Hack squat", None),
        ("Waiter carry", None),
        ("Squat jump with a turn", None),
        ("Box squat", None),
        ("Kniebeuge", None),
        ("Liegestütz", None),
        ("Yoga", None),
        ("!", None),
        ("", None),
    ],
)
def test_a_slip_of_a_key_is_told_from_a_name_of_one_s_own(typed, meant):
    assert LIBRARY.misspelled(typed) == meant


def test_every_name_is_hinted_at_where_it_stands():
    workout = read_workout(TEXT).workout
    found = exercise_hints(TEXT, workout, LIBRARY)
    rows = TEXT.split("\n")
    assert {hint.severity for hint in found} == {Severity.HINT}
    assert [rows[hint.line - 1][hint.column - 1 :].split('"')[0] for hint in found] == [
        "Bulgarian spit squat @ 16 kg", "Thruter", "Goblet sqaut"
    ]  # fmt: skip
    assert found[0].message == (
        "Bulgarian spit squat is not in the library; did you mean Bulgarian split squat?"
    )


def test_no_shipped_workout_gets_a_hint():
    for file in WORKOUTS.all():
        text = file.path.read_text(encoding="utf-8")
        assert exercise_hints(text, read_workout(text).workout, LIBRARY) == [], file.path


def test_without_a_library_nothing_is_hinted_at(tmp_path):
    assert ExerciseLibrary(tmp_path / "none.toml").misspelled("Goblet sqaut") is None


def test_check_tells_hints_and_takes_the_file(tmp_path, capsys):
    path = tmp_path / "one.toml"
    path.write_text(TEXT)
    assert main(["check", str(path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith(f"{path}:5:7: hint: Bulgarian spit squat is not in the library")
    assert told[-1] == f"{path}: good"
    assert main(["check", "--json", str(path)]) == 0
    file = json.loads(capsys.readouterr().out)["files"][0]
    assert file["good"]
    assert [mistake["severity"] for mistake in file["mistakes"]] == ["hint"] * 3
