"""What can be read of a workout with mistakes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.workout import expand
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.files.workouts.readable_part import MARK, readable_part
from legtimer.files.workouts.reader import read_workout
from legtimer.tui.screens.editor.outline import outline

SHIPPED = [file.path.read_text(encoding="utf-8") for file in WORKOUTS.all()]
TEXT = """\
name = "Legs"
prepare = "soon"

[[block]]
kind = "superset"
sets = 3
rest = "1:3x"
exercises = [
  "20 Curtsey lunge @ 30 kg",
  "1:00 Lunge jump @ @",
]

[[block]]
kind = "repeat"
rounds = 2
[[block.block]]
kind = "circut"
exercises = ["10 Squat"]
[[block.block]]
kind = "circuit"
rounds = 3
exercises = ["10 Squat", "20 Burpee

[[block]]
kind = "rest"
time = "2:00"
"""


def rows(text: str) -> tuple[str, ...]:
    return outline(readable_part(text)).rows


def test_what_cannot_be_read_is_marked_at_its_place():
    assert read_workout(TEXT).workout is None
    assert rows(TEXT) == (
        "   0:10 get ready",
        "Superset \N{BALLOT X} line 7 · 3 x about 2 min",
        "        20 Curtsey lunge 30 kg",
        "        \N{BALLOT X} line 10",
        "2 laps",
        "Block",
        "        \N{BALLOT X} line 17",
        "Circuit · 3 x about 1 min",
        "        10 Squat",
        "        \N{BALLOT X} line 22",
        "Rest",
        "   2:00 rest",
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ('[[block]]\nkind = "emom"\n', "EMOM|{} line 1"),
        ('[[block]]\nkind = "circuit"\nname = "Legs"\nexercises = []\n', "Legs|{} line 4"),
        ('[[block]]\nkind = \n[[block]]\nkind = "rest"\ntime = "10s"\n', "Block|{} line 2"),
        ('block = [1]\n[a]\n', "Block|{} line 1"),
        (
            '[[block]]\nkind = "circuit"\nrounds = 3\nrest = ["1:00"]\nexercises = ["5 Squat"]\n',
            "Circuit {} line 4 · 3 x ",
        ),
    ],
)  # fmt: skip
def test_a_block_is_marked_at_its_mistake(text, marked):
    found = "|".join(row.strip() for row in rows(text))
    assert marked.format(MARK) in found


@pytest.mark.parametrize("text", ["", "name =", "block = 3", "[block]", "[[", '"""', "\0"])
def test_of_nothing_nothing_can_be_read(text):
    assert readable_part(text) is None


@given(st.sampled_from(SHIPPED), st.data(), st.text("\n[]\"'=,{}@x1", max_size=2))
def test_of_any_text_with_a_mistake_a_part_can_be_read_or_nothing(text, data, typed):
    start = data.draw(st.integers(0, len(text)))
    end = start + data.draw(st.integers(0, 3))
    text = text[:start] + typed + text[end:]
    reading = read_workout(text)
    part = readable_part(text)
    if reading.workout is not None:
        # Of a text without mistakes it is everything.
        assert outline(part).rows == outline(reading.workout).rows
    elif part is not None:
        expand(part)
