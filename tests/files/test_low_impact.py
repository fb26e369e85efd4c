"""Easier alternatives that the exercise library finds."""

import pytest

from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.exercise import Exercise, Load, LoadUnit
from legtimer.core.workout import expand
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.shipped import exercises_file
from legtimer.files.workouts.low_impact import alternatives, with_low_impact
from legtimer.files.workouts.reader import read_workout

LIBRARY = ExerciseLibrary(exercises_file())
TEXT = """
name = "Mixed"

[[block]]
kind = "circuit"
rounds = 2
exercises = [
  "12 Burpees @ 2x4 kg",
  { do = "0:30 Squat jump", note = "fast", cues = ["mine"] },
  { do = "10 Jumping jack", easier = "10 Squat" },
  { do = "30-60s Skater jump", easier = "omit" },
  "10 Squat",
  "10 Box jump",
]

[[block]]
kind = "repeat"
rounds = 2
  [[block.block]]
  kind = "for-time"
  exercises = ["400 m Run", "21,15,9 Garage crawl"]
"""


def exercises(workout):
    circuit, repeat = workout.blocks
    return [*circuit.exercises, *repeat.block[0].exercises]


def test_only_high_impact_without_a_word_of_the_file_gets_one():
    found = alternatives(read_workout(TEXT).workout, LIBRARY)
    assert found == {"Burpees": "Step-back burpee", "Squat jump": "omit", "Run": "Walk"}


def test_an_alternative_has_the_figures_of_what_it_stands_for():
    burpee, jump, jack, skater, squat, box, run, crawl = exercises(
        with_low_impact(read_workout(TEXT), LIBRARY).workout
    )
    assert burpee.easier == Exercise(
        name="Step-back burpee", amounts=burpee.amounts, loads=(Load(LoadUnit.KG, 4, 2),)
    )
    assert (jump.easier, jump.note, jump.cues) == ("omit", "fast", ("mine",))
    assert jack.easier.name == "Squat"
    assert skater.easier == "omit"
    assert run.easier.name == "Walk"
    assert run.easier.amounts == run.amounts
    assert squat.easier is box.easier is crawl.easier is None


def test_it_is_trained_with_the_alternatives():
    workout = with_low_impact(read_workout(TEXT), LIBRARY).workout
    plan = expand(workout, {}, workout.easier_sources())
    done = {step.exercise.name for step in plan.steps if step.exercise is not None}
    assert {"Step-back burpee", "Squat", "Box jump"} <= done
    assert not done & {"Burpees", "Squat jump", "Jumping jack", "Skater jump"}


def test_the_kept_text_reads_the_same_without_the_library():
    first = with_low_impact(
        read_workout(TEXT, personal=AthleteDefaults({"prepare": 3000})), LIBRARY
    )
    again = read_workout(first.text, "other", AthleteDefaults({"prepare": 9000}))
    assert again.text == first.text
    assert again.workout.prepare == 3000
    assert exercises(again.workout) == exercises(first.workout)


@pytest.mark.parametrize("name", ['Jump "up"', "Jump = up", "J\u00fcmp, up } #", "jump.up"])
def test_odd_names_survive_being_kept(name):
    reading = read_workout(
        "[[block]]\nkind = 'sets'\nexercises = [{ name = '" + name + "', reps = 5 }]"
    )
    text = reading.text.partition("\n")[2]
    kept = read_workout(text, "", AthleteDefaults(easier={name: "Squat"})).text
    (exercise,) = read_workout(kept).workout.blocks[0].exercises
    assert exercise.easier.name == "Squat"


def test_a_workout_without_high_impact_stays_as_it_is():
    reading = read_workout('[[block]]\nkind = "sets"\nexercises = ["10 Squat"]\n')
    assert with_low_impact(reading, LIBRARY) is reading


def test_a_file_with_mistakes_stays_one():
    reading = read_workout('[[block]]\nkind = "set"\n')
    assert with_low_impact(reading, LIBRARY) is reading


@pytest.mark.parametrize(
    "line", ['{ easier = { "a" = 3 } }', "{ easier = 3 }", "{ easier = [[1]] }"]
)
def test_a_first_line_that_only_looks_kept_is_a_remark(line):
    reading = read_workout(f'#:read-with {line}\n[[block]]\nkind = "sets"\nexercises = ["5 Run"]\n')
    assert reading.workout.blocks[0].exercises[0].easier is None
