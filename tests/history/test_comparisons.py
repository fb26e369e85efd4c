"""Last, best and beaten, from a real file."""

from __future__ import annotations

import pytest

from legtimer.core.exercise import LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.workout import expand
from legtimer.files.exercises.library import open_library
from legtimer.history.comparisons import beaten_records, best_score, last_and_best
from legtimer.history.store import Store
from tests.history.past_sessions import DAY, FIRST_DAY, counting, pressing, read, text_of, trained

AMRAP = {"kind": "amrap", "time": "1:00", "exercises": ["10 Squat", "5 Lunge"]}
SETS = {"kind": "sets", "sets": "1-3", "rest": "ready", "exercises": ["8-12 Press @ 20 kg"]}


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "history.db")
    yield store
    store.close()


def amrap(presses, *, text=None, **more):
    """A session with so many exercises counted in an AMRAP."""
    return trained(text or text_of(AMRAP), counting(presses), **more)


def sets(reps, load="20 kg", *, day, **more):
    def athlete(driver):
        for n, count in enumerate(reps):
            if n:
                driver.press(after=5)
            driver.press(after=20)
            driver.do(c.CorrectReps(count), after=1)
        driver.to_end()

    text = text_of({**SETS, "exercises": [f"8-12 Press @ {load}"]})
    return trained(text, athlete, day=day, choices={"block[0].sets": len(reps)}, **more)


def compared(store, text, **choices):
    found = last_and_best(store, expand(read(text), choices))
    return [(b.title, b.last and b.last.text, b.best and b.best.text) for b in found.blocks]


def test_nothing_was_done_before(store):
    found = last_and_best(store, expand(read(text_of(AMRAP))))
    assert (found.times, found.last_at, found.blocks) == (0, None, ())


def test_last_and_best_of_a_score(store):
    for day, presses in enumerate((4, 7, 5)):
        store.insert(amrap(presses, day=day))
    found = last_and_best(store, expand(read(text_of(AMRAP))))
    assert (found.times, found.last_at) == (3, FIRST_DAY + 2 * DAY)
    (block,) = found.blocks
    assert (block.last.text, block.best.text) == ("2 + 13", "3 + 13")
    assert block.best.began_at == FIRST_DAY + DAY
    assert block.best.splits == (8_000, 8_000, 8_000)


def test_the_same_work_counts_in_whatever_workout_and_other_work_does_not(store):
    store.insert(amrap(9, day=0, text=text_of(AMRAP, name="Other")))
    heavier = {**AMRAP, "exercises": ["10 Squat @ 16 kg", "5 Lunge"]}
    store.insert(amrap(11, day=1, text=text_of(heavier)))
    assert compared(store, text_of(AMRAP)) == [("AMRAP 1:00", "4 + 13", "4 + 13")]


def test_a_paused_score_is_the_last_but_never_the_best(store):
    def athlete(driver):
        for _ in range(6):
            driver.press(after=4)
        driver.do(c.Pause(), after=1)
        driver.do(c.Resume(), after=30)
        driver.to_end()

    store.insert(amrap(4, day=0))
    store.insert(trained(text_of(AMRAP), athlete, day=1))
    assert compared(store, text_of(AMRAP)) == [("AMRAP 1:00", "3 + 0", "2 + 3")]


def test_a_score_that_was_cut_short_is_no_record(store):
    def athlete(driver):
        for _ in range(8):
            driver.press(after=4)
        driver.do(c.End(), after=1)

    store.insert(amrap(4, day=0))
    assert beaten_records(store, "Legs", (), trained(text_of(AMRAP), athlete, day=1).scores) == ()


def test_a_record_beats_the_best_before_it(store):
    first, second, third = amrap(4, day=0), amrap(7, day=1), amrap(5, day=2)

    def beaten(log):
        found = beaten_records(store, "Legs", log.sets, log.scores, uid=log.header.uid)
        return [(one.title, one.text, one.before.text) for one in found]

    assert beaten(first) == []
    store.insert(first)
    assert beaten(first) == []
    assert beaten(second) == [("AMRAP 1:00", "3 + 13", "2 + 3")]
    store.insert(second)
    assert beaten(second) == [("AMRAP 1:00", "3 + 13", "2 + 3")]
    assert beaten(third) == []
    store.insert(third)
    later = beaten_records(
        store, "Legs", (), third.scores, uid=third.header.uid, until=FIRST_DAY + DAY
    )
    assert [(one.text, one.before.text) for one in later] == [("2 + 13", "2 + 3")]


def test_the_best_of_equal_scores_is_the_first(store):
    for day in range(3):
        store.insert(amrap(4, day=day))
    score = amrap(4).scores[0]
    best = best_score(store, score.kind, [score.sameness])
    assert best is not None
    assert best.began_at == FIRST_DAY


