"""No block, swap, repeat or change of plan loses what a file says of an exercise."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given

from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.block_parser import read_block
from legtimer.core.blocks import kinds
from legtimer.core.exercise import Exercise, Load, LoadUnit, Rest
from legtimer.core.exercise_types import EXERCISE_KEYS
from legtimer.core.session import commands as c
from legtimer.core.steps import Phase, PressEffect
from legtimer.core.workout import Workout, expand
from tests.core.driving import Driver
from tests.core.strategies import Refusing, workouts

SAID = {
    "note": "slowly",
    "equipment": ["Box"],
    "cues": ["knees out"],
    "cadence": "2s",
    "tempo": "2-1-1",
    "rest": "0:07",
    "switch": "0:04",
    "get-set": "0:13",
    "load": "12 kg",
    "easier": "{amount} Wall sit",
    "grow": ["1 rep", "harder"],
    "from": 5,
    "wave": ["85%"],
    "miss": {"after": 3, "back": "10%"},
    "after": 2,
    "effort-at-most": 8,
    "harder": ["5 Pistol squat"],
    "ramp": True,
}
"""What may be said of an exercise besides its amount and its name, key by key."""
BESIDE = {
    **{key: {"wave": ["85%"]} for key in ("miss", "after", "effort-at-most")},
    "grow": {"from": 5, "harder": ["5 Pistol squat"]},
    "from": {"grow": "1 rep"},
    "harder": {"grow": "harder"},
    "ramp": {"wave": ["85%"]},
}
"""What has to be said with a key."""
OF_THE_LINE = {"do", "name", "reps", "time", "distance", "calories", "per", "alternating"}
FREE = {"load", "note", "equipment", "cues", "easier", "switch", "get-set"}
"""What every kind of block takes, but for the load of a complex."""
AMOUNTS = {"death-by": "", "intervals": "", "timed": "", "rest": None, "repeat": None}
"""The amount of an exercise by kind; None for a kind without any; else ten reps."""


class Strict(Refusing):
    """A report that shows the mistake of an example instead of looking for another one."""

    def error(self, path, message, *, offset=0):
        raise ValueError(message)

    missing = error


def built(kind, said, *, inside=False, copies=1):
    """A workout of one block of a kind, with an exercise of which something is said."""
    amount = AMOUNTS.get(kind, "10")
    said = {k: v.format(amount=amount).strip() if k == "easier" else v for k, v in said.items()}
    table = {"kind": kind, **kinds()[kind].example}
    table["exercises"] = [{"do": f"{amount} Squat".strip(), **said}] * copies
    for key in ("rest", "between"):
        table.pop(key, None)
    if inside:
        table = {"kind": "repeat", "rounds": 2, "block": [table]}
    block = read_block(table, ("block", 0), Strict())
    return Workout(blocks=(block,), name="Test")


KINDS = [kind for kind in kinds() if AMOUNTS.get(kind, "10") is not None]


def taken(kind, key):
    """Whether a kind of block takes a key of an exercise; what it refuses is not lost."""
    if key in FREE and not (kind == "complex" and key == "load"):
        return True
    try:
        built(kind, {**BESIDE.get(key, {}), key: SAID[key]})
    except ValueError:
        return False
    return True


def exercises(plan):
    """The exercises of a plan with the names of their fields that must be as the file says."""
    for step in plan.steps:
        if step.exercise is not None:
            yield step.exercise
        for items in step.tally.rounds if step.tally else ():
            for item in items:
                yield item.exercise


def like(found, wanted, but=("sides",)):
    """Whether an exercise of a step is what the workout says; a timed block leaves out sides."""
    return all(
        getattr(found, f.name) == getattr(wanted, f.name)
        for f in fields(Exercise)
        if f.name not in but
    )


def test_every_key_of_an_exercise_is_tried():
    assert set(SAID) | OF_THE_LINE | {"any"} == set(EXERCISE_KEYS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_block_loses_what_is_said_of_an_exercise(kind):
    plain = built(kind, {}).exercise_at("block[0].exercises[0]")
    for key in (key for key in SAID if taken(kind, key)):
        for path, inside in (("block[0]", False), ("block[0].block[0]", True)):
            training = built(kind, {**BESIDE.get(key, {}), key: SAID[key]}, inside=inside)
            wanted = training.exercise_at(f"{path}.exercises[0]")
            assert wanted != plain, key
            found = list(exercises(expand(training)))
            assert found, key
            assert all(like(one, wanted) for one in found), (key, inside)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_block_gives_an_exercise_its_own_time_to_get_set(kind):
    step = next(s for s in expand(built(kind, {"get-set": "0:13"})).steps if s.phase is Phase.WORK)
    if step.limit is not None or step.press is not PressEffect.DONE:
        assert step.get_set == 13_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_swap_keeps_the_times_around_the_work(kind):
    said = {key: SAID[key] for key in ("easier", "switch", "get-set")}
    if taken(kind, "rest"):
        said["rest"] = SAID["rest"]
    training = built(kind, said)
    source = "block[0].exercises[0]"
    exercise = training.exercise_at(source)
    wanted = replace(
        exercise.easier, rest=exercise.rest, switch=exercise.switch, get_set=exercise.get_set
    )
    found = list(exercises(expand(training, swaps=frozenset({source}))))
    assert found
    assert all(like(one, wanted) for one in found)


@pytest.mark.parametrize("kind", KINDS)
def test_the_defaults_of_an_athlete_keep_what_a_file_says(kind):
    said = {key: SAID[key] for key in sorted(FREE - {"easier", "load"}) if taken(kind, key)}
    training = built(kind, said)
    defaults = AthleteDefaults(
        counted="rounds", maxima={"Squat": Load(LoadUnit.KG, 100)}, easier={"Squat": "Wall sit"}
    )
    (block,) = defaults.blocks(training.blocks, ({"kind": kind},))
    (before,), (after,) = training.blocks[0].exercise_list(), block.exercise_list()
    assert like(after, before, but=("easier",))
    assert like(after.easier, before, but=("easier", "name", "note", "equipment", "cues"))


@given(training=workouts())
def test_a_change_on_the_way_keeps_every_exercise_as_it_was_planned(training):
    driver = Driver(training)
    driver.press()
    known = {
        f"{path}.exercises[{i}]": exercise
        for path, block in _walk(training.blocks)
        for i, exercise in enumerate(block.exercise_list())
    }
    for command in (c.MoreRounds(), c.ChangeCounting(), c.FewerRounds()):
        if driver.session.allows(type(command)):
            driver.do(command)
        for step in driver.session.plan.steps:
            wanted = known.get(step.place.source)
            if wanted is not None and step.exercise is not None:
                chosen = wanted.chosen(driver.session.plan.choices, step.place.source)
                assert like(step.exercise, chosen)


def _walk(blocks, prefix=""):
    for i, block in enumerate(blocks):
        yield f"{prefix}block[{i}]", block
        yield from _walk(block.inner_blocks(), f"{prefix}block[{i}].")


def test_a_rest_of_an_exercise_is_taken_as_it_is_said():
    training = built("circuit", {"rest": "0:07"}, copies=2)
    step = next(s for s in expand(training).steps if s.phase is Phase.REST)
    assert (step.limit, training.blocks[0].exercise_list()[0].rest) == (7000, Rest(7000, 7000))
