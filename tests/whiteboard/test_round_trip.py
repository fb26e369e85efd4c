"""A workout that is written as a text is read back to the same plan."""

from __future__ import annotations

from hypothesis import given

from legtimer.files.workouts.reader import read_workout
from legtimer.whiteboard.reader import read_whiteboard
from legtimer.whiteboard.writer import whiteboard_text
from tests.whiteboard.plans import name_of, plan_of, workouts


@given(workouts())
def test_what_is_written_is_read_back(workout):
    text = whiteboard_text(workout)
    reading = read_whiteboard(text, name_of)
    assert len(reading.workouts) == 1, text
    found = read_workout(reading.workouts[0].text).workout
    for level in (1, 2):
        assert plan_of(found, level) == plan_of(workout, level), text
    assert reading.unread == ()