def test_unscored_blocks_are_compared_by_what_was_lifted(store):
    store.insert(sets((12, 11, 10), day=0))
    store.insert(sets((8, 8), "30 kg", day=1))
    text = text_of(SETS)
    assert compared(store, text) == [("Straight sets", "480 kg, 16 reps", "660 kg, 33 reps")]
    more = sets((9, 8, 8), "30 kg", day=2)
    found = beaten_records(store, "Legs", more.sets, more.scores)
    assert [(one.text, one.before.text) for one in found] == [
        ("750 kg, 25 reps", "660 kg, 33 reps")
    ]


def test_pounds_are_weighed_as_such(store):
    store.insert(sets((10,), "100 lb", day=0))
    assert compared(store, text_of(SETS)) == [
        ("Straight sets", "453.6 kg, 10 reps", "453.6 kg, 10 reps")
    ]


def test_an_unscored_block_is_found_again_where_it_has_moved(store):
    store.insert(sets((12,), day=0))
    moved = text_of({"kind": "rest", "time": "0:10"}, SETS)
    assert compared(store, moved) == [("Straight sets", "240 kg, 12 reps", "240 kg, 12 reps")]
    other = text_of({**SETS, "exercises": ["8-12 Press @ 20 kg", "10 Row"]})
    assert compared(store, other) == []


def test_two_blocks_alike_are_compared_each_with_its_own(store):
    block = {"kind": "sets", "exercises": ["5-9 Press"]}
    text = text_of(block, block)

    def athlete(driver):
        for count in (9, 6):
            driver.press(after=20)
            driver.do(c.CorrectReps(count), after=1)
        driver.to_end()

    store.insert(trained(text, athlete))
    assert [last for _, last, _ in compared(store, text)] == ["9 reps", "6 reps"]


def test_warm_ups_and_skipped_sets_are_no_records(store):
    warm = text_of({**SETS, "role": "warm-up"})
    store.insert(trained(warm, pressing(20)))
    assert compared(store, warm) == []

    def skips(driver):
        driver.do(c.Skip(), after=5)
        driver.to_end()

    text = text_of({"kind": "sets", "exercises": ["5 Press"]})
    store.insert(trained(text, skips, day=1))
    assert compared(store, text) == [("Straight sets", "nothing counted", None)]


def test_dropped_and_open_sessions_do_not_count(store):
    log = amrap(7, day=0)
    store.insert(log)
    store.discard(log.header.uid)
    assert compared(store, text_of(AMRAP)) == []


def test_an_unscored_block_has_its_past_under_all_names_of_its_exercises(tmp_path):
    store = Store(tmp_path / "named.db", exercise_id=open_library().exercise_id)
    block = {"kind": "sets", "sets": 1, "exercises": ["10 KB swing @ 20 kg"]}
    store.insert(trained(text_of(block), pressing(20)))
    block["exercises"] = ["10 Kettlebell swings @ 16 kg"]
    ((_, _, best),) = compared(store, text_of(block))
    assert best == "200 kg, 10 reps"
    store.close()


@pytest.mark.parametrize(
    ("loads", "kg", "lb"),
    [
        (("45 lb",), "204.1 kg, 10 reps", "450 lb, 10 reps"),
        (("20 kg",), "200 kg, 10 reps", "440.9 lb, 10 reps"),
        (("45 lb", "20 kg"), "404.1 kg, 20 reps", "890.9 lb, 20 reps"),
    ],
)
def test_weights_are_told_in_the_unit_that_is_asked_for(store, loads, kg, lb):
    def block(reps):
        lines = [f"{reps} Press @ {load}" for load in loads]
        return text_of({"kind": "sets", "sets": 1, "exercises": lines})

    store.insert(trained(block(10), pressing(*[20] * len(loads))))
    plan = expand(read(block(10)))
    better = trained(block(11), pressing(*[20] * len(loads)), day=1)
    for unit, text in ((LoadUnit.KG, kg), (LoadUnit.LB, lb)):
        (found,) = last_and_best(store, plan, unit).blocks
        assert (found.last.text, found.best.text) == (text, text)
        (record,) = beaten_records(store, "Legs", better.sets, (), weights=unit)
        assert record.before.text == text
        assert record.text.split()[1] == f"{unit},"


def test_a_score_has_its_past_under_all_names_of_its_exercises(tmp_path):
    store = Store(tmp_path / "named.db", exercise_id=open_library().exercise_id)
    block = {**AMRAP, "exercises": ["10 KB swing", "5 Push-ups"]}
    store.insert(amrap(4, text=text_of(block)))
    block["exercises"] = ["10 Kettlebell swings", "5 pushup"]
    ((_, last, best),) = compared(store, text_of(block))
    assert last == best == "2 + 3"
    better = amrap(7, text=text_of(block), day=1)
    plan = expand(read(text_of(block)))
    (record,) = beaten_records(store, "Legs", better.sets, better.scores, plan=plan)
    assert record.before.text == "2 + 3"
    for other in (["10 Kettlebell swings", "6 pushup"], ["10 Kettlebell swings", "5 Squat"]):
        assert compared(store, text_of({**block, "exercises": other})) == []
    store.close()
