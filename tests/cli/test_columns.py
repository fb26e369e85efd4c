"""Columns as wide as what stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.app.columns import align_columns

ROWS = [("Squat", "3 x 20 @ 16 kg", "0:42"), ("Romanian deadlift", "8", ""), ("Circuit",)]


def test_columns_are_as_wide_as_their_longest_text():
    assert align_columns(ROWS) == [
        "Squat              3 x 20 @ 16 kg  0:42",
        "Romanian deadlift  8",
        "Circuit",
    ]


@pytest.mark.parametrize(
    ("width", "first"),
    [
        (39, "Squat              3 x 20 @ 16 kg  0:42"),
        (36, "Squat           3 x 20 @ 16 kg  0:42"),
        (30, "Squat            3 x 20 @ 16 kg"),
    ],
)
def test_the_widest_are_cut_before_a_column_is_left_out(width, first):
    assert align_columns(ROWS, width)[0] == first


@given(
    st.lists(st.tuples(*[st.text("ab c", max_size=30)] * 4), min_size=1, max_size=5),
    st.integers(40, 90),
)
def test_rows_fit_the_width_unless_two_columns_are_too_wide_for_it(rows, width):
    lines = align_columns(rows, width)
    second = max(len(row[1]) for row in rows)
    assert all(len(line) <= max(width, width // 2 + 2 + second) for line in lines)


def test_a_long_column_is_cut_before_another_one_is_left_out():
    row = ("Sun 29 Nov", "16:20", "n" * 24, "2 min", "stopped early, " + "r" * 22, "effort 7")
    (line,) = align_columns([row], 76)
    assert "stopped early" in line
    assert line.endswith("effort 7")
