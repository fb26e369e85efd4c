"""The shipped exercises, and the athlete's own on top of them."""

import re
from pathlib import Path

import fitdecode.profile
import garmin_fit_sdk
import pytest

from legtimer.core.workout import walk
from legtimer.files.exercises.library import ExerciseLibrary, muscle_words, trains, uses
from legtimer.files.exercises.names import name_key
from legtimer.files.exercises.reading import FIT_CATEGORIES, LibraryExercise, read_exercises
from legtimer.files.shipped import exercises_file, workouts_folder
from legtimer.files.workouts.reader import read_file

SHIPPED = ExerciseLibrary(exercises_file())
FIVE = {"quads", "hamstrings", "glutes", "abductors", "adductors"}
SOURCE_A = {
    "Prisoner squat": (FIVE, [], [], "low", "no"),
    "Step-through lunge": (FIVE, [], ["dumbbells"], "low", "sides"),
    "Step-up": (FIVE, ["knee-high step"], [], "low", "either"),
    "Lateral hop-over": (
        FIVE | {"calves"}, ["step below knee height"], [], "high", "alternating"
    ),
    "Squat jump": (FIVE | {"calves"}, ["soft surface"], [], "high", "no"),
    "Box jump": (FIVE | {"calves"}, ["knee-high box"], [], "medium", "no"),
    "Single-leg Romanian deadlift": (
        FIVE - {"quads"}, [], ["dumbbells"], "low", "sides"
    ),
    "Hip thrust": ({"hamstrings", "glutes", "lower back"}, [], [], "low", "optional"),
    "Standing calf raise": ({"calves"}, ["step edge"], [], "low", "optional"),
    "Toe raise": ({"tibialis anterior"}, ["block or step"], [], "low", "no"),
    "Banded clamshell": (
        {"gluteus maximus", "gluteus medius", "abductors"}, ["mini band"], [], "low", "sides"
    ),
    "Conventional barbell deadlift": (
        {"glutes", "erectors", "lats", "core", "hamstrings", "quads"}, ["barbell"], [], "low", "no"
    ),
}  # fmt: skip
SOURCE_B = [
    "Kettlebell lunge", "Walking kettlebell lunge", "Overhead walking lunge", "Split squat",
    "Kettlebell squat", "Wall ball", "Medicine ball toss", "Jump ups", "Squat jump", "Lunge jump",
    "Curtsey lunge", "Barbell curtsey lunge", "Back squat", "Barbell back squats", "Jump rope",
    "Deadlift", "Barbell hip thrust", "Hip thrusters with a barbell",
]  # fmt: skip


@pytest.mark.parametrize("name", SOURCE_A)
def test_the_first_source_s_exercises_are_as_it_says(name):
    muscles, equipment, optional, impact, unilateral = SOURCE_A[name]
    found = SHIPPED.find(name)
    assert set(found.muscles) == muscles
    assert list(found.equipment) == equipment
    assert list(found.optional) == optional
    assert (found.impact, found.unilateral) == (impact, unilateral)
    assert 3 <= len(found.cues) <= 6


@pytest.mark.parametrize("name", SOURCE_B)
def test_the_second_source_s_exercises_are_known(name):
    assert 3 <= len(SHIPPED.find(name).cues) <= 6


def test_what_the_second_source_leaves_out_is_of_high_impact_and_left_out():
    for name in ("Jump ups", "Squat jump", "Lunge jump", "Jump rope"):
        assert (SHIPPED.find(name).impact, SHIPPED.find(name).easier) == ("high", "omit")


def test_all_exercises_of_the_shipped_workouts_are_known():
    missing = set()
    for path in workouts_folder().glob("*.toml"):
        for _, block in walk(read_file(path).workout.blocks):
            for exercise in block.exercise_list():
                if exercise.is_rest:
                    continue
                easier = exercise.easier
                for name in (exercise.name, getattr(easier, "name", exercise.name)):
                    if SHIPPED.find(name) is None:
                        missing.add(name)
    assert missing == {"Easy jog or jump rope"}


