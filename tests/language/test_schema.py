"""The JSON Schema: in step with the reader, and exact where an editor points."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from legtimer.core.blocks import kinds
from legtimer.core.exercise_types import EXERCISE_KEYS
from legtimer.core.fields import keys_of
from legtimer.core.workout import Workout
from legtimer.files.shipped import schema_path, workouts_folder
from legtimer.files.workouts.reader import read_workout
from legtimer.files.workouts.schema import workout_schema

VALIDATOR = Draft7Validator(workout_schema())
BLOCK = '[[block]]\nkind = "circuit"\n'


def errors(text: str) -> list[tuple[str | int, ...]]:
    """The paths of all errors, deepest causes only."""
    return sorted(tuple(e.absolute_path) for e in VALIDATOR.iter_errors(tomllib.loads(text)))


def lines_and_tables() -> list[tuple[str, str]]:
    """The short lines of ``test_language`` with the tables that say the same."""
    path = Path(__file__).with_name("test_language.py")
    spec = importlib.util.spec_from_file_location("lines_and_tables", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.BOTH_FORMS


def test_it_is_a_schema_of_draft_7():
    Draft7Validator.check_schema(workout_schema())


def test_the_shipped_file_is_current():
    shipped = schema_path().read_text(encoding="utf-8")
    assert json.loads(shipped) == workout_schema(), (
        "stale; run: legtimer schema > workouts/workout.schema.json"
    )


@pytest.mark.parametrize("path", sorted(workouts_folder().glob("*.toml")), ids=lambda p: p.name)
def test_it_accepts_the_shipped_workouts(path: Path):
    assert not errors(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", kinds())
def test_it_accepts_the_example_of_every_kind(kind):
    VALIDATOR.validate({"block": [{"kind": kind, **kinds()[kind].example}]})


def test_it_accepts_all_that_the_tests_of_the_notation_accept():
    for line, table in lines_and_tables():
        assert not errors(f'{BLOCK}exercises = ["{line}", {table}]')


def test_it_accepts_the_whiteboard():
    text = Path(__file__).with_name("whiteboard.toml").read_text(encoding="utf-8")
    assert not list(VALIDATOR.iter_errors(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("load", "good"),
    [
        *(
            (text, True)
            for text in ("1.5x bodyweight", "BW + 10 kg", "bodyweight - 10-20 lb", "? kg")
        ),
        *((text, True) for text in ("10-20 lb", "2x10-20 kg", "bodyweight + 5,10/8 kg", "2x? lb")),
        *((text, False) for text in ("heavy", "1.5 bodyweight", "+10 kg", "bodyweight +", "?? kg")),
    ],
)
def test_loads_by_their_pattern(load, good):
    block = {"kind": "sets", "exercises": [{"name": "Squat", "load": load}]}
    assert (not list(VALIDATOR.iter_errors({"block": [block]}))) is good


def test_what_it_refuses_the_reader_refuses_too():
    paths = sorted((Path(__file__).parent / "broken").glob("*.txt"))
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    refused = 0
    for part in source.split("=== ")[1:]:
        text = part.partition("\n")[2].partition("---\n")[0]
        try:
            found = errors(text)
        except tomllib.TOMLDecodeError:
            continue
        refused += bool(found)
        assert not found or read_workout(text).workout is None
    assert refused >= 35


def test_every_key_is_described():
    schema = workout_schema()
    for item in keys_of(Workout):
        assert schema["properties"][item.key]["description"] == item.help
    for name in EXERCISE_KEYS:
        assert schema["$defs"]["exercise"]["properties"][name]["description"]
    rules = {
        rule["if"]["properties"]["kind"]["const"]: rule
        for rule in schema["$defs"]["block"]["allOf"]
    }
    for kind, cls in kinds().items():
        for item in keys_of(cls):
            assert rules[kind]["then"]["properties"][item.key]["description"] == item.help


def test_there_is_no_union_of_objects():
    assert "anyOf" not in json.dumps(workout_schema())
    assert "oneOf" not in json.dumps(workout_schema())


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('tag = ["x"]\n[[block]]\nkind = "rest"\ntime = 5', ("tag",)),
        ('[[block]]\nkind = "circut"\nexercises = ["A"]', ("block", 0, "kind")),
        (BLOCK + 'exercises = ["A"]\nexercizes = ["B"]', ("block", 0, "exercizes")),
        (BLOCK + 'exercises = ["A"]\ncap = "12:00"', ("block", 0, "cap")),
        (BLOCK + 'exercises = ["A"]\nrounds = 0', ("block", 0, "rounds")),
        (BLOCK + 'exercises = ["A"]\nrounds = true', ("block", 0, "rounds")),
        (BLOCK + 'exercises = ["A"]\nrest = "soon"', ("block", 0, "rest")),
        (BLOCK + 'exercises = ["A"]\nrole = "warmup"', ("block", 0, "role")),
        (BLOCK + 'exercises = ["A", 5]', ("block", 0, "exercises", 1)),
        (BLOCK + 'exercises = [{ do = "A", nota = "x" }]', ("block", 0, "exercises", 0, "nota")),
        (BLOCK + 'exercises = [{ do = "A", load = "big" }]', ("block", 0, "exercises", 0, "load")),
        (BLOCK + 'exercises = [{ do = "A", easier = 5 }]', ("block", 0, "exercises", 0, "easier")),
        (BLOCK, ("block", 0)),
        (
            '[[block]]\nkind = "repeat"\nrounds = 2\n[[block.block]]\nkind = "rest"\ntime = "x"',
            ("block", 0, "block", 0, "time"),
        ),
    ],
)
def test_it_points_at_the_one_wrong_key(text, path):
    assert errors(text) == [path]
    assert read_workout(text).workout is None
