"""Which names mean the same exercise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.exercises.names import name_key
from legtimer.files.shipped import exercises_file

LIBRARY = ExerciseLibrary(exercises_file())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("kettlebell swings", "Kettlebell swing"),
        ("KB Swing", "Kettlebell swing"),
        ("DB thrusters", "Dumbbell thruster"),
        ("BB back squats", "Barbell back squat"),
        ("SL RDL", "Single-leg Romanian deadlift"),
        ("single legged romanian deadlift", "Single-leg Romanian deadlift"),
        ("pushups", "Push-up"),
        ("PUSH UP", "Push-up"),
        ("Push-Ups", "Push-up"),
        ("calf raises", "Standing calf raise"),
        ("Jump ups", "Jump up"),
        ("squat jumps", "Squat jump"),
        ("jumping lunges", "Lunge jump"),
        ("curtsy lunge", "Curtsey lunge"),
        ("farmers walks", "Farmer's carry"),
        ("Farmer\u2019s Carries", "Farmer's carry"),
        ("Bench presses", "Bench press"),
        ("crunches", "Crunch"),
        ("hip thrusters with a barbell", "Barbell hip thruster"),
        ("Walking lunge with twist", "Walking lunge with a twist"),
        ("wall balls", "Medicine ball toss"),
        ("Turkish get\u2010up", "Turkish get-up"),
    ],
)
def test_it_is_found(typed, name):
    assert LIBRARY.find(typed).name == name


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "!?", "up push", "back barbell squat", "Swing", "Zercher carousel", "Hip thruster"],
)
def test_nothing_is_guessed(typed):
    assert LIBRARY.find(typed) is None


def test_the_hip_thrusts_on_the_floor_and_with_a_barbell_stay_two():
    floor = {LIBRARY.find(name).name for name in ("Hip thrust", "hip thrusts", "Floor hip-thrust")}
    barbell = {
        LIBRARY.find(name).name
        for name in (
            "Barbell hip thruster", "BB hip thrusts", "Hip thruster with barbell",
            "Hip thrusters with a barbell", "barbell hip-thrust",
        )
    }  # fmt: skip
    assert floor == {"Hip thrust"}
    assert barbell == {"Barbell hip thruster"}
    one, other = LIBRARY.find("Hip thrust"), LIBRARY.find("Barbell hip thruster")
    assert not {name_key(name) for name in one.names} & {name_key(name) for name in other.names}
    assert one.fit != other.fit


NAMES = [name for exercise in LIBRARY.all() for name in exercise.names]


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, str.title]), st.booleans())
def test_case_and_hyphens_do_not_count(name, change, hyphens):
    typed = change(name).replace(" ", "-") if hyphens else change(name).replace("-", " ")
    assert name_key(typed) == name_key(name)
    assert name in LIBRARY.find(typed).names


@given(st.sampled_from(NAMES))
def test_a_plural_is_the_same_exercise(name):
    if name.endswith(("ch", "sh", "ss", "x")):
        plural = f"{name}es"
    elif name.endswith(("ry", "ly")):
        plural = f"{name[:-1]}ies"
    else:
        plural = name if name.endswith("s") else f"{name}s"
    assert LIBRARY.find(plural) is LIBRARY.find(name)


@given(st.text())
def test_any_text_can_be_asked_for(text):
    assert name_key(name_key(text)) is not None
    LIBRARY.find(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("がく", "かく"), ("काल", "कल"), ("ปี", "ปา"), ("כּוֹס", "כס"), ("Сгибание", "Разгибание")],
)
def test_a_mark_that_is_a_vowel_or_another_letter_counts(one, other):
    assert LIBRARY.exercise_id(one) != LIBRARY.exercise_id(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Élévation", "elevation"), ("Приседание ещё", "приседание еще")]
)
def test_an_accent_does_not_count(one, other):
    assert LIBRARY.exercise_id(one) == LIBRARY.exercise_id(other)


def test_all_names_of_an_exercise_have_one_id():
    for exercise in LIBRARY.all():
        assert {LIBRARY.exercise_id(name) for name in exercise.names} == {name_key(exercise.name)}
    assert LIBRARY.exercise_id("Zercher  Marches") == LIBRARY.exercise_id("zercher march")
    assert LIBRARY.exercise_id("Zercher march") != LIBRARY.exercise_id("March")
    assert LIBRARY.exercise_id("!") != LIBRARY.exercise_id("?")


def test_an_exercise_of_one_s_own_decides_too(tmp_path):
    own = tmp_path / "exercises.toml"
    own.write_text('[[exercise]]\nname = "Zercher march"\nalso = ["Bear walk", "KB swing"]\n')
    library = ExerciseLibrary(exercises_file(), own)
    assert library.exercise_id("bear walks") == library.exercise_id("Zercher march")
    assert library.exercise_id("KB swing") == library.exercise_id("Zercher march")
    assert library.exercise_id("Russian swing") != library.exercise_id("KB swing")


def test_a_damaged_installation_still_tells_exercises_apart(tmp_path):
    library = ExerciseLibrary(tmp_path / "gone.toml")
    assert library.exercise_id("KB swings") == library.exercise_id("Kettlebell swing")