def test_the_shipped_file_has_no_mistake_and_is_read_the_same_in_parts():
    entries, mistakes = read_exercises(Path(exercises_file()).read_bytes())
    assert mistakes == ()
    assert len(entries) >= 100
    assert SHIPPED.all() == tuple(LibraryExercise(**given) for given in entries)
    for given in entries:
        for name in (given["name"], *given.get("also", ())):
            assert SHIPPED.find(name).name == given["name"]


@pytest.mark.parametrize("exercise", SHIPPED.all(), ids=lambda e: e.name)
def test_every_shipped_entry_is_whole(exercise):
    assert exercise.muscles
    assert exercise.impact
    assert 3 <= len(exercise.cues) <= 6
    # A cue is read from four metres, in half a second.
    assert all(len(cue) <= 56 and not cue.endswith(".") for cue in exercise.cues)
    if exercise.easier not in ("", "omit"):
        easier = SHIPPED.find(exercise.easier)
        assert ["low", "medium", "high"].index(easier.impact) <= ["low", "medium", "high"].index(
            exercise.impact
        )
    if exercise.impact == "high":
        assert exercise.easier


WITH_FIT = [exercise for exercise in SHIPPED.all() if exercise.fit]


def test_only_swimming_has_no_fit_name_as_it_is_a_sport_there():
    assert [e.name for e in SHIPPED.all() if e not in WITH_FIT] == ["Swim"]


@pytest.mark.parametrize("exercise", WITH_FIT, ids=lambda e: e.name)
def test_the_fit_names_are_those_of_garmin_s_profile(exercise):
    profile = garmin_fit_sdk.Profile["types"]
    fit = exercise.fit
    names = profile[f"{fit.category}_exercise_name"]
    assert names[fit.number] == fit.exercise


def test_the_fit_categories_are_those_of_garmin_s_profile():
    profile = garmin_fit_sdk.Profile["types"]
    known = {name: int(number) for number, name in profile["exercise_category"].items()}
    assert FIT_CATEGORIES.items() <= known.items()


def test_names_and_numbers_agree_with_another_profile():
    profile = fitdecode.profile.FIELD_TYPES
    checked = 0
    for exercise in WITH_FIT:
        fit = exercise.fit
        names = profile.get(f"{fit.category}_exercise_name")
        if names is None:  # an older profile
            continue
        found = names.enum.get(fit.number)
        if found is not None:
            assert found == fit.exercise
            checked += 1
    assert checked > 80


OWN = """
[[exercise]]
name = "Deadlifts"
cues = ["mine"]

[[exercise]]
name = "Garage crawl"
also = ["Wall ball"]
muscles = ["quad", "Lats"]
"""


@pytest.fixture
def with_own(tmp_path):
    def make(text, encoding="utf-8"):
        path = tmp_path / "exercises.toml"
        path.write_text(text, encoding=encoding)
        return ExerciseLibrary(exercises_file(), path)

    return make


def test_an_entry_of_one_s_own_changes_what_it_gives_and_nothing_else(with_own):
    library = with_own(OWN)
    mine, theirs = library.find("barbell deadlift"), SHIPPED.find("deadlift")
    assert library.mistakes == ()
    assert (mine.name, mine.cues, mine.own) == ("Deadlifts", ("mine",), True)
    assert (mine.muscles, mine.fit, mine.easier) == (theirs.muscles, theirs.fit, theirs.easier)
    assert len(library.all()) == len(SHIPPED.all()) + 1


def test_a_new_one_is_added_and_its_names_come_first(with_own):
    library = with_own(OWN)
    found = library.find("garage crawls")
    assert found.own
    assert found.muscles == ("quads", "lats")
    assert library.find("wall ball") is found
    assert library.find("medicine ball toss").name == "Medicine ball toss"
    assert library.cues_of("garage crawl") == ()
    assert library.cues_of("nobody knows this") == ()


