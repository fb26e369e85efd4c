"""Weights that are owned: what can be put together, and the sets that lead up to a load."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.coach.equipment import Equipment
from legtimer.core.coach.ramp import ramp_loads
from legtimer.core.exercise import Load, LoadUnit
from legtimer.files.settings.reading import read_settings


def kg(*values):
    return tuple(Load(LoadUnit.KG, float(value)) for value in values)


OWNED = Equipment(
    kettlebells=kg(8, 12, 16, 24, 24),
    dumbbells=kg(10, 10, 15),
    bar=kg(20)[0],
    plates=kg(20, 20, 10, 5, 2.5, 1.25),
)
(SIXTEEN,) = kg(16)


@pytest.mark.parametrize(
    ("words", "load", "loads"),
    [
        (["kettlebell"], SIXTEEN, (8, 12, 16, 24)),
        (["Goblet squat", "kettlebell"], SIXTEEN._replace(pieces=2), (24,)),
        (["dumbbells"], SIXTEEN._replace(pieces=2), (10,)),
        (["dumbbell"], SIXTEEN, (10, 15)),
        (["sandbag"], SIXTEEN, None),
        (["band"], SIXTEEN, None),
        (["kettlebell"], Load(LoadUnit.LB, 35.0), None),
    ],
)
def test_what_can_be_lifted_in_an_exercise(words, load, loads):
    owned = OWNED.for_exercise(words, load)
    assert (None if owned is None else owned.loads) == loads


@pytest.mark.parametrize(
    ("load", "plates"),
    [
        (20, "20 kg bar"),
        (22.5, "20 kg bar + 2 x 1.25"),
        (45, "20 kg bar + 2 x 10 + 2 x 2.5"),
        (60, "20 kg bar + 2 x 20"),
        (100, "20 kg bar + 4 x 20"),
        (117.5, "20 kg bar + 4 x 20 + 2 x 5 + 2 x 2.5 + 2 x 1.25"),
    ],
)
def test_the_plates_to_put_on(load, plates):
    owned = OWNED.for_exercise(["barbell"], SIXTEEN)
    assert owned.at_most(load + 1) == load
    assert owned.plates_text(load) == plates


@given(st.lists(st.sampled_from([0.5, 1.25, 2.5, 5.0, 10.0, 20.0]), max_size=8), st.floats(1, 300))
def test_a_load_is_rounded_down_to_the_nearest_that_is_owned(plates, wanted):
    owned = Equipment(bar=kg(20)[0], plates=kg(*plates)).for_exercise(["barbell"], SIXTEEN)
    found, above = owned.at_most(wanted), owned.above(wanted)
    assert found is None or found <= wanted + 1e-6
    assert above is None or above > wanted
    assert not [load for load in owned.loads if (found or 0) < load < (above or 1000)]


def test_a_ramp_is_forty_sixty_and_eighty_percent():
    assert ramp_loads(*kg(100)) == kg(40, 60, 80)
    assert ramp_loads(*kg(62.5)) == kg(25, 37.5, 50)
    assert ramp_loads(SIXTEEN, OWNED.for_exercise(["kettlebell"], SIXTEEN)) == kg(8, 12)
    assert ramp_loads(Load(LoadUnit.BODYWEIGHT, 0.0)) == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("kettlebells = 16", "the number 16"),
        ('kettlebells = ["heavy"]', 'expected a load such as "16 kg"'),
        ("kettlebells = [0]", "0 is no weight"),
        ("bar = 20", '20 needs a unit, in quotes: "20 kg"'),
        ('kettlebell = ["16 kg"]', "kettlebell is not a key of [equipment]; did you mean"),
    ],
)
def test_what_is_wrong_with_a_list_of_weights(line, message):
    (mistake,) = read_settings(f"[equipment]\n{line}\n").mistakes
    assert message in mistake.message
