"""Colouring, finding and the outline."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.estimate import Forecast, Pace, rounded_minutes
from legtimer.core.exercise import Unit
from legtimer.core.workout import expand
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.files.workouts.exercise_hints import exercise_names
from legtimer.files.workouts.reader import read_file, read_workout
from legtimer.tui.screens.editor.highlighting import PARTS, parts, quotes_before, visible
from legtimer.tui.screens.editor.outline import outline
from legtimer.tui.screens.editor.search import Match, matches, nearest, replaced


def seen(line: str, quotes: str = "") -> list[tuple[str, str]]:
    return [(line[part.start : part.end], part.what) for part in parts(line, quotes)]


def test_the_parts_of_lines():
    assert seen("[[block]]  # why") == [("[[block]]", "header"), ("# why", "comment")]
    assert seen('kind = "emom"') == [("kind", "key"), ('"emom"', "kind")]
    assert seen('rest = "45-60s"')[1:] == [('"45-60s"', "text"), ("45-60s", "figure")]
    assert seen('  "20 Lunge @ 2x16 kg", # "no"') == [
        ('"20 Lunge @ 2x16 kg"', "text"), ("20", "figure"), ("@ 2x16 kg", "figure"),
        ('# "no"', "comment"),
    ]  # fmt: skip
    assert seen("'? m Jump @ ? kg'")[1:] == [("?", "figure"), ("@ ? kg", "figure")]
    assert seen("{ do = 'max Row', alternating = true, n = 1.5 }") == [
        ("do", "key"), ("'max Row'", "text"), ("max", "figure"), ("alternating", "key"),
        ("true", "word"), ("n", "key"), ("1.5", "figure"),
    ]  # fmt: skip
    assert seen('"a # b" = "#"') == [('"a # b"', "key"), ('"#"', "text")]
    assert seen('name = "open') == [("name", "key"), ('"open', "text")]


def test_strings_of_several_lines():
    lines = ['a = """one', "[[two]] # no comment", 'three""" # four', "b = '''x''' # y", "c = 1"]
    assert quotes_before(lines) == ["", '"""', '"""', "", ""]
    assert seen(lines[1], '"""') == [("[[two]] # no comment", "text")]
    assert seen(lines[2], '"""') == [('three"""', "text"), ("# four", "comment")]
    assert quotes_before(["a = 1", 'b = "c"']) is None


@given(st.lists(st.text(max_size=40).filter(lambda t: len(t.splitlines()) <= 1), max_size=6))
def test_any_text_has_parts_that_lie_within_it(lines):
    quotes = quotes_before(lines) or [""] * len(lines)
    assert len(quotes) == len(lines)
    for line, before in zip(lines, quotes, strict=True):
        for part in parts(line, before):
            assert 0 <= part.start < part.end <= len(line)
            assert part.what in PARTS
        shown = visible(line)
        assert len(shown) == len(line)
        assert not any(ord(letter) < 32 and letter != "\t" for letter in shown)


def test_what_a_terminal_would_obey_is_shown_only():
    assert visible("a\x1b[2Jb\tc") == "a\N{SYMBOL FOR ESCAPE}[2Jb\tc"
    assert visible("a\u202eb") == "a\ufffdb"
    assert visible("a\x7fb") == "a\N{SYMBOL FOR DELETE}b"


def test_finding_and_replacing():
    lines = ["Squat squat", "", "SQUATS"]
    assert matches(lines, "squat") == [
        Match((0, 0), (0, 5)), Match((0, 6), (0, 11)), Match((2, 0), (2, 5)),
    ]  # fmt: skip
    assert [match.start for match in matches(lines, "Squat")] == [(0, 0)]
    assert matches(lines, "") == []
    assert matches(["a.c abc"], "a.c") == [Match((0, 0), (0, 3))]
    found = matches(lines, "squat")
    assert nearest(found, (0, 1)) == 1
    assert nearest(found, (2, 1)) == 0, "round again"
    assert nearest(found, (0, 6), back=True) == 0
    assert nearest(found, (0, 0), back=True) == 2
    assert nearest([], (0, 0)) is None
    assert replaced(lines, "squat", r"\1 lunge") == ([r"\1 lunge \1 lunge", "", r"\1 lungeS"], 3)


