"""Every construct of the workout language as it is typed: short lines and tables."""

from __future__ import annotations

import tomllib

import pytest

from legtimer.core.exercise import NO_REST, UNTIL_READY, Amount, Load, LoadUnit, Rest, Sides, Unit
from legtimer.core.exercise_types import ExerciseEntry
from legtimer.core.notation import (
    NotUnderstood,
    clock,
    duration,
    duration_range,
    exercise_line,
    loads,
    rest,
    single_load,
    span,
    tempo,
)

BOTH_FORMS = [
    ("Squat", '{ name = "Squat" }'),
    ("20 Squat", '{ name = "Squat", reps = 20 }'),
    ("20 Squat", '{ name = "Squat", reps = "20" }'),
    ("20 reps Squat", '{ name = "Squat", reps = 20 }'),
    ("8-12 Squat", '{ name = "Squat", reps = "8-12" }'),
    ("8\u201312 Squat", '{ name = "Squat", reps = "8 - 12" }'),
    ("max Pull-up", '{ name = "Pull-up", reps = "max" }'),
    ("1:00 Plank", '{ name = "Plank", time = "1:00" }'),
    ("45s Plank", '{ name = "Plank", time = 45 }'),
    ("10 min Row", '{ name = "Row", time = "10 min" }'),
    ("1:30:00 Hike", '{ name = "Hike", time = "1.5 h" }'),
    ("30-60s Hang", '{ name = "Hang", time = "30-60s" }'),
    ("0:30-1:00 Hang", '{ name = "Hang", time = "30s-1:00" }'),
    ("30s-60s Hang", '{ name = "Hang", time = "0:30 - 1:00" }'),
    ("400 m Run", '{ name = "Run", distance = "400 m" }'),
    ("400m Run", '{ name = "Run", distance = 400 }'),
    ("1.5 km Run", '{ name = "Run", distance = "1.5km" }'),
    ("1 mile Run", '{ name = "Run", distance = "1 mi" }'),
    ("5 metres Jump", '{ name = "Jump", distance = "5 m" }'),
    ("400-800 m Run", '{ name = "Run", distance = "400-800 m" }'),
    ("15 cal Row", '{ name = "Row", calories = 15 }'),
    ("12-15 cal Row", '{ name = "Row", calories = "12-15" }'),
    ("10/side Lunge", '{ name = "Lunge", reps = 10, per = "side" }'),
    ("10/leg Lunge", '{ name = "Lunge", reps = 10, per = "leg" }'),
    ("8-12/arm Row", '{ name = "Row", reps = "8-12", per = "arm" }'),
    ("0:30/side Hang", '{ name = "Hang", time = "0:30", per = "side" }'),
    ("30 s/side Hang", '{ name = "Hang", time = 30, per = "side" }'),
    ("max/side Bridge", '{ name = "Bridge", reps = "max", per = "side" }'),
    (
        "8-12/side alternating Hop",
        '{ name = "Hop", reps = "8-12", per = "side", alternating = true }',
    ),
    ("21,15,9 Thruster", '{ name = "Thruster", reps = [21, 15, 9] }'),
    ("21,15,9 Thruster", '{ name = "Thruster", reps = "21, 15, 9" }'),
    ("8-12,6-10 Squat", '{ name = "Squat", reps = ["8-12", "6-10"] }'),
    ("1:00,0:45,0:30 Plank", '{ name = "Plank", time = ["1:00", "45s", 30] }'),
    ("60,45,30s Plank", '{ name = "Plank", time = "60,45,30s" }'),
    ("1..10 Burpee", '{ name = "Burpee", reps = "1..10" }'),
    ("10..1 Burpee", '{ name = "Burpee", reps = "10..1" }'),
    ("2..20+2 Burpee", '{ name = "Burpee", reps = "2..20+2" }'),
    ("20..2-6 Burpee", '{ name = "Burpee", reps = [20, 14, 8, 2] }'),
    ("400,300,200 m Run", '{ name = "Run", distance = "400,300,200 m" }'),
    ("10 Swing @ 16 kg", '{ name = "Swing", reps = 10, load = "16 kg" }'),
    ("10 Swing @ 16kg", '{ do = "10 Swing", load = "16 kg" }'),
    ("10 Swing @ 2x24 kg", '{ name = "Swing", reps = 10, load = "2x24 kg" }'),
    ("5 Squat @ 70%", '{ name = "Squat", reps = 5, load = "70%" }'),
    ("5 Squat @ 60,70,80 kg", '{ name = "Squat", reps = 5, load = "60,70,80 kg" }'),
    ("5 Squat @ 60 kg, 70 kg", '{ name = "Squat", reps = 5, load = "60,70 kg" }'),
    ("5 Squat @ 135 lb", '{ name = "Squat", reps = 5, load = "135 lbs" }'),
    ("5 Squat @ 22.5 kg", '{ name = "Squat", reps = 5, load = "22.5 kg" }'),
    ("10 Dip @ bodyweight", '{ name = "Dip", reps = 10, load = "bodyweight" }'),
    ("10 Swing", '{ do = "10 Swing" }'),
]


@pytest.mark.parametrize(("line", "table"), BOTH_FORMS)
def test_the_short_line_and_the_table_give_the_same(line, table, read):
    text = '[[block]]\nkind = "sets"\nexercises = [{}]\n'
    short = read(text.format(f'"{line}"')).blocks[0].exercise_list()
    long = read(text.format(table)).blocks[0].exercise_list()
    assert short == long


