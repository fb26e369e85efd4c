"""What is left of a chain of workouts, kept beside the session under way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.files.workouts.chain import ChainedWorkout, ChainFile

ONES = st.builds(ChainedWorkout, st.text("ab/ é\"'\\\n", min_size=1).map(Path), st.booleans())


@given(st.lists(ONES, min_size=1, max_size=4).map(tuple), st.text("0af"))
def test_what_is_kept_is_read_back_for_this_session_alone(tmp_path_factory, left, uid):
    file = ChainFile(tmp_path_factory.getbasetemp() / "chain" / "chain.toml")
    file.keep(uid, left)
    assert file.left(uid) == left
    assert file.left(f"{uid}0") == ()
    file.keep(uid, ())
    assert file.left(uid) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "session = 3",
        'session = "a"',
        'session = "a"\nworkout = 3',
        'session = "a"\nworkout = [3]',
        'session = "a"\nworkout = [{ file = "x" }]',
        'session = "a"\nworkout = [{ file = 3, low-impact = true }]',
        "\0",
    ],
)
def test_a_file_that_says_something_else_says_nothing(tmp_path, text):
    (tmp_path / "chain.toml").write_text(text)
    assert ChainFile(tmp_path / "chain.toml").left("a") == ()


def test_what_cannot_be_written_or_read_does_no_harm(tmp_path):
    (tmp_path / "taken").write_text("")
    file = ChainFile(tmp_path / "taken" / "chain.toml")
    file.keep("a", (ChainedWorkout(Path("x")),))
    file.keep("a", ())
    assert file.left("a") == ()
