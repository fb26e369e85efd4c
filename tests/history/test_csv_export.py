"""Sets as a table, read back by the standard reader and, where it is there, by pandas."""

from __future__ import annotations

import csv
import io
import re

import pytest

from legtimer.core.session import commands as c
from legtimer.history.export.csv import COLUMNS, CsvFormat
from tests.history.past_sessions import text_of, trained

SETS = {"kind": "sets", "rest": "0:10", "exercises": ["8-12 Press @ 2x22.5 kg", "0:30 Plank"]}


def athlete(driver):
    driver.press(after=20.5)
    driver.do(c.CorrectReps(11), after=1)
    driver.to_end()


def table(*logs):
    text = "".join(CsvFormat().text(logs))
    return list(csv.DictReader(io.StringIO(text, newline=""))), text


def test_one_row_for_each_set():
    log = trained(text_of(SETS), athlete, effort=7, note="good")
    rows, text = table(log)
    assert text.splitlines()[0] == ",".join(COLUMNS)
    press, plank = rows
    assert press == {
        "session": log.header.uid,
        "date": "2026-01-01",
        "time": "10:00:00",
        "utc_offset": "60",
        "workout": "Legs",
        "session_seconds": "60.500",
        "session_complete": "1",
        "effort": "7",
        "note": "good",
        "set": "1",
        "block": "Straight sets",
        "kind": "sets",
        "role": "main",
        "place": "block[0]",
        "block_score": "",
        "round": "1",
        "exercise": "Press",
        "side": "",
        "outcome": "done",
        "unit": "reps",
        "planned_low": "8",
        "planned_high": "12",
        "done": "11",
        "said": "1",
        "load": "22.5",
        "load_unit": "kg",
        "pieces": "2",
        "seconds": "20.500",
        "seconds_measured": "1",
        "rest_seconds": "10.000",
        "began_seconds": "0.000",
    }
    assert (plank["planned_low"], plank["done"], plank["rest_seconds"]) == ("30.000", "", "")


def test_with_semicolons_figures_have_decimal_commas():
    log = trained(text_of(SETS, name="2.5; A"), athlete)
    text = "".join(CsvFormat(";").text([log]))
    press = next(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert (press["load"], press["session_seconds"], press["done"]) == ("22,5", "60,500", "11")
    assert press["workout"] == "2.5; A"


def test_it_is_as_the_rfc_has_it():
    note = 'he said "deep, deeper"\nand left'
    rows, text = table(trained(text_of(SETS, name="A, B"), athlete, note=note))
    assert rows[0]["note"] == note
    assert rows[0]["workout"] == "A, B"
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n(?!and left)", text)
    assert '"he said ""deep, deeper""\nand left"' in text


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1"])
def test_no_text_is_reckoned_as_a_formula(name):
    log = trained(text_of(SETS), athlete)
    sets = tuple(one._replace(exercise=name, block=name) for one in log.sets)
    log = type(log)(header=log.header, journal=log.journal, sets=sets)
    rows, _ = table(log)
    assert {row["exercise"] for row in rows} == {f"'{name}"}
    assert rows[0]["block"] == f"'{name}"


def test_the_score_of_the_block_stands_in_each_row():
    amrap = {"kind": "amrap", "time": "0:30", "exercises": ["10 Squat"]}

    def counting(driver):
        driver.press(after=9)
        driver.to_end()

    rows, _ = table(trained(text_of(amrap, SETS), counting))
    assert {(row["kind"], row["block_score"]) for row in rows} == {("amrap", "1 + 0"), ("sets", "")}


def test_pandas_reads_it(tmp_path):
    pandas = pytest.importorskip("pandas")
    logs = [trained(text_of(SETS, name="Beine \u00fc\u20ac"), athlete, day=day) for day in range(3)]
    path = tmp_path / "sets.csv"
    path.write_bytes("\ufeff".encode() + "".join(CsvFormat().text(logs)).encode())
    frame = pandas.read_csv(path)
    assert list(frame.columns) == list(COLUMNS)
    assert frame["seconds"].dtype == float
    assert frame.groupby("exercise")["done"].sum()["Press"] == 33
    assert set(frame["workout"]) == {"Beine \u00fc\u20ac"}
