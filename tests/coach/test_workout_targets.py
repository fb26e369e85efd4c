"""Targets of whole workouts: levels, harder exercises, sets, rules, and what is prescribed then."""

from __future__ import annotations

import pytest

from legtimer.core.coach.growing_exercises import growing_exercises
from legtimer.core.coach.growth_types import read_growth
from legtimer.core.coach.past import PastSession
from legtimer.core.coach.target import TrainingPhase
from legtimer.core.coach.workout_targets import full_sessions, with_targets, workout_targets
from legtimer.core.workout import expand
from legtimer.files.workouts.reader import read_workout
from tests.core.strategies import Refusing

from .table import session

HEAD = '[[block]]\nkind = "sets"\nsets = "2-4"\nexercises = [{}]\n'
PUSH_UP = '{ do = "10-20 Push-up", grow = ["1 rep", "harder"], harder = ["6-10 Dip @ 5 kg"] }'
KEY = "block[0].exercises[0]"


def workout(*exercises):
    reading = read_workout(HEAD.format(", ".join(exercises)))
    assert reading.workout is not None, reading.mistakes
    return reading.workout


def past(*texts, low=10) -> list[PastSession]:
    return [session(text, low) for text in texts]


def asked(training, targets, **choices):
    """The work that a workout with targets asks for, each once."""
    steps = expand(with_targets(training, targets.exercises), choices or targets.choices).steps
    return list(
        dict.fromkeys(
            f"{step.amount.text} {step.exercise.name} {step.load.text if step.load else ''}".strip()
            for step in steps
            if step.exercise is not None and step.amount is not None
        )
    )


def test_each_level_has_a_target_of_its_own():
    training = workout('{ do = "8-12 Squat @ 20/12 kg", grow = "2 kg" }')
    assert [one.key for one in growing_exercises(training)] == [f"{KEY}.1", f"{KEY}.2"]
    targets = workout_targets(training, {f"{KEY}.2": past("12,12 @12", low=8)})
    assert asked(training, targets, level=1) == ["8-12 Squat 20 kg"]
    assert asked(training, targets, level=2) == ["8 Squat 14 kg"]


def test_a_harder_exercise_takes_the_place_of_another_one():
    training = workout(PUSH_UP)
    targets = workout_targets(training, {KEY: past("20,20")})
    assert asked(training, targets) == ["6-10 Dip 5 kg"]
    (exercise,) = with_targets(training, targets.exercises).blocks[0].exercises
    assert exercise.note == "Dip, 6-10 @ 5 kg: both sets at 20 last time"


def test_what_does_not_grow_stays_as_it_is():
    training = workout(PUSH_UP, '"5 Squat"')
    targets = workout_targets(training, {})
    assert with_targets(training, targets.exercises).blocks[0].exercises[1].note == ""


def test_of_two_exercises_the_one_that_needs_most_sets_decides():
    training = workout('{ do = "5 A", grow = "1 set" }', '{ do = "5 B", grow = "1 set" }')
    done = past("5! 5,5")
    assert workout_targets(training, {KEY: done}).choices == {"block[0].sets": 3}


@pytest.mark.parametrize(
    ("grow", "reason"), [(', grow = "1 round"', "1 round, 15-20: the first time"), ("", "")]
)
def test_rounds_are_told_as_rounds(grow, reason):
    text = HEAD.replace("sets", "circuit", 1).replace('sets = "2-4"', 'rounds = "1-3"')
    training = read_workout(text.format('{ do = "15-20 Step-up"' + grow + " }")).workout
    rule, _ = read_growth({"grow": "1 round"}, (), Refusing())
    targets = workout_targets(training, {}, rule=rule)
    assert [one.reason for one in targets.exercises.values()] == [reason] * bool(grow)
    assert [*targets.reasons.values()] == ["1 round: the first time"] * (not grow)


def test_a_time_within_a_range_is_the_proposed_choice():
    training = workout('{ do = "30-60s Plank", grow = "5s" }')
    targets = workout_targets(training, {KEY: past("40s! 40,40")})
    assert targets.choices == {f"{KEY}.time": 45_000}
    assert asked(training, targets) == ["0:45 Plank"]


def test_the_rule_of_a_programme_is_for_what_has_no_growth():
    training = workout(PUSH_UP, '"20 Lunge"', '"1:00 Plank"')
    growth, _ = read_growth({"from": 10, "grow": "1 rep"}, (), Refusing())
    assert growth is not None
    rules = {"Lunge": growth, "Plank": growth, "Push-up": growth}
    targets = workout_targets(training, {}, rule_of=rules.get)
    # What is measured in seconds does not grow by reps.
    assert asked(training, targets)[1:] == ["10 Lunge", "1:00 Plank"]
    assert asked(training, targets)[0] == "10-20 Push-up"


def test_all_done_in_full_again_and_again_reaches_the_end():
    training, sessions = workout(PUSH_UP), []
    for _ in range(30):
        targets = workout_targets(training, {KEY: sessions})
        sessions.append(full_sessions(training, targets)[KEY])
    assert asked(training, targets) == ["10 Dip 5 kg"]


def test_a_phase_drops_sets_and_holds_figures():
    training = workout('{ do = "8-12 Squat", grow = ["1 rep", "1 set"] }')
    done = {KEY: past("12,12,12", low=8)}
    assert workout_targets(training, done).choices == {"block[0].sets": 4}
    phase = TrainingPhase(paused=True, drop_sets=1)
    assert workout_targets(training, done, phase=phase).choices == {"block[0].sets": 2}


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ('{ do = "20 Lunge", from = 10, grow = "1 rep" }', "10 Lunge"),
        ('{ do = "1:00 Hang", from = 20, grow = "5s" }', "0:20 Hang"),
        ('{ do = "1:00 Hang", from = "0:20", grow = "5s" }', "0:20 Hang"),
        ('{ do = "5 Squat @ 60 kg", from = 40, grow = "5 kg" }', "5 Squat 40 kg"),
        ('{ do = "400 m Run", from = "200 m", grow = "50 m" }', "200 m Run"),
    ],
)
def test_the_first_figure_is_in_the_unit_of_growth(line, first):
    training = workout(line)
    assert asked(training, workout_targets(training, {})) == [first]
