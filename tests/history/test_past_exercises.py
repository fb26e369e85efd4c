"""From sessions in the history to the next target: weeks of them, corrected, exported, imported."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legtimer.app.targets import TargetService
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.coach.equipment import Equipment
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.files.exercises.library import open_library
from legtimer.files.workouts.reader import read_workout
from legtimer.history.export.jsonl import to_json_line
from legtimer.history.import_.jsonl import from_json_line
from legtimer.history.session_record import Correction
from legtimer.history.store import Store
from tests.history.past_sessions import text_of, trained

GOBLET = {"do": "8-12 Goblet squat @ 16 kg", "grow": "2 kg"}
LUNGE = {"do": "20 Walking lunge", "from": 10, "grow": "1 rep"}
PLANK = {"do": "30-60s Plank", "grow": "5s"}
BELLS = Equipment(kettlebells=tuple(Load(LoadUnit.KG, float(kg)) for kg in (8, 12, 16, 24)))


class Runner:
    """Trains one workout again and again as it is prescribed, and tells what is said."""

    def __init__(self, folder, *lines, equipment=None, **keys):
        self.store = Store(folder / "history.db", exercise_id=open_library().exercise_id)
        block = {"kind": "sets", "sets": 3, "rest": "1:00", "exercises": list(lines), **keys}
        self.text = text_of(block)
        self.equipment = equipment or Equipment()
        self.maxima = {}
        self.day = 0

    def coached(self, store=None):
        reading = read_workout(self.text, "", AthleteDefaults(maxima=self.maxima))
        assert reading.workout is not None, reading.mistakes
        service = TargetService(store or self.store, open_library(), self.equipment)
        return service.coached(reading.workout, reading.text)

    def reasons(self, store=None):
        return [target.reason for target in self.coached(store).targets.exercises.values()]

    def train(self, *reps, load=None, effort=None, skip=0):
        """One session; the reps of the first sets are told, and all else is as prescribed."""
        found = self.coached()
        told = list(reps)

        def athlete(driver):
            if load is not None:
                driver.do(c.CorrectLoad(load))
            while driver.session.state is not State.FINISHED:
                before = len(driver.view.records)
                if driver.session.state is State.REPS and skip and before == 3 - skip:
                    driver.do(c.Skip())
                elif driver.session.state in (State.TIMED, State.REST):
                    driver.wait((driver.session.next_deadline() - driver.now) / 1000)
                else:
                    driver.press(after=60)
                if len(driver.view.records) > before and told:
                    driver.do(driver.view.correct_reps(told.pop(0)))

        choices = dict(found.targets.choices)
        record = trained(found.text, athlete, day=self.day, effort=effort, choices=choices)
        self.store.insert(record)
        self.day += 2
        return record


@pytest.fixture
def runner(tmp_path):
    runners = []

    def make(*lines, **keys):
        runners.append(Runner(tmp_path, *lines, **keys))
        return runners[-1]

    yield make
    for one in runners:
        one.store.close()


def test_before_the_first_session_the_workout_is_as_written(runner):
    assert runner(GOBLET).reasons() == ["8-12 @ 16 kg: the first time"]


def test_weeks_of_sessions_grow_step_by_step(runner):
    athlete = runner(GOBLET)
    athlete.train(11, 11, 11)
    assert athlete.reasons() == ["12 @ 16 kg: all three sets at 11 last time"]
    athlete.train()
    assert athlete.reasons() == ["8 @ 18 kg: all three sets at 12 last time"]
    athlete.train(8, 8, 7)
    assert athlete.reasons() == ["8 @ 18 kg: one set was below 8 last time"]


def test_reps_that_nobody_told_change_nothing(runner):
    athlete = runner(GOBLET)
    athlete.train()
    assert athlete.reasons() == ["8-12 @ 16 kg: nobody said how much it was last time"]


def test_a_skipped_set_and_a_hard_session_change_nothing(runner):
    athlete = runner({**LUNGE, "effort-at-most": 8})
    athlete.train(skip=1)
    assert athlete.reasons() == ["10: not all sets were done last time"]
    athlete.train(effort=9)
    assert athlete.reasons() == ["10: the effort was 9 last time; it grows up to 8"]
    athlete.train(effort=8)
    assert athlete.reasons() == ["11: all three sets at 10 last time"]


def test_a_load_changed_before_the_first_set_is_the_new_base(runner):
    athlete = runner(GOBLET)
    athlete.train(10, 10, 10, load=Load(LoadUnit.KG, 20.0))
    assert athlete.reasons() == ["11 @ 20 kg: all three sets at 10 last time"]


def test_times_grow_as_the_choice_that_is_proposed(runner):
    athlete = runner(PLANK)
    athlete.train()
    assert athlete.reasons() == ["0:35: all three sets at 0:30 last time"]
    assert athlete.coached().targets.choices == {"block[0].exercises[0].time": 35_000}


def test_sets_grow_as_the_choice_that_is_proposed(runner):
    athlete = runner({"do": "10 Hop", "grow": "1 set"}, sets="2-3")
    athlete.train()
    assert athlete.coached().targets.choices == {"block[0].sets": 3}


def test_loads_are_those_that_are_owned(runner):
    athlete = runner({**GOBLET, "ramp": True}, equipment=BELLS)
    athlete.train(*(5, 5), *(24, 24, 24))
    found = athlete.coached()
    exercise = found.workout.blocks[0].exercises[0]
    assert [load.value for load in (*exercise.ramp, *exercise.loads)] == [8, 12, 16, 24]
    assert exercise.note == "8 @ 24 kg: all three sets at 24 last time"


def test_the_sets_of_a_ramp_are_no_sets_of_the_exercise(runner):
    athlete = runner({"do": "5 Squat @ 100 kg", "grow": "2.5 kg", "ramp": True})
    athlete.train()
    assert athlete.reasons() == ["102.5 kg: all three sets at 5 last time"]


def test_a_light_set_of_the_same_exercise_is_another_piece_of_work(runner):
    athlete = runner({"do": "5 Squat @ 100 kg", "grow": "2.5 kg"}, "20 Squat @ 40 kg")
    athlete.train()
    assert athlete.reasons() == ["102.5 kg: all three sets at 5 last time"]


def test_a_correction_counts_as_if_it_had_been_typed_then(runner):
    athlete = runner(GOBLET)
    record = athlete.train(12, 12, 11)
    assert athlete.reasons() == ["12 @ 16 kg: all three sets at 11 or more last time"]
    fix = Correction(1, "set 3", "done", json.dumps(11), json.dumps(12))
    athlete.store.correct(record.header.uid, fix)
    assert athlete.reasons() == ["8 @ 18 kg: all three sets at 12 last time"]


def test_an_imported_history_gives_the_same_target(runner, tmp_path):
    athlete = runner(GOBLET, LUNGE, {**PLANK, "after": 2})
    for reps in ((10, 10, 10), (12, 12, 12), (8, 8, 6)):
        athlete.train(*reps)
    sessions = [athlete.store.load(header.uid) for header in athlete.store.headers()]
    other = Store(tmp_path / "other.db", exercise_id=open_library().exercise_id)
    # The newest first, in two parts: the order of the import says nothing.
    for record in (*sessions[1:], sessions[0]):
        assert other.insert(from_json_line(to_json_line(record)))
    assert athlete.reasons(other) == athlete.reasons()
    other.close()


def test_a_session_with_targets_reads_the_same_from_its_text(runner):
    athlete = runner({**GOBLET, "ramp": True, "note": 'slowly, "knees" out'}, LUNGE)
    athlete.train(12, 12, 12)
    found = athlete.coached()
    again = read_workout(found.text)
    assert again.text == found.text
    ours, theirs = (one.workout.blocks[0].exercises for one in (found, again))
    assert ours == theirs
    assert ours[0].note.startswith('slowly, "knees" out; ')


def test_sets_that_were_swapped_for_easier_ones_are_not_done(runner):
    athlete = runner({"do": "5 Squat @ 100 kg", "easier": "5 Box squat @ 60 kg", "grow": "2.5 kg"})

    def swapping(driver):
        driver.press(after=60)
        driver.do(c.SwapEasier())
        while driver.session.state is not State.FINISHED:
            driver.press(after=60)

    athlete.store.insert(trained(athlete.coached().text, swapping))
    assert athlete.reasons() == ["100 kg: not all sets were done last time"]


def sets_of(store, day):
    """The sets of the session of a day, by number."""
    return next(
        (header.uid, store.load(header.uid).sets)
        for header in store.headers()
        if header.uid == f"{day:032x}"
    )


@settings(max_examples=4, deadline=None)
@given(
    st.lists(st.lists(st.integers(5, 13), min_size=3, max_size=3), min_size=1, max_size=3),
    st.data(),
)
def test_any_history_gives_the_same_target_split_imported_or_typed_later(weeks, data):
    with TemporaryDirectory() as folder:
        athlete = Runner(Path(folder), {**GOBLET, "miss": {"after": 2, "back": "10%"}})
        for reps in weeks:
            athlete.train(*reps)
        sessions = [athlete.store.load(header.uid) for header in athlete.store.headers()]
        other = Store(Path(folder) / "other.db", exercise_id=open_library().exercise_id)
        for record in data.draw(st.permutations(sessions)):
            other.insert(from_json_line(to_json_line(record)))
        assert athlete.reasons(other) == athlete.reasons()
        # The last session typed wrong and corrected is the last session typed right.
        right = data.draw(st.lists(st.integers(5, 13), min_size=3, max_size=3))
        uid, sets = sets_of(other, athlete.day - 2)
        for one, reps in zip(sets, right, strict=True):
            before, after = json.dumps(one.done), json.dumps(reps)
            other.correct(uid, Correction(1, f"set {one.number}", "done", before, after))
        athlete.store.delete(uid)
        athlete.day -= 2
        athlete.train(*right)
        assert athlete.reasons(other) == athlete.reasons()
        other.close()
        athlete.store.close()


@pytest.mark.parametrize(
    ("line", "next_load"),
    [
        ({"do": "5 Pull-up @ bodyweight + 10 kg", "grow": "2.5 kg"}, "bodyweight + 12.5 kg"),
        ({"do": "5 Dip @ bodyweight - 20 kg", "grow": "5 kg"}, "bodyweight - 15 kg"),
        ({"do": "5 Press @ 2x12 kg", "grow": "2 kg"}, "2x14 kg"),
        ({"do": "5 Squat @ 135 lb", "grow": "5 lb"}, "140 lb"),
        ({"do": "5 Deadlift", "wave": ["85%"], "grow": "2.5 kg"}, "85%"),
    ],
)
def test_every_kind_of_load_grows_and_is_in_the_recorded_text(runner, line, next_load):
    athlete = runner(line)
    athlete.train()
    found = athlete.coached()
    for workout in (found.workout, read_workout(found.text).workout):
        assert workout.blocks[0].exercises[0].load(0).text == next_load


def test_sides_that_alternate_are_counted_for_one_side(runner):
    athlete = runner({"do": "10-12/side alternating Lunge", "grow": ["1 rep"]})
    athlete.train(20, 20, 20)
    assert athlete.reasons() == ["11: all three sets at 10 last time"]
    athlete.train()
    assert athlete.reasons() == ["12: all three sets at 11 last time"]


def test_both_sides_of_a_set_must_be_done(runner):
    athlete = runner({"do": "8-12/side Split squat @ 8 kg", "grow": "2 kg"})
    athlete.train(10, 9, 10, 10, 10, 10)
    assert athlete.reasons() == ["10 @ 8 kg: all three sets at 9 or more last time"]


def test_a_wave_rises_from_the_one_rep_max_of_the_settings_and_begins_anew_with_another(runner):
    athlete = runner({"do": "3 Deadlift", "wave": ["80%", "90%"], "grow": "5 kg"})
    athlete.maxima = {"Deadlift": Load(LoadUnit.KG, 100.0)}
    found = []
    for _ in range(3):
        athlete.train()
        found += athlete.reasons()
    assert found == [
        "90 kg: 90% of 100 kg, 2 of 2 in the wave",
        "84 kg: 80% of 105 kg, 1 of 2 in the wave; raised after a whole wave",
        "94.5 kg: 90% of 105 kg, 2 of 2 in the wave",
    ]
    athlete.maxima = {"Deadlift": Load(LoadUnit.KG, 120.0)}
    assert athlete.reasons() == ["96 kg: 80% of 120 kg, 1 of 2 in the wave"]