AMOUNTS = [
    ("20 X", Unit.REPS, 20, 20, "20"),
    ("8-12 X", Unit.REPS, 8, 12, "8-12"),
    ("max X", Unit.MAX, 0, 0, "max"),
    ("X", Unit.OPEN, 0, 0, ""),
    ("1:00 X", Unit.TIME, 60_000, 60_000, "1:00"),
    ("30-60s X", Unit.TIME, 30_000, 60_000, "0:30-1:00"),
    ("1:02:03 X", Unit.TIME, 3_723_000, 3_723_000, "1:02:03"),
    ("400 m X", Unit.DISTANCE, 400, 400, "400 m"),
    ("1 mi X", Unit.DISTANCE, 1609, 1609, "1 mi"),
    ("100 yards X", Unit.DISTANCE, 91, 91, "100 yd"),
    ("15 cal X", Unit.ENERGY, 15, 15, "15 cal"),
]


@pytest.mark.parametrize(("line", "unit", "low", "high", "text"), AMOUNTS)
def test_amounts(line, unit, low, high, text):
    assert exercise_line(line).amounts == (Amount(unit, low, high, text),)


def test_a_range_is_never_one_figure():
    (amount,) = exercise_line("8-12 Squat").amounts
    assert (amount.low, amount.high) == (8, 12)


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("1..5 X", [1, 2, 3, 4, 5]),
        ("5..1 X", [5, 4, 3, 2, 1]),
        ("2..10+2 X", [2, 4, 6, 8, 10]),
        ("10..1-3 X", [10, 7, 4, 1]),
        ("3..3 X", [3]),
        ("21,15,9 X", [21, 15, 9]),
    ],
)
def test_lists_and_ladders(line, figures):
    assert [amount.low for amount in exercise_line(line).amounts] == figures


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1:30", 90_000),
        ("0:05", 5_000),
        ("90:00", 5_400_000),
        ("1:02:03", 3_723_000),
        ("45s", 45_000),
        ("45 sec", 45_000),
        ("10 min", 600_000),
        ("1.5 min", 90_000),
        ("2h", 7_200_000),
        ("90", 90_000),
        ("0", 0),
        ("24:00:00", 86_400_000),
    ],
)
def test_durations(text, ms):
    assert duration(text) == ms


@pytest.mark.parametrize(
    "text",
    ["", "1:5", "1:75", "1:75:00", "25h", "2m", "-5", "1e3", "one", "1:00:00:00", "45 s s", "1m30"],
)
def test_what_is_no_duration(text):
    with pytest.raises(NotUnderstood):
        duration(text)


def test_duration_ranges_share_the_unit_of_the_high_end():
    assert duration_range("45-60s") == (45_000, 60_000)
    assert duration_range("1-2 min") == (60_000, 120_000)
    assert duration_range("45s-1:00") == (45_000, 60_000)
    with pytest.raises(NotUnderstood, match="no unit"):
        duration_range("45-1:00")
    with pytest.raises(NotUnderstood, match="backwards"):
        duration_range("60-45s")


def test_rests():
    assert rest("1:00") == Rest(60_000, 60_000)
    assert rest("45-60s") == Rest(45_000, 60_000)
    assert rest("ready") == rest(" Ready ") == UNTIL_READY
    assert rest("none") == NO_REST


def test_loads():
    assert single_load("2x24 kg") == Load(LoadUnit.KG, 24.0, 2)
    assert single_load("135 lb").text == "135 lb"
    assert single_load("70%").text == "70%"
    assert single_load("bodyweight").text == "bodyweight"
    assert [part.text for part in loads("60,70,80 kg")] == ["60 kg", "70 kg", "80 kg"]
    with pytest.raises(NotUnderstood, match="one load"):
        single_load("60,70 kg")


def test_sides():
    assert exercise_line("10/leg X").sides == Sides("leg", alternating=False)
    assert exercise_line("10/side alternating X").sides == Sides("side", alternating=True)
    assert exercise_line("10 alternating X").sides is None


def test_tempos_and_counts():
    assert tempo("3-1-1") == (3, 1, 1)
    assert tempo("3-0-x-1") == (3, 0, 1, 1)
    assert span("2-4") == (2, 4)


def test_clock():
    assert [clock(ms) for ms in (0, 59_999, 60_000, 3_600_000)] == [
        "0:00",
        "0:59",
        "1:00",
        "1:00:00",
    ]


class TestTableForm:
    """What only the table form can say."""

    def read(self, table: str):
        value = tomllib.loads(f"x = {table}")["x"]

        class Strict:
            def __getattr__(self, name):
                if name == "is_poisoned":
                    return lambda value: False
                raise AssertionError(name)

        return ExerciseEntry().read(value, (), Strict())

    def test_cadence_and_tempo(self):
        assert self.read('{ do = "12 X", cadence = "2s" }').cadence == 2000
        beaten = self.read('{ do = "12 X", tempo = "3-1-1" }')
        assert (beaten.cadence, beaten.tempo) == (5000, (3, 1, 1))

    def test_notes_equipment_cues(self):
        found = self.read('{ do = "X", note = "n", equipment = ["box"], cues = ["knees out"] }')
        assert (found.note, found.equipment, found.cues) == ("n", ("box",), ("knees out",))

    def test_easier(self):
        assert self.read('{ do = "X", easier = "omit" }').easier == "omit"
        assert self.read('{ do = "X", easier = "1:00 Y" }').easier.name == "Y"
        assert self.read('{ do = "X", easier = { name = "90/90" } }').easier.name == "90/90"

    def test_times_of_its_own(self):
        found = self.read('{ do = "X", rest = "ready", switch = "0:20", get-set = 0 }')
        assert (found.rest, found.switch, found.get_set) == (UNTIL_READY, 20_000, 0)

    def test_any_name(self):
        assert (
            self.read('{ name = "90/90 hip stretch", time = "1:00" }').name == "90/90 hip stretch"
        )
        assert self.read('{ name = "Row @ 2:00 pace" }').name == "Row @ 2:00 pace"
