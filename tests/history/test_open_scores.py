"""Loads and distances that are the score: last, best, records, exports, corrections."""

from __future__ import annotations

import csv
import io
import json

import pytest

from legtimer.core.session import commands as c
from legtimer.core.workout import expand
from legtimer.history.comparisons import beaten_records, last_and_best
from legtimer.history.corrections import InvalidCorrection, corrections
from legtimer.history.export.csv import CsvFormat
from legtimer.history.export.jsonl import to_json_line
from legtimer.history.import_.jsonl import from_json_line
from legtimer.history.last_sets import last_sets
from legtimer.history.progress import training_progress
from legtimer.history.store import Store
from tests.history.past_sessions import read, text_of, trained

HEAVY = {"kind": "sets", "sets": 2, "rest": "ready", "exercises": ["1 Squat @ ? kg"]}
JUMP = {"kind": "sets", "sets": 2, "rest": "ready", "exercises": ["? m Broad jump"]}


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "history.db")
    yield store
    store.close()


def telling(*figures):
    """An athlete who tells so many figures, each after its set; an empty one is not told."""

    def athlete(driver):
        for n, figure in enumerate(figures):
            if n:
                driver.press(after=5)
            driver.press(after=20)
            if figure:
                driver.do(driver.view.correction(figure), after=1)
        driver.to_end()

    return athlete


def session(block, *figures, **more):
    return trained(text_of(block), telling(*figures), **more)


def plan(block):
    return expand(read(text_of(block)))


@pytest.mark.parametrize(
    ("block", "days", "last", "best"),
    [
        (
            HEAVY,
            [("90", "95"), ("100", "102.5"), ("80", "")],
            "heaviest 80 kg",
            "heaviest 102.5 kg",
        ),
        (JUMP, [("2.3", "2.4"), ("2.1", "2.45"), ("2.2", "")], "farthest 2.2 m", "farthest 2.45 m"),
    ],
)
def test_last_best_and_a_record(store, block, days, last, best):
    for day, figures in enumerate(days):
        store.insert(session(block, *figures, day=day))
    (found,) = last_and_best(store, plan(block)).blocks
    assert (found.last.text, found.best.text) == (last, best)
    more = session(block, "200", day=5) if block is HEAVY else session(block, "3", day=5)
    (record,) = beaten_records(store, more.header.workout, more.sets, (), plan=plan(block))
    assert record.text == ("heaviest 200 kg" if block is HEAVY else "farthest 3 m")
    assert record.before.text == best
    less = session(block, "1", day=5)
    assert not beaten_records(store, less.header.workout, less.sets, (), plan=plan(block))


def test_a_complex_has_one_load_and_several_exercises_a_total(store):
    complex_ = {"kind": "complex", "load": "? kg", "exercises": ["1 Clean", "1 Jerk"]}
    total = {"kind": "superset", "exercises": ["1 Squat @ ? kg", "1 Press @ ? kg"]}
    text = text_of(complex_, total)

    def athlete(driver):
        for figure in ("70", "100", "50"):
            driver.press(after=20)
            driver.do(driver.view.correction(figure), after=1)

    store.insert(trained(text, athlete))
    found = last_and_best(store, expand(read(text))).blocks
    assert [block.best.text for block in found] == ["heaviest 70 kg", "heaviest 150 kg"]


def test_nobody_told_it_so_nothing_is_compared(store):
    store.insert(session(HEAVY, "", ""))
    (found,) = last_and_best(store, plan(HEAVY)).blocks
    assert found.best is None


def test_a_fixed_load_of_earlier_days_is_compared_too(store):
    fixed = {**HEAVY, "exercises": ["1 Squat @ 105 kg"]}
    store.insert(trained(text_of(fixed), telling("", ""), day=0))
    (found,) = last_and_best(store, plan(HEAVY)).blocks
    assert found.best.text == "heaviest 105 kg"


def test_what_was_told_the_last_time(store):
    store.insert(session(HEAVY, "90", "95"))
    found = [load.text for _, load in last_sets(store, plan(HEAVY)).values()]
    assert found == ["90 kg", "95 kg"]


def test_exports_and_imports_keep_it(store):
    log = session(JUMP, "2.45", "")
    assert from_json_line(to_json_line(log)) == log
    rows = list(csv.DictReader(io.StringIO("".join(CsvFormat().text([log])).lstrip("\ufeff"))))
    assert [(row["unit"], row["done"], row["planned_low"]) for row in rows] == [
        ("length", "2.45", ""),
        ("length", "", ""),
    ]
    heavy = session(HEAVY, "90", "")
    assert from_json_line(to_json_line(heavy)) == heavy
    assert [
        one["load"] and one["load"]["value"] for one in json.loads(to_json_line(heavy))["sets"]
    ] == [90.0, None]


def test_an_assisted_load_is_imported(store):
    block = {"kind": "sets", "exercises": ["5 Pull-up @ bodyweight - 20 kg"]}
    log = trained(text_of(block), lambda driver: driver.press(after=20))
    assert from_json_line(to_json_line(log)) == log


def test_corrections_of_a_distance_are_in_metres(store):
    log = session(JUMP, "2.45", "")
    store.insert(log)
    (change, *_) = corrections(log, "set 1", "distance", "2,5", 0)
    assert (change.before, change.after) == ("2450", "2500")
    (change, *_) = corrections(log, "set 2", "metres", "8.2 ft", 0)
    assert change.after == "2499"
    with pytest.raises(InvalidCorrection, match=r"2\.45"):
        corrections(log, "set 1", "metres", "far", 0)


def test_loads_told_by_hand_are_kept(store):
    log = session(HEAVY, "90")
    (change,) = corrections(log, "set 1", "load", "92.5 kg", 0)
    assert json.loads(change.after)["value"] == 92.5


def test_a_journal_with_them_is_taken_up_again(store):
    assert c.CorrectLoad in {type(entry.command) for entry in session(HEAVY, "90").journal}


def test_what_is_added_to_the_body_weight_gives_no_one_rep_max(store):
    block = {"kind": "sets", "exercises": ["5 Pull-up @ bodyweight + 10 kg"]}
    store.insert(trained(text_of(block), lambda driver: driver.press(after=20)))
    (day,) = training_progress(store).exercises["Pull-up"]
    assert (day.load, day.one_rep_max) == (10_000, 0)