def told(text):
    return [(m.line, m.column, m.message) for m in read_exercises(text).mistakes]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('[[exercise]]\nname = "A"\nmusles = []', 3, 1, "did you mean muscles?"),
        ('[[exercise]]\nname = "A"\nmuscles = ["quads", "glites"]', 3, 21, "did you mean glutes?"),
        ('[[exercise]]\nname = "A"\nimpact = "hihg"', 3, 10, "did you mean high?"),
        ('[[exercise]]\nname = "A"\nunilateral = true', 3, 14, 'expected "no" or "sides"'),
        ('[[exercise]]\nname = "A"\ncue = ["x"]', 3, 1, "did you mean cues?"),
        ('[[exercise]]\nname = "A"\ncues = "x"', 3, 8, "expected a list of words"),
        ('[[exercise]]\nname = "A"\neasier = "10 Squat"', 3, 10, "write the name alone"),
        ('[[exercise]]\nname = "Box"\neasier = "boxes"', 3, 10, "no easier alternative to itself"),
        ('[[exercise]]\nname = "A"\nfit = "squat"', 3, 7, "expected a table such as { category"),
        ('[[exercise]]\nname = "A"\nfit = { category = "sqat" }', 3, 20, "did you mean squat?"),
        ('[[exercise]]\nname = "A"\nfit = { number = 3 }', 3, 7, "fit needs category"),
        ('[[exercise]]\nname = "?"', 2, 8, "the name of the exercise is missing"),
        ('[[exercise]]\ncues = []', 1, 1, "an exercise needs name"),
        ('[[exercise]]\nname = "Box"\n[[exercise]]\nname = "boxes"', 4, 8, "already, on line 2"),
        ('[[exercise]]\nname = "A"\nalso = ["B"]\n[[exercise]]\nname = "b"', 5, 8, "on line 3"),
        ('[exercise]\nname = "A"', 1, 1, "two brackets"),
        ('exercise = "A"', 1, 12, "expected tables such as [[exercise]]"),
        ('exercise = ["A"]', 1, 13, "expected a table such as [[exercise]]"),
        ('name = "A"', 1, 1, "each exercise begins with [[exercise]]"),
        ('[[exercise]]\nname: "A"', 2, 5, "stands `=`, not `:`"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_is(text, line, column, message):
    (found,) = told(text)
    assert found[:2] == (line, column)
    assert message in found[2]


def test_all_mistakes_are_told_and_the_good_entries_are_used(with_own):
    library = with_own(
        '[[exercise]]\nname = "One"\nimpact = "hgh"\ncuse = []\n[[exercise]]\nname = "Two"\n'
    )
    assert [mistake.line for mistake in library.mistakes] == [3, 4]
    assert library.find("one") is None
    assert library.find("two").own
    assert library.find("squat").name == "Squat"


def test_a_file_that_is_no_text_is_told_and_the_shipped_ones_are_there(with_own):
    library = with_own(OWN, encoding="utf-16")
    assert "UTF-16" in library.mistakes[0].message
    assert library.find("squat").name == "Squat"


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    library = ExerciseLibrary(exercises_file(), tmp_path)
    assert re.match("cannot be read: ", library.mistakes[0].message)
    assert library.find("squat").name == "Squat"


def test_nothing_is_read_before_the_first_question(tmp_path):
    library = ExerciseLibrary(tmp_path / "none.toml", tmp_path / "none.toml")
    assert not library.loaded
    with pytest.raises(FileNotFoundError):
        library.find("squat")
    assert library.cues_of("squat") == ()


def test_a_muscle_finds_its_parts():
    clamshell, row = SHIPPED.find("clamshell"), SHIPPED.find("bent-over row")
    assert trains(clamshell, "glute")
    assert trains(clamshell, "Gluteus medius")
    assert not trains(SHIPPED.find("hip thrust"), "gluteus medius")
    assert trains(row, "back")
    assert trains(row, "lat")
    assert not trains(row, "quads")
    assert {name_key(word) for e in SHIPPED.all() for word in e.muscles} <= set(
        map(name_key, muscle_words())
    )


def test_equipment_is_found_by_some_of_its_words():
    assert uses(SHIPPED.find("clamshell"), "bands")
    assert uses(SHIPPED.find("split squat"), "dumbbell")
    assert uses(SHIPPED.find("goblet squat"), "KB")
    assert not uses(SHIPPED.find("goblet squat"), "barbell")
    assert uses(SHIPPED.find("squat"), "none")
    assert not uses(SHIPPED.find("clamshell"), "None")
