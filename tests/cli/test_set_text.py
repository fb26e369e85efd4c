"""The sets of an exercise in one line."""

from __future__ import annotations

import pytest

from legtimer.app.set_text import set_text, sets_text
from legtimer.core.exercise import Load, LoadUnit
from legtimer.history.session_record import SetResult

BELL = Load(LoadUnit.KG, 17.5)


def done(reps, load, outcome="done"):
    return SetResult(
        1, "Sets", "sets", "main", "block[0]", "block[0].exercises[0]", 1, "Squat", 0, outcome,
        "reps", 8, 12, reps, load, 30_000, True, None, 0, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sets", "text"),
    [
        ([done(8, BELL), done(9, BELL)], "8, 9 @ 17.5 kg"),
        ([done(8, None), done(9, None)], "8, 9"),
        # Who reads "8, 9 @ 17.5 kg" takes both for 17.5 kg.
        ([done(8, None), done(9, BELL)], "8 @ ?, 9 @ 17.5 kg"),
        ([done(8, None), done(8, None), done(8, BELL)], "2 x 8 @ ?, 8 @ 17.5 kg"),
        ([done(8, BELL), done(None, None, "skipped")], "8 @ 17.5 kg, skipped"),
    ],
)
def test_a_load_that_nobody_told_is_not_taken_for_another_one(sets, text):
    assert sets_text(sets) == text


@pytest.mark.parametrize(("unit", "text"), [("reps", "8?"), ("distance", "8 m?"), ("open", "done")])
def test_a_count_that_was_taken_away_is_not_shown_as_a_time(unit, text):
    """``history edit last set 1 reps none``."""
    one = done(None, None)._replace(unit=unit, planned_high=8)
    assert set_text(one) == text