@pytest.mark.parametrize("path", [file.path for file in WORKOUTS.all()], ids=lambda path: path.stem)
def test_every_shipped_workout_has_an_outline(path):
    workout = read_file(path).workout
    assert workout is not None
    found = outline(workout)
    assert found.headline.startswith("about ")
    listed = tomllib.loads(path.read_text())["block"]
    exercises = [exercise for block in workout.blocks for exercise in block.exercise_list()]
    names = {exercise.name for exercise in exercises if not exercise.is_rest}
    assert listed
    assert names <= set(exercise_names(workout))
    assert all(any(name in row for row in found.rows) for name in names)


def test_an_outline_row_by_row():
    text = """
        name = "X"
        [[block]]
        kind = "superset"
        sets = 2
        rest = "45-60s"
        exercises = ["20 Lunge @ 30 kg", "0:30/side Plank"]
        [[block]]
        kind = "amrap"
        time = "10:00"
        exercises = ["10 Push-up", "5 Pull-up"]
        [[block]]
        kind = "death-by"
        exercises = ["Burpee"]
    """
    workout = read_workout(text).workout
    assert workout is not None
    rows = outline(workout).rows
    assert rows[:8] == (
        "   0:10 get ready",
        "Superset · 2 x about 3 min",
        "        20 Lunge 30 kg",
        "   0:08 get set",
        "   0:30 Plank, first side",
        "   0:05 switch sides",
        "   0:30 Plank, second side",
        "   1:00 rest, called at 0:45",
    )
    amrap = rows.index("AMRAP 10:00")
    assert rows[amrap + 1 : amrap + 3] == ("  10:00 10 Push-up", "        5 Pull-up")
    assert rows.count("        and so on until an interval is not made") == 1


def test_what_comes_again_in_an_outline_is_written_once():
    text = """
        name = "X"
        prepare = 0
        [[block]]
        kind = "emom"
        every = "1:00"
        rounds = 6
        exercises = ["10 Push-up", "5 Pull-up"]
        [[block]]
        kind = "sets"
        sets = 3
        rest = "1:30"
        exercises = ["15-20 Squat", "0:30 Plank"]
        [[block]]
        kind = "repeat"
        rounds = 2
        rest = "2:00"
        [[block.block]]
        kind = "circuit"
        exercises = ["10 Burpee"]
        [[block.block]]
        kind = "rest"
        time = "1:00"
    """
    workout = read_workout(text).workout
    assert workout is not None
    assert outline(workout).rows == (
        "EMOM · 3 x 2:00",
        "   1:00 10 Push-up",
        "   1:00 5 Pull-up",
        "Straight sets · about 12 min",
        "        3 x 15-20 Squat",
        "   1:30 rest",
        "        3 x 0:30 Plank",
        "   1:30 rest",
        "2 laps",
        "Circuit",
        "        10 Burpee",
        "Rest",
        "   1:00 rest",
        "   2:00 rest",
    )


def test_an_outline_ends_somewhere(monkeypatch):
    monkeypatch.setattr("legtimer.tui.screens.editor.outline.MOST_ROWS", 3)
    text = '[[block]]\nkind = "circuit"\nexercises = ["5 A", "5 B", "5 C"]'
    workout = read_workout(text).workout
    assert workout is not None
    rows = outline(workout).rows
    assert len(rows) == 4
    assert rows[-1].endswith("more rows")


def test_the_editor_s_length_is_that_of_the_library():
    """One pace for all estimates: the editor once took every exercise for one of three seconds."""
    workout = read_workout(
        '[[block]]\nkind = "sets"\nexercises = ["100 m Swim", "100 Skip"]\n'
    ).workout
    quick = Pace(own={("skip", Unit.REPS): 500}, metre_of=lambda name: 6_000)
    minutes = rounded_minutes(Forecast(expand(workout), quick).total)
    assert outline(workout, pace=quick).headline.startswith(f"about {minutes} min")
    assert not outline(workout).headline.startswith(f"about {minutes} min")
