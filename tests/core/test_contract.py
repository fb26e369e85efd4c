"""What every kind of block must do; a new kind is tested here before it has tests of its own."""

from __future__ import annotations

import re

import jsonschema
import pytest
import tomli_w

from legtimer.core.blocks import kinds
from legtimer.core.estimate import Forecast
from legtimer.core.fields import keys_of
from legtimer.core.session.records import Outcome
from legtimer.core.session.transitions import State
from legtimer.core.steps import Phase
from legtimer.core.workout import Workout, expand
from legtimer.files.workouts.reader import read_workout
from legtimer.files.workouts.schema import workout_schema
from tests.core.driving import Driver

KINDS = pytest.mark.parametrize("kind", kinds())
SCHEMA = workout_schema()


def table(kind: str, copies: int = 1) -> dict[str, object]:
    block = {"kind": kind, **kinds()[kind].example}
    return {"name": "Example", "block": [block] * copies}


def example(kind: str, copies: int = 1) -> Workout:
    reading = read_workout(tomli_w.dumps(table(kind, copies)))
    assert reading.mistakes == ()
    assert reading.workout is not None
    return reading.workout


def test_there_are_kinds():
    assert len(kinds()) >= 12
    assert list(kinds()) == sorted(kinds())


@KINDS
def test_it_says_what_it_is(kind):
    cls = kinds()[kind]
    assert cls.kind == kind
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind)
    assert cls.label
    assert cls.summary.endswith(".")
    assert cls.summary[0].isupper()
    assert cls.word in ("round", "set", "interval")
    assert cls.example
    assert "ranking" in vars(cls), "say how its results are compared; Ranking.NOTHING if not at all"
    assert cls.__doc__


@KINDS
def test_its_keys_are_declared_with_help(kind):
    items = keys_of(kinds()[kind])
    names = [item.key for item in items]
    assert len(names) == len(set(names))
    for item in items:
        assert item.help.strip().endswith("."), item.key
        assert item.type.expected, item.key
        assert item.type.schema(), item.key


@KINDS
def test_its_example_reads_without_a_mistake(kind):
    block = example(kind).blocks[0]
    assert type(block) is kinds()[kind]


@KINDS
def test_its_example_is_good_by_the_schema(kind):
    jsonschema.Draft7Validator(SCHEMA).validate(table(kind))


@KINDS
def test_the_schema_refuses_a_key_that_it_does_not_have(kind):
    wrong = table(kind)
    wrong["block"] = [{**wrong["block"][0], "no-such-key": 1}]
    assert list(jsonschema.Draft7Validator(SCHEMA).iter_errors(wrong))
    assert read_workout(tomli_w.dumps(wrong)).errors


@KINDS
def test_it_expands_into_steps(kind):
    plan = expand(example(kind))
    steps = [step for step in plan.steps if step.place.block == 0]
    assert steps
    assert all(step.place.path.startswith("block[0]") for step in steps)
    assert all(step.place.title for step in steps)
    for step in steps:
        assert step.limit is None or step.limit > 0


@KINDS
def test_its_plan_is_always_the_same(kind):
    assert expand(example(kind)).steps == expand(example(kind)).steps


@KINDS
def test_the_keys_of_its_steps_are_unique(kind):
    keys = [step.key for step in expand(example(kind, copies=2)).steps]
    assert len(keys) == len(set(keys))


@KINDS
def test_no_rest_follows_its_last_work(kind):
    if kind == "rest":
        return
    steps = expand(example(kind)).steps
    assert steps[-1].phase in (Phase.WORK, Phase.SCORE)


@KINDS
def test_its_length_is_estimated(kind):
    forecast = Forecast(expand(example(kind)))
    assert forecast.total > 0
    assert forecast.block(0) > 0
    assert all(ms >= 0 for ms in forecast.steps)


@KINDS
def test_it_can_be_trained_to_its_end(kind):
    driver = Driver(example(kind, copies=2))
    driver.to_end()
    view = driver.view
    assert not view.early
    assert all(block.done == 1 for block in view.blocks)
    assert [cue.due for cue in driver.cues] == sorted(cue.due for cue in driver.cues)
    if kind != "rest":
        assert {record.step.place.block for record in view.records} == {0, 1}
        assert Outcome.SKIPPED not in {record.outcome for record in view.records}


@KINDS
def test_a_screen_can_be_drawn_of_each_of_its_steps(kind):
    driver = Driver(example(kind))
    seen = set()
    driver.until(lambda view: seen.add(view.number) or view.state is State.FINISHED)
    assert driver.view.left == 0
    assert len(seen) > 1


@KINDS
def test_the_ends_of_its_ranges_can_be_chosen(kind):
    training = example(kind)
    for ask in training.asks():
        assert ask.low < ask.high
        low, high = (expand(training, {ask.key: n}) for n in (ask.low, ask.high))
        assert Forecast(low).total < Forecast(high).total
